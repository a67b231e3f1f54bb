"""Dates, numbers and money as a reader reads them."""

from datetime import date as Day

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from chronology.records.dates import parse_date
from chronology.records.model.event import Figure, Pledge
from chronology.records.vocabulary import Vocabulary
from chronology.render import words
from tests.models import made

DATES = {
    "2021-06-28": "28 June 2021",
    "2021-06": "June 2021",
    "2021": "2021",
    "2014-06~": "about June 2014",
    "2016?": "2016 (uncertain)",
    "2016-05-04%": "about 4 May 2016 (uncertain)",
    "../2017-12": "until December 2017",
    "2014-08-08/..": "since 8 August 2014",
    "2020~/..": "since about 2020",
    "2021-06-27/2021-06-28": "27–28 June 2021",
    "2021-06-28/2021-07-02": "28 June – 2 July 2021",
    "2020-12-31/2021-01-01": "31 December 2020 – 1 January 2021",
    "2021-06/2021-08": "June – August 2021",
    "2020-12/2021-01": "December 2020 – January 2021",
    "2019/2021": "2019–2021",
    "2021-06-15/2021-07": "15 June 2021 to July 2021",
    "2014-06~/2014-08": "about June 2014 to August 2014",
    "201X": "between 1 January 2010 and 31 December 2019",
    "2014-06-2X": "between 20 June 2014 and 29 June 2014",
    "201X/2021": "between 1 January 2010 and 31 December 2019 to 2021",
}


@pytest.mark.parametrize(("text", "read"), DATES.items(), ids=DATES)
def test_a_date_in_words_is_as_exact_as_it_is_known(text: str, read: str) -> None:
    assert words.when(parse_date(text)) == read


FIGURES: list[tuple[dict[str, object], str]] = [
    ({"value": "83"}, "83"),
    ({"value": "10000"}, "10,000"),
    ({"min": "30", "max": "35"}, "30–35"),
    ({"at-least": "1500"}, "at least 1,500"),
    ({"value": "436000000", "currency": "USD"}, "US$436,000,000"),
    ({"min": "1000", "max": "2000", "currency": "EUR"}, "€1,000–€2,000"),
    ({"value": "7", "unit": "percent"}, "7 percent"),
    ({"value": "0"}, "0"),
]


@pytest.mark.parametrize(("fields", "read"), FIGURES, ids=[read for _, read in FIGURES])
def test_a_figure_reads_as_its_source_gives_it(vocabulary: Vocabulary, fields: dict[str, object], read: str) -> None:
    figure = made(Figure, {"what": "killed", "sources": [], **fields}, vocabulary)
    assert words.amount(figure) == read


PLEDGES: list[tuple[dict[str, object], str]] = [
    ({"amount": "1250000", "currency": "NOK"}, "NOK\u00a01,250,000"),
    ({"quantity": "200", "unit": "soldiers"}, "200 soldiers"),
    ({}, "amount not given"),
]


@pytest.mark.parametrize(("fields", "read"), PLEDGES, ids=[read for _, read in PLEDGES])
def test_a_pledge_reads_as_what_was_promised(vocabulary: Vocabulary, fields: dict[str, object], read: str) -> None:
    pledge = made(Pledge, {"id": "x", "by": "NO", "form": "grant", "purpose": "military", "sources": [], **fields}, vocabulary)
    assert words.promised(pledge) == read


def test_dollars_are_told_apart() -> None:
    assert len({words.money(5, currency) for currency in ("USD", "CAD", "AUD", "NZD")}) == 4


def test_counts_take_the_plural() -> None:
    assert [words.plural(count, "event") for count in (0, 1, 2, 1000)] == ["0 events", "1 event", "2 events", "1,000 events"]
    assert words.plural(2, "family", "families") == "2 families"


def test_lists_are_joined_as_in_a_sentence() -> None:
    assert [words.listed(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


def test_languages_have_names_and_directions() -> None:
    assert [(words.language(code), words.direction(code)) for code in ("ar", "fr", "zh-Hant", "ckb", "kr")] == [
        ("Arabic", "rtl"),
        ("French", "ltr"),
        ("Chinese (Traditional)", "ltr"),
        ("Central Kurdish", "rtl"),
        ("Kanuri", "ltr"),
    ]


@given(st.dates(), st.integers(min_value=-(10**18), max_value=10**18))
def test_days_and_numbers_are_as_cldr_writes_them(date: Day, value: int) -> None:
    assert words.day(date) == format_date(date, "d MMMM y", locale=words.LOCALE)
    assert words.number(value) == format_decimal(value, locale=words.LOCALE)
