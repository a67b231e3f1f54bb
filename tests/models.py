"""Values of models without a file: made of what YAML would hold, or with some fields other than they were."""

from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter

from chronology.records.model.part import Model, Part, fields_of, restored
from chronology.records.vocabulary import Vocabulary

M = TypeVar("M", bound=Model)


def made(kind: type[M], value: dict[str, Any], vocabulary: Vocabulary | None = None) -> M:
    """What a mapping of YAML means."""
    return TypeAdapter(kind).validate_python(value, context={"vocabulary": vocabulary} if vocabulary else None)


def filled(kind: type[M], values: dict[str, Any]) -> M:
    """A model with these values; nothing looks at them."""
    found: Any = kind.model_construct(**values) if issubclass(kind, BaseModel) else restored(kind, [values[name] for name in fields_of(kind)])
    return found  # type: ignore[no-any-return]


def changed(model: M, **values: Any) -> M:
    """The same with other values in some fields; nothing looks at them."""
    if isinstance(model, Part):
        return filled(type(model), {name: values.get(name, getattr(model, name)) for name in fields_of(type(model))})
    return model.model_copy(update=values)
