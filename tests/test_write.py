"""Writing: a folder beside the published one, then both change places."""

from pathlib import Path

import pytest

from chronology import write as module
from chronology.write import discard, staging_of, swap, write


def tree(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(params=["exchange", "rename"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to swap: in one step, and where the system cannot do that."""
    if request.param == "rename":
        monkeypatch.setattr(module, "_exchange", lambda one, other: False)


@pytest.mark.usefixtures("_way")
def test_a_swap_replaces_the_whole_folder(tmp_path: Path) -> None:
    site = tmp_path / "site"
    staging = staging_of(site)
    write([("old.html", "old"), ("both.html", "old")], site)
    write([("new/index.html", "new"), ("both.html", "new")], staging)
    swap(staging, site)
    assert tree(site) == {"new/index.html": "new", "both.html": "new"}
    assert list(tmp_path.iterdir()) == [site]


@pytest.mark.usefixtures("_way")
def test_a_swap_works_where_nothing_was_published_before(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write([("new.html", "new")], staging_of(site))
    swap(staging_of(site), site)
    assert tree(site) == {"new.html": "new"}
    assert list(tmp_path.iterdir()) == [site]


@pytest.mark.usefixtures("_way")
def test_what_an_earlier_build_left_lying_about_does_no_harm(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write([("x.html", "very old")], tmp_path / ".site.old")
    write([("x.html", "old")], site)
    write([("x.html", "new")], staging_of(site))
    swap(staging_of(site), site)
    assert tree(site) == {"x.html": "new"}


def test_the_next_site_is_prepared_beside_the_published_one(tmp_path: Path) -> None:
    assert staging_of(tmp_path / "site") == tmp_path / ".site.building"
    assert staging_of(tmp_path / ".hidden") == tmp_path / ".hidden.building"


def test_text_is_written_as_utf_8_with_plain_line_ends(tmp_path: Path) -> None:
    assert write([("a/b/c.txt", "é\nداعش\n"), ("a/d.txt", "")], tmp_path) == 2
    assert (tmp_path / "a/b/c.txt").read_bytes() == "é\nداعش\n".encode()


@pytest.mark.parametrize("name", ["../x.html", "a/../../x.html", "/x.html"])
def test_nothing_is_written_outside_the_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "site"
    with pytest.raises(ValueError, match="outside"):
        write([(name, "x")], folder)
    assert not (tmp_path / "x.html").exists()


def test_what_is_discarded_is_gone_and_what_is_not_there_is_no_error(tmp_path: Path) -> None:
    write([("folder/x.txt", "x"), ("file.txt", "x")], tmp_path)
    for name in ("folder", "file.txt", "nothing"):
        discard(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_discarded_and_not_what_it_points_at(tmp_path: Path) -> None:
    write([("kept/x.txt", "x")], tmp_path)
    (tmp_path / "link").symlink_to(tmp_path / "kept")
    discard(tmp_path / "link")
    assert tree(tmp_path) == {"kept/x.txt": "x"}
