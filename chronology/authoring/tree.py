"""A YAML text as a tree that forgets nothing a writer chose: the source of every scalar, every comment, and where it stands."""

from dataclasses import dataclass, field


@dataclass
class Scalar:
    """A value without parts, as it is written."""

    lines: list[str]
    """Source lines; those of a block scalar (`|`, `>`) without their indent, the first being its header."""
    block: bool = False


@dataclass
class Entry:
    """A key with its value, or an item of a list."""

    value: "Node"
    key: str = ""
    """As written; empty for an item."""
    name: str = ""
    """What the key means."""
    above: list[str] = field(default_factory=list)
    """Comments on lines of their own before it; an empty text is an empty line."""
    beside: str = ""
    """A comment on its line, with the space before it."""
    colon: bool = True


@dataclass
class Collection:
    """A mapping or a list."""

    mapping: bool
    flow: bool
    """Whether it is written with brackets."""
    entries: list[Entry] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    """Comments after the last entry."""


Node = Scalar | Collection


@dataclass(frozen=True)
class LayoutError(Exception):
    """A way of writing that the tree does not hold, and where: line and column count from 1."""

    fact: str
    line: int
    column: int
