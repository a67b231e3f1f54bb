"""What machines read in a page's head: it parses, and no text in it can end it."""

import json
import re
from html import unescape

import pytest

from chronology.link import Chronology
from chronology.render.page import Settings
from chronology.render.structured import breadcrumb, event_data, open_graph, script

HOSTILE = ["</script><script>alert(1)</script>", "<!--", "]]>", "\u2028\u2029", "&quot;", "\\u003c", '"\\', "{{ x }}", "\u202e", "é"]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_comes_back_from_json_ld_and_cannot_end_it(text: str) -> None:
    element = script({"name": text})
    opening, closing = '<script type="application/ld+json">', "</script>"
    assert element.startswith(opening)
    assert element.endswith(closing)
    inside = element[len(opening) : -len(closing)]
    assert not re.search("[<>&\u2028\u2029]", inside)
    assert json.loads(inside) == {"@context": "https://schema.org", "name": text}


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_comes_back_from_open_graph_and_cannot_end_its_attribute(settings: Settings, text: str) -> None:
    made = open_graph(text, "x/", settings)
    contents = re.findall(r'<meta property="og:[a-z_]+" content="([^"<>]*)">', made)
    assert [unescape(content) for content in contents] == ["article", text, "https://tiny.example/x/"]


def test_no_space_stands_between_values_in_json_ld() -> None:
    assert '"name":"a, b: c","url":"d"' in script({"name": "a, b: c", "url": "d"})


def test_the_page_itself_ends_the_way_to_it_without_an_address(settings: Settings) -> None:
    above, itself = breadcrumb([("Home", ""), ("X", "x/")], settings)["itemListElement"]
    assert above["item"] == settings.url
    assert itself == {"@type": "ListItem", "position": 2, "name": "X"}


@pytest.mark.parametrize(
    ("id", "days"),
    [
        ("harbour-conference", {"startDate": "2019-03-04", "endDate": "2019-03-06"}),
        ("tide-resolution", {"startDate": "2019-05"}),
        ("storm-watch", {"startDate": "2020-02-10"}),
        ("ferry-blockade", {}),
        ("lamps-lit-before-the-league", {"endDate": "2018-11"}),
        ("lamp-count-corrected", {}),
    ],
)
def test_the_days_of_an_event_are_iso_8601(chronology: Chronology, settings: Settings, id: str, days: dict[str, str]) -> None:
    data = event_data(chronology.by_id[id], chronology, settings)
    assert {key: data[key] for key in ("startDate", "endDate") if key in data} == days


def test_a_place_without_coordinates_has_no_point(chronology: Chronology, settings: Settings) -> None:
    places = event_data(chronology.by_id["harbour-conference"], chronology, settings)["location"]
    assert ["geo" in place for place in places] == [True, True, True, True, False]
