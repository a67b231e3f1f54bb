"""The maps: lands, frames and files."""

from __future__ import annotations

import re
from itertools import pairwise
from math import hypot, isfinite
from pathlib import Path
from xml.etree import ElementTree

import pytest

from chronology import maps
from chronology.maps import WORLD, Box, Frame, Point, World, best_frame, country_at, drawn, frame_for, frame_of_box, frame_of_points, frame_svg, load_world
from chronology.maps.lines import Window, beyond, simplify, thin, trim
from chronology.maps.make_world import make_world
from chronology.maps.projection import Azimuthal, EqualEarth, Projection, wrap

TEXT, DRAWINGS = ((Path(maps.__file__).parent / name).read_text("utf-8") for name in ("world.json", "countries.json"))

CAPITALS = {
    "AF": (34.53, 69.17),
    "BF": (12.37, -1.53),
    "BH": (26.20, 50.55),
    "BR": (-15.79, -47.88),
    "CD": (-4.34, 15.33),
    "FJ": (-18.12, 178.40),
    "FR": (48.86, 2.35),
    "GB": (51.51, -0.13),
    "GF": (4.90, -52.35),
    "IQ": (33.32, 44.37),
    "IT": (41.90, 12.48),
    "JP": (35.69, 139.69),
    "LK": (6.91, 79.90),
    "LS": (-29.32, 27.49),
    "LY": (32.86, 13.19),
    "ML": (12.64, -8.00),
    "MZ": (-25.95, 32.56),
    "NG": (9.08, 7.40),
    "NO": (59.92, 10.75),
    "NZ": (-41.29, 174.78),
    "PH": (14.60, 121.00),
    "RU": (55.76, 37.62),
    "SO": (2.06, 45.32),
    "SY": (33.51, 36.28),
    "US": (38.91, -77.04),
    "XK": (42.66, 21.16),
}


@pytest.fixture(scope="module")
def world() -> World:
    return drawn(load_world(TEXT), DRAWINGS)


def framed(world: World, code: str) -> Frame:
    frame = frame_for(world, code)
    assert frame is not None
    return frame


def dots(svg: str, id: str) -> list[list[tuple[int, int]]]:
    """The subpaths of a path, in steps."""
    path = ElementTree.fromstring(svg).find(f".//*[@id='{id}']")
    assert path is not None
    lines = []
    for subpath in path.attrib["d"].split("M")[1:]:
        numbers = [int(number) for number in re.findall(r"-?\d+", subpath)]
        x, y, line = 0, 0, []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            line.append((x, y))
        lines.append(line)
    return lines


@pytest.mark.parametrize(("code", "place"), CAPITALS.items())
def test_a_capital_lies_in_its_country_and_in_its_frame(world: World, code: str, place: Point) -> None:
    assert country_at(world, *place) == code
    assert framed(world, code).holds(*place)
    assert best_frame(world, [place], [code]) == framed(world, code)


def test_the_sea_and_land_without_a_code_belong_to_no_code(world: World) -> None:
    assert country_at(world, 0, -30) is None
    assert country_at(world, 35.3, 33.5) is None  # Northern Cyprus
    assert country_at(world, 9.56, 44.07) is None  # Hargeisa
    assert country_at(world, -29.6, 28.2) == "LS"  # in a hole of South Africa
    assert country_at(world, -85, 0) == country_at(world, -88, 180) == "AQ"


def test_both_sides_of_the_date_line_are_one_land(world: World) -> None:
    assert country_at(world, 66.5, 178) == country_at(world, 66.5, -178) == country_at(world, 66.5, 182) == "RU"
    fiji = framed(world, "FJ")
    west, east = fiji.project(-17, 179.9), fiji.project(-17, -179.9)
    assert 0 < east[0] - west[0] < 30
    assert frame_of_points([(-17, 179), (-17, -179)]).id.startswith("region-17s-")


@pytest.mark.parametrize("projection", [Azimuthal(33, 44), Azimuthal(-90, 0), Azimuthal(66, 179), EqualEarth()])
@pytest.mark.parametrize("place", CAPITALS.values())
def test_a_place_comes_back_from_the_plane(projection: Projection, place: Point) -> None:
    lat, lon = projection.inverse(*projection.forward(*place))
    assert (lat, wrap(lon)) == pytest.approx(place, abs=1e-9)


def test_projections_agree_with_published_values() -> None:
    # Snyder, Map Projections: A Working Manual, page 332, on a sphere of radius 3
    assert [3 * number for number in Azimuthal(40, -100).forward(-20, 100)] == pytest.approx([-4.2339303, 4.0257775])
    # Equal Earth: the pole is a line at y = 1.3173627591574133, the equator ends at x = 2.7066299836960748
    assert EqualEarth().forward(90, 11)[1] == pytest.approx(1.3173627591574133)
    assert EqualEarth().forward(0, 191)[0] == pytest.approx(2.7066299836960748)


