"""Texts compared word by word. Where lines break, and how much white space stands between words, means nothing."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain
from typing import Literal

_BLOCK = re.compile(r"\s{4}|\s*([-*+>#|]|\d+[.)]|```|~~~|={3,}|\[\^)")
"""What begins a line that does not go on with the one before."""
_HARD = ("  ", "\\")
"""What ends a line that is kept apart from the next."""
MAX_WORK = 2_000_000
"""Pairs of equal pieces times pieces, above which what lies between the first and the last difference is told whole."""
AROUND = 6
"""How many unchanged words are shown beside a change."""


@dataclass(frozen=True)
class Span:
    """A piece of a line that is told."""

    text: str
    mark: Literal["", "del", "ins"] = ""


def flow(text: str) -> str:
    """`text` with its lines joined as Markdown joins them, and one space between words."""
    return "\n\n".join(paragraphs(text))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of `text`, each flowing; a line that begins a list item, a quote or a heading stays a line."""
    found = []
    for block in re.split(r"\n\s*\n", text.strip()):
        lines: list[str] = []
        hard = True
        for line in block.split("\n"):
            words = " ".join(line.split())
            if hard or _BLOCK.match(line):
                lines.append(words)
            else:
                lines[-1] += f" {words}"
            hard = line.endswith(_HARD)
        found.append("\n".join(lines))
    return found


def words_changed(before: str, after: str) -> tuple[Span, ...]:
    """The two texts as one, with what went and what came marked, and long unchanged stretches cut."""
    one, other = before.split(), after.split()
    if one == other:
        return (Span("lines begin elsewhere"),)
    return tuple(_cut(list(_runs(one, other))))


def _runs(one: list[str], other: list[str]) -> Iterator[Span]:
    for equal, a, b, c, d in _opcodes(one, other):
        if equal:
            yield Span(" ".join(one[a:b]))
            continue
        if b > a:
            yield Span(" ".join(one[a:b]), "del")
        if d > c:
            yield Span(" ".join(other[c:d]), "ins")


def _opcodes(one: list[str], other: list[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    """(whether equal, from and to in the one, from and to in the other), in order; in bounded time, whatever the texts hold."""
    shorter = min(len(one), len(other))
    head = next((index for index in range(shorter) if one[index] != other[index]), shorter)
    tail = next((index for index in range(shorter - head) if one[-1 - index] != other[-1 - index]), shorter - head)
    if head:
        yield True, 0, head, 0, head
    middle, new = one[head : len(one) - tail], other[head : len(other) - tail]
    counts = Counter(middle)
    if sum(counts[piece] for piece in new) * min(len(middle), len(new)) > MAX_WORK:
        yield False, head, len(one) - tail, head, len(other) - tail
    else:
        for action, a, b, c, d in SequenceMatcher(None, middle, new, autojunk=False).get_opcodes():
            yield action == "equal", head + a, head + b, head + c, head + d
    if tail:
        yield True, len(one) - tail, len(one), len(other) - tail, len(other)


def _cut(runs: list[Span]) -> Iterator[Span]:
    """The runs with a space between them; of an unchanged one, only the words next to a change."""
    pieces = []
    for index, run in enumerate(runs):
        words = run.text.split(" ")
        head, tail = AROUND * (index > 0), AROUND * (index < len(runs) - 1)
        if not run.mark and len(words) > head + tail + 2:
            run = Span(" ".join([*words[:head], "...", *words[len(words) - tail :]]))
        pieces.append((run, Span(" ")) if index < len(runs) - 1 else (run,))
    yield from chain.from_iterable(pieces)


@dataclass(frozen=True)
class ParagraphChange:
    """A paragraph that came, went or changed; its number counts from 1, in the text where it stands."""

    number: int
    before: str | None
    after: str | None


def paragraphs_changed(before: str, after: str) -> Iterator[ParagraphChange]:
    """The paragraphs that are not the same in both texts, in order."""
    one, other = paragraphs(before), paragraphs(after)
    for equal, a, b, c, d in _opcodes(one, other):
        if equal:
            continue
        for index in range(max(b - a, d - c)):
            old = one[a + index] if a + index < b else None
            new = other[c + index] if c + index < d else None
            yield ParagraphChange((c if new is not None else a) + index + 1, old, new)
