"""The only writer: outputs into a folder beside the published one, then swapped in whole."""

import ctypes
import fcntl
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from chronology.problem import BuildError

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def staging_of(site: Path) -> Path:
    """Where the next version of the folder `site` is prepared: beside it, so that a rename is enough."""
    return site.parent / f".{site.name.lstrip('.')}.building"


def claim(site: Path) -> int:
    """Prepares an empty staging folder for `site` and keeps other builds from it; raises BuildError where one is at work.

    Gives a descriptor of the locked folder. Closing it, or the end of the program however it comes, gives the folder free.
    """
    staging = staging_of(site)
    staging.mkdir(parents=True, exist_ok=True)
    folder = os.open(staging, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(folder)
        raise BuildError(f"another build of {site.name}/ is at work; wait for it to end") from None
    _recover(site)
    return folder


def _recover(site: Path) -> None:
    """Puts right what a build that was killed left behind: an old site that was moved aside comes back, half-made pages go."""
    old = _old(site)
    if old.exists() and not site.exists():
        old.rename(site)
    discard(old)
    for leftover in staging_of(site).iterdir():
        discard(leftover)


def _old(site: Path) -> Path:
    return site.parent / f".{site.name.lstrip('.')}.old"


def write(outputs: Iterable[tuple[str, str]], folder: Path) -> int:
    """Writes (path, text) pairs below `folder`; returns how many. Paths come from ids and fixed names; one that leads out of `folder` raises ValueError."""
    count = 0
    made: set[Path] = set()
    for name, text in outputs:
        if name.startswith("/") or ".." in name.split("/"):
            raise ValueError(f"{name} lies outside the folder")
        path = folder / name
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_text(text, encoding="utf-8", newline="\n")
        count += 1
    return count


def discard(path: Path) -> None:
    """Removes a file, a link, or a folder and what is in it, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def swap(staging: Path, site: Path) -> None:
    """Puts `staging` in the place of `site`; readers see the old folder or the new one, whole. The old one is removed."""
    if site.exists():
        if not _exchange(staging, site):
            old = _old(site)
            discard(old)
            site.rename(old)
            staging.rename(site)
            staging = old
        discard(staging)
    else:
        staging.rename(site)


def _exchange(one: Path, other: Path) -> bool:
    """Exchanges two folders in one step, where the system can (Linux: renameat2)."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)
