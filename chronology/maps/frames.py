"""Frames: which window on the world a page shows, and where a place lies in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import atan2, cos, degrees, hypot, radians, sin
from typing import Any

from chronology.maps.projection import Azimuthal, EqualEarth, Projection, wrap
from chronology.maps.world import Box, Point, World

WIDTH = 640
EARTH_KM = 6371.0088
FLATTEST, TALLEST = 0.5, 0.8
"""Height over width."""
MARGIN = 0.12
"""Share of the land's width and height that stays free on each side, so that neighbours show."""
NARROWEST = radians(5)
"""The least width, in earth radii."""
INSET = 24
"""Units from the edge within which no place may lie."""
REGION_ASPECT = 0.7
REGIONS = (10, 15, 20, 30, 45, 60)
"""Widths of the windows around points, in degrees of a great circle. Few widths and round centres: many pages share one file."""


@dataclass(frozen=True)
class Frame:
    """A window `width` by `height` units on a projected world; x runs to the right and y down, as in SVG."""

    id: str
    """A file name without its ending: a country's code, `world`, or a region's width and centre."""
    title: str
    width: int
    height: int
    projection: Projection
    left: float
    """Of the window's edge, in earth radii on the projection's plane; so is `top`."""
    top: float
    scale: float
    """Units in an earth radius."""
    focus: str | None = None
    """The code of the country that the frame is about."""

    def project(self, lat: float, lon: float) -> tuple[float, float]:
        """Worked out once, as many pages show a place."""
        found = self._projected.get((lat, lon))
        if found is None:
            x, y = self.projection.forward(lat, wrap(lon))
            found = self._projected[lat, lon] = (x - self.left) * self.scale, (self.top - y) * self.scale
        return found

    def __getstate__(self) -> dict[str, Any]:
        """What another process is sent: not what this one has worked out."""
        return {name: value for name, value in vars(self).items() if name != "_projected"}

    @cached_property
    def _projected(self) -> dict[Point, tuple[float, float]]:
        return {}

    def locate(self, x: float, y: float) -> Point:
        """The other way round; the longitude may run over 180."""
        return self.projection.inverse(self.left + x / self.scale, self.top - y / self.scale)

    def holds(self, lat: float, lon: float, inset: float = INSET) -> bool:
        """Whether the place lies in the window and not within `inset` units of its edge."""
        x, y = self.project(lat, lon)
        return inset <= x <= self.width - inset and inset <= y <= self.height - inset

    def units(self, km: float) -> float:
        """The radius that covers as much ground as a circle of so many kilometres: in an equal-area frame it is the same everywhere."""
        return km / EARTH_KM * self.scale

    def km(self, units: float) -> float:
        return units / self.scale * EARTH_KM


def window(name: tuple[str, str], projection: Projection, corners: Box, focus: str | None = None, margin: float = MARGIN) -> Frame:
    """The corners are in earth radii on the plane."""
    bottom, left, top, right = corners
    across, up = (right - left) * (1 + 2 * margin), (top - bottom) * (1 + 2 * margin)
    width = max(across, up / TALLEST, NARROWEST)
    height = round(WIDTH * max(FLATTEST, up / width))
    scale = WIDTH / width
    return Frame(*name, WIDTH, height, projection, (left + right - width) / 2, (bottom + top + height / scale) / 2, scale, focus)


def hull(projection: Projection, points: Sequence[Point]) -> Box:
    xs, ys = zip(*(projection.forward(lat, lon) for lat, lon in points), strict=True)
    return Box(min(ys), min(xs), max(ys), max(xs))


def _world() -> Frame:
    earth = EqualEarth()
    south, north = earth.forward(-56, 0)[1], earth.forward(78, 0)[1]
    west, east = (earth.forward(0, lon)[0] for lon in (-169, 191))
    scale = WIDTH / (east - west)
    return Frame("world", "World", WIDTH, round((north - south) * scale), earth, west, north, scale)


WORLD = _world()


@cache
def frame_for(world: World, code: str) -> Frame | None:
    """A country's frame, as `make_countries` has laid it; none where Natural Earth draws no land for the code (Gibraltar, Tuvalu...)."""
    if code not in world.names or code not in world.drawings:
        return None
    known = world.drawings[code]
    return Frame(code, world.names[code], WIDTH, known.height, Azimuthal(known.lat, known.lon), known.left, known.top, known.scale, code)


def frame_of_box(id: str, title: str, box: Box) -> Frame:
    """For land that has no frame of its own. `box.east` may run over 180, and is never less than `box.west`."""
    south, west, north, east = box
    projection = Azimuthal((south + north) / 2, (west + east) / 2)
    edges = [(lat, west + (east - west) * i / 8) for lat in (south, north) for i in range(9)]
    return window((id, title), projection, hull(projection, edges))


def frame_of_points(points: Sequence[Point]) -> Frame:
    """The smallest of a fixed set of windows that holds all the points; the world where they spread over more than 60 degrees or so.

    Its id says which window it is, so that frames with one id are equal.
    """
    middle = _middle(points)
    regions = (_region(size, *_rounded(size, middle)) for size in REGIONS) if middle else ()
    return next((region for region in regions if all(region.holds(*point) for point in points)), WORLD)


def best_frame(world: World, points: Sequence[Point], codes: Collection[str]) -> Frame:
    """The frame for places and the countries that they lie in.

    One country: its own frame, unless a place lies outside (on a far island, at sea). Else the region of the places, or where
    none is known, of the countries; else the world.
    """
    frames = [frame for code in sorted(codes) if (frame := frame_for(world, code))]
    if len(frames) == len(codes) == 1 and all(frames[0].holds(*point) for point in points):
        return frames[0]
    return frame_of_points(points or [frame.locate(x, y) for frame in frames for x in (INSET, WIDTH - INSET) for y in (INSET, frame.height - INSET)])


def _middle(points: Sequence[Point]) -> Point | None:
    """The middle of the points' window; none for no points, and for such as surround the earth."""
    vectors = [(cos(radians(lat)) * cos(radians(lon)), cos(radians(lat)) * sin(radians(lon)), sin(radians(lat))) for lat, lon in points]
    x, y, z = (sum(vector[axis] for vector in vectors) for axis in range(3))
    if hypot(x, y, z) <= len(points) / 10:
        return None
    projection = Azimuthal(degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x)))
    bottom, left, top, right = hull(projection, points)
    return projection.inverse((left + right) / 2, (bottom + top) / 2)


def _rounded(size: int, middle: Point) -> tuple[int, int]:
    step = max(1, size // 10)
    return min(90, max(-90, round(middle[0] / step) * step)), (round(middle[1] / step) * step + 180) % 360 - 180


@cache
def _region(size: int, lat: int, lon: int) -> Frame:
    name = f"{abs(lat)}{'s' if lat < 0 else 'n'}-{abs(lon)}{'w' if lon < 0 else 'e'}"
    half = radians(size) / 2
    corners = Box(-half * REGION_ASPECT, -half, half * REGION_ASPECT, half)
    return window((f"region-{name}-{size}", f"Region around {name.replace('-', ' ').upper()}"), Azimuthal(lat, lon), corners, margin=0)
