"""Makes `world.json` from Natural Earth, and `countries.json` from that: `python -m chronology.maps.make_world PATH/countries-50m.json`.

Without the path it makes the second alone: to be done when how frames are drawn has changed. The file at the path is that of the
npm package world-atlas 2 (Natural Earth 1:50m, public domain). Lines that two countries share are thinned once and stay shared.
Boundaries follow Natural Earth, which draws who holds the land in fact; they assert nothing.
Land without an ISO 3166-1 code of its own (Northern Cyprus, Somaliland, the Siachen glacier) is drawn and has no code.
Territories that have a code but stand in another country's record (French Guiana, Svalbard...) get theirs here.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from math import cos, radians
from pathlib import Path
from typing import Any

from babel import Locale
from iso3166 import countries_by_numeric

from chronology.maps.lines import Dot, simplify
from chronology.maps.make_countries import make_countries
from chronology.maps.projection import wrap
from chronology.maps.world import load_world

Rings = list[list[int]]

PER_DEGREE = 50
SOUTH_POLE = -90 * PER_DEGREE
"""Antarctica's record has a ring of no width here."""
TOLERANCE = 0.6
"""In steps of 1/50 degree."""
ISLET = 10.0
"""Square steps at the equator (about 5 km² each): smaller islands go, unless they are a fair share of their country."""
SHARE = 0.005

CODES_BY_NAME = {"Kosovo": "XK"}
OWN_CODES = {
    # code: (south, west, north, east) of its land in another country's record
    "BQ": (12.0, -68.5, 12.4, -68.1),
    "CC": (-12.3, 96.7, -11.7, 97.0),
    "CX": (-10.7, 105.4, -10.3, 105.9),
    "GF": (2.0, -55.0, 6.0, -51.0),
    "GP": (15.8, -61.9, 16.6, -61.0),
    "MQ": (14.3, -61.3, 15.0, -60.7),
    "RE": (-21.5, 55.1, -20.8, 56.0),
    "SJ": (74.0, 8.0, 81.0, 36.0),
    "YT": (-13.1, 44.9, -12.6, 45.4),
}


def make_world(topology: dict[str, Any]) -> str:
    """The text of `world.json`: one line of text for each line on the map and each country."""
    raw = [_unfold(arc, topology["transform"]) for arc in topology["arcs"]]
    lines = [_drop_repeats(simplify(line, TOLERANCE)) for line in raw]
    parts: dict[tuple[str, str], list[Rings]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        for polygon in polygons:
            polygon = [ring for ring in polygon if max(y for _, y in _ring(ring, lines)) > SOUTH_POLE]
            parts.setdefault(_code_and_name(geometry, _ring(polygon[0], lines)), []).append(polygon)
    uses = Counter(max(n, ~n) for own in parts.values() for rings in own for ring in rings for n in ring)
    kept = {key: list(_kept(own, lines, uses)) for key, own in parts.items()}
    for key, own in kept.items():
        if not own:  # smaller than a step: a lozenge two steps across marks the place
            own.append([[len(lines)]])
            x, y = _ring(parts[key][0][0], raw)[0]
            lines.append([(x - 1, y), (x, y + 1), (x + 1, y), (x, y - 1), (x - 1, y)])
    return _written(kept, lines)


def _unfold(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Dot]:
    """The arc in steps, unbroken where it crosses the date line, its middle in the world that begins at the seam."""
    (kx, ky), (tx, ty) = transform["scale"], transform["translate"]
    lons = [x * kx + tx for x in accumulate(dx for dx, _ in arc)]
    lats = [y * ky + ty for y in accumulate(dy for _, dy in arc)]
    turns = [0, *accumulate(round((b - a) / 360) for a, b in pairwise(lons))]
    lons = [lon - 360 * turn for lon, turn in zip(lons, turns, strict=True)]
    middle = (min(lons) + max(lons)) / 2
    shift = wrap(middle) - middle
    return _drop_repeats([(round((lon + shift) * PER_DEGREE), round(lat * PER_DEGREE)) for lon, lat in zip(lons, lats, strict=True)])


def _drop_repeats(line: list[Dot]) -> list[Dot]:
    return [line[0], *(b for a, b in pairwise(line) if a != b)]


def _ring(numbers: list[int], lines: Sequence[list[Dot]]) -> list[Dot]:
    return [dot for n in numbers for dot in (lines[n] if n >= 0 else lines[~n][::-1])]


def _area(ring: list[Dot]) -> float:
    """Square steps, as they would be at the equator."""
    if max(x for x, _ in ring) - min(x for x, _ in ring) > 300 * PER_DEGREE:
        return 1e9  # around the pole
    x0, y0 = ring[0]
    twice = sum((a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0) for a, b in pairwise(ring))
    return abs(twice) / 2 * cos(radians(y0 / PER_DEGREE))


def _code_and_name(geometry: dict[str, Any], ring: list[Dot]) -> tuple[str, str]:
    """The code is empty for land without one."""
    name = geometry["properties"]["name"]
    code = CODES_BY_NAME.get(name, "")
    if "id" in geometry:
        code = countries_by_numeric[geometry["id"]].alpha2
    lon = sum(x for x, _ in ring) / len(ring) / PER_DEGREE
    lat = sum(y for _, y in ring) / len(ring) / PER_DEGREE
    for own, (south, west, north, east) in OWN_CODES.items():
        if south <= lat <= north and west <= lon <= east:
            code = own
    return code, Locale("en").territories[code] if code else name


def _kept(parts: list[Rings], lines: list[list[Dot]], uses: Counter[int]) -> Iterator[Rings]:
    """The parts and holes that are still there after thinning, and large enough or shared with a neighbour."""
    areas = [_area(_ring(rings[0], lines)) for rings in parts]
    for rings, area in zip(parts, areas, strict=True):
        alone = all(uses[max(n, ~n)] == 1 for n in rings[0])
        if area > 0 and not (alone and area < min(ISLET, SHARE * sum(areas))):
            yield [rings[0], *(hole for hole in rings[1:] if _area(_ring(hole, lines)) > 0)]


def _written(countries: dict[tuple[str, str], list[Rings]], lines: list[list[Dot]]) -> str:
    order = sorted(countries, key=lambda key: (not key[0], key))
    used = dict.fromkeys(max(n, ~n) for key in order for rings in countries[key] for ring in rings for n in ring)
    new = {old: number for number, old in enumerate(used)}
    rows = []
    for code, name in order:
        parts = [[[new[n] if n >= 0 else ~new[~n] for n in ring] for ring in rings] for rings in countries[code, name]]
        rows.append(_json({"code": code or None, "name": name, "parts": parts}))
    steps = [_json([n for (ax, ay), (bx, by) in pairwise([(0, 0), *lines[old]]) for n in (bx - ax, by - ay)]) for old in used]
    about = "Natural Earth 1:50m, public domain. Lines follow who holds the land in fact; they assert nothing."
    head = f'"about": {_json(about)},\n"per_degree": {PER_DEGREE}'
    return f'{{{head},\n"countries": [\n{_rows(rows)}\n],\n"lines": [\n{_rows(steps)}\n]}}\n'


def _rows(rows: list[str]) -> str:
    return ",\n".join(rows)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    lands, drawings = (Path(__file__).with_name(name) for name in ("world.json", "countries.json"))
    if sys.argv[1:]:
        lands.write_text(make_world(json.loads(Path(sys.argv[1]).read_text("utf-8"))), "utf-8", newline="\n")
    drawings.write_text(make_countries(load_world(lands.read_text("utf-8"))), "utf-8", newline="\n")
