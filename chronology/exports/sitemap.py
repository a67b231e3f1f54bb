"""`sitemap.xml`: every page of the site, hand-written and generated."""

from collections.abc import Iterable
from xml.sax.saxutils import escape


def sitemap(addresses: Iterable[str], url: str) -> str:
    """The sitemap of the pages at `addresses` (from the site's root), sorted. It names no day of change: the build knows none."""
    lines = "\n".join(f"<url><loc>{escape(url + address)}</loc></url>" for address in sorted(addresses))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}\n</urlset>\n'
