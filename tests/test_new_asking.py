"""Beginning a record at a terminal: what is asked, which answers are taken, what is left when a person stops."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from chronology.authoring.fields import EVENT
from chronology.records.load import load
from tests.test_new import KEEPERS, content, is_in_order, new

__all__ = ["content"]


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The keys of a person at a terminal."""
    monkeypatch.setattr(import_module("chronology.cli.new"), "_terminal", lambda: True)
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


def test_a_person_is_asked_for_all_and_wrong_answers_are_not_taken(content: Path, keys: Any) -> None:
    wipe = "\x15"
    answers = ["Lamps go out in Bergen", f"atack\r{wipe}attack", f"yesterday\r{wipe}2021-06-28", "All lamps went out."]
    answers += ["Bergen", "NO", "60.4", "5.3", "city", ""]
    answers += ["harbour-league", "host", ""]
    answers += ["https://gazette.example.org/lamps", "Lamps: out", "Tide Gazette", "en", "", "full"]
    answers += ["The lamps went out.", "confirmed", "", ""]
    keys.send_text("".join(f"{answer}\r" for answer in answers))
    done = new(content, "event", {})
    assert done.exit_code == 0, done.output
    path = content / "events" / "2021" / "lamps-go-out-in-bergen.yml"
    assert '{name: Bergen, country: "NO", lat: 60.4, lon: 5.3, precision: city}' in path.read_text("utf-8")
    assert is_in_order(content, path, "event")


def test_a_person_is_not_asked_for_what_was_given(content: Path, keys: Any) -> None:
    keys.send_text("".join(f"{answer}\r" for answer in ["", "", "", "They keep lamps.", "\x15the-keepers"]))
    values = {key: value for key, value in KEEPERS.items() if key != "description"}
    done = new(content, "actor", values)
    assert done.exit_code == 0, done.output
    assert is_in_order(content, content / "actors" / "the-keepers.yml", "actor")


def test_what_a_person_answered_before_giving_up_is_shown_and_not_written(content: Path, keys: Any) -> None:
    before = sorted(content.rglob("*"))
    keys.send_text("Lamps: out\rattack\r\x03")
    done = new(content, "event", {})
    assert done.exit_code == 1
    assert "Nothing was written." in done.output
    assert 'title: "Lamps: out"\nkind: attack\n' in done.output
    assert "sources:" not in done.output
    assert "Aborted" in done.output
    assert sorted(content.rglob("*")) == before


def test_a_person_can_give_up_at_once(content: Path, keys: Any) -> None:
    keys.send_text("\x03")
    done = new(content, "event", {})
    assert (done.exit_code, "Nothing was written" in done.output) == (1, False)
    assert "Aborted" in done.output


@pytest.fixture
def judged(content: Path) -> Any:
    """What is said below an answer, by option."""
    ask = import_module("chronology.cli.ask")
    records = load(content)
    fields = {field.option: field for field in EVENT}
    return lambda option, text: ask.judged(fields[option], text, records, fields[option].required)


def test_what_is_said_below_an_answer_fits_there(judged: Any) -> None:
    assert judged("title", " ") == "this needs an answer"
    assert judged("published", "") is True
    assert judged("kind", "attack") is True
    assert "did you mean `attack`?" in judged("kind", "atack")
    assert judged("kind", "wedding") == "`wedding` is none of the words; Tab lists them"
