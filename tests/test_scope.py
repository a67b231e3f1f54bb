"""What the chronology is about, and the day that checks take for today."""

from datetime import date
from pathlib import Path

from chronology.records.load import load
from chronology.rules import check
from tests.bad_files import as_announced
from tests.building import TODAY, copy_tiny


def test_the_conflict_begins_where_the_file_says(tmp_path: Path) -> None:
    scope = load(copy_tiny(tmp_path / "content")).scope
    assert scope is not None
    assert scope.begins.earliest == date(2017, 1, 1)


def test_without_the_file_no_event_is_too_old(tmp_path: Path) -> None:
    content = copy_tiny(tmp_path / "content")
    (content / "scope.yml").write_text("begins: 2019-06\nwhy: Later.\n")
    assert {problem.rule for problem in check(load(content, TODAY))} >= {"before-the-conflict"}
    (content / "scope.yml").unlink()
    assert load(content).scope is None
    assert "before-the-conflict" not in {problem.rule for problem in check(load(content, TODAY))}


def test_a_fault_in_the_file_is_told_by_its_place(tmp_path: Path) -> None:
    content = copy_tiny(tmp_path / "content")
    (content / "scope.yml").write_text("begins: soon\nends: never\nwhy: It is so.\n")
    records = load(content)
    assert [as_announced(problem) for problem in sorted(records.problems)] == [
        "1:9: `soon` is not a date [date]",
        "2:1: `ends` is not a key that stands here [unknown-key]",
    ]
    assert records.scope is None


def test_nothing_lies_in_the_future_where_nobody_says_what_day_it_is(tmp_path: Path) -> None:
    content = copy_tiny(tmp_path / "content")
    assert "in-the-future" in {problem.rule for problem in check(load(content, date(2018, 1, 1)))}
    assert "in-the-future" not in {problem.rule for problem in check(load(content))}
