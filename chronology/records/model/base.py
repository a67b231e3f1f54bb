"""What all records share: strict fields, where they come from, sources, corrections."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day
from functools import cached_property
from operator import methodcaller
from typing import Annotated, Any, ClassVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

from chronology.digest import digest
from chronology.problem import Place, Problem, Severity, shown
from chronology.records.dates import Date
from chronology.records.markdown import is_plain
from chronology.records.model.part import STRICT, Model, Part, fields_of, once, part, yaml_key
from chronology.records.places import Span, places, problem
from chronology.records.types import EdtfDate, Id, IdentifierName, Language, Line, Prose, ReadingName, SourceKey, TagName, Url, wrong
from chronology.records.yaml import Loc

_set = object.__setattr__

AHEAD = {"from_", "until", "active"}
"""Fields whose dates may lie ahead: a term of office has an end that is known before it comes."""


@once
def _holders(model: type[Model]) -> tuple[tuple[str, str], ...]:
    """The fields of a model that may hold a date, or parts that do, with their keys; those of AHEAD left out."""

    def holds(annotation: object) -> bool:
        return (isinstance(annotation, type) and issubclass(annotation, Date | Model)) or any(map(holds, get_args(annotation)))

    return tuple((name, yaml_key(name)) for name, field in fields_of(model).items() if name not in AHEAD and holds(field.annotation))


def dated(part: Model, loc: Loc = ()) -> Iterator[tuple[Loc, Date]]:
    """Every date in a part and in what it holds, with the way to it."""
    for name, key in _holders(type(part)):
        value = getattr(part, name)
        if isinstance(value, Date):
            yield (*loc, key), value
        elif value:
            for at, item in value.items() if isinstance(value, dict) else enumerate(value):
                yield from dated(item, (*loc, key, at))


def _gather(part: Model, found: list[Date]) -> None:
    """Puts the dates that `dated` tells of into `found`, without the ways to them: of ten thousand records nobody asks these."""
    for name, _ in _holders(type(part)):
        value = getattr(part, name)
        if type(value) is Date:
            found.append(value)
        elif value:
            for item in value.values() if type(value) is dict else value:
                _gather(item, found)


@dataclass(frozen=True)
class Origin:
    """The file a record was read from."""

    id: str
    path: str
    """Relative to the repository, with forward slashes."""
    text: str
    top: Loc = ()
    """Where in the file the record stands, if it does not fill it."""

    @cached_property
    def mark(self) -> bytes:
        """A digest of the file and its path."""
        return digest(self.text, self.path)

    def problem(self, loc: Loc, rule: str, fact: str, hint: str = "", at_key: bool = False, severity: Severity = "error") -> Problem:
        return self._at(places(self.text).span(self.top + loc, at_key), rule, fact, hint, severity)

    def problem_within(self, loc: Loc, line: int, rule: str, fact: str, hint: str = "", severity: Severity = "error") -> Problem:
        """A problem of the line `line`, from 0, of the text at `loc`."""
        return self._at(places(self.text).within(self.top + loc, line), rule, fact, hint, severity)

    def _at(self, span: Span, rule: str, fact: str, hint: str, severity: Severity) -> Problem:
        return problem(self.text, Place(self.path, span.line, span.column), fact, rule, hint, severity, span.width)


class Entry(BaseModel):
    """What was read from a file. Validated with the context `{"origin": Origin, "vocabulary": Vocabulary}`."""

    model_config = ConfigDict(**STRICT, frozen=True)

    def __getstate__(self) -> dict[str, Any]:
        """What a cache keeps: which fields were given, or what a model holds besides, is asked of no record, and would take as much room and time."""
        return self.__dict__

    def __setstate__(self, state: dict[str, Any]) -> None:
        _set(self, "__dict__", state)
        _set(self, "__pydantic_extra__", None)  # records are compared by this too

    def model_post_init(self, context: Any) -> None:
        vars(self)["origin"] = context["origin"]  # a private attribute of pydantic's costs as much as five fields

    @cached_property
    def origin(self) -> Origin:
        raise AttributeError("a record is validated with the file that it comes from")

    @cached_property
    def last_day(self) -> Day | None:
        """The last day on which one of its dates begins."""
        found: list[Date] = []
        _gather(self, found)
        return max([date.start.earliest for date in found if date.start], default=None)


_BLOCK = re.compile(r"\n\w+: \|[^\n]*\n+( [^\n]*(?:\n+ [^\n]*)*)")
"""A key and the lines of a literal block of YAML, without empty ones around them: they end where a line is not indented."""


def _unindented(text: str) -> list[str]:
    return [*map(_LSTRIP, text.split("\n"))]


_LSTRIP = methodcaller("lstrip", " ")


class Record(Entry):
    """A file, named by its id."""

    prose_key: ClassVar[str] = "description"
    """The field that holds its Markdown."""

    @cached_property
    def id(self) -> str:
        return self.origin.id

    @property
    def prose(self) -> str:
        return getattr(self, self.prose_key) or ""

    @cached_property
    def face(self) -> bytes:
        """A digest of all that other pages than its own may show of it: of its file without the lines of its prose, where they stand there as a block.

        What only looks like that block, in a text in quotation marks, is left out as well where it says the same; what stands around it is not, and so
        that text is another where the face is the same only if the prose is, which then stands in the rest.
        """
        text = self.origin.text
        found = _BLOCK.match(text, text.find(f"\n{self.prose_key}: |"))
        if not found or _unindented(found[1]) != _unindented(self.prose.strip("\n")):
            return self.origin.mark
        start, end = found.span(1)
        return digest(f"{start} {self.origin.path}\n{text[:start]}{text[end:]}")

    @cached_property
    def is_plain(self) -> bool:
        """Whether its prose holds no Markdown but paragraphs and footnotes of its sources, so that nothing in it can be wrong as Markdown."""
        return is_plain(self.prose, vars(self)["sources"])  # every record has them


def _listed(value: object) -> object:
    if not isinstance(value, list):
        kind = "a mapping" if isinstance(value, dict) else shown(value) if value else "nothing"
        hint = f"write {shown(f'[{value}]')}" if isinstance(value, str) and re.fullmatch(r"[\w, -]+", value) else "write `[one, two]`, or a line with `- ` each"
        raise wrong("wrong-type", f"{kind} stands where a list is expected", hint)
    return value


def _mapped(value: object) -> object:
    if not isinstance(value, dict):
        raise wrong("wrong-type", "a mapping of `key: value` is expected here", "write one `key: value` a line, indented")
    return value


Listed = BeforeValidator(_listed)
Mapped = BeforeValidator(_mapped)
Ids = Annotated[tuple[Id, ...], Listed]
Keys = Annotated[tuple[Line, ...], Listed]
"""Short names of sources."""


def _one_or_more(value: object) -> object:
    """`AP` stands for `[AP]`."""
    return [value] if isinstance(value, str) else () if value is None else _listed(value)


Agencies = Annotated[tuple[Line, ...], BeforeValidator(_one_or_more), WithJsonSchema({"type": ["string", "array"], "items": {"type": "string"}})]


@part
class Source(Part):
    """A published text that was read."""

    title: Line
    """As published, in its own language."""
    publisher: Line
    """Who published it: a paper, an agency, a ministry."""
    agency: Agencies = ()
    """Whose reporting it is where the publisher carries another's text: AP, Reuters, AFP; a list where it mixes several."""
    author: Line | None = None
    """Who signed it, where that matters: an institution or a named journalist."""
    url: Url
    """Where it was read."""
    published: EdtfDate | None = None
    """The day the page shows."""
    language: Language
    """Of the text, BCP 47."""
    consulted: EdtfDate
    """When it was read."""
    read: ReadingName
    """How much of it was read."""
    archive: Url | None = None
    """An archived copy."""
    note: Line | None = None
    """What a reader should know about it."""


@part
class Correction(Part):
    """A change of what was published, never deleted."""

    date: EdtfDate
    """The day of the change."""
    what: Line
    """What it said and what it says now."""
    why: Line
    """Who or what showed that it was wrong."""
    sources: Keys = ()
    """Short names of the sources that bear it out."""


Sources = Annotated[dict[SourceKey, Source], Mapped]
Corrections = Annotated[tuple[Correction, ...], Listed]
Tags = Annotated[tuple[TagName, ...], Listed]
Identifiers = Annotated[dict[IdentifierName, Line], Mapped]
Description = Prose
