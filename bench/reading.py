"""What a site costs: the reader, who loads pages, and the disk."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from statistics import median
from urllib.parse import unquote, urljoin, urlsplit

from bench.pages import pages_of

SAMPLE = 1000
"""How many pages of events are weighed at most, spread over all."""
SEARCH = "pagefind"
"""Where the search index stands."""
_ASKS = {"link": ("href",), "script": ("src",), "img": ("src",), "use": ("href", "xlink:href"), "image": ("href", "xlink:href"), "source": ("src",)}
"""Attributes that make a browser load a file."""
_LOADED = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}
"""Of links, by `rel`."""
_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']""")
_IMPORT = re.compile(r"""(?:^|[;\n])\s*(?:import|export)\s*(?:[\w*{][^"'();]*?\bfrom\s*)?["'](\.[^"']+)["']""")
_INSTANT = '"navigation.instant"'
"""What Material's settings on a page hold where its script asks for the sitemap at once."""


@dataclass(frozen=True)
class Reading:
    """What the pages of a subject cost, in bytes."""

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
    first_visit: int = 0
    """The median page of an event and all it loads, each file gzipped: styles, scripts, fonts, images, and the sitemap where a script asks for it."""
    of_that_sitemap: int = 0
    second_page: int = 0
    """Another page of an event after it: what the first did not load."""
    disk_per_event: int = 0
    """Bytes of the site, search index aside, by events."""


class _Asked(HTMLParser):
    """What a page makes a browser load."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag != "link" or _LOADED.intersection((values.get("rel") or "").split()):
            self.found += [address for name in _ASKS.get(tag, ()) if (address := values.get(name))]


def reading(subject: str, events: int, site: Path) -> Reading:
    every = sorted(site.glob("events/*/index.html"))
    pages = sorted(every[:: -(-len(every) // SAMPLE)], key=lambda path: (packed(path), path))
    middle, other = pages[len(pages) // 2], pages[len(pages) // 2 - 1]
    loaded = set(loads(site, middle))
    sitemap = sum(packed(path) for path in loaded if path.name.startswith("sitemap"))
    largest = max(site.rglob("index.html"), key=lambda path: path.stat().st_size)
    files = (path for path in site.rglob("*") if path.is_file() and path.relative_to(site).parts[0] != SEARCH)
    return Reading(
        subject,
        events,
        int(median(packed(path) for path in pages)),
        int(median(path.stat().st_size for path in pages)),
        packed(largest),
        largest.stat().st_size,
        largest.parent.relative_to(site).as_posix(),
        len(pages_of(site)),
        sum(map(packed, loaded)),
        sitemap,
        sum(packed(path) for path in set(loads(site, other)) - loaded),
        sum(path.stat().st_size for path in files) // events,
    )


def packed(path: Path) -> int:
    """Gzipped size, or that of the file where it is the smaller: pictures and fonts are packed already."""
    data = path.read_bytes()
    return min(len(gzip.compress(data, 6, mtime=0)), len(data))


def loads(site: Path, page: Path) -> Iterator[Path]:
    """A page and every file of its site that a browser loads with it, without what scripts ask for later."""
    html = page.read_text("utf-8")
    asked = _Asked()
    asked.feed(html)
    yield page
    waiting = [(address, page) for address in asked.found]
    if _INSTANT in html:
        waiting.append(("/sitemap.xml", page))
    seen = {page}
    while waiting:
        address, by = waiting.pop()
        path = _file(site, by, address)
        if path and path not in seen:
            seen.add(path)
            yield path
            if path.suffix in (".css", ".js"):
                form = _URL if path.suffix == ".css" else _IMPORT
                text = path.read_text("utf-8")
                waiting += [(next(filter(None, match.groups())), path) for match in form.finditer(text)]


def _file(site: Path, by: Path, address: str) -> Path | None:
    """The file of the site that `address` means in the file `by`; None for what is elsewhere or is no file."""
    base = "http://site/" + by.relative_to(site).as_posix().removesuffix("index.html")
    parts = urlsplit(urljoin(base, address))
    path = site / unquote(parts.path).lstrip("/")
    return path if parts.netloc == "site" and path.is_file() else None
