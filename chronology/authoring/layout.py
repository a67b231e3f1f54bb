"""From a YAML text to its tree, in which every scalar is as it is written and every comment stands where it did.

Works on libyaml's events and the text between them: the round trip of ruamel.yaml 0.19 drops comments within `{...}`, and
leaves a comment above a key where it was when keys change places.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import yaml
from yaml.events import Event, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from chronology.authoring.tree import Collection, Entry, LayoutError, Node, Scalar
from chronology.records.yaml import LOADER


@dataclass(frozen=True)
class _Comment:
    text: str
    """Empty for an empty line."""
    column: int
    end: int


_TRIVIA = re.compile(r"(?P<space>[ \t]+)|(?P<comment>#[^\n]*)|(?P<end>\n)")
_REST = re.compile(r"([ \t]*#[^\n]*)?[ \t]*(?=\n|\Z)")
"""What may follow a value on its line."""
_COLON = re.compile(r"[ \t]*:")
_HEADER = re.compile(r"[|>]([+-]?)([1-9]?)([+-]?)(?:[ \t]+#.*)?[ \t]*")


def layout(text: str) -> Collection:
    """The tree of a text that `records.yaml.parse` can read and whose value is a mapping; raises LayoutError."""
    return _Reader(text).document()


def texts(comments: list[_Comment]) -> list[str]:
    return [comment.text for comment in comments]


class _Reader:
    """Walks events and text side by side; `at` is how far the text is accounted for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        kept = (ScalarEvent, MappingStartEvent, MappingEndEvent, SequenceStartEvent, SequenceEndEvent)
        self.events: list[Event] = [event for event in yaml.parse(text, Loader=LOADER) if isinstance(event, kept)]
        self.next = 0
        self.at = 0

    def offset(self, mark: Any) -> int:
        offset: int = self.starts[mark.line] + mark.column
        return offset

    def column(self, offset: int) -> int:
        return offset - self.starts[bisect_right(self.starts, offset) - 1]

    def refuse(self, fact: str) -> LayoutError:
        return LayoutError(fact, bisect_right(self.starts, self.at), self.column(self.at) + 1)

    def take(self) -> Event:
        self.next += 1
        return self.events[self.next - 1]

    def ended(self) -> bool:
        """Whether the collection at hand ends here; steps over its end."""
        if isinstance(self.events[self.next], (MappingEndEvent, SequenceEndEvent)):
            self.next += 1
            return True
        return False

    def document(self) -> Collection:
        above = texts(self.trivia())
        if self.text.startswith("---", self.at) and self.column(self.at) == 0:
            self.at += 3
            above += texts(self.trivia())
        root = self.node(-1)
        if not isinstance(root, Collection) or not root.mapping:
            raise self.refuse("the file is no mapping of keys")
        root.tail += [self.rest().strip()] if root.flow else []
        root.tail += texts(self.trivia())
        if self.text.startswith("...", self.at):
            self.at += 3
            root.tail += texts(self.trivia())
        if self.at < len(self.text):
            raise self.refuse("something stands after the record")
        if root.entries:
            root.entries[0].above[:0] = above
        else:
            root.tail[:0] = above
        return root

    def trivia(self) -> list[_Comment]:
        """Steps over space and comments; gives the comments and the empty lines between them."""
        found = []
        fresh = self.at == 0 or self.text[self.at - 1] == "\n"
        while match := _TRIVIA.match(self.text, self.at):
            if match["comment"]:
                found.append(_Comment(match["comment"].rstrip(), self.column(self.at), match.end()))
            elif match["end"] and fresh:
                found.append(_Comment("", 0, match.end()))
            self.at = match.end()
            fresh = bool(match["end"]) or (fresh and bool(match["space"]))
        return found

    def rest(self) -> str:
        """Steps to the end of a line after a value; gives the comment there."""
        match = _REST.match(self.text, self.at)
        if not match:
            raise self.refuse("more stands on this line than one value")
        self.at = match.end()
        return (match[1] or "").rstrip()

    def node(self, parent: int) -> Node:
        """The next value; `parent` is the column of the block collection that it stands in."""
        event = self.take()
        if isinstance(event, ScalarEvent) and _nothing(event):
            return Scalar([""])
        if self.at != self.offset(event.start_mark):
            raise self.refuse("this way of writing is not known here")
        if isinstance(event, ScalarEvent):
            return self.scalar(event, parent)
        assert isinstance(event, (MappingStartEvent, SequenceStartEvent))
        mapping = isinstance(event, MappingStartEvent)
        return self.flow(mapping) if event.flow_style else self.block(mapping)

    def scalar(self, event: ScalarEvent, parent: int) -> Scalar:
        start, self.at = self.at, self.offset(event.end_mark)
        source = self.text[start : self.at]
        if event.style not in ("|", ">"):
            return Scalar([line if number == 0 else line.lstrip(" \t") for number, line in enumerate(source.split("\n"))])
        header, *lines = source.removesuffix("\n").split("\n")
        match = _HEADER.fullmatch(header)
        if not match:
            raise self.refuse("the head of this text is written in a way not known here")
        if "+" not in match[1] + match[3]:
            while lines and not lines[-1].strip(" "):
                lines.pop()
            self.at = start + len("\n".join([header, *lines]))
        elif source.endswith("\n"):
            self.at -= 1  # the line's end is left for what comes next
        indent = max(parent, 0) + int(match[2]) if match[2] else min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")), default=0)
        return Scalar([header.rstrip(), *(line[indent:] for line in lines)], block=True)

    def block(self, mapping: bool) -> Collection:
        column = self.column(self.at)
        made = Collection(mapping, flow=False)
        while not self.ended():
            above = texts(self.trivia())
            entry = self.keyed(column) if mapping else self.item(column)
            entry.above[:0] = above
            made.entries.append(entry)
        made.tail = texts(self.after(column))
        return made

    def after(self, column: int) -> list[_Comment]:
        """Comments after the last entry of a block that are indented as it is, more than what comes next."""
        start = self.at
        found = self.trivia()
        outer = self.column(self.at) if self.at < len(self.text) else -1
        count = 0
        for number, comment in enumerate(found):
            if comment.text and (comment.column < column or comment.column <= outer):
                break
            count = number + 1 if comment.text else count
        self.at = found[count - 1].end if count else start
        return found[:count]

    def keyed(self, column: int) -> Entry:
        event = self.events[self.next]
        key = self.node(column)
        colon = _COLON.match(self.text, self.at)
        if not colon or not isinstance(key, Scalar) or not isinstance(event, ScalarEvent) or len(key.lines) > 1:
            raise self.refuse("a key is not written as `key: value`")
        self.at = colon.end()
        return self.valued(Entry(Scalar([""]), key.lines[0], event.value), column)

    def item(self, column: int) -> Entry:
        if self.text[self.at : self.at + 1] != "-":
            raise self.refuse("an item is not written as `- value`")
        self.at += 1
        return self.valued(Entry(Scalar([""])), column)

    def valued(self, entry: Entry, column: int) -> Entry:
        """Reads the value of an entry of a block, with the comments on the way to it."""
        if _nothing(self.events[self.next]):
            entry.value = self.node(column)
            entry.beside = self.rest()
            return entry
        if _REST.match(self.text, self.at):
            entry.beside = self.rest()
        between = texts(self.trivia())
        entry.value = self.node(column)
        if isinstance(entry.value, Collection) and not entry.value.flow:
            entry.value.entries[0].above[:0] = between
            return entry
        beside = self.rest()
        entry.above += [text for text in between if text]
        if entry.beside and (beside or (isinstance(entry.value, Scalar) and entry.value.block)):
            entry.above.append(entry.beside.strip())
            entry.beside = ""
        entry.beside = beside or entry.beside
        return lifted(entry)

    def flow(self, mapping: bool) -> Collection:
        opening, closing = "{}" if mapping else "[]"
        if self.text[self.at] != opening:
            raise self.refuse("a mapping stands in a list without braces")
        self.at += 1
        made = Collection(mapping, flow=True)
        while True:
            above = [text for text in texts(self.trivia()) if text]
            if self.ended():
                break
            entry = self.within(mapping)
            entry.above[:0] = above
            entry.above += [text for text in texts(self.trivia()) if text]
            if self.text[self.at] == ",":
                self.at += 1
                entry.beside = self.rest() if _REST.match(self.text, self.at) else ""
            made.entries.append(entry)
        made.tail = above
        if self.text[self.at] != closing:
            raise self.refuse(f"`{closing}` is expected here")
        self.at += 1
        return made

    def within(self, mapping: bool) -> Entry:
        """An entry between brackets."""
        entry = Entry(Scalar([""]))
        if mapping:
            event = self.events[self.next]
            key = self.node(-1)
            if not isinstance(key, Scalar) or not isinstance(event, ScalarEvent) or len(key.lines) > 1:
                raise self.refuse("a key is not written as `key: value`")
            entry.key, entry.name = key.lines[0], event.value
            colon = _COLON.match(self.text, self.at)
            entry.colon = bool(colon)
            self.at = colon.end() if colon else self.at
        if not _nothing(self.events[self.next]):
            entry.above += [text for text in texts(self.trivia()) if text]
        entry.value = self.node(-1)
        return lifted(entry)


def lifted(entry: Entry) -> Entry:
    """The comments between empty brackets go above them."""
    if isinstance(entry.value, Collection) and not entry.value.entries:
        entry.above += entry.value.tail
        entry.value.tail = []
    return entry


def _nothing(event: Event) -> bool:
    """Whether a value is nothing at all, not even quotes."""
    if not isinstance(event, ScalarEvent) or event.value:
        return False
    start: Any = event.start_mark
    end: Any = event.end_mark
    return bool((start.line, start.column) == (end.line, end.column))
