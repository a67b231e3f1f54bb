"""The maps that are drawn once and kept in a file: what stands there is what would be drawn today."""

import json

import pytest

from chronology.maps import WORLD, Box, World, best_frame, frame_for, frame_of_box, frame_svg, load_world
from chronology.maps import svg as svg_module
from chronology.maps.make_countries import country_frame, drawing, make_countries
from chronology.maps.projection import Azimuthal, EqualEarth, Projection
from chronology.maps.svg import draw
from chronology.records.reader import read_drawings, read_world

MEND = "run `python -m chronology.maps.make_world`"


@pytest.mark.parametrize("code", ["AQ", "CA", "FJ", "IQ", "SY", "VA"])
def test_a_drawing_in_the_file_is_what_would_be_drawn_today(world: World, code: str) -> None:
    frame = country_frame(world, code)
    assert frame_for(world, code) == frame, MEND
    assert world.drawings[code] == drawing(world, frame), MEND


def test_the_drawing_of_the_world_is_what_would_be_drawn_today(world: World) -> None:
    assert world.drawings["world"] == drawing(world, WORLD), MEND


@pytest.mark.slow
def test_the_file_holds_what_would_be_drawn_today_and_no_more(world: World) -> None:
    assert make_countries(load_world(read_world())) == read_drawings(), MEND


def test_every_country_that_has_land_has_one_line_in_the_file(world: World) -> None:
    rows = [line.rstrip(",") for line in read_drawings().splitlines()[1:-1]]
    assert [next(iter(json.loads(f"{{{row}}}"))) for row in rows] == [*sorted(world.by_code), "world"]


def test_a_kept_drawing_is_written_and_not_made_anew(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    iraq = frame_for(world, "IQ")
    assert iraq
    kept = world.drawings["IQ"]
    assert draw(world, iraq) == (kept.land, kept.borders, kept.focus)
    monkeypatch.setattr(svg_module, "draw", None)
    for frame in (iraq, WORLD):
        svg = frame_svg(world, frame)
        assert all(f'd="{path}"' in svg for path in world.drawings[frame.id][-3:])


def test_another_frame_that_bears_the_name_of_a_country_is_drawn_for_itself(world: World) -> None:
    box = frame_of_box("IQ", "Iraq", Box(30, 40, 32, 43))
    assert f'd="{draw(world, box).land}"' in frame_svg(world, box)
    assert draw(world, box).land != world.drawings["IQ"].land


def test_without_the_file_no_country_has_a_frame() -> None:
    bare = load_world(read_world())
    assert frame_for(bare, "IQ") is None
    assert best_frame(bare, [(33.3, 44.4)], ["IQ"]).id == "region-33n-44e-10"


@pytest.mark.parametrize("projection", [Azimuthal(33, 44), Azimuthal(-90, 0), Azimuthal(66, 179), EqualEarth()])
def test_many_points_come_to_the_same_places_as_each_alone(projection: Projection) -> None:
    points = [(lat / 7, lon / 7) for lat in range(-630, 631, 37) for lon in range(-1183, 1337, 53)] + [(-33.0, -136.0), (90.0, 0.0)]
    assert projection.plane(points) == [projection.forward(*point) for point in points]
