"""Sites that grow from the one published before the last, as while serving: each is as one made from nothing."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from chronology import claims
from chronology import publish as module
from chronology import write as writing
from chronology.maps import World
from chronology.published import NAME, SITES
from chronology.render.page import Settings
from chronology.write import discard
from tests.test_publish import EVENT, Site
from tests.test_same_pages import tree


@pytest.fixture
def site(tmp_path: Path, settings: Settings, world: World) -> Site:
    """Built once."""
    site = Site(tmp_path, settings, world)
    site.spare, site.cache = True, replace(site.cache, memory={})
    assert site.build() == 0
    return site


def forget(site: Site) -> None:
    """What stands where must be found out."""
    assert site.cache.memory is not None
    site.cache.memory.pop(SITES, None)


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("known", [False, True])
def test_a_site_that_grows_from_the_last_but_one_is_as_a_fresh_one(site: Site, known: bool, processes: int) -> None:
    """Whatever became of either in the meantime."""

    def build() -> int:
        if not known:
            forget(site)
        return site.build(processes)

    spare = site.path.with_name(".site.building") / "new"
    event = site.content / "events" / "2020" / "storm-watch.yml"
    text = event.read_text("utf-8")
    for number in range(3):
        event.write_text(text.replace("Storm watch", f"Storm watch {number}"), "utf-8")
        assert build() < site.whole
        assert build() == site.whole
    assert len(tree(spare)) == len(tree(site.path))
    gale = event.with_name("gale-watch.yml")
    gale.write_text(text, "utf-8")
    build()
    assert "events/gale-watch/index.html" in tree(site.path)
    build()
    gale.unlink()
    for _ in range(2):
        build()
        assert "events/gale-watch/index.html" not in tree(site.path)
    discard(spare.parent)  # as after a build that failed
    build()
    assert build() == site.whole
    for top in (spare, site.path):
        (top / EVENT).write_text("by hand")
        discard(top / "years")
        if not known:
            (top / "events" / "storm-watch" / "stray.html").write_text("stray")
            (top / "events" / "stray").mkdir()
    next(spare.glob("assets/maps/*.svg")).unlink()
    build()
    assert build() == site.whole
    assert site.cache.memory
    site.cache.memory.clear()
    assert build() == 0


def test_what_no_record_has_made_is_there_as_long_as_it_is_made(site: Site) -> None:
    event = "events/storm-watch/about/index.html"
    for others in ({event: "by the engine"}, {EVENT: "in the place of a record's page"}, {}, {}, {}):
        site.others = others
        site.build()
        assert tree(site.path).get(event, b"").decode() == others.get(event, "")


def test_a_program_that_goes_on_looks_through_no_folder_and_keeps_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_clear", lambda folder, *_: ".site." in folder and pytest.fail("the spare is looked through"))
    event = site.content / "events" / "2020" / "storm-watch.yml"
    event.write_text(event.read_text("utf-8").replace("Storm watch", "Storm watched"), "utf-8")
    assert 0 < site.build() < site.whole
    assert site.build() == site.whole
    assert not (site.cache.folder / NAME).exists(), "no other program has this site"


def test_after_a_build_that_failed_the_spare_is_looked_through(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    event = site.content / "events" / "2020" / "storm-watch.yml"
    text = event.read_text("utf-8")
    gale = event.with_name("gale-watch.yml")
    gale.write_text(text, "utf-8")
    with monkeypatch.context() as harm:
        harm.setattr(module, "_draw", lambda *_: pytest.fail("the disk is full"))
        with pytest.raises(pytest.fail.Exception, match="the disk is full"):
            site.build()
    gale.unlink()
    looked: list[str] = []
    look = writing._clear

    def looks(folder: str, *rest: Any) -> bool:
        looked.append(folder)
        return look(folder, *rest)

    monkeypatch.setattr(writing, "_clear", looks)
    event.write_text(text.replace("Storm watch", "Storm seen"), "utf-8")
    assert 0 < site.build() < site.whole
    assert any(folder.endswith(".site.building/new") for folder in looked)
    event.write_text(text, "utf-8")
    assert 0 < site.build() < site.whole


def test_where_folders_cannot_be_exchanged_each_site_grows_anew(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "_exchange", lambda *_: False)
    for _ in range(3):
        assert site.build() == site.whole


def test_a_site_that_is_gone_is_made_again(site: Site) -> None:
    for _ in range(3):
        discard(site.path)
        site.build()
