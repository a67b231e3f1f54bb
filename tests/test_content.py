"""The real content, one case a file, so that a failing pull request names its file."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from chronology.problem import Problem
from chronology.records.load import Records, load
from chronology.rules import check
from tests.building import ROOT

CONTENT = ROOT / "content"
FILES = sorted(path.relative_to(ROOT).as_posix() for path in CONTENT.rglob("*.yml"))


@pytest.fixture(scope="session")
def real() -> Records:
    return load(CONTENT)


@pytest.fixture(scope="session")
def problems(real: Records) -> Mapping[str, list[Problem]]:
    """By path."""
    found: dict[str, list[Problem]] = {}
    for problem in check(real):
        found.setdefault(problem.place.path, []).append(problem)
    return found


@pytest.mark.content
@pytest.mark.parametrize("path", FILES)
def test_a_file_has_no_problems(problems: Mapping[str, list[Problem]], path: str) -> None:
    assert "\n".join(map(str, problems.get(path, []))) == ""


def test_nothing_else_in_the_content_has_problems(problems: Mapping[str, list[Problem]]) -> None:
    assert set(problems) <= set(FILES)


def test_the_chronology_does_not_shrink(real: Records) -> None:
    assert len(real.events) >= 1050
    assert len(real.actors) >= 230


def test_every_file_is_utf_8_with_plain_line_ends_and_ends_with_one(real: Records) -> None:
    wrong = [path for path in FILES if b"\r" in (data := Path(ROOT, path).read_bytes()) or not data.endswith(b"\n") or data.startswith(b"\xef\xbb\xbf")]
    assert wrong == []


def test_the_readme_explains_every_list_of_words() -> None:
    readme = (CONTENT / "README.md").read_text("utf-8")
    assert [path.stem for path in sorted((CONTENT / "vocabulary").glob("*.yml")) if f"vocabulary/{path.stem}.yml" not in readme] == []
    assert [path for path in FILES if Path(path).parts[1] not in ("events", "actors", "countries", "vocabulary", "examples", "moved.yml", "scope.yml")] == []
