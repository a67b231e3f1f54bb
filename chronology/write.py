"""The only writer: the next site grows in a folder beside the published one, then both change places.

A program that ends at any moment leaves the published folder as the old site or as the new one, whole. A power cut can
cost more: nothing here waits for the disk, as a site is made again by one command.
"""

import ctypes
import fcntl
import os
import shutil
from collections.abc import Container, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from chronology.problem import BuildError, shown

MARK = "api/v1/events.json"
"""A file of every site; a folder without it, and without SHARE, was made by someone else and is not replaced."""
SHARE = "shard.json"
"""A file of every share of a site."""
_ROOM = 1_000_000
"""Bytes; as long as so many fit, no earlier write has failed for want of space."""
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@dataclass(frozen=True)
class Claim:
    """One build's right to replace a site: until `release`, or the end of the program however it comes."""

    site: Path
    """The published folder, links followed."""
    folder: Path
    """Stands beside `site`, so that renames are enough; holds nothing but `engine`, `new` and `old`."""
    lock: int
    """Descriptor of `folder`, locked. A program that inherits it keeps other builds away as long as it runs."""

    @property
    def engine(self) -> Path:
        """Where the engine puts its files, as it empties the folder it builds into."""
        return self.folder / "engine"

    @property
    def new(self) -> Path:
        """The folder of the next site; after the swap, what was published before."""
        return self.folder / "new"

    @property
    def old(self) -> Path:
        """Where the old site waits on systems that cannot exchange two folders in one step."""
        return self.folder / "old"


def claim(site: Path, content: Path, spare: bool = False) -> Claim:
    """Makes a folder for the next version of `site` and keeps other builds from it; raises BuildError where that cannot be.

    It is empty, but where a `spare` was kept of the build before: then the next site grows from the last but one, most of which need not be made.
    """
    try:
        site = site.resolve()
    except RuntimeError:
        raise BuildError(f"{_named(site)} is a link that leads to itself; delete it") from None
    _refuse(site, content.resolve())
    folder = site.parent / f".{site.name.lstrip('.')}.building"
    claimed = Claim(site, folder, _lock(folder, site))
    try:
        _recover(claimed)
        claimed.engine.mkdir()
        if not spare or claimed.new.is_symlink() or not claimed.new.is_dir() or claimed.new.stat().st_mode != claimed.engine.stat().st_mode:
            discard(claimed.new)
            claimed.new.mkdir()
    except OSError:
        release(claimed)
        raise
    return claimed


def release(claimed: Claim, spare: bool = False) -> None:
    """Ends a claim: removes what is half made, and what was published before unless it is kept as a `spare` for the next build of this program."""
    try:
        _recover(claimed)
        if not spare:
            discard(claimed.new)
            with suppress(OSError):  # it holds what no build has put there
                claimed.folder.rmdir()
    finally:
        os.close(claimed.lock)


def _refuse(site: Path, content: Path) -> None:
    """Raises BuildError where replacing `site` would lose what no build has made."""
    if site.is_relative_to(content) or content.is_relative_to(site):
        raise BuildError(f"the site {_named(site)} and the content {_named(content)} lie one in the other; build the site elsewhere")
    if not site.exists():
        return
    if not site.is_dir():
        raise BuildError(f"{_named(site)} is a file where the site's folder would stand; delete it, or build the site elsewhere")
    if site.is_mount():
        raise BuildError(f"{_named(site)} is a mount point and cannot be replaced; build the site into a folder below it")
    if (site / ".git").exists() or (not any((site / name).is_file() for name in (MARK, SHARE)) and any(site.iterdir())):
        raise BuildError(f"{_named(site)} holds files that no build has made; empty it, or build the site elsewhere")


