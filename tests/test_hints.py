"""Hints that say what was meant where it can be known."""

from pathlib import Path

import pytest

from chronology.records.load import Published, load
from chronology.records.types import _code_meant
from chronology.rules import check
from tests.building import copy_tiny

HINTS = [
    ("actors: [{id: harbour-league, role: convener, note: Keepers, all of them}]", "put a text with commas in quotes"),
    ("places: [{name: Rome, country: IT, lat: 41,9, lon: 12.5, precision: city}]", "write decimals with a point"),
    ("actors: [{id: harbour-league, role:convener}]", "write a space after the colon: `role: convener`"),
    ("tags: africa, lamps", "write `[africa, lamps]`"),
    ("countries: [UK]", "write `GB`"),
    ("relations: {follows: [old-lamps]}", "it was merged: write `harbour-conference`"),
    ("relations: {follows: [dark-night]}", "`main` has it: put it back, or name what replaces it"),
]


@pytest.mark.parametrize(("line", "hint"), HINTS, ids=[line for line, _ in HINTS])
def test_a_hint_says_what_was_meant(tmp_path: Path, line: str, hint: str) -> None:
    content = copy_tiny(tmp_path / "content")
    (content / "moved.yml").write_text("- {id: old-lamps, to: harbour-conference, date: 2023-01-09, why: Two records of one.}\n")
    path = content / "events" / "2020" / "ferry-blockade.yml"
    key = line.partition(":")[0]
    lines = path.read_text().splitlines(keepends=True)
    start = next((n for n, each in enumerate(lines) if each.startswith(f"{key}:")), len(lines))
    end = next((n for n in range(start + 1, len(lines)) if not lines[n].startswith(" ")), len(lines))
    path.write_text("".join([*lines[:start], f"{line}\n", *lines[end:]]))
    problems = check(load(content, published=Published("main", events=frozenset({"dark-night"}))))
    assert hint in "\n".join(f"{problem}" for problem in problems)


@pytest.mark.parametrize(("written", "code"), [("uk", "GB"), ("Syria", "SY"), ("SYR", "SY"), ("kw", "KW")])
def test_a_country_in_other_words_is_known(written: str, code: str) -> None:
    assert f"`{code}`" in _code_meant(written)
