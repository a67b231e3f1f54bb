"""Ids that point at other records."""

from collections.abc import Hashable, Iterator, Sequence

from chronology.problem import shown
from chronology.records.load import Records
from chronology.records.model import Actor, Event
from chronology.records.nearest import did_you_mean
from chronology.records.yaml import Loc
from chronology.rules.rule import Finding, rule


def event_parties(event: Event) -> Iterator[tuple[Loc, str]]:
    """Every actor's id or country's code that an event names, with its place."""
    for n, involvement in enumerate(event.actors):
        yield ("actors", n, "id"), involvement.id
        if involvement.by:
            yield ("actors", n, "by"), involvement.by
    for n, figure in enumerate(event.figures):
        if figure.by:
            yield ("figures", n, "by"), figure.by
    for n, pledge in enumerate(event.pledges):
        yield ("pledges", n, "by"), pledge.by
        for m, recipient in enumerate(pledge.for_):
            yield ("pledges", n, "for", m), recipient
    for key, changes in (("joins", event.joins), ("leaves", event.leaves)):
        for n, change in enumerate(changes):
            yield (key, n, "organisation"), change.organisation
            for m, member in enumerate(change.members):
                yield (key, n, "members", m), member


def actor_parties(actor: Actor) -> Iterator[tuple[Loc, str]]:
    """Every actor's id or country's code that an actor names, with its place."""
    for n, belonging in enumerate(actor.part_of):
        yield ("part-of", n), belonging.id
    for n, post in enumerate(actor.posts):
        if post.of:
            yield ("posts", n, "of"), post.of
    for n, designation in enumerate(actor.designations):
        yield ("designations", n, "by"), designation.by


def _unknown(parties: Iterator[tuple[Loc, str]], records: Records) -> Iterator[Finding]:
    for loc, party in parties:
        if party not in records.actors and not party.isupper() and party not in records.broken:
            hint = _gone("actor", party, records) or did_you_mean(party, records.actors)
            yield Finding(loc, f"no actor has the id {shown(party)}", hint or f"add content/actors/{party}.yml, or name an actor that exists")


def _gone(record: str, id: str, records: Records) -> str:
    """A hint for the id of a record that there was."""
    if tombstone := records.tombstones.get((record, id)):
        return f"it was merged: write {shown(tombstone.to)}" if tombstone.to else "it was withdrawn, as moved.yml tells; take it out here"
    before = records.published
    if id in (before.events if record == "event" else before.actors):
        return f"{shown(before.revision)} has it: put it back, or name what replaces it"
    return ""


@rule(Event, around=True)
def unknown_actor(event: Event, records: Records) -> Iterator[Finding]:
    """An event names only actors that exist.

    Bad:  actors: [{id: harbor-league, role: convener}]
    Good: actors: [{id: harbour-league, role: convener}]
    """
    yield from _unknown(event_parties(event), records)


@rule(Actor, around=True)
def unknown_related_actor(actor: Actor, records: Records) -> Iterator[Finding]:
    """An actor names only actors that exist, and not itself.

    Bad:  part-of: [harbor-league]
    Good: part-of: [harbour-league]
    """
    yield from _unknown(actor_parties(actor), records)
    for n, belonging in enumerate(actor.part_of):
        if belonging.id == actor.id:
            yield Finding(("part-of", n), f"{shown(actor.id)} is part of itself", "name the larger body")


@rule(Event, around=True)
def unknown_event(event: Event, records: Records) -> Iterator[Finding]:
    """A relation points at an event that exists, and not at its own.

    Bad:  relations: {follows: [harbor-conference]}
    Good: relations: {follows: [harbour-conference]}
    """
    known = records.events_by_id
    for relation, ids in event.relations.items():
        for n, other in enumerate(ids):
            if other == event.id:
                yield Finding(("relations", relation, n), f"{shown(other)} is tied to itself", "name the other event")
            elif other not in known and other not in records.broken:
                hint = _gone("event", other, records) or did_you_mean(other, known) or "name an event that exists"
                yield Finding(("relations", relation, n), f"no event has the id {shown(other)}", hint)


@rule(Event, around=True)
def relation_told_twice(event: Event, records: Records) -> Iterator[Finding]:
    """A relation is written once; the other end shows it by itself.

    Bad:  relations: {contradicts: [dark-night]}
          # events/2021/dark-night.yml
          relations: {contradicts: [example]}
    Good: relations: {contradicts: [dark-night]}
          # events/2021/dark-night.yml
          title: Lamps stay dark in Bergen
    """
    others = records.events_by_id
    for relation, ids in event.relations.items():
        for n, other in enumerate(ids):
            if other in others and event.id in others[other].relations.get(relation, ()) and event.id > other:
                yield Finding(
                    ("relations", relation, n), f"{shown(other)} says `{relation}: {event.id}` too", "keep the one of the later event, or of the part"
                )


@rule(Event)
def named_twice(event: Event, records: Records) -> Iterator[Finding]:
    """A list names a country, an event, a party, a tag once, and an actor once in each role.

    Bad:  countries: [SE, DK, SE]
    Good: countries: [SE, DK]
    """
    for loc, names in _lists(event):
        for n in _again(names):
            yield Finding((*loc, n), f"{shown(names[n])} stands in the list already", "delete it")
    roles = [(involvement.id, involvement.role, involvement.by) for involvement in event.actors]
    for n in _again(roles):
        yield Finding(("actors", n), f"{shown(roles[n][0])} stands as {shown(roles[n][1])} already", "keep one of the two, with the sources and notes of both")


def _lists(event: Event) -> Iterator[tuple[Loc, tuple[str, ...]]]:
    """The lists of an event that may name something twice."""
    if len(event.countries) > 1:
        yield ("countries",), event.countries
    if len(event.tags) > 1:
        yield ("tags",), event.tags
    for relation, ids in event.relations.items():
        yield ("relations", relation), ids
    for n, pledge in enumerate(event.pledges):
        yield ("pledges", n, "for"), pledge.for_
    for key, changes in (("joins", event.joins), ("leaves", event.leaves)):
        for n, change in enumerate(changes):
            yield (key, n, "members"), change.members


def _again(values: Sequence[Hashable]) -> Iterator[int]:
    """The positions of values that stand before them too."""
    if len(values) < 2 or len(set(values)) == len(values):
        return
    seen: set[Hashable] = set()
    for n, value in enumerate(values):
        if value in seen:
            yield n
        seen.add(value)


@rule(Actor)
def belonging_named_twice(actor: Actor, records: Records) -> Iterator[Finding]:
    """An actor names what it is part of once for each period.

    Bad:  part-of: [harbour-league, harbour-league]
    Good: part-of: [harbour-league]
    """
    for n in _again([(belonging.id, belonging.from_, belonging.until) for belonging in actor.part_of]):
        fact = f"{shown(actor.part_of[n].id)} stands in the list already"
        yield Finding(("part-of", n), fact, "delete it, or tell the two periods apart by `from:` and `until:`")
