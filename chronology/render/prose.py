"""Contributed Markdown to HTML that cannot run: CommonMark without HTML and images, then an allow-list of elements."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import nh3
from markupsafe import Markup

from chronology.records.markdown import HEADINGS, parser

_ALLOWED = {
    "a": {"href", "id", "class", "aria-label", "role"},
    "sup": {"class"},
    **{name: set() for name in ("p", "em", "strong", "ul", "ol", "li", "blockquote", "br", *HEADINGS, "hr", "code", "pre")},
}


@dataclass(frozen=True)
class Prose:
    """HTML, and where in it each source is cited."""

    html: Markup
    citations: Mapping[str, Sequence[str]]
    """Ids of the footnote marks, by source."""
    text: str
    """The words alone, without the marks, on one line."""


def _render_footnote(self: Any, tokens: Sequence[Any], index: int, options: Any, env: Any) -> str:
    key = tokens[index].content
    marks: dict[str, list[str]] = env["marks"]
    number = env["numbers"][key]
    mark = f"cite-{number}-{len(marks[key]) + 1}"
    marks[key].append(mark)
    return f'<sup class="cite"><a href="#source-{number}" id="{mark}" aria-label="Source {number}">{number}</a></sup>'


_PARSER = parser()
_PARSER.add_render_rule("footnote", _render_footnote)
_MARK = re.compile(r'<sup class="cite">.*?</sup>')
_CLEANER = nh3.Cleaner(
    tags=set(_ALLOWED),
    attributes=_ALLOWED,
    url_schemes={"http", "https"},
    link_rel="noopener nofollow",
)


def prose(text: str | None, sources: Mapping[str, Any]) -> Prose:
    """The HTML of `text`; its footnotes are numbered by the order of `sources`."""
    if not text:
        return Prose(Markup(""), {}, "")
    env: dict[str, Any] = {"numbers": {key: n for n, key in enumerate(sources, 1)}, "marks": defaultdict(list)}
    html = _PARSER.render(text, env)
    words = Markup(_MARK.sub("", html)).striptags()
    return Prose(Markup(_CLEANER.clean(html)), dict(env["marks"]), " ".join(words.split()))
