"""What the text below a field says of it, for editors, questions and messages.

Asked only where somebody wants to know: to look for the texts takes longer than to make the models.
"""

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import cache

from pydantic import BaseModel

from chronology.records.model.part import Model, Part, fields_of, once


@once
def meanings(model: type[Model]) -> Mapping[str, str]:
    """The meanings of a model's fields by their names, those that it inherits included."""
    found: dict[str, str] = {}
    for each in reversed(model.__mro__):
        found |= _by_class(each.__module__).get(each.__name__, {}) if issubclass(each, Model) and each not in (BaseModel, Part) else {}
    return {name: text for name, text in found.items() if name in fields_of(model)}


@cache
def _by_class(module: str) -> Mapping[str, Mapping[str, str]]:
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {found.name: dict(_texts(found)) for found in tree.body if isinstance(found, ast.ClassDef)}


def _texts(found: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, below in zip(found.body, found.body[1:], strict=False):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                yield name, inspect.cleandoc(text)
