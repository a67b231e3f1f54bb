"""The world's lands: lines that neighbours share, and the countries made of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from math import cos, hypot, radians
from operator import mul
from typing import NamedTuple

from chronology.maps.projection import wrap

Point = tuple[float, float]
"""Latitude and longitude in degrees."""

KM_A_DEGREE = 6371.0088 * radians(1)
NEAR_KM = 300
"""An island this close belongs to the main land..."""
LARGE = 0.25
"""...and so does any part with this share of the largest part's area, however far."""


class Box(NamedTuple):
    """Longitudes run from -169 to 191, over the edges where a land does, so that `west` is never more than `east`."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, lat: float, lon: float) -> bool:
        return self.south <= lat <= self.north and self.west <= lon <= self.east

    def meets(self, other: Box) -> bool:
        """Whether the two have a place in common, once around the earth or not."""
        turns = (-360, 0, 360)
        level = self.south <= other.north and self.north >= other.south
        return level and any(self.west + turn <= other.east and self.east + turn >= other.west for turn in turns)


@dataclass(frozen=True, eq=False, repr=False)
class Line:
    """A coast or border between two forks, in steps east and north of 0, 0."""

    xs: list[int]
    ys: list[int]
    per_degree: int

    @cached_property
    def points(self) -> tuple[Point, ...]:
        return tuple([(y / self.per_degree, x / self.per_degree) for x, y in zip(self.xs, self.ys, strict=True)])

    @cached_property
    def box(self) -> Box:
        return Box(*(edge / self.per_degree for edge in (min(self.ys), min(self.xs), max(self.ys), max(self.xs))))

    @cached_property
    def area(self) -> float:
        """Square degrees that the line sweeps as seen from 0, 0; with a sign, so that a ring's lines add up to its area."""
        twice: int = sum(map(mul, self.xs[1:], self.ys)) - sum(map(mul, self.xs, self.ys[1:]))
        return twice / (2 * self.per_degree * self.per_degree)


@dataclass(frozen=True, eq=False, repr=False)
class Part:
    """One piece of land: an outer ring, clockwise as seen from above, and the holes in it."""

    code: str | None
    """ISO 3166-1 alpha-2, or XK; none for land that has no code of its own."""
    rings: tuple[tuple[int, ...], ...]
    """Numbers of lines, end to end; `~n` is line n backwards."""
    outer: tuple[Line, ...]
    """The lines of the first ring."""

    @cached_property
    def box(self) -> Box:
        souths, wests, norths, easts = zip(*(line.box for line in self.outer), strict=True)
        box = Box(min(souths), min(wests), max(norths), max(easts))
        around_the_pole = box.east - box.west > 300  # only Antarctica
        return box._replace(south=-90.0) if around_the_pole else box

    @cached_property
    def area(self) -> float:
        """Square kilometres, roughly: good for comparing parts."""
        box = self.box
        flat = (box.east - box.west) * (box.north - box.south)
        if box.south > -90:
            flat = abs(sum(line.area if number >= 0 else -line.area for number, line in zip(self.rings[0], self.outer, strict=True)))
        return flat * cos(radians((box.south + box.north) / 2)) * KM_A_DEGREE**2


@dataclass(frozen=True, eq=False, repr=False)
class World:
    """Compared by identity: there is one."""

    lines: tuple[Line, ...]
    names: dict[str, str]
    parts: tuple[Part, ...]
    by_code: dict[str, tuple[Part, ...]]

    def ring(self, numbers: tuple[int, ...]) -> list[Point]:
        """First and last point are the same, save in the ring around a pole."""
        points: list[Point] = []
        for number in numbers:
            line = self.lines[number].points if number >= 0 else self.lines[~number].points[::-1]
            points += line[1:] if points else line
        return points


def load_world(text: str) -> World:
    """Takes the text of `world.json`, which `make_world` writes."""
    data = json.loads(text)
    lines = tuple(Line(list(accumulate(steps[::2])), list(accumulate(steps[1::2])), data["per_degree"]) for steps in data["lines"])
    parts: list[Part] = []
    names: dict[str, str] = {}
    by_code: dict[str, tuple[Part, ...]] = {}
    for country in data["countries"]:
        code = country["code"]
        own = tuple(Part(code, tuple(map(tuple, rings)), tuple(lines[max(n, ~n)] for n in rings[0])) for rings in country["parts"])
        parts += own
        if code:
            names[code] = country["name"]
            by_code[code] = own
    return World(lines, names, tuple(parts), by_code)


def country_at(world: World, lat: float, lon: float) -> str | None:
    """The code of the land at a point: within some 3 km of a border or coast the answer may be the neighbour's, or none."""
    lon = wrap(lon)
    for part in world.parts:
        for x in (lon, lon - 360, lon + 360):
            if part.box.holds(lat, x) and sum(_above(world.ring(ring), lat, x) for ring in part.rings) % 2:
                return part.code
    return None


def main_land(world: World, code: str) -> list[Part]:
    """The largest part of a country, what lies near it, and what is nearly as large; far-flung parts are left out."""
    waiting = sorted(world.by_code[code], key=lambda part: -part.area)
    main = [part for part in waiting if part.area >= LARGE * waiting[0].area]
    waiting = waiting[len(main) :]
    for part in main:  # grows while it is walked
        near = [other for other in waiting if _gap(part.box, other.box) <= NEAR_KM]
        waiting = [other for other in waiting if other not in near]
        main += near
    return main


def _above(ring: list[Point], lat: float, lon: float) -> int:
    """How often the meridian from the point to the north crosses the ring."""
    crossing = ((a, b) for a, b in pairwise(ring) if (a[1] > lon) != (b[1] > lon))
    return sum(lat < a[0] + (lon - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) for a, b in crossing)


def _gap(a: Box, b: Box) -> float:
    """Kilometres between two boxes."""
    north = max(a.south - b.north, b.south - a.north, 0.0)
    east = max(a.west - b.east, b.west - a.east, 0.0)
    return KM_A_DEGREE * hypot(north, min(east, 360 - east) * cos(radians((a.south + b.north) / 2)))
