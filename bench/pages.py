"""What was built: whether the subjects' pages say the same, and what a reader has to load."""

import gzip
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from statistics import median

LISTS = ("events", "actors", "countries", "years", "kinds", "storylines")
"""The folders whose pages are compared."""
_UNSEEN = {"sup", "script", "style", "title"}


class _Text(HTMLParser):
    """The words of a page, without marks of footnotes."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.unseen += tag in _UNSEEN

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in _UNSEEN

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.words += data.split()


def text_of(html: str) -> str:
    """The visible text of a page's body; spaces count for nothing, as engines break lines each in their own way."""
    reader = _Text()
    reader.feed(html[html.find("<body") :])
    return "".join(reader.words)


def pages_of(site: Path) -> list[str]:
    """The addresses of a site's pages of records, sorted."""
    return sorted(f"{folder}/{path.parent.name}" for folder in LISTS for path in site.glob(f"{folder}/*/index.html"))


def differences(site: Path, pages: Sequence[str], texts: Mapping[str, Sequence[str]]) -> list[str]:
    """What keeps a site from being comparable: pages that it lacks or has beyond the others', and texts that its pages do not say."""
    found = set(pages_of(site))
    odd = [f"{page} is missing" for page in pages if page not in found] + [f"{page} is too much" for page in sorted(found.difference(pages))]
    for page, wanted in texts.items():
        path = site / page / "index.html"
        said = text_of(path.read_text("utf-8")) if path.is_file() else ""
        odd += [f"{page} does not say: {text}" for text in wanted if "".join(text.split()) not in said]
    return odd


@dataclass(frozen=True)
class Reading:
    """What the pages of a subject cost a reader, in bytes."""

    subject: str
    events: int
    event_page: int
    """The median page of an event, gzipped."""
    event_page_raw: int
    largest: int
    """The largest page, gzipped."""
    largest_raw: int
    largest_name: str
    pages: int
    """Pages of records."""


def reading(subject: str, events: int, site: Path) -> Reading:
    sizes = []
    for path in sorted(site.glob("events/*/index.html")):
        data = path.read_bytes()
        sizes.append((len(gzip.compress(data, 6, mtime=0)), len(data)))
    largest = max(site.rglob("index.html"), key=lambda path: path.stat().st_size)
    data = largest.read_bytes()
    return Reading(
        subject,
        events,
        int(median(packed for packed, _ in sizes)),
        int(median(raw for _, raw in sizes)),
        len(gzip.compress(data, 6, mtime=0)),
        len(data),
        largest.parent.relative_to(site).as_posix(),
        len(pages_of(site)),
    )
