"""Changes in words: one line for each, as pieces of which some are marked as gone or come."""

from collections.abc import Iterable, Iterator
from itertools import chain
from math import isfinite
from typing import Any

from chronology.diff.compare import NUMBER, RecordChange, title_of
from chronology.diff.entries import Names, amount, label, noun, shown_value, told
from chronology.diff.fields import Change
from chronology.diff.prose import ParagraphChange, Span, flow, paragraphs, paragraphs_changed, words_changed
from chronology.families import independent_families
from chronology.records.model import Event, Moved
from chronology.records.model.event import Figure, Place
from chronology.records.model.part import Model
from chronology.rules.places import kilometres

Line = tuple[Span, ...]
ARROW = " → "
LONG = 50
"""A text above so many characters is told word by word."""


def headline(change: RecordChange, base: str = "the base") -> str:
    """What became of a record, in one line."""
    title = title_of(change.after or change.before)
    what = f"{change.kind} {change.id}" + (f': "{title}"' if title and change.kind != "tombstone" else "")
    match change.action:
        case "changed":
            return what
        case "renamed":
            return f"{what} renamed to {change.to}"
        case "merged":
            return f"{what} merged into {change.to}"
        case "unreadable":
            return f"{what} cannot be read {'now' if change.after is None else f'at {base}'}, so it is not compared"
        case _:
            return f"{what} {change.action}"


def lines(change: RecordChange, names: Names) -> Iterator[Line]:
    """Every difference of a record, one line each."""
    if change.action == "added" and change.after is not None:
        yield (Span(summary(change.after, names)),)
    for found in change.changes:
        yield _line(found, names)


def summary(record: Model, names: Names) -> str:
    """A new record in one line."""
    if not isinstance(record, Event):
        return told_in_short(record)
    places = ", ".join(f"{place.name} ({place.country})" for place in record.places) or "no place"
    families = len(independent_families(record.sources.values(), names.after.vocabulary))
    sources = f"{len(record.sources)} source{'s' * (len(record.sources) != 1)}"
    return f"{record.date.text}; {record.kind}; {places}; {sources}, {families} independent"


def told_in_short(record: Model) -> str:
    if isinstance(record, Moved):
        return f"{record.id}{ARROW}{record.to or 'withdrawn'}; date {record.date.text}; why {shown_value(record.why)}"
    keys = ("kind", "country", "definition", "description")
    values = [(key, getattr(record, key, None)) for key in keys]
    return "; ".join(f"{key} {shown_value(flow(value))}" for key, value in values if value)


def _line(change: Change, names: Names) -> Line:
    """A field, or an entry of its list, and what became of it."""
    part = change.after or change.before
    if change.within:
        name = f"{noun(change.key)} {change.entry}" if change.entry else _called(change.key, part, names)
        return (Span(f"{name}: "), *_joined(_clauses(change.before, change.after, change.within, names)))
    return _clause(change, names, ": ")


def _called(key: str, part: Model, names: Names) -> str:
    return label(part, names) if isinstance(part, Figure) else f"{noun(key)} {label(part, names)}"


def _joined(clauses: Iterable[Line]) -> Line:
    return tuple(chain.from_iterable((Span("; "), *clause) if index else clause for index, clause in enumerate(clauses)))


def _clauses(before: Any, after: Any, within: tuple[Change, ...], names: Names) -> Iterator[Line]:
    """The changes within an entry; those that say one thing together are told as one."""
    taken: frozenset[str] = frozenset()
    if isinstance(after, Figure) and NUMBER.intersection(change.key for change in within):
        yield (Span(f"{amount(before)}{ARROW}{amount(after)}"),)
        taken = NUMBER
    if isinstance(after, Place) and {"lat", "lon"}.intersection(change.key for change in within):
        moved = kilometres(before, after)
        if isfinite(moved):
            yield (Span(f"moved {'less than 0.1' if moved < 0.1 else f'{moved:.1f}' if moved < 10 else f'{moved:,.0f}'} km"),)
            taken = frozenset(("lat", "lon"))
    for change in within:
        if change.key in taken:
            continue
        if change.within:
            name = _called(change.key, change.after, names) if not change.entry else f"{noun(change.key)} {change.entry}"
            yield (Span(f"{name} ("), *_joined(_clauses(change.before, change.after, change.within, names)), Span(")"))
        else:
            yield _clause(change, names, " ")


def _clause(change: Change, names: Names, colon: str) -> Line:
    """A change that has no changes within it. `colon` stands after the field's key."""
    key, before, after = change.key, change.before, change.after
    value = after if change.action == "added" else before
    if change.action == "reordered":
        return (Span(f"{key}{f' {change.entry}' if change.entry else ''}: in another order"),)
    if key == "file":
        return (Span(f"moved from {before} to {after}"),)
    if change.action == "changed":
        if isinstance(before, str) and isinstance(after, str) and max(len(before), len(after)) > LONG:
            return _text(f"{key}{f' {change.entry}' if change.entry else ''}", before, after)
        name = f"{noun(key)} {change.entry}" if change.entry else key
        return (Span(f"{name}{colon}{shown_value(before)}{ARROW}{shown_value(after)}"),)
    if isinstance(value, Model):
        name = change.entry or label(value, names)
        more = told(value) if change.action == "added" or type(value) is Figure else ""
        return (Span(f"{noun(key)} {name} {change.action}{f': {more}' if more else ''}"),)
    entry = f" {change.entry}" if change.entry else ""
    return (Span(f"{noun(key)}{entry} {shown_value(flow(value) if isinstance(value, str) else value)} {change.action}"),)


def _text(key: str, before: str, after: str) -> Line:
    """A long text, paragraph by paragraph where it has several."""
    several = max(len(paragraphs(before)), len(paragraphs(after))) > 1
    if not several:
        return (Span(f"{key}: "), *words_changed(flow(before), flow(after)))
    return (Span(f"{key}: "), *_joined(map(_paragraph, paragraphs_changed(before, after))))


def _paragraph(change: ParagraphChange) -> Line:
    if change.before is None:
        return (Span(f"paragraph {change.number} added: "), Span(change.after or "", "ins"))
    if change.after is None:
        return (Span(f"paragraph {change.number} removed: "), Span(change.before, "del"))
    return (Span(f"paragraph {change.number} changed: "), *words_changed(change.before, change.after))
