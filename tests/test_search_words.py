"""Words as the search compares them, by Python for the index and by the browser for a query: one list for both."""

from unicodedata import normalize

import pytest
from playwright.sync_api import Page

from chronology.link import Chronology
from chronology.records.load import load
from chronology.search.words import names, names_of, plain, spellings, token, words
from tests.building import ROOT

SPELLINGS = [
    ("Kobanê", ["kobane"]),
    ("Daesh's", ["daesh"]),
    ("Da'esh", ["daesh"]),
    ("Da’esh", ["daesh"]),
    ("'ISIS'", ["isis"]),
    ("al-Qa'ida", ["al", "qaida"]),
    ("État islamique", ["etat", "islamique"]),
    ("État islamique", ["etat", "islamique"]),
    ("snake_case 2,5", ["snake", "case", "2", "5"]),
    ("٢٠١٤ ۲۰۱۴", ["2014", "2014"]),
    ("داعش", ["داعش"]),
    ("دَاعِش", ["داعش"]),
    ("داعـــش", ["داعش"]),
    ("الدولة الإسلامية", ["دوله", "اسلاميه"]),
    ("الدوله الاسلاميه", ["دوله", "اسلاميه"]),
    ("والدولة بالعراق للشام", ["دوله", "عراق", "شام"]),
    ("أحمد إبراهيم آدم ٱلله", ["احمد", "ابراهيم", "ادم", "له"]),
    ("موسى علی کرکوک", ["موسي", "علي", "كركوك"]),
    ("مسؤول شاطئ", ["مسوول", "شاطي"]),
    ("ال", ["ال"]),
    ("반기문", ["반기문"]),
    ("", []),
    ("’ - ـ", []),
]
"""Texts and their words as they are compared, composed."""


def compared(text: str) -> list[str]:
    return list(map(plain, words(text)))


@pytest.mark.parametrize(("text", "expected"), SPELLINGS)
def test_words_are_compared_without_what_writers_vary(text: str, expected: list[str]) -> None:
    assert [normalize("NFC", word) for word in compared(text)] == expected


@pytest.mark.browser
def test_the_browser_compares_words_as_the_index_does(page: Page, served: str) -> None:
    script = """async ([base, texts]) => {
        const { reader } = await import(`${base}assets/search-words.js`);
        const { words } = reader(await (await fetch(`${base}assets/search.json`)).json());
        return texts.map((text) => words(text).map((word) => word.plain));
    }"""
    page.goto("privacy/")
    assert page.evaluate(script, [served, [text for text, _ in SPELLINGS]]) == [compared(text) for text, _ in SPELLINGS]


@pytest.mark.browser
def test_the_browser_knows_every_name_as_the_index_does(page: Page, served: str) -> None:
    actors = load(ROOT / "content").actors.values()
    known, texts = names(actors), [name for actor in actors for name in names_of(actor)]
    script = """async ([base, names]) => {
        const { reader } = await import(`${base}assets/search-words.js`);
        const { spans } = reader(await (await fetch(`${base}assets/search.json`)).json());
        return names.map((name) => spans(name).flatMap(({ id }) => id ?? []));
    }"""
    page.goto("privacy/")
    assert [{*ids} for ids in page.evaluate(script, [served, texts])] == [known.found(text) for text in texts]


@pytest.mark.browser
def test_the_browser_knows_a_token_as_the_index_does(page: Page, served: str) -> None:
    page.goto("privacy/")
    script = "async (base) => (await import(`${base}assets/search-words.js`)).token('is-west-africa-province')"
    assert page.evaluate(script, served) == token("is-west-africa-province")


def test_every_name_of_an_actor_means_it_unless_others_share_it(chronology: Chronology) -> None:
    known = names(chronology.actors.values())
    for actor in chronology.actors.values():
        for alias in actor.aliases:
            assert known.found(f"Then {alias.name}, they said.") <= {actor.id}
    assert set(known.by_words.values()) == set(chronology.actors)


def test_no_token_is_the_beginning_of_another(chronology: Chronology) -> None:
    tokens = [token(id) for id in chronology.actors] + [token("is"), token("is-x"), token("is-xy")]
    assert not [(one, other) for one in tokens for other in tokens if one != other and other.startswith(one)]


def test_an_arabic_name_is_held_as_written_and_as_compared() -> None:
    assert list(spellings("الدولة الإسلامية")) == ["الدولة الإسلامية", "دوله اسلاميه"]
    assert list(spellings("Daesh")) == ["Daesh"]
