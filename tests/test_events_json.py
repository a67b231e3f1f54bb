"""`api/v1/events.json`: its fields are a promise."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.exports.events_json import Frame, apart, events_json, events_text, laid_out
from chronology.link import Chronology
from chronology.render.page import Settings
from tests.golden import assert_golden

PROMISED: dict[str, type | tuple[type, ...]] = {
    "id": str,
    "address": str,
    "title": str,
    "kind": str,
    "date": str,
    "earliest": (str, type(None)),
    "latest": (str, type(None)),
    "summary": str,
    "places": list,
    "countries": list,
    "actors": list,
    "figures": list,
    "pledges": list,
    "joins": list,
    "leaves": list,
    "disputes": list,
    "relations": dict,
    "sources": dict,
    "families": list,
    "grade": str,
    "identifiers": dict,
    "tags": list,
    "corrections": list,
}
"""Version 1. Add here what is added there; nothing is ever taken away."""


@pytest.fixture
def made(chronology: Chronology, settings: Settings) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(events_json(chronology, settings))
    return value


def test_the_file_is_as_it_was(pytestconfig: pytest.Config, chronology: Chronology, settings: Settings) -> None:
    assert_golden(pytestconfig, "api/v1/events.json", events_json(chronology, settings))


def test_every_promised_field_is_present_in_every_event(made: dict[str, Any]) -> None:
    for event in made["events"]:
        assert {name: event[name] for name in PROMISED if not isinstance(event[name], PROMISED[name])} == {}


def test_the_head_says_what_the_file_is(made: dict[str, Any]) -> None:
    head = {key: value for key, value in made.items() if key != "events"}
    assert head["version"] == 1
    assert head["count"] == len(made["events"]) == 6
    assert {"name", "address", "license"} <= set(head)


def test_an_event_a_line_so_that_versions_compare_well(chronology: Chronology, settings: Settings) -> None:
    lines = events_json(chronology, settings).splitlines()
    assert [json.loads(line.rstrip(","))["id"] for line in lines[1:-1]] == [event.id for event in chronology.events]


def test_an_open_end_is_null_and_not_invented(made: dict[str, Any]) -> None:
    ends = {event["id"]: (event["earliest"], event["latest"]) for event in made["events"]}
    assert ends["lamps-lit-before-the-league"] == (None, "2018-11-30")
    assert ends["storm-watch"] == ("2020-02-10", None)
    assert ends["ferry-blockade"] == ("2020-06-01", "2020-06-30")


def test_what_is_not_known_is_left_out_and_zero_is_not(made: dict[str, Any]) -> None:
    events = {event["id"]: event for event in made["events"]}
    assert events["ferry-blockade"]["figures"] == [{"what": "injured", "value": 0, "sources": ["tides"], "note": "<u>none</u>"}]
    assert "archive" not in events["harbour-conference"]["sources"]["gazette"]


LINES = {"a": "one", "b": "zwei – 2", "c": "", "d": "four", "e": "five"}
AROUND = Frame("{[\n", "\n]}\n")


@pytest.mark.parametrize("lines", [{}, {"a": "one"}, {"a": "one", "d": "four"}])
def test_a_file_comes_apart_into_what_it_was_made_of(lines: dict[str, str]) -> None:
    assert apart(events_text(AROUND, lines.values())) == (AROUND, [*lines.values()])


@pytest.mark.parametrize("text", ["", "\n", "{}", "{[\none\n]}", "{[\none,\n]}\n", "{[\n\none\n]}\n"])
def test_another_file_does_not(text: str) -> None:
    with pytest.raises(ValueError, match=r"no file of events|not enough values"):
        apart(text)


@given(
    st.lists(st.sampled_from(sorted(LINES)), unique=True), st.lists(st.tuples(st.sampled_from(sorted(LINES)), st.booleans()), unique_by=lambda pair: pair[0])
)
def test_a_file_that_is_laid_out_with_spans_of_the_one_before_is_as_one_made_of_texts(old: list[str], new: list[tuple[str, bool]]) -> None:
    before = {id: LINES[id] for id in old}
    pieces, spans = laid_out(AROUND, before)
    data = b"".join(piece for piece in pieces if isinstance(piece, bytes))
    assert data.decode("utf-8") == events_text(AROUND, before.values())
    after = {id: LINES[id] for id, _ in new}
    pieces, found = laid_out(AROUND, {id: spans[id] if kept and id in spans else LINES[id] for id, kept in new})
    whole = b"".join(piece if isinstance(piece, bytes) else data[slice(*piece)] for piece in pieces)
    assert whole.decode("utf-8") == events_text(AROUND, after.values())
    assert {id: whole[slice(*span)].decode("utf-8") for id, span in found.items()} == after


def test_lines_that_stood_together_are_one_piece() -> None:
    _, spans = laid_out(AROUND, LINES)
    pieces, _ = laid_out(AROUND, {**spans, "c": "changed"})
    assert pieces == [b"{[\n", (spans["a"][0], spans["b"][1]), b",\n", b"changed", b",\n", (spans["d"][0], spans["e"][1]), b"\n]}\n"]
