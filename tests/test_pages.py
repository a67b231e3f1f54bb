"""Events that are odd but permitted have pages like any other."""

from pathlib import Path

import pytest

from chronology.build import Means, prepare
from chronology.cache import Cache
from chronology.exports.events_json import events_json
from chronology.render.blocks import BLOCKS, fill
from chronology.render.page import Settings
from chronology.render.pages import pages
from chronology.render.view import View
from tests.building import copy_tiny

PLAIN = """title: Lamps go out
kind: political
date: {date}
summary: All lamps went out.
account: |
  The lamps went out.[^tides]
sources:
  tides: {{title: Dark, publisher: Tide Gazette, url: "https://gazette.example.org/dark", language: zh-Hant-TW, consulted: 2022, read: full}}
grade: probable
{more}
"""
ODD = {
    "at the pole, twice": (
        "2021",
        "places: [{name: N, country: AQ, lat: -90, lon: 180, precision: exact}, {name: S, country: AQ, lat: -90, lon: -180, precision: province}]",
    ),
    "in disputed lands": ("2021", "places: [{name: Pristina, country: XK, precision: country}]\ncountries: [TW, PS, EH, AX]"),
    "with very many killed": ("2021", "figures: [{what: killed, value: 999999999999999999, sources: [tides]}]"),
    "with empty lists": (
        "2021",
        "joins: [{organisation: harbour-league, members: []}]\nrelations: {follows: []}\ntags: []\nplaces: []\nactors: []\nfigures: []",
    ),
    "a member leaves": ("2021", "leaves: [{organisation: harbour-league, members: [IE]}]"),
    "some day in a decade": ("202X", ""),
    "some day until a year": ("../2021", ""),
    "at about and perhaps": ("2021-06~/2021-07?", ""),
    "tied twice": ("2021", "relations: {follows: [storm-watch], same-as: [storm-watch]}"),
    "one actor in two roles": ("2021", "actors: [{id: harbour-league, role: host}, {id: harbour-league, role: chair}]"),
}


def render_all(content: Path, settings: Settings) -> View:
    prepared = prepare(content, settings, Means(Cache(content, None), 1))
    assert prepared.problems == ()
    assert prepared.view is not None
    assert all(page.body for page in pages(prepared.view))
    assert all(fill(f"<!-- chronology: {name} -->", prepared.view, "").html is not None for name in BLOCKS)
    assert events_json(prepared.view.chronology, settings)
    return prepared.view


@pytest.mark.parametrize("name", ODD)
def test_an_odd_event_has_a_page(tmp_path: Path, settings: Settings, name: str) -> None:
    date, more = ODD[name]
    content = copy_tiny(tmp_path / "content")
    folder = content / "events" / ("2020" if "X" in date else "2021")
    (folder / "odd.yml").write_text(PLAIN.format(date=date, more=more))
    assert "odd" in render_all(content, settings).chronology.by_id


def test_a_chronology_without_anything_has_pages_too(tmp_path: Path, settings: Settings) -> None:
    content = copy_tiny(tmp_path / "content")
    for path in [*content.glob("events/*/*.yml"), *content.glob("actors/*.yml"), *content.glob("countries/*.yml"), content / "moved.yml"]:
        path.unlink()
    assert render_all(content, settings).chronology.events == ()
