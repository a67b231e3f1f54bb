"""A diff as JSON, for other programs: see `version`; keys are added, never changed."""

import json
from typing import Any

from chronology.diff.compare import Note, RecordChange, title_of
from chronology.diff.entries import label
from chronology.diff.fields import Change
from chronology.diff.report import Report
from chronology.records.dates import Date
from chronology.records.model import Record
from chronology.records.model.part import Model, fields_of, yaml_key
from chronology.report import as_json as problems_as_json

VERSION = 1


def as_json(report: Report) -> str:
    """An object: version, base, head (null for the work tree), touched, stopped (why, or null), notes, problems, changes."""
    value = {
        "version": VERSION,
        "base": report.base,
        "head": report.head or None,
        "touched": report.touched,
        "stopped": report.stops or None,
        "notes": list(map(_note, report.notes)),
        "problems": [{"at": name, **problem} for name, problems in report.problems for problem in json.loads(problems_as_json(problems))],
        "changes": [_record(report, change) for change in report.diff.changes],
    }
    return json.dumps(value, indent=1, allow_nan=False)


def _note(note: Note) -> dict[str, str]:
    return {"severity": note.severity, "text": note.text}


def _record(report: Report, change: RecordChange) -> dict[str, Any]:
    """kind, id, action; to, path, url or null; title; what it says in words; its fields; notes."""
    record = change.after or change.before
    return {
        "kind": change.kind,
        "id": change.id,
        "action": change.action,
        "to": change.to or None,
        "title": title_of(record),
        "path": record.origin.path if isinstance(record, Record) else None,
        "url": report.address(change) or None,
        "told": ["".join(span.text for span in line) for line in report.lines(change)],
        "fields": [_field(report, field) for field in change.changes],
        "notes": list(map(_note, change.notes)),
    }


def _field(report: Report, change: Change) -> dict[str, Any]:
    """key, entry (what it is called, or null), action, before and after (null where it was or is not there), within (likewise)."""
    part = change.after or change.before
    return {
        "key": change.key,
        "entry": change.entry or (label(part, report.names) if isinstance(part, Model) else None),
        "action": change.action,
        "before": plain(change.before),
        "after": plain(change.after),
        "within": [_field(report, inner) for inner in change.within],
    }


def plain(value: Any) -> Any:
    """A value as JSON has it, with the keys of YAML and without what is not written."""
    if isinstance(value, Date):
        return value.text
    if isinstance(value, Model):
        fields = ((yaml_key(name), getattr(value, name), info.default) for name, info in fields_of(type(value)).items())
        return {key: plain(inner) for key, inner, default in fields if inner != default}
    if isinstance(value, tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return value
