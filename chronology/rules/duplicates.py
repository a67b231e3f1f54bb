"""Duplicates: one event told in two files."""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from operator import attrgetter

from chronology.problem import shown
from chronology.records.dates import Date
from chronology.records.load import Records
from chronology.records.model import Event
from chronology.rules.dates import surely_before
from chronology.rules.places import kilometres
from chronology.rules.rule import Finding, rule

_ID = attrgetter("id")
NEAR = 15
"""Kilometres between two points that may be one place."""
SHORT = 7
"""Days; a longer event is looked for by its first day only."""
LOOKED_AT = 20
"""How many events that share a day and something else are compared, so that the work grows with the number of events only."""
ALIKE = 0.6
"""Share of words that two titles have in common."""


@rule(Records, "warning")
def event_twice(records: Records, _: Records) -> Iterator[Finding]:
    """No two events of one kind, day and place share an actor or a source, nor nearly a title, unless a relation says what they are to each other.

    Bad:  title: Lamps go dark in Bergen
          # events/2021/dark-night.yml
          title: Bergen loses its lamps
    Good: title: Lamps go dark in Bergen
          relations: {follows: [dark-night]}
          # events/2021/dark-night.yml
          title: Bergen loses its lamps
    """
    few: dict[tuple[str, int], list[tuple[Event, set[Hashable]]]] = {}
    many: dict[tuple[str, int], dict[Hashable, list[Event]]] = {}
    days_of = {text: _days(date) for text, date in {event.date.text: event.date for event in records.events}.items()}
    dated = [(event, event.kind, days_of[event.date.text]) for event in sorted(records.events, key=_ID)]
    crowds = Counter([(kind, day) for _, kind, days in dated for day in days])
    for event, kind, days in dated:
        around = range(days[0] - 1, days[-1] + 2) if days else ()
        if sum([crowds[kind, day] for day in around if (kind, day) in crowds]) == len(days):
            continue  # nothing else of its kind was near in time
        marks = _marks(event)
        others = {other.id: other for day in around for other, theirs in few.get((kind, day), ()) if not marks.isdisjoint(theirs)}
        told = [before for day in around if (before := many.get((kind, day)))]
        others |= {other.id: other for before in told for mark in before.keys() & marks for other in before[mark]}
        twin = next((other for _, other in sorted(others.items()) if _same(event, other)), None)
        if twin:
            fact = f"{shown(twin.id)} is of the same kind, day and place"
            yield Finding((), fact, "keep one of the two, or say what they are to each other in `relations:`", entry=event)
        for day in days:
            if crowds[kind, day] <= LOOKED_AT:
                few.setdefault((kind, day), []).append((event, marks))
                continue
            here = many.setdefault((kind, day), {})
            for mark in marks:
                if len(alike := here.setdefault(mark, [])) < LOOKED_AT:
                    alike.append(event)


def _days(date: Date) -> Sequence[int]:
    """The days that a date means, counted as ordinals."""
    first, last = date.earliest or date.latest, date.latest
    if first is None or last is None or (last - first).days > SHORT:
        return [first.toordinal()] if first else []
    return range(first.toordinal(), last.toordinal() + 1)


def _marks(event: Event) -> set[Hashable]:
    """What another telling of the event would share."""
    actors = [involvement.id for involvement in event.actors]
    sources = [source.url for source in event.sources.values()]
    places = [(place.country, place.name.casefold()) for place in event.places]
    return {*actors, *sources, *places}


def _same(one: Event, other: Event) -> bool:
    if one.id == other.id or any(id in (one.id, other.id) for event in (one, other) for ids in event.relations.values() for id in ids):
        return False
    if any(other.identifiers.get(scheme, value) != value for scheme, value in one.identifiers.items()):
        return False
    words = [set(re.findall(r"\w+", event.title.casefold())) for event in (one, other)]
    if len(words[0] & words[1]) >= ALIKE * len(words[0] | words[1]):
        return True
    on_one_day = not (surely_before(one.date, other.date) or surely_before(other.date, one.date))
    actors = on_one_day and {each.id for each in one.actors} & {each.id for each in other.actors}
    sources = {each.url for each in one.sources.values()} & {each.url for each in other.sources.values()}
    return bool(actors or sources) and _same_place(one, other)


def _same_place(one: Event, other: Event) -> bool:
    return any(
        a.country == b.country and (a.name.casefold() == b.name.casefold() or kilometres(a, b) <= NEAR)
        for a in one.places[:LOOKED_AT]
        for b in other.places[:LOOKED_AT]
        if a.precision != "country" and b.precision != "country"
    )
