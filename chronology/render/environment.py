"""The Jinja environment: strict, escaping, with the few filters that templates use."""

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from chronology.records.dates import Date
from chronology.render import words
from chronology.render.view import View

_LOADER = PackageLoader("chronology.render", "templates")


def time(date: Date) -> Markup:
    """A date as an HTML `time`, machine-readable where HTML can say it."""
    if date.is_interval or not date.start or date.start.qualifier or date.start.unit == "digits":
        return Markup('<span class="when" title="{}">{}</span>').format(f"EDTF {date.text}", words.when(date))
    return Markup('<time class="when" datetime="{}">{}</time>').format(date.text, words.when(date))


def host(url: str) -> str:
    """The host of an address, as a reader recognises it."""
    return url.split("/")[2].removeprefix("www.")


def environment(view: View, root: str) -> Environment:
    """Templates that see `view` as `site`; `root` is the way from the page to the site's root: `../../`."""
    env = Environment(loader=_LOADER, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=False)
    env.globals.update(site=view, chronology=view.chronology, settings=view.settings, root=root, escape=escape)
    filters: Mapping[str, Any] = {
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
    env.filters.update(filters)
    return env
