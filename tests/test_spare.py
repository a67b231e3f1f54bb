"""Sites that grow from the one published before the last, as while serving: each is as one made from nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from chronology import publish as module
from chronology import write as writing
from chronology.cache import Memory
from chronology.maps import World
from chronology.publish import NAME
from chronology.render.page import Settings
from chronology.write import discard
from tests.test_publish import EVENT, Site
from tests.test_same_pages import tree


@pytest.fixture
def site(tmp_path: Path, settings: Settings, world: World) -> Site:
    """Built once."""
    site = Site(tmp_path, settings, world)
    site.spare = True
    assert site.build() == 0
    return site


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("memory", [None, Memory()], ids=["looked through", "known"])
def test_a_site_that_grows_from_the_last_but_one_is_as_a_fresh_one(site: Site, memory: Memory | None, processes: int) -> None:
    """Whatever became of either in the meantime."""
    site.cache = replace(site.cache, memory=memory)
    spare = site.path.with_name(".site.building") / "new"
    event = site.content / "events" / "2020" / "storm-watch.yml"
    text = event.read_text("utf-8")
    for number in range(3):
        event.write_text(text.replace("Storm watch", f"Storm watch {number}"), "utf-8")
        assert site.build(processes) < site.whole
        assert site.build(processes) == site.whole
    assert len(tree(spare)) == len(tree(site.path))
    gale = event.with_name("gale-watch.yml")
    gale.write_text(text, "utf-8")
    site.build(processes)
    assert "events/gale-watch/index.html" in tree(site.path)
    site.build(processes)
    gale.unlink()
    for _ in range(2):
        site.build(processes)
        assert "events/gale-watch/index.html" not in tree(site.path)
    discard(spare.parent)  # as after a build that failed
    site.build(processes)
    assert site.build(processes) == site.whole
    if memory:
        return  # nobody else changes a file of a spare while its program goes on
    for top in (spare, site.path):
        (top / EVENT).write_text("by hand")
        (top / "events" / "storm-watch" / "stray.html").write_text("stray")
        (top / "events" / "stray").mkdir()
    next(spare.glob("assets/maps/*.svg")).unlink()
    site.build(processes)
    (site.cache.folder / NAME).unlink()
    assert site.build(processes) == 0


def test_a_program_that_goes_on_looks_through_no_folder_and_writes_what_it_remembers_when_it_ends(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.cache = replace(site.cache, memory=Memory())
    discard(site.path.with_name(".site.building"))
    site.build()
    known = site.cache.folder / NAME
    before = known.read_bytes()
    look = writing._stand
    monkeypatch.setattr(writing, "_stand", lambda folder, *rest: pytest.fail("the spare is looked through") if ".site." in folder else look(folder, *rest))
    event = site.content / "events" / "2020" / "storm-watch.yml"
    event.write_text(event.read_text("utf-8").replace("Storm watch", "Storm watched"), "utf-8")
    assert 0 < site.build() < site.whole
    assert site.build() == site.whole
    assert known.read_bytes() == before
    monkeypatch.undo()
    site.cache.settle()
    site.spare, site.cache = False, replace(site.cache, memory=None)
    assert known.read_bytes() != before
    assert site.build() == site.whole


def test_after_a_build_that_failed_the_spare_is_looked_through(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.cache = replace(site.cache, memory=Memory())
    site.build()
    event = site.content / "events" / "2020" / "storm-watch.yml"
    text = event.read_text("utf-8")
    event.write_text(text.replace("Storm watch", "Storm watched"), "utf-8")
    monkeypatch.setattr(module, "_draw", lambda *_: pytest.fail("the disk is full"))
    with pytest.raises(pytest.fail.Exception, match="the disk is full"):
        site.build()
    monkeypatch.undo()
    event.write_text(text.replace("Storm watch", "Storm seen"), "utf-8")
    assert 0 < site.build() < site.whole
    event.write_text(text, "utf-8")
    assert 0 < site.build() < site.whole
