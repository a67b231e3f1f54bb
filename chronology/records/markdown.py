"""The dialect of accounts and descriptions: CommonMark without HTML, images and references, with footnotes that name sources."""

import re
from collections.abc import Container, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # it takes long to load, and is asked only of texts that are not plain
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

FOOTNOTE = re.compile(r"\[\^([^\]\n]+)\]")
"""A footnote and the key of its source."""
_LETTER = "[^\\W\\d_]"
_SIGN = r"[^\s\\`*_\[\]<>&|\x00]"
_PLAIN_LINE = rf"""(?:{_LETTER}|["“‘'(](?={_LETTER}))(?:{_SIGN}++| (?=\S)|\[\^[^\s\[\]^]++\])*+"""
_PLAIN = re.compile(rf"{_PLAIN_LINE}(?:\n\n?{_PLAIN_LINE})*+")
_PRINTED = bytes(range(0x21, 0x7F))
_WORDS = _PRINTED.translate(None, b"\\`*_[]<>&|") + b" \n"
"""Of ASCII, what may stand in a plain text beside footnotes."""
_KEYS = _PRINTED.translate(None, b"[]^")
"""And in their keys."""

HEADINGS = ("h3", "h4")
"""The headings that stand below those of a page."""


def _footnote(state: "StateInline", silent: bool) -> bool:
    """`[^key]` of a known source becomes a token with the key and the line within its block; of another it stays text."""
    if not state.src.startswith("[^", state.pos):
        return False
    end = state.src.find("]", state.pos)
    key = state.src[state.pos + 2 : end]
    known: Container[str] = state.env["numbers"]
    if end < 0 or key not in known:
        return False
    if not silent:
        token = state.push("footnote", "", 0)
        token.content = key
        token.meta = {"line": state.src.count("\n", 0, state.pos)}
    state.pos = end + 1
    return True


@lru_cache(maxsize=16)
def plain(text: str) -> tuple[str, ...] | None:
    """The keys of all footnotes, in their order, of a text that is nothing but paragraphs of words and footnotes, as most are, so that all of
    Markdown in it is a blank line between them; None of any other.
    """
    if text.isascii() and (keys := _surely_plain(text)) is not None:
        return keys
    return tuple(FOOTNOTE.findall(text)) if _PLAIN.fullmatch(text) else None


def _surely_plain(text: str) -> tuple[str, ...] | None:
    """As `plain`, of ASCII and five times as quick; None also where it is plain and that takes a closer look."""
    words, *notes = text.split("[^")
    keys = []
    for note in notes:
        key, closed, after = note.partition("]")
        if not (key and closed):
            return None
        keys.append(key)
        words += after
    if words.encode().translate(None, _WORDS) or "".join(keys).encode().translate(None, _KEYS):
        return None
    if "  " in text or " \n" in text or text.endswith(" "):
        return None
    for line in text.replace("\n\n", "\n").split("\n"):
        if not (line[:1].isalpha() or (line[:1] in ('"', "'", "(") and line[1:2].isalpha())):
            return None
    return tuple(keys)


def is_plain(text: str, known: Mapping[str, object]) -> bool:
    """Whether `text` is `plain` and all its footnotes are known."""
    keys = plain(text)
    return keys is not None and known.keys() >= {*keys}


def parser() -> "MarkdownIt":
    """A parser of the dialect; who uses it says in `env["numbers"]` which sources are known."""
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).disable(["image", "html_block", "html_inline", "reference"])
    made.inline.ruler.before("link", "footnote", _footnote)
    return made


class _OnOneLine(Container[str]):
    """Holds every text that could be meant as the key of a source."""

    def __contains__(self, key: object) -> bool:
        return "\n" not in str(key)


_tokenizer = cache(parser)


@lru_cache(maxsize=16)
def tokens(text: str) -> "list[Token]":
    """What `text` is made of; footnotes are tokens whether their sources are known or not."""
    return _tokenizer().parse(text, {"numbers": _OnOneLine()})
