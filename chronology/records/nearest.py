"""The nearest known word to an unknown one."""

from collections.abc import Collection
from difflib import get_close_matches

from chronology.problem import shown

MANY = 500
"""Of more words than these, only those that begin alike are compared."""


def did_you_mean(word: str, known: Collection[str]) -> str:
    """A hint that names the nearest known word; empty where none is near."""
    word = word[:80]
    candidates = [other for other in known if other[:1] == word[:1] and abs(len(other) - len(word)) <= 4] if len(known) > MANY else list(known)
    matches = get_close_matches(word, candidates, n=1, cutoff=0.7)
    return f"did you mean {shown(matches[0])}?" if matches else ""
