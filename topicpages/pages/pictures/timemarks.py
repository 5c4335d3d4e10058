"""The signs of a timeline: its axis with ticks and breaks, days and spans on it, and the lines to words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from topicpages.pages import markdown
from topicpages.pages.markdown import Safe
from topicpages.pages.pictures.frame import Canvas, in_rows, lettering
from topicpages.pages.pictures.lettering import width
from topicpages.pages.pictures.svg import element, together
from topicpages.pages.pictures.timescale import Gap, Scale


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """Something that happened: ``when`` is its date in words, ``lower`` and ``upper`` its first and last day.

    ``lasting``: it went on from the one to the other. Else it happened on a day in between that is not
    known more exactly. ``approximate``: the days themselves are about right only.
    """

    label: str
    when: str
    lower: date
    upper: date
    approximate: bool = False
    lasting: bool = False
    topic: str = ""
    standing: str = ""
    url: str = ""

    @property
    def one_day(self) -> bool:
        """Whether it is known to the day."""
        return self.lower == self.upper


@dataclass(frozen=True, slots=True)
class Columns:
    """Where things stand, from the left."""

    ticks: float  # right edge of the scale's words
    axis: float
    lanes: tuple[float, ...]  # left edges of the spans
    lead: float  # where lines to the words end
    when: float
    label: float
    when_room: float
    label_room: float


WIDE = Columns(50, 60, (73, 84, 95), 140, 148, 288, 130, 400)
NARROW = Columns(38, 45, (55, 63, 71), 92, 98, 98, 242, 242)
_SPAN_WIDTH = 6.0
_DOT = 4.5
_SHORTEST_SPAN = 8.0


def _ends(event: TimelineEvent, time: Scale) -> tuple[float, float]:
    """Return upper and lower edge of a mark."""
    upper, lower = time.at(event.lower.toordinal()), time.at(event.upper.toordinal() + 1)
    middle = (upper + lower) / 2
    if event.one_day:
        return middle - _DOT, middle + _DOT
    if lower - upper < _SHORTEST_SPAN:
        return middle - _SHORTEST_SPAN / 2, middle + _SHORTEST_SPAN / 2
    return upper, lower


def lanes(events: Sequence[TimelineEvent], time: Scale, columns: Columns) -> Iterator[float]:
    """Yield the middle of each mark: days on the scale, others in the first lane that is free there."""
    free_from = [float("-inf")] * len(columns.lanes)
    for event in events:
        if event.one_day and not event.approximate:
            yield columns.axis
            continue
        upper, lower = _ends(event, time)
        lane = next((lane for lane, free in enumerate(free_from) if free <= upper), len(free_from) - 1)
        free_from[lane] = lower + 3
        yield columns.lanes[lane]


def mark(event: TimelineEvent, time: Scale, lane: float, soft: str) -> Safe:
    """Return the sign of an event on the scale; ``soft`` is the id of ``fading``."""
    upper, lower = _ends(event, time)
    if event.one_day:
        look = "pic-ring pic-1" if event.approximate else "pic-fill pic-1"
        return element("circle", cx=lane, cy=(upper + lower) / 2, r=_DOT, class_=look)
    sharp = event.lasting and not event.approximate
    return element(
        "rect",
        x=lane - _SPAN_WIDTH / 2,
        y=upper,
        width=_SPAN_WIDTH,
        height=lower - upper,
        rx=None if sharp else _SPAN_WIDTH / 2,
        class_="pic-fill pic-1" if sharp else None,
        fill=None if sharp else f"url(#{soft})",
    )


def lead(
    event: TimelineEvent, time: Scale, lane: float, *, words: tuple[float, float], columns: Columns
) -> Safe:
    """Return the line from a mark to its words, and the line along these: ``words`` are their edges.

    It leaves from the middle of a mark, or near the beginning of what lasts, and arrives where it is nearest.
    """
    upper, lower = _ends(event, time)
    height = upper + 4 if event.lasting else (upper + lower) / 2
    start = lane + _DOT + 2
    top, bottom = words[0] + 4, max(words[1] - 8, words[0] + 14)
    arrival = min(max(height, top + 5), bottom - 5)
    line = f"M{start:.1f} {height:.1f}L{columns.lead - 6:.1f} {arrival:.1f}H{columns.lead:.1f}"
    return element("path", d=f"{line}M{columns.lead:.1f} {top:.1f}V{bottom:.1f}", class_="pic-axis")


def axis(time: Scale, columns: Columns) -> Iterator[Safe]:
    """Yield the scale: its line, its ticks with words, and its breaks."""
    for stretch in time.stretches:
        yield element(
            "line", x1=columns.axis, y1=stretch.top, x2=columns.axis, y2=stretch.bottom, class_="pic-axis"
        )
    for tick in time.ticks:
        long = 5 if tick.major else 3
        yield element(
            "line", x1=columns.axis - long, y1=tick.at, x2=columns.axis, y2=tick.at, class_="pic-axis"
        )
        look = None if tick.major else "pic-soft"
        if tick.text:
            yield lettering(tick.text, (columns.ticks, tick.at + 4), size=11.5, anchor="end", look=look)
        if tick.year:
            yield lettering(tick.year, (columns.ticks, tick.at + 17), size=11.5, anchor="end")
    for gap in time.gaps:
        yield from _broken(gap, columns)


def _broken(gap: Gap, columns: Columns) -> Iterator[Safe]:
    """Yield the break of the scale: two strokes across it, and the time that it leaves out."""
    middle = (gap.top + gap.bottom) / 2
    x = columns.axis
    strokes = f"M{x - 6:.1f} {middle:.1f}l12-4M{x - 6:.1f} {middle + 5:.1f}l12-4"
    ends = f"M{x:.1f} {gap.top:.1f}V{middle - 3:.1f}M{x:.1f} {middle + 4:.1f}V{gap.bottom:.1f}"
    yield element("path", d=ends + strokes, class_="pic-axis")
    if gap.text:
        yield lettering(f"{gap.text} between", (columns.when, middle + 5), size=12, look="pic-soft")


def fading(name: str) -> Safe:
    """Return what spans with soft ends are filled with, under the id ``name``."""
    stops = ((0, 0.12), (0.3, 1), (0.7, 1), (1, 0.12))
    return element(
        "linearGradient",
        *(
            element("stop", offset=str(at), stop_color="currentColor", stop_opacity=str(shown))
            for at, shown in stops
        ),
        id=markdown.anchor(name),
        class_="pic-1",
        x1=0,
        y1=0,
        x2=0,
        y2=1,
    )


def legend(events: Sequence[TimelineEvent], top: float, canvas: Canvas, soft: str) -> tuple[Safe, float]:
    """Return what the marks in use mean, and how high that is."""
    days = [event for event in events if event.one_day]
    spans = [event for event in events if not event.one_day]
    dot = {"cx": 6.0, "cy": 8.0, "r": _DOT}
    bar = {"x": 3.0, "y": 0.0, "width": _SPAN_WIDTH, "height": 16.0}
    kinds = (
        (
            any(not e.approximate for e in days),
            element("circle", **dot, class_="pic-fill pic-1"),
            "on that day",
        ),
        (
            any(e.approximate for e in days),
            element("circle", **dot, class_="pic-ring pic-1"),
            "about that day",
        ),
        (
            any(e.approximate or not e.lasting for e in spans),
            element("rect", **bar, rx=_SPAN_WIDTH / 2, fill=f"url(#{soft})"),
            "some time within",
        ),
        (
            any(e.lasting and not e.approximate for e in spans),
            element("rect", **bar, class_="pic-fill pic-1"),
            "all that time",
        ),
    )
    used = [(mark, words) for present, mark, words in kinds if present]
    spots = in_rows([17 + width(words, 12) for _, words in used], canvas.width)
    shown = [
        element(
            "g",
            mark,
            lettering(words, (17, 12), size=12, look="pic-soft"),
            transform=f"translate({left:.1f} {top + row * 22:.1f})",
        )
        for (mark, words), (left, row) in zip(used, spots, strict=True)
    ]
    return together(shown), (spots[-1][1] + 1) * 22 + 2 if spots else 0
