"""Tombstones: ids that were merged or withdrawn."""

from collections.abc import Iterator, Mapping

from chronology.problem import shown
from chronology.records.load import Records
from chronology.records.model import Actor, Moved
from chronology.records.nearest import did_you_mean
from chronology.rules.rule import Finding, rule


@rule(Moved)
def moved_nowhere(moved: Moved, records: Records) -> Iterator[Finding]:
    """A tombstone points at a record that exists.

    Bad:  {id: old, to: rome-ministeral, ...}
    Good: {id: old, to: rome-ministerial, ...}
    """
    known: Mapping[str, object] = records.events_by_id if moved.record == "event" else records.actors
    if moved.to is not None and moved.to not in known and moved.to not in records.broken:
        yield Finding(("to",), f"no {moved.record} has the id {shown(moved.to)}", did_you_mean(moved.to, known) or "name one that exists, or delete `to`")


@rule(Moved)
def moved_twice(moved: Moved, records: Records) -> Iterator[Finding]:
    """An id has one tombstone.

    Bad:  [{id: old, to: one, ...}, {id: old, to: other, ...}]
    Good: [{id: old, to: one, ...}]
    """
    first = next(other for other in records.moved if (other.record, other.id) == (moved.record, moved.id))
    if first is not moved:
        yield Finding(("id",), f"the id {shown(moved.id)} has a tombstone already", "keep one of the two")


@rule(Actor)
def actor_moved(actor: Actor, records: Records) -> Iterator[Finding]:
    """An actor does not stand under an id that was merged or withdrawn.

    Bad:  content/actors/x.yml while moved.yml lists x
    Good: content/actors/x.yml
    """
    if any(moved.record == "actor" and moved.id == actor.id for moved in records.moved):
        yield Finding((), f"moved.yml says that {shown(actor.id)} is gone", "delete the tombstone, or give the actor another id")
