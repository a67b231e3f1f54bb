"""The small maps on pages: which frame shows some places, and where in it they lie."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import NamedTuple
from urllib.parse import quote

from chronology.maps import Frame, World, best_frame
from chronology.records.model import Event

_Spot = tuple[float, float, str]
"""Latitude, longitude and how exactly a place is known."""


class Dot(NamedTuple):
    """A place on a map, in the map's units."""

    x: float
    y: float
    radius: float
    """Of the area within which the place lies; 0 for a point."""
    events: int
    """How many are there."""
    name: str
    """Of the place, or of the places."""
    title: str
    """Of the event, where it is one."""
    href: str | None

    @property
    def area(self) -> float:
        """The radius as it is drawn."""
        return max(self.radius, 9)

    @property
    def size(self) -> float:
        """The radius of the point: its area grows with the number of events, up to a limit."""
        return round(min(4 + 1.8 * sqrt(self.events), 17), 1)

    @property
    def label(self) -> str:
        return f"{self.name}: {self.title}" if self.events == 1 else f"{self.name}: {self.events} events"


@dataclass(frozen=True)
class Locator:
    """A small map: a frame, which is a file of its own, and dots in it."""

    frame: Frame
    dots: Sequence[Dot]
    label: str
    """For those who do not see it."""
    caption: str

    @property
    def has_links(self) -> bool:
        return any(dot.href for dot in self.dots)


class Locators:
    """Makes small maps; what several of them need is worked out once."""

    def __init__(self, world: World, radius: Callable[[str], float], frames: dict[str, Frame]) -> None:
        """`radius` tells the kilometres of a precision; every frame that is used is put into `frames`."""
        self._world, self._radius, self._frames = world, radius, frames
        self._spots: dict[str, Sequence[tuple[str, _Spot, str]]] = {}
        self._places: dict[tuple[str, _Spot], tuple[float, float, float]] = {}

    def locator(self, events: Iterable[Event], links: bool, code: str | None = None) -> Locator | None:
        """All places of `events`; with `code`, only those in that country. None where no place is known."""
        spots: dict[_Spot, list[tuple[Event, str]]] = defaultdict(list)
        codes = set()
        for event in events:
            for country, spot, name in self._spots_of(event):
                if code is None or country == code:
                    codes.add(country)
                    spots[spot].append((event, name))
        if not spots:
            return None
        frame = best_frame(self._world, [(lat, lon) for lat, lon, _ in spots], codes)
        self._frames[frame.id] = frame
        dots = [self._dot(frame, spot, found, links) for spot, found in spots.items()]
        shown = sorted(_clustered(dots) if links else dots, key=lambda dot: (-dot.radius, -dot.events, dot.x, dot.y))
        names = list(dict.fromkeys(name for found in spots.values() for _, name in found))
        caption = frame.title if frame.focus else _some(names, 3)
        return Locator(frame, shown, f"Map: {_some(names)}", caption)

    def _spots_of(self, event: Event) -> Sequence[tuple[str, _Spot, str]]:
        """(country, spot, name) of the places of an event that a map can show."""
        if (found := self._spots.get(event.id)) is None:
            places = (place for place in event.places if place.lat is not None and place.lon is not None and place.precision != "country")
            found = self._spots[event.id] = [(place.country, (place.lat or 0.0, place.lon or 0.0, place.precision), place.name) for place in places]
        return found

    def _dot(self, frame: Frame, spot: _Spot, found: Sequence[tuple[Event, str]], links: bool) -> Dot:
        x, y, radius = self._placed(frame, spot)
        event, name = found[0]
        if not links:
            return Dot(x, y, radius, 1, name, event.title, None)  # the map of one event
        count = 1 if len(found) == 1 else len({event.id for event, _ in found})
        return Dot(x, y, radius, count, name, event.title, f"events/{event.id}/" if count == 1 else f"search/?q={_quoted(name)}")

    def _placed(self, frame: Frame, spot: _Spot) -> tuple[float, float, float]:
        """Where a spot lies in a frame, and its radius; worked out once, as many pages show it."""
        found = self._places.get((frame.id, spot))
        if found is None:
            lat, lon, precision = spot
            x, y = frame.project(lat, lon)
            radius = frame.units(self._radius(precision)) if precision not in ("exact", "city") else 0
            found = self._places[frame.id, spot] = round(x, 1), round(y, 1), round(radius, 1)
        return found


_quoted = lru_cache(maxsize=4096)(quote)
CLUSTER = 14
"""Map units within which dots become one."""


def _clustered(dots: Sequence[Dot]) -> Sequence[Dot]:
    """Dots of which no two share a square of the map; their counts are added up."""
    squares: dict[tuple[int, int], list[Dot]] = {}
    for dot in dots:
        squares.setdefault((round(dot.x / CLUSTER), round(dot.y / CLUSTER)), []).append(dot)
    return [together[0] if len(together) == 1 else _one(together) for together in squares.values()]


def _one(dots: Sequence[Dot]) -> Dot:
    count = sum(dot.events for dot in dots)
    x = sum(dot.x * dot.events for dot in dots) / count
    y = sum(dot.y * dot.events for dot in dots) / count
    names = list(dict.fromkeys(dot.name for dot in sorted(dots, key=lambda dot: -dot.events)))
    return Dot(round(x, 1), round(y, 1), 0, count, _some(names, 3), "", f"search/?q={_quoted(names[0])}")


def _some(names: Sequence[str], most: int = 8) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"{', '.join(names[:most])}{more}"
