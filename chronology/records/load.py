"""The only reader of content: a folder of YAML files to typed records and the problems found on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date as Day
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from pydantic import ValidationError

from chronology.problem import Problem, printable, shown
from chronology.records import names
from chronology.records.folder import Folder
from chronology.records.messages import at_most, problems_of
from chronology.records.model import Actor, Country, Entry, Event, Moved, Origin, Record, Scope
from chronology.records.reader import read_document, text_of
from chronology.records.types import is_country, is_id
from chronology.records.vocabulary import LISTS, Vocabulary
from chronology.records.vocabulary import Word as VocabularyWord

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
    judged: bool = False
    """Whether `problems` holds what the records break by themselves, too."""

    def alone(self) -> Records:
        """What a rule about one record may know of the rest."""
        return Records(vocabulary=self.vocabulary, scope=self.scope, root=self.root)

    def by_model(self) -> Mapping[type[Entry], Iterable[Entry]]:
        return {Event: self.events, Actor: self.actors.values(), Country: self.countries.values(), Moved: self.moved}

    @cached_property
    def events_by_id(self) -> Mapping[str, Event]:
        return {event.id: event for event in self.events}

    @cached_property
    def tombstones(self) -> Mapping[tuple[str, str], Moved]:
        """The first tombstone of every kind of record and id."""
        return {(moved.record, moved.id): moved for moved in reversed(self.moved)}


@dataclass(frozen=True)
class RecordFile:
    """A file that may hold a record."""

    place: str
    """Where the system finds it. A string: ten thousand paths take as long as reading what was kept of ten thousand records."""
    name: str
    """As messages call it."""
    model: type[Record]

    @property
    def stem(self) -> str:
        return self.place[self.place.rindex("/") + 1 : -len(".yml")]


@dataclass(frozen=True)
class Reading:
    """What a file holds: a record, or the problems that kept it from being read. A record may come with what it breaks by itself."""

    record: Record | None
    problems: tuple[Problem, ...] = ()


def texts(content: Path) -> Iterator[tuple[Path, type[Record], str | Problem]]:
    """(path, model, text) of every record's file below `content`, sorted; a problem in the place of a text that cannot be read."""
    for below, depth, model in (("events", 1, Event), ("actors", 0, Actor), ("countries", 0, Country)):
        folder = Folder(content, [])
        for name in folder.files(below, depth):
            path = content / name
            text = text_of(folder, path)
            yield path, model, folder.problems[-1] if text is None else text


def _check_folders(folder: Folder) -> None:
    """Reports what is missing or unknown in the content folder and in that of the words."""
    folder.check("", names.TOP)
    for below in ("events", "vocabulary"):
        if folder.root.is_dir() and folder.kind(folder.root / below) == "nothing":
            folder.report(folder.root / below, "unreadable", "there is no such folder", "make it; content/README.md says what it holds")
    if folder.kind(folder.root / "vocabulary") == "folder":
        folder.check("vocabulary", names.LISTS_FILES)


def _files(folder: Folder) -> Iterator[RecordFile]:
    """The files that may hold records, sorted; reports those whose names cannot be ids."""
    for below, depth, model in (("events", 1, Event), ("actors", 0, Actor), ("countries", 0, Country)):
        for name in folder.files(below, depth):
            file = RecordFile(f"{folder.root}/{name}", printable(f"{folder.root.name}/{name}"), model)
            stem = file.stem
            if model is Country and not is_country(stem):
                hint = "name the file by an ISO 3166-1 code of two capitals"
                folder.report(folder.root / name, "unknown-country", f"{shown(stem)} is not a country code", hint)
            elif model is not Country and not is_id(stem):
                hint = "name the file in lower-case words joined by hyphens, at most 64 characters"
                folder.report(folder.root / name, "id-form", f"{shown(stem)} is not an id", hint)
            else:
                yield file


def read_record(file: RecordFile, root: Path, vocabulary: Vocabulary) -> Reading:
    """The record in a file, or why there is none."""
    folder = Folder(root, [])
    if document := read_document(folder, file.place):
        text, value = document
        origin = Origin(file.stem, file.name, text)
        try:
            return Reading(file.model.model_validate(value, context={"origin": origin, "vocabulary": vocabulary}))
        except ValidationError as error:
            folder.problems.extend(problems_of(error, file.model, origin))
    return Reading(None, tuple(folder.problems))


def one_by_one(files: Sequence[RecordFile], alone: Records, root: Path) -> Iterator[Reading]:
    """What the files hold, in their order; what the records break by themselves is left to be found."""
    return (read_record(file, root, alone.vocabulary) for file in files)


Readings = Callable[[Sequence[RecordFile], Records, Path], Iterable[Reading]]
"""Reads files below a folder, in their order; of the records it is told what a rule about one record may know."""


def load(content: Path, today: Day | None = None, published: Published | None = None, readings: Readings = one_by_one) -> Records:
    """All records below `content`; reads every file, reports every fault, never raises for one."""
    folder = Folder(content, [])
    _check_folders(folder)
    vocabulary = _vocabulary(folder)
    moved, scope = _moved(folder), _scope(folder)
    files = list(_files(folder))
    found: dict[type[Record], list[Any]] = {Event: [], Actor: [], Country: []}
    judged: list[Problem] = []
    for file, reading in zip(files, readings(files, Records(vocabulary=vocabulary, scope=scope, root=content.name), content), strict=True):
        (judged if reading.record else folder.problems).extend(reading.problems)
        if reading.record:
            found[file.model].append(reading.record)
    return Records(
        events=tuple(found[Event]),
        actors={record.id: record for record in found[Actor]},
        countries={record.id: record for record in found[Country]},
        vocabulary=vocabulary,
        moved=moved,
        scope=scope,
        root=content.name,
        today=today,
        published=published or Published(),
        problems=tuple(dict.fromkeys([*folder.problems, *judged])),
        broken=frozenset(PurePosixPath(problem.place.path).stem for problem in folder.problems if "/vocabulary/" not in problem.place.path),
        judged=readings is not one_by_one,
    )


def _vocabulary(folder: Folder) -> Vocabulary:
    lists: dict[str, dict[str, VocabularyWord]] = {name: {} for name in LISTS}
    top = folder.root / "vocabulary"
    if folder.kind(top) != "folder":
        return Vocabulary(lists)
    for name, model in LISTS.items():
        path = top / f"{name}.yml"
        document = read_document(folder, path)
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
    document = read_document(folder, path) if folder.kind(path) == "file" else None
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
    document = read_document(folder, path) if folder.kind(path) == "file" else None
    if document is None:
        return None
    text, value = document
    origin = Origin("scope", folder.name(path), text)
    try:
        return Scope.model_validate(value, context={"origin": origin})
    except ValidationError as error:
        folder.problems.extend(problems_of(error, Scope, origin))
        return None
