"""Which entry of a list became which: by what names it, else by likeness."""

from collections import deque
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from chronology.diff.prose import flow
from chronology.records.dates import Date
from chronology.records.model.actor import Alias, Belonging, Designation, Post
from chronology.records.model.base import Correction
from chronology.records.model.event import Dispute, Figure, Involvement, MembershipChange, Place, Pledge, PledgeState, Position
from chronology.records.model.part import Model, fields_of

NAMES: Mapping[type[Model], tuple[tuple[str, ...], ...]] = {
    Alias: (("name",),),
    Belonging: (("id",),),
    Correction: (("date", "what"),),
    Designation: (("by", "as_", "date"),),
    Dispute: (("question",),),
    Figure: (("what", "by", "as_of", "unit", "currency", "sources"), ("what", "by", "as_of", "unit", "currency", "value", "min", "max", "at_least")),
    Involvement: (("id", "role", "by"), ("id", "role"), ("id",)),
    MembershipChange: (("organisation", "members"),),
    Place: (("name", "country"), ("name",)),
    Pledge: (("id",),),
    PledgeState: (("date", "state"),),
    Position: (("says",), ("sources",)),
    Post: (("title", "of", "from_"), ("title", "of")),
}
"""The fields that tell the entries of a list apart, the surest first. Entries of other models, and what is left, are matched by likeness."""
SAME: Mapping[type[Model], tuple[str, ...]] = {Figure: ("what",), Involvement: ("role",), MembershipChange: ("organisation",)}
"""Fields without which two entries are never alike."""
ALIKE = 0.5
MAX_PAIRS = 10_000
"""Above so many pairs likeness is not asked: no list that a person wrote is so long."""


def essence(value: Any) -> Hashable:
    """What `value` means, so that two that mean the same are equal: without white space, order of keys, and lists in a mapping that hold nothing."""
    if isinstance(value, str):
        return flow(value)
    if isinstance(value, Date):
        return value.text
    if isinstance(value, Model):
        return type(value), tuple(essence(getattr(value, name)) for name in fields_of(type(value)))
    if isinstance(value, Mapping):
        return tuple(sorted((key, essence(inner)) for key, inner in value.items() if inner != ()))
    if isinstance(value, tuple):
        return tuple(essence(inner) for inner in value)
    return type(value), value


def pairs(before: Sequence[Model], after: Sequence[Model]) -> list[tuple[int | None, int | None]]:
    """(index before, index after) of every entry; None where it has no counterpart. In the order of `after`, what is gone at the end."""
    left, right = dict(enumerate(before)), dict(enumerate(after))
    matched: dict[int, int] = {}

    def take(i: int, j: int) -> None:
        matched[j] = i
        del left[i], right[j]

    names = NAMES.get(type((*before, *after)[0]), ()) if left or right else ()
    for fields in ((), *names):
        waiting: dict[Hashable, deque[int]] = {}
        for i, part in left.items():
            waiting.setdefault(_name(part, fields), deque()).append(i)
        for j, part in list(right.items()):
            found = waiting.get(_name(part, fields))
            if found:
                take(found.popleft(), j)
    if len(left) * len(right) <= MAX_PAIRS:
        scores = [(-likeness(one, other), i, j) for i, one in left.items() for j, other in right.items()]
        for score, i, j in sorted(scores):
            if -score >= ALIKE and i in left and j in right:
                take(i, j)
    return [*((matched.get(j), j) for j in range(len(after))), *((i, None) for i in left)]


def _name(part: Model, fields: tuple[str, ...]) -> Hashable:
    """The values of `fields`; all of them where none is named."""
    return tuple(essence(getattr(part, name)) for name in fields) if fields else essence(part)


def likeness(one: Model, other: Model) -> float:
    """How much of two entries is the same, from 0 to 1, over the fields that either of them fills."""
    if any(essence(getattr(one, name)) != essence(getattr(other, name)) for name in SAME.get(type(one), ())):
        return 0.0
    values = [(getattr(one, name), getattr(other, name)) for name in fields_of(type(one))]
    filled = [(a, b) for a, b in values if not (_is_empty(a) and _is_empty(b))]
    return sum(overlap(a, b) for a, b in filled) / len(filled) if filled else 1.0


def _is_empty(value: object) -> bool:
    return value is None or value is False or value == () or value == {}


def overlap(a: Any, b: Any) -> float:
    """How much of two values is the same: of lists, mappings and texts the part they share."""
    if isinstance(a, str) and isinstance(b, str):
        return _shared(set(a.split()), set(b.split()))
    if isinstance(a, tuple) and isinstance(b, tuple):
        return _shared({essence(item) for item in a}, {essence(item) for item in b})
    if isinstance(a, Mapping) and isinstance(b, Mapping):
        return _shared({essence(item) for item in a.values()}, {essence(item) for item in b.values()})
    return float(essence(a) == essence(b))


def _shared(a: set[Any], b: set[Any]) -> float:
    return len(a & b) / len(a | b) if a | b else 1.0
