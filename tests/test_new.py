"""Beginning a record: what is written is in order, says what was given, and passes the checks at once."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator  # type: ignore[import-untyped]

from chronology.authoring.drafts import Plain, cited, drafted, proposed_id, slug
from chronology.authoring.fields import ACTOR, EVENT, choices
from chronology.authoring.formatting import formatted
from chronology.cli import main
from chronology.files import create
from chronology.records.load import Records, load
from chronology.records.model import Event
from chronology.records.types import is_id
from chronology.records.yaml import parse
from tests.building import EPOCH, ROOT, copy_tiny
from tests.test_schema import faults

SOURCE = {
    "source-url": "https://gazette.example.org/lamps",
    "source-title": "Lamps: out",
    "source-publisher": "Tide Gazette",
    "source-language": "en",
    "read": "full",
}
LAMPS = {
    "title": "Lamps go out in Bergen",
    "kind": "attack",
    "date": "2021-06-28",
    "summary": "All lamps of Bergen went out.",
    **SOURCE,
    "grade": "confirmed",
    "account": "The lamps went out.",
}
KEEPERS = {"name": "Lamp Keepers", "kind": "organisation", "description": "They keep lamps.", **SOURCE}


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH))
    return copy_tiny(tmp_path / "content")


def new(content: Path, what: str, values: dict[str, str], *more: str, stdin: str = "") -> Result:
    options = [part for name, value in values.items() for part in (f"--{name}", value)]
    return CliRunner().invoke(main, ["new", what, "--content", str(content), *options, *more], input=stdin)


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, list(arguments))
    return done.exit_code, done.output


def is_in_order(content: Path, path: Path, schema: str) -> bool:
    """The checks and the formatter find nothing, and neither does an editor."""
    assert run("check", "--content", str(content), "--strict", str(path))[0] == 0
    assert run("fmt", "--content", str(content), "--check", str(path)) == (0, "")
    validator = Draft7Validator(json.loads((ROOT / "schema" / f"{schema}.v1.json").read_text("utf-8")))
    return faults(validator, path.read_text("utf-8")) == []


def test_an_event_is_written_as_it_should_be(content: Path) -> None:
    more = ["--place", "Old Town, Bergen, NO, 60.4, 5.3, city", "--place", "Norway, NO, country", "--actor", "harbour-league:host", "--actor", "NO:host"]
    done = new(content, "event", LAMPS | {"published": "2021"}, *more)
    assert done.exit_code == 0, done.output
    path = content / "events" / "2021" / "lamps-go-out-in-bergen.yml"
    assert done.output.startswith(f"{path}: written\n\nNext:\n")
    assert f"chronology check {path}" in done.output
    assert (
        path.read_text("utf-8")
        == """\
# yaml-language-server: $schema=../../../schema/event.v1.json
title: Lamps go out in Bergen
kind: attack
date: 2021-06-28
summary: All lamps of Bergen went out.
places:
  - {name: "Old Town, Bergen", country: "NO", lat: 60.4, lon: 5.3, precision: city}
  - {name: Norway, country: "NO", precision: country}
actors:
  - {id: harbour-league, role: host}
  - {id: "NO", role: host}
account: |
  The lamps went out.[^tide-gazette]
sources:
  tide-gazette:
    title: "Lamps: out"
    publisher: Tide Gazette
    url: https://gazette.example.org/lamps
    published: 2021
    language: en
    consulted: 2024-02-29
    read: full
