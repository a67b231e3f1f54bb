"""Contributed Markdown to HTML that cannot run: CommonMark without HTML and images, then an allow-list of elements."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import nh3
from markupsafe import Markup

from chronology.records.markdown import HEADINGS, is_plain, parser

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_ALLOWED = {
    "a": {"href", "id", "class", "aria-label", "role", "rel"},
    "sup": {"class"},
    **{name: set() for name in ("p", "em", "strong", "ul", "ol", "li", "blockquote", "br", *HEADINGS, "hr", "code", "pre")},
}


@dataclass(frozen=True)
class Prose:
    """HTML, and where in it each source is cited."""

    html: Markup
    citations: Mapping[str, Sequence[str]]
    """Ids of the footnote marks, by source."""

    @property
    def text(self) -> str:
        """The words alone, without the marks, on one line."""
        return " ".join(Markup(_MARK.sub("", self.html)).striptags().split())


@dataclass(frozen=True)
class _Marks:
    """The footnote marks of one text."""

    numbers: Mapping[str, int]
    """Of the sources, by key."""
    made: dict[str, list[str]]
    """Ids of the marks, by source."""

    def __call__(self, key: str) -> str:
        marks = self.made[key]
        id, html = _mark(self.numbers[key], len(marks) + 1)
        marks.append(id)
        return html


@lru_cache(maxsize=4096)
def _mark(number: int, nth: int) -> tuple[str, str]:
    """The id of the nth mark of a source, and itself."""
    id = f"cite-{number}-{nth}"
    return id, f'<sup class="cite"><a href="#source-{number}" id="{id}" aria-label="Source {number}">{number}</a></sup>'


def _render_footnote(self: Any, tokens: Sequence[Any], index: int, options: Any, env: Any) -> str:
    return str(env["mark"](tokens[index].content))


def _render_link(self: Any, tokens: Sequence[Any], index: int, options: Any, env: Any) -> str:
    tokens[index].attrSet("rel", "noopener nofollow")
    return str(self.renderToken(tokens, index, options, env))


@cache
def _renderer() -> "MarkdownIt":
    made = parser()
    made.add_render_rule("footnote", _render_footnote)
    made.add_render_rule("link_open", _render_link)
    return made


_MARK = re.compile(r'<sup class="cite">.*?</sup>')
_CLEANER = nh3.Cleaner(tags=set(_ALLOWED), attributes=_ALLOWED, url_schemes={"http", "https"}, link_rel=None)


def _marked(text: str, mark: _Marks) -> str:
    """A plain text with its footnotes' marks."""
    first, *notes = text.split("[^")
    pieces = [first]
    for note in notes:
        key, _, after = note.partition("]")
        pieces += mark(key), after
    return "".join(pieces)


def prose(text: str | None, sources: Mapping[str, Any], plain: bool | None = None) -> Prose:
    """The HTML of `text`; its footnotes are numbered by the order of `sources`. `plain` says what `is_plain` would, where that is known."""
    if not text:
        return Prose(Markup(""), {})
    mark = _Marks({key: number for number, key in enumerate(sources, 1)}, defaultdict(list))
    if is_plain(text, sources) if plain is None else plain:
        html = "<p>" + _marked(text, mark).replace("\n\n", "</p>\n<p>") + "</p>\n"
    else:
        html = _CLEANER.clean(_renderer().render(text, {"numbers": mark.numbers, "mark": mark}))
    return Prose(Markup(html), dict(mark.made))
