"""Generated HTML for places in hand-written pages: `<!-- chronology: NAME -->` in Markdown."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date as Day
from heapq import nsmallest
from itertools import chain
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from chronology.problem import BuildError
from chronology.records.model import Event
from chronology.render.coverage import country_names, coverage
from chronology.render.environment import templates
from chronology.render.headings import headings
from chronology.render.indexes import actors_by_kind, actors_whole, corrected, corrections_of, corrections_parts, corrections_whole
from chronology.render.ledger import by_purpose, in_order, ledger_parts, ledger_whole
from chronology.render.listings import events_contents, months
from chronology.render.page import Block
from chronology.render.parts import LIMITS, Limits, last, newest
from chronology.render.view import View
from chronology.render.words import language
from chronology.render.written import cleaned
from chronology.rules import CATALOGUE, Rule

PLACE = re.compile(r"<!--\s*chronology:\s*([a-z-]+)\s*-->")
"""Where a block stands in a page."""


class UnknownBlockError(BuildError):
    """A page asks for a block that does not exist."""


def names_in(text: str) -> Sequence[str]:
    """The blocks that a hand-written page asks for, as far as there are such."""
    return [name for name in PLACE.findall(text) if name in BLOCKS]


def block(name: str, view: View, root: str, limits: Limits = LIMITS) -> str:
    """The HTML of a block."""
    return templates(view, root).render(f"blocks/{name}.html.jinja", BLOCKS[name](view, limits))


def fill(html: str, view: View, root: str, limits: Limits = LIMITS, ready: Mapping[tuple[str, str], str] = MappingProxyType({})) -> Block:
    """A hand-written page's HTML, cleaned, with every place filled; raises UnknownBlockError. `root` is the way from the page to the site's root.

    Blocks that are `ready`, by name and root, need not be made.
    """
    found: list[Any] = []

    def made(match: re.Match[str]) -> str:
        name = match[1]
        if name not in BLOCKS:
            raise UnknownBlockError(f"`{name}` is not a block; blocks: {', '.join(BLOCKS)}")
        text = ready.get((name, root)) or block(name, view, root, limits)
        found.extend(headings(text))
        return text

    return Block(Markup(PLACE.sub(made, cleaned(html))), found)


def _home(view: View, limits: Limits) -> Mapping[str, Any]:
    chronology = view.chronology
    today = Day.fromisoformat(view.settings.today)
    this_day = _day_of_year(today)
    on_this_day = [event for event in chronology.events if _day_of_year(event.date.sort_key[0]) == this_day and event.date.is_exact]
    return {
        "newest": list(reversed(chronology.events))[:6],
        "consequential": sorted(_consequential(view), key=lambda event: event.date.sort_key),
        "today": today,
        "on_this_day": last(on_this_day, limits.today),
        "chart": view.matrix(chronology.events),
        "map": view.map_of(chronology.events),
        "countries": sorted(chronology.countries.values(), key=lambda country: (-len(chronology.by_country.get(country.code, ())), country.name))[:12],
        "actors": view.related_actors(chronology.events),
        "families": len({*chain.from_iterable(chronology.families.values())}),
    }


def _day_of_year(day: Day) -> tuple[int, int]:
    return day.month, day.day


def _consequential(view: View, count: int = 8) -> Sequence[Event]:
    """The events that most others are tied to, then those in most storylines."""

    def weight(event: Event) -> tuple[int, int, int, str]:
        return (-len(view.chronology.ties.get(event.id, ())), -len(event.tags), -len(view.chronology.families[event.id]), event.id)

    return nsmallest(count, view.chronology.events, key=weight)


def _events(view: View, limits: Limits) -> Mapping[str, Any]:
    events = view.chronology.events
    found = {"events": events, "months": months, "chart": view.matrix(events), "contents": None, "newest": newest(events, limits.newest)}
    return found | {"contents": events_contents(view, limits)} if len(events) > limits.listed else found


def _years(view: View, limits: Limits) -> Mapping[str, Any]:
    return {"chart": view.matrix(view.chronology.events)}


def _actors(view: View, limits: Limits) -> Mapping[str, Any]:
    is_long = len(view.chronology.actors) > limits.actors
    kinds = actors_by_kind(view, limits.actors)
    found = {"kinds": kinds, "contents": None, "most": view.related_actors(view.chronology.events)}
    return found | {"contents": actors_whole(view).contents("By kind", kinds)} if is_long else found


def _pledges(view: View, limits: Limits) -> Mapping[str, Any]:
    entries = view.chronology.pledges
    found = {"groups": by_purpose(view, entries), "contents": None, "newest": ()}
    if len(entries) <= limits.listed:
        return found
    parts = ledger_parts(entries, limits)
    return found | {"contents": ledger_whole(view).contents("By year", parts), "newest": newest(in_order(entries), limits.newest)}


def _corrections(view: View, limits: Limits) -> Mapping[str, Any]:
    found = sorted(corrections_of(view), key=lambda found: corrected(found).sort_key, reverse=True)
    if len(found) <= limits.listed:
        return {"corrections": found, "contents": None}
    parts = corrections_parts(corrections_of(view), limits)
    return {"corrections": found[: limits.newest], "contents": corrections_whole(view).contents("By year", parts)}


def _rules(view: View, limits: Limits) -> Mapping[str, Any]:
    """Every rule, by what the rules of its module are about: those of form first."""
    groups: dict[str, list[Rule]] = {}
    for rule in CATALOGUE.values():
        groups.setdefault(rule.group, []).append(rule)
    return {"groups": [(*group.rstrip(".").partition(": ")[::2], rules) for group, rules in groups.items()]}


def _coverage(view: View, limits: Limits) -> Mapping[str, Any]:
    found, words = coverage(view.chronology), view.chronology.vocabulary.words
    return {
        "coverage": found,
        "readings": [(words("readings")[key].name, count) for key, count in found.texts.readings.items()],
        "languages": [(language(code), count) for code, count in found.texts.languages.items()],
        "theatres": [(word.name, word.definition, country_names(word.countries, view.chronology)) for word in words("theatres").values()],
    }


def _grades(view: View, limits: Limits) -> Mapping[str, Any]:
    return {"counts": Counter(event.grade for event in view.chronology.events)}


def _nothing(view: View, limits: Limits) -> Mapping[str, Any]:
    return {}


BLOCKS: Mapping[str, Callable[[View, Limits], Mapping[str, Any]]] = {
    "home": _home,
    "events": _events,
    "years": _years,
    "kinds": _nothing,
    "storylines": _nothing,
    "countries": _nothing,
    "actors": _actors,
    "pledges": _pledges,
    "search": _nothing,
    "grades": _grades,
    "kinds-table": _nothing,
    "roles-table": _nothing,
    "corrections": _corrections,
    "rules": _rules,
    "coverage": _coverage,
}
"""Every block: its template is `blocks/<name>.html.jinja`, its values come from here besides the View."""
