"""Problems as text."""

from collections.abc import Sequence

from chronology.problem import Problem


def as_text(problems: Sequence[Problem]) -> str:
    """Every problem, then their count."""
    errors = sum(problem.severity == "error" for problem in problems)
    return "\n".join([*map(str, problems), f"{errors} error{'s' * (errors != 1)}, {len(problems) - errors} warning{'s' * (len(problems) - errors != 1)}"])
