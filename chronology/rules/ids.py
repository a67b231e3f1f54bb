"""Ids: names of files and addresses that hold for ever, everywhere."""

import re
from collections.abc import Iterator

from chronology.problem import shown
from chronology.records.load import Records
from chronology.records.model import Event, Record
from chronology.rules.rule import Finding, rule

_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
RESERVED = frozenset({"index"})
"""Words that addresses need: many hosts take `/events/index` for the page of the folder itself."""


@rule(Event, around=True)
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


@rule(Record)
def reserved_id(record: Record, records: Records) -> Iterator[Finding]:
    """An id is no word that addresses need for something else.

    Bad:  # actors/index.yml
    Good: # actors/index-of-keepers.yml
    """
    if record.id in RESERVED:
        yield Finding((), f"{shown(record.id)} is the address of the list of all", "say more, in two words or three")


@rule(Record)
def id_with_date(record: Record, records: Records) -> Iterator[Finding]:
    """An id holds no day: dates get corrected, ids never.

    Bad:  # events/2021/lamps-out-2021-06-28.yml
    Good: # events/2021/lamps-out-june-2021.yml
    """
    if found := _DAY.search(record.id):
        yield Finding((), f"the id holds the date {shown(found[0])}", "name the file by what happened, where; a month or a year at most")
