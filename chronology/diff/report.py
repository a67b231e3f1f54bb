"""What every way of telling a diff is given."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from chronology.diff.compare import Diff, Note, RecordChange, address_of
from chronology.diff.entries import Names
from chronology.diff.tell import Line, headline, lines
from chronology.problem import Problem

MAX_SPAN = 1000
"""How much of one piece of a line is told."""


@dataclass(frozen=True)
class Report:
    """A diff with the names of what was compared."""

    diff: Diff
    base: str
    """The revision, as it was named."""
    head: str = ""
    """Likewise; empty for the work tree."""
    touched: int = 0
    """How many files differ in any byte."""
    site: str = ""
    """Where records are published, with a slash at the end; empty where nobody says."""
    may_remove: bool = False
    """Whether a mass removal is meant."""

    @property
    def names(self) -> Names:
        return Names(self.diff.before, self.diff.after)

    @property
    def head_name(self) -> str:
        return self.head or "the work tree"

    @property
    def problems(self) -> Iterator[tuple[str, Sequence[Problem]]]:
        """(revision, what could not be read there), where there is something."""
        for name, records in ((self.base, self.diff.before), (self.head_name, self.diff.after)):
            if records.problems:
                yield name, sorted(records.problems)

    @property
    def stops(self) -> str:
        """Why the change does not pass; empty where nothing keeps it."""
        gone = self.diff.mass_removal
        return f"{gone} would be gone, more than a fifth: pass --allow-mass-removal where that is meant" if gone and not self.may_remove else ""

    @property
    def notes(self) -> Iterator[Note]:
        yield from self.diff.notes
        if self.diff.mass_removal and self.may_remove:
            yield Note(f"{self.diff.mass_removal} are gone, as allowed")

    def headline(self, change: RecordChange) -> str:
        return headline(change, self.base)

    def lines(self, change: RecordChange) -> list[Line]:
        return list(lines(change, self.names))

    def address(self, change: RecordChange) -> str:
        below = address_of(change)
        return f"{self.site}{below}" if self.site and below else ""

    @property
    def count(self) -> str:
        """What changed in numbers: `2 events changed, 1 actor added; 4 files touched`."""
        counts = Counter((change.kind, change.action) for change in self.diff.changes)
        told = [f"{number} {_plural(kind, number)} {action}" for (kind, action), number in counts.items()]
        return f"{', '.join(told) or 'no change in meaning'}; {self.touched} {_plural('file', self.touched)} touched"


def _plural(noun: str, number: int) -> str:
    return noun if number == 1 else f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def cut_spans(line: Line) -> Iterable[tuple[str, str]]:
    """(text, mark) of every piece, none of them endless."""
    return ((span.text if len(span.text) <= MAX_SPAN else f"{span.text[:MAX_SPAN]}...", span.mark) for span in line)
