"""Content as a revision of its git repository holds it: the only module that asks git.

A repository may hold anything. Git is asked for names and bytes only, so no hook, filter, attribute, text conversion or
transport of it runs; links and submodules are never followed; what no work tree could hold becomes a problem.
"""

import hashlib
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from chronology.problem import Place, Problem, printable, shown
from chronology.records.load import Published, Records, load
from chronology.records.types import is_id
from chronology.records.vocabulary import LISTS
from chronology.records.yaml import MAX_BYTES

MAX_FILES = 100_000
MAX_TOTAL = 512 * 1024 * 1024
"""Bytes of all records of a revision."""
_LINK, _SUBMODULE = "120000", "160000"
_SETTINGS = ("core.fsmonitor=false", "core.hooksPath=/dev/null", "protocol.allow=never")


class RevisionError(Exception):
    """Why a revision cannot be read, in one line for who named it; no fault of the content."""


@dataclass(frozen=True)
class Blob:
    """A file of a revision."""

    path: str
    """Below the content folder, with forward slashes; bytes that are not UTF-8 as `os.fsdecode` gives them."""
    mode: str
    """As git writes it: 100644 and 100755 are plain files."""
    oid: str
    size: int

    @property
    def is_read(self) -> bool:
        """Whether its bytes matter: of all else the name alone does."""
        return self.is_plain and self.path.endswith(".yml") and self.size <= MAX_BYTES

    @property
    def is_plain(self) -> bool:
        return self.mode not in (_LINK, _SUBMODULE)


def published_at(content: Path, revision: str) -> Published:
    """The ids of events and actors that `revision` holds, by the names of their files; raises RevisionError."""
    paths = [PurePosixPath(blob.path) for blob in _blobs(content, revision) if blob.is_plain]
    named = [(path.parts[0], len(path.parts), path.stem) for path in paths if path.suffix == ".yml" and is_id(path.stem)]
    return Published(
        printable(revision),
        events=frozenset(stem for top, depth, stem in named if (top, depth) == ("events", 3)),
        actors=frozenset(stem for top, depth, stem in named if (top, depth) == ("actors", 2)),
    )


@contextmanager
def content_at(content: Path, revision: str) -> Iterator["Snapshot"]:
    """The files below `content` as `revision` holds them, in a folder that is gone afterwards; raises RevisionError."""
    blobs = _blobs(content, revision)
    if sum(blob.size for blob in blobs if blob.is_read) > MAX_TOTAL:
        raise RevisionError(f"{shown(revision)} holds more than {MAX_TOTAL // 1024 // 1024} MB of records")
    with tempfile.TemporaryDirectory(prefix="chronology-") as folder:
        root = Path(folder) / content.name
        root.mkdir()
        yield Snapshot(root, tuple(_lay_out(content, blobs, root)))


@dataclass(frozen=True)
class Snapshot:
    """A content folder, and what could not be put there."""

    folder: Path
    problems: tuple[Problem, ...] = ()

    @property
    def lists(self) -> frozenset[str]:
        """The lists of words whose files are there."""
        return frozenset(name for name in LISTS if os.path.lexists(self.folder / "vocabulary" / f"{name}.yml"))

    def load(self, lists: frozenset[str] = frozenset()) -> Records:
        """Its records as `load` reads them, with the problems of what is not there and of links that `load` sees no file in.

        Of lists of words, only `lists` must be there: another revision may not have known the rest.
        """
        records = load(self.folder)
        unknown = {f"{records.root}/vocabulary/{name}.yml" for name in LISTS.keys() - self.lists - lists}
        records = replace(records, problems=tuple(problem for problem in records.problems if problem.place.path not in unknown))
        told = {problem.place.path for problem in records.problems}
        links = [printable(f"{records.root}/{path.name}") for path in sorted(self.folder.iterdir()) if path.is_symlink()]
        faults = [
            Problem(Place(name), "is neither a plain file nor a folder", "not-a-file", "put the record itself here") for name in links if name not in told
        ]
        lost = frozenset(PurePosixPath(problem.place.path).stem for problem in self.problems)
        return replace(records, problems=(*records.problems, *faults, *self.problems), broken=records.broken | lost)


def touched(before: Path, after: Path) -> int:
    """How many YAML files below two folders differ in any byte, or are in one only."""
    one, other = _prints(before), _prints(after)
    return sum(one.get(path) != other.get(path) for path in one.keys() | other.keys())


def _prints(folder: Path) -> Mapping[str, bytes]:
    found = {}
    for path in folder.rglob("*.yml"):
        if path.is_symlink() or not path.is_file():
            found[str(path.relative_to(folder))] = b""
            continue
        with path.open("rb") as file:
            found[str(path.relative_to(folder))] = hashlib.sha256(file.read(MAX_BYTES + 1)).digest()
    return found


