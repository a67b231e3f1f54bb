"""The engine's page, cut at its marks once and filled for every record.

The engine renders one ordinary page whose title, address, body and so on are marks: `@@chronology:title@@`. The table of contents of that
page has two entries, so that the text before, between and after entries is known without knowing the theme.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import takewhile

from chronology.problem import BuildError
from chronology.render.page import Page, Settings

MARKS = ("title", "description", "canonical", "edit", "head", "body", "toc-first", "toc-first-title", "toc-second", "toc-second-title")
_ENTRIES = ("toc-first", "toc-first-title", "toc-second", "toc-second-title")


class ShellError(BuildError):
    """The engine's page has not the marks that it must have."""


_KEPT = re.compile(r"(<(script|style|pre|textarea)\b.*?</\2>)", re.DOTALL | re.IGNORECASE)
_SPACE = re.compile(r"[ \t]*\n\s*")


def squeezed(html: str) -> str:
    """A page without the white space that the theme's templates leave between elements: it is half of what they write."""
    pieces = _KEPT.split(html)
    pieces[0::3] = [_SPACE.sub("\n", piece) for piece in pieces[0::3]]
    del pieces[2::3]
    return "".join(pieces).lstrip("\n")


def mark(name: str) -> str:
    """The text that stands in the engine's page where `name` of a record will stand."""
    return f"@@chronology:{name}@@"


_escaped = lru_cache(maxsize=4096)(escape)
"""Of headings: most pages have the same."""


@dataclass(frozen=True)
class Shell:
    """An engine's page as literal text between named places: literals[0] names[0] literals[1] ..."""

    literals: Sequence[str]
    names: Sequence[str]
    opening: str
    """What stands before the address of an entry of the table of contents."""
    middle: str
    """What stands between its address and its title."""
    closing: str
    """What stands after its title."""
    between: str
    """White space between two entries."""

    def fill(self, page: Page, settings: Settings) -> str:
        """The page of a record, as the engine would have made it."""
        values: dict[str, str] = {
            "title": escape(page.title),
            "description": escape(page.description),
            "canonical": escape(settings.url + page.address),
            "edit": escape(settings.edit_url + page.edit),
            "head": page.head,
            "body": page.body,
            "toc": self.between.join(
                [f"{self.opening}{_escaped(heading.id)}{self.middle}{_escaped(heading.title)}{self.closing}" for heading in page.headings]
            ),
            "toc-first": "title",  # the skip link, which the theme points at the first entry
        }
        parts = [self.literals[0]]
        for name, literal in zip(self.names, self.literals[1:], strict=True):
            parts += values[name], literal
        return "".join(parts)


def cut(html: str) -> Shell:
    """The shell of a page that the engine rendered; raises ShellError where a mark is missing."""
    pieces = re.split(r"@@chronology:([a-z-]+)@@", html)
    literals, names = pieces[::2], pieces[1::2]
    missing = sorted(set(MARKS) - set(names))
    if missing:
        raise ShellError(f"the engine's page lacks the marks {', '.join(missing)}")
    at = next((n for n in range(len(names)) if tuple(names[n : n + 4]) == _ENTRIES), None)
    if at is None:
        raise ShellError("the entries of the engine's table of contents do not follow each other")
    before, middle, between, _, after = literals[at : at + 5]
    opening = _common_end(before, between).lstrip()
    closing = between.removesuffix(opening).rstrip()
    if not opening or not after.startswith(closing):
        raise ShellError("the entries of the engine's table of contents differ from each other")
    space = between[len(closing) : len(between) - len(opening)]
    outside = [before.removesuffix(opening), after.removeprefix(closing)]
    return Shell([*literals[:at], *outside, *literals[at + 5 :]], [*names[:at], "toc", *names[at + 4 :]], opening, middle, closing, space)


def _common_end(one: str, other: str) -> str:
    same = takewhile(lambda pair: pair[0] == pair[1], zip(reversed(one), reversed(other), strict=False))
    return one[len(one) - sum(1 for _ in same) :]
