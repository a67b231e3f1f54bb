"""Which sources are independent: one agency in ten papers is one family."""

import pytest

from chronology.families import families_of, independent_families
from chronology.records.model.base import Source
from chronology.records.vocabulary import FamilyWord, Vocabulary
from tests.models import made

NAMES = {"families": {"tpa": FamilyWord.model_validate({"name": "Tide Press", "definition": "x", "names": ["TPA", "Tide Press Agency"]})}}


def source(vocabulary: Vocabulary, publisher: str, *agencies: str) -> Source:
    given = {"agency": list(agencies)} if agencies else {}
    rest = {"title": "x", "url": "https://a.example.org/", "language": "en", "consulted": "2022", "read": "full"}
    return made(Source, {"publisher": publisher, **rest, **given}, vocabulary)


@pytest.mark.parametrize(
    ("sources", "families"),
    [
        ([], ()),
        ([("Gazette",)], ("Gazette",)),
        ([("Gazette",), ("Gazette",)], ("Gazette",)),
        ([("Gazette", "TPA"), ("Herald", "TPA")], ("Tide Press",)),
        ([("Gazette", "TPA"), ("Tide Press Agency",)], ("Tide Press",)),
        ([("Gazette",), ("Herald", "TPA")], ("Gazette", "Tide Press")),
        ([("Gazette", "Lamp Wire", "TPA")], ("Lamp Wire",)),
        ([("Gazette", "Lamp Wire", "TPA"), ("Herald", "TPA")], ("Tide Press",)),
        ([("Gazette", "Lamp Wire", "TPA"), ("Herald", "TPA"), ("Post", "Lamp Wire")], ("Lamp Wire", "Tide Press")),
    ],
)
def test_sources_are_as_many_as_their_independent_families(vocabulary: Vocabulary, sources: list[tuple[str, ...]], families: tuple[str, ...]) -> None:
    words = Vocabulary({**vocabulary.lists, **NAMES})
    given = [source(words, *each) for each in sources]
    assert independent_families(given, words) == families
    assert independent_families(reversed(given), words) == families


def test_an_agency_stands_before_the_paper_that_carries_it(vocabulary: Vocabulary) -> None:
    assert families_of(source(vocabulary, "Gazette", "TPA"), vocabulary) == ("TPA",)
