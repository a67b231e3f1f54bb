"""YAML text to plain values, without guessing.

Every scalar stays text; only an unquoted `null`, `~` or nothing is None. Anchors, aliases, tags, further documents, duplicate
keys and keys that are no scalars are problems. Works on libyaml's events, so neither recursion nor merge keys can explode.
"""

import re
from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from chronology.problem import printable, shown
from chronology.records.slips import slip

Value = Any
"""None, str, list of values or dict of str to value."""

MAX_BYTES = 128 * 1024
MAX_DEPTH = 12
MAX_NODES = 20_000
MAX_KEY = 128
"""Letters of a key."""
_NULLS = frozenset(("", "~", "null"))
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Loc = tuple[str | int, ...]
"""The way to a value: keys and list indexes from the top."""


@dataclass(frozen=True)
class Fault:
    """Why a text is not read, and where: line and column count from 1."""

    fact: str
    rule: str
    hint: str
    line: int = 1
    column: int = 1
    width: int = 1


@dataclass(frozen=True)
class Document:
    """What a YAML text holds. `value` is None where a fault left nothing to read."""

    value: Value
    fault: Fault | None = None


TOO_LARGE = Fault(f"the file is larger than {MAX_BYTES // 1024} KB", "yaml-size", "split it into several records")


class _FaultError(Exception):
    def __init__(self, event: Event, fact: str, rule: str, hint: str = "") -> None:
        super().__init__(fact)
        start, end = event.start_mark, event.end_mark
        if start and end:
            width = end.column - start.column if end.line == start.line else 1
            self.fault = Fault(fact, rule, hint, start.line + 1, start.column + 1, max(1, width))
        else:
            self.fault = Fault(fact, rule, hint)


_UNWRITTEN = "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff\\ufdd0-\\ufdef\\ufeff" + "".join(
    f"{chr(n)}{chr(n + 1)}" for n in range(0xFFFE, 0x110000, 0x10000)
)
"""Controls, half characters, what Unicode calls no character, and line ends that editors, git and YAML count differently."""
_UNUSUAL = re.compile("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff]")
"""Asked first, as it is ten times as quick: a text without any holds nothing that is forbidden."""
_USUAL = bytes((0x0A, *range(0x20, 0x7F)))
"""Of ASCII; asked of a text that is nothing else, as it is five times as quick again."""
_FORBIDDEN = re.compile(f"[{_UNWRITTEN}]|\\r(?!\\n)")
"""What no record's file holds."""
_ESCAPED = re.compile(f"[{_UNWRITTEN}\\r]")
"""What no value holds: an escape as in `"\\a"` makes a character of it after the text was looked at."""
_NAMES = {"\r": "a carriage return alone", "\x85": "the line end NEL", "\u2028": "the line separator U+2028", "\u2029": "the line separator U+2029"}


def _forbidden(text: str, at: int) -> Fault:
    before = text[:at]
    line, column = before.count("\n") + 1, at - before.rfind("\n")
    character = text[at]
    if character == "\ufeff" and at == 0:
        return Fault("the file begins with a byte order mark", "yaml-character", "save it as UTF-8 without a byte order mark")
    name = _NAMES.get(character, f"the character U+{ord(character):04X}")
    hint = "save the file as UTF-8" if character == "\0" else "delete it; a line ends with a line feed"
    return Fault(f"{name} stands in the file", "yaml-character", hint, line, column)


