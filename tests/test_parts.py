"""Long lists in parts: how they are split, and under which keys."""

from collections.abc import Sequence

import pytest

from chronology.records.dates import Date, parse_date
from chronology.render.parts import Limits, Part, by_month, by_year, first, last, newest, numbered, paths

Told = tuple[str, str, list[str]]


def dates(*texts: str) -> Sequence[Date]:
    return sorted(map(parse_date, texts), key=lambda date: date.sort_key)


def itself(date: Date) -> Date:
    return date


def told(parts: Sequence[Part[Date]]) -> list[Told]:
    """(key, name, dates) of every part that a page would show, in order."""
    return [("-".join(path[-1].keys), path[-1].name, [date.text for date in path[-1].items]) for path in paths(parts)]


def test_a_short_year_is_one_part() -> None:
    found = by_year(dates("2016-03-01", "2016-05", "2017"), itself, 2)
    assert told(found) == [("2016", "2016", ["2016-03-01", "2016-05"]), ("2017", "2017", ["2017"])]
    assert [part.within for part in found] == [(), ()]


def test_a_year_with_more_than_the_limit_is_split_by_month_and_such_a_month_by_number() -> None:
    found = by_year(dates("2015-12-31", "2016-03-01", "2016-03-02", "2016-03-03", "2016-03", "2016-03-31", "2016-11-01", "2016"), itself, 2)
    assert told(found) == [
        ("2015", "2015", ["2015-12-31"]),
        ("2016-00", "2016, month not known", ["2016"]),
        ("2016-03", "March 2016, part 1", ["2016-03-01", "2016-03"]),
        ("2016-03-2", "March 2016, part 2", ["2016-03-02", "2016-03-03"]),
        ("2016-03-3", "March 2016, part 3", ["2016-03-31"]),
        ("2016-11", "November 2016", ["2016-11-01"]),
    ]
    assert [(part.label, len(part.items), part.is_numbered) for part in found[1].within] == [
        ("In the year", 1, False),
        ("March", 5, True),
        ("November", 1, False),
    ]


def test_an_open_start_and_unknown_digits_stand_under_their_years() -> None:
    found = by_year(dates("../2017-12", "201X", "2016-1X", "2016-12-05"), itself, 1)
    assert told(found) == [
        ("2010", "2010", ["201X"]),
        ("2016-00", "2016, month not known", ["2016-1X"]),
        ("2016-12", "December 2016", ["2016-12-05"]),
        ("2017", "2017", ["../2017-12"]),
    ]


@pytest.mark.parametrize("count", [0, 1, 4, 5, 6, 10, 11, 26])
def test_parts_hold_every_item_once_and_none_holds_more_than_the_limit(count: int) -> None:
    items = dates(*(f"2016-{1 + n % 2:02}-{1 + n:02}" for n in range(count)))
    shown = [path[-1].items for path in paths(by_year(items, itself, 5))]
    assert sorted(date.text for part in shown for date in part) == sorted(date.text for date in items)
    assert all(0 < len(part) <= 5 for part in shown)


def test_a_list_that_is_as_long_as_the_limit_is_not_split() -> None:
    items = dates(*(f"2016-01-{n:02}" for n in range(1, 6)))
    assert by_month(items, itself, 5)[0].within == ()
    assert len(by_month(items, itself, 4)[0].within) == 2


def test_a_first_numbered_part_keeps_the_keys_of_the_whole() -> None:
    whole = numbered(Part(("armed-group", "a"), "Armed groups, A", "A", range(5)), 2)
    assert [part.keys for part in whole.within] == [("armed-group", "a"), ("armed-group", "a", "2"), ("armed-group", "a", "3")]
    assert [list(part.items) for part in whole.within] == [[0, 1], [2, 3], [4]]


def test_what_is_shown_of_a_list_says_how_many_more_there_are() -> None:
    assert (first("abcde", 2).items, first("abcde", 2).more) == ("ab", 3)
    assert (last("abcde", 2).items, last("abcde", 2).more) == ("de", 3)
    assert (last("ab", 2).items, last("ab", 2).more, first("ab", 9).more) == ("ab", 0, 0)
    assert newest("abcde", 2) == ["e", "d"]


def test_more_is_shown_of_no_list_in_parts_than_of_a_whole_one() -> None:
    assert Limits().newest <= Limits().listed <= 250
    assert Limits().today == 12
