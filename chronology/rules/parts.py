"""What events, actors and countries share: their prose and their sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from chronology.records.markdown import plain, tokens
from chronology.records.model import Actor, Country, Event, Record
from chronology.records.model.base import Source

if TYPE_CHECKING:
    from markdown_it.token import Token

_SOURCED = (Event, Actor, Country)


def sources_of(record: Record) -> Mapping[str, Source]:
    return record.sources if isinstance(record, _SOURCED) else {}


def footnotes(text: str) -> Iterator[tuple[str, int]]:
    """The key of every footnote in a prose, and its line from 0. What stands in code or is escaped is none."""
    for block in tokens(text):
        for token in block.children or ():
            if token.type == "footnote":
                yield token.content, line_of(block) + token.meta["line"]


def cited(record: Record) -> set[str]:
    """The keys of the footnotes in a record's prose."""
    keys = plain(record.prose)
    return set(keys) if keys is not None else {key for key, _ in footnotes(record.prose)}


def line_of(block: Token) -> int:
    """The first line of a block, from 0."""
    return block.map[0] if block.map else 0