def _refuse_marks(event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> None:
    if event.tag is not None:
        raise _FaultError(event, f"the tag {shown(event.tag)} stands before a value", "yaml-tag", "write the value without a tag")
    if event.anchor is not None:
        hint = "write the value where it is needed, without an anchor"
        raise _FaultError(event, f"the anchor {shown('&' + event.anchor)} names a value", "yaml-anchor", hint)
    if isinstance(event, ScalarEvent) and (escaped := _ESCAPED.search(event.value)):
        fact = f"the character U+{ord(escaped[0]):04X} stands in a value, written as an escape"
        raise _FaultError(event, fact, "yaml-character", "write the value without it")


def _key(event: ScalarEvent, known: Container[str]) -> str:
    key: str = "null" if event.value in _NULLS and event.implicit[0] else event.value
    if key in known:
        raise _FaultError(event, f"the key {shown(key)} stands twice", "duplicate-key", "merge the two or delete one")
    if key == "<<" and event.implicit[0]:
        raise _FaultError(event, "the key `<<` merges another mapping", "yaml-key", "write the keys out")
    if len(key) > MAX_KEY:
        fact = f"the key {shown(key, 30)} has {len(key)} letters, more than {MAX_KEY}"
        raise _FaultError(event, fact, "yaml-key", "write a plain word before the colon")
    return key


_Next = Callable[[], Any]
"""Gets the next event of a text."""


def _mapping(next_event: _Next, depth: int) -> dict[str, Value]:
    """What stands up to the mapping's end. The loops are written for speed: nine of ten events of all records pass through them."""
    made: dict[str, Value] = {}
    while True:
        event = next_event()
        kind = type(event)
        if kind is MappingEndEvent:
            return made
        if kind is not ScalarEvent:
            _refuse_alias(event)
            raise _FaultError(event, "a key is a list or a mapping", "yaml-key", "write a plain word before the colon")
        if event.style == '"' or event.tag is not None or event.anchor is not None:
            _refuse_marks(event)
        key = event.value
        if key in made or key in _NULLS or key == "<<" or len(key) > MAX_KEY:
            key = _key(event, made)
        event = next_event()
        kind = type(event)
        if kind is ScalarEvent:
            if event.style == '"' or event.tag is not None or event.anchor is not None:
                _refuse_marks(event)
            value = event.value
            made[key] = None if value in _NULLS and event.implicit[0] else value
        else:
            made[key] = _container(event, next_event, depth)


def _sequence(next_event: _Next, depth: int) -> list[Value]:
    """What stands up to the sequence's end."""
    made: list[Value] = []
    while True:
        event = next_event()
        kind = type(event)
        if kind is ScalarEvent:
            if event.style == '"' or event.tag is not None or event.anchor is not None:
                _refuse_marks(event)
            value = event.value
            made.append(None if value in _NULLS and event.implicit[0] else value)
        elif kind is SequenceEndEvent:
            return made
        else:
            made.append(_container(event, next_event, depth))


def _container(event: Any, next_event: _Next, depth: int) -> Value:
    """The mapping or the list that an event begins, `depth` others around it."""
    _refuse_alias(event)
    if event.tag is not None or event.anchor is not None:
        _refuse_marks(event)
    if depth >= MAX_DEPTH:
        hint = "no record needs that; look for a stray bracket or dash"
        raise _FaultError(event, f"values are nested more than {MAX_DEPTH} deep", "yaml-depth", hint)
    return _mapping(next_event, depth + 1) if type(event) is MappingStartEvent else _sequence(next_event, depth + 1)


def _refuse_alias(event: Event) -> None:
    if isinstance(event, AliasEvent):
        raise _FaultError(event, f"the alias {shown(f'*{event.anchor}')} repeats a value", "yaml-alias", "write the value out")


def _build(next_event: _Next) -> Value:
    """The value that the events describe; raises _FaultError at the first thing that is not plain data."""
    next_event()  # the stream's start
    document = next_event()
    if type(document) is StreamEndEvent:
        return None
    if document.version or document.tags:
        raise _FaultError(document, "a directive (`%`) stands before the document", "yaml-directive", "delete it")
    event = next_event()
    if type(event) is ScalarEvent:
        _refuse_marks(event)
        value = None if event.value in _NULLS and event.implicit[0] else event.value
    else:
        value = _container(event, next_event, 0)
    next_event()  # the document's end
    event = next_event()
    if type(event) is not StreamEndEvent:
        raise _FaultError(event, "a second document begins", "yaml-document", "one file holds one record; delete the `---`")
    return value


def _refuse_many(next_event: _Next) -> None:
    """Asked of a text that is long enough to hold more values than a record may."""
    nodes = 0
    while type(event := next_event()) is not StreamEndEvent:
        nodes += type(event) is ScalarEvent
        if nodes > MAX_NODES:
            raise _FaultError(event, f"the file holds more than {MAX_NODES} values", "yaml-size", "split it into several records")


def _in_text(text: str, line: int, column: int) -> tuple[int, int]:
    """A place in the text: libyaml says of what is missing at the end that it is missing on the line after."""
    last = text.count("\n") + 1
    return (line, column) if line <= last else (last, len(text) - text.rfind("\n"))


def _fault(error: yaml.YAMLError | UnicodeError, text: str) -> Fault:
    """What libyaml could not read."""
    if isinstance(error, yaml.MarkedYAMLError):
        if found := slip(error, text):
            fact, hint, line, column = found
            return Fault(f"the YAML cannot be read: {fact}", "yaml-syntax", hint, line, column)
        mark = error.problem_mark or error.context_mark
        line, column = _in_text(text, mark.line + 1, mark.column + 1) if mark else (1, 1)
        fact = f"the YAML cannot be read: {printable(error.problem or error.context)}"
        return Fault(fact, "yaml-syntax", "check indentation, colons and quotes here and on the line before", line, column)
    return Fault(f"the YAML cannot be read: {shown(error, 100)}", "yaml-syntax", "check indentation, colons and quotes")


def parse(text: str) -> Document:
    """The values of a YAML text; returns a fault, never raises."""
    if len(text) > MAX_BYTES or len(data := text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        return Document(None, TOO_LARGE)
    unusual = data.translate(None, _USUAL) if text.isascii() else _UNUSUAL.search(text)
    if unusual and (forbidden := _FORBIDDEN.search(text)):
        return Document(None, _forbidden(text, forbidden.start()))
    try:
        value = _build(LOADER(text).get_event)
        if len(text) > MAX_NODES:  # no text holds more values than letters, but for one
            _refuse_many(LOADER(text).get_event)
        return Document(value)
    except _FaultError as fault:
        return Document(None, fault.fault)
    except (yaml.YAMLError, UnicodeError) as error:
        return Document(None, _fault(error, text))
