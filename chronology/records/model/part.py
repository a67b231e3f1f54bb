"""Mappings within a record, as small as they can be: there are twenty of them in every record, and most of the time is spent asking them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar, TypeVar, dataclass_transform

from pydantic import AliasGenerator, BaseModel, ConfigDict
from pydantic.dataclasses import dataclass
from pydantic.fields import FieldInfo

P = TypeVar("P", bound="Part")
R = TypeVar("R")


def yaml_key(name: str) -> str:
    """How YAML writes a field: `as_of` is `as-of`, `from_` is `from`."""
    return name.rstrip("_").replace("_", "-")


STRICT = ConfigDict(extra="forbid", alias_generator=AliasGenerator(alias=yaml_key), defer_build=True)
"""Of records and of their parts: unknown keys are refused."""


class Part:
    """A mapping within a record: unknown keys are refused, values cannot be changed. Each is made so by `part`.

    `dataclasses.replace` would read the values anew, as if YAML held them.
    """

    __slots__ = ()
    __pydantic_fields__: ClassVar[dict[str, FieldInfo]]


Model = BaseModel | Part
"""What holds fields: a record, a part of one, a word of a list."""


def fields_of(model: type[Model]) -> Mapping[str, FieldInfo]:
    """The fields of a model by their names, in order."""
    return model.__pydantic_fields__


def once(function: Callable[[type[Model]], R]) -> Callable[[type[Model]], R]:
    """Asks a function once about each model."""
    return cache(function)  # type: ignore[return-value]  # it does not know that classes can be keys


def getter(names: Iterable[str]) -> Callable[[Model], tuple[Any, ...]]:
    """Gets the values of some fields, in order."""
    first, *others = names
    values = attrgetter(first, *others)
    return values if others else lambda model: (values(model),)


PARTS: list[type[Part]] = []
"""All that `part` has made. A class with slots is made anew, so that `Part` has subclasses that are no models, too."""


@dataclass_transform(kw_only_default=True, frozen_default=True)
def part(cls: type[P]) -> type[P]:
    """Makes a class a model whose values stand in slots: a third of the room of a dictionary each, and found sooner."""
    made: Any = dataclass(cls, config=STRICT, kw_only=True, slots=True, frozen=True)
    values = getter(fields_of(made))
    made.__reduce__ = lambda self: (restored, (made, values(self)))
    PARTS.append(made)
    return made  # type: ignore[no-any-return]


def restored(kind: type[P], values: Sequence[object]) -> P:
    """What a cache has kept; nothing of it is looked at again."""
    made = object.__new__(kind)
    for put, value in zip(_setters(kind), values, strict=True):
        put(made, value)
    return made


@once
def _setters(kind: type[Model]) -> Sequence[Callable[[object, object], None]]:
    return [getattr(kind, name).__set__ for name in fields_of(kind)]
