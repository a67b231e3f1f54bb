"""Ids that point at other records."""

from collections.abc import Iterator

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
            hint = did_you_mean(party, records.actors) or f"add content/actors/{party}.yml, or name an actor that exists"
            yield Finding(loc, f"no actor has the id {shown(party)}", hint)


@rule(Event)
def unknown_actor(event: Event, records: Records) -> Iterator[Finding]:
    """An event names only actors that exist.

    Bad:  actors: [{id: us-centcom, role: speaker}]
    Good: actors: [{id: us-central-command, role: speaker}]
    """
    yield from _unknown(event_parties(event), records)


@rule(Actor)
def unknown_related_actor(actor: Actor, records: Records) -> Iterator[Finding]:
    """An actor names only actors that exist, and not itself.

    Bad:  part-of: [al-quaida]
    Good: part-of: [al-qaida]
    """
    yield from _unknown(actor_parties(actor), records)
    for n, belonging in enumerate(actor.part_of):
        if belonging.id == actor.id:
            yield Finding(("part-of", n), f"{shown(actor.id)} is part of itself", "name the larger body")


@rule(Event)
def unknown_event(event: Event, records: Records) -> Iterator[Finding]:
    """A relation points at an event that exists, and not at its own.

    Bad:  relations: {follows: [rome-ministeral]}
    Good: relations: {follows: [rome-ministerial]}
    """
    known = records.events_by_id
    for relation, ids in event.relations.items():
        for n, other in enumerate(ids):
            if other == event.id:
                yield Finding(("relations", relation, n), f"{shown(other)} is tied to itself", "name the other event")
            elif other not in known and other not in records.broken:
                yield Finding(("relations", relation, n), f"no event has the id {shown(other)}", did_you_mean(other, known) or "name an event that exists")


@rule(Event)
def relation_told_twice(event: Event, records: Records) -> Iterator[Finding]:
    """A relation is written once; the other end shows it by itself.

    Bad:  relations: {follows: [b]}   # while b says follows: [a]
    Good: relations: {follows: [b]}
    """
    others = records.events_by_id
    for relation, ids in event.relations.items():
        for n, other in enumerate(ids):
            if other in others and event.id in others[other].relations.get(relation, ()) and event.id > other:
                yield Finding(
                    ("relations", relation, n), f"{shown(other)} says `{relation}: {event.id}` too", "keep the one of the later event, or of the part"
                )


@rule(Event)
def relation_cycle(event: Event, records: Records) -> Iterator[Finding]:
    """An event does not come, by way of others, after itself, nor is it a part of itself.

    Bad:  relations: {part-of: [b]}   # while b is part of c and c of this
    Good: relations: {part-of: [b]}
    """
    others = records.events_by_id
    words = records.vocabulary.words("relations")
    for relation, ids in event.relations.items():
        if relation not in words or not words[relation].acyclic:
            continue
        seen, todo = {event.id}, list(ids)
        while todo:
            current = todo.pop()
            if current == event.id and len(seen) > 2:
                yield Finding(
                    ("relations", relation), f"`{relation}` leads by way of others back to {shown(event.id)}", "delete one of the relations on the way"
                )
                break
            if current not in seen and current in others:
                seen.add(current)
                todo.extend(others[current].relations.get(relation, ()))
