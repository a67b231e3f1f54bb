"""Records to a Chronology: sorted, indexed, every reference seen from both ends."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day
from itertools import chain
from operator import itemgetter
from typing import NamedTuple, TypeVar

from babel import Locale

from chronology.families import independent_families
from chronology.records.dates import Date
from chronology.records.load import Records
from chronology.records.model import Actor, Event, Moved
from chronology.records.model import Country as CountryFile
from chronology.records.model.base import Correction, Source
from chronology.records.model.event import Figure, Pledge
from chronology.records.vocabulary import ActorKindWord, Vocabulary
from chronology.rules.references import actor_parties, event_parties

K = TypeVar("K")
V = TypeVar("V")
Index = Mapping[str, tuple[Event, ...]]
"""Events in order of time, by some key."""


@dataclass(frozen=True)
class Country:
    """A country that some record names."""

    code: str
    name: str
    file: CountryFile | None
    """What `content/countries/` adds to it."""

    @property
    def prose(self) -> str:
        return self.file.prose if self.file else ""

    @property
    def is_plain(self) -> bool:
        """As that of its file."""
        return self.file is None or self.file.is_plain

    @property
    def sources(self) -> Mapping[str, Source]:
        return self.file.sources if self.file else {}

    @property
    def corrections(self) -> tuple[Correction, ...]:
        return self.file.corrections if self.file else ()


class Tie(NamedTuple):
    """A relation as one of its ends sees it."""

    label: str
    """As in `Follows`, or `Followed by` from the other end."""
    other: Event


@dataclass(frozen=True)
class LedgerEntry:
    """A pledge and the event it was made in."""

    event: Event
    pledge: Pledge


@dataclass(frozen=True)
class Membership:
    """A state's or an actor's time in an organisation, as far as events tell it."""

    organisation: str
    member: str
    joined: tuple[Date, Event] | None
    left: tuple[Date, Event] | None

    def may_last(self, day: Day) -> bool:
        """Whether it may have begun and not ended by a day."""
        begun = self.joined is None or (self.joined[0].earliest or day) <= day
        return begun and (self.left is None or (self.left[0].latest or Day.max) > day)

    def surely_lasts(self, day: Day) -> bool:
        """Whether it has begun and not ended by a day, whichever days its dates mean."""
        begun = self.joined is not None and (self.joined[0].latest or Day.max) <= day
        return begun and (self.left is None or (self.left[0].earliest or Day.min) > day)


@dataclass(frozen=True)
class Chronology:
    """The whole content, ready to be shown. Every sequence is sorted and every mapping is in the order of its keys."""

    events: tuple[Event, ...]
    """In order of time."""
    actors: Mapping[str, Actor]
    countries: Mapping[str, Country]
    """By code, in order of name."""
    vocabulary: Vocabulary
    moved: tuple[Moved, ...]
    by_id: Mapping[str, Event]
    positions: Mapping[str, int]
    """Of each event in `events`."""
    by_kind: Index
    by_year: Index
    """By every year that an event's interval touches."""
    by_country: Index
    countries_by_event: Mapping[str, tuple[str, ...]]
    """Codes of the countries that an event concerns, by its id."""
    by_actor: Index
    by_tag: Index
    families: Mapping[str, tuple[str, ...]]
    """The independent families of an event's sources, by its id."""
    ties: Mapping[str, tuple[Tie, ...]]
    """By id of an event, in order of time."""
    parts: Mapping[str, tuple[str, ...]]
    """Ids of the actors that belong to an actor."""
    pledges: tuple[LedgerEntry, ...]
    """In order of time."""
    memberships: tuple[Membership, ...]

    def in_a_row(self) -> Iterator[tuple[Event, Event | None, Event | None]]:
        """Each event with its neighbours."""
        return zip(self.events, (None, *self.events), (*self.events[1:], None), strict=False)

    def neighbours(self, event: Event) -> tuple[Event | None, Event | None]:
        """The events before and after in time."""
        position = self.positions[event.id]
        return (self.events[position - 1] if position else None, self.events[position + 1] if position + 1 < len(self.events) else None)


def members_on(memberships: Iterable[Membership], day: Day) -> Mapping[str, bool]:
    """Of the memberships in one organisation, who had joined and not left by `day`, or may have; sorted. With each, whether that is sure."""
    found: dict[str, bool] = {}
    for each in memberships:
        if each.may_last(day):
            found[each.member] = found.get(each.member, False) or each.surely_lasts(day)
    return dict(sorted(found.items()))


def acting_for(actors: Mapping[str, Actor], kinds: Mapping[str, ActorKindWord]) -> Mapping[str, str]:
    """The country that an actor acts for, by the actor's id; nothing where it acts for none."""
    return {id: actor.country or "" if kinds[actor.kind].acts_for_country else "" for id, actor in actors.items()}


def countries_of(event: Event, acting: Mapping[str, str]) -> tuple[str, ...]:
    """Codes of the countries an event concerns: of its places, of those who act for a country, of its pledges, and those it names besides."""
    parties = [involvement.id for involvement in event.actors]
    for pledge in event.pledges:
        parties += [pledge.by, *pledge.for_]
    for change in (*event.joins, *event.leaves):
        parties += change.members
    codes = dict.fromkeys([*[place.country for place in event.places], *event.countries, *[acting.get(party, party) for party in parties]])
    codes.pop("", None)
    return tuple(codes)


def figures_by_kind(event: Event) -> Mapping[str, tuple[Figure, ...]]:
    """Rival figures side by side, the preferred first."""
    groups: dict[str, list[Figure]] = defaultdict(list)
    for figure in event.figures:
        groups[figure.what].append(figure)
    return {what: tuple(sorted(figures, key=lambda figure: not figure.preferred)) for what, figures in groups.items()}


