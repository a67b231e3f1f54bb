"""The only opener of files: content, and what a build needs besides."""

from importlib import resources
from pathlib import Path
from typing import Any

from chronology.problem import BuildError, Place, Problem, shown
from chronology.records.folder import Folder
from chronology.records.places import problem
from chronology.records.types import is_id
from chronology.records.yaml import MAX_BYTES, TOO_LARGE, parse


def text_of(folder: Folder, path: Path) -> str | None:
    """The text of a file, or None where it has none: then the last problem says why."""
    data = b""
    kind = folder.kind(path)
    if kind == "other":
        return None
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        folder.problems.append(_too_large(folder.name(path)) if len(data) > MAX_BYTES else _not_utf_8(folder.name(path), data, error.start))
    except OSError as error:
        folder.report(path, "unreadable", f"the file cannot be read: {error.strerror}", "make it readable, or delete it")
    return None


def read_document(folder: Folder, path: Path) -> tuple[str, Any] | None:
    """The text and the value of a file, or None when it could not be read."""
    text = text_of(folder, path)
    if text is None:
        return None
    document = parse(text)
    if document.fault:
        fault = document.fault
        place = Place(folder.name(path), fault.line, fault.column)
        folder.problems.append(problem(text, place, fault.fact, fault.rule, fault.hint, width=fault.width))
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


def read_icon(folder: Path, name: str) -> str:
    """The SVG text of a Material Design icon below the theme's folder of icons."""
    try:
        if not is_id(name):
            raise FileNotFoundError(name)
        return (folder / "material" / f"{name}.svg").read_text("utf-8")
    except OSError:
        raise BuildError(f"the icon {shown(name)} is none of Material Design Icons; see content/vocabulary/") from None


def read_page(path: Path) -> str:
    """A page that the engine built."""
    return path.read_text("utf-8")


def read_whole(path: Path) -> bytes | None:
    """The bytes of a file of our own; None where there is none to be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None
