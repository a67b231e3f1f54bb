"""Records that were read before: what is remembered is what would be read, and only what has changed is read anew."""
# mypy: disable-error-code="func-returns-value"

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from chronology import readings as module
from chronology.cache import Cache
from chronology.problem import Problem
from chronology.readings import kept_as, readings
from chronology.records.load import Reading, RecordFile, load, read_record
from chronology.records.reader import read_plain
from chronology.records.vocabulary import Vocabulary
from chronology.rules import check
from tests.building import TODAY, copy_tiny

EVENT = "events/2020/storm-watch.yml"
COUNT = 12
"""Records of the tiny chronology that are files of their own."""


class Reader:
    """Loads a content with what an earlier run has kept, and notes which files it reads."""

    def __init__(self, content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.content = content
        self.cache = Cache(content.parent / "cache", bytes(32))
        self.read: list[str] = []

        def noted(file: RecordFile, root: Path, vocabulary: Vocabulary) -> Reading:
            self.read.append(file.name)
            return read_record(file, root, vocabulary)

        monkeypatch.setattr(module, "read_record", noted)

    def load(self, processes: int = 1) -> list[str]:
        """The files that were read; proves that what is loaded and found wrong is what a run without memory loads and finds."""
        self.read.clear()
        warm = load(self.content, TODAY, readings=readings(self.cache, processes))
        cold = load(self.content, TODAY)
        for name in ("events", "actors", "countries", "vocabulary", "moved", "scope", "broken"):
            assert getattr(warm, name) == getattr(cold, name), name
        assert [event.origin for event in warm.events] == [event.origin for event in cold.events]
        assert [(event.id, event.last_day) for event in warm.events] == [(event.id, event.last_day) for event in cold.events]
        assert check(warm) == check(cold)
        self.problems = check(warm)
        return self.read


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """A copy of the tiny chronology that was read once, long after it was written."""
    monkeypatch.setattr(module, "RACE", -(10**15))
    reader = Reader(copy_tiny(tmp_path / "content"), monkeypatch)
    assert len(reader.load()) == COUNT
    return reader


def test_what_has_not_changed_is_not_read_again(reader: Reader) -> None:
    assert reader.load() == []
    assert reader.load(2) == []


def test_with_two_processes_the_same_is_read(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BATCH", 2)
    for processes in (2, 1, 3):
        shutil.rmtree(reader.cache.folder)
        reader.load(processes)
        assert reader.load(1) == []


CHANGES: dict[str, Callable[[Path], object]] = {
    "another text": lambda file: file.write_text(file.read_text("utf-8").replace("Storm watch", "A long storm watch"), "utf-8"),
    "a fault": lambda file: file.write_text("title: [", "utf-8"),
    "an unknown word": lambda file: file.write_text(file.read_text("utf-8").replace("grade: claimed", "grade: clamed"), "utf-8"),
    "a broken rule": lambda file: file.write_text(file.read_text("utf-8").replace("2020-02-10/..", "2020-02-10/2020-02-01"), "utf-8"),
    "bytes that are no text": lambda file: file.write_bytes(b"\xff\xfe"),
    "nothing in it": lambda file: file.write_bytes(b""),
    "gone": lambda file: file.unlink(),
    "another name": lambda file: file.rename(file.with_name("another-watch.yml")),
    "a folder": lambda file: (file.unlink(), file.mkdir()),
    "a link": lambda file: (file.rename(file.parents[3] / "moved.yml"), file.symlink_to(file.parents[3] / "moved.yml")),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_seen_and_so_is_its_end(reader: Reader, name: str) -> None:
    file = reader.content / EVENT
    text = file.read_text("utf-8")
    CHANGES[name](file)
    assert set(reader.load()) <= {f"content/{EVENT}", "content/events/2020/another-watch.yml"}
    reader.load()
    for path in (file, file.with_name("another-watch.yml")):
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        path.unlink(missing_ok=True)
    file.write_text(text, "utf-8")
    reader.load()
    assert not any(problem.severity == "error" for problem in reader.problems)
    assert reader.load() == []


def test_a_record_that_was_broken_is_read_until_it_is_mended(reader: Reader) -> None:
    file = reader.content / EVENT
    text = file.read_text("utf-8")
    file.write_text(text.replace("kind: deployment", "kind: deploymend"), "utf-8")
    assert reader.load() == [f"content/{EVENT}"]
    assert reader.load() == [f"content/{EVENT}"]
    file.write_text(text, "utf-8")
    assert reader.load() == [f"content/{EVENT}"]
    assert reader.load() == []


def test_a_change_of_the_same_size_whose_times_were_put_back_is_seen(reader: Reader) -> None:
    file = reader.content / EVENT
    before = file.stat()
    with file.open("r+b") as opened:
        opened.write(file.read_bytes().replace(b"Storm watch", b"Storm match"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = file.stat()
    assert (before.st_ino, before.st_size, before.st_mtime_ns) == (after.st_ino, after.st_size, after.st_mtime_ns)
    assert reader.load() == [f"content/{EVENT}"]


def test_a_file_put_in_the_place_of_another_is_seen(reader: Reader) -> None:
    """Of the same size and times."""
    file = reader.content / EVENT
    other = file.with_name("other")
    other.write_bytes(file.read_bytes().replace(b"Storm watch", b"Storm match"))
    shutil.copystat(file, other)
    other.replace(file)
    assert reader.load() == [f"content/{EVENT}"]


def test_a_file_that_was_touched_is_looked_at_and_not_read_anew(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    monkeypatch.setattr(module, "read_plain", lambda path: (looked.append(path.name), read_plain(path))[1])
    (reader.content / EVENT).touch()
    assert reader.load() == []
    assert "storm-watch.yml" in looked
    looked.clear()
    assert reader.load() == []
    assert "storm-watch.yml" not in looked


def test_files_changed_just_before_they_were_read_are_looked_at_again(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second change might have left the same times. Of use is the time that nobody can put back."""
    looked: list[str] = []
    monkeypatch.setattr(module, "read_plain", lambda path: (looked.append(path.name), read_plain(path))[1])
    monkeypatch.setattr(module, "RACE", 10**15)
    for path in reader.content.rglob("*.yml"):
        os.utime(path, (0, 0))
    reader.load()
    looked.clear()
    assert reader.load() == []
    assert "storm-watch.yml" in looked
    monkeypatch.setattr(module, "RACE", -(10**15))
    reader.load()
    looked.clear()
    reader.load()
    assert "storm-watch.yml" not in looked


@pytest.mark.parametrize("file", ["vocabulary/kinds.yml", "vocabulary/loaded-terms.yml", "scope.yml"])
def test_what_a_record_may_hold_is_part_of_what_was_read(reader: Reader, file: str) -> None:
    path = reader.content / file
    text = path.read_text("utf-8")
    path.write_text(text + "\n# A remark.\n", "utf-8")
    assert len(reader.load()) == COUNT
    path.write_text(text, "utf-8")
    reader.load()
    aside = path.with_suffix(".aside")
    path.rename(aside)
    path.symlink_to(aside)
    reader.load()
    assert any("neither a plain file nor a folder" in problem.fact for problem in reader.problems)


def test_a_word_that_is_gone_makes_its_events_wrong(reader: Reader) -> None:
    path = reader.content / "vocabulary" / "kinds.yml"
    path.write_text("\n".join(line for line in path.read_text("utf-8").splitlines() if not line.startswith("deployment:")), "utf-8")
    reader.load()
    assert any("`deployment` is not a kind" in problem.fact for problem in reader.problems)


def test_another_name_of_the_content_s_folder_stands_in_all_messages(reader: Reader) -> None:
    shutil.copytree(reader.content, reader.content.with_name("other"))
    reader.content = reader.content.with_name("other")
    assert len(reader.load()) == COUNT


@pytest.mark.parametrize("harm", ["deleted", "cut", "changed", "another version", "a folder", "foreign"])
def test_a_cache_that_cannot_be_trusted_is_not_used(reader: Reader, monkeypatch: pytest.MonkeyPatch, harm: str) -> None:
    file = reader.cache.folder / kept_as(0)
    whole = file.read_bytes()
    if harm in ("deleted", "a folder"):
        file.unlink()
    if harm == "a folder":
        file.mkdir()
    elif harm == "cut":
        file.write_bytes(whole[:-1])
    elif harm == "changed":
        file.write_bytes(whole.replace(b"Storm watch", b"Storm match"))
    elif harm == "another version":
        monkeypatch.setattr(module, "code_version", lambda: b"another")
    elif harm == "foreign":
        reader.cache = Cache(reader.cache.folder, b"another key of as many bytes....")
    assert len(reader.load()) == COUNT
    assert len(reader.load()) == (COUNT if harm == "a folder" else 0)


def test_a_cache_of_another_project_is_no_harm(reader: Reader, tmp_path: Path) -> None:
    """As when a project is copied with all that stands in it: files of other numbers are looked at, and read where they differ."""
    other = tmp_path / "other" / "content"
    shutil.copytree(reader.content, other, copy_function=shutil.copy2)
    (other / EVENT).write_text((other / EVENT).read_text("utf-8").replace("Storm watch", "Storm match"), "utf-8")
    reader.content = other
    assert reader.load() == [f"content/{EVENT}"]


def test_a_file_that_goes_while_files_are_read_is_a_problem_and_no_crash(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    signature, file = module._signature, reader.content / EVENT
    text = file.read_text("utf-8")
    monkeypatch.setattr(module, "_signature", lambda path: (file.unlink(missing_ok=True), signature(path))[1])
    warm = load(reader.content, TODAY, readings=readings(reader.cache, 1))
    assert [str(problem.place.path) for problem in warm.problems if isinstance(problem, Problem)].count(f"content/{EVENT}") == 1
    monkeypatch.setattr(module, "_signature", signature)
    file.write_text(text, "utf-8")
    assert reader.load() == [f"content/{EVENT}"]
