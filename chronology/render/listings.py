"""The pages of years, kinds and storylines: a heading and its events in order of time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from chronology.records.dates import Date
from chronology.records.model import Event
from chronology.render.draft import GUIDE, Draft, Trail, short
from chronology.render.part_pages import Contents, Entry, Groups, Link, Whole, part_pages
from chronology.render.parts import LIMITS, Limits, Part, Some, by_month, by_year, last, newest
from chronology.render.view import View
from chronology.render.words import month, plural

Months = Sequence[tuple[str, str, Sequence[Event]]]
"""(heading, its id, events) each."""


def event_date(event: Event) -> Date:
    return event.date


def event_groups(part: Part[Event]) -> Groups:
    """The events of a year under their months, those of a month together."""
    if len(part.keys) > 1:
        return [("Events", "events", "", part.items)]
    return [(heading, id, "", found) for heading, id, found in months(part.items)]


@dataclass(frozen=True)
class Year:
    """What the page of a year shows."""

    begun: Sequence[Event]
    continuing: Some[Event]
    """Begun earlier, the last begun."""
    months: Sequence[Part[Event]]
    """Parts that have pages of their own; none where the page lists all that began in the year."""


def years_of(view: View, limits: Limits = LIMITS) -> Mapping[str, Year]:
    """Every year that an event's interval touches."""
    found = {}
    for year, events in view.chronology.by_year.items():
        begun = [event for event in events if event.date.year == int(year)]
        continuing = [event for event in events if event.date.year != int(year)] if len(begun) < len(events) else []
        some = last(continuing, limits.listed if len(events) <= limits.listed else limits.newest)
        is_long = len(begun) + len(some.items) > limits.listed
        found[year] = Year(begun, some, by_month(begun, event_date, limits.listed) if is_long else ())
    return found


def year_whole(view: View, year: str) -> Whole:
    """The parts of a year's page: `years/2016--03/`."""
    trail = [("Home", ""), ("Years", "years/"), (year, f"years/{year}/")]
    return Whole(trail, "years/", "", "Year", GUIDE, view.settings.url, event_groups, joint="--")


def year_pages(year: str, view: View, years: Mapping[str, Year], limits: Limits = LIMITS) -> Iterator[Draft]:
    """The page of a year, what began in it by month and what had begun before and went on, and those of its parts."""
    found = years[year]
    links: list[Link] = [None, *((other, f"years/{other}/") for other in years), None]
    at = list(years).index(year) + 1
    whole = year_whole(view, year)
    ends = links[at - 1], links[at + 1]
    values: dict[str, Any] = {"kicker": "Year", "continuing": found.continuing, "before": ends[0], "after": ends[1]}
    if found.months:
        values |= {"contents": whole.contents("By month", found.months), "newest": newest(found.begun, limits.newest)}
    groups = () if found.months else months(found.begun)
    yield _listing(view, whole.trail, GUIDE, f"{plural(len(found.begun), 'event')} of {year}, by month.", found.begun, groups, **values)
    yield from part_pages(whole, found.months, ends)


def events_contents(view: View, limits: Limits = LIMITS) -> Contents:
    """All events by year and month, on the pages of the years."""
    return Contents("By year and month", "event", [_year_entry(view, year, found) for year, found in years_of(view, limits).items() if found.begun])


def _year_entry(view: View, year: str, found: Year) -> Entry:
    address = f"years/{year}/"
    if found.months:
        within = year_whole(view, year).contents("", found.months).entries
    else:
        within = [Entry(heading, f"{address}#{id}", len(group), id) for heading, id, group in months(found.begun)]
    return Entry(year, address, len(found.begun), f"year-{year}", within)


def kind_pages(kind: str, view: View, limits: Limits = LIMITS) -> Iterator[Draft]:
    """The page of a kind that has events, and those of its parts."""
    word = view.word("kinds", kind)
    trail = [("Home", ""), ("Kinds", "kinds/"), (word.plural, f"kinds/{kind}/")]
    yield from _by_year(view, trail, "content/vocabulary/kinds.yml", word.definition, view.chronology.by_kind[kind], limits, kicker="Kind of event")


def storyline_pages(tag: str, view: View, limits: Limits = LIMITS) -> Iterator[Draft]:
    """The page of a tag that has events, and those of its parts."""
    word, events = view.word("tags", tag), view.chronology.by_tag[tag]
    trail = [("Home", ""), ("Storylines", "storylines/"), (word.name, f"storylines/{tag}/")]
    values = {"kicker": "Storyline" if word.storyline else "Theme", "chart": view.matrix(events)}
    yield from _by_year(view, trail, "content/vocabulary/tags.yml", word.definition, events, limits, **values)


def events_whole(view: View, trail: Trail, kicker: str, edit: str) -> Whole:
    """The parts of the events of the page that a trail leads to: `countries/iq--2016/`."""
    name, address = trail[-1]
    return Whole(trail, f"{address.rstrip('/')}--", f"{name}: ", kicker, edit, view.settings.url, event_groups)


def _by_year(view: View, trail: Trail, edit: str, definition: str, events: Sequence[Event], limits: Limits, **values: Any) -> Iterator[Draft]:
    make = partial(_listing, view, trail, edit, definition, events)
    if len(events) <= limits.listed:
        yield make(_years(events), **values)
        return
    whole = events_whole(view, trail, values["kicker"], edit)
    parts = by_year(events, event_date, limits.listed)
    yield make((), contents=whole.contents("Events by year", parts), newest=newest(events, limits.newest), **values)
    yield from part_pages(whole, parts)


def _listing(view: View, trail: Trail, edit: str, definition: str, counted: Sequence[Event], events: Months, **values: Any) -> Draft:
    title, address = trail[-1]
    description = short(f"{title}: {plural(len(counted), 'event')}. {definition}")
    data = {"@type": "CollectionPage", "name": title, "description": description, "url": view.settings.url + address}
    nothing = {"continuing": None, "chart": None, "contents": None, "newest": (), "before": None, "after": None}
    found = {"title": title, "definition": definition, "events": events, "related": view.related_actors(counted), "map": view.map_of(counted)}
    return Draft("listing.html.jinja", "list", trail, description, edit, {**nothing, **found, **values}, data)


def months(events: Sequence[Event]) -> Months:
    """Events of one year under the month they begin in; those of which only the year is known come first."""

    def key(event: Event) -> int:
        return event.date.first_month or 0

    groups = groupby(sorted(events, key=key), key)
    return [(month(number) if number else "In the year", f"month-{number}", tuple(group)) for number, group in groups]


def _years(events: Sequence[Event]) -> Months:
    return [(str(year), f"year-{year}", tuple(group)) for year, group in groupby(events, lambda event: event.date.year)]
