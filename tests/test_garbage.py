"""What a build leaves is collected, and never while one is at work."""

import gc
import weakref
from collections.abc import Iterator
from threading import Timer
from threading import enumerate as enumerate_threads
from time import monotonic, sleep

import pytest

from chronology import garbage as module
from chronology.garbage import Garbage


class Circle:
    def __init__(self) -> None:
        self.self = self


@pytest.fixture
def garbage() -> Iterator[Garbage]:
    """Between builds, of which the first has ended."""
    found = Garbage()
    found.build_begins()
    found.build_ends(last=False)
    yield found
    found.stop()
    gc.enable()
    gc.unfreeze()


def test_what_a_build_leaves_is_collected_by_and_by(garbage: Garbage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "IDLE", 0.01)
    garbage.build_begins()
    left = weakref.ref(Circle())
    assert not gc.isenabled()
    garbage.build_ends(last=False)
    end = monotonic() + 10
    while left() and monotonic() < end:
        sleep(0.01)
    assert left() is None
    garbage.stop()
    assert gc.isenabled()


def test_a_build_that_comes_soon_collects_first_and_is_not_disturbed(garbage: Garbage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "IDLE", 60)
    garbage.build_begins()
    left = weakref.ref(Circle())
    garbage.build_ends(last=False)
    assert left()
    garbage.build_begins()
    assert left() is None
    assert not gc.isenabled()
    monkeypatch.setattr(gc, "collect", lambda: pytest.fail("it was collected already"))
    garbage.build_begins()


def test_an_end_that_is_told_twice_leaves_nothing_that_keeps_the_program_from_ending(garbage: Garbage) -> None:
    garbage.build_ends(last=False)
    assert sum(isinstance(each, Timer) for each in enumerate_threads()) == 1
    garbage.stop()
    assert not any(isinstance(each, Timer) for each in enumerate_threads())


def test_what_the_first_build_has_read_is_not_looked_through_again(garbage: Garbage) -> None:
    frozen = gc.get_freeze_count()
    assert frozen > 10_000
    garbage.build_begins()
    garbage.build_ends(last=False)
    assert gc.get_freeze_count() >= frozen


def test_the_last_build_leaves_nothing_to_wait_for(monkeypatch: pytest.MonkeyPatch) -> None:
    garbage = Garbage()
    garbage.build_begins()
    monkeypatch.setattr(module, "Timer", lambda *_: pytest.fail("something is begun"))
    garbage.build_ends(last=True)
    gc.enable()
    gc.unfreeze()
