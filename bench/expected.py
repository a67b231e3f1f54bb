"""What the pages of every subject must say, before anything that was measured counts."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from chronology.records.model import Event
from chronology.render.view import View
from chronology.render.words import amount, promised, when

SAMPLE = 25
"""Of how many events of a country's list the words are looked for, besides the links to all of them."""


def expected(view: View) -> dict[str, Any]:
    """What a site must hold to be comparable.

    What the page of the event in the middle of time says, and the head of its country's page; what the pages of that country and of the one with most
    events list; which pages there are.
    """
    chronology = view.chronology
    event = chronology.events[len(chronology.events) // 2]
    code = event.places[0].country
    described = chronology.countries[code]
    most = max(chronology.by_country, key=lambda code: len(chronology.by_country[code]))
    return {
        "texts": {
            f"events/{event.id}": list(_said(view, event)),
            f"countries/{code.lower()}": [described.name, view.prose(described).text],
        },
        "lists": {f"countries/{code.lower()}": _list(chronology.by_country[code]) for code in (code, most)},
        "pages": sorted(
            [
                *(f"events/{id}" for id in chronology.by_id),
                *(f"actors/{id}" for id in chronology.actors),
                *(f"countries/{code.lower()}" for code in chronology.countries),
                *(f"years/{year}" for year in chronology.by_year),
                *(f"kinds/{kind}" for kind in chronology.by_kind),
                *(f"storylines/{tag}" for tag in chronology.by_tag),
            ]
        ),
    }


def _said(view: View, event: Event) -> Iterable[str]:
    chronology = view.chronology
    yield from (event.title, when(event.date), event.summary, view.prose(event).text)
    for source in event.sources.values():
        yield from (source.title, source.publisher, source.url.split("/")[2], view.word("readings", source.read).name)
        yield from (when(date) for date in (source.published, source.consulted) if date)
    yield from (tie.other.title for tie in chronology.ties.get(event.id, ()))
    yield from (tie.label for tie in chronology.ties.get(event.id, ()))
    yield from (view.party(it.id).name for it in event.actors)
    yield from (view.country_name(code) for code in view.countries_of(event))
    yield from (amount(it) for it in event.figures)
    yield from (promised(it) for it in event.pledges)
    days = Counter(it.date.sort_key[0] for it in chronology.events)
    if days[event.date.sort_key[0]] == 1:
        yield from (it.title for it in chronology.neighbours(event) if it and days[it.date.sort_key[0]] == 1)


def _list(events: tuple[Event, ...]) -> dict[str, Any]:
    """Ids of all events, and the words of some of them."""
    some = events[:: -(-len(events) // SAMPLE)]
    return {"ids": [event.id for event in events], "texts": [text for it in some for text in (when(it.date), it.title, it.summary)]}
