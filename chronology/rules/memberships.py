"""Memberships: who joins and leaves what, in an order that can be."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date as Day
from itertools import accumulate, pairwise
from typing import NamedTuple

from chronology.problem import shown
from chronology.records.dates import Date
from chronology.records.load import Records
from chronology.records.model import Event
from chronology.records.yaml import Loc
from chronology.rules.rule import Finding, rule


class Change(NamedTuple):
    """A joining or a leaving, and where it is told."""

    event: Event
    key: str
    """`joins` or `leaves`."""
    loc: Loc
    organisation: str
    member: str
    date: Date

    @property
    def earliest(self) -> Day:
        return self.date.earliest or Day.min

    @property
    def latest(self) -> Day:
        return self.date.latest or Day.max


def _changes(event: Event) -> Iterator[Change]:
    for key, changes in (("joins", event.joins), ("leaves", event.leaves)):
        for n, change in enumerate(changes):
            for m, member in enumerate(change.members):
                yield Change(event, key, (key, n, "members", m), change.organisation, member, change.date or event.date)


def _by_member(records: Records) -> Iterable[tuple[list[Change], list[Change]]]:
    """The joinings and the leavings of every member of every organisation, by their earliest days."""
    found: dict[tuple[str, str], tuple[list[Change], list[Change]]] = defaultdict(lambda: ([], []))
    for event in records.events:
        for change in _changes(event):
            found[change.organisation, change.member][change.key == "leaves"].append(change)
    for both in found.values():
        for changes in both:
            changes.sort(key=lambda change: (change.earliest, change.latest, change.event.id))
    return found.values()


@rule(Event)
def own_member(event: Event, records: Records) -> Iterator[Finding]:
    """An organisation is no member of itself.

    Bad:  joins: [{organisation: harbour-league, members: [harbour-league]}]
    Good: joins: [{organisation: harbour-league, members: [SE]}]
    """
    for change in _changes(event):
        if change.member == change.organisation:
            yield Finding(change.loc, f"{shown(change.member)} is a member of itself", "name the member, or the larger body")


@rule(Event)
def joins_and_leaves(event: Event, records: Records) -> Iterator[Finding]:
    """Nobody joins and leaves on one day.

    Bad:  joins: [{organisation: harbour-league, members: [SE]}]
          leaves: [{organisation: harbour-league, members: [SE]}]
    Good: joins: [{organisation: harbour-league, members: [SE]}]
          leaves: [{organisation: harbour-league, members: [DK]}]
    """
    joined = {(change.organisation, change.member, change.date) for change in _changes(event) if change.key == "joins"}
    for change in _changes(event):
        if change.key == "leaves" and (change.organisation, change.member, change.date) in joined:
            yield Finding(change.loc, f"{shown(change.member)} joins {shown(change.organisation)} and leaves it at once", "keep the one that is true")


@rule(Records, "warning")
def joined_twice(records: Records, _: Records) -> Iterator[Finding]:
    """Who is a member does not join again without having left.

    Bad:  joins: [{organisation: harbour-league, members: [LU]}]
    Good: joins: [{organisation: harbour-league, members: [SE]}]
    """
    for joins, leaves in _by_member(records):
        starts = [leave.earliest for leave in leaves]
        ends = list(accumulate((leave.latest for leave in leaves), max))
        for before, again in pairwise(joins):
            if (before.event.id, before.date) == (again.event.id, again.date):
                continue  # named-twice says so
            until = bisect_right(starts, again.latest)
            if not until or ends[until - 1] < before.earliest:
                fact = f"{shown(again.member)} joins {shown(again.organisation)} again, after {shown(before.event.id)}"
                yield Finding(again.loc, fact, "tell the joining once, or the leaving between the two", entry=again.event)


@rule(Records, "warning")
def left_without_joining(records: Records, _: Records) -> Iterator[Finding]:
    """Who leaves had joined, as events or `part-of` tell.

    Bad:  leaves: [{organisation: harbour-league, members: [SE]}]
    Good: leaves: [{organisation: harbour-league, members: [LU]}]
    """
    parts = {(belonging.id, actor.id) for actor in records.actors.values() for belonging in actor.part_of}
    for joins, leaves in _by_member(records):
        for leave in leaves:
            if (leave.organisation, leave.member) not in parts and not (joins and joins[0].earliest <= leave.latest):
                fact = f"{shown(leave.member)} leaves {shown(leave.organisation)}, and no event tells that it had joined"
                yield Finding(leave.loc, fact, "tell the joining in `joins:` of its event, with `date:` where the day is another", entry=leave.event)
