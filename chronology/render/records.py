"""The pages of events, actors, countries and tombstones."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from functools import cached_property
from typing import Any, TypeVar

from markupsafe import Markup

from chronology.link import Country, LedgerEntry, Membership, members_on
from chronology.records.model import Actor, Event, Moved
from chronology.render import structured
from chronology.render.draft import GUIDE, Draft, Trail, short
from chronology.render.ledger import by_party, in_order, ledger_parts, party_whole
from chronology.render.listings import event_date, events_whole
from chronology.render.part_pages import Whole, part_pages
from chronology.render.parts import LIMITS, Limits, Part, by_year, first, last, newest
from chronology.render.view import View
from chronology.render.words import plural, when

T = TypeVar("T")
COUNTED = 10
"""Memberships from which on an organisation's page says how many members there were."""


def event_page(event: Event, view: View) -> Draft:
    """What happened, where, who, how many, who says so, what led to it."""
    year = str(event.date.year)
    before, after = view.chronology.neighbours(event)
    return Draft(
        "event.html.jinja",
        "event",
        [("Home", ""), ("Chronology", "events/"), (year, f"years/{year}/"), (event.title, f"events/{event.id}/")],
        short(f"{when(event.date)}: {event.summary}"),
        event.origin.path,
        {
            "event": event,
            "account": view.prose(event),
            "map": view.event_map(event),
            "before": before,
            "after": after,
            "ties": view.chronology.ties.get(event.id, ()),
        },
        structured.event_data(event, view.chronology, view.settings),
    )


@dataclass(frozen=True)
class Found:
    """What pages of actors and countries ask for, found once for all of them."""

    pledges: Mapping[str, Sequence[LedgerEntry]]
    """By party."""
    members: Mapping[str, Sequence[Membership]]
    """By organisation."""
    member_of: Mapping[str, Sequence[Membership]]
    """By member."""
    actors: Mapping[str, Sequence[Actor]]
    """By country."""

    @classmethod
    def of(cls, view: View) -> "Found":
        memberships, actors = view.chronology.memberships, view.chronology.actors.values()
        return cls(
            by_party(view.chronology),
            _by(memberships, lambda each: each.organisation),
            _by(memberships, lambda each: each.member),
            _by(actors, lambda actor: actor.country or ""),
        )


