"""Blocks made ahead by another process are as those made in their place."""

import gc
import os
import weakref
from collections.abc import Iterator
from dataclasses import replace
from time import sleep

import pytest

from chronology.render.ahead import Ahead
from chronology.render.blocks import BLOCKS, block, fill, names_in
from chronology.render.environment import forget
from chronology.render.pages import pages
from chronology.render.view import View

WANTED = [(name, "../" if number % 2 else "") for number, name in enumerate(BLOCKS)]


@pytest.fixture(params=[1, 2, 3])
def ahead(view: View, request: pytest.FixtureRequest) -> Iterator[tuple[Ahead, View]]:
    own = replace(view, frames={})
    made = Ahead([*WANTED, WANTED[0]], own, request.param)
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
    monkeypatch.setattr("chronology.render.ahead.block", lambda *_: sleep(600))
    made = Ahead(WANTED, view, 3)
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
        made = Ahead(WANTED, own, 1)
        assert all(made.values())
        assert list(pages(own))
        made.end()
        forget()
        del made, own
        assert known() is None
    finally:
        gc.enable()
