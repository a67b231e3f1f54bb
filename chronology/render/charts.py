"""Counts as pictures that are also tables."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chronology.records.model import Event


@dataclass(frozen=True)
class Cell:
    """A count, and its share of the largest one in eighths (0 to 8) for its shade."""

    year: str
    count: int
    shade: int


@dataclass(frozen=True)
class Matrix:
    """Events by kind and year of their beginning."""

    years: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Cell], int]]
    """(kind, cells, total), in the order of the vocabulary."""
    totals: Sequence[Cell]


def matrix(events: Sequence[Event], kinds: Mapping[str, object], first: int, last: int) -> Matrix:
    """Counts of `events`; the years from `first` to `last` are all shown."""
    years = [str(year) for year in range(first, last + 1)]
    counts = Counter((event.kind, str(event.date.year)) for event in events)
    most = max(counts.values(), default=1)
    rows = []
    for kind in kinds:
        cells = [_cell(year, counts[kind, year], most) for year in years]
        total = sum(cell.count for cell in cells)
        if total:
            rows.append((kind, cells, total))
    sums = Counter(str(event.date.year) for event in events)
    return Matrix(years, rows, [_cell(year, sums[year], max(sums.values(), default=1)) for year in years])


def _cell(year: str, count: int, most: int) -> Cell:
    return Cell(year, count, -(-8 * count // most))
