"""A fault in the content, as a value."""

from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Place:
    """Where a fault stands. Lines and columns count from 1; a fault of a whole file has line 1, column 1."""

    path: str
    """Relative to the repository, with forward slashes."""
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Excerpt:
    """What a report shows of the file."""

    line: str = ""
    """The line of the place, as it stands; empty where there is none to show."""
    width: int = 1
    """How many characters, from the place's column on, the report marks."""


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: what is the case, and what to write instead. Sorts by path, line, column."""

    place: Place
    fact: str
    """One clause, the offending value quoted in backticks; no full stop."""
    rule: str
    hint: str = field(default="", compare=False)
    severity: Severity = field(default="error", compare=False)
    excerpt: Excerpt = field(default=Excerpt(), compare=False)

    def __str__(self) -> str:
        hint = f"\n    hint: {self.hint}" if self.hint else ""
        return f"{self.place}: {self.fact} [{self.rule}]{hint}"


class BuildError(Exception):
    """Why a site cannot be built, in one line for its builder; unlike a Problem it is no fault of the content."""


def printable(value: object) -> str:
    """`value` as one line of printable ASCII: it can forge neither a log line nor a workflow command."""
    text = str(value).encode("ascii", "backslashreplace").decode()
    return text if text.isprintable() else "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def shown(value: object, limit: int = 60) -> str:
    """`value` in backticks, short and printable."""
    text = printable(str(value)[: limit + 1]).replace("`", "'")
    return f"`{text if len(text) <= limit else text[: limit - 3] + '...'}`"
