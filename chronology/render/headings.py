"""What a table of contents lists."""

from collections.abc import Sequence
from html.parser import HTMLParser

from chronology.render.page import Heading


class _Headings(HTMLParser):
    """Collects the `h2` elements that have an id."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Heading] = []
        self._id: str | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "h2":
            self._id, self._text = dict(attrs).get("id"), []

    def handle_data(self, data: str) -> None:
        if self._id:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "h2" and self._id:
            self.found.append(Heading(self._id, " ".join("".join(self._text).split())))
            self._id = None


def headings(html: str) -> Sequence[Heading]:
    """What a table of contents of `html` lists."""
    parser = _Headings()
    parser.feed(html)
    return parser.found
