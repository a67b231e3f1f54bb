"""Contributed Markdown to HTML that cannot run: CommonMark without HTML and images, then an allow-list of elements."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markupsafe import Markup

_ALLOWED = {
    "a": {"href", "id", "class", "aria-label", "role"},
    "sup": {"class"},
    **{name: set() for name in ("p", "em", "strong", "ul", "ol", "li", "blockquote", "br", "h3", "h4", "hr", "code", "pre")},
}


@dataclass(frozen=True)
class Prose:
    """HTML, and where in it each source is cited."""

    html: Markup
    citations: Mapping[str, Sequence[str]]
    """Ids of the footnote marks, by source."""
    text: str
    """The words alone, without the marks, on one line."""


def _footnote(state: StateInline, silent: bool) -> bool:
    """`[^key]` of a known source becomes a numbered link to it; of another stays text."""
    if not state.src.startswith("[^", state.pos):
        return False
    end = state.src.find("]", state.pos)
    key = state.src[state.pos + 2 : end]
    numbers: Mapping[str, int] = state.env["numbers"]
    if end < 0 or key not in numbers:
        return False
    if not silent:
        token = state.push("footnote", "", 0)
        token.content = key
    state.pos = end + 1
    return True


def _render_footnote(self: Any, tokens: Sequence[Any], index: int, options: Any, env: Any) -> str:
    key = tokens[index].content
    marks: dict[str, list[str]] = env["marks"]
    number = env["numbers"][key]
    mark = f"cite-{number}-{len(marks[key]) + 1}"
    marks[key].append(mark)
    return f'<sup class="cite"><a href="#source-{number}" id="{mark}" aria-label="Source {number}">{number}</a></sup>'


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).disable(["image", "html_block", "html_inline", "reference"])
    parser.inline.ruler.before("link", "footnote", _footnote)
    parser.add_render_rule("footnote", _render_footnote)
    return parser


_PARSER = _parser()
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
