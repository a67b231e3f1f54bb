"""The only reader of content: a folder of YAML files to typed records and the problems found on the way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date as Day
from functools import cached_property
from importlib import resources
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from pydantic import ValidationError

from chronology.problem import BuildError, Place, Problem, shown
from chronology.records import names
from chronology.records.folder import Folder
from chronology.records.messages import at_most, problems_of
from chronology.records.model import Actor, Country, Event, Moved, Origin, Record, Scope
from chronology.records.places import problem
from chronology.records.types import is_country, is_id
from chronology.records.vocabulary import LISTS, Vocabulary
from chronology.records.vocabulary import Word as VocabularyWord
from chronology.records.yaml import MAX_BYTES, TOO_LARGE, parse

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Published:
    """The ids that an earlier revision of the content held; none where there is none to compare with."""

    revision: str = ""
    events: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Records:
    """Everything the content says, not yet checked for sense. Records that could not be read are missing; `problems` says why."""

    events: tuple[Event, ...] = ()
    """By path."""
    actors: Mapping[str, Actor] = field(default_factory=dict)
    """By id, sorted."""
    countries: Mapping[str, Country] = field(default_factory=dict)
    """By code, sorted; only those with prose."""
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    moved: tuple[Moved, ...] = ()
    scope: Scope | None = None
    """What the chronology is about; None where no file says so."""
    problems: tuple[Problem, ...] = ()
    broken: frozenset[str] = frozenset()
    """Ids of the events and actors whose files could not be read; they exist, so that references to them are no faults."""
    root: str = "content"
    """The folder's name, with which paths begin."""
    today: Day | None = None
    """The day that the check takes for today; None where nobody says."""
    published: Published = Published()
    """What an earlier revision held."""

    @cached_property
    def events_by_id(self) -> Mapping[str, Event]:
        return {event.id: event for event in self.events}

    @cached_property
    def tombstones(self) -> Mapping[tuple[str, str], Moved]:
        """The first tombstone of every kind of record and id."""
        return {(moved.record, moved.id): moved for moved in reversed(self.moved)}


def _read(folder: Folder, path: Path) -> str | None:
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


def _document(folder: Folder, path: Path) -> tuple[str, Any] | None:
    """The text and the value of a file, or None when it could not be read."""
    text = _read(folder, path)
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


def load(content: Path, today: Day | None = None, published: Published | None = None) -> Records:
    """All records below `content`; reads every file, reports every fault, never raises for one."""
    folder = Folder(content, [])
    _check_folders(folder)
    vocabulary = _vocabulary(folder)
    return Records(
        events=tuple(_records(folder, "events", 1, Event, vocabulary)),
        actors={record.id: record for record in _records(folder, "actors", 0, Actor, vocabulary)},
        countries={record.id: record for record in _records(folder, "countries", 0, Country, vocabulary)},
        vocabulary=vocabulary,
        moved=_moved(folder),
        scope=_scope(folder),
        root=content.name,
        today=today,
        published=published or Published(),
        problems=tuple(dict.fromkeys(folder.problems)),
        broken=frozenset(PurePosixPath(problem.place.path).stem for problem in folder.problems if "/vocabulary/" not in problem.place.path),
    )


def texts(content: Path) -> Iterator[tuple[Path, type[Record], str | Problem]]:
    """(path, model, text) of every record's file below `content`, sorted; a problem in the place of a text that cannot be read."""
    for below, depth, model in (("events", 1, Event), ("actors", 0, Actor), ("countries", 0, Country)):
        folder = Folder(content, [])
        for path in folder.files(below, depth):
            text = _read(folder, path)
            yield path, model, folder.problems[-1] if text is None else text


