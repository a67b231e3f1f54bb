"""Makes `countries.json` from the world: the frame of each country and what it shows, which are the same in every build."""

from __future__ import annotations

import json
from math import cos, hypot, radians

from chronology.maps.frames import WORLD, Frame, hull, window
from chronology.maps.projection import Azimuthal
from chronology.maps.svg import draw
from chronology.maps.world import KM_A_DEGREE, Box, Drawing, Part, World

NEAR_KM = 300
"""An island this close belongs to the main land..."""
LARGE = 0.25
"""...and so does any part with this share of the largest part's area, however far."""


def make_countries(world: World) -> str:
    """The text of `countries.json`: one line for each country, and one for the frame of the whole world."""
    frames = [*(country_frame(world, code) for code in sorted(world.by_code)), WORLD]
    rows = (f"{json.dumps(frame.id)}:{json.dumps(drawing(world, frame)._asdict(), separators=(',', ':'))}" for frame in frames)
    return "{\n" + ",\n".join(rows) + "\n}\n"


def drawing(world: World, frame: Frame) -> Drawing:
    lat, lon = frame.projection.inverse(0, 0)
    return Drawing(frame.height, lat, lon, frame.left, frame.top, frame.scale, *draw(world, frame))


def country_frame(world: World, code: str) -> Frame:
    parts = main_land(world, code)
    south, west = min(part.box.south for part in parts), min(part.box.west for part in parts)
    north, east = max(part.box.north for part in parts), max(part.box.east for part in parts)
    centre = (south + north) / 2 if south > -90 else -90.0
    projection = Azimuthal(centre, (west + east) / 2)
    points = [point for part in parts for point in world.ring(part.rings[0])]
    return window((code, world.names[code]), projection, hull(projection, points), code)


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


def _gap(a: Box, b: Box) -> float:
    """Kilometres between two boxes."""
    north = max(a.south - b.north, b.south - a.north, 0.0)
    east = max(a.west - b.east, b.west - a.east, 0.0)
    return KM_A_DEGREE * hypot(north, min(east, 360 - east) * cos(radians((a.south + b.north) / 2)))
