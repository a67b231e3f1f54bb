"""What a table of contents lists."""

import re
from collections.abc import Sequence
from html import unescape

from chronology.render.page import Heading

_HEADING = re.compile(r'<h2[^>]* id="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def headings(html: str) -> Sequence[Heading]:
    """The `h2` elements with an id. Only our own templates make such: contributed prose has none."""
    found = _HEADING.findall(str(html))
    return [Heading(id, " ".join(unescape(_TAG.sub("", text)).split())) for id, text in found]
