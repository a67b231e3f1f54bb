"""Wording: what the chronology says in its own voice takes no side."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from chronology.problem import shown
from chronology.records.load import Records
from chronology.records.markdown import tokens
from chronology.records.model import Event, Record
from chronology.rules.parts import line_of
from chronology.rules.rule import Finding, rule

_QUOTED = re.compile(
    '"[^"]*"|\u201c[^\u201c\u201d]*\u201d|\u201e[^\u201c\u201d\u201e]*[\u201c\u201d]|\u00ab[^\u00ab\u00bb]*\u00bb|\u2018[^\u2018\u2019]*\u2019(?!\\w)|`[^`]*`'
)
"""What others say or write; a single straight mark is an apostrophe as well and marks nothing off."""
_WORD = re.compile(r"\w+")


_SPACES = "".join(chr(point) if _WORD.fullmatch(chr(point)) else " " for point in range(128))
"""For `translate`; all of ASCII is in it, as what is missing takes long to miss."""


def _words(text: str) -> list[str]:
    """In lower case; of plain ASCII found several times as quick as by looking for words."""
    text = text.lower()
    return text.translate(_SPACES).split() if text.isascii() else _WORD.findall(text)


@lru_cache(maxsize=64)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the phrases as whole words, the longest first; a space in them is any white space."""
    longest = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(phrase).replace(chr(92) + ' ', chr(92) + 's+') for phrase in longest)})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=8)
def _telling(phrases: tuple[str, ...]) -> frozenset[str]:
    """The longest word of each phrase: a text without any of them holds none of the phrases, and needs no search."""
    return frozenset(max(_WORD.findall(phrase.lower()), key=len, default="") for phrase in phrases)


def _own_words(record: Record) -> Iterator[tuple[str, int | None, str]]:
    """(key, line from 0, text) of what a record says in the site's voice: neither quotes nor code."""
    if isinstance(record, Event):
        yield "title", None, record.title
        yield "summary", None, record.summary
    key, text = record.prose_key, record.prose
    quotes = 0
    for block in tokens(text):
        quotes += block.nesting if block.type.startswith("blockquote") else 0
        if block.type == "inline" and not quotes:
            yield key, line_of(block), block.content


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", "\0", found[0])


def _within(spans: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    return any(first <= start and end <= last for first, last in spans)


@rule(Record, "warning")
def loaded_term(record: Record, records: Records) -> Iterator[Finding]:
    """The chronology uses no loaded terms in its own voice; in quotation marks it may report them.

    Bad:  summary: All lamps were neutralised.
    Good: summary: The keeper said that all lamps were "neutralised".
    """
    loaded = records.vocabulary.loaded
    if not loaded:
        return
    phrases = tuple(loaded)
    terms, telling = _pattern(phrases), _telling(phrases)
    if telling.isdisjoint(_words(f"{record.title}\n{record.summary}\n{record.account}" if isinstance(record, Event) else record.prose)):
        return
    for key, first, text in _own_words(record):
        if telling.isdisjoint(_words(text)):
            continue
        words = _QUOTED.sub(_blank, text)
        for found in terms.finditer(words):
            told = " ".join(found[0].split())
            word = loaded.get(told.casefold())  # none where a letter such as the dotless i was taken for another
            names = [name.span() for name in _pattern(word.except_).finditer(words)] if word and word.except_ else []
            if word and not _within(names, *found.span()):
                line = None if first is None else first + words.count("\n", 0, found.start())
                yield Finding((key,), f"{shown(told)} takes a side", f"write {word.instead}; or quote who says so", line=line)
