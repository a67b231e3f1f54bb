"""`api/v1/events.json`: every event. Its fields are a promise: they change only by adding."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import to_json

from chronology.families import families_of
from chronology.link import Chronology
from chronology.records.dates import Date
from chronology.records.model import Event
from chronology.records.model.base import Source
from chronology.records.model.part import Model, Part, fields_of, getter, once, yaml_key
from chronology.records.vocabulary import Vocabulary
from chronology.render.page import Settings


def event_line(event: Event, chronology: Chronology, settings: Settings) -> str:
    """One event as the file has it."""
    return _text(event_value(event, chronology, settings))


def _text(value: Any) -> str:
    """JSON without the spaces that nobody reads: they are a twentieth of the file."""
    return to_json(value).decode("utf-8")


@dataclass(frozen=True)
class Frame:
    """What stands around the events."""

    before: str
    after: str


def frame(chronology: Chronology, settings: Settings) -> Frame:
    """The names and licence of the file, how many events there are, and what became of ids that are gone."""
    head = {
        "version": 1,
        "name": settings.name,
        "address": settings.url,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "count": len(chronology.events),
    }
    moved = _text([_plain(moved) for moved in chronology.moved])
    return Frame(f'{_text(head)[:-1]},"moved":{moved},"events":[\n', "\n]}\n")


_BETWEEN = ",\n"
"""One event a line, so that two versions compare well."""


def events_text(around: Frame, lines: Iterable[str]) -> str:
    return around.before + _BETWEEN.join(lines) + around.after


def apart(text: str) -> tuple[Frame, Sequence[str]]:
    """What `events_text` was made of; raises ValueError where it was made otherwise."""
    before, *lines, closing, _ = text.split("\n")
    around = Frame(f"{before}\n", f"\n{closing}\n")
    found = [line.removesuffix(",") for line in lines if line]
    if events_text(around, found) != text:
        raise ValueError("this is no file of events")
    return around, found


Span = tuple[int, int]
"""From where to where, in bytes, a line stands in a file."""


def laid_out(around: Frame, lines: Mapping[str, str | Span]) -> tuple[Sequence[bytes | Span], Mapping[str, Span]]:
    """The pieces of a file, texts and spans of the one before it, and the spans of its lines."""
    pieces: list[bytes | Span] = [around.before.encode("utf-8")]
    spans: dict[str, Span] = {}
    at, between = len(pieces[0]), _BETWEEN.encode("ascii")
    for id, line in lines.items():
        if spans:
            at += len(between)
        piece = line.encode("utf-8") if isinstance(line, str) else line
        size = len(piece) if isinstance(piece, bytes) else piece[1] - piece[0]
        spans[id] = at, at + size
        at += size
        last = pieces[-1]
        if isinstance(piece, tuple) and isinstance(last, tuple) and last[1] + len(between) == piece[0]:
            pieces[-1] = last[0], piece[1]  # what stood together still does
        else:
            pieces += (between, piece) if len(spans) > 1 else (piece,)
    return [*pieces, around.after.encode("utf-8")], spans


def events_json(chronology: Chronology, settings: Settings) -> str:
    """All events in order of time."""
    return events_text(frame(chronology, settings), [event_line(event, chronology, settings) for event in chronology.events])


def event_value(event: Event, chronology: Chronology, settings: Settings) -> dict[str, Any]:
    """One event. `earliest` and `latest` are ISO days, null where the date is open; `relations` are those the record writes."""
    return {
        "id": event.id,
        "address": f"{settings.url}events/{event.id}/",
        "title": event.title,
        "kind": event.kind,
        "date": event.date.text,
        **_interval(event.date),
        "capital-date": event.capital_date.text if event.capital_date else None,
        "announced": event.announced.text if event.announced else None,
        "summary": event.summary,
        "places": [_plain(place) for place in event.places],
        "countries": list(chronology.countries_by_event[event.id]),
        "actors": [_plain(involvement) for involvement in event.actors],
        "figures": [_plain(figure) for figure in event.figures],
        "pledges": [_plain(pledge) for pledge in event.pledges],
        "joins": [_plain(change) for change in event.joins],
        "leaves": [_plain(change) for change in event.leaves],
        "disputes": [_plain(dispute) for dispute in event.disputes],
        "relations": {relation: list(ids) for relation, ids in event.relations.items()},
        "sources": {key: _source(source, chronology.vocabulary) for key, source in event.sources.items()},
        "families": list(chronology.families[event.id]),
        "grade": event.grade,
        "identifiers": dict(event.identifiers),
        "tags": list(event.tags),
        "corrections": [_plain(correction) for correction in event.corrections],
    }


def _interval(date: Date) -> dict[str, str | None]:
    return {"earliest": date.earliest.isoformat() if date.earliest else None, "latest": date.latest.isoformat() if date.latest else None}


def _source(source: Source, vocabulary: Vocabulary) -> dict[str, Any]:
    return {**_plain(source), "family": families_of(source, vocabulary)[0]}


def _plain(part: Model) -> dict[str, Any]:
    """A part as YAML writes it: its keys, dates as text, what is not given left out."""
    keys, values = _written(type(part))
    return {
        key: value if value.__class__ is str else _value(value)
        for key, value in zip(keys, values(part), strict=True)
        if value or (value == 0 and value is not False)
    }


@once
def _written(model: type[Model]) -> tuple[Sequence[str], Callable[[Model], tuple[Any, ...]]]:
    """The keys of a model's fields, and how its values are got in the same order."""
    return [yaml_key(name) for name in fields_of(model)], getter(fields_of(model))


def _value(value: Any) -> Any:
    if type(value) is str or type(value) is int:
        return value
    if isinstance(value, Part):
        return _plain(value)
    if isinstance(value, Date):
        return value.text
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _value(item) for key, item in value.items()}
    return value
