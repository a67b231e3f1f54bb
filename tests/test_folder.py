"""What may stand in the content folder: every other thing is told by its place, nothing raises, hangs or is passed over."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from chronology.problem import Problem
from chronology.records.load import load
from chronology.records.names import wrong_name
from chronology.rules import check
from tests.building import ROOT, TODAY, copy_tiny

EVENT = (ROOT / "tests" / "examples" / "event.yml").read_text("utf-8")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A tiny chronology to spoil."""
    return copy_tiny(tmp_path / "content")


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> set[Problem]:
    """What a tiny chronology has, unspoilt."""
    return set(check(load(copy_tiny(tmp_path_factory.mktemp("unspoilt") / "content"), TODAY)))


def told(content: Path) -> list[str]:
    """`path [rule]` of every problem, without the fact."""
    problems = load(content, TODAY).problems
    assert all(str(problem).replace("\n    hint: ", "").isprintable() and str(problem).isascii() for problem in problems)
    return [f"{problem.place.path} [{problem.rule}]" for problem in problems]


STRAY = [
    # path below content/, rule, hint
    ("actors/keeper.yaml", "stray-file", "name it `keeper.yml`"),
    ("actors/keeper.YML", "stray-file", "name it `keeper.yml`"),
    ("events/keeper.yml", "stray-file", "move it into the folder of its year, as in events/2021/"),
    ("actors/.DS_Store", "stray-file", "delete it"),
    ("events/2019/.harbour-conference.yml.swp", "stray-file", "delete it"),
    ("events/2019/harbour-conference.yml~", "stray-file", "delete it"),
    ("events/2019/#harbour-conference.yml#", "stray-file", "delete it"),
    ("actors/.yml", "stray-file", "delete it"),
    ("actors/Keeper.yml", "id-form", "name the file in lower-case words joined by hyphens, at most 64 characters"),
    ("actors/Ashen-Band.yml", "id-form", "name the file in lower-case words joined by hyphens, at most 64 characters"),
    ("actors/caf\u00e9.yml", "id-form", "name the file in lower-case words joined by hyphens, at most 64 characters"),
    ("actors/cafe\u0301.yml", "id-form", "name the file in lower-case words joined by hyphens, at most 64 characters"),
    (f"actors/{'a' * 251}.yml", "id-form", "name the file in lower-case words joined by hyphens, at most 64 characters"),
    ("actors/a\nb.yml", "file-name", "give it another name"),
    ("actors/a\u202eb.yml", "id-form", "name the file in lower-case words joined by hyphens, at most 64 characters"),
    ("actors/a b.yml", "id-form", "name the file in lower-case words joined by hyphens, at most 64 characters"),
    ("actors/a.yml.yml", "id-form", "name the file in lower-case words joined by hyphens, at most 64 characters"),
    (os.fsdecode(b"actors/a\xff.yml"), "id-form", "name the file in lower-case words joined by hyphens, at most 64 characters"),
    (os.fsdecode(b"actors/a\xff"), "stray-file", "move or delete it"),
    ("actors/a.yml.", "file-name", "give it another name"),
    ("actors/a.yml ", "file-name", "give it another name"),
    ("actors/aux.txt", "file-name", "give it another name"),
    ("countries/no.yml", "unknown-country", "name the file by an ISO 3166-1 code of two capitals"),
    ("event/2021/x.yml", "stray-file", "did you mean `events`?"),
    ("Events/2021/x.yml", "stray-file", "did you mean `events`?"),
    ("vocabulary/kind.yml", "stray-file", "did you mean `kinds.yml`?"),
    ("vocabulary/kinds.yaml", "stray-file", "did you mean `kinds.yml`?"),
    ("moved.yaml", "stray-file", "did you mean `moved.yml`?"),
    ("moved", "stray-file", "did you mean `moved.yml`?"),
    ("README.md/x.yml", "stray-file", "make `README.md` a file"),
    ("pages", "stray-file", "make `pages` a folder"),
]


