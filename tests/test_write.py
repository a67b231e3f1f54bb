"""Writing: a folder beside the published one, then both change places."""

from dataclasses import replace
from pathlib import Path

import pytest

from chronology import claims as module
from chronology.claims import MARK, adopt, claim, hand_on, release, swap
from chronology.problem import BuildError
from chronology.write import clear, discard, prove_whole, signature_at, splice, take, write


def tree(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(params=["exchange", "rename"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to swap: in one step, and where the system cannot do that."""
    if request.param == "rename":
        monkeypatch.setattr(module, "_exchange", lambda one, other: False)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A published site."""
    site = tmp_path / "site"
    write([(MARK, "old"), ("both.html", "old")], site)
    return site


@pytest.fixture
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("content")


NEW = {MARK: "new", "new/index.html": "new", "both.html": "new"}


@pytest.mark.usefixtures("_way")
def test_a_swap_replaces_the_whole_folder(site: Path, content: Path) -> None:
    claimed = claim(site, content)
    write(NEW.items(), claimed.new)
    swap(claimed)
    assert tree(site) == NEW
    release(claimed)
    assert tree(site) == NEW
    assert list(site.parent.iterdir()) == [site]


@pytest.mark.usefixtures("_way")
def test_a_swap_works_where_nothing_was_published_before(tmp_path: Path, content: Path) -> None:
    claimed = claim(tmp_path / "deep" / "site", content)
    write(NEW.items(), claimed.new)
    swap(claimed)
    release(claimed)
    assert tree(tmp_path / "deep") == {f"site/{name}": text for name, text in NEW.items()}
    assert list((tmp_path / "deep").iterdir()) == [tmp_path / "deep" / "site"]


def test_a_claim_that_is_given_up_leaves_the_site_and_nothing_beside_it(site: Path, content: Path) -> None:
    before = tree(site)
    claimed = claim(site, content)
    write(NEW.items(), claimed.new)
    release(claimed)
    assert tree(site) == before
    assert list(site.parent.iterdir()) == [site]


def test_a_program_that_ended_between_two_renames_lost_nothing(site: Path, content: Path) -> None:
    """Only where the system cannot exchange two folders in one step."""
    before = tree(site)
    (site.parent / ".site.building").mkdir()
    site.rename(site.parent / ".site.building" / "old")
    release(claim(site, content))
    assert tree(site) == before
    assert list(site.parent.iterdir()) == [site]


def test_what_no_build_has_put_into_the_folder_beside_the_site_stays(site: Path, content: Path) -> None:
    write([("mine.txt", "mine")], site.parent / ".site.building")
    release(claim(site, content))
    assert tree(site.parent / ".site.building") == {"mine.txt": "mine"}


def test_of_two_builds_the_second_is_refused_until_the_first_has_ended(site: Path, content: Path) -> None:
    claimed = claim(site, content)
    write(NEW.items(), claimed.new)
    for _ in ("before the swap", "after it"):
        with pytest.raises(BuildError, match=r"another build of .* is at work"):
            claim(site, content)
        swap(claimed)
    release(claimed)
    release(claim(site, content))
    assert list(site.parent.iterdir()) == [site]


def test_a_link_to_the_site_stays_and_the_folder_it_leads_to_is_replaced(site: Path, content: Path, tmp_path: Path) -> None:
    link = tmp_path / "links" / "current"
    link.parent.mkdir()
    link.symlink_to("../site")
    claimed = claim(link, content)
    write(NEW.items(), claimed.new)
    swap(claimed)
    release(claimed)
    assert link.is_symlink()
    assert tree(site) == NEW
    assert list(link.parent.iterdir()) == [link]


def test_nothing_is_replaced_that_no_build_has_made(site: Path, content: Path, tmp_path: Path) -> None:
    write([("thesis.txt", "mine")], tmp_path / "documents")
    write([(MARK, ""), (".git/HEAD", "mine")], tmp_path / "repository")
    write([("events/2021/x.yml", "mine")], content)
    (tmp_path / "around").symlink_to("around")
    (tmp_path / "parent").symlink_to(content.parent)
    (tmp_path / "file").write_text("mine")
    refused = {
        "documents": "`.*/documents` holds files that no build has made",
        "repository": "`.*/repository` holds files that no build has made",
        "file": "`.*/file` is a file where the site's folder would stand",
        "around": "`.*/around` is a link that leads to itself",
        "parent": "lie one in the other",
        str(content): "lie one in the other",
        str(content / "events" / "site"): "lie one in the other",
        "/proc": "`/proc` is a mount point",
    }
    before = tree(tmp_path), tree(content)
    for name, said in refused.items():
        with pytest.raises(BuildError, match=said):
            claim(tmp_path / name, content)
    assert (tree(tmp_path), tree(content)) == before
    assert [path for path in tmp_path.rglob(".*") if path.name != ".git"] == []


@pytest.mark.parametrize("kind", ["file", "link", "dangling link"])
def test_what_stands_where_the_next_site_is_prepared_is_not_followed_and_not_deleted(site: Path, content: Path, kind: str) -> None:
    place = site.parent / ".site.building"
    write([("new/mine.txt", "mine")], site.parent / "mine")
    place.write_text("mine") if kind == "file" else place.symlink_to("mine" if kind == "link" else "nowhere")
    before = tree(site.parent)
    with pytest.raises(BuildError, match=r"`.*/\.site\.building` is no folder, and stands where the next site is prepared"):
        claim(site, content)
    assert tree(site.parent) == before


def test_a_full_disk_that_a_program_was_silent_about_is_found(tmp_path: Path) -> None:
    write([("a.js", "a")], tmp_path)
    prove_whole(tmp_path)
    assert tree(tmp_path) == {"a.js": "a"}
    (tmp_path / "b.js").touch()
    with pytest.raises(BuildError, match=r"b\.js` was written without a byte"):
        prove_whole(tmp_path)


def test_text_is_written_as_utf_8_with_plain_line_ends(tmp_path: Path) -> None:
    assert len(write([("a/b/c.txt", "é\nداعش\n"), ("a/d.txt", "")], tmp_path)) == 2
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


@pytest.mark.usefixtures("_way")
def test_a_spare_is_what_was_published_before_and_only_as_long_as_it_is_wanted(site: Path, tmp_path: Path) -> None:
    content = tmp_path / "content"
    first = claim(site, content, spare=True)
    assert [*first.new.iterdir()] == []
    write([(MARK, "new"), ("both.html", "new")], first.new)
    swap(first)
    release(first)
    assert tree(site)["both.html"] == "new"
    second = claim(site, content, spare=True)
    assert tree(second.new) in ({MARK: "old", "both.html": "old"}, {})  # nothing where folders cannot be exchanged
    release(replace(second, spare=False))
    assert not second.folder.exists()
    third = claim(site, content)
    assert [*third.new.iterdir()] == []
    release(third)


@pytest.mark.parametrize("harm", ["a link", "a file", "another mask"])
def test_a_spare_that_is_no_plain_folder_of_the_builder_s_is_not_used(site: Path, tmp_path: Path, harm: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    write([("mine.txt", "mine")], elsewhere)
    held = claim(site, tmp_path / "content", spare=True)
    write([("old.html", "old")], held.new)
    release(held)
    if harm == "another mask":
        held.new.chmod(0o700)
    else:
        discard(held.new)
        held.new.symlink_to(elsewhere) if harm == "a link" else held.new.write_text("a file")
    again = claim(site, tmp_path / "content", spare=True)
    assert again.new.is_dir()
    assert not again.new.is_symlink()
    assert [*again.new.iterdir()] == []
    release(replace(again, spare=False))
    assert tree(elsewhere) == {"mine.txt": "mine"}


@pytest.mark.parametrize("cleared", [False, True])
def test_a_folder_becomes_a_twin_of_what_is_as_it_was_written(tmp_path: Path, cleared: bool) -> None:
    old, folder, elsewhere = tmp_path / "old", tmp_path / "new", tmp_path / "elsewhere"
    names = [f"{name}/index.html" for name in "abcdef"]
    written = write([(name, "page") for name in names], old)
    write([("mine.txt", "mine")], elsewhere)
    assert take(dict(list(written.items())[:4]), old, folder) == []
    (folder / "a" / "index.html").unlink()
    (folder / "a" / "index.html").write_text("by hand")
    (folder / "b" / "index.html").unlink()
    (old / "b" / "index.html").write_text("by hand")
    (old / "c" / "index.html").unlink()
    (old / "f" / "index.html").unlink()
    (old / "f" / "index.html").symlink_to(elsewhere / "mine.txt")
    if cleared:
        write([("stray/deep/x.html", "stray"), ("d/stray.html", "stray"), ("e/index.html/x.html", "stray")], folder)
        (folder / "link").symlink_to(elsewhere)
        (folder / "g").mkdir()
        clear(folder, written)
    assert take(written, old, folder) == ["b/index.html", "f/index.html"]
    assert tree(folder) == {f"{name}/index.html": "page" for name in "acde"}
    assert take(dict.fromkeys(names[3:], (1, 2, 3, 4)), old, folder) == names[3:]
    assert tree(folder) == {f"{name}/index.html": "page" for name in "ac"}
    assert tree(elsewhere) == {"mine.txt": "mine"}


def test_nothing_is_where_a_file_stands_in_the_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "api").write_text("a file")
    assert signature_at(str(tmp_path / "api" / "events.json")) is None
    assert signature_at(str(tmp_path / "gone")) is None


def test_a_file_is_put_together_of_texts_and_of_spans_of_another(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("0123456789")
    found = splice("deep/x.txt", [b"<", (2, 4), b"|", (8, 10), (0, 1), b">"], tmp_path / "other", tmp_path)
    assert (tmp_path / "deep" / "x.txt").read_text() == "<23|890>"
    assert found == signature_at(str(tmp_path / "deep" / "x.txt"))
    splice("deep/x.txt", [b"none"], tmp_path / "gone", tmp_path)
    assert (tmp_path / "deep" / "x.txt").read_text() == "none"
    with pytest.raises(BuildError, match="was cut while it was read; build once more"):
        splice("deep/x.txt", [(8, 11)], tmp_path / "other", tmp_path)


def test_what_the_engine_made_is_put_in_the_place_of_what_was_there(site: Path, tmp_path: Path) -> None:
    held = claim(site, tmp_path / "content")
    write([("index.html", "new"), ("deep/er/page.html", "new")], held.engine)
    write([("index.html", "old")], held.new)
    adopt(held)
    assert tree(held.new) == {"index.html": "new", "deep/er/page.html": "new"}
    write([("pagefind/a.js", "index")], site)
    hand_on(held, "pagefind")
    hand_on(held, "nothing")
    assert tree(held.new)["pagefind/a.js"] == "index"
    release(held)
    assert not held.folder.exists()
