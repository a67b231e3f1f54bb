"""YAML text to plain values, without guessing, and the places where they stand.

Every scalar stays text; only an unquoted `null`, `~` or nothing is None. Anchors, aliases, tags, further documents, duplicate
keys and keys that are no scalars are problems. Works on libyaml's events, so neither recursion nor merge keys can explode.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from chronology.problem import Place, Problem, shown

Value = Any
"""None, str, list of values or dict of str to value."""

MAX_BYTES = 128 * 1024
MAX_DEPTH = 12
MAX_NODES = 20_000
_NULLS = frozenset(("", "~", "null"))
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Loc = tuple[str | int, ...]
"""The way to a value: keys and list indexes from the top."""


@dataclass(frozen=True)
class Document:
    """What a YAML text holds. `value` is None where problems left nothing to read."""

    value: Value
    problems: tuple[Problem, ...] = ()


class _FaultError(Exception):
    def __init__(self, event: Event, fact: str, rule: str, hint: str = "") -> None:
        super().__init__(fact)
        self.event, self.fact, self.rule, self.hint = event, fact, rule, hint


def _refuse_tag_and_anchor(event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> None:
    if event.tag is not None and event.tag != "!":
        raise _FaultError(event, f"the tag {shown(event.tag)} stands before a value", "yaml-tag", "write the value without a tag")
    if event.anchor is not None:
        hint = "write the value where it is needed, without an anchor"
        raise _FaultError(event, f"the anchor {shown('&' + event.anchor)} names a value", "yaml-anchor", hint)


def _scalar(event: ScalarEvent) -> str | None:
    _refuse_tag_and_anchor(event)
    value: str = event.value
    return None if event.implicit[0] and value in _NULLS else value


def _check_container(event: MappingStartEvent | SequenceStartEvent, depth: int) -> None:
    _refuse_tag_and_anchor(event)
    if depth >= MAX_DEPTH:
        hint = "no record needs that; look for a stray bracket or dash"
        raise _FaultError(event, f"values are nested more than {MAX_DEPTH} deep", "yaml-depth", hint)


def _build(events: Iterator[Event]) -> Value:
    """The value that the events describe; raises _FaultError at the first thing that is not plain data."""
    root: list[Value] = []
    stack: list[tuple[list[Any] | dict[str, Any], str | None]] = []
    current: list[Any] | dict[str, Any] = root
    key: str | None = None
    documents = nodes = 0
    for event in events:
        value: Value
        if isinstance(event, ScalarEvent):
            nodes += 1
            if nodes > MAX_NODES:
                raise _FaultError(event, f"the file holds more than {MAX_NODES} values", "yaml-size", "split it into several records")
            value = _scalar(event)
            if type(current) is dict and key is None:
                key = "null" if value is None else value
                if key in current:
                    raise _FaultError(event, f"the key {shown(key)} stands twice", "duplicate-key", "merge the two or delete one")
                continue
        elif isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            if type(current) is dict and key is None:
                raise _FaultError(event, "a key is a list or a mapping", "yaml-key", "write a plain word before the colon")
            _check_container(event, len(stack))
            stack.append((current, key))
            current, key = ({} if isinstance(event, MappingStartEvent) else []), None
            continue
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            value = current
            current, key = stack.pop()
        elif isinstance(event, AliasEvent):
            raise _FaultError(event, f"the alias {shown(f'*{event.anchor}')} repeats a value", "yaml-alias", "write the value out")
        else:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _FaultError(event, "a second document begins", "yaml-document", "one file holds one record; delete the `---`")
                if event.version or event.tags:
                    raise _FaultError(event, "a directive (`%`) stands before the document", "yaml-directive", "delete it")
            continue
        if type(current) is dict:
            assert key is not None
            current[key] = value
            key = None
        else:
            current.append(value)  # type: ignore[union-attr]
    return root[0] if root else None


def parse(text: str, path: str) -> Document:
    """The values of a YAML text; returns problems, never raises."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        return Document(None, (Problem(Place(path), f"the file is larger than {MAX_BYTES // 1024} KB", "yaml-size", "split it into several records"),))
    try:
        return Document(_build(yaml.parse(text, Loader=_Loader)))
    except _FaultError as fault:
        return Document(None, (Problem(Place(path, *_mark(fault.event)), fault.fact, fault.rule, fault.hint),))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
        fact = f"the YAML cannot be read: {error.problem or error.context}"
        return Document(None, (Problem(place, fact, "yaml-syntax", "check indentation, colons and quotes here and on the line before"),))
    except (yaml.YAMLError, UnicodeError) as error:
        fact = f"the YAML cannot be read: {shown(error, 100)}"
        return Document(None, (Problem(Place(path), fact, "yaml-character", "remove control characters; save the file as UTF-8"),))


_KEY: Any = object()
"""Stands at the end of a way while the next key of a mapping is awaited."""


def _mark(event: Event) -> tuple[int, int]:
    """Line and column of an event, from 1."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _positions(text: str) -> Iterator[tuple[Loc, bool, tuple[int, int]]]:
    """(way, whether it is the key's place, (line, column)) of every key and value."""
    way: list[Any] = []
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            way.pop()
        elif isinstance(event, (ScalarEvent, MappingStartEvent, SequenceStartEvent)):
            place = _mark(event)
            if way and way[-1] is _KEY and isinstance(event, ScalarEvent):
                way[-1] = event.value
                yield tuple(way), True, place
                continue
            yield tuple(way), False, place
            if not isinstance(event, ScalarEvent):
                way.append(_KEY if isinstance(event, MappingStartEvent) else 0)
                continue
        else:
            continue
        if way:
            way[-1] = way[-1] + 1 if type(way[-1]) is int else _KEY


def locate(text: str, loc: Loc, at_key: bool = False) -> tuple[int, int]:
    """Line and column (from 1) of the value at `loc`, or of its key; of the nearest thing above it where there is none."""
    places: dict[tuple[Loc, bool], tuple[int, int]] = {}
    try:
        for way, is_key, place in _positions(text):
            places.setdefault((way, is_key), place)
    except yaml.YAMLError:
        pass
    for length in range(len(loc), -1, -1):
        for is_key in (at_key, not at_key) if length == len(loc) else (True, False):
            if (loc[:length], is_key) in places:
                return places[loc[:length], is_key]
    return (1, 1)