@pytest.mark.parametrize(("path", "rule", "hint"), STRAY, ids=[ascii(row[0])[:40] for row in STRAY])
def test_what_is_no_record_is_told_with_what_to_do(content: Path, path: str, rule: str, hint: str) -> None:
    (content / path).parent.mkdir(parents=True, exist_ok=True)
    (content / path).write_text(EVENT)
    (problem,) = load(content, TODAY).problems
    assert (problem.rule, problem.hint) == (rule, hint)
    assert str(problem).isascii()
    assert problem.severity == ("warning" if hint == "delete it" else "error")


def test_a_file_that_only_keeps_its_folder_is_nobodys_business(content: Path) -> None:
    (content / "events" / "2030").mkdir()
    (content / "events" / "2030" / ".gitkeep").touch()
    assert told(content) == []


@pytest.mark.parametrize("name", ["con", "CON.txt", "lpt1.yml.txt", "com\u00b9", "a:b", "a|b", "a\\b", "a\x01", "a?", "a.", "a "])
def test_a_name_that_windows_cannot_hold_is_refused(name: str) -> None:
    assert wrong_name(name)


@pytest.mark.parametrize("name", ["content", "console.yml", "com10.yml", "auxiliary", "a.b", ".gitkeep", "con.yml", "com0.txt"])
def test_a_name_that_windows_can_hold_or_that_another_rule_judges_is_not(name: str) -> None:
    assert wrong_name(name) == ""


PLACES = ["events/2019/x.yml", "actors/x.yml", "countries/SE.yml", "vocabulary/tags.yml", "moved.yml", "scope.yml", "events", "vocabulary", "countries"]
"""Where something may stand that must not be opened."""


def emptied(path: Path) -> Path:
    """The path, with nothing there."""
    if path.exists():
        path.rename(path.parent.parent / "elsewhere")
    return path


@pytest.mark.parametrize("place", PLACES)
def test_a_link_is_never_followed(content: Path, place: str) -> None:
    secret = content.parent / "secret.yml"
    secret.write_text("- hunter2\n")
    path = emptied(content / place)
    path.symlink_to(content.parent / "elsewhere" if "." not in place else secret)
    problems = load(content, TODAY).problems
    assert f"content/{place}:1:1: is neither a plain file nor a folder [not-a-file]" in [str(problem).split("\n")[0] for problem in problems]
    assert len([problem for problem in problems if problem.rule == "not-a-file"]) == 1
    assert "hunter2" not in " ".join(problem.fact + problem.excerpt.line for problem in problems)


@pytest.mark.parametrize("place", PLACES)
def test_a_pipe_is_never_opened(content: Path, place: str) -> None:
    os.mkfifo(emptied(content / place))
    assert f"content/{place} [not-a-file]" in told(content)


@pytest.mark.parametrize("link", ["link.yml", "missing.yml", "/dev/zero"])
def test_a_link_to_itself_to_nothing_or_to_a_device_is_told(content: Path, link: str) -> None:
    (content / "actors" / "link.yml").symlink_to(link)
    assert told(content) == ["content/actors/link.yml [not-a-file]"]


