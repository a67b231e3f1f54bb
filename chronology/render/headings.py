"""What a table of contents lists."""

import re
from collections.abc import Sequence
from functools import lru_cache
from html import unescape

from chronology.render.page import Heading

_HEADING = re.compile(r'<h2[^>]* id="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def headings(html: str) -> Sequence[Heading]:
    """The `h2` elements with an id. Only our own templates make such: contributed prose has none."""
    return [_heading(id, text) for id, text in _HEADING.findall(html)]


@lru_cache(maxsize=4096)
def _heading(id: str, text: str) -> Heading:
    return Heading(id, " ".join(unescape(_TAG.sub("", text)).split()))
