"""Loaded terms: found in the site's own voice only, as whole words, with their line."""

from dataclasses import replace

import pytest

from chronology.records.load import Records
from chronology.records.vocabulary import LoadedWord, Vocabulary
from chronology.rules.wording import loaded_term
from tests.models import changed

WORDS = {
    "gloomy": LoadedWord.model_validate(
        {"name": "gloomy", "forms": ["gloomily", "so-called lamp"], "instead": "dark", "definition": "It complains.", "except": ["Gloomy Sunday"]}
    )
}


@pytest.fixture
def gloomy(records: Records) -> Records:
    return replace(records, vocabulary=Vocabulary({**records.vocabulary.lists, "loaded-terms": WORDS}))


@pytest.mark.parametrize(
    ("account", "lines"),
    [
        ("It was\nGLOOMY, and gloomily\n\nlit by a so-called\nlamp.", [1, 1, 3]),
        ("ungloomy gloomyish called", []),
        ('"a gloomy b" \u201cgloomy\u201d \u00abgloomy\u00bb \u201egloomy\u201c \u2018gloomy\u2019 `gloomy`', []),
        ("> gloomy\n\n- gloomy", [2]),
        ("l\u0131t G\u0131oomy", []),
        ("gloom\u0131ly gloomy", [0]),
        ("On Gloomy\nSunday, a gloomy Sunday night; gloomy.", [1]),
        ('It\'s gloomy, isn\'t it? "A" gloomy "b"', [0, 0]),
    ],
)
def test_a_loaded_term_is_found_by_its_line(gloomy: Records, account: str, lines: list[int]) -> None:
    event = gloomy.events[0].model_copy(update={"account": account, "title": "A", "summary": "B"})
    found = list(loaded_term(event, gloomy))
    assert [finding.line for finding in found] == lines
    assert {finding.hint for finding in found} <= {"write dark; or quote who says so"}


@pytest.mark.parametrize("piece", ["\u201c", "\u201e", "\u00ab", "\u2018", '"', "`", "gloomy "])
def test_marks_made_to_take_long_come_to_an_end(gloomy: Records, piece: str) -> None:
    event = gloomy.events[0].model_copy(update={"account": "gloomy " + piece * 40_000})
    assert next(iter(loaded_term(event, gloomy))).line == 0


def test_titles_and_summaries_are_judged_and_titles_of_sources_are_not(gloomy: Records) -> None:
    event = gloomy.events[0]
    sources = {name: changed(source, title="Gloomy") for name, source in event.sources.items()}
    event = event.model_copy(update={"account": "A", "title": "Gloomy", "summary": "A gloomy B", "sources": sources})
    assert [finding.loc for finding in loaded_term(event, gloomy)] == [("title",), ("summary",)]


def test_the_real_words_are_lower_case_and_each_stands_once(records: Records, vocabulary: Vocabulary) -> None:
    forms = [form for word in vocabulary.words("loaded-terms").values() for form in (word.name, *word.forms)]
    assert len(forms) == len({form.casefold() for form in forms}) == len(vocabulary.loaded)
    assert 15 <= len(vocabulary.words("loaded-terms")) <= 25
