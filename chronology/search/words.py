"""Words as the search compares them, and the names in a text.

The same is done to a query in the reader's browser (`assets/search-words.js`), with these very tables: `search_json` hands them over.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from unicodedata import category, normalize

from chronology.records.model import Actor

LETTERS = {
    **{"ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ة": "ه", "ۀ": "ه", "ہ": "ه", "ھ": "ه", "ک": "ك", "گ": "ك"},
    **{digit: str(number) for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for number, digit in enumerate(digits)},
}
"""Letters that writers exchange. Hamza and madda on alef, waw and ya, and all vowel signs, fall with the marks."""
SILENT = "'’‘ʼʿʾ`ـ"
"""What stands within words and says nothing: apostrophes, the tatweel."""
POSSESSIVE = "['’][sS]$"
"""Ends of words that are not part of a name."""
ARTICLE = "^(?:[وفبك]?ال|لل)(?=..)"
"""The Arabic article, also behind a particle, where at least two letters follow."""
SHORT = 2
"""A name of one word with this many letters counts only as it is written: `IS` is a name, `is` is not."""

STOP = "a an and are as at be but by for if in into is it of on or such that the their then there these they this to was with"
"""English words that are in nearly every text: what else is asked for tells as much without them, and of an index they are the largest part.

Those of Lucene's English analyser, but for `no`, `not` and `will`.
"""


class _Unmarked(dict[int, int | None]):
    """For `translate`: takes away marks, which are found out as they are met."""

    def __missing__(self, point: int) -> int | None:
        self[point] = found = None if category(chr(point)).startswith("M") else point
        return found


_MARKS = _Unmarked()
_SILENT = _Unmarked({ord(sign): None for sign in SILENT})
_LETTERS = {ord(letter): other for letter, other in LETTERS.items()}
_WORD = re.compile(rf"(?:[^\W_]++|[{re.escape(SILENT)}]++)+")
_SPACES = "".join(chr(point) if _WORD.fullmatch(chr(point)) else " " for point in range(128))
"""What stands between words of ASCII: several times as quick as to look for the words. All of ASCII is in it, as what is missing takes long to miss."""
_WITH_SHORT_NAME = re.compile(r"(.+?) \(([A-Z][A-Z-]+)\)|(.+?) \(.+\)")


def words(text: str) -> list[str]:
    """The words of a text in their own case, without marks: `Kobanê’s` is `Kobane`."""
    return list(filter(None, map(_BARE.__getitem__, _pieces(text))))


def _pieces(text: str) -> list[str]:
    return text.translate(_SPACES).split() if text.isascii() else _WORD.findall(text.translate(_MARKS))


class _Bare(dict[str, str]):
    def __missing__(self, word: str) -> str:
        self[word] = bare = normalize("NFD", re.sub(POSSESSIVE, "", word)).translate(_SILENT)
        return bare


class _Plain(dict[str, str]):
    def __missing__(self, word: str) -> str:
        self[word] = plain = re.sub(ARTICLE, "", word.lower().translate(_LETTERS))
        return plain


_BARE, _PLAIN = _Bare(), _Plain()
"""What was asked before: a text's words are mostly another's."""


def plain(word: str) -> str:
    """One of `words` as the search compares it: `الدولة` is `دوله`, `Kobane` is `kobane`."""
    return _PLAIN[word]


def token(id: str) -> str:
    """One made-up word that stands for an actor in the index, whatever name a query uses. None is the beginning of another:
    its last letter is in no id.
    """
    return f"x{id.replace('-', 'đ')}ø"


def in_arabic(text: str) -> bool:
    return any("؀" <= letter <= "ۿ" for letter in text)


def spellings(name: str) -> Iterator[str]:
    """A name as the index holds it: as written, and its words as a query's are compared where it is Arabic."""
    yield name
    if in_arabic(name):
        yield " ".join(map(plain, words(name)))


def names_of(actor: Actor) -> Iterator[str]:
    """Every name of an actor; of `Islamic State (IS)` also each half."""
    yield actor.name
    if match := _WITH_SHORT_NAME.fullmatch(actor.name):
        yield from filter(None, match.groups())
    yield from (alias.name for alias in actor.aliases)


class _Begins(dict[str, tuple[int, ...]]):
    """How many words the names have that begin with a piece of a text, the most first; none where no name does."""

    def __init__(self, lengths: Mapping[str, Sequence[int]]) -> None:
        super().__init__()
        self._lengths = lengths

    def __missing__(self, piece: str) -> tuple[int, ...]:
        word = _BARE[piece]
        self[piece] = found = (*self._lengths.get(plain(word), ()), *self._lengths.get(word, ()))
        return found


@dataclass(frozen=True)
class Names:
    """Whom names mean."""

    by_words: Mapping[str, str]
    """Plain words of a name to the actor's id; short names as they are written. Names of more than one actor are left out."""

    @cached_property
    def lengths(self) -> Mapping[str, Sequence[int]]:
        """By the word with which a name begins, how many words such names have, the most first."""
        lengths: dict[str, set[int]] = {}
        for name in self.by_words:
            lengths.setdefault(name.partition(" ")[0], set()).add(name.count(" ") + 1)
        return {word: sorted(found, reverse=True) for word, found in lengths.items()}

    @cached_property
    def _begins(self) -> _Begins:
        return _Begins(self.lengths)

    def found(self, text: str) -> frozenset[str]:
        """The ids of those whom a text names; of names within names, the longest."""
        pieces = _pieces(text)
        if any(map(text.__contains__, SILENT)):
            pieces = list(filter(_BARE.__getitem__, pieces))
        found = set()
        free = 0
        for at in compress(range(len(pieces)), map(self._begins.__getitem__, pieces)):
            if at < free:
                continue  # within a name already found
            for length in self._begins[pieces[at]]:
                if id := self.by_words.get(_key([_BARE[piece] for piece in pieces[at : at + length]])):
                    found.add(id)
                    free = at + length
                    break
        return frozenset(found)


def _key(raw: list[str]) -> str:
    """What `Names.by_words` calls these words."""
    return raw[0] if len(raw) == 1 and len(raw[0]) <= SHORT else " ".join(map(plain, raw))


def names(actors: Iterable[Actor]) -> Names:
    """The names of all actors."""
    owners: dict[str, set[str]] = {}
    for actor in actors:
        for name in names_of(actor):
            raw = words(name)
            if raw:
                owners.setdefault(_key(raw), set()).add(actor.id)
    return Names({key: min(ids) for key, ids in sorted(owners.items()) if len(ids) == 1})
