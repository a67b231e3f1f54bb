"""Records beside the records they were: every event, actor, country, word and tombstone that came, went or changed its meaning."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from chronology.diff.fields import Change, changes_of
from chronology.diff.renames import renames
from chronology.problem import shown
from chronology.records.load import Records
from chronology.records.model import Event, Moved, Record
from chronology.records.model.part import Model
from chronology.render.words import listed

Kind = Literal["event", "actor", "country", "word", "tombstone"]
Action = Literal["added", "removed", "changed", "renamed", "merged", "withdrawn", "unreadable"]
MASS = 5
"""One in so many gone, or changed, is a mass change."""
FEW = 10
"""So many changes are never a mass."""
CORRECTED = ("title", "date", "grade", "figures")
"""The fields of a published record whose change a correction explains."""
NUMBER = frozenset(("value", "min", "max", "at-least", "currency", "unit"))
"""The keys that make a figure's amount together; a change of its other keys corrects no number."""


@dataclass(frozen=True)
class Note:
    """What who looks at a change should know about it."""

    text: str
    severity: Literal["note", "warning"] = "warning"


@dataclass(frozen=True)
class RecordChange:
    """What became of one record."""

    kind: Kind
    id: str
    """As it was before, where it was; of a word its list and key, as in `kinds/meeting`."""
    action: Action
    before: Model | None = None
    after: Model | None = None
    to: str = ""
    """The id where its content stands now, of one that was renamed or merged."""
    changes: tuple[Change, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Diff:
    """Everything that changed between two states of the content."""

    before: Records
    after: Records
    changes: tuple[RecordChange, ...] = ()
    notes: tuple[Note, ...] = ()
    """About all of it."""
    mass_removal: str = ""
    """What is gone, where it is more than one in MASS of all events or actors."""


def compare(before: Records, after: Records) -> Diff:
    """What changed. A record that could not be read in one of the two is told as that, never as gone or new."""
    changes = [
        change
        for kind, one, other in (
            ("event", _events(before), _events(after)),
            ("actor", before.actors, after.actors),
            ("country", before.countries, after.countries),
            ("word", _words(before), _words(after)),
            ("tombstone", _tombstones(before), _tombstones(after)),
        )
        for change in _Comparison(kind, one, other, before, after).changes()  # type: ignore[arg-type]
    ]
    gone = [text for kind, total in (("event", len(before.events)), ("actor", len(before.actors))) for text in _gone(kind, changes, total)]
    changed = sum(change.kind == "event" and change.action == "changed" for change in changes)
    notes = [Note(f"{changed} of {len(before.events)} events change: look whether that is meant")] if _is_mass(changed, len(before.events), FEW) else []
    return Diff(before, after, tuple(changes), tuple(notes), " and ".join(gone))


def _gone(kind: str, changes: Iterable[RecordChange], total: int) -> Iterator[str]:
    gone = sum(change.kind == kind and change.after is None and change.action != "unreadable" for change in changes)
    if _is_mass(gone, total):
        yield f"{gone} of {total} {kind}s"


def _is_mass(count: int, total: int, few: int = 0) -> bool:
    return count > few and count * MASS > total


def _events(records: Records) -> Mapping[str, Event]:
    """By id; the second of two with one id by its path."""
    found: dict[str, Event] = {}
    for event in records.events:
        found[event.origin.path if event.id in found else event.id] = event
    return found


def _words(records: Records) -> Mapping[str, Model]:
    return {f"{listing}/{key}": word for listing, words in records.vocabulary.lists.items() for key, word in words.items()}


def _tombstones(records: Records) -> Mapping[str, Moved]:
    return {f"{moved.record}/{moved.id}": moved for moved in records.moved}


@dataclass(frozen=True)
class _Comparison:
    """All records of one kind, before and after."""

    kind: Kind
    one: Mapping[str, Model]
    other: Mapping[str, Model]
    before: Records
    after: Records

    def changes(self) -> Iterator[RecordChange]:
        """What is gone, then what is in both, then what is new."""
        kept = [key for key in self.one if key in self.other]
        unreadable = {key for key in self.one if key not in self.other and self._is_unreadable(self.after, key, self.one[key])}
        restored = {key for key in self.other if key not in self.one and self._is_unreadable(self.before, key, self.other[key])}
        gone = {key: record for key, record in self.one.items() if key not in self.other and key not in unreadable}
        new = {key: record for key, record in self.other.items() if key not in self.one and key not in restored}
        renamed = renames(gone, new) if self.kind in ("event", "actor") else {}
        for key, record in gone.items():
            yield self._gone(key, record, renamed.get(key))
        for key in sorted(unreadable | restored):
            yield RecordChange(self.kind, key, "unreadable", self.one.get(key), self.other.get(key))
        for key in kept:
            changes = (*_file(self.one[key], self.other[key]), *changes_of(self.one[key], self.other[key]))
            if changes:
                yield RecordChange(self.kind, key, "changed", self.one[key], self.other[key], changes=changes, notes=tuple(_corrections(changes)))
        for key, record in new.items():
            if key not in renamed.values():
                yield RecordChange(self.kind, key, "added", after=record)

    def _gone(self, key: str, record: Model, renamed: str | None) -> RecordChange:
        tombstone = self.after.tombstones.get((self.kind, key))
        change = RecordChange(self.kind, key, "removed", record)
        if renamed:
            changes = changes_of(record, self.other[renamed])
            change = replace(change, action="renamed", after=self.other[renamed], to=renamed, changes=changes, notes=tuple(_corrections(changes)))
        elif tombstone:
            change = replace(change, action="merged" if tombstone.to else "withdrawn", to=tombstone.to or "")
        if self.kind == "tombstone":
            return replace(change, notes=(Note("a tombstone is a promise too: the page that says what became of the id goes"),))
        if tombstone or self.kind not in ("event", "actor"):
            return change
        to = f", to: {renamed}" if renamed else ""
        kind = ", record: actor" if self.kind == "actor" else ""
        promise = f"ids are promises, and {shown(key)} leads nowhere now: keep the id, or add {{id: {key}{kind}{to}, date: ..., why: ...}} to moved.yml"
        return replace(change, notes=(*change.notes, Note(promise)))

    def _is_unreadable(self, records: Records, key: str, record: Model) -> bool:
        """Whether the file of a record that is missing in `records` is there, but could not be read."""
        if isinstance(record, Record) and record.id in records.broken:
            return True
        path = record.origin.path if isinstance(record, Record) else f"vocabulary/{key.split('/')[0]}.yml" if self.kind == "word" else "moved.yml"
        whole = path if isinstance(record, Record) else f"{records.root}/{path}"
        return any(whole == problem.place.path or whole.startswith(f"{problem.place.path}/") for problem in records.problems)


def _file(before: Model, after: Model) -> Iterator[Change]:
    """That a record's file stands elsewhere now, as in another year's folder."""
    if isinstance(before, Record) and isinstance(after, Record) and before.origin.path != after.origin.path:
        yield Change("file", "changed", before.origin.path, after.origin.path)


def _corrections(changes: Sequence[Change]) -> Iterator[Note]:
    """What the policy of corrections says of changes to a published record."""
    corrections = [change for change in changes if change.key == "corrections"]
    if any(change.action in ("removed", "changed") for change in corrections):
        yield Note("corrections are only ever added: what one said was published")
    wanted = [change.key for change in changes if change.key in CORRECTED and change.action in ("removed", "changed") and _says_other(change)]
    if wanted and not any(change.action == "added" for change in corrections):
        yield Note(f"no entry of `corrections:` says why {listed(dict.fromkeys(wanted))} changed; add one where what was published was wrong", "note")


def _says_other(change: Change) -> bool:
    return change.key != "figures" or not change.within or bool(NUMBER.intersection(inner.key for inner in change.within))


def title_of(record: Any) -> str:
    """What a record is called."""
    if isinstance(record, Moved):
        return record.id
    return str(record.title if isinstance(record, Event) else getattr(record, "name", "") or "")


def address_of(change: RecordChange) -> str:
    """Where the site shows it now, below the site's address; empty where it shows nothing of its own."""
    record = change.after
    folders: Mapping[str, str] = {"event": "events", "actor": "actors", "country": "countries"}
    return f"{folders[change.kind]}/{record.id.lower()}/" if isinstance(record, Record) and change.kind in folders else ""
