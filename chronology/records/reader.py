"""The only opener of files: content, and what a build needs besides."""

import errno
import os
import stat
from importlib import resources
from pathlib import Path
from typing import Any

from chronology.problem import BuildError, Place, Problem, shown
from chronology.records.folder import Folder
from chronology.records.places import problem
from chronology.records.types import is_id
from chronology.records.yaml import MAX_BYTES, TOO_LARGE, parse


def text_of(folder: Folder, place: Path | str) -> str | None:
    """The text of a file, or None where it has none: then the last problem says why."""
    data = b""
    try:
        data = _data(place)
        return data.decode("utf-8")
    except _NoFileError:
        if folder.kind(path := Path(place)) != "other":
            folder.report(path, "unreadable", "the file was replaced while it was read", "try again")
    except UnicodeDecodeError as error:
        folder.problems.append(_too_large(folder.name(Path(place))) if len(data) > MAX_BYTES else _not_utf_8(folder.name(Path(place)), data, error.start))
    except OSError as error:
        folder.report(Path(place), "unreadable", f"the file cannot be read: {error.strerror}", "make it readable, or delete it")
    return None


class _NoFileError(Exception):
    """What stands there is no plain file."""


def _data(place: Path | str) -> bytes:
    """The first MAX_BYTES + 1 bytes of a plain file; follows no link and waits for no pipe."""
    try:
        file = os.open(place, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENXIO):
            raise _NoFileError from None
        raise
    try:
        found = os.fstat(file)
        if not stat.S_ISREG(found.st_mode):
            raise _NoFileError
        data = os.read(file, MAX_BYTES + 1)
        while data and len(data) <= MAX_BYTES and len(data) != found.st_size and (more := os.read(file, MAX_BYTES + 1 - len(data))):
            data += more
        return data
    finally:
        os.close(file)


def read_document(folder: Folder, place: Path | str) -> tuple[str, Any] | None:
    """The text and the value of a file, or None when it could not be read."""
    text = text_of(folder, place)
    if text is None:
        return None
    document = parse(text)
    if document.fault:
        fault = document.fault
        at = Place(folder.name(Path(place)), fault.line, fault.column)
        folder.problems.append(problem(text, at, fault.fact, fault.rule, fault.hint, width=fault.width))
        return None
    return text, document.value


def _too_large(name: str) -> Problem:
    return Problem(Place(name), TOO_LARGE.fact, TOO_LARGE.rule, TOO_LARGE.hint)


def _not_utf_8(name: str, data: bytes, at: int) -> Problem:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem(Place(name), "the file is UTF-16 or UTF-32", "not-utf-8", "save the file as UTF-8")
    start = data.rfind(b"\n", 0, at) + 1
    place = Place(name, data.count(b"\n", 0, at) + 1, len(data[start:at].decode()) + 1)
    return Problem(place, f"the byte {shown(f'0x{data[at]:02x}')} is not UTF-8", "not-utf-8", "save the file as UTF-8")


def read_world() -> str:
    """The outlines of the world's countries, as the maps want them."""
    return resources.files("chronology.maps").joinpath("world.json").read_text("utf-8")


def read_drawings() -> str:
    """The maps of countries, as the maps want them."""
    return resources.files("chronology.maps").joinpath("countries.json").read_text("utf-8")


def read_icon(folder: Path, name: str) -> str:
    """The SVG text of a Material Design icon below the theme's folder of icons."""
    try:
        if not is_id(name):
            raise FileNotFoundError(name)
        return (folder / "material" / f"{name}.svg").read_text("utf-8")
    except OSError:
        raise BuildError(f"the icon {shown(name)} is none of Material Design Icons; see content/vocabulary/") from None


def read_plain(path: Path) -> bytes | None:
    """The bytes of a plain file where strangers may have put something else: follows no link, waits for no pipe. None where there is none."""
    return _of_plain(path, private=False)


def read_secret(path: Path) -> bytes | None:
    """The bytes of a plain file that is this user's and that nobody else may read or write."""
    return _of_plain(path, private=True)


def _of_plain(path: Path, private: bool) -> bytes | None:
    try:
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | os.O_NOFOLLOW | os.O_NONBLOCK)) as file:
            found = os.fstat(file.fileno())
            is_own = found.st_uid == os.geteuid() and not found.st_mode & 0o077
            return file.read() if stat.S_ISREG(found.st_mode) and (is_own or not private) else None
    except OSError:
        return None


def read_whole(path: Path) -> bytes | None:
    """The bytes of a file of our own; None where there is none to be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None
