"""Which record that is gone stands under another id now: one of equal or nearly equal content."""

from collections.abc import Hashable, Iterator, Mapping

from chronology.diff.match import essence, likeness
from chronology.records.model.part import Model

NEARLY = 0.7
"""How alike, from 0 to 1, two records are that are one under two ids."""
MAX_SHARED = 20
"""What more records than so many have in common says nothing about any of them."""


def renames(gone: Mapping[str, Model], new: Mapping[str, Model]) -> dict[str, str]:
    """The new id of each record that is gone and stands under another one. Only records that share a text or a source are compared."""
    by_mark: dict[Hashable, list[str]] = {}
    for key, record in new.items():
        for mark in _marks(record):
            by_mark.setdefault(mark, []).append(key)
    pairs = {(old, key) for old, record in gone.items() for mark in _marks(record) if len(by_mark.get(mark, ())) <= MAX_SHARED for key in by_mark.get(mark, ())}
    found: dict[str, str] = {}
    for score, old, key in sorted((-likeness(gone[old], new[key]), old, key) for old, key in pairs):
        if -score >= NEARLY and old not in found and key not in found.values():
            found[old] = key
    return found


def _marks(record: Model) -> Iterator[Hashable]:
    """The texts by which a record may be known again."""
    for name in ("title", "name", "summary", "account", "description"):
        value = getattr(record, name, None)
        if value:
            yield name, essence(value)
    for source in getattr(record, "sources", {}).values():
        yield "url", source.url
