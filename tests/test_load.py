"""Reading a folder of content: everything is read, everything wrong is said, nothing raises."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from chronology.problem import Problem
from chronology.records.load import Records, load
from chronology.records.messages import problems_of
from chronology.records.model import Event, Origin
from chronology.records.vocabulary import LISTS
from tests.bad_files import as_announced
from tests.building import copy_tiny


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A tiny chronology to spoil."""
    return copy_tiny(tmp_path / "content")


def only(content: Path) -> Problem:
    (problem,) = load(content).problems
    return problem


def test_every_record_is_read(records: Records) -> None:
    assert len(records.events) == 6
    assert list(records.actors) == ["ashen-band", "harbour-league", "mara-quill", "ministry-of-tides"]
    assert list(records.countries) == ["IS", "NO"]
    assert [moved.id for moved in records.moved] == ["harbour-meeting", "kelp-league"]
    assert records.problems == ()
    assert set(records.vocabulary.lists) == set(LISTS)
    assert all(records.vocabulary.words(name) for name in LISTS)


def test_events_stand_in_the_order_of_their_paths(records: Records) -> None:
    paths = [event.origin.path for event in records.events]
    assert paths == sorted(paths)
    assert paths[0] == "content/events/2018/lamps-lit-before-the-league.yml"


def test_every_field_of_an_event_is_used_by_the_tiny_chronology(records: Records) -> None:
    used = {name for event in records.events for name in event.model_fields_set}
    assert used == set(Event.model_fields)


def test_a_content_folder_that_is_not_there_is_one_problem(tmp_path: Path) -> None:
    records = load(tmp_path / "content")
    assert records.events == ()
    assert [str(problem.place) for problem in records.problems] == ["content:1:1"]


def test_a_list_of_words_that_is_not_there_is_a_problem(content: Path) -> None:
    (content / "vocabulary" / "loaded-terms.yml").unlink()
    assert (only(content).place.path, only(content).rule) == ("content/vocabulary/loaded-terms.yml", "unreadable")


def test_a_file_that_is_no_yaml_is_told_by_its_name(content: Path) -> None:
    (content / "actors" / "notes.txt").write_text("x")
    problem = only(content)
    assert (problem.place.path, problem.rule) == ("content/actors/notes.txt", "stray-file")


def test_a_folder_among_the_files_is_a_problem(content: Path) -> None:
    (content / "events" / "2019" / "more").mkdir()
    assert only(content).rule == "stray-file"


def test_a_link_is_not_followed(content: Path) -> None:
    (content / "events" / "2019" / "leak.yml").symlink_to("/etc/passwd")
    (content / "events" / "2022").symlink_to(content / "events" / "2019")
    assert [problem.rule for problem in load(content).problems] == ["not-a-file", "not-a-file"]


def test_bytes_that_are_not_utf_8_are_a_problem(content: Path) -> None:
    (content / "actors" / "latin.yml").write_bytes("name: Café".encode("latin-1"))
    problem = only(content)
    assert as_announced(problem) == "1:10: the byte `0xe9` is not UTF-8 [not-utf-8]"
    assert problem.place.path == "content/actors/latin.yml"


@pytest.mark.parametrize("name", ["a\n::error::forged.yml", "\u202e.yml", "\x1b[2J.yml", "a\n::error::forged.txt"])
def test_no_name_of_a_file_can_forge_a_line_of_the_report(content: Path, name: str) -> None:
    (content / "actors" / name).write_text("name: [")
    assert str(only(content)).replace("\n    hint: ", "").isprintable()


def test_one_bad_file_hides_nothing(content: Path) -> None:
    (content / "actors" / "a.yml").write_text("name: [")
    (content / "actors" / "z.yml").write_text("name: [")
    records = load(content)
    assert [problem.place.path for problem in records.problems] == ["content/actors/a.yml", "content/actors/z.yml"]
    assert len(records.events) == 6


@pytest.mark.parametrize(("text", "count"), [("", 0), ("[]\n", 0), ("text\n", 1), ("''\n", 1), ("{}\n", 1), ("- text\n- [a]\n- ~\n", 3), ("a: b\n", 1)])
def test_a_list_of_moved_ids_in_any_form_does_not_raise(content: Path, text: str, count: int) -> None:
    (content / "moved.yml").write_text(text)
    records = load(content)
    assert records.moved == ()
    assert [problem.rule for problem in records.problems] == ["wrong-type"] * count


@pytest.mark.parametrize("text", ["", "text\n", "[a, b]\n", "a: b\n", "a:\n"])
def test_a_list_of_words_in_any_form_does_not_raise(content: Path, text: str) -> None:
    (content / "vocabulary" / "kinds.yml").write_text(text)
    assert {problem.rule for problem in load(content).problems} <= {"wrong-type", "unknown-kind"}


@pytest.mark.parametrize("key", ["[key]", "", "__proto__", "tït"])
def test_a_key_of_any_name_is_told_where_it_stands(content: Path, key: str) -> None:
    (content / "countries" / "SE.yml").write_text(f'sources:\n  title: {{"{key}": x}}\n')
    problems = [problem for problem in load(content).problems if problem.rule == "unknown-key"]
    assert [(problem.place.line, problem.place.column) for problem in problems] == [(2, 11)]
    assert "publisher" in problems[0].hint


SCALARS = st.one_of(st.none(), st.text(max_size=12), st.sampled_from(["2021", "true", "NO", "harbour-league", "tides", "meeting"]))
KEYS = st.sampled_from(["id", "what", "title", "a"])
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=10)


def test_no_value_of_an_event_raises_anything_but_problems(records: Records) -> None:
    origin = Origin("x", "content/events/2021/x.yml", "title: x\n")

    @given(st.dictionaries(st.sampled_from(["nothing", *(name.replace("_", "-") for name in Event.model_fields)]), VALUES))
    def holds(value: dict[str, object]) -> None:
        try:
            Event.model_validate(value, context={"origin": origin, "vocabulary": records.vocabulary})
        except ValidationError as error:
            problems = list(problems_of(error, Event, origin))
            assert problems
            assert all(str(problem).replace("\n    hint: ", "").isprintable() for problem in problems)

    holds()
