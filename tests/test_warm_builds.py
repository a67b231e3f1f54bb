"""Real builds that remember: by one process or two, cold or warm, after an edit or none, they publish the same bytes."""

import re
import shutil
from pathlib import Path

import pytest

from tests.building import copy_project
from tests.faults import assert_the_index_is_whole, build, litter, tree

pytestmark = pytest.mark.site
Builds = tuple[Path, dict[str, bytes], dict[str, bytes]]


def edit(project: Path) -> None:
    """Another title, another name of an actor, an event less, one of a later year more, a tombstone and another hand-written page."""
    events, actors = project / "content" / "events", project / "content" / "actors"
    for file, old, new in (
        (events / "2019" / "harbour-conference.yml", "title: Harbour", "title: Old harbour"),
        (actors / "mara-quill.yml", "name: Mara", "name: Lara"),
        (project / "content" / "pages" / "about.md", "# ", "# All "),
    ):
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")
    gone = events / "2021" / "lamp-count-corrected.yml"
    (events / "2023").mkdir()
    (events / "2023" / "late-watch.yml").write_text((events / "2020" / "storm-watch.yml").read_text("utf-8").replace("2020-02-10/..", "2023-02-10"), "utf-8")
    gone.unlink()
    with (project / "content" / "moved.yml").open("a", encoding="utf-8") as moved:
        moved.write("- {id: lamp-count-corrected, to: harbour-conference, date: 2023-03-01, why: They are one.}\n")


def said(project: Path, site: Path, home: Path, processes: int) -> str:
    code, words = build(project, site, home=home, PROCESSES=str(processes))
    assert code == 0, words
    assert_the_index_is_whole(site)
    assert litter(site) == []
    return words


def kept(words: str) -> int:
    found = re.search(r"(\d+) of them as they were", words)
    return int(found[1]) if found else 0


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    """A project, and what a cold build by one process makes of it and of it after the edit."""
    folder = tmp_path_factory.mktemp("warm")
    made = []
    for name in ("before", "after"):
        project = copy_project(folder / name)
        if name == "after":
            edit(project)
        assert kept(said(project, folder / "site" / name, folder, 1)) == 0
        made.append(tree(folder / "site" / name))
        shutil.rmtree(project / ".cache")
    assert made[0] != made[1]
    return folder / "before", made[0], made[1]


@pytest.mark.parametrize("processes", [1, 2])
def test_cold_and_warm_builds_by_any_number_of_processes_publish_the_same(builds: Builds, tmp_path: Path, processes: int) -> None:
    project, site = Path(shutil.copytree(builds[0], tmp_path / "project")), tmp_path / "site"
    pages = sum(name.endswith("index.html") for name in builds[1])
    assert kept(said(project, site, tmp_path, processes)) == 0
    assert tree(site) == builds[1]
    assert pages * 0.6 < kept(said(project, site, tmp_path, processes)) < pages
    assert tree(site) == builds[1]
    edit(project)
    assert 0 <= kept(said(project, site, tmp_path, 3 - processes)) < pages
    assert tree(site) == builds[2]
    kept_before = kept(said(project, site, tmp_path, processes))
    assert kept_before > pages * 0.6
    for name in ("records-0", "pages"):
        file = project / ".cache" / "chronology" / name
        file.write_bytes(file.read_bytes()[: -1 if name == "records-0" else 40])
    (site / "events" / "storm-watch" / "index.html").write_text("by hand")
    assert kept(said(project, site, tmp_path, processes)) == 0
    assert tree(site) == builds[2]


def test_a_build_without_a_home_remembers_nothing_and_publishes_the_same(builds: Builds, tmp_path: Path) -> None:
    project = Path(shutil.copytree(builds[0], tmp_path / "project"))
    for _ in range(2):
        code, words = build(project, tmp_path / "site", "import os\ndel os.environ['HOME']", home=tmp_path)
        assert (code, kept(words)) == (0, 0), words
    assert tree(tmp_path / "site") == builds[1]
    assert not (project / ".cache").exists()


def test_a_cache_that_a_contributor_made_a_link_is_not_followed(builds: Builds, tmp_path: Path) -> None:
    project, elsewhere = Path(shutil.copytree(builds[0], tmp_path / "project")), tmp_path / "elsewhere"
    (elsewhere / "chronology").mkdir(parents=True)
    (elsewhere / "chronology" / "records-0").write_text("mine")
    (project / ".cache").symlink_to(elsewhere)
    code, words = build(project, tmp_path / "site", home=tmp_path)
    assert code == 0, words
    assert tree(elsewhere) == {"chronology/records-0": b"mine"}
    assert tree(tmp_path / "site") == builds[1]
