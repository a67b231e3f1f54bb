"""JSON Schema of each record, made from the models and the vocabulary, for editors."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel, TypeAdapter

from chronology.records.meanings import meanings
from chronology.records.model import Actor, Country, Event, Moved
from chronology.records.model.base import Entry
from chronology.records.model.part import PARTS, Model, yaml_key
from chronology.records.vocabulary import Vocabulary

SCHEMAS: Mapping[str, type[Any]] = {"event": Event, "actor": Actor, "country": Country, "moved": list[Moved]}
"""Every schema by its name: `schema/<name>.v1.json`."""


def schema(name: str, vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema `name`: every word that a list allows stands in it, with what it means."""
    made = TypeAdapter[BaseModel](SCHEMAS[name]).json_schema(by_alias=True)
    for part in (made, *made.get("$defs", {}).values()):
        if model := _models().get(part.get("title")):
            _explain(part["properties"], model)
    filled: dict[str, Any] = _fill(made, vocabulary)
    return {"$schema": "http://json-schema.org/draft-07/schema#", **filled}


def _explain(properties: dict[str, Any], model: type[Model]) -> None:
    """Says of each property what its field means."""
    for field, meaning in meanings(model).items():
        explained = properties[yaml_key(field)] | {"description": meaning}
        properties[yaml_key(field)] = dict(sorted(explained.items()))


@cache
def _models() -> Mapping[str, type[Model]]:
    """All parts of records by the names of their classes."""

    def below(model: type[Model]) -> Iterator[type[Model]]:
        for each in model.__subclasses__():
            yield each
            yield from below(each)

    return {each.__name__: each for each in (*PARTS, *below(Entry))}


def schema_files(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """(file name, text) of every schema."""
    for name in SCHEMAS:
        yield f"{name}.v1.json", json.dumps(schema(name, vocabulary), indent=1, ensure_ascii=False) + "\n"


def _fill(value: Any, vocabulary: Vocabulary) -> Any:
    if isinstance(value, list):
        return [_fill(item, vocabulary) for item in value]
    if not isinstance(value, dict):
        return value
    filled = {
        key.replace("$defs", "definitions"): _fill(item, vocabulary)
        for key, item in value.items()
        if key not in ("vocabulary", "title") or not isinstance(item, str)
    }
    if isinstance(filled.get("$ref"), str):
        filled["$ref"] = filled["$ref"].replace("#/$defs/", "#/definitions/")
    if isinstance(value.get("vocabulary"), str):
        words = vocabulary.words(value["vocabulary"])
        filled["enum"] = list(words)
        filled["enumDescriptions"] = filled["markdownEnumDescriptions"] = [word.definition for word in words.values()]
    return filled
