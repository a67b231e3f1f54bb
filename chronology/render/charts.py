"""Counts as pictures that are also tables."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from chronology.records.model import Event

_KIND, _YEAR = attrgetter("kind"), attrgetter("date.year")


@dataclass(frozen=True)
class Cell:
    """A count, and its share of the largest one in eighths (0 to 8) for its shade."""

    year: str
    count: int
    shade: int


@dataclass(frozen=True)
class Matrix:
    """Events by kind, or by another key, and year of their beginning."""

    years: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Cell], int]]
    """(kind, cells, total), in the order of the vocabulary."""
    totals: Sequence[Cell]
    """Of each year; an event with several keys counts once."""


def matrix(events: Sequence[Event], kinds: Mapping[str, object]) -> Matrix:
    """Counts of `events` by kind; kinds without any are left out."""
    found = [*map(_KIND, events)]
    there = {*found}
    begun = [*map(_YEAR, events)]
    return _matrix(begun, [kind for kind in kinds if kind in there], zip(found, begun, strict=True))


def counted(events: Sequence[Event], keys: Iterable[str], of: Iterable[Iterable[str]]) -> Matrix:
    """Counts of `events` by their keys, which `of` holds for each in turn; all years from their first to their last are shown."""
    begun = [*map(_YEAR, events)]
    return _matrix(begun, keys, [(key, year) for found, year in zip(of, begun, strict=True) for key in found])


def _matrix(begun: Iterable[int], keys: Iterable[str], pairs: Iterable[tuple[str, int]]) -> Matrix:
    """`begun` are the years of all events, `pairs` each key of an event with its year."""
    sums, counts = Counter(begun), Counter(pairs)
    years = range(min(sums), max(sums) + 1) if sums else range(0)
    most = max(counts.values(), default=1)
    rows = []
    for key in keys:
        cells = [_cell(year, counts[key, year], most) for year in years]
        rows.append((key, cells, sum([cell.count for cell in cells])))
    return Matrix([str(year) for year in years], rows, [_cell(year, sums[year], max(sums.values())) for year in years])


@dataclass(frozen=True)
class Bar:
    """A year's events as a stack of segments, in the units of a drawing `WIDTH` by `HEIGHT`."""

    year: str
    x: float
    width: float
    total: int
    segments: Sequence[tuple[str, float, float, int]]
    """(kind, y of the upper edge, height, count), from the bottom up."""

    @property
    def top(self) -> float:
        return self.segments[-1][1] if self.segments else HEIGHT


WIDTH, HEIGHT = 640, 110


def bars(chart: Matrix) -> Sequence[Bar]:
    """A bar a year; the largest year fills the height."""
    step = WIDTH / max(len(chart.years), 1)
    unit = HEIGHT / max((cell.count for cell in chart.totals), default=1)
    found = []
    for n, cell in enumerate(chart.totals):
        y = float(HEIGHT)
        segments = []
        for kind, cells, _ in chart.rows:
            height = cells[n].count * unit
            y -= height
            if height:
                segments.append((kind, round(y, 1), round(height, 1), cells[n].count))
        found.append(Bar(cell.year, round(n * step, 1), round(step * 0.82, 1), cell.count, segments))
    return found


@lru_cache(maxsize=65536)
def _cell(year: int, count: int, most: int) -> Cell:
    return Cell(str(year), count, -(-8 * count // most))
