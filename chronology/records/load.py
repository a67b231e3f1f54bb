"""The only reader of content: a folder of YAML files to typed records and the problems found on the way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date as Day
from functools import cached_property
from importlib import resources
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from pydantic import ValidationError

from chronology.problem import BuildError, Place, Problem, printable, shown
from chronology.records.messages import problems_of
from chronology.records.model import Actor, Country, Event, Moved, Origin, Record
from chronology.records.places import problem
from chronology.records.types import is_country, is_id
from chronology.records.vocabulary import LISTS, Vocabulary
from chronology.records.vocabulary import Word as VocabularyWord
from chronology.records.yaml import MAX_BYTES, parse

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


@dataclass(frozen=True)
class _Folder:
    """The content folder, and how its files are named in messages."""

    root: Path
    problems: list[Problem]

    def name(self, path: Path) -> str:
        return printable(f"{self.root.name}/{path.relative_to(self.root).as_posix()}")

    def report(self, path: Path, rule: str, fact: str, hint: str = "") -> None:
        self.problems.append(Problem(Place(self.name(path)), fact, rule, hint))

    def files(self, below: str, depth: int) -> Iterator[Path]:
        """The YAML files `depth` folders below `below`, sorted; reports what is neither that nor a folder on the way."""
        top = self.root / below
        for path in sorted(top.iterdir()) if top.is_dir() else ():
            if path.is_symlink() or not (path.is_dir() or path.is_file()):
                self.report(path, "not-a-file", "is neither a plain file nor a folder", "put the record itself here")
            elif path.is_dir() and depth:
                yield from self.files(f"{below}/{path.name}", depth - 1)
            elif path.is_file() and not depth and path.suffix == ".yml":
                yield path
            else:
                expected = "folders" if depth else "files that end in .yml"
                self.report(path, "stray-file", f"{shown(path.name)} stands where only {expected} belong", "move or delete it")

    def read(self, path: Path) -> str | None:
        data = b""
        try:
            with path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            place = Place(self.name(path), line, error.start - data.rfind(b"\n", 0, error.start))
            fact = f"the byte {shown(f'0x{data[error.start]:02x}')} is not UTF-8"
            self.problems.append(Problem(place, fact, "not-utf-8", "save the file as UTF-8"))
        except OSError as error:
            self.report(path, "unreadable", f"the file cannot be read: {error.strerror}", "make it readable, or delete it")
        return None

    def document(self, path: Path) -> tuple[str, Any] | None:
        """The text and the value of a file, or None when it could not be read."""
        text = self.read(path)
        if text is None:
            return None
        document = parse(text)
        if document.fault:
            fault = document.fault
            place = Place(self.name(path), fault.line, fault.column)
            self.problems.append(problem(text, place, fault.fact, fault.rule, fault.hint, width=fault.width))
            return None
        return text, document.value


def load(content: Path, today: Day | None = None, published: Published | None = None) -> Records:
    """All records below `content`; reads every file, reports every fault, never raises for one."""
    folder = _Folder(content, [])
    vocabulary = _vocabulary(folder)
    return Records(
        events=tuple(_records(folder, "events", 1, Event, vocabulary)),
        actors={record.id: record for record in _records(folder, "actors", 0, Actor, vocabulary)},
        countries={record.id: record for record in _records(folder, "countries", 0, Country, vocabulary)},
        vocabulary=vocabulary,
        moved=tuple(_moved(folder)),
        root=content.name,
        today=today,
        published=published or Published(),
        problems=tuple(folder.problems),
        broken=frozenset(PurePosixPath(problem.place.path).stem for problem in folder.problems if "/vocabulary/" not in problem.place.path),
    )


def _records(folder: _Folder, below: str, depth: int, model: type[R], vocabulary: Vocabulary) -> Iterator[R]:
    for path in folder.files(below, depth):
        if model is Country and not is_country(path.stem):
            folder.report(path, "unknown-country", f"{shown(path.stem)} is not a country code", "name the file by an ISO 3166-1 code of two capitals")
        elif model is not Country and not is_id(path.stem):
            folder.report(path, "id-form", f"{shown(path.stem)} is not an id", "name the file in lower-case words joined by hyphens, at most 64 characters")
        elif document := folder.document(path):
            text, value = document
            origin = Origin(path.stem, folder.name(path), text)
            try:
                yield model.model_validate(value, context={"origin": origin, "vocabulary": vocabulary})
            except ValidationError as error:
                folder.problems.extend(problems_of(error, model, origin))


def _vocabulary(folder: _Folder) -> Vocabulary:
    lists: dict[str, dict[str, VocabularyWord]] = {name: {} for name in LISTS}
    for name, model in LISTS.items():
        path = folder.root / "vocabulary" / f"{name}.yml"
        document = folder.document(path)
        if document is None:
            continue
        text, value = document
        origin = Origin(name, folder.name(path), text)
        if not isinstance(value, dict):
            folder.problems.append(
                origin.problem((), "wrong-type", "a mapping of words is expected here", "write one `word: {name: ..., definition: ...}` a line")
            )
            continue
        for key, word in value.items():
            if not is_id(key):
                hint = "write lower-case words joined by hyphens, at most 64 characters"
                folder.problems.append(origin.problem((key,), "id-form", f"{shown(key)} is not an id", hint, at_key=True))
                continue
            try:
                lists[name][key] = model.model_validate(word)
            except ValidationError as error:
                folder.problems.extend(problems_of(error, model, origin, (key,)))
    return Vocabulary(lists)


def _moved(folder: _Folder) -> Iterator[Moved]:
    path = folder.root / "moved.yml"
    document = folder.document(path) if path.exists() else None
    if document is None:
        return
    text, value = document
    for index, item in enumerate(value or ()):
        origin = Origin("moved", folder.name(path), text, (index,))
        try:
            yield Moved.model_validate(item, context={"origin": origin})
        except ValidationError as error:
            folder.problems.extend(problems_of(error, Moved, origin))


def read_world() -> str:
    """The outlines of the world's countries, as the maps want them."""
    return resources.files("chronology.maps").joinpath("world.json").read_text("utf-8")


def read_icon(folder: Path, name: str) -> str:
    """The SVG text of a Material Design icon below the theme's folder of icons."""
    try:
        return (folder / "material" / f"{name}.svg").read_text("utf-8")
    except OSError:
        raise BuildError(f"the icon {shown(name)} is none of Material Design Icons; see content/vocabulary/") from None


def read_page(path: Path) -> str:
    """A page that the engine built."""
    return path.read_text("utf-8")
