"""Small maps without tiles: windows on the world, as SVG files and as places in them."""

from chronology.maps.frames import WORLD, Frame, best_frame, frame_for, frame_of_box, frame_of_points
from chronology.maps.svg import frame_svg
from chronology.maps.world import Box, Point, World, country_at, drawn, is_near, kilometres_to, lies_in, load_world

__all__ = [
    "WORLD",
    "Box",
    "Frame",
    "Point",
    "World",
    "best_frame",
    "country_at",
    "drawn",
    "frame_for",
    "frame_of_box",
    "frame_of_points",
    "frame_svg",
    "is_near",
    "kilometres_to",
    "lies_in",
    "load_world",
]
