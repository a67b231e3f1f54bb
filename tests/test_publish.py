"""Pages that are taken from the published site: only such as still are what was written there, and never so that the published site changes."""
# mypy: disable-error-code="func-returns-value"

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from chronology import publish as module
from chronology.cache import Cache
from chronology.claims import MARK, claim, release, swap
from chronology.link import link
from chronology.maps import World
from chronology.problem import BuildError
from chronology.publish import Made, Making
from chronology.published import NAME, Twin
from chronology.records.load import load
from chronology.render.page import Page, Settings
from chronology.render.shell import Shell
from chronology.render.view import View
from chronology.write import write
from tests.building import copy_tiny
from tests.test_same_pages import NONE, differences, shell, tree

EVENT = "events/storm-watch/index.html"


class Site:
    """A site of the tiny chronology, built as often as is asked for."""

    def __init__(self, folder: Path, settings: Settings, world: World) -> None:
        self.content, self.path = copy_tiny(folder / "content"), folder / "site"
        self.settings, self.world = settings, world
        self.cache = Cache(folder / "cache", bytes(32))
        self.shell: Shell = shell()

    spare = False
    """Whether what was published before is kept for the next build, as while serving."""
    others: Mapping[str, str] = MappingProxyType({})
    """Files by their paths that no record has made, as the engine's."""

    def pages(self, path: Path, cache: Cache, processes: int) -> Made:
        view = View(link(load(self.content)), self.settings, self.world)
        claimed = claim(path, self.content, spare=self.spare and path == self.path)
        try:
            made = Making(view, self.shell, Twin(claimed, cache, processes), processes).made()
            written = write(self.others.items(), claimed.new)
            swap(claimed)
            made.remember(written)
        finally:
            release(claimed)
        return made

    @property
    def whole(self) -> int:
        """How many pages there are."""
        return len([*self.path.rglob("*.html")])

    def build(self, processes: int = 1) -> int:
        """How many pages a warm build took as they were; it is proven to make what a cold one makes, with the same modes."""
        made = self.pages(self.path, self.cache, processes)
        fresh = self.path.with_name("fresh")
        self.pages(fresh, NONE, 1)
        assert differences(tree(self.path), tree(fresh)) == []
        modes = [{path.relative_to(top): path.stat().st_mode for path in top.rglob("*")} for top in (self.path, fresh)]
        assert modes[0] == modes[1]
        return made.kept


@pytest.fixture
def site(tmp_path: Path, settings: Settings, world: World) -> Site:
    """Built once."""
    site = Site(tmp_path, settings, world)
    assert site.build() == 0
    return site


def test_a_second_build_takes_all_pages_and_writes_none(site: Site) -> None:
    numbers = {path: path.stat().st_ino for path in site.path.rglob("*") if path.suffix in (".html", ".svg")}
    assert site.build() == site.whole
    assert {path: path.stat().st_ino for path in numbers} == numbers


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_any_number_of_processes_makes_the_same_site(site: Site, processes: int) -> None:
    assert site.build(processes) == site.whole
    (site.cache.folder / NAME).unlink()
    assert site.build(processes) == 0
    file = site.content / "events" / "2020" / "storm-watch.yml"
    file.write_text(file.read_text("utf-8").replace("Storm watch", "Storm match"), "utf-8")
    assert 0 < site.build(processes) < site.whole


