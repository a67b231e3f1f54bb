"""Titles of events: what a list shows of them."""

import re
from collections.abc import Iterator

from chronology.problem import shown
from chronology.records.load import Records
from chronology.records.model import Event
from chronology.rules.rule import Finding, rule

TITLE_LENGTH = 100
"""Letters; about what two lines of a phone hold."""
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DIGIT = re.compile(r"\d")
_DAY = re.compile(rf"\b\d{{1,2}} ({MONTHS})\b|\b({MONTHS}) \d{{1,2}}\b|\b\d{{4}}-\d{{2}}\b")


@rule(Event)
def title_length(event: Event, records: Records) -> Iterator[Finding]:
    """A title is short enough to scan.

    Bad:  title: All lamps go out in Bergen, in the harbours around it, and on the islands as far as anyone could see that night
    Good: title: All lamps go out in Bergen
    """
    if len(event.title) > TITLE_LENGTH:
        yield Finding(
            ("title",), f"the title has {len(event.title)} letters, more than {TITLE_LENGTH}", "say who did what, where; leave the rest to the summary"
        )


@rule(Event, "warning")
def title_with_date(event: Event, records: Records) -> Iterator[Finding]:
    """A title holds no day: dates get corrected, and every list shows the date beside it.

    Bad:  title: Market bombed in Baghdad on 21 January 2021
    Good: title: Market bombed in Baghdad
    """
    if _DIGIT.search(event.title) and (found := _DAY.search(event.title)):
        yield Finding(("title",), f"the title holds the date {shown(found[0])}", "leave the date to `date:`, unless it is part of a name")


@rule(Event, "warning")
def title_full_stop(event: Event, records: Records) -> Iterator[Finding]:
    """A title ends without a full stop.

    Bad:  title: Lamps go out in Bergen.
    Good: title: Lamps go out in Bergen
    """
    if event.title.endswith(".") and not re.search(r"(\b\w\.|\.\.)$", event.title):
        yield Finding(("title",), "the title ends with a full stop", "delete it")


@rule(Event, "warning")
def title_in_capitals(event: Event, records: Records) -> Iterator[Finding]:
    """A title is not written in capitals.

    Bad:  title: LAMPS GO OUT IN BERGEN
    Good: title: Lamps go out in Bergen
    """
    if event.title.isupper() and " " in event.title:
        yield Finding(("title",), "the title is all in capitals", "write capitals only where names and sentences begin")


@rule(Records, "warning")
def title_twice(records: Records, _: Records) -> Iterator[Finding]:
    """A title tells its event from every other.

    Bad:  title: Lamps go out in Bergen
          # events/2020/dark-night.yml
          title: Lamps go out in Bergen
          date: 2020-06-28
    Good: title: Lamps go out in Bergen
          # events/2020/dark-night.yml
          title: Lamps go out in Bergen for the first time
          date: 2020-06-28
    """
    first: dict[str, Event] = {}
    for event in records.events:
        other = first.setdefault(event.title.casefold(), event)
        if other is not event:
            yield Finding(("title",), f"{shown(other.id)} has the same title", "say in the title what is different", entry=event)
