"""The Jinja environment: strict, escaping, with the few filters that templates use."""

import marshal
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from chronology.records.dates import Date
from chronology.records.model import Event
from chronology.render import words
from chronology.render.plain import PlainCode, plain_escape
from chronology.render.view import View

_LOADER = PackageLoader("chronology.render", "templates")


class Compiled(BytecodeCache):
    """Templates as they were compiled, so that pages at several depths, and later builds, need not compile them again."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str, str], bytes] = {}
        """By the way to the root, name and checksum of the source."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """As it is: a folder's name need not be text."""
        return f"{name}|{filename}"

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self.known.get(_key(bucket)):
            bucket.code = marshal.loads(code)  # made by this program, or proven to be

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.known[_key(bucket)] = marshal.dumps(bucket.code)


def _key(bucket: Bucket) -> tuple[str, str, str]:
    return getattr(bucket.environment, "root", ""), bucket.key, bucket.checksum


COMPILED = Compiled()


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


def _cards(env: Environment) -> Callable[[Event, bool], Markup]:
    """Makes an event as it stands in lists; once, as it stands in many."""
    made: dict[tuple[str, bool], Markup] = {}

    def card(event: Event, short: bool = False) -> Markup:
        found = made.get((event.id, short))
        if found is None:
            found = made[event.id, short] = Markup(env.get_template("card.html.jinja").render(event=event, short=short))
        return found

    return card


@lru_cache(maxsize=8)
def environment(view: View, root: str) -> Environment:
    """Templates that see `view` as `site`; `root` is the way from the page to the site's root: `../../`."""
    env = Environment(
        loader=_LOADER,
        autoescape=True,
        optimized=False,  # nothing in our templates is worth to be worked out ahead
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=COMPILED,
    )
    env.code_generator_class = PlainCode
    env.plain_escape, env.root = plain_escape, root  # type: ignore[attr-defined]
    env.globals.update(site=view, chronology=view.chronology, settings=view.settings, root=root, escape=escape)
    env.globals["card"] = _cards(env)
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
