"""The templates of records' pages and blocks, with the few filters and names that they use."""

from collections.abc import Callable
from functools import lru_cache
from importlib import resources
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from chronology.records.dates import Date
from chronology.records.model import Event
from chronology.render import words
from chronology.render.compiled import Templates, file_loader
from chronology.render.view import View

FOLDER = Path(str(resources.files("chronology.render"))) / "templates"
"""Where our own ones stand."""


@lru_cache(maxsize=65536)
def time(date: Date) -> Markup:
    """A date as an HTML `time`, machine-readable where HTML can say it."""
    text = escape(words.when(date))
    if date.is_interval or not date.start or date.start.qualifier or date.start.unit == "digits":
        return Markup(f'<span class="when" title="EDTF {escape(date.text)}">{text}</span>')
    return Markup(f'<time class="when" datetime="{escape(date.text)}">{text}</time>')


def host(url: str) -> str:
    """The host of an address, as a reader recognises it."""
    return url.split("/")[2].removeprefix("www.")


def _cards(found: Templates) -> Callable[[Event, bool], Markup]:
    """Makes an event as it stands in lists; once, as it stands in many."""
    made: dict[tuple[str, bool], Markup] = {}

    def card(event: Event, short: bool = False) -> Markup:
        known = made.get((event.id, short))
        if known is None:
            known = made[event.id, short] = Markup(found.render("card.html.jinja", {"event": event, "short": short}))
        return known

    return card


_MADE: dict[tuple[View, str], Templates] = {}


def templates(view: View, root: str) -> Templates:
    """Templates that see `view` as `site`; `root` is the way from the page to the site's root: `../../`."""
    if (view, root) not in _MADE:
        _MADE[view, root] = _templates(view, root)
    return _MADE[view, root]


def forget() -> None:
    """Lets go of the templates of a build before in this program, and of all that they showed: their functions and the names these know hold each other."""
    while _MADE:
        _MADE.popitem()[1].forget()


def _templates(view: View, root: str) -> Templates:
    env = Environment(loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    found = Templates(env, file_loader(FOLDER))
    env.globals = {"site": view, "chronology": view.chronology, "settings": view.settings, "root": root, "card": _cards(found)}
    env.filters |= {
        "time": time,
        "when": words.when,
        "when_by": words.when_by,
        "number": words.number,
        "amount": words.amount,
        "promised": words.promised,
        "money": words.money,
        "plural": words.plural,
        "listed": words.listed,
        "month": words.month,
        "day": words.day,
        "language": words.language,
        "direction": words.direction,
        "host": host,
    }
    return found
