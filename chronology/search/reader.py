"""What the search in the reader's browser must know besides the index: `assets/search.json` to find anything, `assets/facets.json` to name choices."""

import json
from collections.abc import Mapping, Sequence

from chronology.link import Chronology
from chronology.search.words import ARTICLE, LETTERS, POSSESSIVE, SHORT, SILENT, STOP, Names

TYPES = {"event": "Events", "actor": "Actors", "country": "Countries", "list": "Years, kinds and storylines", "page": "About this site"}
"""Readable names of the types of pages."""


def search_json(chronology: Chronology, names: Names) -> str:
    """How words are compared, whom names mean, and the colours of kinds."""
    return _text(
        {
            "words": {"letters": LETTERS, "silent": SILENT, "possessive": POSSESSIVE, "article": ARTICLE, "short": SHORT, "stop": STOP},
            "names": _by_id(names.by_words),
            "hues": {kind: word.colour for kind, word in chronology.vocabulary.words("kinds").items()},
        }
    )


def _by_id(by_words: Mapping[str, str]) -> Mapping[str, Sequence[str]]:
    """Names by whom they mean; an empty one where it says what the id does: half as much to send."""
    found: dict[str, list[str]] = {}
    for name, id in by_words.items():
        found.setdefault(id, []).append("" if name == id.replace("-", " ") else name)
    return found


def facets_json(chronology: Chronology) -> str:
    """The name of each value of each facet, in the order in which a list shows them where order has a meaning."""
    words = chronology.vocabulary.words
    return _text(
        {
            "type": TYPES,
            "kind": {kind: word.plural for kind, word in words("kinds").items()},
            "country": {code: country.name for code, country in chronology.countries.items()},
            "actor": {id: actor.name for id, actor in chronology.actors.items()},
            "grade": {grade: word.name for grade, word in words("grades").items()},
        }
    )


def _text(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