def test_a_socket_is_told(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(content / "actors")  # the address of a socket is short
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("socket.yml")
    assert told(content) == ["content/actors/socket.yml [not-a-file]"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes device nodes")
def test_a_device_is_told(content: Path) -> None:
    try:
        os.mknod(content / "actors" / "null.yml", 0o600 | 0o020000, os.makedev(1, 3))
    except PermissionError:
        pytest.skip("this container lets nobody make device nodes")
    assert told(content) == ["content/actors/null.yml [not-a-file]"]


def test_a_folder_in_a_files_place_is_told(content: Path) -> None:
    (content / "actors" / "x.yml").mkdir()
    emptied(content / "moved.yml").mkdir()
    (content / "vocabulary" / "tags.yml").unlink()
    (content / "vocabulary" / "tags.yml").mkdir()
    assert set(told(content)) >= {"content/actors/x.yml [stray-file]", "content/moved.yml [stray-file]", "content/vocabulary/tags.yml [stray-file]"}


def test_a_missing_folder_is_told(content: Path) -> None:
    emptied(content / "events")
    assert told(content) == ["content/events [unreadable]"]


@pytest.mark.parametrize("place", ["events", "actors", "vocabulary", "events/2019"])
def test_a_file_in_a_folders_place_is_told(content: Path, place: str) -> None:
    emptied(content / place).write_text("")
    assert f"content/{place} [stray-file]" in told(content)


def test_content_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("")
    assert told(tmp_path / "content") == ["content [unreadable]"]


UNREADABLE = """
import os, sys
from pathlib import Path
from chronology.records.load import load
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
print(*(f"{problem.place.path} [{problem.rule}]" for problem in load(Path(sys.argv[1])).problems), sep="\\n")
"""


@pytest.fixture
def closed(content: Path) -> Iterator[list[Path]]:
    """Paths to close; open again in the end."""
    paths: list[Path] = []
    yield paths
    for path in paths:
        path.chmod(0o755)


@pytest.mark.parametrize("place", ["actors/x.yml", "events/2019", "actors", "vocabulary/tags.yml", "moved.yml", "vocabulary"])
def test_what_nobody_may_read_is_told(content: Path, closed: list[Path], place: str) -> None:
    (content / "actors" / "x.yml").write_text("")
    for folder in [content, *content.parents][:-1]:
        if folder.stat().st_uid == os.geteuid() and not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o011)
    (content / place).chmod(0)
    closed.append(content / place)
    done = subprocess.run([sys.executable, "-c", UNREADABLE, content], cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 0, done.stderr
    assert f"content/{place} [unreadable]" in done.stdout.splitlines()


def test_a_file_that_is_gone_or_changes_while_it_is_read_is_told(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(path: Path, flags: int) -> None:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr(os, "open", gone)
    assert {problem.rule for problem in load(content, TODAY).problems} == {"unreadable"}


BYTES = [
    ("UTF-16 with its mark, small end first", "name: x\n".encode("utf-16-le"), b"\xff\xfe", "1:1: the file is UTF-16 or UTF-32 [not-utf-8]"),
    ("UTF-16 with its mark, big end first", "name: x\n".encode("utf-16-be"), b"\xfe\xff", "1:1: the file is UTF-16 or UTF-32 [not-utf-8]"),
    ("UTF-16 without a mark", "name: x\n".encode("utf-16-le"), b"", "1:2: the character U+0000 stands in the file [yaml-character]"),
    ("UTF-16 without a mark, big end first", "name: x\n".encode("utf-16-be"), b"", "1:1: the character U+0000 stands in the file [yaml-character]"),
    ("UTF-32, small end first", "name: x\n".encode("utf-32-le"), b"\xff\xfe\0\0", "1:1: the file is UTF-16 or UTF-32 [not-utf-8]"),
    ("UTF-32, big end first", "name: x\n".encode("utf-32-be"), b"\0\0\xfe\xff", "1:3: the byte `0xfe` is not UTF-8 [not-utf-8]"),
    ("a surrogate as bytes", b"name: \xed\xa0\x80\n", b"", "1:7: the byte `0xed` is not UTF-8 [not-utf-8]"),
    ("an overlong slash", b"a: b\nname: \xc0\xaf\n", b"", "2:7: the byte `0xc0` is not UTF-8 [not-utf-8]"),
    ("a byte after letters of two bytes", "name: éé".encode() + b"\xff", b"", "1:9: the byte `0xff` is not UTF-8 [not-utf-8]"),
    ("UTF-8 with a mark", b"name: x\n", b"\xef\xbb\xbf", "1:1: the file begins with a byte order mark [yaml-character]"),
    ("too large, cut within a letter", b"#" + "é".encode() * 70_000, b"", "1:1: the file is larger than 128 KB [yaml-size]"),
    ("nothing", b"", b"", "1:1: a mapping of `key: value` is expected here [wrong-type]"),
]


@pytest.mark.parametrize(("data", "mark", "line"), [row[1:] for row in BYTES], ids=[row[0] for row in BYTES])
def test_bytes_that_are_no_text_are_told(content: Path, data: bytes, mark: bytes, line: str) -> None:
    (content / "actors" / "x.yml").write_bytes(mark + data)
    (problem,) = load(content, TODAY).problems
    assert str(problem).split("\n")[0] == f"content/actors/x.yml:{line}"


def test_the_tiny_chronology_has_nothing_stray(content: Path, known: set[Problem]) -> None:
    assert told(content) == []
    assert set(check(load(content, TODAY))) == known