def test_every_ring_closes_and_no_line_has_more_than_two_sides(world: World) -> None:
    sides = [max(number, ~number) for part in world.parts for ring in part.rings for number in ring]
    assert set(sides) == set(range(len(world.lines)))
    assert max(map(sides.count, set(sides))) == 2
    for part in world.parts:
        for ring in part.rings:
            points = world.ring(ring)
            assert points[0] == points[-1] or (part.code == "AQ" and abs(points[0][1] - points[-1][1]) == 360)
            assert all(abs(a[0] - b[0]) < 60 and abs(a[1] - b[1]) < 60 for a, b in pairwise(points))


def test_neighbours_share_their_border_point_for_point(world: World) -> None:
    borders = [{max(n, ~n) for part in world.by_code[code] for ring in part.rings for n in ring} for code in ("IQ", "SY")]
    (shared,) = borders[0] & borders[1]
    assert len(world.lines[shared].points) > 8
    frame = framed(world, "IQ")
    svg = frame_svg(world, frame)
    focus, land = ({dot for line in dots(svg, id) for dot in line} for id in ("focus", "land"))
    ends = [frame.project(*world.lines[shared].points[i]) for i in (0, -1)]
    assert {(round(x * 10), round(y * 10)) for x, y in ends} <= focus & land
    assert len(focus & land) > 0.9 * len(focus), "Iraq has next to no coast"


def test_every_country_has_a_frame_of_sane_size_and_finite_numbers(world: World) -> None:
    assert len(world.by_code) > 240
    for code in world.by_code:
        frame = framed(world, code)
        assert frame.id == frame.focus == code
        assert 0.5 <= frame.height / frame.width <= 0.8
        assert frame.km(frame.width) > 550
        for part in world.by_code[code]:
            assert all(isfinite(number) for point in part.outer[0].points for number in frame.project(*point))


def test_the_frame_shows_the_main_land_and_not_what_is_far_away(world: World) -> None:
    far = {"FR": (4.9, -52.3), "US": (61.2, -149.9), "NL": (12.2, -68.3), "NO": (78.2, 15.6), "ES": (28.1, -15.4), "PT": (37.7, -25.7), "CL": (-27.1, -109.4)}
    near = {"FR": (41.9, 8.7), "GB": (60.2, -1.2), "ES": (39.6, 2.6), "GQ": (3.75, 8.78), "MY": (3.1, 101.7), "IT": (36.8, 11.9), "AO": (-5.6, 12.2)}
    assert not [code for code, place in far.items() if framed(world, code).holds(*place)]
    assert [code for code, place in near.items() if framed(world, code).holds(*place)] == list(near)


def test_land_too_small_for_the_data_is_framed_by_a_box(world: World) -> None:
    assert frame_for(world, "GI") is None
    gibraltar = frame_of_box("GI", "Gibraltar", Box(36.1, -5.4, 36.2, -5.3))
    assert gibraltar.holds(36.14, -5.35)
    assert [dot for line in dots(frame_svg(world, gibraltar), "land") for dot in line]


@pytest.mark.parametrize(
    ("places", "codes", "id"),
    [
        ([(33.3, 44.4)], ["IQ"], "IQ"),
        ([], ["IQ"], "IQ"),
        ([(28.1, -15.4)], ["ES"], "region-28n-15w-10"),  # the Canaries are not in Spain's frame
        ([(33.3, 44.4), (33.5, 36.3)], ["IQ", "SY"], "region-33n-40e-10"),
        ([(12.6, -8.0), (9.1, 7.4)], ["ML", "NG"], "region-10n-0e-20"),
        ([(33.3, 44.4), (38.9, -77.0)], ["IQ", "US"], "world"),
        ([(0, 0), (0, 180)], [], "world"),
        ([(36.14, -5.35)], ["GI"], "region-36n-5w-10"),
        ([], [], "world"),
        ([], ["GI"], "world"),
    ],
)
def test_the_best_frame_is_the_narrowest_that_explains_the_places(world: World, places: list[Point], codes: list[str], id: str) -> None:
    frame = best_frame(world, places, codes)
    assert frame.id == id
    assert all(frame.holds(*place) for place in places if frame is not WORLD)


def test_countries_without_places_are_shown_together(world: World) -> None:
    frame = best_frame(world, [], {"IQ", "SY"})
    assert frame.id.startswith("region-")
    assert frame.holds(*CAPITALS["IQ"])
    assert frame.holds(*CAPITALS["SY"])


def test_a_frame_measures_the_ground(world: World) -> None:
    for code, scale in (("IQ", 0.01), ("US", 0.05)):
        frame = framed(world, code)
        lat, lon = frame.locate(frame.width / 2, frame.height / 2)
        (ax, ay), (bx, by) = frame.project(lat - 0.5, lon), frame.project(lat + 0.5, lon)
        assert hypot(bx - ax, by - ay) == pytest.approx(frame.units(111.2), rel=scale)
        assert frame.km(frame.units(25)) == pytest.approx(25)


