"""What a strict reader says of generated pages and data: nothing, or where it stumbles."""

import json
import re
from html.parser import HTMLParser
from typing import Any, NoReturn

VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr", "area", "col", "embed", "base"}
_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_RUNS = re.compile(r"javascript:|data:|vbscript:", re.IGNORECASE)


class _Nesting(HTMLParser):
    """Holds the elements that are open, and what is wrong."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._attributes(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._attributes(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()} closes what is not open")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"a comment at {self.getpos()}")

    def _attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"an attribute of <{tag}> stands twice at {self.getpos()}")
        for name, value in attrs:
            if name.startswith("on") or (name in ("href", "src", "action") and _RUNS.match((value or "").strip())):
                self.faults.append(f"<{tag} {name}={value!r}> runs")
            if name == "id" and value in self.ids:
                self.faults.append(f"the id {value!r} stands twice")
            if name == "id" and value:
                self.ids.add(value)


def faults_of_html(html: str) -> list[str]:
    """Elements that are not nested, attributes and ids that stand twice, whatever could run."""
    html.encode("utf-8")
    reader = _Nesting()
    reader.feed(html)
    reader.close()
    return [*reader.faults, *(f"<{tag}> is never closed" for tag in reader.open)]


def strict_json(text: str) -> Any:
    """The value of a JSON text as the standard has it: no NaN, no half characters."""
    text.encode("utf-8")
    return json.loads(text, parse_constant=_refuse)


def data_in(head: str) -> list[Any]:
    """The values of all JSON-LD in a page's head."""
    return [strict_json(text) for text in _DATA.findall(head)]


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")
