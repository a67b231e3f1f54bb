"""Where the values of a YAML text stand. Found only when a fault must be shown: a text is read again for that, once."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml
from yaml.events import Event, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from chronology.problem import Excerpt, Place, Problem, Severity
from chronology.records.yaml import LOADER, MAX_DEPTH, MAX_NODES, Loc

_KEY: Any = object()
"""Stands at the end of a way while the next key of a mapping is awaited."""
_LINE_END = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
"""What libyaml counts as the end of a line."""


@dataclass(frozen=True)
class Span:
    """Where a key or a value begins, and how far it reaches on its first line."""

    line: int
    column: int
    width: int = 1
    literal: bool = False
    """Whether it is a text whose lines are kept (`|`), so that its lines can be counted."""


@dataclass(frozen=True)
class Places:
    """The lines of a text, and the span of every key and value in it."""

    lines: list[str]
    spans: Mapping[tuple[Loc, bool], Span]
    """By the way to it, and whether the key or the value is meant."""

    def span(self, loc: Loc, at_key: bool = False) -> Span:
        """Of the value at `loc`, or of its key; of the nearest thing above it where there is none."""
        for length in range(len(loc), -1, -1):
            for is_key in (at_key, not at_key) if length == len(loc) else (True, False):
                found = self.spans.get((loc[:length], is_key))
                if found:
                    return found
        return Span(1, 1)

    def within(self, loc: Loc, line: int) -> Span:
        """Of the line `line`, from 0, of the text at `loc`; of the text where its lines are not kept."""
        text = self.span(loc)
        if not text.literal:
            return text
        number = text.line + line  # from 0: the block's own line holds only the `|`
        while number < len(self.lines) and not self.lines[number].strip():
            number += 1
        if number >= len(self.lines):
            return text
        indent = len(self.lines[number]) - len(self.lines[number].lstrip())
        return Span(number + 1, indent + 1, len(self.lines[number].strip()))


@lru_cache(maxsize=8)
def places(text: str) -> Places:
    """The places of everything in `text`, as far as it can be read."""
    spans: dict[tuple[Loc, bool], Span] = {}
    try:
        for way, is_key, span in _spans(text):
            spans.setdefault((way, is_key), span)
    except (yaml.YAMLError, UnicodeError):
        pass
    return Places(_LINE_END.split(text), spans)


def problem(text: str, place: Place, fact: str, rule: str, hint: str = "", severity: Severity = "error", width: int = 1) -> Problem:
    """A problem of `text`, with the line it stands on."""
    lines = places(text).lines
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    return Problem(place, fact, rule, hint, severity, Excerpt(line[:400], max(1, min(width, len(line) - place.column + 1))))


def _span(event: Event) -> Span:
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:
        return Span(1, 1)
    width = end.column - start.column if end.line == start.line else 1
    return Span(start.line + 1, start.column + 1, max(1, width), getattr(event, "style", None) == "|")


def _spans(text: str) -> Iterator[tuple[Loc, bool, Span]]:
    """(way, whether it is the key's span, span) of every key and value, as far as a file may reach: a text that goes deeper is not read to its end."""
    way: list[Any] = []
    nodes = 0
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            way.pop()
        elif isinstance(event, (ScalarEvent, MappingStartEvent, SequenceStartEvent)):
            nodes += 1
            if len(way) > MAX_DEPTH or nodes > 2 * MAX_NODES:
                return
            if way and way[-1] is _KEY and isinstance(event, ScalarEvent):
                way[-1] = event.value
                yield tuple(way), True, _span(event)
                continue
            yield tuple(way), False, _span(event)
            if not isinstance(event, ScalarEvent):
                way.append(_KEY if isinstance(event, MappingStartEvent) else 0)
                continue
        else:
            continue
        if way:
            way[-1] = way[-1] + 1 if type(way[-1]) is int else _KEY
