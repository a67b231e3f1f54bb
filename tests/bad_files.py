"""The bad files: `tests/bad/*.yml` say which problems they have, and where they stand in a chronology."""

import re
from pathlib import Path

from chronology.problem import Problem
from chronology.records.load import load
from chronology.rules import check
from tests.building import BEFORE, TODAY, copy_tiny

BAD = sorted((Path(__file__).parent / "bad").glob("*.yml"))


def expected(path: Path) -> list[str]:
    """`line:column: message [rule]` of every problem that the file announces."""
    return re.findall(r"^# expect: (.+)$", path.read_text("utf-8"), re.MULTILINE)


def place_of(path: Path) -> str:
    """Where the file stands below `content/`."""
    announced = re.search(r"^# as: (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return announced[1] if announced else f"events/2021/{path.name}"


def problems_of(path: Path, content: Path) -> list[Problem]:
    """The problems of the bad file in a copy of the tiny chronology at `content`."""
    copy_tiny(content)
    place = content / place_of(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(path.read_bytes())
    return [problem for problem in check(load(content, TODAY, BEFORE)) if problem.place.path == f"{content.name}/{place_of(path)}"]


def as_announced(problem: Problem) -> str:
    return f"{problem.place.line}:{problem.place.column}: {problem.fact} [{problem.rule}]"
