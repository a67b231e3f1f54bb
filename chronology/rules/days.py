"""Days that every record has: of reading, of publishing, of correcting; none of them in the future."""

from collections.abc import Iterator
from datetime import date as Day
from datetime import timedelta

from chronology.problem import shown
from chronology.records.load import Records
from chronology.records.model import Actor, Country, Entry, Event, Record
from chronology.records.model.base import dated
from chronology.rules.dates import surely_before
from chronology.rules.parts import sources_of
from chronology.rules.rule import Finding, rule


@rule(Entry, around=True)
def in_the_future(entry: Entry, records: Records) -> Iterator[Finding]:
    """Nothing is told that has not happened yet; a day is granted to those whose clocks are ahead.

    Bad:  # events/2031/example.yml
          date: 2031-06-28
    Good: # events/2021/example.yml
          date: 2021-06-28
    """
    if records.today is None:
        return
    tomorrow = records.today + timedelta(days=1) if records.today < Day.max else records.today
    if not entry.last_day or entry.last_day <= tomorrow:
        return
    for loc, date in dated(entry):
        if date.start and date.start.earliest > tomorrow:
            yield Finding(loc, f"{shown(date.text)} lies after today, {records.today}", "correct the date; tell what has happened")


@rule(Record)
def consulted_before_published(record: Record, records: Records) -> Iterator[Finding]:
    """A source was published before it was read.

    Bad:  # actors/example.yml
          sources:
            ap: {title: Keepers, publisher: AP, url: "https://ap.example.org/", published: 2022-01-05, language: en, consulted: 2022-01-02, read: full}
    Good: # actors/example.yml
          sources:
            ap: {title: Keepers, publisher: AP, url: "https://ap.example.org/", published: 2022-01-01, language: en, consulted: 2022-01-02, read: full}
    """
    for name, source in sources_of(record).items():
        if source.published and surely_before(source.consulted, source.published):
            fact = f"{shown(name)} was consulted before {source.published.earliest}, when it was published"
            yield Finding(("sources", name, "consulted"), fact, "correct one of the two dates")


@rule(Record)
def corrections_out_of_order(record: Record, records: Records) -> Iterator[Finding]:
    """Corrections are appended: the oldest stands first.

    Bad:  corrections:
          - {date: 2022-05-06, what: "All lamps, not most.", why: It was misread.}
          - {date: 2022-03-04, what: "In Bergen, not Oslo.", why: It was misread.}
    Good: corrections:
          - {date: 2022-03-04, what: "In Bergen, not Oslo.", why: It was misread.}
          - {date: 2022-05-06, what: "All lamps, not most.", why: It was misread.}
    """
    corrections = record.corrections if isinstance(record, Event | Actor | Country) else ()
    for n in range(1, len(corrections)):
        if surely_before(corrections[n].date, corrections[n - 1].date):
            fact = f"the correction of {corrections[n].date.text} stands after a later one"
            yield Finding(("corrections", n, "date"), fact, "put the corrections in order, oldest first")
