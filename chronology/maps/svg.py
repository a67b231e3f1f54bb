"""A frame's land as one small SVG file, which pages show with `<use href="IQ.svg#map">` and paint with their own custom properties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import cos, degrees, radians
from typing import NamedTuple

from markupsafe import escape

from chronology.maps.frames import WORLD, Frame, frame_for
from chronology.maps.lines import Dot, Window, beyond, simplify, thin, trim
from chronology.maps.world import Box, Line, Part, Point, World

FINE = 10
"""Steps in a unit: paths are drawn in whole steps and scaled down."""
TOLERANCE = 5
"""How far a line may stray from the truth, in steps."""
STROKE = 7
"""The breadth of borders and coasts, in steps; half of it where the frame is wider than so many kilometres."""
VAST = 12_000
OVER = 4
"""Units drawn beyond the frame's edges, so that strokes along the cut do not show."""
FAR = 1.0
"""How far a line beyond the frame may stray, in degrees; `_view` leaves as much around the frame."""
SPECK = 8
"""Islands that are smaller than so many steps are left out, but for the focus."""


def frame_svg(world: World, frame: Frame) -> str:
    """Holds `map`, and in it `sea`, `land` (without the focus), `borders` within that land, and `focus`.

    Paint comes from `--map-sea`, `--map-land`, `--map-focus` and `--map-border`, which reach through `<use>` by inheritance.
    """
    drawn = frame.id in world.drawings and frame in (WORLD, frame_for(world, frame.id))
    shown = world.drawings[frame.id] if drawn else draw(world, frame)
    return _SVG.format(
        width=frame.width,
        height=frame.height,
        title=escape(frame.title),
        scale=f"{1 / FINE:g}"[1:],
        stroke=STROKE if frame.km(frame.width) < VAST else STROKE / 2,
        land=shown.land,
        borders=shown.borders,
        focus=shown.focus,
    )


class Paths(NamedTuple):
    """What to write into an SVG `path`."""

    land: str
    borders: str
    focus: str


def draw(world: World, frame: Frame) -> Paths:
    """What a frame shows, from the lines of the world."""
    over = OVER * FINE
    window = Window(-over, -over, frame.width * FINE + over, frame.height * FINE + over)
    view = _view(frame)
    speck = degrees(SPECK / FINE / frame.scale)
    focus = [part for part in world.by_code.get(frame.focus or "", ()) if part.box.meets(view)]
    land = [part for part in world.parts if part.box.meets(view) and part not in focus and not _is_speck(part, speck)]
    lines = {number: _drawn(world.lines[number], frame, view, window) for number in sorted({*_numbers(focus), *_numbers(land)})}
    uses = Counter(_numbers(land))
    land_rings = _rings(_outline(world, land, uses), lines, window)
    focus_rings = _rings((ring for part in focus for ring in part.rings), lines, window)
    borders = [line for number, line in lines.items() if uses[number] == 2 and not beyond(line, window)]
    return Paths(_path(land_rings, "z"), _path(borders, ""), _path(focus_rings, "z"))


_SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">
<title>{title}</title>
<g id="map">
<path id="sea" fill="var(--map-sea, #f4f7f9)" d="M0 0h{width}v{height}H0z"/>
<g transform="scale({scale})" stroke="var(--map-border, #a3a396)" stroke-width="{stroke}" stroke-linejoin="round">
<path id="land" fill="var(--map-land, #e5e5e0)" d="{land}"/>
<path id="borders" fill="none" d="{borders}"/>
<path id="focus" fill="var(--map-focus, #cbbf9a)" d="{focus}"/>
</g>
</g>
</svg>
"""


def _is_speck(part: Part, size: float) -> bool:
    """Whether it is an island of less than `size` degrees from end to end."""
    box = part.box
    return len(part.rings[0]) == 1 and box.north - box.south < size and (box.east - box.west) * cos(radians(box.south)) < size


def _view(frame: Frame) -> Box:
    """The window's box with a little around it; all longitudes where a pole is in it."""
    xs = [frame.width * i / 16 for i in range(17)]
    ys = [frame.height * i / 16 for i in range(17)]
    edge = [(x, y) for x in xs for y in (0, frame.height)] + [(x, y) for y in ys for x in (0, frame.width)]
    lats, lons = zip(*(frame.locate(x, y) for x, y in edge), strict=True)
    poles = [pole for pole in (-90.0, 90.0) if frame.holds(pole, 0, inset=0)]
    west, east = (-180.0, 180.0) if poles else (min(lons) - FAR, max(lons) + FAR)
    return Box(min(*lats, *poles) - FAR, west, max(*lats, *poles) + FAR, east)


def _numbers(parts: Iterable[Part]) -> Iterator[int]:
    return (max(number, ~number) for part in parts for ring in part.rings for number in ring)


def _drawn(line: Line, frame: Frame, view: Box, window: Window) -> list[Dot]:
    """In steps. Both ends stay where they are."""
    left, top, scale = frame.left, frame.top, frame.scale * FINE
    plane = frame.projection.plane(_thinned(line, degrees(TOLERANCE / scale) if line.box.meets(view) else FAR))
    return simplify(trim([(round((x - left) * scale), round((top - y) * scale)) for x, y in plane], window), TOLERANCE)


@cache
def _thinned(line: Line, reach: float) -> Sequence[Point]:
    return thin(line.points, reach)


def _outline(world: World, parts: Iterable[Part], uses: Counter[int]) -> Iterator[list[int]]:
    """The rings around all the parts together: the lines that only one of them has, joined end to end."""
    leaving: dict[Point, list[int]] = {}
    for number in (number for part in parts for ring in part.rings for number in ring):
        if uses[max(number, ~number)] == 1:
            leaving.setdefault(_ends(world, number)[0], []).append(number)
    while leaving:
        ring, at = [], next(iter(leaving))
        while at in leaving:
            ring.append(leaving[at].pop())
            if not leaving[at]:
                del leaving[at]
            at = _ends(world, ring[-1])[1]
        yield ring


def _ends(world: World, number: int) -> tuple[Point, Point]:
    line = world.lines[max(number, ~number)].points
    return (line[0], line[-1]) if number >= 0 else (line[-1], line[0])


def _rings(rings: Iterable[Sequence[int]], lines: dict[int, list[Dot]], window: Window) -> Iterator[list[Dot]]:
    """The rings that show, each without its last point, which is its first."""
    for numbers in rings:
        dots = [dot for n in numbers for dot in (lines[n] if n >= 0 else lines[~n][::-1])]
        ring = trim([dots[0], *(b for a, b in pairwise(dots) if a != b)], window)
        if len(ring) > 3 and not beyond(ring, window):
            yield ring[:-1]


def _path(lines: Iterable[Sequence[Dot]], end: str) -> str:
    return "".join(f"M{line[0][0]} {line[0][1]}l{_steps(line)}{end}" for line in lines)


def _steps(line: Sequence[Dot]) -> str:
    return " ".join([f"{bx - ax} {by - ay}" for (ax, ay), (bx, by) in pairwise(line)]).replace(" -", "-")
