"""What a map shows of the world: which part, how large, and the lines and words that tell where it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import hypot

from topicpages.pages.markdown import Safe
from topicpages.pages.pictures.frame import Canvas, lettering
from topicpages.pages.pictures.land import land
from topicpages.pages.pictures.projection import Point, Projection, Window, outline, thinned
from topicpages.pages.pictures.svg import element, number, together

LOCATOR = (168.0, 84.0)  # size of the small map of the world
HALF_TURN = 180
_LEAST_SPAN = 4.0  # degrees that a map shows at least
_KM_PER_DEGREE = 111.2
_STEPS = (1, 2, 5, 10, 20, 30, 45)  # degrees between lines
_MOST_LINES = 7
_ROUND_KM = (5000, 2000, 1000, 500, 200, 100, 50, 20)
_LONGEST_BAR = 90.0
# No degrees are written nearer than this to the upper and lower, left and right ends of the frame.
_CORNERS = (20.0, 30.0, 50.0, 120.0)


def span(points: Sequence[Point]) -> float:
    """Return how many degrees ``points`` stretch over, from corner to corner."""
    box = Window.over(points)
    return max(hypot(box.right - box.left, box.high - box.low), _LEAST_SPAN)


@dataclass(frozen=True, slots=True)
class View:
    """A window on the world: ``frame`` is in units of the drawing, ``middle`` in those of the projection."""

    projection: Projection
    middle: Point
    per_degree: float
    frame: Window

    @classmethod
    def of(cls, points: Sequence[Point], canvas: Canvas) -> "View":
        """Return the view that shows ``points`` (longitude, latitude) with room around them."""
        box = Window.over(points)
        projection = Projection.around(box.left, max(box.low, -80), box.right, min(box.high, 80))
        flat = Window.over([projection.flat(*point) for point in points])
        across, up = (max(size, _LEAST_SPAN) for size in (flat.right - flat.left, flat.high - flat.low))
        margin, least, most = (44, 0.85, 1.3) if canvas.narrow else (64, 0.5, 0.8)
        room = canvas.width - 2 * margin
        wanted = up / across * room + 2 * margin
        height = round(min(max(wanted, least * canvas.width), most * canvas.width))
        return cls(
            projection,
            ((flat.left + flat.right) / 2, (flat.low + flat.high) / 2),
            min(room / across, (height - 2 * margin) / up),
            Window(0, 0, canvas.width, height),
        )

    def at(self, point: Point) -> Point:
        """Return where longitude and latitude lie in the drawing."""
        x, y = self.projection.flat(*point)
        return (
            self.frame.right / 2 + (x - self.middle[0]) * self.per_degree,
            self.frame.high / 2 - (y - self.middle[1]) * self.per_degree,
        )

    def degrees(self, point: Point) -> Point:
        """Return longitude and latitude of a point of the drawing."""
        return self.projection.degrees(
            self.middle[0] + (point[0] - self.frame.right / 2) / self.per_degree,
            self.middle[1] - (point[1] - self.frame.high / 2) / self.per_degree,
        )

    @property
    def seen(self) -> Window:
        """The degrees that it shows, and a little more."""
        return Window.over([self.degrees(point) for point in self.frame.grown(6).border()])


@lru_cache(maxsize=8)
def shores(view: View) -> Safe:
    """Return the land that ``view`` shows."""
    path = outline(land(view.seen.grown(1)), view.at, window=view.frame.grown(4), tolerance=0.9)
    return element("path", d=path, fill_rule="evenodd", class_="pic-land")


def graticule(view: View) -> Iterator[Safe]:
    """Yield meridians and parallels, with their degrees where they meet the left and lower edge."""
    seen = view.seen
    step = next((step for step in _STEPS if (seen.high - seen.low) / step <= _MOST_LINES), _STEPS[-1])
    for latitude in range(-90 + step, 90, step):
        if seen.low < latitude < seen.high:
            line = _run(view, (seen.left, latitude), (seen.right, latitude))
            yield from (_line(line), *_at_left(view, line, _north(latitude)))
    for longitude in range(-540, 541, step):
        if seen.left < longitude < seen.right:
            line = _run(view, (longitude, seen.low), (longitude, seen.high))
            yield from (_line(line), *_below(view, line, _east(longitude)))


def _run(view: View, start: Point, end: Point, parts: int = 48) -> list[Point]:
    steps = (part / parts for part in range(parts + 1))
    return [
        view.at((start[0] + (end[0] - start[0]) * step, start[1] + (end[1] - start[1]) * step))
        for step in steps
    ]


def _line(points: Sequence[Point]) -> Safe:
    joined = "L".join(f"{number(x)} {number(y)}" for x, y in thinned(points, 0.5))
    return element("path", d=f"M{joined}", class_="pic-grid")


def _at_left(view: View, line: Sequence[Point], words: str) -> Iterator[Safe]:
    for (x1, y1), (x2, y2) in pairwise(line):
        y = y1 + (y2 - y1) * -x1 / (x2 - x1) if x1 <= 0 < x2 else 0
        if _CORNERS[0] < y < view.frame.high - _CORNERS[1]:
            yield lettering(words, (5, y - 4), size=11.5, look="pic-soft pic-halo")


def _below(view: View, line: Sequence[Point], words: str) -> Iterator[Safe]:
    low = view.frame.high
    for (x1, y1), (x2, y2) in pairwise(line):
        x = x1 + (x2 - x1) * (low - y1) / (y2 - y1) if y1 > low >= y2 else 0
        if _CORNERS[2] < x < view.frame.right - _CORNERS[3]:
            yield lettering(words, (x + 4, low - 6), size=11.5, look="pic-soft pic-halo")


def _north(latitude: int) -> str:
    return f"{abs(latitude)}°" + (" N" if latitude > 0 else " S" if latitude < 0 else "")


def _east(longitude: int) -> str:
    turned = (longitude + HALF_TURN) % (2 * HALF_TURN) - HALF_TURN
    return f"{abs(turned)}°" + (" E" if turned > 0 else " W" if -HALF_TURN < turned < 0 else "")


def scale_bar(view: View) -> Safe:
    """Return a bar of round kilometres in the lower right corner."""
    lengths = ((km, km / _KM_PER_DEGREE * view.per_degree) for km in _ROUND_KM)
    km, long = next(((km, long) for km, long in lengths if long <= _LONGEST_BAR or km == _ROUND_KM[-1]))
    right, low = view.frame.right - 12, view.frame.high - 12
    bar = f"M{right - long:.1f} {low - 5:.1f}v5h{long:.1f}v-5"
    words = lettering(f"{km:,} km", (right - long / 2, low - 7), size=11.5, anchor="middle", look="pic-halo")
    return together((element("path", d=bar, class_="pic-rule"), words))


def locator(view: View, beyond: Sequence[Point]) -> Iterator[Safe]:
    """Yield the small map: land, the window of the large one, and what lies ``beyond`` it."""
    middle = round(view.projection.middle[0])
    yield element("rect", x=0, y=0, width=LOCATOR[0], height=LOCATOR[1], class_="pic-water")
    yield element("path", d=_world_outline(middle), fill_rule="evenodd", class_="pic-land")
    corners = [_in_world(view.degrees(point), middle) for point in view.frame.border(8)]
    path = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in corners) + "Z"
    yield element("path", d=path, class_="pic-rule pic-2")
    for longitude, latitude in beyond:
        turned = middle + (longitude - middle + HALF_TURN) % (2 * HALF_TURN) - HALF_TURN
        x, y = _in_world((turned, latitude), middle)
        yield element("circle", cx=x, cy=y, r=3.5, class_="pic-fill pic-2")


def _in_world(point: Point, middle: float) -> Point:
    """Return where degrees lie in the small map, at its edge if beyond: it shows 84° N to 56° S."""
    across, up = LOCATOR
    x, y = across / 2 + (point[0] - middle) / (2 * HALF_TURN) * across, (84 - point[1]) / 140 * up
    return min(max(x, 0), across), min(max(y, 0), up)


@lru_cache(maxsize=8)
def _world_outline(middle: int) -> str:
    world = land(Window(middle - HALF_TURN, -56, middle + HALF_TURN, 84), smallest=2)
    window = Window(0, 0, *LOCATOR)
    return outline(world, lambda point: _in_world(point, middle), window=window, tolerance=0.8)
