"""Whatever stands where it does not belong is told in our own words: no error of pydantic's lacks a sentence."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from chronology.records.load import Records
from chronology.records.messages import EXPECTED, problems_of
from chronology.records.model import Actor, Country, Event, Moved, Origin
from chronology.records.vocabulary import LISTS
from chronology.records.yaml import parse
from chronology.rules import CATALOGUE
from tests.building import ROOT, TINY

OWN = {"chronology", "missing", "extra_forbidden", "unexpected_keyword_argument", "literal_error"}
WRONG: list[Any] = [None, "", " ", "x", "x\ny", [], ["x"], [[]], [None], {}, {"x": "y"}, {"x": {}}, {"x": None}, "1_000", "9" * 5000]
FULL = [
    (Event, "events/2019/harbour-conference.yml", ()),
    (Actor, "actors/harbour-league.yml", ()),
    (Country, "countries/NO.yml", ()),
    (Moved, "moved.yml", (0,)),
]
"""Records of the tiny chronology that use nearly every key, by model, file and place in it."""


def spoilt(value: Any, top: Any) -> Iterator[Any]:
    """`top`, again and again, each time with a wrong value in the place of one that lies in `value`, or with a key too much or too few."""
    items = list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    for key, inner in items:
        for wrong in WRONG:
            value[key] = wrong
            yield top
        value[key] = inner
        yield from spoilt(inner, top)
        if isinstance(value, dict):
            del value[key]
            yield top
            value[key] = inner
            value["x"] = inner
            yield top
            del value["x"]


def judged(model: type[BaseModel], value: Any, records: Records) -> int:
    """How many problems a value has; each must be told by a rule of the catalogue, from an error that has a sentence."""
    origin = Origin("x", "content/x.yml", "")
    error = refused(model, value, {"origin": origin, "vocabulary": records.vocabulary})
    if error is None:
        return 0
    assert {details["type"] for details in error.errors()} <= OWN | set(EXPECTED)
    problems = list(problems_of(error, model, origin))
    assert {problem.rule for problem in problems} <= set(CATALOGUE)
    return len(problems)


def refused(model: type[BaseModel], value: Any, context: dict[str, object]) -> ValidationError | None:
    try:
        model.model_validate(copy.deepcopy(value), context=context)
    except ValidationError as error:
        return error
    return None


@pytest.mark.parametrize(("model", "file", "place"), FULL, ids=lambda it: it.__name__ if isinstance(it, type) else None)
def test_every_wrong_value_of_a_record_has_a_sentence(model: type[BaseModel], file: str, place: tuple[int, ...], records: Records) -> None:
    value = parse((TINY / file).read_text("utf-8")).value
    for part in place:
        value = value[part]
    assert judged(model, value, records) == 0
    found = [judged(model, wrong, records) for wrong in spoilt(value, value)]
    assert sum(map(bool, found)) > 20
    assert all(judged(model, wrong, records) for wrong in WRONG if wrong != {})


@pytest.mark.parametrize("name", LISTS)
def test_every_wrong_value_of_a_word_has_a_sentence(name: str, records: Records) -> None:
    words = parse((ROOT / "content" / "vocabulary" / f"{name}.yml").read_text("utf-8")).value
    word = next(iter(words.values()))
    assert judged(LISTS[name], word, records) == 0
    found = [judged(LISTS[name], wrong, records) for wrong in spoilt(word, word)]
    assert any(found)
