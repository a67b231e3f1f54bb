"""`chronology new`: a record's file, begun."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError

from chronology.authoring.drafts import Plain, cited, drafted, proposed_id, slug
from chronology.authoring.fields import ACTOR, EVENT, SOURCE, Field, fault, plain
from chronology.cli.options import content_option
from chronology.files import create
from chronology.problem import BuildError, Problem, printable, shown
from chronology.records.dates import parse_date
from chronology.records.load import Records, load
from chronology.records.messages import problems_of
from chronology.records.model import Actor, Event, Origin, Record
from chronology.records.types import is_id
from chronology.records.yaml import parse
from chronology.report import as_text
from chronology.rules import check
from chronology.today import today


@click.group()
def new() -> None:
    """Begin a record: ask for what it needs, check it, write its file."""


def _options(fields: Sequence[Field]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    def add(function: Callable[..., None]) -> Callable[..., None]:
        for field in reversed(fields):
            needed = " Required." if field.required else ""
            function = click.option(f"--{field.option}", multiple=field.many, help=f"{field.help.splitlines()[0]}{needed}")(function)
        return content_option(click.option("--id", help="Its permanent id; made from the title where none is given.")(function))

    return add


@new.command()
@_options(EVENT)
def event(content: Path, id: str | None, **given: Any) -> None:
    """Write the file of an event. Asks for what is required and not given; `--account -` reads the account from standard input."""
    records = _load(content)
    answers = _given_answers(EVENT, given, records)
    with _shown_when_left(answers, lambda: drafted(_event(answers), Event, 3)):
        asked = _completed(EVENT, answers, records)
        name = _id(id, answers["title"], records, asked)
    folder = parse_date(answers["date"]).year
    if folder is None:
        raise click.BadParameter("has no earliest day, and so no year to stand under", param_hint="--date")
    _write(content, f"events/{folder}/{name}.yml", _event(answers), Event, records)


@new.command()
@_options(ACTOR)
def actor(content: Path, id: str | None, **given: Any) -> None:
    """Write the file of an actor. Asks for what is required and not given; `--description -` reads it from standard input."""
    records = _load(content)
    answers = _given_answers(ACTOR, given, records)
    with _shown_when_left(answers, lambda: drafted(_actor(answers), Actor, 2)):
        asked = _completed(ACTOR, answers, records)
        name = _id(id, answers["name"], records, asked)
    _write(content, f"actors/{name}.yml", _actor(answers), Actor, records)


def _event(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an event, by key of its file."""
    return {key: answers[key] for key in ("title", "kind", "date", "summary", "grade")} | {
        "places": answers["place"],
        "actors": answers["actor"],
        "account": cited(answers["account"], _source(answers)),
        "sources": _sources(answers),
        "tags": answers["tag"],
    }


