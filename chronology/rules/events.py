"""Events as wholes: titles, places, attribution, identity."""

import re
from collections.abc import Iterator

from chronology.problem import shown
from chronology.records.load import Records
from chronology.records.model import Event
from chronology.rules.rule import Finding, rule

TITLE_LENGTH = 100
"""Letters; about what two lines of a phone hold."""


@rule(Event)
def id_twice(event: Event, records: Records) -> Iterator[Finding]:
    """An id names one event, whatever its year.

    Bad:  content/events/2020/x.yml beside content/events/2021/x.yml
    Good: content/events/2020/x.yml beside content/events/2021/y.yml
    """
    if records.events_by_id[event.id] is not event:
        yield Finding((), f"the id {shown(event.id)} is taken by {records.events_by_id[event.id].origin.path}", "give the newer event another id")


@rule(Event)
def id_moved(event: Event, records: Records) -> Iterator[Finding]:
    """An event does not stand under an id that was merged or withdrawn.

    Bad:  content/events/2021/x.yml while moved.yml lists x
    Good: content/events/2021/x.yml
    """
    if any(moved.record == "event" and moved.id == event.id for moved in records.moved):
        yield Finding((), f"moved.yml says that {shown(event.id)} is gone", "delete the tombstone, or give the event another id")


@rule(Event)
def title_length(event: Event, records: Records) -> Iterator[Finding]:
    """A title is short enough to scan.

    Bad:  title: "Ministers of the Coalition met ... (more than 100 letters)"
    Good: title: Coalition ministers meet in Rome and turn towards Africa
    """
    if len(event.title) > TITLE_LENGTH:
        yield Finding(
            ("title",), f"the title has {len(event.title)} letters, more than {TITLE_LENGTH}", "say who did what, where; leave the rest to the summary"
        )


@rule(Event)
def title_with_date(event: Event, records: Records) -> Iterator[Finding]:
    """A title holds no day: dates get corrected, and every list shows the date beside it.

    Bad:  title: Market bombed in Baghdad on 21 January 2021
    Good: title: Market bombed in Baghdad
    """
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    found = re.search(rf"\b\d{{1,2}} ({months})\b|\b({months}) \d{{1,2}}\b|\b\d{{4}}-\d{{2}}\b", event.title)
    if found:
        yield Finding(("title",), f"the title holds the date {shown(found[0])}", "leave the date to `date:`")


@rule(Event)
def place_coordinates(event: Event, records: Records) -> Iterator[Finding]:
    """Coordinates come in pairs, on the globe, with at most three decimals, and say how exact they are.

    Bad:  places: [{name: Rome, country: IT, lat: 141.9, lon: 12.5, precision: city}]
    Good: places: [{name: Rome, country: IT, lat: 41.9, lon: 12.5, precision: city}]
    """
    for n, place in enumerate(event.places):
        if (place.lat is None) != (place.lon is None):
            yield Finding(("places", n), "`lat` and `lon` stand together or not at all", "write both, or neither")
        if place.lat is None or place.lon is None:
            continue
        if not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180) or place.lat == place.lon == 0:
            yield Finding(
                ("places", n, "lat"), f"{place.lat}, {place.lon} is not on the map", "write degrees north, then east: lat from -90 to 90, lon from -180 to 180"
            )
        if any(round(number, 3) != number for number in (place.lat, place.lon)):
            yield Finding(("places", n, "lat"), f"{place.lat}, {place.lon} is exact to less than 100 metres", "round to three decimals")


@rule(Event)
def attributed_by_nobody(event: Event, records: Records) -> Iterator[Finding]:
    """Who says that an actor did it is named.

    Bad:  actors: [{id: islamic-state, role: attributed-to}]
    Good: actors: [{id: islamic-state, role: attributed-to, by: iraqi-government}]
    """
    for n, involvement in enumerate(event.actors):
        if involvement.role == "attributed-to" and not involvement.by and not involvement.sources:
            yield Finding(("actors", n, "role"), f"it is not said who attributes it to {shown(involvement.id)}", "add `by:` with an actor, or `sources:`")
