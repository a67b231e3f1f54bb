"""What pydantic found wrong, in our own words."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Annotated, Any, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from chronology.problem import Problem, shown
from chronology.records.meanings import meanings
from chronology.records.model.base import Origin
from chronology.records.model.part import Model, fields_of, yaml_key
from chronology.records.nearest import did_you_mean
from chronology.records.yaml import Loc

LIMIT = 200
"""How many problems of one record are told; a file that has more was hardly written by hand."""
_KEY = "[key]"
"""How pydantic ends the way to a key that is wrong itself."""
_MAPPING = ("a mapping of `key: value` is expected here", "write one `key: value` a line, indented")
EXPECTED: Mapping[str, tuple[str, str]] = {
    "model_type": _MAPPING,
    "dataclass_type": _MAPPING,
    "dict_type": _MAPPING,
    "tuple_type": ("a list is expected here", "write it as a list: `[one, two]` or a line with `- ` each"),
    "string_type": ("text is expected here", "write one line of text"),
}
"""Fact and hint by pydantic's name of the error; whatever else can be wrong with a value is told by our own types."""


def problems_of(error: ValidationError, model: type[Model], origin: Origin, prefix: Loc = ()) -> Iterator[Problem]:
    """Every fault of a record that its model refused, up to LIMIT; `prefix` is the way to the value that was validated."""
    for details in error.errors(include_url=False, include_input=True)[:LIMIT]:
        yield _problem(details, model, origin, prefix)
    if error.error_count() > LIMIT:
        yield origin.problem(prefix, "more-problems", f"{error.error_count() - LIMIT} more problems are not listed", "correct the first ones, and look again")


def at_most(problems: Iterable[Problem], origin: Origin) -> Iterator[Problem]:
    """The problems of a file that holds many records, up to LIMIT."""
    remaining = iter(problems)
    yield from islice(remaining, LIMIT)
    if next(remaining, None):
        yield origin.problem((), "more-problems", "more problems are not listed", "correct the first ones, and look again")


def _problem(details: ErrorDetails, model: type[Model], origin: Origin, prefix: Loc) -> Problem:
    kind, value, way = details["type"], details["input"], details["loc"]
    at_key = way[-1:] == (_KEY,) and way[-2:-1] == (value,)
    way = way[:-1] if at_key else way
    loc: Loc = prefix + way
    match kind:
        case "chronology":
            context = details["ctx"]
            hint = context["hint"]
            return origin.problem(loc, context["rule"], context["fact"], hint() if callable(hint) else hint, at_key=at_key)
        case "missing":
            return origin.problem(loc, "missing-key", f"the key {shown(loc[-1])} is missing", _meaning(model, way))
        case "extra_forbidden" | "unexpected_keyword_argument":
            known = _keys(_model_at(model, way[:-1]))
            hint = _meant(str(loc[-1]), value) or did_you_mean(str(loc[-1]), known) or f"keys here: {', '.join(known)}"
            return origin.problem(loc, "unknown-key", f"{shown(loc[-1])} is not a key that stands here", hint, at_key=True)
        case "literal_error":
            fact = f"{shown(value) if isinstance(value, str) else _kind(value)} is not one of the words that may stand here"
            return origin.problem(loc, "unknown-word", fact, f"write {details['ctx']['expected']}")
        case _:
            fact, hint = EXPECTED.get(kind, (f"{_kind(value)} stands where it does not belong", "compare it with content/README.md"))
            return origin.problem(loc, "wrong-type", fact, hint, at_key=at_key)


def _meant(key: str, value: object) -> str:
    """A hint for a key without a value, as `{note: one, two}` and `{role:host}` make of what was not meant as one."""
    if value is not None:
        return ""
    word, colon, rest = key.partition(":")
    if colon and rest and not rest.startswith("//"):
        return f"write a space after the colon: {shown(f'{word}: {rest}')}"
    if " " in key or key.isdecimal():
        return "in `{...}` and `[...]` a comma ends a value: put a text with commas in quotes, and write decimals with a point"
    return ""


def _kind(value: object) -> str:
    return "a mapping" if isinstance(value, dict) else "a list" if isinstance(value, list) else shown(value) if value else "nothing"


def _keys(model: type[Model] | None) -> list[str]:
    return [_written(model, name) for name in fields_of(model)] if model else []


def _written(model: type[Model], name: str) -> str:
    """How YAML writes a field."""
    return fields_of(model)[name].alias or yaml_key(name)


def _meaning(model: type[Model], way: Loc) -> str:
    """What the field at `way` is for, from its docstring."""
    parent = _model_at(model, way[:-1])
    described = {_written(parent, name): text for name, text in meanings(parent).items()} if parent else {}
    return (described.get(str(way[-1])) or "every record of this kind needs it").splitlines()[0]


def _model_at(model: type[Model], way: Loc) -> type[Model] | None:
    """The model of the mapping at `way`."""
    current: Any = model
    for part in way:
        current = _within(current, part)
    current = _bare(current)
    return current if isinstance(current, type) and issubclass(current, Model) else None


def _within(annotation: Any, part: str | int) -> Any:
    """The annotation of the value that stands at `part` of a value of this annotation; None where there is none."""
    bare = _bare(annotation)
    if isinstance(bare, type) and issubclass(bare, Model):
        return next((info.annotation for name, info in fields_of(bare).items() if _written(bare, name) == part), None)
    inner = get_args(bare)
    return (inner[-1] if get_origin(bare) is dict else inner[0]) if inner else None


def _bare(annotation: Any) -> Any:
    """An annotation without what is said about it, and without `| None`."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if type(None) in get_args(annotation):
        return _bare(next(each for each in get_args(annotation) if each is not type(None)))
    return annotation
