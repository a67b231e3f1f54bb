"""Days that every record has: of reading, of publishing, of correcting; none of them in the future."""

from collections.abc import Iterator

from pydantic import BaseModel

from chronology.problem import shown
from chronology.records.dates import Date
from chronology.records.load import Records
from chronology.records.model import Actor, Country, Event
from chronology.records.model.base import yaml_key
from chronology.records.yaml import Loc
from chronology.rules.dates import surely_before
from chronology.rules.rule import Finding, rule

AHEAD = {"from_", "until", "active"}
"""Fields whose dates may lie ahead: a term of office has an end that is known before it comes."""


def dated(part: BaseModel, loc: Loc = ()) -> Iterator[tuple[Loc, Date]]:
    """Every date of a record or a part of one that tells what has happened, with its place."""
    for name, value in part:
        if not value or isinstance(value, str) or name in AHEAD:
            continue
        here = (*loc, yaml_key(name))
        if isinstance(value, Date):
            yield here, value
        elif isinstance(value, (tuple, dict)):
            for key, item in value.items() if isinstance(value, dict) else enumerate(value):
                if isinstance(item, BaseModel):
                    yield from dated(item, (*here, key))


def _records(records: Records) -> Iterator[Event | Actor | Country]:
    yield from records.events
    yield from records.actors.values()
    yield from records.countries.values()


@rule(Records)
def in_the_future(records: Records, _: Records) -> Iterator[Finding]:
    """Nothing is told that has not happened yet; a day is granted to those whose clocks are ahead.

    Bad:  # events/2031/example.yml
          date: 2031-06-28
    Good: # events/2021/example.yml
          date: 2021-06-28
    """
    if records.today is None:
        return
    for entry in (*_records(records), *records.moved):
        for loc, date in dated(entry):
            if date.earliest and (date.earliest - records.today).days > 1:
                yield Finding(loc, f"{shown(date.text)} lies after today, {records.today}", "correct the date; tell what has happened", entry=entry)


@rule(Records)
def consulted_before_published(records: Records, _: Records) -> Iterator[Finding]:
    """A source was published before it was read.

    Bad:  # actors/example.yml
          sources:
            ap: {title: Keepers, publisher: AP, url: "https://ap.example.org/", published: 2022-01-05, language: en, consulted: 2022-01-02, read: full}
    Good: # actors/example.yml
          sources:
            ap: {title: Keepers, publisher: AP, url: "https://ap.example.org/", published: 2022-01-01, language: en, consulted: 2022-01-02, read: full}
    """
    for entry in _records(records):
        for name, source in entry.sources.items():
            if source.published and surely_before(source.consulted, source.published):
                fact = f"{shown(name)} was consulted before {source.published.earliest}, when it was published"
                yield Finding(("sources", name, "consulted"), fact, "correct one of the two dates", entry=entry)


@rule(Records)
def corrections_out_of_order(records: Records, _: Records) -> Iterator[Finding]:
    """Corrections are appended: the oldest stands first.

    Bad:  corrections:
          - {date: 2022-05-06, what: "All lamps, not most.", why: It was misread.}
          - {date: 2022-03-04, what: "In Bergen, not Oslo.", why: It was misread.}
    Good: corrections:
          - {date: 2022-03-04, what: "In Bergen, not Oslo.", why: It was misread.}
          - {date: 2022-05-06, what: "All lamps, not most.", why: It was misread.}
    """
    for entry in _records(records):
        for n in range(1, len(entry.corrections)):
            if surely_before(entry.corrections[n].date, entry.corrections[n - 1].date):
                fact = f"the correction of {entry.corrections[n].date.text} stands after a later one"
                yield Finding(("corrections", n, "date"), fact, "put the corrections in order, oldest first", entry=entry)