def _blobs(content: Path, revision: str) -> list[Blob]:
    """Every file below `content` at `revision`, by path."""
    prefix = _prefix(content)
    commit = _commit(content, revision)
    blobs = []
    with _git(content, "ls-tree", "-r", "-z", "-l", "--full-tree", f"{commit}:{prefix}" if prefix else commit) as listing:
        assert listing.stdout
        for entry in _entries(listing.stdout):
            meta, _, name = entry.partition(b"\t")
            mode, _, oid, size = meta.decode("ascii").split()
            blobs.append(Blob(os.fsdecode(name), mode, oid, int(size) if size.isdecimal() else 0))
            if len(blobs) > MAX_FILES:
                raise RevisionError(f"{shown(revision)} holds more than {MAX_FILES} files")
    if listing.returncode:
        raise RevisionError(f"{shown(revision)} holds no folder {shown(prefix or content.name)}")
    return blobs


def _entries(stream: IO[bytes]) -> Iterator[bytes]:
    """What stands between zero bytes."""
    rest = b""
    for piece in iter(partial(stream.read, 65536), b""):
        *whole, rest = (rest + piece).split(b"\0")
        yield from whole


def _commit(content: Path, revision: str) -> str:
    """The full name of the commit that `revision` means."""
    if revision.startswith("-") or not revision.isprintable():
        raise RevisionError(f"{shown(revision)} is not a revision: write a branch, a tag or a commit")
    found = _answer(content, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found:
        return found
    fetch = "fetch it first, as in `git fetch origin main`"
    if _answer(content, "rev-parse", "--is-shallow-repository") == "true":
        fetch = "this clone is shallow: `git fetch --unshallow`, or fetch that commit by its name"
    raise RevisionError(f"{shown(revision)} is not a revision that this repository holds; {fetch}")


def _prefix(content: Path) -> str:
    """The way from the top of the work tree to `content`, without a slash at its end."""
    prefix = _answer(content, "rev-parse", "--show-prefix")
    if prefix is None or _answer(content, "rev-parse", "--is-inside-work-tree") != "true":
        raise RevisionError(f"{shown(content)} is not in a git repository that may be read")
    return prefix.removesuffix("/")


def _answer(content: Path, *words: str) -> str | None:
    """What git answers, without the line end; None where it fails."""
    out, _ = (asked := _git(content, *words)).communicate()
    return os.fsdecode(out).removesuffix("\n") if asked.returncode == 0 else None


def _git(content: Path, *words: str, read: IO[bytes] | int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    """Git at work in `content`, with nothing of the caller's GIT_ variables."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_REPLACE_OBJECTS": "1"}
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    try:
        return subprocess.Popen(
            ["git", "--no-pager", *settings, *words], cwd=content, env=environment, stdin=read, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except FileNotFoundError:
        raise RevisionError("`git` is not installed; install it to compare revisions") from None


def _lay_out(content: Path, blobs: Iterable[Blob], root: Path) -> Iterator[Problem]:
    """Writes files below `root`: the bytes of records, the names of all else, links as links that lead nowhere; tells what cannot be written."""
    wanted: dict[str, list[Blob]] = {}
    for blob in blobs:
        if blob.is_read:
            wanted.setdefault(blob.oid, []).append(blob)
        else:
            yield from _put(root, blob, b" " * (MAX_BYTES + 1) if blob.path.endswith(".yml") else b"")
    with tempfile.TemporaryFile() as request:
        request.write("".join(f"{oid}\n" for oid in wanted).encode("ascii"))
        request.seek(0)
        with _git(content, "cat-file", "--batch", read=request) as answer:
            assert answer.stdout
            for blobs_of_one in wanted.values():
                data = _bytes(answer.stdout)
                for blob in blobs_of_one:
                    yield from _put(root, blob, data)


def _bytes(stream: IO[bytes]) -> bytes | None:
    """The next answer of `git cat-file --batch`; None for an object that this clone does not hold."""
    head = stream.readline().split()
    if len(head) != 3:
        return None
    data = stream.read(int(head[2]))
    stream.read(1)
    return data


def _put(root: Path, blob: Blob, data: bytes | None) -> Iterator[Problem]:
    """Writes one file. Git itself never makes a name that leads out of its folder, but a forged tree may hold one."""
    place = Place(printable(f"{root.name}/{blob.path}"))
    if data is None:
        yield Problem(place, "the file's content is missing from this clone", "unreadable", "fetch the whole revision")
        return
    try:
        if any(part in ("", ".", "..") for part in blob.path.split("/")):
            raise ValueError
        path = root / blob.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if blob.is_plain:
            path.write_bytes(data)
        else:
            path.symlink_to("/dev/null/not-followed")
    except (OSError, ValueError):
        yield Problem(place, "no folder can hold a file of this name", "unreadable", "name it by an id, and each file once")
