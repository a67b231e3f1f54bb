"""Lines on a plane: fewer points, and nothing but what a window shows. All keep a line's two ends, so that shared lines stay shared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

Dot = tuple[int, int]
"""A point on a whole-number grid."""


class Window(NamedTuple):
    left: int
    top: int
    right: int
    bottom: int

    def side(self, dot: Dot) -> int:
        """0 inside; otherwise one bit for each side that the dot is beyond (Cohen and Sutherland)."""
        x, y = dot
        return (x < self.left) | (x > self.right) << 1 | (y < self.top) << 2 | (y > self.bottom) << 3


def thin(line: Sequence[tuple[float, float]], reach: float) -> list[tuple[float, float]]:
    """The line without the points that are no farther than `reach`, along both axes, from the one kept before them: quick and rough."""
    kept = [line[0]]
    x, y = line[0]
    for point in line:
        if not (-reach <= point[0] - x <= reach and -reach <= point[1] - y <= reach):
            kept.append(point)
            x, y = point
    if kept[-1] != line[-1] or len(kept) == 1:
        kept.append(line[-1])
    return kept


def simplify(line: Sequence[Dot], tolerance: float) -> list[Dot]:
    """The line without the points that lie within `tolerance` of what is left (Douglas and Peucker)."""
    limit = tolerance * tolerance
    kept = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        (ax, ay), (bx, by) = line[first], line[last]
        dx, dy = bx - ax, by - ay
        length = dx * dx + dy * dy
        farthest, at = -1.0, first
        for i in range(first + 1, last):
            px, py = line[i][0] - ax, line[i][1] - ay
            along = px * dx + py * dy
            if length == 0 or along <= 0:
                gap: float = px * px + py * py
            elif along >= length:
                gap = (px - dx) ** 2 + (py - dy) ** 2
            else:
                gap = (px * dy - py * dx) ** 2 / length
            if gap > farthest:
                farthest, at = gap, i
        if farthest > limit:
            kept.add(at)
            spans += [(first, at), (at, last)]
    return [line[i] for i in sorted(kept)]


def trim(line: Sequence[Dot], window: Window) -> list[Dot]:
    """The line with each stretch beyond one side of the window drawn straight.

    Inside the window nothing changes, neither for a stroke nor for the fill of a ring: a stretch and its chord lie beyond the same side.
    """
    left, top, right, bottom = window
    kept = [line[0]]
    last, last_side = line[0], window.side(line[0])
    shared = last_side
    for dot in line[1:]:
        x, y = dot
        side = 0 if left <= x <= right and top <= y <= bottom else window.side(dot)
        if not shared & side:
            if kept[-1] is not last:
                kept.append(last)
            shared = last_side
            if not shared & side:
                kept.append(dot)
                shared = side
        shared &= side
        last, last_side = dot, side
    if kept[-1] is not last:
        kept.append(last)
    return kept


def beyond(line: Sequence[Dot], window: Window) -> bool:
    """Whether the whole line lies beyond one side of the window."""
    shared = 15
    for dot in line:
        shared &= window.side(dot)
        if not shared:
            return False
    return True
