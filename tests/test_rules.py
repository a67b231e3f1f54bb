"""Every rule explains itself, has a bad file, and says of each bad file exactly what the file announces."""

from pathlib import Path

import pytest

from chronology.problem import Place, Problem, shown
from chronology.records.load import Records
from chronology.report import as_text
from chronology.rules import CATALOGUE, RULES, Rule, check
from chronology.rules.rule import FORMS
from tests import examples
from tests.bad_files import BAD, as_announced, expected, problems_of

every_rule = pytest.mark.parametrize("rule", CATALOGUE.values(), ids=lambda rule: rule.name)
NOT_TEXT = {"not-a-file", "not-utf-8", "unreadable", "more-problems", "yaml-size", "yaml-character", "prose-length"}
"""Rules about what a line of text cannot show; test_load and test_yaml break them."""


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_has_the_problems_it_announces(path: Path, tmp_path: Path) -> None:
    problems = problems_of(path, tmp_path / "content")
    assert [as_announced(problem) for problem in problems] == expected(path)
    assert all(str(problem).replace("\n    hint: ", "").isprintable() for problem in problems)


@every_rule
def test_a_rule_has_a_bad_file(rule: Rule) -> None:
    if rule.name in {"not-a-file", "not-utf-8", "unreadable", "stray-file"}:
        return  # no text can break them; test_load does
    announced = "\n".join(line for path in BAD for line in expected(path))
    assert f"[{rule.name}]" in announced, f"add tests/bad/{rule.name}.yml"


def test_every_bad_file_announces_a_problem() -> None:
    assert [path.name for path in BAD if not expected(path)] == []


@every_rule
def test_a_rule_says_what_must_hold_and_shows_a_bad_and_a_good_example(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert "\n" not in rule.summary
    assert rule.bad
    assert rule.good


@every_rule
def test_the_bad_example_of_a_rule_breaks_it_and_the_good_one_does_not(rule: Rule, tmp_path: Path) -> None:
    if rule.name in NOT_TEXT:
        return
    bad = examples.problems_of(rule, rule.bad, tmp_path / "bad" / "content")
    good = examples.problems_of(rule, rule.good, tmp_path / "good" / "content")
    assert rule.name in {problem.rule for problem in bad}, bad
    assert rule.name not in {problem.rule for problem in good}, good
    unread = [problem for problem in good if problem.rule in {form.name for form in FORMS}]
    assert unread == [], "the good example cannot be read"


def test_names_of_rules_are_unique() -> None:
    assert len(CATALOGUE) == len(RULES) + len(FORMS)


def test_the_tiny_chronology_has_no_problems(records: Records) -> None:
    assert as_text(check(records)) == "0 errors, 0 warnings"


def test_problems_are_sorted_by_place() -> None:
    def problem(path: str, line: int, column: int) -> Problem:
        return Problem(Place(path, line, column), "it is wrong", "rule")

    ordered = [problem("a.yml", 2, 9), problem("a.yml", 10, 1), problem("a.yml", 10, 3), problem("b.yml", 1, 1)]
    assert check(Records(problems=tuple(reversed(ordered)))) == tuple(ordered)


def test_a_problem_is_one_line_and_its_hint_another() -> None:
    problem = Problem(Place("content/x.yml", 14, 9), "`confirmd` is not a grade", "unknown-grade", "did you mean `confirmed`?")
    assert str(problem) == "content/x.yml:14:9: `confirmd` is not a grade [unknown-grade]\n    hint: did you mean `confirmed`?"
    assert as_text([problem]) == f"{problem}\n1 error, 0 warnings"


@pytest.mark.parametrize("text", ["::error::x", "a\nb", "\x1b[31m", "\u202e", "`" * 9, "é" * 99, "\u2028", "\ud800"])
def test_a_quoted_value_can_forge_no_line_and_no_quote(text: str) -> None:
    quoted = shown(text)
    assert quoted.isascii()
    assert quoted.isprintable()
    assert quoted.count("`") == 2
    assert len(quoted) <= 62
