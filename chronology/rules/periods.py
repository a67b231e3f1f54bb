"""Periods of actors: when they existed, held an office, belonged to another."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from chronology.problem import shown
from chronology.records.dates import Date
from chronology.records.load import Records
from chronology.records.model import Actor
from chronology.rules.dates import surely_before
from chronology.rules.rule import Finding, rule


class Period(Protocol):
    """A part that says from when until when."""

    @property
    def from_(self) -> Date | None: ...
    @property
    def until(self) -> Date | None: ...


def _backwards(key: str, noun: str, periods: Sequence[Period]) -> Iterator[Finding]:
    for n, period in enumerate(periods):
        if period.from_ and period.until and surely_before(period.until, period.from_):
            fact = f"the {noun} ends on {period.until.latest}, before it begins on {period.from_.earliest}"
            yield Finding((key, n, "until"), fact, "swap the two dates")


@rule(Actor)
def post_ends_before_start(actor: Actor, records: Records) -> Iterator[Finding]:
    """An office does not end before it begins.

    Bad:  posts: [{title: Minister, from: 2022, until: 2019}]
    Good: posts: [{title: Minister, from: 2019, until: 2022}]
    """
    yield from _backwards("posts", "office", actor.posts)


@rule(Actor)
def belonging_ends_before_start(actor: Actor, records: Records) -> Iterator[Finding]:
    """An actor does not leave what it is part of before it comes to it.

    Bad:  part-of: [{id: harbour-league, from: 2022, until: 2019}]
    Good: part-of: [{id: harbour-league, from: 2019, until: 2022}]
    """
    yield from _backwards("part-of", "belonging", actor.part_of)


@rule(Actor, "warning")
def outside_active(actor: Actor, records: Records) -> Iterator[Finding]:
    """An actor holds offices, and belongs to others, only while it exists.

    Bad:  active: 2018/2020
          part-of: [{id: harbour-league, from: 2019, until: 2022}]
    Good: active: 2018/2020
          part-of: [{id: harbour-league, from: 2019, until: 2020}]
    """
    if actor.active is None:
        return
    ties: dict[str, Sequence[Period]] = {"posts": actor.posts, "part-of": actor.part_of}
    for key, periods in ties.items():
        for n, period in enumerate(periods):
            for end, date in (("from", period.from_), ("until", period.until)):
                if date and (surely_before(date, actor.active) or surely_before(actor.active, date)):
                    yield Finding((key, n, end), f"{date.text} is outside {shown(actor.active.text)}, when the actor existed", "correct one of the two")
