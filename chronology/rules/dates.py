"""Dates of an event and of what hangs on it."""

from collections.abc import Iterator
from datetime import timedelta

from chronology.problem import shown
from chronology.records.dates import Date
from chronology.records.load import Records
from chronology.records.model import Event
from chronology.rules.rule import Finding, rule

LONG = timedelta(days=3653)
"""A decade, as in `201X`: the least that a date may say and still say something."""
FAR = timedelta(days=5 * 366)
"""How far from an event word of it may come; deaths of leaders have been kept back for years."""
ONE_DAY = timedelta(days=1)


def surely_before(one: Date, other: Date) -> bool:
    """Whether every day that `one` may mean lies before every day that `other` may mean."""
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest


def _gap(one: Date, other: Date) -> timedelta:
    """The least time between two dates; none where they may be the same day."""
    for first, second in ((one, other), (other, one)):
        if first.latest and second.earliest and first.latest < second.earliest:
            return second.earliest - first.latest
    return timedelta()


@rule(Event)
def wrong_year_folder(event: Event, records: Records) -> Iterator[Finding]:
    """An event's file stands in the folder of the year of its earliest day.

    Bad:  # events/2020/example.yml
          date: 2021-06-28
    Good: # events/2021/example.yml
          date: 2021-06-28
    """
    folder = event.origin.path.split("/")[-2]
    if folder != str(event.date.year):
        yield Finding(
            ("date",), f"the date is of {event.date.year}, the folder of {folder}", f"move the file to events/{event.date.year}/, or correct the date"
        )


@rule(Event)
def published_before_event(event: Event, records: Records) -> Iterator[Finding]:
    """Not all sources were published before the event began; a day is granted, as clocks of papers and places differ.

    Bad:  date: 2021-12-28
    Good: date: 2021-06-28
    """
    start = event.date.earliest
    if start is None or not event.sources:
        return
    for source in event.sources.values():
        day = source.published.latest if source.published else None
        if day is None or start - day <= ONE_DAY:
            return
    yield Finding(("date",), f"every source was published before {start}", "correct the date, or cite a source that reports the event")


@rule(Event, "warning")
def before_the_conflict(event: Event, records: Records) -> Iterator[Finding]:
    """An event, and every state of a pledge, is no older than the conflict, whose beginning `scope.yml` names.

    Bad:  # events/2012/example.yml
          date: 2012-06-28
    Good: # events/2021/example.yml
          date: 2021-06-28
    """
    if records.scope is None:
        return
    begins = records.scope.begins
    hint = "correct the date; what is older does not belong here"
    start = event.date.start
    if start and begins.earliest and start.latest < begins.earliest:
        yield Finding(("date",), f"it begins before the conflict, which begins in {begins.text}", hint)
    for n, pledge in enumerate(event.pledges):
        for m, state in enumerate(pledge.history):
            if surely_before(state.date, begins):
                yield Finding(("pledges", n, "history", m, "date"), f"the state is older than the conflict, which begins in {begins.text}", hint)


@rule(Event, "warning")
def date_too_long(event: Event, records: Records) -> Iterator[Finding]:
    """An event that ended lasted no longer than ten years, and its date is no vaguer.

    Bad:  date: 2021-06-28/2051-06-29
    Good: date: 2021-06-28/2021-06-29
    """
    first, last = event.date.earliest, event.date.latest
    if first and last and last - first > LONG:
        fact = f"{shown(event.date.text)} spans {(last - first).days // 365} years"
        yield Finding(("date",), fact, "correct the date, or tell its steps as events of their own")


@rule(Event)
def capital_date_apart(event: Event, records: Records) -> Iterator[Finding]:
    """The day in a capital is at most one day from that of the place.

    Bad:  capital-date: 2021-06-30
    Good: capital-date: 2021-06-29
    """
    if event.capital_date and _gap(event.date, event.capital_date) > ONE_DAY:
        days = _gap(event.date, event.capital_date).days
        yield Finding(("capital-date",), f"it is {days} days from the event's own date", "clocks differ by a day at most: correct one, or use `announced:`")


@rule(Event, "warning")
def announced_far_away(event: Event, records: Records) -> Iterator[Finding]:
    """An event was announced within five years of it.

    Bad:  announced: 2012-06-28
    Good: announced: 2021-06-30
    """
    if event.announced and _gap(event.date, event.announced) > FAR:
        years = _gap(event.date, event.announced).days // 365
        yield Finding(("announced",), f"it is {years} years from the event's own date", "correct the year")


@rule(Event)
def corrected_before_event(event: Event, records: Records) -> Iterator[Finding]:
    """A record is corrected after its event.

    Bad:  corrections: [{date: 2020-05-06, what: "All lamps, not most.", why: It was misread.}]
    Good: corrections: [{date: 2022-05-06, what: "All lamps, not most.", why: It was misread.}]
    """
    for n, correction in enumerate(event.corrections):
        if surely_before(correction.date, event.date):
            fact = f"it is corrected before {event.date.earliest}, when the event began"
            yield Finding(("corrections", n, "date"), fact, "write the day on which the record was changed")


@rule(Event)
def states_out_of_order(event: Event, records: Records) -> Iterator[Finding]:
    """The states of a pledge stand in order of date.

    Bad:  pledges:
          - id: oil
            by: SE
            form: grant
            purpose: humanitarian
            sources: [ap]
            history: [{date: 2021-06-28, state: announced, sources: [ap]}, {date: 2020-01-01, state: delivered, sources: [ap]}]
    Good: pledges:
          - id: oil
            by: SE
            form: grant
            purpose: humanitarian
            sources: [ap]
            history: [{date: 2021-06-28, state: announced, sources: [ap]}, {date: 2022-01-01, state: delivered, sources: [ap]}]
    """
    for n, pledge in enumerate(event.pledges):
        for m in range(1, len(pledge.history)):
            if surely_before(pledge.history[m].date, pledge.history[m - 1].date):
                yield Finding(
                    ("pledges", n, "history", m, "date"),
                    f"the state of {pledge.history[m].date.text} stands after a later one",
                    "put the states in order, oldest first",
                )
