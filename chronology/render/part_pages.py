"""The pages of the parts of a list that is too long for its own page."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from chronology.render.draft import Draft, Trail, short
from chronology.render.parts import Part, paths
from chronology.render.words import plural

AROUND = 5
"""How many numbered parts before and after its own a page leads to, besides the first and the last."""
Link = tuple[str, str] | None
"""(name, address)."""
Groups = Sequence[tuple[str, str, str, Sequence[Any]]]
"""(heading, its id, a note or nothing, entries) each."""


@dataclass(frozen=True)
class Entry:
    """A link to a part of a list."""

    name: str
    address: str
    count: int
    id: str
    """Of the entry itself: that of the heading which stands in its place where the list is not split."""
    within: "Sequence[Entry]" = ()


@dataclass(frozen=True)
class Contents:
    """Links to all parts of a list."""

    title: str
    unit: str
    """What is counted: `event`."""
    entries: Sequence[Entry]

    @property
    def is_deep(self) -> bool:
        return any(entry.within for entry in self.entries)


@dataclass(frozen=True)
class Whole:
    """A list that is split, and what the pages of its parts have in common."""

    trail: Trail
    """Of the page whose list it is."""
    base: str
    """What addresses begin with: `countries/iq--`."""
    prefix: str
    """What titles begin with: `Iraq: `."""
    kicker: str
    edit: str
    url: str
    """Of the site."""
    groups: Callable[[Part[Any]], Groups]
    """The entries of a part that has no others within."""
    unit: str = "event"
    joint: str = "-"
    """What stands in an address between the first key of a part and the others: `--` where the base has none."""
    ids: tuple[str, str] = ("year-", "month-")
    """What the ids of entries begin with."""
    deeper: str = "By month"
    """What stands above the parts of a part."""

    def address(self, part: Part[Any]) -> str:
        key, *more = part.keys
        return f"{self.base}{key}{self.joint}{'-'.join(more)}/" if more else f"{self.base}{key}/"

    def title(self, part: Part[Any]) -> str:
        return f"{self.prefix}{part.name}"

    def link(self, part: Part[Any]) -> tuple[str, str]:
        return part.name, self.address(part)

    def contents(self, title: str, parts: Sequence[Part[Any]]) -> Contents:
        """Links to parts and, one step deeper, to the parts of these; numbered ones lead to each other."""
        return Contents(title, self.unit, [self._entry(part) for part in parts])

    def _entry(self, part: Part[Any]) -> Entry:
        months = () if part.is_numbered else [self._entry(each) for each in part.within]
        return Entry(part.label, self.address(part), len(part.items), self.id(part), months)

    def id(self, part: Part[Any]) -> str:
        return f"{self.ids[len(part.keys) - 1]}{part.keys[-1].lstrip('0') or 0}"


def part_pages(whole: Whole, parts: Sequence[Part[Any]], ends: tuple[Link, Link] = (None, None)) -> Iterator[Draft]:
    """A page for each part; `ends` is what comes before the first and after the last."""
    links: list[Link] = [ends[0], *(whole.link(path[-1]) for path in paths(parts)), ends[1]]
    for n, path in enumerate(paths(parts), 1):
        part = path[-1]
        values = {"groups": whole.groups(part), "contents": None, "pieces": _pieces(whole, path), "before": links[n - 1], "after": links[n + 1]}
        yield _draft(whole, path, values)
    beside: list[Link] = [ends[0], *map(whole.link, parts), ends[1]]
    for n, part in enumerate(parts, 1):
        if part.within and not part.is_numbered:
            contents = whole.contents(whole.deeper, part.within)
            yield _draft(whole, (part,), {"groups": (), "contents": contents, "pieces": (), "before": beside[n - 1], "after": beside[n + 1]})


def _draft(whole: Whole, path: tuple[Part[Any], ...], values: dict[str, Any]) -> Draft:
    part = path[-1]
    title, address = whole.title(part), whole.address(part)
    crumbs = {whole.address(each): each.label for each in reversed(path)}
    trail = [*whole.trail, *((label, at) for at, label in reversed(crumbs.items()))]
    count = plural(len(part.items), whole.unit)
    description = short(f"{title}: {count} of the chronology. A part of {whole.trail[-1][0]}.")
    above = {"@type": "WebPage", "url": whole.url + whole.trail[-1][1]}
    data = {"@type": "CollectionPage", "name": title, "description": description, "url": whole.url + address, "isPartOf": above}
    named = {"kicker": whole.kicker, "title": title, "unit": whole.unit, "count": count}
    return Draft("part.html.jinja", "part", trail, description, whole.edit, {**named, **values}, data, title=title)


def _pieces(whole: Whole, path: tuple[Part[Any], ...]) -> Sequence[tuple[str, str, bool]]:
    """(label, address, whether it is this one) of the numbered parts beside a numbered part: the first, the last and those around it."""
    if len(path) < 2 or not path[-2].is_numbered:
        return ()
    siblings = path[-2].within
    here = siblings.index(path[-1])
    shown = [n for n in range(len(siblings)) if n in (0, len(siblings) - 1) or abs(n - here) <= AROUND]
    return [(siblings[n].label, whole.address(siblings[n]), n == here) for n in shown]
