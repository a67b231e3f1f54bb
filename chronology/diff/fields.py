"""Two values of one model, compared field by field: every model's fields are walked, so a new field is compared without new code."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from chronology.diff.match import essence, pairs
from chronology.records.model.part import Model, fields_of, yaml_key

Action = Literal["added", "removed", "changed", "reordered"]


@dataclass(frozen=True)
class Change:
    """What became of one field, or of one entry of a list or mapping in it."""

    key: str
    """The field, as YAML writes it."""
    action: Action
    before: Any = None
    """None where it was not there."""
    after: Any = None
    """None where it is not there."""
    entry: str = ""
    """The entry's key, where the field is a mapping."""
    within: tuple["Change", ...] = ()
    """What changed in the entry, where it has fields of its own."""


def changes_of(before: Model, after: Model) -> tuple[Change, ...]:
    """Everything that differs in meaning, in the order of the model's fields."""
    names = fields_of(type(after))
    return tuple(change for name in names for change in _field(yaml_key(name), getattr(before, name), getattr(after, name)))


def _field(key: str, before: Any, after: Any, entry: str = "") -> Iterator[Change]:
    if essence(before) == essence(after) or (entry and not before and not after):
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for name in dict.fromkeys((*after, *before)):
            yield from _field(key, before.get(name), after.get(name), name)
    elif isinstance(before, tuple) or isinstance(after, tuple):
        one, other = before or (), after or ()
        yield from (_parts if isinstance((*one, *other, None)[0], Model) else _items)(key, one, other, entry)
    elif isinstance(before, Model) and isinstance(after, Model):
        yield Change(key, "changed", before, after, entry, changes_of(before, after))
    else:
        yield Change(key, "added" if before is None else "removed" if after is None else "changed", before, after, entry)


def _parts(key: str, before: tuple[Any, ...], after: tuple[Any, ...], entry: str) -> Iterator[Change]:
    """The entries of a list, each beside what it was."""
    matched = pairs(before, after)
    for i, j in matched:
        one, other = None if i is None else before[i], None if j is None else after[j]
        yield from _field(key, one, other, entry)
    kept = [i for i, j in matched if i is not None and j is not None]
    if kept != sorted(kept):
        yield Change(key, "reordered", before, after, entry)


def _items(key: str, before: tuple[Any, ...], after: tuple[Any, ...], entry: str) -> Iterator[Change]:
    """The plain values of a list: which came, which went, else that their order is another."""
    gone, come = Counter(before) - Counter(after), Counter(after) - Counter(before)
    for item in come.elements():
        yield Change(key, "added", None, item, entry)
    for item in gone.elements():
        yield Change(key, "removed", item, None, entry)
    if not gone and not come:
        yield Change(key, "reordered", before, after, entry)
