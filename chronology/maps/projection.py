"""Two equal-area projections of a sphere of radius 1: lengths are in earth radii, x grows to the east, y to the north."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import asin, atan2, cos, degrees, hypot, pi, radians, sin, sqrt
from typing import Protocol

SEAM = -169.0
"""Degrees east, through the Bering Strait: here the flat world begins, so that no land but a few islets is cut."""

DEGREE = radians(1)


def wrap(lon: float) -> float:
    """The longitude as it stands on a world that begins at the seam: -169 to 191."""
    return (lon - SEAM) % 360 + SEAM


class Projection(Protocol):
    def forward(self, lat: float, lon: float) -> tuple[float, float]: ...

    def plane(self, points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        """`forward` for many."""

    def inverse(self, x: float, y: float) -> tuple[float, float]: ...


@dataclass(frozen=True)
class Azimuthal:
    """Lambert's azimuthal equal-area projection: one rule for every country, at the poles and on the date line too."""

    lat: float
    lon: float

    @cached_property
    def _turn(self) -> tuple[float, float, float]:
        return sin(radians(self.lat)), cos(radians(self.lat)), radians(self.lon)

    def forward(self, lat: float, lon: float) -> tuple[float, float]:
        """The point opposite the centre lies at a distance of about 2 in no particular direction."""
        sin0, cos0, lon0 = self._turn
        lat, lon = radians(lat), radians(lon) - lon0
        up, out = sin(lat), cos(lat)
        ahead = out * cos(lon)
        stretch = sqrt(2 / max(1 + sin0 * up + cos0 * ahead, 1e-12))
        return stretch * out * sin(lon), stretch * (cos0 * up - sin0 * ahead)

    def plane(self, points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        sin0, cos0, lon0 = self._turn
        dots = []
        for lat, lon in points:
            lat *= DEGREE
            lon = lon * DEGREE - lon0
            up, out = sin(lat), cos(lat)
            ahead = out * cos(lon)
            near = 1 + sin0 * up + cos0 * ahead
            stretch = sqrt(2 / (near if near > 1e-12 else 1e-12))
            dots.append((stretch * out * sin(lon), stretch * (cos0 * up - sin0 * ahead)))
        return dots

    def inverse(self, x: float, y: float) -> tuple[float, float]:
        """Longitudes are within 180 degrees of the centre's."""
        sin0, cos0, _ = self._turn
        far = hypot(x, y)
        if far < 1e-12:
            return self.lat, self.lon
        angle = 2 * asin(min(far / 2, 1.0))
        north = cos(angle) * sin0 + y * sin(angle) * cos0 / far
        east = atan2(x * sin(angle), far * cos0 * cos(angle) - y * sin0 * sin(angle))
        return degrees(asin(max(-1.0, min(1.0, north)))), self.lon + degrees(east)


_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = sqrt(3) / 2


@dataclass(frozen=True)
class EqualEarth:
    """The Equal Earth projection (Šavrič, Patterson and Jenny 2018), begun at the seam; longitudes may run over its edges."""

    def forward(self, lat: float, lon: float) -> tuple[float, float]:
        t = asin(_M * sin(radians(lat)))
        t2 = t * t
        t6 = t2 * t2 * t2
        x = radians(lon - SEAM - 180) * cos(t) / (_M * (_A1 + 3 * _A2 * t2 + t6 * (7 * _A3 + 9 * _A4 * t2)))
        return x, t * (_A1 + _A2 * t2 + t6 * (_A3 + _A4 * t2))

    def plane(self, points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        return [self.forward(lat, lon) for lat, lon in points]

    def inverse(self, x: float, y: float) -> tuple[float, float]:
        t = y / _A1
        for _ in range(12):
            t2 = t * t
            t6 = t2 * t2 * t2
            slope = _A1 + 3 * _A2 * t2 + t6 * (7 * _A3 + 9 * _A4 * t2)
            t -= (t * (_A1 + _A2 * t2 + t6 * (_A3 + _A4 * t2)) - y) / slope
        t = max(-pi / 3, min(pi / 3, t))
        return degrees(asin(max(-1.0, min(1.0, sin(t) / _M)))), degrees(x * _M * slope / cos(t)) + SEAM + 180