def _lock(folder: Path, site: Path) -> int:
    """A descriptor of `folder`, made where it is not there, and locked."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    while True:
        with suppress(FileExistsError):
            folder.mkdir()
        try:
            lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(lock), folder.lstat()):
                return lock
            os.close(lock)
        except FileNotFoundError:
            continue  # the build before has removed it this moment
        except NotADirectoryError:
            raise BuildError(f"{_named(folder)} is no folder, and stands where the next site is prepared; delete it") from None
        except BlockingIOError:
            os.close(lock)
            raise BuildError(f"another build of {_named(site)} is at work; wait for it to end") from None


def _recover(claimed: Claim) -> None:
    """Puts right what a build left behind: an old site that was moved aside comes back, the rest goes."""
    if claimed.old.exists() and not claimed.site.exists():
        claimed.old.rename(claimed.site)
    discard(claimed.old)
    discard(claimed.engine)


def _named(path: Path) -> str:
    return shown(path, 300)


def why(error: OSError) -> str:
    """The system's reason in one line, with the file's name where the system gives it."""
    reason = f"the build cannot go on: {error.strerror or error}"
    name = error.filename2 or error.filename
    return f"{reason}: {_named(Path(os.fsdecode(name)))}" if isinstance(name, str | bytes) else reason


Signature = tuple[int, int, int, int]
"""What changes where a written file does: its number, size, time of change, and who may read it."""


def write(outputs: Iterable[tuple[str, str]], folder: Path) -> Mapping[str, Signature]:
    """Writes (path, text) pairs below `folder`; returns the paths with signatures.

    Paths come from ids and fixed names; one that leads out of `folder` raises ValueError. Strings stand for paths here: objects cost half as much as writing.
    """
    top = str(folder)
    written: dict[str, Signature] = {}
    for name, text in outputs:
        path = _made_way(top, name)
        file = _opened(path)
        try:
            data = memoryview(text.encode("utf-8"))
            while data:
                data = data[os.write(file, data) :]
            written[name] = _signature(os.fstat(file))
        except OSError as error:
            error.filename = error.filename or path
            raise
        finally:
            os.close(file)
    return written


def _opened(path: str) -> int:
    """A new file: what has its name may have a second one in the published site, and must not change."""
    with suppress(FileExistsError):
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    discard(Path(path))
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)


def take(names: Mapping[str, Signature], old: Path, folder: Path, there: Container[str] = ()) -> bool:
    """Gives files of another folder a second name below `folder`; whether each was there, and still as it was written. Where one was not, none is taken.

    Of those that are `there` already nothing is asked.
    """
    before, top = str(old), str(folder)
    taken: list[str] = []
    for name, signature in names.items():
        if name in there:
            continue
        path = _made_way(top, name)
        try:
            os.link(f"{before}/{name}", path, follow_symlinks=False)
            taken.append(path)
            if _signature(os.stat(path, follow_symlinks=False)) == signature:
                continue
        except OSError:
            pass
        for each in taken:
            os.unlink(each)
        return False
    return True


def standing(folder: Path, expected: Mapping[str, Signature]) -> set[str]:
    """Which of the expected files stand in a folder, as they were written; whatever else is in it is removed."""
    found: set[str] = set()
    _stand(str(folder), "", expected, found)
    return found


def _stand(folder: str, within: str, expected: Mapping[str, Signature], found: set[str]) -> bool:
    """Whether anything is left."""
    left = False
    with os.scandir(folder) as entries:
        for entry in entries:
            name = f"{within}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if _stand(entry.path, f"{name}/", expected, found):
                    left = True
                else:
                    os.rmdir(entry.path)
            elif name in expected and _signature(entry.stat(follow_symlinks=False)) == expected[name]:
                found.add(name)
                left = True
            else:
                os.unlink(entry.path)
    return left


def adopt(claimed: Claim) -> None:
    """Moves the engine's files into the next site."""
    for name in files_below(claimed.engine):
        os.replace(claimed.engine / name, _made_way(str(claimed.new), name))


def hand_on(claimed: Claim, within: str) -> None:
    """Moves a folder of the published site into the next one, which is about to take its place."""
    if (claimed.site / within).is_dir():
        (claimed.site / within).rename(claimed.new / within)


def files_below(folder: Path, within: str = "") -> Sequence[str]:
    """The paths of all files in a folder, or in a folder within it, from the first; sorted."""
    return sorted(path.relative_to(folder).as_posix() for path in (folder / within).rglob("*") if path.is_file())


def gather(names: Iterable[str], old: Path, folder: Path) -> None:
    """Gives files of another folder a second name below `folder`, or copies them where it lies on another disk."""
    for name in names:
        path = _made_way(str(folder), name)
        try:
            os.link(f"{old}/{name}", path, follow_symlinks=False)
        except OSError:
            shutil.copyfile(f"{old}/{name}", path, follow_symlinks=False)


def unlink(names: Iterable[str], folder: Path) -> None:
    """Removes files below `folder`, and the folders of which nothing is left."""
    for name in names:
        path = f"{folder}/{name}"
        os.unlink(path)
        with suppress(OSError):
            while (path := os.path.dirname(path)) != str(folder):
                os.rmdir(path)


def _made_way(folder: str, name: str) -> str:
    """The path of a file below `folder`, the folders on the way to it made."""
    if name.startswith("/") or ".." in name.split("/"):
        raise ValueError(f"{name} lies outside the folder")
    way = f"{folder}/{name.rpartition('/')[0]}"
    try:
        os.mkdir(way)
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(way, exist_ok=True)
    return f"{folder}/{name}"


def _signature(stat: os.stat_result) -> Signature:
    return stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_mode


def prove_whole(folder: Path) -> None:
    """Raises BuildError or OSError where the program that wrote `folder` met a full disk and did not say so, as Pagefind does."""
    probe = folder / "probe"
    try:
        probe.write_bytes(bytes(_ROOM))
    finally:
        probe.unlink(missing_ok=True)
    for path in folder.rglob("*"):
        if path.is_file() and not path.stat().st_size:
            raise BuildError(f"{_named(path)} was written without a byte; is the disk full?")


def discard(path: Path) -> None:
    """Removes a file, a link, or a folder and what is in it, if it is there."""
    if path.is_dir() and not path.is_symlink():
        _empty(str(path))
        path.rmdir()
    else:
        path.unlink(missing_ok=True)


def _empty(folder: str) -> None:
    """Removes what is in a folder of ours: nobody else changes it meanwhile, so that this may be quicker than `shutil.rmtree`."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                _empty(entry.path)
                os.rmdir(entry.path)
            else:
                os.unlink(entry.path)


def swap(claimed: Claim) -> None:
    """Puts the new site in the place of the published one; readers see the old folder or the new one, whole."""
    if claimed.site.exists():
        if _exchange(claimed.new, claimed.site):
            return
        claimed.site.rename(claimed.old)
    claimed.new.rename(claimed.site)


def _exchange(one: Path, other: Path) -> bool:
    """Exchanges two folders in one step, where the system can (Linux: renameat2)."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)