def _actor(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Likewise of an actor."""
    return {key: answers[key] for key in ("name", "kind", "country")} | {
        "aliases": answers["alias"],
        "description": cited(answers["description"], _source(answers)),
        "sources": _sources(answers),
    }


def _source(answers: Mapping[str, Any]) -> str:
    """A short name for the source."""
    return slug(answers["source-publisher"], 24) or "source"


def _sources(answers: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    values = {field.option.removeprefix("source-"): answers[field.option] for field in SOURCE}
    return {_source(answers): values | {"consulted": Plain(today().isoformat())}} if any(values.values()) else {}


def _load(content: Path) -> Records:
    try:
        return load(content, today())
    except BuildError as error:
        raise click.UsageError(str(error)) from None


def _terminal() -> bool:
    return sys.stdin.isatty()


def _given_answers(fields: Sequence[Field], given: Mapping[str, Any], records: Records) -> dict[str, Any]:
    """What the command line says, by option; empty where it says nothing."""
    return {field.option: _given(field, given[field.key], records) for field in fields}


def _completed(fields: Sequence[Field], answers: dict[str, Any], records: Records) -> bool:
    """Whether a person was asked, because something required was not given."""
    missing = [f"--{field.option}" for field in fields if field.required and not answers[field.option]]
    if missing and not _terminal():
        raise click.UsageError(f"missing: {', '.join(missing)}")
    if missing:
        from chronology.cli.ask import ask  # what draws in a terminal takes long to import

        ask(fields, answers, records)
    return bool(missing)


@contextmanager
def _shown_when_left(answers: Mapping[str, Any], draft: Callable[[], str]) -> Iterator[None]:
    """Where a person stops, shows what was answered."""
    try:
        yield
    except (KeyboardInterrupt, EOFError):
        if any(answers.values()):
            click.echo(f"\nNothing was written. What you answered so far:\n\n{draft()}")
        raise click.Abort from None


def _given(field: Field, value: Any, records: Records) -> Any:
    """The value of an option, judged; a text of `-` is read from standard input."""
    if field.many:
        return [_judged(field, field.read(text) if field.read else text, records) for text in value]
    if value is None:
        return ""
    text = sys.stdin.read() if value == "-" and field.option in ("account", "description") else value
    return _judged(field, text.strip(), records)


def _judged(field: Field, value: Any, records: Records) -> Any:
    if isinstance(value, Mapping):
        value = {part.option: plain(part, value[part.option]) for part in field.parts if part.option in value}
    if wrong := fault(field, value, records):
        raise click.BadParameter(printable(wrong), param_hint=f"--{field.option}")
    return value if isinstance(value, Mapping) else plain(field, value)


def _id(given: str | None, title: str, records: Records, asked: bool) -> str:
    taken = {*records.events_by_id, *records.actors, *records.broken, *(moved.id for moved in records.moved)}

    def wrong(text: str) -> str:
        if not is_id(text):
            return f"{shown(text)} is not an id; write lower-case words joined by hyphens, at most 64 characters"
        return f"{shown(text)} is taken" if text in taken else ""

    proposal = given or proposed_id(title, taken)
    if asked and not given:
        from chronology.cli.ask import ask_id

        return ask_id(proposal, wrong)
    if not proposal:
        raise click.UsageError("no id can be made from the title; give one with --id")
    if fact := wrong(proposal):
        raise click.BadParameter(fact, param_hint="--id")
    return proposal


def _write(content: Path, name: str, values: Mapping[str, Any], model: type[Event] | type[Actor], records: Records) -> None:
    """Checks the record among the others, and writes its file if nothing is wrong with it."""
    text = drafted(values, model, name.count("/") + 1)
    path = content / name
    problems = _problems(text, f"{records.root}/{name}", model, records)
    if any(problem.severity == "error" for problem in problems):
        click.echo(as_text(problems))
        click.echo(f"\nNothing was written. This is what would have been:\n\n{text}")
        sys.exit(1)
    try:
        create(path, text)
    except FileExistsError:
        raise click.UsageError(f"{printable(path)} is there already; give another id with --id") from None
    except OSError as error:
        raise click.UsageError(f"{printable(path)} cannot be written: {error.strerror}") from None
    if problems:
        click.echo(as_text(problems))
    click.echo(_next(printable(path), printable(next(iter(values["sources"])))))


def _next(path: str, source: str) -> str:
    return f"""{path}: written

Next:
  1. open it and write the rest: more paragraphs, more sources, each cited as in [^{source}]
  2. .venv/bin/chronology fmt {path} && .venv/bin/chronology check {path}
  3. git add {path}, commit, and open a pull request"""


def _problems(text: str, path: str, model: type[Record], records: Records) -> list[Problem]:
    """What is wrong with the record, alone and among the others."""
    origin = Origin(Path(path).stem, path, text)
    document = parse(text)
    try:
        record = model.model_validate(document.value, context={"origin": origin, "vocabulary": records.vocabulary})
    except ValidationError as error:
        return sorted(problems_of(error, model, origin))
    if isinstance(record, Event):
        records = replace(records, events=tuple(sorted((*records.events, record), key=lambda event: event.origin.path)))
    elif isinstance(record, Actor):
        records = replace(records, actors=dict(sorted({**records.actors, record.id: record}.items())))
    return [problem for problem in check(records) if problem.place.path == path]
