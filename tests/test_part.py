"""Parts of records: small, whole, and never changed."""

import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError

import pytest
from pydantic import ValidationError

from chronology.records.dates import parse_date
from chronology.records.model.actor import Belonging
from chronology.records.model.base import Correction
from chronology.records.model.event import Figure
from chronology.records.model.part import PARTS, Part, fields_of, getter
from chronology.records.vocabulary import Vocabulary
from tests.models import changed, made

FIGURE = {"what": "killed", "at-least": "3", "as-of": "2021-06", "sources": ["ap"]}


@pytest.fixture(scope="module")
def figure(vocabulary: Vocabulary) -> Figure:
    return made(Figure, FIGURE, vocabulary)


@pytest.mark.parametrize("kind", PARTS, ids=lambda kind: kind.__name__)
def test_a_part_has_no_room_for_more_than_its_fields(kind: type[Part]) -> None:
    assert set(kind.__slots__) == set(fields_of(kind))
    assert not hasattr(kind.__new__(kind), "__dict__")


def test_every_part_is_made_so(figure: Figure) -> None:
    names = {each.__name__ for each in Part.__subclasses__()}
    assert {each.__name__ for each in PARTS} == names > {type(figure).__name__}
    assert len(PARTS) == len(names)


def test_no_value_changes(figure: Figure) -> None:
    with pytest.raises((FrozenInstanceError, ValidationError)):
        figure.value = 4  # type: ignore[misc]
    with pytest.raises((FrozenInstanceError, ValidationError)):
        del figure.value
    assert figure.value is None


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda part: pickle.loads(pickle.dumps(part, 5))], ids=["copy", "deepcopy", "pickle"])
def test_a_copy_is_equal(figure: Figure, again: Callable[[Figure], Figure]) -> None:
    other = again(figure)
    assert other == figure
    assert hash(other) == hash(figure)
    assert other != changed(figure, at_least=4)


def test_fields_are_written_as_in_yaml(figure: Figure) -> None:
    assert (figure.at_least, figure.as_of) == (3, parse_date("2021-06"))
    assert made(Belonging, {"id": "coast", "from": "2014"}).from_ == parse_date("2014")


@pytest.mark.parametrize("key", ["from_", "self", "cls", "__class__", "args", "kwargs", ""])
def test_other_keys_are_refused(key: str) -> None:
    with pytest.raises(ValidationError, match="Unexpected keyword argument"):
        made(Belonging, {"id": "coast", key: "2014"})


def test_values_come_together_also_where_there_is_one() -> None:
    correction = made(Correction, {"date": "2021", "what": "It said x.", "why": "A letter."})
    assert getter(["what"])(correction) == ("It said x.",)
    assert getter(["why", "what"])(correction) == ("A letter.", "It said x.")
