"""Shares of a site, made apart, give the same site as one build."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from chronology.claims import MARK, SHARE, claim, release
from chronology.merge import merge
from chronology.problem import BuildError
from chronology.shard import WHOLE, Shard, shard_of
from tests.building import bare_environment, copy_project, mkdocs


@pytest.mark.parametrize(("text", "shard"), [("", WHOLE), ("1/1", WHOLE), ("2/3", Shard(2, 3)), ("10/12", Shard(10, 12))])
def test_a_shard_is_named_by_its_number_and_how_many_there_are(text: str, shard: Shard) -> None:
    assert shard_of(text) == shard


@pytest.mark.parametrize("text", ["0/3", "4/3", "2", "/", "a/b", "1/0", "-1/3", "1/3/5", " 1/3", "１/3", "1/99999"])
def test_what_names_no_shard_is_told(text: str) -> None:
    with pytest.raises(BuildError, match="is no shard; write its number and how many there are, as in 2/3"):
        shard_of(text)


@pytest.mark.parametrize("count", [1, 2, 3, 7, 20])
def test_shards_hold_everything_once(count: int) -> None:
    found = [item for number in range(1, count + 1) for item in Shard(number, count).of_all(range(10))]
    assert sorted(found) == list(range(10))


def share(folder: Path, number: int, count: int, inputs: str = "x", **more: object) -> Path:
    """A share with one page, as far as `merge` reads it."""
    page = f"events/e{number}/index.html"
    value = {
        "number": number,
        "count": count,
        "inputs": inputs,
        "url": "https://a.example/",
        "written": [""],
        "jobs": [[f"e{number}", [page], True]],
    }
    value |= {"maps": [], "gone": [], **more}
    (folder / page).parent.mkdir(parents=True)
    (folder / page).write_text(f"page {number}")
    (folder / "index.html").write_text(f"home of {number}")
    (folder / MARK).parent.mkdir(parents=True)
    (folder / MARK).write_text(f"[\nline {number}\n]\n")
    (folder / SHARE).write_text(json.dumps(value))
    return folder


def merged(folders: list[Path], site: Path, content: Path) -> dict[str, str]:
    claimed = claim(site, content)
    try:
        merge(folders, claimed, print, search=False)
    finally:
        release(claimed)
    return {path.relative_to(site).as_posix(): path.read_text() for path in site.rglob("*") if path.is_file()}


def test_shares_are_joined_whatever_their_order(tmp_path: Path) -> None:
    shares = [share(tmp_path / str(number), number, 3) for number in (1, 2, 3)]
    made = merged([shares[2], shares[0], shares[1]], tmp_path / "site", tmp_path / "content")
    assert made.pop("sitemap.xml").count("<loc>") == 4
    pages = {f"events/e{number}/index.html": f"page {number}" for number in (1, 2, 3)}
    assert made == {**pages, "index.html": "home of 1", "api/v1/events.json": "[\nline 1,\nline 2,\nline 3\n]\n"}


@pytest.mark.parametrize(
    ("numbers", "fact"),
    [
        ([(1, 3), (2, 3)], "the shares 1/3, 2/3 are there; 1/3, 2/3, 3/3 are wanted, each once"),
        ([(1, 2), (1, 2)], "the shares 1/2, 1/2 are there; 1/2, 2/2 are wanted, each once"),
        ([(1, 2), (2, 3)], "the shares 1/2, 2/3 are there; 1/2, 2/2 are wanted, each once"),
    ],
)
def test_shares_that_are_not_those_of_one_site_are_told(tmp_path: Path, numbers: list[tuple[int, int]], fact: str) -> None:
    folders = [share(tmp_path / str(n), *pair) for n, pair in enumerate(numbers)]
    with pytest.raises(BuildError, match=fact):
        merged(folders, tmp_path / "site", tmp_path / "content")
    assert not (tmp_path / "site").exists()


def test_shares_of_different_content_are_told(tmp_path: Path) -> None:
    folders = [share(tmp_path / str(number), number, 2, inputs=str(number)) for number in (1, 2)]
    with pytest.raises(BuildError, match="not made of the same content, by the same code"):
        merged(folders, tmp_path / "site", tmp_path / "content")


def test_a_share_that_names_files_elsewhere_writes_nothing_there(tmp_path: Path) -> None:
    folders = [share(tmp_path / "1", 1, 2), share(tmp_path / "2", 2, 2, jobs=[["x", ["../../outside.html"], True]])]
    with pytest.raises(BuildError, match=r"names files of others: .* lies outside the folder"):
        merged(folders, tmp_path / "deep" / "site", tmp_path / "content")
    assert not list(tmp_path.rglob("outside.html"))


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"number": 1}'])
def test_a_folder_without_a_share_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / SHARE).write_text(text)
    with pytest.raises(BuildError, match=r"holds no share; make it by `chronology build --shard 1/3"):
        merged([tmp_path / "x"], tmp_path / "site", tmp_path / "content")


@pytest.mark.parametrize("text", [None, "", "[\n]\n", "[\nline 2,\nline 3\n]\n", "[\nline 2,\n]\n"])
def test_a_share_without_its_events_is_told(tmp_path: Path, text: str | None) -> None:
    folders = [share(tmp_path / str(number), number, 2) for number in (1, 2)]
    (folders[1] / MARK).unlink()
    if text is not None:
        (folders[1] / MARK).write_text(text)
    with pytest.raises(BuildError, match=r"holds no share; make it by .* --site 2`"):
        merged(folders, tmp_path / "site", tmp_path / "content")
    assert not (tmp_path / "site").exists()


def tree(folder: Path) -> dict[str, bytes]:
    """All files but the search index: Pagefind names its pieces anew in each run."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file() and "pagefind" not in path.parts}


def chronology(project: Path, *arguments: str) -> None:
    environment = bare_environment(project, SITE_URL="https://chronology.example/", PYTHONPATH=str(Path(__file__).parent.parent))
    done = subprocess.run(
        [sys.executable, "-m", "chronology", *arguments], cwd=project, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.site
def test_three_shares_make_the_site_that_one_build_makes(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    built = mkdocs(project, tmp_path / "whole")
    assert built.returncode == 0, built.stdout
    for number in (1, 2, 3):
        chronology(project, "build", "--shard", f"{number}/3", "--site", f"share-{number}")
        shutil.rmtree(project / ".cache", ignore_errors=True)  # as on another machine
    chronology(project, "merge", "share-3", "share-1", "share-2", "--site", "site")
    one, other = tree(tmp_path / "whole"), tree(project / "site")
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []
    assert (project / "site" / "pagefind" / "pagefind.js").is_file()
