"""Generated places in hand-written pages."""

import re

import pytest

from chronology.render.blocks import BLOCKS, PLACE, UnknownBlockError, fill
from chronology.render.view import View
from tests.building import ROOT

WANTED = {path.name: PLACE.findall(path.read_text("utf-8")) for path in sorted((ROOT / "content" / "pages").glob("*.md"))}


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_fills_its_place_and_nothing_else(view: View, name: str) -> None:
    made = fill(f"<p>before</p><!-- chronology: {name} --><p>after</p>", view, "../")
    assert made.html.startswith("<p>before</p>")
    assert made.html.endswith("<p>after</p>")
    assert PLACE.search(made.html) is None
    assert all(re.search(rf'<h2[^>]* id="{heading.id}"', made.html) for heading in made.headings)


def test_an_unknown_block_is_an_error_that_names_the_known_ones(view: View) -> None:
    with pytest.raises(UnknownBlockError, match=r"`nowhere` is not a block; blocks: home, "):
        fill("<!-- chronology: nowhere -->", view, "")


def test_a_page_without_a_place_stays_as_it_is(view: View) -> None:
    assert fill("<p>&amp; {{ x }}</p>", view, "").html == "<p>&amp; {{ x }}</p>"


def test_every_block_stands_on_a_page_and_every_place_has_its_block() -> None:
    assert {name for names in WANTED.values() for name in names} == set(BLOCKS)
