"""Ids: names of files and addresses that hold for ever, everywhere."""

import re
from collections.abc import Iterator

from chronology.problem import shown
from chronology.records.load import Records
from chronology.records.model import Event
from chronology.rules.rule import Finding, rule

RESERVED = frozenset({"index"})
"""Words that addresses need: many hosts take `/events/index` for the page of the folder itself."""


@rule(Event)
def id_twice(event: Event, records: Records) -> Iterator[Finding]:
    """An id names one event, whatever its year.

    Bad:  # events/2020/example.yml
          date: 2020-06-28
          # events/2021/example.yml
          date: 2021-06-28
    Good: # events/2020/earlier-example.yml
          date: 2020-06-28
          # events/2021/example.yml
          date: 2021-06-28
    """
    if records.events_by_id[event.id] is not event:
        yield Finding((), f"the id {shown(event.id)} is taken by {records.events_by_id[event.id].origin.path}", "give the newer event another id")


@rule(Records)
def reserved_id(records: Records, _: Records) -> Iterator[Finding]:
    """An id is no word that addresses need for something else.

    Bad:  # actors/index.yml
    Good: # actors/index-of-keepers.yml
    """
    for entry in (*records.events, *records.actors.values()):
        if entry.id in RESERVED:
            yield Finding((), f"{shown(entry.id)} is the address of the list of all", "say more, in two words or three", entry=entry)


@rule(Records)
def id_with_date(records: Records, _: Records) -> Iterator[Finding]:
    """An id holds no day: dates get corrected, ids never.

    Bad:  # events/2021/lamps-out-2021-06-28.yml
    Good: # events/2021/lamps-out-june-2021.yml
    """
    for entry in (*records.events, *records.actors.values()):
        found = re.search(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)", entry.id)
        if found:
            yield Finding((), f"the id holds the date {shown(found[0])}", "name the file by what happened, where; a month or a year at most", entry=entry)
