"""Building: the same bytes from the same input, and never a half or a wrong site."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chronology.claims import MARK, claim, release
from tests.building import ROOT, copy_project, mkdocs
from tests.faults import tree

pytestmark = pytest.mark.site

TEXT = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".map"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of one's own, with the tiny chronology."""
    return copy_project(tmp_path / "project")


def publish_something_before(site: Path) -> dict[str, bytes]:
    (site / "events").mkdir(parents=True)
    (site / MARK).parent.mkdir(parents=True)
    (site / MARK).write_text("a site's file")
    (site / "index.html").write_text("the site as it was")
    (site / "events" / "old.html").write_text("an old page")
    return tree(site)


def test_the_same_input_gives_the_same_bytes(site: Path, site_url: str, tmp_path: Path) -> None:
    again = tmp_path / "elsewhere" / "again"
    again.parent.mkdir()
    done = mkdocs(ROOT, again, site_url, PYTHONHASHSEED="7", TZ="Pacific/Kiritimati")
    assert done.returncode == 0, done.stdout
    first, second = tree(site), tree(again)
    assert set(first) == set(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_nothing_of_the_machine_stands_in_the_site(site: Path) -> None:
    traces = [str(ROOT), str(site.parent), str(Path.home()) + "/", os.uname().nodename if len(os.uname().nodename) > 8 else str(ROOT)]
    found = [(path.name, trace) for path in site.rglob("*") if path.suffix in TEXT for trace in traces if trace in path.read_text("utf-8")]
    assert found == []


def test_the_builds_clock_stands_nowhere(project: Path, tmp_path: Path) -> None:
    """The tiny chronology knows no day after 2023, and SOURCE_DATE_EPOCH is of 2024."""
    before = datetime.now(UTC)
    done = mkdocs(project, tmp_path / "site")
    assert done.returncode == 0, done.stdout
    forms = ["%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%Y%m%d"]
    days = {day.strftime(form).lstrip("0") for day in (before, datetime.now(UTC), datetime.now()) for form in forms}
    assert [(name, day) for name, data in tree(tmp_path / "site").items() for day in days if day.encode() in data] == []


def test_the_folder_is_replaced_whole(project: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish_something_before(site)
    done = mkdocs(project, site)
    assert done.returncode == 0, done.stdout
    made = tree(site)
    assert "events/old.html" not in made
    assert "events/harbour-conference/index.html" in made
    assert not any(name.startswith("shell/") for name in made)
    written = (b"@@chronology:body@@.", b"@@chronology:head@@.<sup")  # a contributor's text, with what follows it
    assert [name for name, data in made.items() if data.count(b"@@chronology:") != sum(map(data.count, written))] == []
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".site")] == []


FAULTS = {
    "broken YAML": ("content/events/2021/broken.yml", "title: Lamps\nkind: [\ndate: 2021\n", "content/events/2021/broken.yml:2:7: the YAML cannot be read"),
    "an unknown word": ("content/actors/kelp.yml", "name: Kelp\nkind: weed\n", "content/actors/kelp.yml:2:7: `weed` is not an actor kind"),
    "a broken link": ("content/pages/about.md", "# About\n\n[Nowhere](nowhere.md)\n", "nowhere.md"),
    "a broken fragment": ("content/pages/about.md", "# About\n\n[Nowhere](method.md#nowhere)\n", "nowhere"),
    "an unknown block": ("content/pages/about.md", "# About\n\n<!-- chronology: nowhere -->\n", "about.md`: `nowhere` is not a block"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_stops_the_build_and_leaves_the_published_site_as_it_was(project: Path, tmp_path: Path, name: str) -> None:
    file, text, said = FAULTS[name]
    (project / file).write_text(text)
    before = publish_something_before(tmp_path / "site")
    done = mkdocs(project, tmp_path / "site")
    assert done.returncode != 0
    assert said in done.stdout
    assert "Traceback" not in done.stdout
    assert tree(tmp_path / "site") == before


def test_a_stray_file_hides_no_error_of_the_records(project: Path, tmp_path: Path) -> None:
    before = publish_something_before(tmp_path / "site")
    (record,) = (project / "content").glob("events/*/storm-watch.yml")
    record.write_text(record.read_text("utf-8").replace("consulted: 2022", "consulted: 2099"), "utf-8")
    (project / "content" / "pages" / "stray.txt").touch()
    done = mkdocs(project, tmp_path / "site")
    assert done.returncode == 1
    assert "`2099-01-02` lies after today" in done.stdout
    assert "`stray.txt` is no page" in done.stdout
    assert tree(tmp_path / "site") == before


def test_a_build_after_a_broken_one_is_as_if_nothing_had_happened(project: Path, tmp_path: Path) -> None:
    good = project / "content" / "pages" / "about.md"
    text = good.read_text("utf-8")
    good.write_text("# About\n\n[Nowhere](nowhere.md)\n")
    assert mkdocs(project, tmp_path / "site").returncode != 0
    good.write_text(text)
    assert mkdocs(project, tmp_path / "site").returncode == 0
    assert mkdocs(project, tmp_path / "fresh").returncode == 0
    assert tree(tmp_path / "site") == tree(tmp_path / "fresh")


def test_two_builds_at_once_do_not_mix(project: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    before = publish_something_before(site)
    held = claim(site, project / "content")
    done = mkdocs(project, site)
    release(held)
    assert done.returncode != 0
    assert f"another build of `{site}` is at work" in done.stdout
    assert tree(site) == before
    assert mkdocs(project, site).returncode == 0


def test_what_is_wrong_with_the_content_is_told_where_the_site_cannot_be_claimed(project: Path, tmp_path: Path) -> None:
    site, broken = tmp_path / "site", project / "content" / "events" / "2021" / "broken.yml"
    publish_something_before(site)
    broken.write_text("title: Lamps\nkind: [\n")
    held = claim(site, project / "content")
    try:
        done = mkdocs(project, site)
    finally:
        release(held)
        broken.unlink()
    assert done.returncode != 0
    assert f"another build of `{site}` is at work" in done.stdout
    assert "content/events/2021/broken.yml:" in done.stdout
    assert "Traceback" not in done.stdout


def test_what_a_killed_build_left_is_put_right(project: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish_something_before(site)
    half = tmp_path / ".site.building" / "new" / "half.html"
    half.parent.mkdir(parents=True)
    half.write_text("half")
    site.rename(tmp_path / ".site.building" / "old")
    assert mkdocs(project, site).returncode == 0
    assert "half.html" not in tree(site)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".site")) == []
