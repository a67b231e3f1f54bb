"""Tombstones: ids that were merged or withdrawn, and ids that are gone without one."""

from collections.abc import Iterator, Mapping

from chronology.problem import shown
from chronology.records.load import Records
from chronology.records.model import Actor, Event, Moved
from chronology.records.nearest import did_you_mean
from chronology.rules.rule import Finding, rule


def _known(record: str, records: Records) -> Mapping[str, object]:
    return records.events_by_id if record == "event" else records.actors


@rule(Moved, around=True)
def moved_nowhere(moved: Moved, records: Records) -> Iterator[Finding]:
    """A tombstone points at a record that exists.

    Bad:  - {id: old-lamps, to: harbor-conference, date: 2023-01-09, why: Two records of one.}
    Good: - {id: old-lamps, to: harbour-conference, date: 2023-01-09, why: Two records of one.}
    """
    known = _known(moved.record, records)
    if moved.to is None or moved.to in known or moved.to in records.broken or (moved.record, moved.to) in records.tombstones:
        return
    yield Finding(("to",), f"no {moved.record} has the id {shown(moved.to)}", did_you_mean(moved.to, known) or "name one that exists, or delete `to`")


@rule(Moved, around=True)
def moved_again(moved: Moved, records: Records) -> Iterator[Finding]:
    """A tombstone points at a record, not at another tombstone.

    Bad:  - {id: old-lamps, to: older-lamps, date: 2023-01-09, why: Two records of one.}
          - {id: older-lamps, to: harbour-conference, date: 2023-01-09, why: Two records of one.}
    Good: - {id: old-lamps, to: harbour-conference, date: 2023-01-09, why: Two records of one.}
          - {id: older-lamps, to: harbour-conference, date: 2023-01-09, why: Two records of one.}
    """
    next_ = moved.to and records.tombstones.get((moved.record, moved.to))
    if next_:
        hint = f"write `to: {next_.to}`" if next_.to and next_.to in _known(moved.record, records) else "name a record that exists, or delete `to`"
        yield Finding(("to",), f"{shown(moved.to)} is itself merged or withdrawn", hint)


@rule(Moved, around=True)
def moved_twice(moved: Moved, records: Records) -> Iterator[Finding]:
    """An id has one tombstone.

    Bad:  - {id: old-lamps, to: harbour-conference, date: 2023-01-09, why: Two records of one.}
          - {id: old-lamps, date: 2023-01-10, why: It never was.}
    Good: - {id: old-lamps, to: harbour-conference, date: 2023-01-09, why: Two records of one.}
    """
    if records.tombstones[moved.record, moved.id] is not moved:
        yield Finding(("id",), f"the id {shown(moved.id)} has a tombstone already", "keep one of the two")


@rule(Event, around=True)
def id_moved(event: Event, records: Records) -> Iterator[Finding]:
    """An event does not stand under an id that was merged or withdrawn.

    Bad:  # events/2021/harbour-meeting.yml
          # moved.yml
          - {id: harbour-meeting, to: harbour-conference, date: 2023-01-09, why: Two records of one.}
    Good: # events/2021/another-harbour-meeting.yml
          # moved.yml
          - {id: harbour-meeting, to: harbour-conference, date: 2023-01-09, why: Two records of one.}
    """
    if ("event", event.id) in records.tombstones:
        yield Finding((), f"moved.yml says that {shown(event.id)} is gone", "delete the tombstone, or give the event another id")


@rule(Actor, around=True)
def actor_moved(actor: Actor, records: Records) -> Iterator[Finding]:
    """An actor does not stand under an id that was merged or withdrawn.

    Bad:  # actors/kelp-league.yml
          # moved.yml
          - {id: kelp-league, record: actor, date: 2023-02, why: It never existed.}
    Good: # actors/kelp-guild.yml
          # moved.yml
          - {id: kelp-league, record: actor, date: 2023-02, why: It never existed.}
    """
    if ("actor", actor.id) in records.tombstones:
        yield Finding((), f"moved.yml says that {shown(actor.id)} is gone", "delete the tombstone, or give the actor another id")


@rule(Records)
def published_id_gone(records: Records, _: Records) -> Iterator[Finding]:
    """An id that was once published leads to its record, or to a tombstone.

    Bad:  # moved.yml
          - {id: kelp-league, record: actor, date: 2023-02, why: It never existed.}
    Good: # moved.yml
          - {id: kelp-league, record: actor, date: 2023-02, why: It never existed.}
          - {id: harbour-meeting, to: harbour-conference, date: 2023-01-09, why: Two records of one.}
    """
    before = records.published
    for record, ids in (("event", before.events), ("actor", before.actors)):
        for id in sorted(ids - records.broken - _known(record, records).keys()):
            if (record, id) not in records.tombstones:
                hint = f"rename it back, or add `- {{id: {id}, record: {record}, to: ..., date: ..., why: ...}}`, without `to` where nothing replaces it"
                yield Finding((), f"the {record} {shown(id)} of {shown(before.revision)} is gone", hint, file="moved.yml")
