"""The nearest known word to an unknown one."""

from collections.abc import Iterable
from difflib import get_close_matches

from chronology.problem import shown


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word; empty where none is near."""
    matches = get_close_matches(word, list(known), n=1, cutoff=0.7)
    return f"did you mean {shown(matches[0])}?" if matches else ""
