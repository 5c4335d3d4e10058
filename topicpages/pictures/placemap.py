"""A map of places on land without borders: a border on a map takes a side, so none is drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import hypot, sqrt

from topicpages import markdown
from topicpages.markdown import Safe
from topicpages.pictures.frame import Canvas, Caption, Drawing, Picture, Table, drawn, lettering, linked_lettering, paragraph
from topicpages.pictures.land import CREDIT, land
from topicpages.pictures.lettering import fitted, width
from topicpages.pictures.placing import Tag, placed
from topicpages.pictures.projection import Point, Projection, Window, outline, thinned
from topicpages.pictures.svg import element, number, together


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place with its approximate position; ``label`` says what happened there, ``count`` how many claims name it.

    ``wide_area``: a sea or region, whose mark stands somewhere in its middle.
    """

    name: str
    lat: float
    lon: float
    label: str = ""
    url: str = ""
    count: int = 0
    wide_area: bool = False


_SIZE = 13
_LEAST_SPAN = 4.0  # degrees that a map shows at least
_KM_PER_DEGREE = 111.2
_HALF_THE_WORLD = 180
_LOCATOR = (168.0, 84.0)


def place_map(places: Sequence[MapPlace], *, caption: Caption) -> Picture:
    """Return a map fitted to ``places``, with a small one of the world below.

    A place far from all others would make the map small; up to a third of the places may so be beyond it.
    They are marked on the small map and named beside it.
    """
    table = Table(
        header=("Place", "What", "Position (approximate)", "Claims"),
        rows=tuple((place.name, place.label, _position(place), str(place.count)) for place in places),
        links=tuple(place.url for place in places),
    )
    if not places:
        return Picture(drawn(caption, lambda _: Drawing(Safe(), 1)), table)
    turned = _unwrapped(places)
    near = _near(turned)
    return Picture(drawn(caption, lambda canvas: _Map(places, turned, near, canvas).drawing(caption)), table)


def _position(place: MapPlace) -> str:
    north, east = "N" if place.lat >= 0 else "S", "E" if place.lon >= 0 else "W"
    return f"{abs(place.lat):.1f}° {north}, {abs(place.lon):.1f}° {east}"


def _unwrapped(places: Sequence[MapPlace]) -> list[Point]:
    """Return longitude and latitude of each, cut where there is the widest room between longitudes."""
    longitudes = sorted({place.lon for place in places})
    rooms = [
        (after - before, after)
        for before, after in zip(longitudes, (*longitudes[1:], longitudes[0] + 360), strict=True)
    ]
    start = max(rooms)[1]
    start -= 360 if start > 180 else 0
    return [(place.lon if place.lon >= start else place.lon + 360, place.lat) for place in places]


def _near(points: Sequence[Point]) -> list[int]:
    """Return which of ``points`` the map shows: all but those without which it could be half as large."""
    kept = list(range(len(points)))
    while len(kept) > max(3, len(points) * 2 / 3 + 1):
        spans = {out: _span([points[index] for index in kept if index != out]) for out in kept}
        best = min(spans, key=lambda out: (spans[out], out))
        if spans[best] > 0.6 * _span([points[index] for index in kept]):
            break
        kept.remove(best)
    return kept


def _span(points: Sequence[Point]) -> float:
    box = Window.over(points)
    return max(hypot(box.right - box.left, box.high - box.low), _LEAST_SPAN)


