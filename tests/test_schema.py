"""The JSON Schemas for editors: up to date, and of one mind with the checks."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator  # type: ignore[import-untyped]

from chronology.records.load import load
from chronology.records.schema import SCHEMAS, schema_files
from tests.building import ROOT

CONTENT = ROOT / "content"
RECORDS = sorted(path for folder in ("events", "actors", "countries") for path in (CONTENT / folder).rglob("*.yml"))
KINDS = {"events": "event", "actors": "actor", "countries": "country"}


class _Editor(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors read it: `NO` and dates are text."""


_Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))


@pytest.fixture(scope="session")
def validators() -> dict[str, Draft7Validator]:
    return {name: Draft7Validator(json.loads((ROOT / "schema" / f"{name}.v1.json").read_text("utf-8"))) for name in SCHEMAS}


def faults(validator: Draft7Validator, text: str) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(yaml.load(text, Loader=_Editor))]


def test_the_schemas_are_those_that_the_models_and_the_vocabulary_make() -> None:
    made = dict(schema_files(load(CONTENT).vocabulary))
    found = {path.name: path.read_text("utf-8") for path in (ROOT / "schema").iterdir()}
    assert found == made, "run `make schema` and commit what it writes"


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_a_schema(validators: dict[str, Draft7Validator], name: str) -> None:
    Draft7Validator.check_schema(validators[name].schema)


@pytest.mark.content
@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_an_editor_finds_nothing_wrong_with_a_record(validators: dict[str, Draft7Validator], path: Path) -> None:
    assert faults(validators[KINDS[path.relative_to(CONTENT).parts[0]]], path.read_text("utf-8")) == []


def test_an_editor_finds_nothing_wrong_with_the_tiny_chronology(validators: dict[str, Draft7Validator], tiny: Path) -> None:
    for folder, name in KINDS.items():
        for path in sorted((tiny / folder).rglob("*.yml")):
            assert faults(validators[name], path.read_text("utf-8")) == [], path.name
    assert faults(validators["moved"], (tiny / "moved.yml").read_text("utf-8")) == []


def test_an_editor_knows_the_meaning_of_every_word(validators: dict[str, Draft7Validator]) -> None:
    kind: Any = validators["event"].schema["properties"]["kind"]
    assert len(kind["enum"]) == len(kind["enumDescriptions"])
    assert "meeting" in kind["enum"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("kind: meeting", "kind: meting", "$.kind: 'meting' is not one of"),
        ("role: host", "role: hosts", "$.actors[1].role: 'hosts' is not one of"),
        ("title: Harbour", "tittle: Harbour", "'tittle' was unexpected"),
        ("  follows:", "  folows:", "$.relations: 'folows' is not one of"),
        ("id: oil", "id: Oil!", "$.pledges[0].id: 'Oil!' does not match"),
        ("value: 12,", "value: twelve,", "$.figures[0].value: 'twelve' is not valid under any"),
        ("country: FO", "country: Faroes", "$.places[1].country: 'Faroes' does not match"),
        ("wikidata:", "wikidta:", "$.identifiers: 'wikidta' is not one of"),
    ],
)
def test_an_editor_finds_what_the_checks_find(validators: dict[str, Draft7Validator], tiny: Path, old: str, new: str, fault: str) -> None:
    text = (tiny / "events" / "2019" / "harbour-conference.yml").read_text("utf-8")
    assert old in text
    assert fault in "\n".join(faults(validators["event"], text.replace(old, new, 1)))


@pytest.mark.parametrize("name", SCHEMAS)
def test_an_editor_explains_every_field(validators: dict[str, Draft7Validator], name: str) -> None:
    whole: Any = validators[name].schema
    parts = {"": whole, **whole.get("definitions", {})}
    properties = [(part, key, value) for part, schema in parts.items() for key, value in schema.get("properties", {}).items()]
    assert properties
    assert [f"{part}.{key}" for part, key, value in properties if not value.get("description")] == []
