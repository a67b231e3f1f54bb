"""Which sources are independent of each other: one agency in ten papers is one family."""

from collections.abc import Iterable

from chronology.records.model.base import Source
from chronology.records.vocabulary import Vocabulary


def families_of(source: Source, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Whose reporting a source carries: its agencies, else its publisher, by their families' names."""
    return tuple(dict.fromkeys(vocabulary.family_names.get(name, name) for name in source.agency or (source.publisher,)))


def independent_families(sources: Iterable[Source], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The families that bear something out, sorted. A source that mixes agencies counts as one more only where none of them stands alone."""
    names = vocabulary.family_names
    found: set[str] = set()
    mixed = []
    for source in sources:
        if len(source.agency) > 1:
            mixed.append(families_of(source, vocabulary))
        else:
            name = source.agency[0] if source.agency else source.publisher
            found.add(names.get(name, name))
    for families in sorted(mixed, key=lambda families: (len(families), families)):
        if not found.intersection(families):
            found.add(families[0])
    return tuple(sorted(found))
