"""Revisions: content as git holds it, read without running or following anything that is in it."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chronology.cli import main
from chronology.records import revision
from chronology.records.load import load
from chronology.records.revision import RevisionError, Snapshot, content_at, published_at, touched
from chronology.records.yaml import MAX_BYTES
from tests.repositories import commit, edit, git, tiny_repository


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return tiny_repository(tmp_path / "repository")


def problems_at(content: Path, name: str) -> list[str]:
    with content_at(content, name) as snapshot:
        return [f"{problem.place.path} [{problem.rule}]" for problem in snapshot.load().problems]


def forged(content: Path, *entries: tuple[str, bytes, str]) -> str:
    """A commit whose content folder holds (mode, name, object), whatever git thinks of it."""
    raw = b"".join(f"{mode} ".encode() + name + b"\0" + bytes.fromhex(oid) for mode, name, oid in entries)
    tree = git(content, "hash-object", "-t", "tree", "--literally", "-w", "--stdin", data=raw)
    top = git(content, "mktree", data=f"040000 tree {tree}\tcontent\n".encode())
    return git(content, "commit-tree", top, "-m", "forged")


def blob(content: Path, data: bytes) -> str:
    return git(content, "hash-object", "-w", "--stdin", data=data)


def test_a_revision_is_read_as_the_folder_was(content: Path) -> None:
    before = load(content)
    edit(content, {"events/2021/lamp-count-corrected.yml": None, "actors/mara-quill.yml": "name: ["})
    with content_at(content, "base") as snapshot:
        records, folder = snapshot.load(), snapshot.folder
    assert (records.events, records.actors, records.moved, records.problems) == (before.events, before.actors, before.moved, ())
    assert not folder.exists()


def test_the_published_ids_are_the_names_of_files(content: Path) -> None:
    edit(content, {"events/2021/broken-one.yml": "[", "events/2021/notes.txt": "x", "events/2021/Not-An-Id.yml": "x", "actors/old/deep-one.yml": "x"})
    commit(content.parent, "more")
    published = published_at(content, "more")
    assert published.revision == "more"
    assert published.events == {event.id for event in load(content).events} | {"broken-one"}
    assert published.actors == {"ashen-band", "harbour-league", "mara-quill", "ministry-of-tides"}


@pytest.mark.parametrize("name", ["nowhere", "--help", "-h", "", "base..base", "base\nbase", "base:content", "\udcff", "base\0"])
def test_what_is_no_revision_is_told_in_one_printable_line(content: Path, name: str) -> None:
    with pytest.raises(RevisionError) as error:
        published_at(content, name)
    assert str(error.value).isprintable()
    assert str(error.value).isascii()


def test_a_folder_outside_of_git_is_told(tmp_path: Path) -> None:
    with pytest.raises(RevisionError, match="is not in a git repository"):
        published_at(tmp_path, "HEAD")


def test_a_revision_without_the_folder_is_told(content: Path) -> None:
    (content.parent / "other").mkdir()
    with pytest.raises(RevisionError, match="`base` holds no folder `other`"):
        published_at(content.parent / "other", "base")


def test_a_shallow_clone_says_to_fetch(content: Path, tmp_path: Path) -> None:
    base = git(content, "rev-parse", "base")
    commit(content.parent, "later")
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-tags", content.parent.as_uri(), "shallow")
    with pytest.raises(RevisionError, match="this clone is shallow: `git fetch --unshallow`"):
        published_at(tmp_path / "shallow" / "content", base)


def test_variables_of_git_change_nothing(content: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    assert len(published_at(content, "base").events) == 6


def test_no_filter_or_attribute_of_the_repository_is_heard(content: Path, tmp_path: Path) -> None:
    repository = content.parent
    (repository / ".gitattributes").write_text("* export-ignore filter=spy diff=spy text eol=crlf ident\n")
    for setting in ("filter.spy.smudge", "diff.spy.textconv", "diff.external", "core.fsmonitor"):
        git(repository, "config", setting, f"touch {tmp_path}/spied; cat")
    hook = repository / ".git" / "hooks" / "post-checkout"
    hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/spied\n")
    hook.chmod(0o755)
    git(repository, "-c", "filter.spy.smudge=cat", "-c", "core.fsmonitor=false", "add", "-A")
    git(repository, "-c", "core.fsmonitor=false", "commit", "-q", "-m", "attributes")
    (tmp_path / "spied").unlink(missing_ok=True)
    with content_at(content, "HEAD") as snapshot:
        assert touched(snapshot.folder, content) == 0
    assert not (tmp_path / "spied").exists()


def test_links_and_submodules_are_problems_and_never_followed(content: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yml"
    secret.write_text("- {id: gone, date: 2020, why: secret}\n")
    for name in ("actors/linked.yml", "moved.yml", "countries"):
        path = content / name
        if path.exists():
            path.rename(tmp_path / path.name)
        path.symlink_to(secret)
    git(content, "update-index", "--add", "--cacheinfo", f"160000,{git(content, 'rev-parse', 'base')},content/events/2021/module.yml")
    git(content.parent, "add", "content/actors", "content/moved.yml", "content/countries")
    git(content.parent, "commit", "-q", "-m", "links")
    assert set(problems_at(content, "HEAD")) == {
        f"content/{name} [not-a-file]" for name in ("actors/linked.yml", "countries", "events/2021/module.yml", "moved.yml")
    }


def test_names_that_lead_out_of_the_folder_are_problems(content: Path, tmp_path: Path) -> None:
    text = blob(content, b"name: x\n")
    inner = git(content, "hash-object", "-t", "tree", "--literally", "-w", "--stdin", data=b"100644 escaped.yml\0" + bytes.fromhex(text))
    name = forged(content, ("40000", b"..", inner), ("100644", b"x" * 300 + b".yml", text), ("120000", b"actors", text), ("40000", b"actors", inner))
    found = [problem for problem in problems_at(content, name) if "/vocabulary/" not in problem]
    assert "content/../escaped.yml [unreadable]" in found
    assert f"content/{'x' * 300}.yml [unreadable]" in found
    assert not list(tmp_path.rglob("escaped.yml"))


def test_a_name_with_a_line_break_cannot_forge_a_line(content: Path) -> None:
    (content / "actors" / "one\n::error::two.yml").write_text("name: x\n")
    commit(content.parent, "break")
    assert problems_at(content, "break") == ["content/actors/one\\x0a::error::two.yml [file-name]"]


def test_a_file_that_is_too_large_is_a_problem_and_not_read(content: Path) -> None:
    (content / "actors" / "large.yml").write_text("#" * (MAX_BYTES + 1))
    commit(content.parent, "large")
    assert problems_at(content, "large") == ["content/actors/large.yml [yaml-size]"]


@pytest.mark.parametrize(("limit", "value", "fact"), [("MAX_FILES", 3, "more than 3 files"), ("MAX_TOTAL", 10, "more than 0 MB")])
def test_a_revision_that_is_too_large_is_refused(content: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, fact: str) -> None:
    monkeypatch.setattr(revision, limit, value)
    with pytest.raises(RevisionError, match=fact), content_at(content, "base"):
        pass


def test_content_that_the_clone_does_not_hold_is_a_problem(content: Path) -> None:
    oid = git(content, "rev-parse", "base:content/actors/mara-quill.yml")
    (content.parent / ".git" / "objects" / oid[:2] / oid[2:]).unlink()
    with content_at(content, "base") as snapshot:
        records = snapshot.load()
    assert [str(problem) for problem in records.problems if "mara-quill" in problem.place.path]
    assert "mara-quill" in records.broken


def test_a_list_of_words_that_neither_revision_knew_is_no_problem(content: Path) -> None:
    (content / "vocabulary" / "families.yml").unlink()
    folder = Snapshot(content)
    assert folder.load().problems == ()
    assert [problem.place.path for problem in folder.load(frozenset(("families",))).problems] == ["content/vocabulary/families.yml"]


def checked(content: Path, base: str) -> Result:
    return CliRunner().invoke(main, ["check", "--content", os.fspath(content), "--base", base])


def test_a_check_against_a_base_fails_for_an_id_that_was_lost(content: Path) -> None:
    assert checked(content, "base").exit_code == 0
    edit(content, {"events/2021/lamp-count-corrected.yml": None})
    done = checked(content, "base")
    assert (done.exit_code, "[published-id-gone]" in done.output, "lamp-count-corrected" in done.output) == (1, True, True), done.output


def test_a_check_against_what_is_no_revision_is_a_wrong_use(content: Path) -> None:
    done = checked(content, "nowhere")
    assert (done.exit_code, "`nowhere` is not a revision" in done.output) == (2, True)