def link(records: Records) -> Chronology:
    """The Chronology of records without errors."""
    events = tuple(sorted(records.events, key=lambda event: (event.date.sort_key, event.id)))
    last_year = max((event.date.year for event in events), default=0)
    acting = acting_for(records.actors, records.vocabulary.words("actor-kinds"))
    countries_by_event = {event.id: countries_of(event, acting) for event in events}
    by_country = _index(events, lambda event: countries_by_event[event.id])
    return Chronology(
        events=events,
        actors=records.actors,
        countries=_countries(records, by_country),
        vocabulary=records.vocabulary,
        moved=records.moved,
        by_id={event.id: event for event in events},
        positions={event.id: position for position, event in enumerate(events)},
        by_kind=_in_order(_index(events, lambda event: (event.kind,)), records.vocabulary.words("kinds")),
        by_year=_index(events, lambda event: map(str, years_of(event.date, last_year))),
        by_country=by_country,
        countries_by_event=countries_by_event,
        by_actor=_index(events, lambda event: dict.fromkeys(_actors(event))),
        by_tag=_in_order(_index(events, lambda event: event.tags), records.vocabulary.words("tags")),
        families={event.id: independent_families(event.sources.values(), records.vocabulary) for event in events},
        ties=_ties(events, records.vocabulary),
        parts=_parts(records.actors),
        pledges=tuple(LedgerEntry(event, pledge) for event in events for pledge in event.pledges),
        memberships=tuple(_memberships(events)),
    )


def years_of(date: Date, last_year: int) -> range:
    """Every year that a date's interval touches; what goes on does so until `last_year`."""
    start = date.earliest or date.latest
    end = date.latest
    assert start is not None
    return range(start.year, (end.year if end else max(last_year, start.year)) + 1)


def _actors(event: Event) -> Iterator[str]:
    for involvement in event.actors:
        if not involvement.id.isupper():
            yield involvement.id
    for pledge in event.pledges:
        yield from (party for party in (pledge.by, *pledge.for_) if not party.isupper())
    for change in (*event.joins, *event.leaves):
        yield from (party for party in (change.organisation, *change.members) if not party.isupper())


def _index(events: Iterable[Event], keys: Callable[[Event], Iterable[str]]) -> Index:
    index: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        for key in keys(event):
            index[key].append(event)
    return {key: tuple(index[key]) for key in sorted(index)}


def _in_order(index: Mapping[K, V], order: Iterable[K]) -> Mapping[K, V]:
    return {key: index[key] for key in order if key in index}


def _countries(records: Records, by_country: Index) -> Mapping[str, Country]:
    names = Locale("en").territories
    parties = chain(chain.from_iterable(map(event_parties, records.events)), chain.from_iterable(map(actor_parties, records.actors.values())))
    named = {party for _, party in parties if party.isupper()}
    codes = {*by_country, *records.countries, *named, *(actor.country for actor in records.actors.values() if actor.country)}
    found = []
    for code in codes:
        file = records.countries.get(code)
        found.append(Country(code, file.name if file and file.name else names[code], file))
    return {country.code: country for country in sorted(found, key=lambda country: (country.name, country.code))}


def _ties(events: Iterable[Event], vocabulary: Vocabulary) -> Mapping[str, tuple[Tie, ...]]:
    by_id = {event.id: event for event in events}
    words = vocabulary.words("relations")
    ties: dict[str, list[Tie]] = defaultdict(list)
    for id, event in by_id.items():
        for relation, others in event.relations.items():
            word = words[relation]
            for other in others:
                ties[id].append(Tie(word.name, by_id[other]))
                ties[other].append(Tie(word.inverse, event))
    return {key: tuple(sorted(found, key=_tie_order) if len(found) > 1 else found) for key, found in sorted(ties.items(), key=itemgetter(0))}


def _tie_order(tie: Tie) -> tuple[object, ...]:
    return tie.other.date.sort_key, tie.label, tie.other.id


def _parts(actors: Mapping[str, Actor]) -> Mapping[str, tuple[str, ...]]:
    parts: dict[str, list[str]] = defaultdict(list)
    for actor in actors.values():
        for belonging in actor.part_of:
            parts[belonging.id].append(actor.id)
    return {key: tuple(sorted(parts[key])) for key in sorted(parts)}


def _memberships(events: Iterable[Event]) -> Iterator[Membership]:
    """Pairs each leaving with the joining before it, by the days of the changes, whichever event tells of them."""
    open_: dict[tuple[str, str], tuple[Date, Event]] = {}
    closed: list[Membership] = []
    changes = [change for event in events for change in _changes(event)]
    for date, leaves, organisation, member, event in sorted(changes, key=lambda change: (change[0].sort_key, *change[1:4], change[4].id)):
        if leaves:
            closed.append(Membership(organisation, member, open_.pop((organisation, member), None), (date, event)))
        else:
            open_.setdefault((organisation, member), (date, event))
    still = [Membership(organisation, member, joined, None) for (organisation, member), joined in open_.items()]
    yield from sorted([*closed, *still], key=_membership_order)


def _membership_order(each: Membership) -> tuple[object, ...]:
    known = each.joined or each.left
    assert known is not None
    return each.organisation, known[0].sort_key, each.member


def _changes(event: Event) -> Iterator[tuple[Date, bool, str, str, Event]]:
    """(day, whether it is a leaving, organisation, member, event) of every change that an event tells."""
    for leaves, changes in ((False, event.joins), (True, event.leaves)):
        for change in changes:
            for member in change.members:
                yield change.date or event.date, leaves, change.organisation, member, event
