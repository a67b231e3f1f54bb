"""Values as a reader reads them: dates with their precision, numbers, lists."""

from collections.abc import Iterable, Mapping
from datetime import date as Day
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.lists import format_list
from babel.numbers import get_currency_symbol

from chronology.records.dates import Date, Part
from chronology.records.model.event import Figure, Pledge

LOCALE = Locale("en", "GB")
_QUALIFIERS = {"": "{}", "~": "about {}", "?": "{} (uncertain)", "%": "about {} (uncertain)"}


@lru_cache(maxsize=65536)
def when(date: Date) -> str:
    """A date in words, as exact as it is known: `27–28 June 2021`, `about June 2014`, `until December 2017`."""
    if date.start is None:
        return f"until {_part(date.end)}"
    if date.end is None:
        return f"since {_part(date.start)}"
    if not date.is_interval:
        return _part(date.start)
    if date.start.qualifier or date.end.qualifier or "digits" in (date.start.unit, date.end.unit) or date.start.unit != date.end.unit:
        return f"{_part(date.start)} to {_part(date.end)}"
    return _interval(date.start, date.end)


def when_by(date: Date) -> str:
    """As `when`, of something that happened once: an open start reads `by 8 June 2023`."""
    return when(date) if date.start else f"by {_part(date.end)}"


def _part(part: Part | None) -> str:
    assert part is not None
    match part.unit:
        case "day":
            text = day(part.earliest)
        case "month":
            text = f"{month(part.earliest.month)} {part.earliest.year}"
        case "year":
            text = str(part.earliest.year)
        case _:
            text = f"between {day(part.earliest)} and {day(part.latest)}"
    return _QUALIFIERS[part.qualifier].format(text)


def _interval(start: Part, end: Part) -> str:
    if start.unit == "year":
        return f"{start.earliest.year}–{end.earliest.year}"
    first, last = start.earliest, end.latest
    if first.year != last.year:
        return f"{_part(start)} – {_part(end)}"
    if start.unit == "month":
        return f"{month(first.month)} – {_part(end)}"
    if first.month != last.month:
        return f"{first.day} {month(first.month)} – {_part(end)}"
    return f"{first.day}–{_part(end)}"


_MONTHS: Mapping[int, str] = LOCALE.months["format"]["wide"]


def day(value: Day) -> str:
    """`28 June 2021`: what CLDR calls `d MMMM y`, put together here as there are many."""
    return f"{value.day} {_MONTHS[value.month]} {value.year}"


def month(number: int) -> str:
    return str(_MONTHS[number])


def number(value: int) -> str:
    """`436,000,000`: the signs are those of CLDR for English."""
    return f"{value:,}"


@lru_cache(maxsize=65536)
def money(value: int, currency: str) -> str:
    """`US$436,000,000`: the full amount, with a symbol that tells dollars apart, or `NOK 1,250,000`."""
    symbol = get_currency_symbol(currency, LOCALE)
    space = "\u00a0" if symbol == currency else ""
    return f"{symbol}{space}{number(value)}"


def listed(items: Iterable[str]) -> str:
    """`one, two and three`."""
    return _listed(tuple(items))


@lru_cache(maxsize=4096)
def _listed(items: tuple[str, ...]) -> str:
    return str(format_list(list(items), locale=LOCALE))


def amount(figure: Figure) -> str:
    """A figure's number as its source gives it: `83`, `30–35`, `at least 30`."""

    def one(value: int) -> str:
        return money(value, figure.currency) if figure.currency else number(value)

    if figure.value is not None:
        text = one(figure.value)
    elif figure.at_least is not None:
        text = f"at least {one(figure.at_least)}"
    else:
        assert figure.min is not None
        assert figure.max is not None
        text = f"{one(figure.min)}–{one(figure.max)}"
    return f"{text} {figure.unit}" if figure.unit else text


def promised(pledge: Pledge) -> str:
    """What was pledged: `US$436,000,000`, `200 soldiers`, or nothing where no number is known."""
    if pledge.amount is not None and pledge.currency:
        return money(pledge.amount, pledge.currency)
    return f"{number(pledge.quantity)} {pledge.unit}" if pledge.quantity is not None else "amount not given"


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 event`, `3 events`."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


@lru_cache(maxsize=1024)
def language(code: str) -> str:
    """A language's English name."""
    return LOCALE.languages.get(code) or Locale.parse(code, sep="-").get_display_name("en") or code


@lru_cache(maxsize=1024)
def direction(code: str) -> str:
    """`rtl` or `ltr`, of a language; `ltr` where CLDR has no more than its name."""
    try:
        return str(Locale.parse(code, sep="-").text_direction)
    except UnknownLocaleError:
        return "ltr"
