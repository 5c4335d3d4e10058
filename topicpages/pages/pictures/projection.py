"""From degrees to a flat picture and back, and polygons cut to a window and thinned."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, cos, fsum, hypot, radians, sin

Point = tuple[float, float]
TRIANGLE = 3  # the least number of points that enclose something

_LEAST_CURVE = 0.2  # nearer to the equator a cone is as good as a cylinder
_WIDEST = 110.0  # degrees of longitude that a cone shows well


@dataclass(frozen=True, slots=True)
class Projection:
    """An equidistant conic, or cylindric, projection; results are in degrees of a meridian, north is up.

    Distances along meridians are true, and near the middle those across them too.
    """

    middle: Point
    """Longitude and latitude of the middle."""
    curve: float
    """How much meridians lean together; nought makes a cylinder."""
    apex: float
    """Radius, in degrees, of the parallel through the middle."""

    @classmethod
    def around(cls, west: float, south: float, east: float, north: float) -> "Projection":
        """Return the projection that shows that area best."""
        middle = ((west + east) / 2, (south + north) / 2)
        first, second = (radians(south + (north - south) * share) for share in (1 / 6, 5 / 6))
        curve = (cos(first) - cos(second)) / (second - first) if second > first else sin(first)
        if abs(curve) < _LEAST_CURVE or east - west > _WIDEST:
            return cls(middle, 0, cos(radians(middle[1])))
        return cls(middle, curve, cos(first) / curve / radians(1) + first / radians(1) - middle[1])

    def flat(self, longitude: float, latitude: float) -> Point:
        """Return where a place lies, relative to the middle."""
        along, up = longitude - self.middle[0], latitude - self.middle[1]
        if not self.curve:
            return along * self.apex, up
        radius, angle = self.apex - up, radians(self.curve * along)
        return radius * sin(angle), self.apex - radius * cos(angle)

    def degrees(self, x: float, y: float) -> Point:
        """Return longitude and latitude of a point of the picture."""
        if not self.curve:
            return self.middle[0] + x / self.apex, self.middle[1] + y
        turned = 1 if self.curve > 0 else -1
        radius = turned * hypot(x, self.apex - y)
        angle = atan2(turned * x, turned * (self.apex - y))
        return self.middle[0] + angle / radians(1) / self.curve, self.middle[1] + self.apex - radius


@dataclass(frozen=True, slots=True)
class Window:
    """A rectangle; both axes grow from the first corner to the second."""

    left: float
    low: float
    right: float
    high: float

    @classmethod
    def over(cls, points: Sequence[Point]) -> "Window":
        """Return the least rectangle that holds ``points``."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return cls(min(xs), min(ys), max(xs), max(ys))

    def grown(self, margin: float) -> "Window":
        """Return it with ``margin`` more on every side."""
        return Window(self.left - margin, self.low - margin, self.right + margin, self.high + margin)

    def meets(self, other: "Window") -> bool:
        """Tell whether both have a point in common."""
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.low <= other.high
            and other.low <= self.high
        )

    def border(self, parts: int = 16) -> Iterator[Point]:
        """Yield points all the way round, in order, ``parts`` to a side."""
        across, up = (self.right - self.left) / parts, (self.high - self.low) / parts
        yield from ((self.left + across * part, self.low) for part in range(parts))
        yield from ((self.right, self.low + up * part) for part in range(parts))
        yield from ((self.right - across * part, self.high) for part in range(parts))
        yield from ((self.left, self.high - up * part) for part in range(parts))

    def nearest(self, point: Point) -> Point:
        """Return the point of it that is nearest to ``point``."""
        return min(max(point[0], self.left), self.right), min(max(point[1], self.low), self.high)


def clipped(ring: Sequence[Point], window: Window) -> list[Point]:
    """Return the part of a ring that lies in ``window``, edges along its border included."""
    sides = ((0, window.left, 1), (0, window.right, -1), (1, window.low, 1), (1, window.high, -1))
    kept = list(ring)
    for axis, limit, direction in sides:
        kept = _one_side(kept, axis, limit, direction)
    return kept


def _one_side(ring: list[Point], axis: int, limit: float, direction: int) -> list[Point]:
    insides = [(point[axis] - limit) * direction >= 0 for point in ring]
    if all(insides):
        return ring
    kept: list[Point] = []
    for index, point in enumerate(ring):
        if insides[index] is not insides[index - 1]:
            before = ring[index - 1]
            share = (limit - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + (point[1 - axis] - before[1 - axis]) * share
            kept.append((limit, other) if axis == 0 else (other, limit))
        if insides[index]:
            kept.append(point)
    return kept


def thinned(ring: Sequence[Point], tolerance: float) -> list[Point]:
    """Return ``ring`` without points that lie nearer than ``tolerance`` to the line without them."""
    if len(ring) <= TRIANGLE:
        return list(ring)
    far = max(range(len(ring)), key=lambda index: _distance(ring[index], ring[0], ring[0]))
    kept = {0, far, len(ring) - 1}
    ranges = [(0, far), (far, len(ring) - 1)]
    while ranges:
        first, last = ranges.pop()
        inner = range(first + 1, last)
        worst = max(inner, key=lambda index: _distance(ring[index], ring[first], ring[last]), default=first)
        if worst != first and _distance(ring[worst], ring[first], ring[last]) > tolerance:
            kept.add(worst)
            ranges += [(first, worst), (worst, last)]
    return [ring[index] for index in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = hypot(x2 - x1, y2 - y1)
    if not length:
        return hypot(x - x1, y - y1)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length


def area(ring: Sequence[Point]) -> float:
    """Return how much a ring encloses."""
    corners = zip(ring, (*ring[1:], *ring[:1]), strict=True)
    return abs(fsum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in corners)) / 2


def outline(
    rings: Sequence[Sequence[Point]], project: Callable[[Point], Point], *, window: Window, tolerance: float
) -> str:
    """Return path data of ``rings`` projected, cut to ``window``, thinned, in tenths; specks are left out."""
    parts = []
    for ring in rings:
        shape = thinned(clipped([project(point) for point in ring], window), tolerance)
        if len(shape) >= TRIANGLE and area(shape) > 3 * tolerance:
            parts.append(_path(shape))
    return "".join(parts)


def _path(ring: Sequence[Point]) -> str:
    tenths = [(round(x * 10), round(y * 10)) for x, y in ring]
    steps = [(x - x0, y - y0) for (x0, y0), (x, y) in pairwise(tenths)]
    (x, y), *_ = tenths
    joined = "".join(f"{_tenth(dx)}{'' if dy < 0 else ' '}{_tenth(dy)} " for dx, dy in steps)
    return f"M{_tenth(x)} {_tenth(y)}l{joined.strip().replace(' -', '-')}Z"


def _tenth(value: int) -> str:
    whole, tenth = divmod(abs(value), 10)
    text = f"{whole}.{tenth}" if tenth else str(whole)
    return f"-{text}" if value < 0 else text
