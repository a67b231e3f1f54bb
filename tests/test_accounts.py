"""Accounts are judged by what the renderer makes of them."""

import pytest

from chronology.records.load import Records
from chronology.records.model import Event
from chronology.render.prose import prose
from chronology.rules import accounts
from chronology.rules.parts import footnotes
from chronology.rules.prose import prose_heading, prose_html, prose_image, prose_link


def lines(records: Records, text: str) -> list[int | None]:
    """The lines of an account of the source `tides` that the rule points at."""
    event = next(event for event in records.events if set(event.sources) == {"tides"})
    return [finding.line for finding in accounts.uncited_account(event.model_copy(update={"account": text}), records)]


BORNE_OUT = [
    "A.[^tides]",
    "# A\n\nB.[^tides]",
    "A.[^tides]\n\n***\n\nB.[^tides]",
    "- a\n- b[^tides]",
    "A:[^tides]\n\n- b\n- c",
    "A:\n\n1. b\n2. c[^tides]",
    "A:\n\n> b\n>\n> c[^tides]",
    "A **b[^tides]**",
    "[A[^tides]](https://gazette.example.org/)",
]
NOT_BORNE_OUT = {
    "A.": 0,
    "A `[^tides]`.": 0,
    "A \\[^tides].": 0,
    "A [^ tides]": 0,
    "A.[^tides]\n\nB\nc.": 2,
    "### A\nB.": 1,
    "A.[^tides]\n\n- b\n- c": 2,
    "- a[^tides]\n- b": 0,
    "> a[^tides]\n>\n> b": 0,
    "A:\n\nB.[^tides]": 0,
    "    A.[^tides]": 0,
    "A.[^tides]\n\n```\nB.[^tides]\n```": 2,
}


@pytest.mark.parametrize("text", BORNE_OUT)
def test_what_cites_is_borne_out(records: Records, text: str) -> None:
    assert lines(records, text) == []


@pytest.mark.parametrize("text", NOT_BORNE_OUT)
def test_what_does_not_is_told_by_its_line(records: Records, text: str) -> None:
    assert NOT_BORNE_OUT[text] in lines(records, text)


def test_a_footnote_of_no_source_is_told_by_its_line_and_once(records: Records) -> None:
    assert lines(records, "A.[^tides]\n\nB\nc.[^tide] D.[^tide]") == [3]


@pytest.mark.parametrize("text", [*BORNE_OUT, *NOT_BORNE_OUT])
def test_a_footnote_of_the_rules_is_one_of_the_page(text: str) -> None:
    known = [key for key, _ in footnotes(text) if key == "tides"]
    assert len(known) == len(prose(text, {"tides": 1}).citations.get("tides", ()))


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        (prose_html, "A\n<b>c</b> </i> <!-- d", [1]),
        (prose_html, "a < b, c > d, `<i>`, <https://gazette.example.org/>", []),
        (prose_image, "A\n\nB ![c](https://gazette.example.org/c.png)", [2]),
        (prose_image, "A ![c](javascript:d) !", [0]),
        (prose_image, "Wow! [c](https://gazette.example.org/) `![d](e)`", []),
        (prose_link, "A\n[b](javascript:c)", [1]),
        (prose_link, "[a](/b)\n[c](http://10.0.0.1/)", [0, 1]),
        (prose_link, "[a](https://gazette.example.org/) <https://gazette.example.org/>", []),
        (prose_heading, "# a\n\n## b\n\n### c\n\n#### d\n\n##### e", [0, 2, 8]),
        (prose_heading, "a\n---", [0]),
    ],
)
def test_prose_that_will_not_show_as_meant_is_told_by_its_line(records: Records, rule: object, text: str, found: list[int]) -> None:
    event = records.events[0].model_copy(update={"account": text})
    assert isinstance(event, Event)
    assert callable(rule)
    assert [finding.line for finding in rule(event, records)] == found
