"""What a built page holds, as a browser without scripts sees it."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

ADDRESSES = {"href", "xlink:href", "src", "action", "poster", "data"}


@dataclass
class Document:
    """A page by its address below the site: `events/x/`, or `404.html`."""

    address: str
    text: str
    title: str = ""
    h1: int = 0
    ids: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    """(element, address as written)."""
    metas: dict[str, str] = field(default_factory=dict)
    canonical: list[str] = field(default_factory=list)
    edits: list[str] = field(default_factory=list)
    crumbs: list[str] = field(default_factory=list)
    json_ld: list[str] = field(default_factory=list)

    @property
    def is_tombstone(self) -> bool:
        return self.metas.get("robots") == "noindex"

    def anchors(self) -> list[str]:
        """Where a reader can go by a click."""
        return [address for tag, address in self.links if tag == "a"]


class _Reader(HTMLParser):
    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self.within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        it, given = self.document, {name: value or "" for name, value in attrs}
        it.ids += [given["id"]] if "id" in given else []
        it.links += [(tag, value) for name, value in given.items() if name in ADDRESSES]
        it.h1 += tag == "h1"
        if tag == "meta":
            it.metas[given.get("name") or given.get("property") or given.get("http-equiv", "")] = given.get("content", "")
        rel = given.get("rel", "").split()
        it.canonical += [given["href"]] if tag == "link" and "canonical" in rel else []
        it.edits += [given["href"]] if tag == "a" and "edit" in rel else []
        it.crumbs += [given["href"]] if tag == "a" and "crumbs" in self.within else []
        if given.get("type") == "application/ld+json":
            it.json_ld.append("")
        self._open(tag, given)

    def _open(self, tag: str, given: dict[str, str]) -> None:
        """Remembers the few elements whose content is wanted."""
        if tag == "nav":
            self.within.append("crumbs" if given.get("aria-label") == "Breadcrumb" else "nav")
        elif tag == "title" and "svg" not in self.within:
            self.within.append("title")
        elif tag == "svg":
            self.within.append("svg")
        elif tag == "script" and given.get("type") == "application/ld+json":
            self.within.append("ld")

    def handle_endtag(self, tag: str) -> None:
        ends = {"nav": ("crumbs", "nav"), "title": ("title",), "svg": ("svg",), "script": ("ld",)}.get(tag, ())
        if self.within and self.within[-1] in ends:
            self.within.pop()

    def handle_data(self, data: str) -> None:
        if "title" in self.within:
            self.document.title += data
        elif "ld" in self.within:
            self.document.json_ld[-1] += data


def read(path: Path, site: Path) -> Document:
    """The page in a file of the site."""
    document = Document(path.relative_to(site).as_posix().removesuffix("index.html"), path.read_text("utf-8"))
    reader = _Reader(document)
    reader.feed(document.text)
    reader.close()
    return document


def read_all(site: Path) -> dict[str, Document]:
    """Every page of a built site, by address."""
    documents = (read(path, site) for path in sorted(site.rglob("*.html")))
    return {document.address: document for document in documents}


def within(site_url: str, page: str, link: str) -> str | None:
    """Where a link on a page leads, from the site's root; None where it leaves the site."""
    target = urljoin(site_url + page, link)
    return target.removeprefix(site_url) if target.startswith(site_url) else None


def dead(documents: dict[str, Document], site: Path, site_url: str, page: str, link: str) -> str:
    """Why a link of a page leads nowhere; empty where it leads somewhere, or to another site."""
    parts = urlsplit(urljoin(site_url + page, link))
    if parts.scheme not in ("http", "https") or parts.netloc != urlsplit(site_url).netloc:
        return "" if parts.scheme in ("http", "https", "mailto") else "no web address"
    target = within(site_url, page, link)
    if target is None:
        return "outside the site"
    address, fragment = unquote(urlsplit(target).path), unquote(parts.fragment)
    if address in documents:
        return "" if fragment in ("", "__search", *documents[address].ids) else "no such id"
    file = site / address
    if not file.is_file():
        return "no such file"
    return "" if not fragment or re.search(rf'\bid="{re.escape(fragment)}"', file.read_text("utf-8")) else "no such id in the file"
