"""A map of places on land without borders: a border on a map takes a side, so none is drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot, sqrt

from topicpages.pages import markdown
from topicpages.pages.markdown import Safe
from topicpages.pages.pictures.frame import (
    Canvas,
    Caption,
    Drawing,
    Picture,
    Table,
    drawn,
    linked_lettering,
    paragraph,
)
from topicpages.pages.pictures.land import CREDIT
from topicpages.pages.pictures.lettering import fitted, width
from topicpages.pages.pictures.mapview import (
    HALF_TURN,
    LOCATOR,
    View,
    graticule,
    locator,
    scale_bar,
    shores,
    span,
)
from topicpages.pages.pictures.placing import Tag, placed, spread
from topicpages.pages.pictures.projection import Point, Window
from topicpages.pages.pictures.svg import element, together


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place with its position, about; ``count`` is how many claims name it, ``label`` goes to the table.

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
_FEW = 3  # places that are all shown
_LARGEST_MARK = 9.0
_HIGH = 17.0  # of a label
_FAR = 8.0  # from a mark to a label that needs a line to it


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
    points = _unwrapped(places)
    near = set(_near(places, points))
    shown = [(places[index], points[index]) for index in sorted(near)]
    beyond = [place for index, place in enumerate(places) if index not in near]
    return Picture(drawn(caption, lambda canvas: _drawing(shown, beyond, caption, canvas)), table)


def _position(place: MapPlace) -> str:
    north, east = "N" if place.lat >= 0 else "S", "E" if place.lon >= 0 else "W"
    return f"{abs(place.lat):.1f}° {north}, {abs(place.lon):.1f}° {east}"


def _unwrapped(places: Sequence[MapPlace]) -> list[Point]:
    """Return longitude and latitude of each, cut where there is the widest room between longitudes."""
    longitudes = sorted({place.lon for place in places})
    following = (*longitudes[1:], longitudes[0] + 2 * HALF_TURN)
    start = max((after - before, after) for before, after in zip(longitudes, following, strict=True))[1]
    start -= 2 * HALF_TURN if start > HALF_TURN else 0
    return [(place.lon if place.lon >= start else place.lon + 2 * HALF_TURN, place.lat) for place in places]


def _near(places: Sequence[MapPlace], points: Sequence[Point]) -> list[int]:
    """Return which of ``places`` the map shows: all but those without which it could be twice as large.

    A place that more claims name than the average is always shown.
    """
    kept = list(range(len(points)))
    average = sum(place.count for place in places) / len(places)
    while len(kept) > max(_FEW, len(points) * 2 / 3 + 1):
        spans = {
            out: span([points[index] for index in kept if index != out])
            for out in kept
            if places[out].count <= average
        }
        best = min(spans, key=lambda out: (spans[out], out), default=None)
        if best is None or spans[best] > 0.5 * span([points[index] for index in kept]):
            break
        kept.remove(best)
    return kept


def _drawing(
    shown: Sequence[tuple[MapPlace, Point]], beyond: Sequence[MapPlace], caption: Caption, canvas: Canvas
) -> Drawing:
    view = View.of([point for _, point in shown], canvas)
    clip = canvas.id(caption, "frame")
    wide, high = view.frame.right, view.frame.high
    edge = element("clipPath", element("rect", x=0, y=0, width=wide, height=high), id=markdown.anchor(clip))
    inside = element(
        "g",
        element("rect", x=0, y=0, width=wide, height=high, class_="pic-water"),
        shores(view),
        *graticule(view),
        clip_path=f"url(#{clip})",
    )
    border = element("rect", x=0.5, y=0.5, width=wide - 1, height=high - 1, class_="pic-axis")
    below, height = _below([place for place, _ in shown], beyond, view, canvas)
    marks = (element("defs", edge), inside, border, scale_bar(view), *_marks(shown, view, canvas), below)
    linked = any(place.url for place in (*beyond, *(place for place, _ in shown)))
    return Drawing(together(marks), high + height, linked=linked)


def _marks(shown: Sequence[tuple[MapPlace, Point]], view: View, canvas: Canvas) -> Iterator[Safe]:
    """Yield marks first, then names, so that no mark covers a name."""
    names = [_name(place, canvas) for place, _ in shown]
    middles = spread([(view.at(point), _radius(place)) for place, point in shown])
    tags = [
        Tag(middle, _radius(place), width(name, _SIZE, bold=True) + 2, _HIGH)
        for (place, _), middle, name in zip(shown, middles, names, strict=True)
    ]
    spots = placed(tags, view.frame.grown(-5))
    for (place, _), tag, spot in zip(shown, tags, spots, strict=True):
        yield from _pointer(tag, spot)
        look = "pic-ring pic-2" if place.wide_area else "pic-dot pic-2"
        yield element("circle", cx=tag.mark[0], cy=tag.mark[1], r=tag.radius, class_=look)
    for (place, _), name, spot in zip(shown, names, spots, strict=True):
        yield linked_lettering(name, (spot.left + 1, spot.low + 13), url=place.url, look="pic-halo")


def _name(place: MapPlace, canvas: Canvas) -> str:
    return fitted(place.name, canvas.width * 0.4, _SIZE, bold=True)


def _radius(place: MapPlace) -> float:
    return min(4 + sqrt(max(place.count - 1, 0)), _LARGEST_MARK)


def _pointer(tag: Tag, spot: Window) -> Iterator[Safe]:
    """Yield the line from a mark to a label that stands off."""
    (x1, y1), x2, y2 = tag.mark, *spot.grown(-3).nearest(tag.mark)
    if hypot(x2 - x1, y2 - y1) > tag.radius + _FAR:
        yield element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_="pic-rule")


def _below(
    shown: Sequence[MapPlace], beyond: Sequence[MapPlace], view: View, canvas: Canvas
) -> tuple[Safe, float]:
    """Return the small map of the world and, beside it, what signs mean and who lies beyond."""
    top = view.frame.high + 10
    located = bool(beyond) or view.seen.right - view.seen.left < HALF_TURN
    left = LOCATOR[0] + 14 if located else 0
    room = canvas.width - left
    note = paragraph(_explained((*shown, *beyond)), room, size=12, look="pic-soft", lines=8)
    marks = [note.at(left, top)]
    if located:
        world = locator(view, [(place.lon, place.lat) for place in beyond])
        marks.append(element("g", *world, transform=f"translate(0 {top:.1f})"))
    low = top + note.height + 6
    for place in beyond:
        line = paragraph(f"Beyond this map: {_name(place, canvas)}", room, bold=True, url=place.url)
        marks.append(line.at(left, low))
        low += max(line.height, 24)
    return together(marks), max(low, top + LOCATOR[1] if located else 0) + 8 - view.frame.high


def _explained(places: Sequence[MapPlace]) -> str:
    words = ["No borders are drawn. Positions are approximate."]
    if any(place.wide_area for place in places):
        words.append("A ring stands in a sea or region.")
    if len({place.count for place in places}) > 1:
        words.append("Larger marks: more claims.")
    return " ".join((*words, f"{CREDIT}."))
