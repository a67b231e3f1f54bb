"""What pydantic found wrong, in our own words."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from chronology.problem import Problem, shown
from chronology.records.model.base import Origin, yaml_key
from chronology.records.nearest import did_you_mean
from chronology.records.yaml import Loc

LIMIT = 200
"""How many problems of one record are told; a file that has more was hardly written by hand."""


def problems_of(error: ValidationError, model: type[BaseModel], origin: Origin, prefix: Loc = ()) -> Iterator[Problem]:
    """Every fault of a record that its model refused, up to LIMIT; `prefix` is the way to the value that was validated."""
    for details in error.errors(include_url=False, include_input=True)[:LIMIT]:
        yield _problem(details, model, origin, prefix)
    if error.error_count() > LIMIT:
        yield origin.problem(prefix, "more-problems", f"{error.error_count() - LIMIT} more problems are not listed", "correct the first ones, and look again")


def _problem(details: ErrorDetails, model: type[BaseModel], origin: Origin, prefix: Loc) -> Problem:
    loc: Loc = prefix + tuple(part for part in details["loc"] if part != "[key]")
    match details["type"]:
        case "chronology":
            context = details["ctx"]
            return origin.problem(loc, context["rule"], context["fact"], context["hint"], at_key="[key]" in details["loc"])
        case "missing":
            return origin.problem(loc, "missing-key", f"the key {shown(loc[-1])} is missing", _meaning(model, details["loc"]))
        case "extra_forbidden":
            known = _keys(_model_at(model, details["loc"][:-1]))
            hint = did_you_mean(str(loc[-1]), known) or f"keys here: {', '.join(known)}"
            return origin.problem(loc, "unknown-key", f"{shown(loc[-1])} is not a key that stands here", hint, at_key=True)
        case "literal_error":
            return origin.problem(
                loc, "unknown-word", f"{shown(details['input'])} is not one of the words that may stand here", f"write {details['ctx']['expected']}"
            )
        case _:
            return origin.problem(loc, "wrong-type", "a mapping of `key: value` is expected here", "write one `key: value` a line, indented")


def _keys(model: type[BaseModel] | None) -> list[str]:
    return [yaml_key(name) for name in model.model_fields] if model else []


def _meaning(model: type[BaseModel], loc: tuple[int | str, ...]) -> str:
    """What the field at `loc` is for, from its docstring."""
    parent = _model_at(model, loc[:-1])
    for name, info in parent.model_fields.items() if parent else ():
        if yaml_key(name) == loc[-1] and info.description:
            return info.description.splitlines()[0]
    return "every record of this kind needs it"


def _model_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> type[BaseModel] | None:
    """The model of the mapping at `loc`."""
    current: type[BaseModel] | None = model
    for part in loc:
        if isinstance(part, str) and current is not None:
            field = next((info for name, info in current.model_fields.items() if yaml_key(name) == part), None)
            current = _model_in(field.annotation) if field else current
    return current


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model within `tuple[Annotated[Model, ...], ...]`, `dict[str, Model]` and the like."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = _model_in(inner)
        if found:
            return found
    return None
