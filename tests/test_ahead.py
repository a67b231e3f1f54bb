"""Blocks made ahead by another process are as those made in their place."""

import gc
import os
import weakref
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import sleep

import pytest

from chronology.ahead import Ahead
from chronology.cache import Cache
from chronology.link import link
from chronology.maps import World
from chronology.records.load import load
from chronology.render.blocks import BLOCKS, block, fill, names_in
from chronology.render.environment import forget
from chronology.render.page import Settings
from chronology.render.pages import pages
from chronology.render.view import View
from tests.building import copy_tiny

WANTED = [(name, "../" if number % 2 else "") for number, name in enumerate(BLOCKS)]
NOTHING = Cache(Path("nowhere"), None)


@pytest.fixture(params=[1, 2, 3])
def ahead(view: View, request: pytest.FixtureRequest) -> Iterator[tuple[Ahead, View]]:
    own = replace(view, frames={})
    made = Ahead([*WANTED, WANTED[0]], own, NOTHING, request.param)
    yield made, own
    made.end()


def test_they_are_the_same_and_so_are_their_maps(ahead: tuple[Ahead, View], view: View) -> None:
    made, own = ahead
    alone = replace(view, frames={})
    assert dict(made) == {(name, root): block(name, alone, root) for name, root in WANTED}
    assert own.frames == alone.frames
    assert own.frames


def test_what_was_not_made_ahead_is_made_in_its_place(ahead: tuple[Ahead, View]) -> None:
    made, own = ahead
    assert made.get(("home", "../../../")) is None
    assert fill("<!-- chronology: home -->", own, "../../../", ready=made).html == block("home", own, "../../../")


def test_nothing_is_waited_for_where_nobody_asks(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chronology.ahead.block", lambda *_: sleep(600))
    made = Ahead(WANTED, view, NOTHING, 3)
    others = [child.id for child in made._tasks._children]
    assert len(others) == 2
    made.end()
    for child in others:
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)
    made.end()


def test_only_blocks_that_there_are_are_begun() -> None:
    assert names_in("<!-- chronology: home --> text <!-- chronology: nowhere --><!--chronology:years-->") == ["home", "years"]


def test_a_view_is_let_go_when_its_blocks_and_pages_are_forgotten(view: View) -> None:
    """Without a look for circles, which a server that builds again and again leaves out."""
    own = replace(view, frames={})
    known = weakref.ref(own)
    gc.collect()
    gc.disable()
    try:
        made = Ahead(WANTED, own, NOTHING, 1)
        assert all(made.values())
        assert list(pages(own))
        made.end()
        forget()
        del made, own
        assert known() is None
    finally:
        gc.enable()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return copy_tiny(tmp_path / "content")


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


EDITS = {
    "events/2020/storm-watch.yml": ("title: Storm", "title: Gale"),
    "actors/mara-quill.yml": ("name: Mara", "name: Lara"),
    "vocabulary/grades.yml": ("name: Confirmed", "name: Sure"),
    "moved.yml": ("why: ", "why: Once more, "),
}


def test_blocks_are_kept_until_something_that_they_may_show_is_another(content: Path, settings: Settings, world: World) -> None:
    """Each time they are as those of a fresh build, with their maps."""
    cache = Cache(content.parent / "cache", bytes(32))
    today = settings

    def new() -> int:
        """How many had to be made."""
        own, alone = (View(link(load(content)), today, world) for _ in range(2))
        made = Ahead(WANTED, own, cache, 1)
        assert dict(made) == {(name, root): block(name, alone, root) for name, root in WANTED}
        assert own.frames == alone.frames
        return len(made._missing)

    assert new() == len(WANTED)
    assert new() == 0
    changed(content / "events" / "2020" / "storm-watch.yml", "account: |\n  ", "account: |\n  Once more. ")
    assert new() == 0
    for name, (old, text) in EDITS.items():
        changed(content / name, old, text)
        assert new() == len(WANTED), name
    today = replace(settings, today="2024-03-01")
    assert new() == len(WANTED)
    assert new() == 0


def test_a_block_that_no_page_asked_for_yet_is_made(view: View, tmp_path: Path) -> None:
    cache = Cache(tmp_path, bytes(32))
    assert len({**Ahead(WANTED[:2], view, cache, 1)}) == 2
    made = Ahead(WANTED[:4], view, cache, 1)
    assert len({**made}) == 4
    assert made._missing == WANTED[2:4]
