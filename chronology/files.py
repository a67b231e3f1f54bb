"""Single files beside the site: each is replaced in one step, or made where nothing is."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from chronology.write import discard


def replace(path: Path, text: str) -> None:
    """Puts `text` in the place of a file in one step: who reads it sees the old text or the new one, whole. Permissions stay."""
    draft = path.with_name(f".{path.name}.draft")
    discard(draft)
    try:
        with draft.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        shutil.copymode(path, draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def create(path: Path, text: str) -> None:
    """Writes a file that is not there yet, and the folders on the way to it; raises FileExistsError where something has its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def keep(path: Path, *pieces: bytes) -> None:
    """Puts `pieces` in the place of a file that may as well be missing: who reads it finds the old one, the new one, or none.

    A folder made for it is ignored by git.
    """
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)  # another process of this build may make it this moment
            (path.parent / ".gitignore").write_text("*\n", "utf-8")
        _put(path, pieces, 0o666)
    except OSError:
        pass


def keep_secret(path: Path, data: bytes) -> bool:
    """Puts a file that nobody else may read in the place of what is there; whether it could."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _put(path, [data], 0o600)
    except OSError:
        return False
    return True


def _put(path: Path, pieces: Iterable[bytes], mode: int) -> None:
    """Replaces a file in one step; writes through no link."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    draft.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.writelines(pieces)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
