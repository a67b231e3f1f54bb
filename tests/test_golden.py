"""The pages of the tiny chronology, as they were looked at and found right."""

from collections.abc import Mapping
from html.parser import HTMLParser

import pytest

from chronology.render.page import Page
from chronology.render.pages import pages
from chronology.render.view import View
from tests.golden import GOLDEN, assert_golden

LOOKED_AT = [
    "events/harbour-conference/",
    "events/ferry-blockade/",
    "events/storm-watch/",
    "events/harbour-meeting/",
    "actors/ashen-band/",
    "actors/harbour-league/",
    "actors/mara-quill/",
    "actors/kelp-league/",
    "countries/no/",
    "countries/gl/",
    "years/2019/",
    "years/2021/",
    "kinds/meeting/",
    "storylines/coalition-ministerials/",
]


@pytest.fixture(scope="session")
def made(view: View) -> Mapping[str, Page]:
    return {page.address: page for page in pages(view)}


@pytest.mark.parametrize("address", LOOKED_AT)
def test_a_page_is_as_it_was(pytestconfig: pytest.Config, made: Mapping[str, Page], address: str) -> None:
    page = made[address]
    head = f"<title>{page.title}</title>\n{page.description}\n{page.edit}\n{page.head}\n"
    assert_golden(pytestconfig, f"{address.rstrip('/')}.html", f"{head}\n{page.body}")


def test_no_golden_file_is_left_over() -> None:
    assert {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.html")} <= {f"{address.rstrip('/')}.html" for address in LOOKED_AT}


def test_every_record_has_one_page_with_an_address_of_its_own(view: View) -> None:
    addresses = [page.address for page in pages(view)]
    chronology = view.chronology
    assert len(set(addresses)) == len(addresses)
    assert {f"events/{event.id}/" for event in chronology.events} <= set(addresses)
    assert {f"actors/{id}/" for id in chronology.actors} <= set(addresses)
    assert {f"countries/{code.lower()}/" for code in chronology.countries} <= set(addresses)
    assert all(address.count("/") == 2 and address.endswith("/") for address in addresses)


def test_the_pages_are_the_same_every_time(view: View) -> None:
    assert list(pages(view)) == list(pages(view))


class _Elements(HTMLParser):
    """Collects what could run, or leads away."""

    def __init__(self) -> None:
        super().__init__()
        self.running: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        handlers = [name for name, _ in attrs if name.startswith("on") or name in ("style", "srcdoc", "formaction")]
        if handlers or tag in ("script", "img", "iframe", "object", "embed", "style", "base", "gull", "u", "b"):
            self.running.append(f"{tag} {handlers}")
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "action")]


def test_nothing_hostile_in_a_record_becomes_markup(made: Mapping[str, Page]) -> None:
    for page in made.values():
        elements = _Elements()
        elements.feed(page.body)
        assert elements.running == [], page.address
        assert [address for address in elements.addresses if not address.startswith(("../../", "#", "https://", "http://"))] == [], page.address


def test_a_templates_own_words_stay_text(made: Mapping[str, Page]) -> None:
    body = made["events/ferry-blockade/"].body
    assert "{{ 7*7 }} ]]&gt;" in body
    assert "{{ settings }} ]]&gt;" in body
    assert "@@chronology:body@@" in body