class _Map:
    """One drawing: what it shows, how large, and where."""

    def __init__(
        self, places: Sequence[MapPlace], points: Sequence[Point], near: Sequence[int], canvas: Canvas
    ) -> None:
        self.places, self.points, self.near, self.canvas = places, points, near, canvas
        box = Window.over([points[index] for index in near])
        self.projection = Projection.around(box.left, max(box.low, -80), box.right, min(box.high, 80))
        flat = Window.over([self.projection.flat(*points[index]) for index in near])
        margin = 44 if canvas.narrow else 64
        across, up = (max(size, _LEAST_SPAN) for size in (flat.right - flat.left, flat.high - flat.low))
        room = canvas.width - 2 * margin
        least, most = (0.85, 1.3) if canvas.narrow else (0.5, 0.8)
        self.height = round(min(max(up / across * room + 2 * margin, least * canvas.width), most * canvas.width))
        self.per_degree = min(room / across, (self.height - 2 * margin) / up)
        self.middle = ((flat.left + flat.right) / 2, (flat.low + flat.high) / 2)
        self.frame = Window(0, 0, canvas.width, self.height)

    def at(self, point: Point) -> Point:
        """Return where degrees lie in the drawing."""
        x, y = self.projection.flat(*point)
        return (
            self.canvas.width / 2 + (x - self.middle[0]) * self.per_degree,
            self.height / 2 - (y - self.middle[1]) * self.per_degree,
        )

    def degrees(self, x: float, y: float) -> Point:
        """Return longitude and latitude of a point of the drawing."""
        return self.projection.degrees(
            self.middle[0] + (x - self.canvas.width / 2) / self.per_degree,
            self.middle[1] - (y - self.height / 2) / self.per_degree,
        )

    def drawing(self, caption: Caption) -> Drawing:
        """Return the map and what stands below it."""
        clip = self.canvas.id(caption, "frame")
        seen = Window.over([self.degrees(*point) for point in self.frame.grown(6).border()])
        shores = outline(land(seen.grown(1)), self.at, window=self.frame.grown(4), tolerance=0.9)
        inside = element(
            "g",
            element("rect", x=0, y=0, width=self.canvas.width, height=self.height, class_="pic-water"),
            element("path", d=shores, fill_rule="evenodd", class_="pic-land"),
            *self._graticule(seen),
            clip_path=f"url(#{clip})",
        )
        frame = element("rect", x=0.5, y=0.5, width=self.canvas.width - 1, height=self.height - 1, class_="pic-axis")
        clipping = element(
            "clipPath",
            element("rect", x=0, y=0, width=self.canvas.width, height=self.height),
            id=markdown.anchor(clip),
        )
        below, height = self._below(seen)
        marks = (element("defs", clipping), inside, frame, self._scale_bar(), *self._marks(), below)
        return Drawing(together(marks), self.height + height, linked=any(place.url for place in self.places))

    def _marks(self) -> Iterator[Safe]:
        shown = [(self.places[index], self.at(self.points[index])) for index in self.near]
        names = [self._name(place) for place, _ in shown]
        tags = [
            Tag(at, _radius(place), width(name, _SIZE, bold=True) + 2, 17)
            for (place, at), name in zip(shown, names, strict=True)
        ]
        spots = placed(tags, self.frame.grown(-5))
        for (place, at), tag, spot in zip(shown, tags, spots, strict=True):
            yield from _pointer(at, tag.radius, spot)
            yield _mark(place, at)
        for (place, _), name, spot in zip(shown, names, spots, strict=True):
            yield linked_lettering(name, (spot.left + 1, spot.low + 13), url=place.url, look="pic-halo")

    def _name(self, place: MapPlace) -> str:
        return fitted(place.name, self.canvas.width * 0.4, _SIZE, bold=True)

    def _graticule(self, seen: Window) -> Iterator[Safe]:
        """Yield meridians and parallels, with their degrees where they meet the left and lower edge."""
        step = next(step for step in (1, 2, 5, 10, 20, 30, 45) if (seen.high - seen.low) / step <= 5 or step == 45)
        for latitude in range(-90 + step, 90, step):
            if seen.low < latitude < seen.high:
                line = [self.at((seen.left + (seen.right - seen.left) * part / 48, latitude)) for part in range(49)]
                yield _line(line)
                yield from self._degrees_at_left(line, _north(latitude))
        for longitude in range(-540, 541, step):
            if seen.left < longitude < seen.right:
                line = [self.at((longitude, seen.low + (seen.high - seen.low) * part / 48)) for part in range(49)]
                yield _line(line)
                yield from self._degrees_below(line, _east((longitude + 180) % 360 - 180))

    def _degrees_at_left(self, line: Sequence[Point], words: str) -> Iterator[Safe]:
        for (x1, y1), (x2, y2) in zip(line, line[1:], strict=False):
            if x1 <= 0 < x2:
                y = y1 + (y2 - y1) * -x1 / (x2 - x1)
                if 20 < y < self.height - 30:
                    yield lettering(words, (5, y - 4), size=11.5, look="pic-soft pic-halo")

    def _degrees_below(self, line: Sequence[Point], words: str) -> Iterator[Safe]:
        for (x1, y1), (x2, y2) in zip(line, line[1:], strict=False):
            if y1 > self.height >= y2:
                x = x1 + (x2 - x1) * (self.height - y1) / (y2 - y1)
                if 50 < x < self.canvas.width - 120:
                    yield lettering(words, (x + 4, self.height - 6), size=11.5, look="pic-soft pic-halo")

    def _scale_bar(self) -> Safe:
        km = next(
            km
            for km in (5000, 2000, 1000, 500, 200, 100, 50, 20)
            if km / _KM_PER_DEGREE * self.per_degree <= 90 or km == 20
        )
        long = km / _KM_PER_DEGREE * self.per_degree
        right, low = self.canvas.width - 12, self.height - 12
        return together(
            (
                element("path", d=f"M{right - long:.1f} {low - 5}v5h{long:.1f}v-5", class_="pic-rule"),
                lettering(f"{km:,} km", (right - long / 2, low - 7), size=11.5, anchor="middle", look="pic-halo"),
            )
        )

    def _below(self, seen: Window) -> tuple[Safe, float]:
        """Return the small map of the world and, beside it, what signs mean and who lies beyond."""
        top = self.height + 10
        beyond = [self.places[index] for index in range(len(self.places)) if index not in self.near]
        located = bool(beyond) or seen.right - seen.left < _HALF_THE_WORLD
        left = _LOCATOR[0] + 14 if located else 0
        room = self.canvas.width - left
        marks = []
        if located:
            marks.append(element("g", *self._world(beyond), transform=f"translate(0 {top})"))
        words = ["No borders are drawn. Positions are approximate."]
        if any(place.wide_area for place in self.places):
            words.append("A ring stands in a sea or region.")
        if len({place.count for place in self.places}) > 1:
            words.append("Larger marks: more claims.")
        note = paragraph(" ".join((*words, CREDIT + ".")), room, size=12, look="pic-soft", lines=8)
        marks.append(note.at(left, top))
        y = top + note.height + 6
        for place in beyond:
            line = paragraph(f"Beyond this map: {self._name(place)}", room, bold=True, url=place.url)
            marks.append(line.at(left, y))
            y += max(line.height, 22)
        return together(marks), max(y - self.height, _LOCATOR[1] + 14 if located else 0) + 4

    def _world(self, beyond: Sequence[MapPlace]) -> Iterator[Safe]:
        """Yield the small map: land, the window of the large one, and places outside of it."""
        middle = round(self.projection.middle[0])
        yield element("rect", x=0, y=0, width=_LOCATOR[0], height=_LOCATOR[1], class_="pic-water")
        yield element("path", d=_world_outline(middle), fill_rule="evenodd", class_="pic-land")
        corners = [_in_world(self.degrees(*point), middle) for point in _round(self.frame)]
        path = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in corners) + "Z"
        yield element("path", d=path, class_="pic-rule pic-2")
        for place in beyond:
            turned = middle + (place.lon - middle + 180) % 360 - 180
            x, y = _in_world((turned, place.lat), middle)
            yield element("circle", cx=x, cy=y, r=3.5, class_="pic-fill pic-2")


