"""Reports: problems for people, for GitHub, for programs."""

import json

import pytest

from chronology.problem import Excerpt, Place, Problem
from chronology.report import FORMATS, WIDTH, as_github, as_json, as_sarif, as_text
from chronology.rules import CATALOGUE

PATH = "content/events/2021/lamps.yml"
GRADE = Problem(Place(PATH, 14, 8), "`confirmd` is not a grade", "unknown-grade", "did you mean `confirmed`?", excerpt=Excerpt("grade: confirmd", 8))
WARNING = Problem(Place(PATH, 2, 1), "it is odd", "future-date", severity="warning")


def marked(line: str, column: int, width: int) -> list[str]:
    """The lines of the report between the fact and the count."""
    return as_text([Problem(Place(PATH, 7, column), "it is wrong", "date", excerpt=Excerpt(line, width))]).splitlines()[1:-1]


def test_a_problem_is_told_with_its_line_and_a_mark_below_the_value() -> None:
    assert as_text([WARNING, GRADE]).splitlines() == [
        "content/events/2021/lamps.yml:2:1: warning: it is odd [future-date]",
        "content/events/2021/lamps.yml:14:8: `confirmd` is not a grade [unknown-grade]",
        "    14 | grade: confirmd",
        "       |        ^^^^^^^^",
        "    hint: did you mean `confirmed`?",
        "1 error, 1 warning",
    ]


def test_a_mark_stands_below_its_value_where_the_line_holds_tabs_and_letters_of_other_scripts() -> None:
    line, marks = marked("a:\tداعش wrong", 9, 5)
    assert line[marks.index("^") : marks.rindex("^") + 1] == "wrong"
    assert line.isascii()


@pytest.mark.parametrize(("column", "width"), [(1, 1), (50, 3), (200, 5), (395, 6), (1, 400), (401, 1)])
def test_a_long_line_is_cut_around_its_mark(column: int, width: int) -> None:
    text = "".join(chr(ord("a") + n % 26) for n in range(400))
    line, marks = marked(text, column, width)
    assert len(line) <= WIDTH + 20
    assert marks.count("^") >= 1
    begin = marks.index("^")
    assert line[begin : begin + 1] == text[column - 1 : column]


def test_a_problem_of_a_whole_file_shows_no_line() -> None:
    assert marked("", 1, 1) == []


FORGED = Problem(Place("content/a,b:c%.yml", 3, 1), "100% of `x`", "date", "write\n::error::it", excerpt=Excerpt("x"))


def test_an_annotation_stands_at_its_line_and_forges_nothing() -> None:
    first, second, count = as_github([GRADE, FORGED]).splitlines()
    assert first == f"::error file={PATH},line=14,col=8,endColumn=15,title=unknown-grade::`confirmd` is not a grade. Did you mean `confirmed`?"
    assert second == "::error file=content/a%2Cb%3Ac%25.yml,line=3,col=1,endColumn=1,title=date::100%25 of `x`. Write%0A::error::it"
    assert count == "2 errors, 0 warnings"


def test_json_says_everything_about_each_problem() -> None:
    said = json.loads(as_json([GRADE, WARNING]))
    assert said[0] == {
        "path": PATH,
        "line": 14,
        "column": 8,
        "severity": "error",
        "rule": "unknown-grade",
        "fact": "`confirmd` is not a grade",
        "hint": "did you mean `confirmed`?",
    }
    assert [problem["severity"] for problem in said] == ["error", "warning"]
    assert json.loads(as_json([])) == []


def test_sarif_names_each_rule_once_with_its_meaning_and_each_place() -> None:
    log = json.loads(as_sarif([GRADE, GRADE, WARNING]))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["future-date", "unknown-grade"]
    assert rules[1]["shortDescription"]["text"] == CATALOGUE["unknown-grade"].summary
    assert [(rules[result["ruleIndex"]]["id"], result["level"]) for result in run["results"]] == [
        ("unknown-grade", "error"),
        ("unknown-grade", "error"),
        ("future-date", "warning"),
    ]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": PATH}, "region": {"startLine": 14, "startColumn": 8, "endColumn": 16}}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_say_that_nothing_is_wrong(name: str) -> None:
    assert FORMATS[name]([])
