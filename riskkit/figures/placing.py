"""Labels beside points so that none covers another: the first free of a few places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LINE = 15.0
HALF_WIDTH = 6.3
_PLACES = (
    (2, 14, "left"),
    (2, -14, "left"),
    (-2, 14, "right"),
    (-2, -14, "right"),
    (10, 0, "left"),
    (-10, 0, "right"),
    (10, 26, "left"),
    (10, -26, "left"),
    (-10, 26, "right"),
    (-10, -26, "right"),
    (10, 39, "left"),
    (10, -39, "left"),
    (-10, 39, "right"),
    (-10, -39, "right"),
    (10, 52, "left"),
    (10, -52, "left"),
    (-10, 52, "right"),
    (-10, -52, "right"),
    (10, 65, "left"),
    (10, -65, "left"),
)


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels, y upwards."""

    x0: float
    y0: float
    x1: float
    y1: float

    def overlap(self, other: Box) -> float:
        """Return the area that both cover."""
        across = min(self.x1, other.x1) - max(self.x0, other.x0)
        up = min(self.y1, other.y1) - max(self.y0, other.y0)
        return max(across, 0.0) * max(up, 0.0)


@dataclass(frozen=True)
class Place:
    """Where a label stands: offset from its point in pixels, its side, and what it covers."""

    dx: float
    dy: float
    anchor: str
    covered: float = 0


def place_labels(
    points: Sequence[tuple[float, float]],
    widths: Sequence[float],
    size: tuple[float, float],
    *,
    taken: Sequence[Box] = (),
) -> list[Place]:
    """Place one label beside each point.

    Parameters
    ----------
    points : pixels from the lower left corner of the plot
    widths : of each label in half-width characters
    size : of the plot in pixels
    taken : areas that labels should leave free

    Returns
    -------
    list of Place
        In the order of the points; where nothing is free, the place that covers least.
    """
    used = [*taken, *(Box(x - 5, y - 5, x + 5, y + 5) for x, y in points)]
    places = []
    for (x, y), wide in zip(points, widths, strict=True):
        best = min(_PLACES, key=lambda p: _cost(_box(x, y, p, wide), used, size, p))
        box = _box(x, y, best, wide)
        places.append(Place(*best, covered=sum(box.overlap(other) for other in used)))
        used.append(box)
    return places


def _box(x: float, y: float, place: tuple[int, int, str], wide: float) -> Box:
    dx, dy, anchor = place
    length = wide * HALF_WIDTH
    left = x + dx if anchor == "left" else x + dx - length
    return Box(left, y + dy - LINE / 2, left + length, y + dy + LINE / 2)


def _cost(
    box: Box, used: Sequence[Box], size: tuple[float, float], place: tuple[int, int, str]
) -> float:
    inside = Box(0, 0, *size)
    area = (box.x1 - box.x0) * (box.y1 - box.y0)
    outside = area - box.overlap(inside)
    covered = sum(box.overlap(other) for other in used)
    return 6 * outside + 4 * covered + abs(place[1]) * 2 + (place[2] == "right") * 1.0