def _check_folders(folder: Folder) -> None:
    """Reports what is missing or unknown in the content folder and in that of the words."""
    folder.check("", names.TOP)
    for below in ("events", "vocabulary"):
        if folder.root.is_dir() and folder.kind(folder.root / below) == "nothing":
            folder.report(folder.root / below, "unreadable", "there is no such folder", "make it; content/README.md says what it holds")
    if folder.kind(folder.root / "vocabulary") == "folder":
        folder.check("vocabulary", names.LISTS_FILES)


def _records(folder: Folder, below: str, depth: int, model: type[R], vocabulary: Vocabulary) -> Iterator[R]:
    for path in folder.files(below, depth):
        if model is Country and not is_country(path.stem):
            folder.report(path, "unknown-country", f"{shown(path.stem)} is not a country code", "name the file by an ISO 3166-1 code of two capitals")
        elif model is not Country and not is_id(path.stem):
            folder.report(path, "id-form", f"{shown(path.stem)} is not an id", "name the file in lower-case words joined by hyphens, at most 64 characters")
        elif document := _document(folder, path):
            text, value = document
            origin = Origin(path.stem, folder.name(path), text)
            try:
                yield model.model_validate(value, context={"origin": origin, "vocabulary": vocabulary})
            except ValidationError as error:
                folder.problems.extend(problems_of(error, model, origin))


def _vocabulary(folder: Folder) -> Vocabulary:
    lists: dict[str, dict[str, VocabularyWord]] = {name: {} for name in LISTS}
    top = folder.root / "vocabulary"
    if folder.kind(top) != "folder":
        return Vocabulary(lists)
    for name, model in LISTS.items():
        path = top / f"{name}.yml"
        document = _document(folder, path)
        if document is None:
            continue
        text, value = document
        origin = Origin(name, folder.name(path), text)
        folder.problems.extend(at_most(_words(value, model, origin, lists[name]), origin))
    return Vocabulary(lists)


def _words(value: Any, model: type[VocabularyWord], origin: Origin, words: dict[str, VocabularyWord]) -> Iterator[Problem]:
    """Fills `words` with those of a list; yields what is wrong with the others."""
    if not isinstance(value, dict):
        yield origin.problem((), "wrong-type", "a mapping of words is expected here", "write one `word: {name: ..., definition: ...}` a line")
        return
    for key, word in value.items():
        if not is_id(key):
            hint = "write lower-case words joined by hyphens, at most 64 characters"
            yield origin.problem((key,), "id-form", f"{shown(key)} is not an id", hint, at_key=True)
            continue
        try:
            words[key] = model.model_validate(word)
        except ValidationError as error:
            yield from problems_of(error, model, origin, (key,))


def _moved(folder: Folder) -> tuple[Moved, ...]:
    path = folder.root / "moved.yml"
    document = _document(folder, path) if folder.kind(path) == "file" else None
    if document is None:
        return ()
    text, value = document
    found: list[Moved] = []
    origin = Origin("moved", folder.name(path), text)
    folder.problems.extend(at_most(_tombstones(value, origin, found), origin))
    return tuple(found)


def _tombstones(value: Any, origin: Origin, found: list[Moved]) -> Iterator[Problem]:
    """Fills `found` with the tombstones of a file; yields what is wrong with the others."""
    if not isinstance(value, list | None):
        yield origin.problem((), "wrong-type", "a list of ids that are gone is expected here", "write a line `- {id: ..., to: ..., date: ..., why: ...}` each")
        return
    for index, item in enumerate(value or ()):
        try:
            found.append(Moved.model_validate(item, context={"origin": replace(origin, top=(index,))}))
        except ValidationError as error:
            yield from problems_of(error, Moved, replace(origin, top=(index,)))


def _scope(folder: Folder) -> Scope | None:
    path = folder.root / "scope.yml"
    document = _document(folder, path) if folder.kind(path) == "file" else None
    if document is None:
        return None
    text, value = document
    origin = Origin("scope", folder.name(path), text)
    try:
        return Scope.model_validate(value, context={"origin": origin})
    except ValidationError as error:
        folder.problems.extend(problems_of(error, Scope, origin))
        return None


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
