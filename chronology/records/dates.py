"""Dates whose precision is known: a profile of EDTF (ISO 8601-2:2019, levels 0 and 1) with the day as the finest unit.

Every date is an interval of days with an earliest and a latest day; `None` at an end that is open (`..`).
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date as Day
from functools import cached_property, lru_cache

_PART = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|\dX|XX)(?:-(\d{2}|\dX|XX))?)?([?~%]?)", re.ASCII)


class DateError(ValueError):
    """Why a text is no date. `hint` says what to write instead."""

    def __init__(self, fact: str, hint: str) -> None:
        super().__init__(fact)
        self.hint = hint


@dataclass(frozen=True)
class Part:
    """One end of an interval, or a whole date: the days it may mean."""

    earliest: Day
    latest: Day
    unit: str
    """`day`, `month`, `year`, or `digits` where digits are not known (X)."""
    qualifier: str = ""
    """`~` about, `?` uncertain, `%` both."""

    @property
    def reduced(self) -> str | None:
        """As ISO 8601 no more exactly than it is known: a day, a month, a year; None where it is uncertain or digits are not known."""
        length = {"day": 10, "month": 7, "year": 4}.get(self.unit)
        return self.earliest.isoformat()[:length] if length and not self.qualifier else None

    @property
    def month(self) -> int | None:
        """The month it lies in, where that is known."""
        same = (self.earliest.year, self.earliest.month) == (self.latest.year, self.latest.month)
        return self.earliest.month if same else None


@dataclass(frozen=True)
class Date:
    """A date of an event, as written and as an interval."""

    text: str
    start: Part | None
    """None where the start is open."""
    end: Part | None
    """None where the end is open; the same as `start` where the date is no interval."""

    def __hash__(self) -> int:
        return hash(self.text)

    def __reduce__(self) -> tuple[object, ...]:
        """What a cache keeps: the same dates stand in many records."""
        return parse_date, (self.text,)

    @property
    def earliest(self) -> Day | None:
        return self.start.earliest if self.start else None

    @property
    def latest(self) -> Day | None:
        return self.end.latest if self.end else None

    @property
    def first_month(self) -> int | None:
        """The month it begins in, where that is known."""
        return self.start.month if self.start else None

    @property
    def is_interval(self) -> bool:
        return self.start is not self.end

    @property
    def is_exact(self) -> bool:
        """One known day, without a doubt."""
        doubt = any(part and part.qualifier for part in (self.start, self.end))
        return self.earliest is not None and self.earliest == self.latest and not doubt

    @cached_property
    def sort_key(self) -> tuple[Day, Day, str]:
        """In order of the first possible day; an open start stands at its latest day, the vaguer of two after the exacter."""
        first = self.earliest or self.latest or Day.min
        return first, self.latest or Day.max, self.text

    @cached_property
    def year(self) -> int:
        """The year it is filed under: that of its earliest day, or of its latest where the start is open."""
        return self.sort_key[0].year

    def may_include(self, day: Day) -> bool:
        return (self.earliest is None or self.earliest <= day) and (self.latest is None or day <= self.latest)


def _digits(text: str, low: int, high: int) -> tuple[int, int]:
    """The least and the greatest number from `low` to `high` that `text`, with X for any digit, may mean."""
    first, last = int(text.replace("X", "0")), int(text.replace("X", "9"))
    if "X" not in text and not low <= first <= high:
        raise ValueError
    return max(first, low), min(last, high)


def _part(text: str) -> Part:
    match = _PART.fullmatch(text)
    if not match:
        raise DateError("is not a date", "write 2021-06-28, 2021-06, 2021, 2014-06~ (about), 2016? (uncertain) or 2021-06-27/2021-06-28")
    year, month, day, qualifier = match.groups()
    unknown = "X" in text
    if (unknown and "X" in year and month and month != "XX") or (month and "X" in month and day and day != "XX"):
        raise DateError("has a known digit after an unknown one", "write the interval of days that may be meant")
    try:
        years = _digits(year, 1, 9999)
        months = _digits(month, 1, 12) if month else (1, 12)
        last_day = monthrange(years[1], months[1])[1]
        days = _digits(day, 1, last_day) if day else (1, last_day)
        if months[0] > months[1] or days[0] > days[1]:
            raise ValueError
    except ValueError:
        what = f"month {month} does not exist" if month and "X" not in month and not 1 <= int(month) <= 12 else "that day does not exist"
        raise DateError(f"is not in the calendar: {what}", "correct the month or the day") from None
    unit = "digits" if unknown else "day" if day else "month" if month else "year"
    return Part(Day(years[0], months[0], days[0]), Day(years[1], months[1], days[1]), unit, qualifier)


@lru_cache(maxsize=65536)
def parse_date(text: str) -> Date:
    """The date that `text` writes; raises DateError."""
    first, slash, last = text.partition("/")
    if not slash:
        part = _part(text)
        return Date(text, part, part)
    start = None if first == ".." else _part(first)
    end = None if last == ".." else _part(last) if last else _missing_end(first)
    if start is None and end is None:
        raise DateError("is open at both ends", "give at least one end")
    if start and end and end.latest < start.earliest:
        raise DateError(f"ends on {end.latest}, before it starts on {start.earliest}", "swap the two dates")
    return Date(text, start, end)


def _missing_end(first: str) -> Part:
    raise DateError("has no end", f"write {first}/.. for what goes on, or the last day")
