"""What a table of contents lists."""

import re
from collections.abc import Sequence
from functools import lru_cache
from html import unescape

from chronology.render.page import Heading

_ID = re.compile(r' id="([^"]+)"')
_TAG = re.compile(r"<[^>]*>")


def headings(html: str) -> Sequence[Heading]:
    """The `h2` elements with an id, `<h2 ` with one space. Only our own templates make such: contributed prose has none."""
    return list(filter(None, map(_heading, [element.partition("</h2>")[0] for element in html.split("<h2 ")[1:]])))


@lru_cache(maxsize=4096)
def _heading(element: str) -> Heading | None:
    """What stands between `<h2 ` and its end; most pages have the same."""
    attributes, _, text = element.partition(">")
    found = _ID.search(f" {attributes}")
    return Heading(found[1], " ".join(unescape(_TAG.sub("", text)).split())) if found else None
