"""`assets/search.json`: what the search in the reader's browser must know besides the index."""

import json
from collections.abc import Mapping

from chronology.link import Chronology
from chronology.search.words import ARTICLE, LETTERS, POSSESSIVE, SHORT, SILENT, STOP, Names

TYPES = {"event": "Events", "actor": "Actors", "country": "Countries", "list": "Years, kinds and storylines", "page": "About this site"}
"""Readable names of the types of pages."""


def search_json(chronology: Chronology, names: Names) -> str:
    """How words are compared, whom names mean, and what the values of facets are called."""
    value = {
        "words": {"letters": LETTERS, "silent": SILENT, "possessive": POSSESSIVE, "article": ARTICLE, "short": SHORT, "stop": STOP},
        "names": names.by_words,
        "hues": {kind: word.colour for kind, word in chronology.vocabulary.words("kinds").items()},
        "labels": _labels(chronology),
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _labels(chronology: Chronology) -> Mapping[str, Mapping[str, str]]:
    """The name of each value of each facet, in the order in which a list shows them where order has a meaning."""
    words = chronology.vocabulary.words
    return {
        "type": TYPES,
        "kind": {kind: word.plural for kind, word in words("kinds").items()},
        "country": {code: country.name for code, country in chronology.countries.items()},
        "actor": {id: actor.name for id, actor in chronology.actors.items()},
        "grade": {grade: word.name for grade, word in words("grades").items()},
    }