def _by(items: Iterable[T], key: Callable[[T], str]) -> Mapping[str, Sequence[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for item in items:
        found[key(item)].append(item)
    return found


def actor_pages(actor: Actor, view: View, found: Found, limits: Limits = LIMITS) -> Iterator[Draft]:
    """The page of an actor, and those of the parts of its lists."""
    chronology = view.chronology
    events = chronology.by_actor.get(actor.id, ())
    description = view.prose(actor)
    trail = [("Home", ""), ("Actors", "actors/"), (actor.name, f"actors/{actor.id}/")]
    lists = _Lists(view, trail, view.word("actor-kinds", actor.kind).name, actor.origin.path, events, found.pledges.get(actor.id, ()), limits)
    values = {
        "actor": actor,
        "description": description,
        "related": view.related_actors(events, actor.id),
        "members": last(found.members.get(actor.id, ()), limits.listed),
        "member_counts": _member_counts(found.members.get(actor.id, ())),
        "member_of": last(found.member_of.get(actor.id, ()), limits.listed),
        "parts": first(chronology.parts.get(actor.id, ()), limits.listed),
        "map": view.map_of(events),
        **lists.values,
    }
    text = short(f"{actor.name}: {plural(len(events), 'event')} in the chronology. {description.text}")
    yield Draft("actor.html.jinja", "actor", trail, text, actor.origin.path, values, structured.actor_data(actor, view.settings), "profile")
    yield from lists.pages()


def _member_counts(memberships: Sequence[Membership]) -> Sequence[tuple[int, int, int]]:
    """(year, members that are sure, members at most) at the end of every year in which somebody may have joined or left; nothing of a few memberships."""
    if len(memberships) < COUNTED:
        return []
    dates = [change[0] for each in memberships for change in (each.joined, each.left) if change]
    years = {day.year for date in dates for day in (date.earliest, date.latest) if day}
    members = [(year, members_on(memberships, Day(year, 12, 31))) for year in sorted(years)]
    return [(year, sum(sure.values()), len(sure)) for year, sure in members]


def country_pages(country: Country, view: View, found: Found, limits: Limits = LIMITS) -> Iterator[Draft]:
    """The page of a country, and those of the parts of its lists."""
    code = country.code
    events = view.chronology.by_country.get(code, ())
    trail = [("Home", ""), ("Countries", "countries/"), (country.name, f"countries/{code.lower()}/")]
    edit = country.file.origin.path if country.file else GUIDE
    lists = _Lists(view, trail, "Country", edit, events, found.pledges.get(code, ()), limits)
    values = {
        "country": country,
        "description": view.prose(country),
        "actors": first(found.actors.get(code, ()), limits.listed),
        "related": view.related_actors(events),
        "memberships": last(found.member_of.get(code, ()), limits.listed),
        "map": view.map_of(events, code),
        **lists.values,
    }
    text = f"{country.name} in the chronology of the Coalition against Daesh: {plural(len(events), 'event')} by year and kind, with sources."
    yield Draft("country.html.jinja", "country", trail, text, edit, values, structured.country_data(country, view.settings))
    yield from lists.pages()


@dataclass(frozen=True)
class _Lists:
    """The events and pledges of an actor or a country: all on its page, or in parts."""

    view: View
    trail: Trail
    kicker: str
    edit: str
    events: Sequence[Event]
    pledges: Sequence[LedgerEntry]
    limits: Limits

    @property
    def values(self) -> Mapping[str, Any]:
        """What the page takes; of a list in parts, the newest entries and links to the parts."""
        most, shown = self.limits.listed, self.limits.newest
        return {
            "events": self.events,
            "chart": self.view.matrix(self.events),
            "contents": self._events.contents("Events by year", self.event_parts) if self.event_parts else None,
            "newest": newest(self.events, shown) if self.event_parts else (),
            "pledges": newest(in_order(self.pledges), shown) if len(self.pledges) > most else self.pledges,
            "pledge_contents": self._pledges.contents("Pledges by year", self.pledge_parts) if self.pledge_parts else None,
        }

    def pages(self) -> Iterator[Draft]:
        yield from part_pages(self._events, self.event_parts)
        yield from part_pages(self._pledges, self.pledge_parts)

    @cached_property
    def event_parts(self) -> Sequence[Part[Event]]:
        return by_year(self.events, event_date, self.limits.listed) if len(self.events) > self.limits.listed else ()

    @cached_property
    def pledge_parts(self) -> Sequence[Part[LedgerEntry]]:
        return ledger_parts(self.pledges, self.limits) if len(self.pledges) > self.limits.listed else ()

    @property
    def _events(self) -> Whole:
        return events_whole(self.view, self.trail, self.kicker, self.edit)

    @property
    def _pledges(self) -> Whole:
        return party_whole(self.view, self.trail, self.kicker, self.edit)


def moved_page(moved: Moved, view: View, root: str) -> Draft:
    """What became of an id: where its content stands now, or that it was withdrawn."""
    chronology = view.chronology
    folder = f"{moved.record}s"
    target = f"{folder}/{moved.to}/" if moved.to else None
    title = None
    if moved.to:
        title = chronology.by_id[moved.to].title if moved.record == "event" else chronology.actors[moved.to].name
    head = Markup('<meta name="robots" content="noindex">')
    if target:
        head += Markup('<meta http-equiv="refresh" content="0; url={}">').format(root + target)
    trail: Trail = [("Home", ""), ("Chronology", "events/") if moved.record == "event" else ("Actors", "actors/"), (moved.id, f"{folder}/{moved.id}/")]
    values = {"moved": moved, "target": target, "target_title": title}
    return Draft("moved.html.jinja", "moved", trail, f"What became of {moved.id}.", "content/moved.yml", values, head=head)
