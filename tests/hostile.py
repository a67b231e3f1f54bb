"""A chronology in which every text that a stranger may write is an attack: every payload in every text field of every kind of record.

The fields are found by walking the models, so that a new one is attacked from its first day. What the checks refuse is left out and listed.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

from pydantic import AfterValidator, PlainValidator

from chronology.records.load import load
from chronology.records.model import Actor, Country, Event, Moved, Scope
from chronology.records.model.part import Model, fields_of
from chronology.records.types import Term, country_codes
from chronology.records.vocabulary import LISTS
from chronology.rules import check
from tests import hostile_records as records
from tests.payloads import HARMLESS, MARKDOWN, PAYLOADS

CODES = ["IT", *sorted(country_codes() - {"IT"})]
MARK = "the mark of a text field"
Path_ = tuple[str | int, ...]
"""The way to a text in a file."""


@dataclass
class File:
    """A file to write: what it says, as its model's fields."""

    model: Any
    sample: Any
    text: str
    """The payload that stands in every text field."""
    plain: set[Path_] = field(default_factory=set)
    """Texts in which the checks refuse the payload."""

    def lines(self) -> Iterator[tuple[str, Path_]]:
        """YAML, a value a line, and what each line holds."""
        return written(filled(self.model, self.sample, self.text, self.plain), ())


def filled(kind: Any, sample: Any, text: str, plain: set[Path_], at: Path_ = (), marks: tuple[Any, ...] = ()) -> Any:
    """`sample` with `text` in every text field of the type `kind`; fails where a model has a text field that the sample has not."""
    if get_origin(kind) is Annotated:
        inner, *more = get_args(kind)
        return filled(inner, sample, text, plain, at, (*marks, *more))
    options = [option for option in get_args(kind) if option is not NoneType]
    if NoneType in get_args(kind):
        return filled(options[0], sample, text, plain, at, marks)
    if (reader := text_of(marks)) and sample == "":
        payload = HARMLESS if at in plain else text
        return payload if reader == "_line" else f"{payload}[^plain]\n\nThen {payload} was said.[^plain]"
    if isinstance(kind, type) and issubclass(kind, Model):
        keys = {info.alias or name: info for name, info in fields_of(kind).items()}
        missing = [key for key in keys if key not in sample and key not in records.LEFT_OUT]
        assert not missing, f"{kind.__name__}.{missing[0]} is new: give it a value in tests/hostile_records.py"
        return {key: filled(info.annotation, sample[key], text, plain, (*at, key), tuple(info.metadata)) for key, info in keys.items() if key in sample}
    if get_origin(kind) is tuple:
        return [filled(options[0], item, text, plain, (*at, n)) for n, item in enumerate(sample)]
    if get_origin(kind) is dict:
        return {key: filled(options[1], item, text, plain, (*at, key)) for key, item in sample.items()}
    return sample


def text_of(marks: tuple[Any, ...]) -> str | None:
    """How free text is read: `_line`, `_prose`; None for what has a form of its own."""
    if any(isinstance(mark, AfterValidator | Term) for mark in marks):
        return None
    readers = [getattr(mark.func, "__name__", "") for mark in marks if isinstance(mark, PlainValidator)]
    return next((name for name in readers if name in ("_line", "_prose")), None)


def written(value: Any, at: Path_, indent: str = "") -> Iterator[tuple[str, Path_]]:
    """A value as YAML with every text in quotation marks."""
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in entries:
        label = f"{indent}- " if isinstance(value, list) else f"{indent}{json.dumps(key, ensure_ascii=False)}: "
        if isinstance(item, dict | list) and item:
            yield label.rstrip(), (*at, key)
            yield from written(item, (*at, key), indent + "  ")
        else:
            yield label + json.dumps(item, ensure_ascii=False), (*at, key)


@dataclass
class Hostile:
    """What was written."""

    refused: dict[tuple[int, str, str], str]
    """(number of the payload, file, field) to the rule that refuses it."""
    fields: frozenset[str]
    """Every text field that was attacked, as `event.sources.*.title`."""


def write(content: Path) -> Hostile:
    """Adds the hostile records to the content folder, which holds the real vocabulary; changes to harmless text what the checks refuse."""
    files, words = _files(), {name: (content / "vocabulary" / f"{name}.yml").read_text("utf-8") for name in LISTS}
    refused: dict[tuple[int, str, str], str] = {}
    for _ in range(6):
        held = {path: _put(content / path, parts, words.get(Path(path).stem, "") if path.startswith("vocabulary/") else "") for path, parts in files.items()}
        read = load(content, date(2024, 2, 29))
        problems = [problem for problem in check(read) if problem.severity == "error"]
        if not problems:
            return Hostile(refused, _fields(files))
        first = [problem for problem in problems if problem.rule in ("yaml-character", "hidden-character")]  # others may follow from it
        for problem in first or problems:
            path = problem.place.path.partition("/")[2]
            file, at = held[path][problem.place.line]
            file.plain.add(at)
            refused[PAYLOADS.index(file.text.removeprefix("Loaded ")), path.split("/")[0], ".".join(map(str, at))] = problem.rule
            if problem.rule == "yaml-character":  # the whole file is not read
                file.plain |= {at for _, at in file.lines()}
    raise AssertionError("\n".join(map(str, problems[:10])))


def _put(path: Path, parts: list[File], before: str) -> dict[int, tuple[File, Path_]]:
    """Writes a file; gives what each of its lines holds."""
    lines = [(text, part, at) for part in parts for text, at in part.lines()]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(before + "".join(f"{text}\n" for text, _, _ in lines), "utf-8")
    return {n: (part, at) for n, (_, part, at) in enumerate(lines, before.count("\n") + 1)}


def _fields(files: Mapping[str, list[File]]) -> frozenset[str]:
    """Every text field of the files, as the models name it."""
    found = set()
    for path, parts in files.items():
        top = path.split("/")[-1 if path.startswith("vocabulary/") else 0].removesuffix(".yml")
        for part in parts:
            whole = filled(part.model, part.sample, MARK, set())
            for _, at in written(whole, ()):
                text = reduce(lambda value, key: value[key], at, whole)
                if isinstance(text, str) and MARK in text:
                    found.add(".".join([top, *("*" if key == "plain" or not re.fullmatch("[a-z-]+", str(key)) else str(key) for key in at)]))
    return frozenset(found)


def _files() -> dict[str, list[File]]:
    files: dict[str, list[File]] = {"moved.yml": [], "scope.yml": [File(Scope, records.scope(), PAYLOADS[1])]}
    for n, text in enumerate([*PAYLOADS]):
        code = CODES[n]
        files[f"events/2021/{records.name(n)}.yml"] = [File(Event, records.event(n, code, text), text)]
        files[f"actors/{records.name(n)}.yml"] = [File(Actor, records.actor(n, code, text), text)]
        files[f"countries/{code}.yml"] = [File(Country, records.country(text), text)]
        files["moved.yml"] += [File(tuple[Moved, ...], records.moved(n), text)]
        for name, model in LISTS.items():
            apart = f"Loaded {text}" if name == "loaded-terms" else text  # or the other records would hold loaded terms
            files.setdefault(f"vocabulary/{name}.yml", []).append(File(dict[str, model], {records.name(n): records.WORD}, apart))  # type: ignore[valid-type]
    return files


__all__ = ["MARKDOWN", "PAYLOADS", "Hostile", "write"]
