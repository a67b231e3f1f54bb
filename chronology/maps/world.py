"""The world's lands: lines that neighbours share, and the countries made of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import accumulate, pairwise
from math import ceil, cos, floor, hypot, radians
from operator import mul
from typing import NamedTuple

from chronology.maps.projection import wrap

Point = tuple[float, float]
"""Latitude and longitude in degrees."""

KM_A_DEGREE = 6371.0088 * radians(1)


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
        south, west, north, east = other
        if self.south > north or self.north < south:
            return False
        ahead, behind = self.west - east, self.east - west
        return ahead <= 0 <= behind or ahead <= 360 <= behind or ahead <= -360 <= behind


@dataclass(frozen=True, eq=False, repr=False)
class Line:
    """A coast or border between two forks. What it is made of is worked out where it is asked for: most lines are nobody's."""

    steps: list[int]
    """East and north by turns, from one point to the next; the first from 0, 0."""
    per_degree: int

    @cached_property
    def xs(self) -> list[int]:
        """Steps east of 0, 0."""
        return list(accumulate(self.steps[::2]))

    @cached_property
    def ys(self) -> list[int]:
        """Steps north of 0, 0."""
        return list(accumulate(self.steps[1::2]))

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


class Drawing(NamedTuple):
    """A frame that is the same in every build, and what it shows: drawn once, by `make_countries`."""

    height: int
    lat: float
    """Of the projection's centre; so is `lon`."""
    lon: float
    left: float
    top: float
    scale: float
    land: str
    """The path of all land but the country's, in whole steps, as in an SVG `path`."""
    borders: str
    focus: str
    """The path of the country."""


@dataclass(frozen=True, eq=False, repr=False)
class World:
    """Compared by identity: there is one."""

    lines: tuple[Line, ...]
    names: dict[str, str]
    parts: tuple[Part, ...]
    by_code: dict[str, tuple[Part, ...]]
    drawings: dict[str, Drawing]
    """By the frame's id: a country's code, or `world`."""

    def ring(self, numbers: tuple[int, ...]) -> list[Point]:
        """First and last point are the same, save in the ring around a pole."""
        points: list[Point] = []
        for number in numbers:
            line = self.lines[number].points if number >= 0 else self.lines[~number].points[::-1]
            points += line[1:] if points else line
        return points


def drawn(world: World, drawings: str) -> World:
    """The world with the text of `countries.json`, which `make_world` writes; without it no country has a frame."""
    return replace(world, drawings={id: Drawing(**drawing) for id, drawing in json.loads(drawings).items()})


def load_world(text: str) -> World:
    """Takes the text of `world.json`, which `make_world` writes."""
    data = json.loads(text)
    lines = tuple(Line(steps, data["per_degree"]) for steps in data["lines"])
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
    return World(lines, names, tuple(parts), by_code, {})


def country_at(world: World, lat: float, lon: float) -> str | None:
    """The code of the land at a point: within some 3 km of a border or coast the answer may be the neighbour's, or none."""
    lon = wrap(lon)
    return next((part.code for part in world.parts if _holds(world, part, lat, lon)), None)


def lies_in(world: World, code: str | None, lat: float, lon: float) -> bool:
    """Whether a point is on the land of a country, or on land without a code, to within some 3 km; much quicker than to ask for the country."""
    edges = _edges_by_degree(world, code)
    return any(_above(edges.get(floor(x), ()), lat, x) % 2 for x in _turns(wrap(lon)))


def is_near(world: World, code: str, lat: float, lon: float, km: float) -> bool:
    """Whether a point is at most `km` kilometres from a border or coast of a country."""
    edges = _edges_by_degree(world, code)
    reach = min(180, ceil(km / (KM_A_DEGREE * max(cos(radians(lat)), 0.01))))
    degrees = (floor(x) + n for x in _turns(wrap(lon)) for n in range(-reach, reach + 1))
    return any(_kilometres(edge, lat, lon) <= km for degree in degrees for edge in edges.get(degree, ()))


def kilometres_to(world: World, code: str, lat: float, lon: float) -> float:
    """From a point to the nearest border or coast of a country; good to a few per cent up to some 500 km."""
    return min(_kilometres(edge, lat, lon) for edges in _edges_by_degree(world, code).values() for edge in edges)


def _kilometres(edge: tuple[Point, Point], lat: float, lon: float) -> float:
    """From a point to the nearest of an edge, as on a flat map around the point."""
    east = KM_A_DEGREE * cos(radians(lat))
    (ax, ay), (bx, by) = ((east * ((x - lon + 180) % 360 - 180), KM_A_DEGREE * (y - lat)) for y, x in edge)
    length = (bx - ax) ** 2 + (by - ay) ** 2
    share = max(0.0, min(1.0, (ax * (ax - bx) + ay * (ay - by)) / length)) if length else 0.0
    return hypot(ax + share * (bx - ax), ay + share * (by - ay))


@cache
def _edges_by_degree(world: World, code: str | None) -> dict[int, list[tuple[Point, Point]]]:
    """The borders and coasts of a country by the degrees of longitude that they touch."""
    edges: dict[int, list[tuple[Point, Point]]] = defaultdict(list)
    for part in (part for part in world.parts if part.code == code):
        for ring in part.rings:
            for a, b in pairwise(world.ring(ring)):
                for degree in range(floor(min(a[1], b[1])), floor(max(a[1], b[1])) + 1):
                    edges[degree].append((a, b))
    return edges


def _turns(lon: float) -> tuple[float, ...]:
    return lon, lon - 360, lon + 360


def _holds(world: World, part: Part, lat: float, lon: float) -> bool:
    turns = (x for x in _turns(lon) if part.box.holds(lat, x))
    return any(sum(_above(pairwise(world.ring(ring)), lat, x) for ring in part.rings) % 2 for x in turns)


def _above(edges: Iterable[tuple[Point, Point]], lat: float, lon: float) -> int:
    """How often the meridian from the point to the north crosses the edges."""
    crossing = ((a, b) for a, b in edges if (a[1] > lon) != (b[1] > lon))
    return sum(lat < a[0] + (lon - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) for a, b in crossing)
