"""The pages of years, kinds and storylines: a heading and its events in order of time."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from chronology.records.model import Event
from chronology.render.draft import GUIDE, Draft, Trail, short
from chronology.render.view import View
from chronology.render.words import month, plural

Groups = Sequence[tuple[str, str, Sequence[Event]]]
"""(heading, its id, events) each."""


def year_pages(view: View) -> Iterator[Draft]:
    """A page a year: what began in it by month, and what had begun before and went on."""
    by_year = view.chronology.by_year
    years = list(by_year)
    for n, year in enumerate(years):
        begun = [event for event in by_year[year] if str(event.date.year) == year]
        continuing = [event for event in by_year[year] if str(event.date.year) != year]
        before, after = ((years[m], f"years/{years[m]}/") if 0 <= m < len(years) else None for m in (n - 1, n + 1))
        trail = [("Home", ""), ("Years", "years/"), (year, f"years/{year}/")]
        values = {"kicker": "Year", "continuing": continuing, "before": before, "after": after}
        yield _listing(view, trail, GUIDE, f"{plural(len(begun), 'event')} of {year}, by month.", begun, months(begun), **values)


def kind_pages(view: View) -> Iterator[Draft]:
    """A page for each kind that has events."""
    for kind, events in view.chronology.by_kind.items():
        word = view.word("kinds", kind)
        trail = [("Home", ""), ("Kinds", "kinds/"), (word.plural, f"kinds/{kind}/")]
        yield _listing(view, trail, "content/vocabulary/kinds.yml", word.definition, events, _years(events), kicker="Kind of event")


def storyline_pages(view: View) -> Iterator[Draft]:
    """A page for each tag that has events."""
    for tag, events in view.chronology.by_tag.items():
        word = view.word("tags", tag)
        trail = [("Home", ""), ("Storylines", "storylines/"), (word.name, f"storylines/{tag}/")]
        values = {"kicker": "Storyline" if word.storyline else "Theme", "chart": view.matrix(events)}
        yield _listing(view, trail, "content/vocabulary/tags.yml", word.definition, events, _years(events), **values)


def _listing(view: View, trail: Trail, edit: str, definition: str, counted: Sequence[Event], events: Groups, **values: Any) -> Draft:
    title, address = trail[-1]
    description = short(f"{title}: {plural(len(counted), 'event')}. {definition}")
    data = {"@type": "CollectionPage", "name": title, "description": description, "url": view.settings.url + address}
    nothing = {"continuing": (), "chart": None, "before": None, "after": None}
    found = {"title": title, "definition": definition, "events": events, "related": view.related_actors(counted), "map": view.map_of(counted)}
    return Draft("listing.html.jinja", "list", trail, description, edit, {**nothing, **found, **values}, data)


def months(events: Sequence[Event]) -> Groups:
    """Events of one year under the month they begin in; those of which only the year is known come first."""

    def key(event: Event) -> int:
        return event.date.first_month or 0

    groups = groupby(sorted(events, key=key), key)
    return [(month(number) if number else "In the year", f"month-{number}", tuple(group)) for number, group in groups]


def _years(events: Sequence[Event]) -> Groups:
    return [(str(year), f"year-{year}", tuple(group)) for year, group in groupby(events, lambda event: event.date.year)]
