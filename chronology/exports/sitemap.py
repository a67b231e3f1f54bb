"""`sitemap.xml`: every page of the site, hand-written and generated."""

from collections.abc import Iterable, Iterator

from markupsafe import escape

MOST, LONGEST = 5_000, 50_000_000
"""Addresses and bytes of a file; the protocol allows ten times as many addresses, but the theme loads `sitemap.xml` on a reader's first visit."""
_FRAME = '<?xml version="1.0" encoding="UTF-8"?>\n<{0} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{1}\n</{0}>\n'


def sitemaps(addresses: Iterable[str], url: str, most: int = MOST, longest: int = LONGEST) -> Iterator[tuple[str, str]]:
    """(path, text) of the sitemap of the pages at `addresses` (from the site's root), sorted; of its parts and their index where it is too long.

    It names no day of change: the build knows none.
    """
    parts = list(_parts((f"<url><loc>{escape(url + address)}</loc></url>" for address in sorted(addresses)), most, longest - len(_FRAME) - 20))
    if len(parts) == 1:
        yield "sitemap.xml", _FRAME.format("urlset", parts[0])
        return
    for n, part in enumerate(parts, 1):
        yield f"sitemap-{n}.xml", _FRAME.format("urlset", part)
    lines = (f"<sitemap><loc>{escape(url)}sitemap-{n}.xml</loc></sitemap>" for n in range(1, len(parts) + 1))
    yield "sitemap.xml", _FRAME.format("sitemapindex", "\n".join(lines))


def _parts(lines: Iterable[str], most: int, longest: int) -> Iterator[str]:
    """Lines in as many texts as the limits ask for; one text where there are none."""
    part: list[str] = []
    size = 0
    for line in lines:
        length = len(line.encode()) + 1
        if part and (len(part) == most or size + length > longest):
            yield "\n".join(part)
            part, size = [], 0
        part.append(line)
        size += length
    yield "\n".join(part)
