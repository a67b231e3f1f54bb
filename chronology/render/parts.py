"""Long lists in parts: by year, a long year by month, a long month by number."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

from chronology.records.dates import Date
from chronology.render.words import month as month_name

T = TypeVar("T")


@dataclass(frozen=True)
class Limits:
    """How many entries lists of a page may have."""

    listed: int = 250
    """A longer list is split."""
    newest: int = 50
    """Shown of a list that is split."""
    actors: int = 1000
    """A longer index of actors is split."""
    today: int = 12
    """Events that began on this day of the year."""


LIMITS = Limits()


@dataclass(frozen=True, eq=False)
class Part(Generic[T]):
    """A piece of a list, in the order of the list."""

    keys: tuple[str, ...]
    """What it is within what: `2016`, `03`, `2`. A first numbered part has those of the whole, so that its address stays when others are added."""
    name: str
    """As in a title: `March 2016`."""
    label: str
    """As beside its like: `March`."""
    items: Sequence[T]
    within: "Sequence[Part[T]]" = ()
    """Its own parts, where it is too long for one page."""

    @property
    def is_numbered(self) -> bool:
        """Whether its own parts are numbered; the first of these then stands at its address."""
        return bool(self.within) and self.within[0].keys == self.keys


@dataclass(frozen=True)
class Some(Generic[T]):
    """As many of a list as a page shows, and how many more there are."""

    items: Sequence[T]
    more: int


def first(items: Sequence[T], most: int) -> Some[T]:
    return Some(items[:most], max(len(items) - most, 0))


def last(items: Sequence[T], most: int) -> Some[T]:
    return Some(items[max(len(items) - most, 0) :], max(len(items) - most, 0))


def newest(items: Sequence[T], most: int) -> Sequence[T]:
    """The last ones of a list in order of time, the newest first."""
    return [*reversed(last(items, most).items)]


def by_year(items: Iterable[T], date: Callable[[T], Date], most: int) -> Sequence[Part[T]]:
    """A part a year; one with more than `most` has months within. `items` are in order of time."""
    return [_year(year, [*group], date, most) for year, group in groupby(items, lambda item: date(item).year)]


def _year(year: int, items: Sequence[T], date: Callable[[T], Date], most: int) -> Part[T]:
    return Part((str(year),), str(year), str(year), items, by_month(items, date, most) if len(items) > most else ())


def by_month(items: Sequence[T], date: Callable[[T], Date], most: int) -> Sequence[Part[T]]:
    """A part for each month of one year; one with more than `most` has numbered parts within. Those without a known month come first."""

    def number(item: T) -> int:
        return date(item).first_month or 0

    return [_month(date(items[0]).year, found, [*group], most) for found, group in groupby(sorted(items, key=number), number)]


def _month(year: int, number: int, items: Sequence[T], most: int) -> Part[T]:
    label = month_name(number) if number else "In the year"
    name = f"{label} {year}" if number else f"{year}, month not known"
    return numbered(Part((str(year), f"{number:02}"), name, label, items), most)


def numbered(part: Part[T], most: int) -> Part[T]:
    """The part, with numbered parts within where it has more than `most`."""
    if len(part.items) <= most:
        return part
    pieces = [part.items[at : at + most] for at in range(0, len(part.items), most)]
    keys = [part.keys, *((*part.keys, str(number)) for number in range(2, len(pieces) + 1))]
    within = [Part(key, f"{part.name}, part {n}", f"Part {n}", piece) for n, (key, piece) in enumerate(zip(keys, pieces, strict=True), 1)]
    return Part(part.keys, part.name, part.label, part.items, within)


def paths(parts: Sequence[Part[T]], above: tuple[Part[T], ...] = ()) -> Iterator[tuple[Part[T], ...]]:
    """Every part that has no others within, after those it lies in; in order."""
    for part in parts:
        if part.within:
            yield from paths(part.within, (*above, part))
        else:
            yield (*above, part)
