"""The catalogue holds every rule that the code can name, and no other."""

import ast
from collections.abc import Iterator

from chronology.rules import CATALOGUE, RULES
from tests.building import ROOT

NAMED = {"wrong": 0, "Wrong": 0, "Term": 1, "Fault": 1, "_FaultError": 2, "Problem": 2, "report": 1, "problem": 1, "problem_within": 2}
"""Where the rule's name stands among the arguments of a call."""

NO_RULES = {"format"}
"""What `chronology fmt` says of a file's layout; no check looks at it."""


def names_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called not in NAMED:
            continue
        # `problem(text, place, fact, rule)` of records.places is a function; the methods of that name take the rule second
        at = 3 if called == "problem" and isinstance(node.func, ast.Name) else NAMED[called]
        told = [keyword.value for keyword in node.keywords if keyword.arg == "rule"] or node.args[at : at + 1]
        yield from (value.value for value in told if isinstance(value, ast.Constant) and isinstance(value.value, str))


def emitted() -> set[str]:
    paths = sorted((ROOT / "chronology").rglob("*.py"))
    return {name for path in paths for name in names_in(ast.parse(path.read_text("utf-8")))}


def test_names_are_found_in_every_way_of_telling_a_fault() -> None:
    code = """
raise wrong("a", "fact"); Wrong("b", "fact", ""); Term("kinds", "c"); Fault("fact", "d", ""); _FaultError(event, "fact", "e")
Problem(place, "fact", "f"); folder.report(path, "g", "fact"); origin.problem((), "h", "fact"); problem(text, place, "fact", "i")
origin.problem_within((), 3, "j", "fact"); Problem(place, "fact", rule="k"); other("l")
"""
    assert "".join(sorted(names_in(ast.parse(code)))) == "abcdefghijk"


def test_every_rule_that_the_code_names_is_in_the_catalogue() -> None:
    assert sorted(emitted() - set(CATALOGUE) - NO_RULES) == []


def test_every_rule_of_the_catalogue_is_kept_by_a_function_or_by_the_reader() -> None:
    assert sorted(set(CATALOGUE) - emitted() - {rule.name for rule in RULES}) == []
