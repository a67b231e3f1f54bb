"""A rule: a generator of findings about one record, and how all rules are run over all records."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from chronology.problem import Problem, Severity
from chronology.records.load import Records
from chronology.records.model import Actor, Country, Entry, Event, Moved
from chronology.records.yaml import Loc

R = TypeVar("R", bound=Entry)


@dataclass(frozen=True)
class Finding:
    """What a rule found at a place of a record."""

    loc: Loc
    """Keys and indexes from the top of the file."""
    fact: str
    hint: str = ""
    at_key: bool = False


@dataclass(frozen=True)
class Rule:
    """A rule by its name; its function's docstring says what must hold, with a Bad and a Good example."""

    name: str
    of: type[Entry]
    function: Callable[[Any, Records], Iterable[Finding]]
    severity: Severity

    @property
    def summary(self) -> str:
        return (self.function.__doc__ or "").strip().splitlines()[0]


RULES: list[Rule] = []
"""Every rule, in the order of the modules and of the functions in them."""


def rule(of: type[R], severity: Severity = "error") -> Callable[[Callable[[R, Records], Iterable[Finding]]], Callable[[R, Records], Iterable[Finding]]]:
    """Registers a function as the rule of its name about each record of the model `of`."""

    def register(function: Callable[[R, Records], Iterable[Finding]]) -> Callable[[R, Records], Iterable[Finding]]:
        RULES.append(Rule(function.__name__.replace("_", "-"), of, function, severity))
        return function

    return register


def check(records: Records) -> tuple[Problem, ...]:
    """All problems of the records, those of reading them included; sorted, each once."""
    everything: dict[type[Entry], Iterable[Entry]] = {
        Event: records.events,
        Actor: records.actors.values(),
        Country: records.countries.values(),
        Moved: records.moved,
    }
    found = set(records.problems)
    for each in RULES:
        for record in everything[each.of]:
            found.update(_problems(each, record, records))
    return tuple(sorted(found))


def _problems(each: Rule, record: Entry, records: Records) -> Iterator[Problem]:
    for finding in each.function(record, records):
        yield record.origin.problem(finding.loc, each.name, finding.fact, finding.hint, finding.at_key, each.severity)
