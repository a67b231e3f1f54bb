"""The right to replace a site: the next one grows in a folder beside the published one, then both change places.

A program that ends at any moment leaves the published folder as the old site or as the new one, whole. A power cut can
cost more: nothing here waits for the disk, as a site is made again by one command.
"""

import ctypes
import fcntl
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from chronology.problem import BuildError, shown
from chronology.write import discard, move

MARK = "api/v1/events.json"
"""The export of events, a file of every site; a folder without it, and without SHARE, was made by someone else and is not replaced."""
SHARE = "shard.json"
"""A file of every share of a site."""
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@dataclass(frozen=True)
class Claim:
    """One build's right to replace a site: until `release`, or the end of the program however it comes."""

    site: Path
    """The published folder, links followed."""
    folder: Path
    """Stands beside `site`, so that renames are enough; holds nothing but `engine`, `articles`, `new` and `old`."""
    lock: int
    """Descriptor of `folder`, locked. A program that inherits it keeps other builds away as long as it runs."""
    spare: bool = False
    """Whether what was published before is kept for the next build of this program."""

    @property
    def engine(self) -> Path:
        """Where the engine puts its files, as it empties the folder it builds into."""
        return self.folder / "engine"

    @property
    def articles(self) -> Path:
        """What the search index is made of, while it is made."""
        return self.folder / "articles"

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

    It is empty, but where a `spare` is wanted and was kept of the build before: then the next site grows from the last but one, most of which need not be
    made.
    """
    try:
        site = site.resolve()
    except RuntimeError:
        raise BuildError(f"{_named(site)} is a link that leads to itself; delete it") from None
    _refuse(site, content.resolve())
    folder = site.parent / f".{site.name.lstrip('.')}.building"
    claimed = Claim(site, folder, _lock(folder, site), spare)
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


def release(claimed: Claim) -> None:
    """Ends a claim: removes what is half made, and what was published before unless it is a spare."""
    try:
        _recover(claimed)
        if not claimed.spare:
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
    discard(claimed.articles)


def _named(path: Path) -> str:
    return shown(path, 300)


def why(error: OSError) -> str:
    """The system's reason in one line, with the file's name where the system gives it."""
    reason = f"the build cannot go on: {error.strerror or error}"
    name = error.filename2 or error.filename
    return f"{reason}: {_named(Path(os.fsdecode(name)))}" if isinstance(name, str | bytes) else reason


def adopt(claimed: Claim) -> Sequence[str]:
    """Moves the engine's files into the next site; returns their paths."""
    return move(claimed.engine, claimed.new)


def hand_on(claimed: Claim, within: str) -> None:
    """Moves a folder of the published site into the next one, which is about to take its place."""
    if (claimed.site / within).is_dir():
        (claimed.site / within).rename(claimed.new / within)


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
