"""What is made together: the pages of a record, and a mark of all that they show, so that they need not be made again where it is the same."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from functools import cache, partial
from operator import attrgetter
from typing import NamedTuple

from chronology.digest import digest
from chronology.link import Country
from chronology.records.model import Actor, Event, Moved
from chronology.records.model import Country as CountryFile
from chronology.render.draft import Draft
from chronology.render.indexes import actor_index_pages, corrections_pages
from chronology.render.ledger import ledger_pages
from chronology.render.listings import Year, kind_pages, storyline_pages, year_pages, years_of
from chronology.render.parts import LIMITS
from chronology.render.records import Found, actor_pages, country_pages, event_page, moved_page
from chronology.render.view import View

_FACE = attrgetter("face")
ROOT = "../../"
"""All records' pages stand two folders deep."""


class Job(NamedTuple):
    """Pages that are made together."""

    id: str
    """The first page's address, or that of the list of all of them."""
    shows: bytes
    """A digest of the records that the pages tell of, beyond what `look` covers."""
    drafts: Callable[[], Iterable[Draft]]
    event: Event | None = None
    """The event, where it is one's page."""


def jobs(view: View) -> Sequence[Job]:
    """All pages of records, in a fixed order."""
    return [*_events(view), *_parties(view), *_lists(view)]


def look(view: View) -> bytes:
    """A digest of what any page may show: words, settings, and the names and ties of actors and countries."""
    chronology = view.chronology
    settings = view.settings
    actors = [_named(actor) for actor in chronology.actors.values()]
    countries = [(country.code, country.name) for country in chronology.countries.values()]
    site = (settings.name, settings.url, settings.edit_url, settings.language)
    return digest(repr(chronology.vocabulary.lists), repr(actors), repr(countries), repr(site), repr(astuple(LIMITS)))


def _named(actor: Actor) -> tuple[object, ...]:
    """What other pages than its own show of an actor."""
    aliases = [(alias.name, alias.language) for alias in actor.aliases]
    wholes = [(part.id, part.from_ and part.from_.text, part.until and part.until.text) for part in actor.part_of]
    return actor.id, actor.name, actor.kind, actor.country, aliases, wholes


def faces(view: View) -> bytes:
    """A digest of all that pages may show that are no record's own, beyond what `look` covers."""
    chronology = view.chronology
    files = [country.file for country in chronology.countries.values() if country.file]
    shown = [record.face for records in (chronology.events, chronology.actors.values(), files) for record in records]
    return digest(b"".join(shown), repr(chronology.moved), view.settings.today)


def _shown(events: Iterable[Event], *others: bytes | str) -> bytes:
    """A digest of what pages show of events that are not their own."""
    return digest(b"".join(map(_FACE, events)), *others)


def _events(view: View) -> Iterator[Job]:
    chronology = view.chronology
    for event, before, after in chronology.in_a_row():
        ties = chronology.ties.get(event.id, ())
        until = "" if event.date.end else str(view.last_year)  # what goes on does so in all years that there are
        others = [other for other in (before, after, *[tie.other for tie in ties]) if other]
        shown = _shown(others, event.origin.mark, f"{'' if before else '-'}{until}{[tie.label for tie in ties] if ties else ''}")
        yield Job(f"events/{event.id}/", shown, partial(_event, event, view), event)


def _event(event: Event, view: View) -> Iterable[Draft]:
    return (event_page(event, view),)


def _parties(view: View) -> Iterator[Job]:
    chronology = view.chronology
    found = cache(partial(Found.of, view))  # by each process that makes such pages
    for actor in chronology.actors.values():
        shown = _shown(chronology.by_actor.get(actor.id, ()), actor.origin.text, actor.origin.path)
        yield Job(f"actors/{actor.id}/", shown, partial(_actor, actor, view, found))
    for country in chronology.countries.values():
        file = country.file
        shown = _shown(chronology.by_country.get(country.code, ()), *((file.origin.text, file.origin.path) if file else ()))
        yield Job(f"countries/{country.code.lower()}/", shown, partial(_country, country, view, found))


def _actor(actor: Actor, view: View, found: Callable[[], Found]) -> Iterable[Draft]:
    return actor_pages(actor, view, found())


def _country(country: Country, view: View, found: Callable[[], Found]) -> Iterable[Draft]:
    return country_pages(country, view, found())


def _year(year: str, view: View, years: Callable[[], Mapping[str, Year]]) -> Iterable[Draft]:
    return year_pages(year, view, years())


def _lists(view: View) -> Iterator[Job]:
    chronology = view.chronology
    others: list[Actor | CountryFile] = [*chronology.actors.values(), *(country.file for country in chronology.countries.values() if country.file)]
    corrected = _shown([event for event in chronology.events if event.corrections], *[record.origin.text for record in others if record.corrections])
    counts = repr([len(chronology.by_actor.get(id, ())) for id in chronology.actors])
    years = cache(partial(years_of, view))  # as above
    for year, events in chronology.by_year.items():
        yield Job(f"years/{year}/", _shown(events, *chronology.by_year), partial(_year, year, view, years))
    for kind, events in chronology.by_kind.items():
        yield Job(f"kinds/{kind}/", _shown(events), partial(kind_pages, kind, view))
    for tag, events in chronology.by_tag.items():
        yield Job(f"storylines/{tag}/", _shown(events), partial(storyline_pages, tag, view))
    yield Job("ledger/", _shown([event for event in chronology.events if event.pledges]), partial(ledger_pages, view))
    yield Job("actors-by-kind/", digest(counts), partial(actor_index_pages, view))
    yield Job("corrections-log/", corrected, partial(corrections_pages, view))
    for moved in chronology.moved:
        target = chronology.by_id[moved.to].title if moved.to and moved.record == "event" else moved.to or ""
        yield Job(f"{moved.record}s/{moved.id}/", digest(repr(moved), target), partial(_moved, moved, view))


def _moved(moved: Moved, view: View) -> Iterable[Draft]:
    return (moved_page(moved, view, ROOT),)