grade: confirmed
"""
    )
    assert is_in_order(content, path, "event")


def test_an_actor_is_written_as_it_should_be(content: Path) -> None:
    done = new(content, "actor", KEEPERS, "--alias", "داعش:ar", "--alias", "K: the keepers:en", "--country", "NO")
    assert done.exit_code == 0, done.output
    path = content / "actors" / "lamp-keepers.yml"
    assert '  - {name: داعش, language: ar}\n  - {name: "K: the keepers", language: en}\n' in path.read_text("utf-8")
    assert is_in_order(content, path, "actor")


def test_what_is_missing_without_a_terminal_is_told_all_at_once(content: Path) -> None:
    done = new(content, "event", {"title": "Lamps"})
    assert done.exit_code == 2
    required = [f"--{field.option}" for field in EVENT if field.required and field.option != "title"]
    assert f"missing: {', '.join(required)}" in done.output


@pytest.mark.parametrize(
    ("option", "value", "fact"),
    [
        ("kind", "atack", "`atack` is not a kind; did you mean `attack`?"),
        ("date", "2021-02-30", "`2021-02-30` "),
        ("place", "Bergen, NO, town", "`town` is not a precision"),
        ("place", "Bergen", "there is no text"),
        ("actor", "harbour-leage:host", "`harbour-leage` is no actor; did you mean `harbour-league`?"),
        ("actor", "harbour-league:hots", "`hots` is not a role"),
        ("source-url", "javascript:alert(1)", "`javascript:alert(1)`"),
        ("title", "two\nlines", "has a line break"),
        ("id", "Lamps!", "`Lamps!` is not an id"),
        ("id", "harbour-meeting", "`harbour-meeting` is taken"),
        ("id", "../../lamps", "`../../lamps` is not an id"),
    ],
)
def test_a_wrong_value_is_refused_in_the_words_of_the_check(content: Path, option: str, value: str, fact: str) -> None:
    done = new(content, "event", LAMPS | {option: value})
    assert done.exit_code == 2
    assert fact in done.output.replace("\n", " ")


def test_an_event_that_a_rule_refuses_is_shown_and_not_written(content: Path) -> None:
    done = new(content, "event", LAMPS | {"date": "2031-06-28"})
    assert done.exit_code == 1
    assert "content/events/2031/lamps-go-out-in-bergen.yml:4:7: " in done.output
    assert "Nothing was written." in done.output
    assert not (content / "events" / "2031").exists()


def test_no_file_is_overwritten(content: Path) -> None:
    assert new(content, "event", LAMPS).exit_code == 0
    path = content / "events" / "2021" / "lamps-go-out-in-bergen.yml"
    before = path.read_bytes()
    assert new(content, "event", LAMPS | {"title": "Lamps go out in Bergen: twice"}, "--id", path.stem).exit_code == 2
    assert path.read_bytes() == before
    target = content / "actors" / "lamp-keepers.yml"
    target.symlink_to(content / "elsewhere.yml")
    assert new(content, "actor", KEEPERS, "--id", "lamp-keepers").exit_code == 2
    with pytest.raises(FileExistsError):
        create(target, "x")
    assert not (content / "elsewhere.yml").exists()


def test_an_account_is_read_from_standard_input(content: Path) -> None:
    done = new(content, "event", LAMPS | {"account": "-"}, stdin="One.\n\nTwo.[^tide-gazette]\n")
    assert done.exit_code == 0, done.output
    text = (content / "events" / "2021" / "lamps-go-out-in-bergen.yml").read_text("utf-8")
    assert "account: |\n  One.[^tide-gazette]\n\n  Two.[^tide-gazette]\n" in text


def test_words_are_offered_with_what_they_mean(records: Records) -> None:
    offered = {field.option: choices(field, records) for group in (EVENT, ACTOR) for each in group for field in (each, *each.parts)}
    assert set(offered["role"]) == set(records.vocabulary.words("roles"))
    assert set(offered["tag"]) == set(records.vocabulary.words("tags"))
    assert offered["country"]["NO"] == "Norway"
    assert offered["id"]["harbour-league"]
    assert offered["source-language"]["ar"] == "Arabic"
    assert offered["title"] == {}


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("Ministers’ meeting in Zürich on 21 January 2021", "ministers-meeting-in-zurich"),
        ("Łódź & Ærø: Straße", "lodz-aero-strasse"),
        ("داعش", ""),
        ("Lamps " * 20, "lamps-" * 9 + "lamps"),
    ],
)
def test_an_id_is_proposed(title: str, id: str) -> None:
    assert proposed_id(title, set()) == id


@given(st.text(max_size=200), st.integers(0, 12))
def test_a_proposed_id_is_an_id_that_nobody_has(title: str, count: int) -> None:
    taken: set[str] = set()
    for _ in range(count):
        taken.add(proposed_id(title, taken))
    found = proposed_id(title, taken)
    assert found == slug(title) == "" or (is_id(found) and found not in taken)


MARKS = [
    "a: b # c",
    "- x",
    "? x",
    "NO",
    "null",
    "~",
    "010",
    "1e3",
    "'",
    '"',
    "[",
    "{a: b}",
    "a, b",
    "a\tb",
    "&a",
    "*a",
    "!a",
    "%a",
    "@a",
    "`a",
    "#a",
    "a:",
    "|",
    ">",
]
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"))
HOSTILE = st.one_of(st.sampled_from(MARKS), st.text(LETTERS, min_size=1, max_size=150).map(str.strip).filter(bool))


@given(HOSTILE, HOSTILE, st.lists(HOSTILE, min_size=1, max_size=3))
def test_whatever_is_written_is_read_as_it_was(title: str, name: str, account: list[str]) -> None:
    prose = cited("\n\n".join(account), "ap")
    values = {"title": title, "date": Plain("2021"), "places": [{"name": name}], "account": prose, "sources": {"ap": {"title": name}}, "tags": [title]}
    text = drafted(values, Event, 3)
    read = parse(text).value
    assert (read["title"], read["places"], read["sources"], read["tags"]) == (title, [{"name": name}], {"ap": {"title": name}}, [title])
    assert read["account"].strip() == prose.strip()
    assert formatted(text, Event, 3).text == text


def test_what_is_written_is_published(content: Path) -> None:
    assert new(content, "event", LAMPS | {"title": "Lamps: 'out' # in Bergen"}).exit_code == 0
    assert load(content).events_by_id["lamps-out-in-bergen"].title == "Lamps: 'out' # in Bergen"
