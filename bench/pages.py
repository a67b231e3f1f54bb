"""What was built: whether the subjects' pages say the same."""

import re
from collections.abc import Iterable, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

LISTS = ("events", "actors", "countries", "years", "kinds", "storylines")
"""The folders whose pages are compared."""
PART = "--"
"""Stands in the address of a page that holds a part of a long list of ours, and in no id. The peers' parts stand in a folder below the list's."""
_UNSEEN = {"sup", "script", "style", "title"}
_EVENT = re.compile(r'href=["\']?[^"\' >]*?events/([a-z0-9-]+)/')


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
    """The addresses of a site's pages of records, sorted; without pages that hold a part of a list."""
    found = (path.parent for folder in LISTS for path in site.glob(f"{folder}/*/index.html"))
    return sorted(f"{path.parent.name}/{path.name}" for path in found if PART not in path.name)


def parts_of(site: Path, page: str) -> list[Path]:
    """The files of a page and of the pages that hold the rest of its list, in an order of their own."""
    first = site / page / "index.html"
    return [*([first] if first.is_file() else []), *sorted([*site.glob(f"{page}/*/**/index.html"), *site.glob(f"{page}{PART}*/index.html")])]


def differences(site: Path, wanted: Mapping[str, Any]) -> list[str]:
    """What keeps a site from being comparable: pages that it lacks or has beyond the others', texts its pages do not say, events that a list leaves out."""
    pages: Sequence[str] = wanted["pages"]
    found = set(pages_of(site))
    odd = [f"{page} is missing" for page in pages if page not in found] + [f"{page} is too much" for page in sorted(found.difference(pages))]
    for page, texts in wanted["texts"].items():
        odd += _unsaid(page, texts, parts_of(site, page)[:1])
    for page, entries in wanted["lists"].items():
        files = parts_of(site, page)
        named = {id for path in files for id in _EVENT.findall(path.read_text("utf-8"))}
        odd += [f"{page} and its parts do not list: {id}" for id in entries["ids"] if id not in named]
        odd += _unsaid(page, entries["texts"], files)
    return odd


def _unsaid(page: str, texts: Iterable[str], files: Iterable[Path]) -> list[str]:
    said = "\n".join(text_of(path.read_text("utf-8")) for path in files)
    return [f"{page} does not say: {text}" for text in texts if "".join(text.split()) not in said]
