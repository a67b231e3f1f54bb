"""Dates of an event and of what hangs on it."""

from collections.abc import Iterator

from chronology.records.load import Records
from chronology.records.model import Actor, Event
from chronology.rules.rule import Finding, rule


@rule(Event)
def wrong_year_folder(event: Event, records: Records) -> Iterator[Finding]:
    """An event's file stands in the folder of the year of its earliest day.

    Bad:  content/events/2020/x.yml with date: 2021-06-28
    Good: content/events/2021/x.yml with date: 2021-06-28
    """
    folder = event.origin.path.split("/")[-2]
    if folder != str(event.date.year):
        yield Finding(
            ("date",), f"the date is of {event.date.year}, the folder of {folder}", f"move the file to events/{event.date.year}/, or correct the date"
        )


@rule(Event)
def published_before_event(event: Event, records: Records) -> Iterator[Finding]:
    """Of several sources, not all were published before the event began.

    Bad:  date: 2021-06-28, with sources that were all published in May
    Good: date: 2021-06-28, with a source published on 2021-06-28
    """
    start = event.date.earliest
    published = [source.published.latest for source in event.sources.values() if source.published]
    if start and published and len(published) == len(event.sources) and all(day and day < start for day in published):
        yield Finding(("date",), f"every source was published before {start}", "correct the date, or cite a source that reports the event")


@rule(Event)
def states_out_of_order(event: Event, records: Records) -> Iterator[Finding]:
    """The states of a pledge stand in order of date.

    Bad:  history: [{date: 2021-06-28, ...}, {date: 2020-01-01, ...}]
    Good: history: [{date: 2020-01-01, ...}, {date: 2021-06-28, ...}]
    """
    for n, pledge in enumerate(event.pledges):
        for m in range(1, len(pledge.history)):
            if pledge.history[m].date.sort_key < pledge.history[m - 1].date.sort_key:
                yield Finding(
                    ("pledges", n, "history", m, "date"),
                    f"the state of {pledge.history[m].date.text} stands after a later one",
                    "put the states in order, oldest first",
                )


@rule(Actor)
def post_ends_before_start(actor: Actor, records: Records) -> Iterator[Finding]:
    """An office does not end before it begins.

    Bad:  posts: [{title: Minister, from: 2022, until: 2019}]
    Good: posts: [{title: Minister, from: 2019, until: 2022}]
    """
    for n, post in enumerate(actor.posts):
        first, last = post.from_ and post.from_.earliest, post.until and post.until.latest
        if first and last and last < first:
            yield Finding(("posts", n, "until"), f"the office ends on {last}, before it begins on {first}", "swap the two dates")
