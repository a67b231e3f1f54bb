"""Problems as text for people, as annotations for GitHub, as JSON, and as SARIF."""

import json
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote

from chronology import VERSION
from chronology.problem import Problem, printable
from chronology.rules import CATALOGUE


def as_text(problems: Sequence[Problem]) -> str:
    """Every problem with its line, marked, and its hint; then how many there are."""
    errors = sum(problem.severity == "error" for problem in problems)
    return "\n".join([*map(_block, problems), f"{_count(errors, 'error')}, {_count(len(problems) - errors, 'warning')}"])


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


WIDTH = 100
"""How much of a line is shown."""


def _block(problem: Problem) -> str:
    severity = "" if problem.severity == "error" else f"{problem.severity}: "
    lines = [f"{problem.place}: {severity}{problem.fact} [{problem.rule}]", *_marked(problem)]
    if problem.hint:
        lines.append(f"    hint: {problem.hint}")
    return "\n".join(lines)


def _marked(problem: Problem) -> list[str]:
    """The line of a problem and a line of marks below it; a long line is shown from shortly before its mark."""
    line, start = problem.excerpt.line.rstrip(), problem.place.column - 1
    if not line or start > len(line):
        return []
    first = max(0, start - WIDTH // 2) if start > WIDTH - 20 else 0
    before, marked, after = (
        printable(part.replace("\t", " ")) for part in (line[first:start], line[start : start + problem.excerpt.width], line[start + problem.excerpt.width :])
    )
    gutter = f"{problem.place.line:>6} | "
    text = f"{'...' * bool(first)}{before}"
    marks = max(1, min(len(marked), WIDTH - len(text)))
    shown = f"{text}{marked}{after}"
    return [f"{gutter}{shown if len(shown) <= WIDTH else shown[: WIDTH - 3] + '...'}", f"{' ' * (len(gutter) - 2)}| {' ' * len(text)}{'^' * marks}"]


def as_github(problems: Sequence[Problem]) -> str:
    """Workflow commands that put each problem at its line of a pull request, and the count."""
    return "\n".join([*map(_annotation, problems), as_text(problems).rsplit("\n", 1)[-1]])


def _annotation(problem: Problem) -> str:
    place = problem.place
    end = place.column + problem.excerpt.width - 1
    properties = {"file": place.path, "line": place.line, "col": place.column, "endColumn": end, "title": problem.rule}
    named = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in properties.items())
    return f"::{problem.severity} {named}::{_escaped(_message(problem))}"


def _escaped(text: str, more: str = "") -> str:
    """As the runner's own toolkit escapes data, and properties with `more` (actions/toolkit, core/src/command.ts)."""
    return "".join(f"%{ord(c):02X}" if c in "%\r\n" + more else c for c in text)


def _message(problem: Problem) -> str:
    return f"{problem.fact}. {problem.hint[:1].upper()}{problem.hint[1:]}" if problem.hint else problem.fact


def as_json(problems: Sequence[Problem]) -> str:
    """A list of problems: path, line, column, severity, rule, fact, hint."""
    return json.dumps(
        [
            {
                "path": problem.place.path,
                "line": problem.place.line,
                "column": problem.place.column,
                "severity": problem.severity,
                "rule": problem.rule,
                "fact": problem.fact,
                "hint": problem.hint,
            }
            for problem in problems
        ],
        indent=1,
    )


def as_sarif(problems: Sequence[Problem]) -> str:
    """SARIF 2.1.0, which code scanning services read: one run, every rule that was broken with its meaning."""
    used = sorted({problem.rule for problem in problems})
    rules = [{"id": name, "shortDescription": {"text": CATALOGUE[name].summary if name in CATALOGUE else name}} for name in used]
    driver = {"name": "chronology", "version": VERSION, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [_result(problem, used) for problem in problems]}
    return json.dumps({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}, indent=1)


def _result(problem: Problem, rules: Sequence[str]) -> dict[str, object]:
    place = problem.place
    region = {"startLine": place.line, "startColumn": place.column, "endColumn": place.column + problem.excerpt.width}
    location = {"physicalLocation": {"artifactLocation": {"uri": quote(place.path)}, "region": region}}
    return {
        "ruleId": problem.rule,
        "ruleIndex": rules.index(problem.rule),
        "level": problem.severity,
        "message": {"text": _message(problem)},
        "locations": [location],
    }


FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = {"text": as_text, "github": as_github, "json": as_json, "sarif": as_sarif}
"""How problems can be reported, by name."""