def _in_world(point: Point, middle: float) -> Point:
    """Return where degrees lie in the small map, at its edge if beyond."""
    across, up = _LOCATOR
    x, y = across / 2 + (point[0] - middle) / 360 * across, (84 - point[1]) / 140 * up
    return min(max(x, 0), across), min(max(y, 0), up)


@lru_cache(maxsize=8)
def _world_outline(middle: int) -> str:
    world = land(Window(middle - 180, -56, middle + 180, 84), smallest=2)
    window = Window(0, 0, *_LOCATOR)
    return outline(world, lambda point: _in_world(point, middle), window=window, tolerance=0.8)


def _north(latitude: int) -> str:
    return f"{abs(latitude)}°" + (" N" if latitude > 0 else " S" if latitude < 0 else "")


def _east(longitude: int) -> str:
    """Return degrees from -180 up to 180 (excluded) in words; the first and the middle have no side."""
    return f"{abs(longitude)}°" + (" E" if longitude > 0 else " W" if -180 < longitude < 0 else "")


def _round(window: Window) -> Iterator[Point]:
    """Yield points round ``window`` in order."""
    parts = 8
    across, up = (window.right - window.left) / parts, (window.high - window.low) / parts
    yield from ((window.left + across * part, window.low) for part in range(parts))
    yield from ((window.right, window.low + up * part) for part in range(parts))
    yield from ((window.right - across * part, window.high) for part in range(parts))
    yield from ((window.left, window.high - up * part) for part in range(parts))


def _radius(place: MapPlace) -> float:
    return min(4 + sqrt(max(place.count - 1, 0)), 9)


def _mark(place: MapPlace, at: Point) -> Safe:
    look = "pic-ring pic-2" if place.wide_area else "pic-dot pic-2"
    return element("circle", cx=at[0], cy=at[1], r=_radius(place), class_=look)


def _pointer(at: Point, radius: float, spot: Window) -> Iterator[Safe]:
    """Yield the line from a mark to a label that stands off."""
    x, y = min(max(at[0], spot.left), spot.right), min(max(at[1], spot.low + 3), spot.high - 3)
    if hypot(x - at[0], y - at[1]) > radius + 8:
        yield element("line", x1=at[0], y1=at[1], x2=x, y2=y, class_="pic-rule")


def _line(points: Sequence[Point]) -> Safe:
    joined = "L".join(f"{number(x)} {number(y)}" for x, y in thinned(points, 0.5))
    return element("path", d=f"M{joined}", class_="pic-grid")
