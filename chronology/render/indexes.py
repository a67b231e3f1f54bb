"""The index of actors and the log of corrections: what their hand-written pages show, and the pages of their parts where they are long."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from unicodedata import normalize

from chronology.records.dates import Date
from chronology.records.model import Actor
from chronology.records.model.base import Correction
from chronology.render.draft import GUIDE, Draft
from chronology.render.part_pages import Groups, Whole, part_pages
from chronology.render.parts import LIMITS, Limits, Part, by_year, numbered
from chronology.render.view import View

OTHER = "other"
"""Key of the names that begin with no Latin letter."""


@dataclass(frozen=True)
class Logged:
    """A correction and the record that was corrected."""

    correction: Correction
    name: str
    address: str


def actors_by_kind(view: View, most: int) -> Sequence[Part[Actor]]:
    """A part for each kind that has actors, by name; one with more than `most` has first letters within, and these numbers."""
    actors = view.chronology.actors.values()
    found = []
    for kind, word in view.chronology.vocabulary.words("actor-kinds").items():
        group = sorted((actor for actor in actors if actor.kind == kind), key=lambda actor: actor.name.lower())
        within = _by_letter(kind, word.plural, group, most) if len(group) > most else ()
        found.append(Part((kind,), word.plural, word.plural, group, within))
    return [part for part in found if part.items]


def _by_letter(kind: str, plural: str, actors: Sequence[Actor], most: int) -> Sequence[Part[Actor]]:
    """In the order of the alphabet; other signs last."""
    order = sorted(actors, key=lambda actor: (letter(actor.name) == OTHER, letter(actor.name), actor.name.lower()))
    groups = ((key, [*group]) for key, group in groupby(order, lambda actor: letter(actor.name)))
    return [numbered(Part((kind, key), f"{plural}, {_label(key)}", _label(key), group), most) for key, group in groups]


def _label(key: str) -> str:
    return "other signs" if key == OTHER else key.upper()


def letter(name: str) -> str:
    """The Latin letter that a name begins with, without its marks."""
    bare = normalize("NFKD", name)[:1].lower()
    return bare if bare.isascii() and bare.isalpha() else OTHER


def actors_whole(view: View) -> Whole:
    """The parts of the index of actors: `actors-by-kind/armed-group/`, `actors-by-kind/armed-group--a/`."""
    trail = [("Home", ""), ("Actors", "actors/")]
    url = view.settings.url
    return Whole(trail, "actors-by-kind/", "Actors: ", "Actors", GUIDE, url, _actor_groups, "actor", "--", ("", "letter-"), "By first letter")


def actor_index_pages(view: View, limits: Limits = LIMITS) -> Iterator[Draft]:
    """A page for each part of the index of actors, where one page is too short for all of it."""
    if len(view.chronology.actors) > limits.actors:
        yield from part_pages(actors_whole(view), actors_by_kind(view, limits.actors))


def corrections_of(view: View) -> Sequence[Logged]:
    """All corrections, in order of time."""
    chronology = view.chronology
    events = (Logged(correction, event.title, f"events/{event.id}/") for event in chronology.events for correction in event.corrections)
    actors = (Logged(correction, actor.name, f"actors/{actor.id}/") for actor in chronology.actors.values() for correction in actor.corrections)
    countries = (
        Logged(correction, country.name, f"countries/{country.code.lower()}/")
        for country in chronology.countries.values()
        for correction in country.corrections
    )
    return sorted([*events, *actors, *countries], key=lambda found: corrected(found).sort_key)


def corrected(found: Logged) -> Date:
    return found.correction.date


def corrections_whole(view: View) -> Whole:
    """The parts of the log of corrections: `corrections-log/2026/`."""
    trail = [("Home", ""), ("Corrections", "corrections/")]
    url = view.settings.url
    return Whole(trail, "corrections-log/", "Corrections of ", "Corrections", GUIDE, url, _correction_groups, "correction", "--")


def corrections_parts(found: Sequence[Logged], limits: Limits) -> Sequence[Part[Logged]]:
    return by_year(found, corrected, limits.listed)


def corrections_pages(view: View, limits: Limits = LIMITS) -> Iterator[Draft]:
    """A page for each part of the log, where one page is too short for all of it."""
    found = corrections_of(view)
    if len(found) > limits.listed:
        yield from part_pages(corrections_whole(view), corrections_parts(found, limits))


def _actor_groups(part: Part[Actor]) -> Groups:
    return [("Actors", "actors", "", part.items)]


def _correction_groups(part: Part[Logged]) -> Groups:
    return [("Corrections", "corrections", "", part.items)]