@pytest.mark.parametrize("code", [*CAPITALS, "AQ", "CA", "CY", "VA", "world"])
def test_a_file_is_small_xml_that_asks_for_nothing_and_takes_its_paint_from_the_page(world: World, code: str) -> None:
    frame = WORLD if code == "world" else framed(world, code)
    svg = frame_svg(world, frame)
    root = ElementTree.fromstring(svg)
    assert root.attrib["viewBox"] == f"0 0 {frame.width} {frame.height}"
    assert [element.attrib["id"] for element in root.iter() if "id" in element.attrib] == ["map", "sea", "land", "borders", "focus"]
    assert set(re.findall(r"var\((--[a-z-]+)", svg)) == {"--map-sea", "--map-land", "--map-border", "--map-focus"}
    assert not re.search(r"href|url\(|<style|<script", svg)
    assert len(svg) < 30_000
    assert bool(dots(svg, "focus")) == (code != "world")


def test_a_title_is_escaped(world: World) -> None:
    svg = frame_svg(world, frame_of_box("x", "<Bosnia & Herzegovina>", Box(43, 16, 45, 19)))
    assert "<title>&lt;Bosnia &amp; Herzegovina&gt;</title>" in svg


def test_the_same_input_gives_the_same_bytes(world: World) -> None:
    again = drawn(load_world(TEXT), DRAWINGS)
    for code in ("IQ", "FJ", "RU"):
        assert frame_svg(world, framed(world, code)) == frame_svg(again, framed(again, code))
    assert frame_of_points([(33.3, 44.4), (33.5, 36.3)]) == frame_of_points([(33.5, 36.3), (33.3, 44.4)])


def test_a_topology_becomes_one_line_of_text_a_country_and_a_border() -> None:
    def land(name: str, arcs: list[list[int]], **id: str) -> dict[str, object]:
        return {"type": "Polygon", "arcs": arcs, "properties": {"name": name}, **id}

    arcs = [
        [[179, 0], [0, 5], [0, 5]],  # the border: 179 E, with a point that says nothing
        [[179, 10], [-9, 0], [0, -10], [9, 0]],
        [[179, 10], [-358, 0], [0, -10], [358, 0]],  # over the date line and back
    ]
    countries = [land("Fiji", [[0, 1]], id="242"), land("Nowhere", [[2, -1]]), land("Kosovo", [[-2, -1]])]
    topology = {"arcs": arcs, "transform": {"scale": [1, 1], "translate": [0, 0]}, "objects": {"countries": {"geometries": countries}}}
    made = make_world(topology)
    assert made == make_world(topology)
    assert [line.rstrip(",") for line in made.splitlines()[2:]] == [
        '"countries": [',
        '{"code":"FJ","name":"Fiji","parts":[[[0,1]]]}',
        '{"code":"XK","name":"Kosovo","parts":[[[-2,-1]]]}',
        '{"code":null,"name":"Nowhere","parts":[[[2,-1]]]}',
        "]",
        '"lines": [',
        "[8950,0,0,500]",
        "[8950,500,-450,0,0,-500,450,0]",
        "[8950,500,100,0,0,-500,-100,0]",
        "]}",
    ]
    world = load_world(made)
    assert country_at(world, 5, 175) == "FJ"
    assert [part.box for part in world.parts if part.code is None] == [Box(0, 179, 10, 181)]


def test_thinning_keeps_both_ends_and_stays_near() -> None:
    line = [(0, 0), (5, 1), (10, 0), (10, 50), (11, 90), (10, 100)]
    assert simplify(line, 2) == [(0, 0), (10, 0), (10, 100)]
    assert simplify(line[::-1], 2) == simplify(line, 2)[::-1]
    ring = [(0, 0), (9, 0), (9, 9), (0, 9), (0, 0)]
    assert simplify(ring, 2) == ring
    assert thin(line, 10) == [(0, 0), (10, 50), (11, 90), (10, 100)]
    assert thin([(0, 0), (1, 1)], 10) == [(0, 0), (1, 1)]


def test_what_lies_beyond_one_side_is_drawn_straight_and_the_rest_as_it_is() -> None:
    window = Window(0, 0, 10, 10)
    assert trim([(5, 5), (20, 5), (30, 1), (25, 9), (20, 8), (5, 8)], window) == [(5, 5), (20, 5), (20, 8), (5, 8)]
    assert trim([(-5, 5), (-5, -5), (5, -5), (15, -5), (15, 5)], window) == [(-5, 5), (-5, -5), (15, -5), (15, 5)]
    assert trim([(1, 1), (2, 2), (3, 3)], window) == [(1, 1), (2, 2), (3, 3)]
    assert beyond([(20, 5), (30, 50)], window)
    assert not beyond([(20, 5), (-20, 5)], window)
