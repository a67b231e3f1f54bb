"""Dates: what a text means, what is refused, and what holds for all of them."""

from calendar import monthrange
from datetime import date as Day

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.records.dates import Date, DateError, parse_date

MEANINGS = [
    # text, earliest, latest, qualifier of the start
    ("2021-06-28", "2021-06-28", "2021-06-28", ""),
    ("2024-02-29", "2024-02-29", "2024-02-29", ""),
    ("2021-06", "2021-06-01", "2021-06-30", ""),
    ("2024-02", "2024-02-01", "2024-02-29", ""),
    ("2021", "2021-01-01", "2021-12-31", ""),
    ("0001", "0001-01-01", "0001-12-31", ""),
    ("9999-12-31", "9999-12-31", "9999-12-31", ""),
    ("2014-06~", "2014-06-01", "2014-06-30", "~"),
    ("2016?", "2016-01-01", "2016-12-31", "?"),
    ("2016-05-04%", "2016-05-04", "2016-05-04", "%"),
    ("2021-06-27/2021-06-28", "2021-06-27", "2021-06-28", ""),
    ("2021-06-28/2021-06-28", "2021-06-28", "2021-06-28", ""),
    ("2021-06/2021-08", "2021-06-01", "2021-08-31", ""),
    ("2021-06-15/2021-06", "2021-06-15", "2021-06-30", ""),
    ("2020~/2021-03?", "2020-01-01", "2021-03-31", "~"),
    ("../2017-12", None, "2017-12-31", ""),
    ("2014-08-08/..", "2014-08-08", None, ""),
    ("201X", "2010-01-01", "2019-12-31", ""),
    ("20XX", "2000-01-01", "2099-12-31", ""),
    ("00XX", "0001-01-01", "0099-12-31", ""),
    ("201X-XX-XX", "2010-01-01", "2019-12-31", ""),
    ("2014-XX", "2014-01-01", "2014-12-31", ""),
    ("2014-0X", "2014-01-01", "2014-09-30", ""),
    ("2014-1X", "2014-10-01", "2014-12-31", ""),
    ("2014-06-XX", "2014-06-01", "2014-06-30", ""),
    ("2014-06-2X", "2014-06-20", "2014-06-29", ""),
    ("2014-06-3X", "2014-06-30", "2014-06-30", ""),
    ("2014-02-2X", "2014-02-20", "2014-02-28", ""),
]

REFUSALS = [
    # text, fact, a word of the hint
    ("", "is not a date", "2021-06-28"),
    ("soon", "is not a date", "2021-06-28"),
    ("28 June 2021", "is not a date", "2021-06-28"),
    ("28-06-2021", "is not a date", "2021-06-28"),
    ("2021-6-28", "is not a date", "2021-06-28"),
    ("2021-06-28T10:00", "is not a date", "2021-06-28"),
    (" 2021", "is not a date", "2021-06-28"),
    ("2021\n", "is not a date", "2021-06-28"),
    ("٢٠٢١", "is not a date", "2021-06-28"),
    ("2021-06-28/2021-06-29/2021-06-30", "is not a date", "2021-06-28"),
    ("/2021", "is not a date", "2021-06-28"),
    ("..", "is not a date", "2021-06-28"),
    ("2021-13", "is not in the calendar: month 13 does not exist", "month"),
    ("2021-00", "is not in the calendar: month 00 does not exist", "month"),
    ("2021-02-29", "is not in the calendar: that day does not exist", "day"),
    ("2021-06-31", "is not in the calendar: that day does not exist", "day"),
    ("2021-06-00", "is not in the calendar: that day does not exist", "day"),
    ("2021-02-3X", "is not in the calendar: that day does not exist", "day"),
    ("2021-2X", "is not in the calendar: that day does not exist", "month"),
    ("0000", "is not in the calendar: that day does not exist", "day"),
    ("201X-06", "has a known digit after an unknown one", "interval"),
    ("2014-XX-05", "has a known digit after an unknown one", "interval"),
    ("2023-10-07/", "has no end", "2023-10-07/.."),
    ("../..", "is open at both ends", "one end"),
    ("2024-01-05/2024-01-03", "ends on 2024-01-03, before it starts on 2024-01-05", "swap"),
]


def day(text: str | None) -> Day | None:
    return Day.fromisoformat(text) if text else None


@pytest.mark.parametrize(("text", "earliest", "latest", "qualifier"), MEANINGS, ids=[row[0] for row in MEANINGS])
def test_a_date_means_an_interval_of_days(text: str, earliest: str | None, latest: str | None, qualifier: str) -> None:
    date = parse_date(text)
    assert (date.earliest, date.latest, date.text) == (day(earliest), day(latest), text)
    assert (date.start.qualifier if date.start else "") == qualifier


