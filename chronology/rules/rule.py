"""A rule: a generator of findings about one record, and how all rules are run over all records."""

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from inspect import cleandoc, getmodule
from itertools import islice
from textwrap import dedent
from typing import Any, TypeVar

from chronology.problem import Place, Problem, Severity
from chronology.records.load import Records
from chronology.records.messages import LIMIT
from chronology.records.model import Entry, Event
from chronology.records.yaml import Loc
from chronology.workers import spread

R = TypeVar("R", bound=Entry | Records)


@dataclass(frozen=True)
class Finding:
    """What a rule found at a place of a record."""

    loc: Loc
    """Keys and indexes from the top of the file."""
    fact: str
    hint: str = ""
    at_key: bool = False
    line: int | None = None
    """The line meant, from 0, within the text at `loc`."""
    file: str = ""
    """The file meant, below the content folder, where a rule about all records speaks of a file as a whole."""
    entry: Entry | None = None
    """The record meant, where a rule about all records speaks of one."""


@dataclass(frozen=True)
class Rule:
    """A rule by its name; its function's docstring says what must hold, with a Bad and a Good example."""

    name: str
    of: type[Any]
    """The model of the records it is about (Record: events, actors and countries), or Records for all together."""
    function: Callable[..., Any]
    severity: Severity
    around: bool = False
    """Whether it looks at other records too, or at today; else its findings hold as long as the record stays as it is."""

    @property
    def group(self) -> str:
        """What the rules of its module are about."""
        return (getattr(getmodule(self.function), "__doc__", "") or "").strip().splitlines()[0]

    @property
    def summary(self) -> str:
        return self._part(0)

    @property
    def bad(self) -> str:
        """YAML that breaks the rule: keys of a record, or whole files, each below a line `# path`."""
        return self._part(1)

    @property
    def good(self) -> str:
        """The same, as it should be."""
        return self._part(2)

    def _part(self, number: int) -> str:
        """The summary, the bad or the good example of the docstring, without its indentation."""
        summary, _, rest = cleandoc(self.function.__doc__ or "").partition("\nBad:")
        bad, _, good = rest.partition("\nGood:")
        part = (summary, bad, good)[number].lstrip(" ")
        return dedent(part if part.startswith("\n") else " " * 6 + part).strip()


RULES: list[Rule] = []
"""Every rule about meaning, in the order of the modules and of the functions in them."""
MANY = 2_000
"""Events from which on the work of several processes is worth the making of them."""
FORMS: list[Rule] = []
"""Every rule about form, which reading itself keeps."""


def form(function: Callable[[], None]) -> Callable[[], None]:
    """Registers the docstring of a function as that of the rule of its name, which the reader of records keeps."""
    FORMS.append(Rule(function.__name__.replace("_", "-"), Event, function, "error"))
    return function


def rule(
    of: type[R], severity: Severity = "error", around: bool = False
) -> Callable[[Callable[[R, Records], Iterable[Finding]]], Callable[[R, Records], Iterable[Finding]]]:
    """Registers a function as the rule of its name about each record of the model `of`, or about all records together.

    Only with `around` is it handed other records, today, and what was published; else no more than the vocabulary and the scope.
    """

    def register(function: Callable[[R, Records], Iterable[Finding]]) -> Callable[[R, Records], Iterable[Finding]]:
        RULES.append(Rule(function.__name__.replace("_", "-"), of, function, severity, around or of is Records))
        return function

    return register


def check(records: Records, processes: int = 1) -> tuple[Problem, ...]:
    """All problems of the records, those of reading them included; sorted, each once. Of many records it is found by so many processes."""
    found = set(records.problems)
    parts = [partial(_about_each, model, [*entries], records) for model, entries in records.by_model().items()]
    parts += [partial(_about_all, each, records) for each in RULES if each.of is Records]
    shares = processes if len(records.events) >= MANY else 1
    for problems in spread(len(parts), lambda number: pickle.dumps([*parts[number]()]), shares):
        found.update(pickle.loads(problems))  # of this program's own
    return tuple(sorted(found))


def _about_each(model: type[Entry], entries: Iterable[Entry], records: Records) -> Iterator[Problem]:
    """What each record of a model breaks, by itself where that is not known yet, and beside others."""
    rules = _rules(model, around=True)
    alone = None if records.judged else records.alone()
    for entry in entries:
        if alone:
            yield from check_alone(entry, alone)
        yield from _found(rules, entry, records)


def check_alone(entry: Entry, alone: Records) -> tuple[Problem, ...]:
    """What a record breaks whatever stands in the others; `alone` is `Records.alone()`."""
    return _found(_rules(type(entry), around=False), entry, alone)


@cache
def _rules(model: type[Entry], around: bool) -> tuple[Rule, ...]:
    return tuple(each for each in RULES if each.of is not Records and issubclass(model, each.of) and each.around == around)


def _found(rules: Sequence[Rule], entry: Entry, records: Records) -> tuple[Problem, ...]:
    findings = [(each, finding) for each in rules for finding in each.function(entry, records)]
    return tuple(_at_most(iter(findings), entry)) if findings else ()


def _at_most(findings: Iterator[tuple[Rule, Finding]], entry: Entry) -> Iterator[Problem]:
    """What was found in a record, up to LIMIT."""
    for each, finding in islice(findings, LIMIT):
        yield _problem(each, finding, entry)
    if next(findings, None):
        yield entry.origin.problem((), "more-problems", "more problems are not listed", "correct the first ones, and look again")


def _about_all(each: Rule, records: Records) -> Iterator[Problem]:
    about: dict[int, tuple[Entry, list[Finding]]] = {}
    for finding in each.function(records, records):
        if finding.entry is None:
            yield Problem(Place(f"{records.root}/{finding.file}"), finding.fact, each.name, finding.hint, each.severity)
        else:
            about.setdefault(id(finding.entry), (finding.entry, []))[1].append(finding)
    for entry, findings in about.values():
        yield from _at_most(((each, finding) for finding in findings), entry)


def _problem(each: Rule, finding: Finding, entry: Entry) -> Problem:
    if finding.line is None:
        return entry.origin.problem(finding.loc, each.name, finding.fact, finding.hint, finding.at_key, each.severity)
    return entry.origin.problem_within(finding.loc, finding.line, each.name, finding.fact, finding.hint, each.severity)