HARMS: dict[str, Callable[[Path], object]] = {
    "deleted": lambda page: page.unlink(),
    "emptied": lambda page: page.write_bytes(b""),
    "edited": lambda page: page.write_bytes(page.read_bytes().replace(b"Storm", b"Stern")),
    "replaced by a copy of the same times": lambda page: (
        page.with_name("copy").write_bytes(page.read_bytes().replace(b"Storm", b"Stern")),
        os.utime(page.with_name("copy"), ns=(0, page.stat().st_mtime_ns)),
        page.with_name("copy").replace(page),
    ),
    "a folder": lambda page: (page.unlink(), page.mkdir()),
    "a link": lambda page: (page.rename(page.parents[2] / "aside"), page.symlink_to(page.parents[2] / "aside")),
    "hidden from others": lambda page: page.chmod(0o600),
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_page_that_was_changed_by_hand_is_made_anew(site: Site, harm: str) -> None:
    HARMS[harm](site.path / EVENT)
    assert site.build() == site.whole - 1
    assert site.build() == site.whole


def test_a_map_that_was_changed_by_hand_is_drawn_anew(site: Site) -> None:
    drawn = next(site.path.glob("assets/maps/*.svg"))
    drawn.write_text("<svg/>")
    site.build()
    assert drawn.read_text() != "<svg/>"
    assert site.build() == site.whole


def test_a_site_that_is_gone_or_elsewhere_is_made_anew(site: Site) -> None:
    site.path.rename(site.path.with_name("aside"))
    assert site.build() == 0
    assert site.build() == site.whole
    site.path = site.path.rename(site.path.with_name("moved"))
    assert site.build() == 0


def test_another_shell_other_words_and_another_program_make_all_pages_anew(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.shell = Shell(["<b>", *site.shell.literals[1:]], *[getattr(site.shell, name) for name in ("names", "opening", "middle", "closing", "between")])
    assert site.build() == 0
    assert site.build() == site.whole
    words = site.content / "vocabulary" / "grades.yml"
    words.write_text(words.read_text("utf-8").replace("name: Confirmed", "name: Sure"), "utf-8")
    assert site.build() == 0
    assert site.build() == site.whole
    monkeypatch.setattr(module, "code_version", lambda: b"another")
    assert site.build() == 0


def test_another_mask_makes_all_files_anew(site: Site) -> None:
    mask = os.umask(0o027)
    try:
        assert site.build() == 0
        assert site.build() == site.whole
    finally:
        os.umask(mask)


@pytest.mark.parametrize("harm", ["deleted", "cut", "changed", "foreign", "a folder"])
def test_a_cache_that_cannot_be_trusted_is_not_used(site: Site, harm: str) -> None:
    file = site.cache.folder / NAME
    data = file.read_bytes()
    if harm in ("deleted", "a folder"):
        file.unlink()
    if harm == "a folder":
        file.mkdir()
    elif harm == "cut":
        file.write_bytes(data[:-1])
    elif harm == "changed":
        file.write_bytes(data.replace(b"storm-watch", b"storm-match"))
    elif harm == "foreign":
        site.cache = Cache(site.cache.folder, b"another key of as many bytes....")
    assert site.build() == 0
    assert site.build() == (0 if harm == "a folder" else site.whole)


def test_an_older_cache_than_the_site_takes_nothing_that_is_not_as_it_says(site: Site) -> None:
    """As when a build is killed after the swap and before it remembers."""
    old = (site.cache.folder / NAME).read_bytes()
    file = site.content / "events" / "2020" / "storm-watch.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("Storm watch", "Storm match"), "utf-8")
    assert 0 < site.build() < site.whole
    (site.cache.folder / NAME).write_bytes(old)
    assert site.build() == 0
    (site.cache.folder / NAME).write_bytes(old)
    file.write_text(text, "utf-8")
    assert site.build() == 0


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("after", [0, 1, 7])
def test_a_build_that_fails_half_way_leaves_the_published_site_as_it_was(site: Site, monkeypatch: pytest.MonkeyPatch, processes: int, after: int) -> None:
    """Also the files that both have in common, and what is remembered of them."""
    before, old = tree(site.path), (site.cache.folder / NAME).read_bytes()
    for file in (site.content / "events").rglob("*.yml"):
        file.write_text(file.read_text("utf-8").replace("title: ", "title: Another ", 1), "utf-8")
    fill, done = Shell.fill, []

    def fails(self: Shell, page: Page, settings: Settings) -> str:
        done.append(page)
        if len(done) > after:
            raise BuildError("no more")
        return fill(self, page, settings)

    monkeypatch.setattr(Shell, "fill", fails)
    with pytest.raises(BuildError, match="no more"):
        site.pages(site.path, site.cache, processes)
    assert tree(site.path) == before
    assert (site.cache.folder / NAME).read_bytes() == old
    assert [path.name for path in site.path.parent.iterdir() if path.name.startswith(".site")] == []
    monkeypatch.undo()
    assert site.build(processes) < site.whole


def test_a_file_with_a_second_name_in_the_published_site_is_never_written_to(site: Site) -> None:
    claimed = claim(site.path, site.content)
    page = site.path / EVENT
    before = page.read_bytes()
    (claimed.new / EVENT).parent.mkdir(parents=True)
    os.link(page, claimed.new / EVENT)
    write([(EVENT, "other")], claimed.new)
    assert page.read_bytes() == before
    assert (claimed.new / EVENT).read_text() == "other"
    release(claimed)
    assert page.read_bytes() == before


@pytest.mark.parametrize("harm", [Path.touch, lambda export: export.write_bytes(export.read_bytes().replace(b"Storm", b"Stern"))])
def test_an_export_that_was_changed_by_hand_makes_all_anew(site: Site, harm: Callable[[Path], object]) -> None:
    """Lines of events are taken from it."""
    harm(site.path / MARK)
    assert site.build() == 0
    assert site.build() == site.whole


def test_an_account_is_shown_on_no_page_but_its_events(site: Site) -> None:
    file = site.content / "events" / "2020" / "storm-watch.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("account: |\n  ", "account: |\n  Once more. "), "utf-8")
    assert site.build() == site.whole - 1
    file.write_text(text.replace("account: |\n", "account: >\n"), "utf-8")
    assert site.build() < site.whole - 1