@pytest.mark.parametrize(("text", "fact", "hint"), REFUSALS, ids=[repr(row[0]) for row in REFUSALS])
def test_what_is_no_date_is_refused_with_a_hint(text: str, fact: str, hint: str) -> None:
    with pytest.raises(DateError) as refusal:
        parse_date(text)
    assert str(refusal.value) == fact
    assert hint in refusal.value.hint


@pytest.mark.parametrize(
    ("text", "exact"),
    [("2021-06-28", True), ("2021-06-28/2021-06-28", True), ("2021-06-28~", False), ("2021-06-28/2021-06-28?", False), ("2021-06", False), ("2021/..", False)],
)
def test_a_date_is_exact_where_one_day_is_known_without_a_doubt(text: str, exact: bool) -> None:
    assert parse_date(text).is_exact == exact


def test_an_event_is_filed_under_the_year_of_its_earliest_day_or_of_its_end() -> None:
    assert [parse_date(text).year for text in ("2020-12-31/2021-02", "../2017-12", "201X", "2014/..")] == [2020, 2017, 2010, 2014]


def test_dates_are_sorted_by_their_first_day_and_the_exacter_first() -> None:
    texts = ["2021-06", "2021-07-01", "../2021-06-15", "2021", "2021-06-01/..", "2021-06-01", "2020-12-31/2022"]
    ordered = ["2020-12-31/2022", "2021", "2021-06-01", "2021-06", "2021-06-01/..", "../2021-06-15", "2021-07-01"]
    assert sorted(texts, key=lambda text: parse_date(text).sort_key) == ordered


def test_a_date_may_include_the_days_of_its_interval_only() -> None:
    assert [parse_date("2021-06").may_include(Day(2021, month, 15)) for month in (5, 6, 7)] == [False, True, False]
    assert parse_date("../2017").may_include(Day.min)
    assert parse_date("2017/..").may_include(Day.max)


@st.composite
def parts(draw: st.DrawFn) -> tuple[str, Day, Day]:
    """A date's text, and its first and last day as the calendar has them."""
    value = draw(st.dates())
    qualifier = draw(st.sampled_from(["", "~", "?", "%"]))
    last = monthrange(value.year, value.month)[1]
    year, month = f"{value.year:04}", f"{value.year:04}-{value.month:02}"
    text, first, final = draw(
        st.sampled_from(
            [
                (value.isoformat(), value, value),
                (month, value.replace(day=1), value.replace(day=last)),
                (f"{month}-XX", value.replace(day=1), value.replace(day=last)),
                (year, Day(value.year, 1, 1), Day(value.year, 12, 31)),
                (f"{year}-XX", Day(value.year, 1, 1), Day(value.year, 12, 31)),
            ]
        )
    )
    return text + qualifier, first, final


@given(parts())
def test_any_day_month_or_year_is_read_as_the_calendar_has_it(part: tuple[str, Day, Day]) -> None:
    text, first, last = part
    date = parse_date(text)
    assert (date.earliest, date.latest) == (first, last)
    assert date.may_include(first)
    assert date.may_include(last)
    assert not date.is_interval


@given(parts(), parts())
def test_any_interval_holds_both_its_ends_or_is_refused(one: tuple[str, Day, Day], other: tuple[str, Day, Day]) -> None:
    text = f"{one[0]}/{other[0]}"
    if other[2] < one[1]:
        with pytest.raises(DateError, match="before it starts"):
            parse_date(text)
        return
    date = parse_date(text)
    assert date.earliest is not None
    assert date.latest is not None
    assert date.earliest <= date.latest
    assert date.may_include(one[1])
    assert date.may_include(other[2])


@given(st.lists(parts(), min_size=2, max_size=20))
def test_the_order_of_dates_is_total(some: list[tuple[str, Day, Day]]) -> None:
    dates: list[Date] = [parse_date(text) for text, _, _ in some]
    keys = sorted(date.sort_key for date in dates)
    assert keys == sorted(date.sort_key for date in dates[::-1])
    assert all(date.text == other.text for date in dates for other in dates if date.sort_key == other.sort_key)


@given(st.one_of(st.text(), st.text(alphabet="0123456789-/.X~?%", max_size=24), st.from_regex(r"[0-9X]{4}(-[0-9X]{2}){0,2}[~?%]?(/.*)?", fullmatch=True)))
def test_no_text_raises_anything_but_a_date_error(text: str) -> None:
    try:
        date = parse_date(text)
    except DateError:
        return
    assert date.earliest is None or date.latest is None or date.earliest <= date.latest
