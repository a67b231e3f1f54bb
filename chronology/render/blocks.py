"""Generated HTML for places in hand-written pages: `<!-- chronology: NAME -->` in Markdown."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date as Day
from typing import Any

from markupsafe import Markup

from chronology.problem import BuildError
from chronology.records.model import Event
from chronology.render.coverage import country_names, coverage
from chronology.render.environment import environment
from chronology.render.headings import headings
from chronology.render.listings import months
from chronology.render.page import Block
from chronology.render.view import View
from chronology.render.words import language
from chronology.render.written import cleaned
from chronology.rules import CATALOGUE, Rule

PLACE = re.compile(r"<!--\s*chronology:\s*([a-z-]+)\s*-->")
"""Where a block stands in a page."""


class UnknownBlockError(BuildError):
    """A page asks for a block that does not exist."""


def fill(html: str, view: View, root: str) -> Block:
    """A hand-written page's HTML, cleaned, with every place filled; raises UnknownBlockError. `root` is the way from the page to the site's root."""
    env = environment(view, root)
    found: list[Any] = []

    def block(match: re.Match[str]) -> str:
        name = match[1]
        if name not in BLOCKS:
            raise UnknownBlockError(f"`{name}` is not a block; blocks: {', '.join(BLOCKS)}")
        text = env.get_template(f"blocks/{name}.html.jinja").render(BLOCKS[name](view))
        found.extend(headings(text))
        return text

    return Block(Markup(PLACE.sub(block, cleaned(html))), found)


def _home(view: View) -> Mapping[str, Any]:
    chronology = view.chronology
    today = Day.fromisoformat(view.settings.today)
    return {
        "newest": list(reversed(chronology.events))[:6],
        "consequential": sorted(_consequential(view), key=lambda event: event.date.sort_key),
        "today": today,
        "on_this_day": [
            event
            for event in chronology.events
            if event.date.is_exact and (event.date.sort_key[0].month, event.date.sort_key[0].day) == (today.month, today.day)
        ],
        "chart": view.matrix(chronology.events),
        "map": view.map_of(chronology.events),
        "countries": sorted(chronology.countries.values(), key=lambda country: (-len(chronology.by_country.get(country.code, ())), country.name))[:12],
        "actors": view.related_actors(chronology.events),
        "families": len({family for event in chronology.events for family in chronology.families[event.id]}),
    }


def _consequential(view: View, count: int = 8) -> Sequence[Event]:
    """The events that most others are tied to, then those in most storylines."""

    def weight(event: Event) -> tuple[int, int, int, str]:
        return (-len(view.chronology.ties.get(event.id, ())), -len(event.tags), -len(view.chronology.families[event.id]), event.id)

    return sorted(view.chronology.events, key=weight)[:count]


def _events(view: View) -> Mapping[str, Any]:
    return {"events": view.chronology.events, "months": months, "chart": view.matrix(view.chronology.events)}


def _corrections(view: View) -> Mapping[str, Any]:
    chronology = view.chronology
    events = ((correction, event.title, f"events/{event.id}/") for event in chronology.events for correction in event.corrections)
    actors = ((correction, actor.name, f"actors/{actor.id}/") for actor in chronology.actors.values() for correction in actor.corrections)
    countries = (
        (correction, country.name, f"countries/{country.code.lower()}/") for country in chronology.countries.values() for correction in country.corrections
    )
    return {"corrections": sorted([*events, *actors, *countries], key=lambda found: found[0].date.sort_key, reverse=True)}


def _rules(view: View) -> Mapping[str, Any]:
    """Every rule, by what the rules of its module are about: those of form first."""
    groups: dict[str, list[Rule]] = {}
    for rule in CATALOGUE.values():
        groups.setdefault(rule.group, []).append(rule)
    return {"groups": [(*group.rstrip(".").partition(": ")[::2], rules) for group, rules in groups.items()]}


def _coverage(view: View) -> Mapping[str, Any]:
    found, words = coverage(view.chronology), view.chronology.vocabulary.words
    return {
        "coverage": found,
        "readings": [(words("readings")[key].name, count) for key, count in found.texts.readings.items()],
        "languages": [(language(code), count) for code, count in found.texts.languages.items()],
        "theatres": [(word.name, word.definition, country_names(word.countries, view.chronology)) for word in words("theatres").values()],
    }


def _nothing(view: View) -> Mapping[str, Any]:
    return {}


BLOCKS: Mapping[str, Callable[[View], Mapping[str, Any]]] = {
    "home": _home,
    "events": _events,
    "years": _events,
    "kinds": _nothing,
    "storylines": _nothing,
    "countries": _nothing,
    "actors": _nothing,
    "pledges": _nothing,
    "search": _nothing,
    "grades": _nothing,
    "kinds-table": _nothing,
    "corrections": _corrections,
    "rules": _rules,
    "coverage": _coverage,
}
"""Every block: its template is `blocks/<name>.html.jinja`, its values come from here besides the View."""
