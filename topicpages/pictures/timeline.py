"""A timeline from top to bottom: days and spans on a scale, led to the words of each event beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from topicpages import markdown
from topicpages.markdown import Safe
from topicpages.pictures.frame import (
    Canvas,
    Caption,
    Drawing,
    Paragraph,
    Picture,
    Table,
    drawn,
    lettering,
    paragraph,
)
from topicpages.pictures.svg import element, together
from topicpages.pictures.timescale import Gap, Scale, Slot, scale


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


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where things stand, from the left."""

    ticks: float  # right edge of the scale's words
    axis: float
    lanes: tuple[float, ...]  # left edges of the spans
    lead: float  # where lines to the words end
    when: float
    label: float
    when_room: float
    label_room: float


_WIDE = _Columns(50, 60, (73, 84, 95), 140, 148, 288, 130, 400)
_NARROW = _Columns(38, 45, (55, 63, 71), 92, 98, 98, 242, 242)
_SPAN_WIDTH = 6.0
_DOT = 4.5
_ROW_GAP = 9.0
_BREAK = 30.0
_SHORTEST_SPAN = 8.0


@dataclass(frozen=True, slots=True)
class _Entry:
    """The words of one event."""

    event: TimelineEvent
    label: Paragraph
    under: Paragraph | None

    @property
    def height(self) -> float:
        # Never less than a finger needs.
        return max(self.label.height + (self.under.height if self.under else 0) + 6, 24)


@dataclass(frozen=True, slots=True)
class _Group:
    """Events of the same date: one mark on the scale, one line to the words."""

    first: TimelineEvent
    when: Paragraph
    entries: tuple[_Entry, ...]
    height: float

    @property
    def one_day(self) -> bool:
        return self.first.lower == self.first.upper

    @property
    def slot(self) -> Slot:
        """What it asks of the scale; a time that lasts counts where it begins, and runs through breaks."""
        lower = self.first.lower.toordinal()
        upper = lower if self.first.lasting else self.first.upper.toordinal()
        return Slot(lower, upper + 1, (lower + upper + 1) / 2, self.height)


def timeline(events: Sequence[TimelineEvent], *, caption: Caption, topics: Sequence[str] = ()) -> Picture:
    """Return ``events`` in the order of their days; equal dates share a mark.

    Where nothing happens for long, or too much at once, the scale is broken, and the break says how much
    time it leaves out. ``topics`` gives each topic its sign, in that order; topics that it leaves out
    follow in the order of events. Topics are not named where all events have the same one.
    """
    ordered = sorted(events, key=_order)
    signs = {topic: number for number, topic in enumerate(dict.fromkeys((*topics, *(e.topic for e in ordered))))}
    return Picture(drawn(caption, lambda canvas: _drawing(ordered, signs, caption, canvas)), table_of(ordered))


def _order(event: TimelineEvent) -> tuple[int, date, date, str, bool]:
    """Return what sorts events: a day or span by its middle, what lasts by its beginning."""
    lower = event.lower.toordinal()
    middle = lower * 2 + 1 if event.lasting else lower + event.upper.toordinal() + 1
    return middle, event.lower, event.upper, event.when, event.approximate


def table_of(events: Sequence[TimelineEvent]) -> Table:
    """Return ``events`` as rows, in the order given."""
    return Table(
        header=("When", "What", "Topic", "Standing"),
        rows=tuple((event.when, event.label, event.topic, event.standing) for event in events),
        links=tuple(event.url for event in events),
        linked=1,
    )


def sign(number: int, x: float, y: float) -> Safe:
    """Return the sign of topic ``number``, around that point: twelve differ in colour or shape."""
    colour = f"pic-fill pic-{number % 6 + 1}"
    if number // 6 % 2:
        return element("path", d=f"M{x:.1f} {y - 5:.1f}l5 5l-5 5l-5-5Z", class_=colour)
    return element("rect", x=x - 4, y=y - 4, width=8, height=8, rx=1.5, class_=colour)


def _drawing(
    events: Sequence[TimelineEvent], signs: dict[str, int], caption: Caption, canvas: Canvas
) -> Drawing:
    columns = _NARROW if canvas.narrow else _WIDE
    several = len({event.topic for event in events}) > 1
    groups = [
        _group(list(members), columns, canvas, several=several)
        for _, members in groupby(events, key=lambda event: (_order(event), event.lasting))
    ]
    if not groups:
        return Drawing(Safe(), 1)
    time = scale([group.slot for group in groups], top=6, gap=_BREAK, tolerance=70, smallest_tick=22)
    soft = canvas.id(caption, "soft")
    marks: list[Safe] = [element("defs", _fading(soft)), *_axis(time, columns)]
    for group, row, lane in zip(groups, time.tops, _lanes(groups, time, columns), strict=True):
        marks += [_lead(group.first, time, lane, row, columns), _mark(group.first, time, lane, soft)]
        marks.extend(_words(group, row, columns, canvas, signs if several else {}))
    bottom = time.stretches[-1].bottom + 8
    legend, height = _legend(events, bottom, canvas, soft)
    linked = any(event.url for event in events)
    return Drawing(together((*marks, legend)), bottom + height, linked=linked)


def _group(events: Sequence[TimelineEvent], columns: _Columns, canvas: Canvas, *, several: bool) -> _Group:
    entries = tuple(_entry(event, columns, several=several) for event in events)
    when = paragraph(events[0].when, columns.when_room, bold=True, lines=3)
    beside = sum(entry.height for entry in entries)
    height = when.height + 2 + beside if canvas.narrow else max(when.height, beside)
    return _Group(events[0], when, entries, height + _ROW_GAP)


def _entry(event: TimelineEvent, columns: _Columns, *, several: bool) -> _Entry:
    label = paragraph(event.label, columns.label_room, lines=6, url=event.url)
    room = columns.label_room - (14 if several else 0)
    words = " ·\u00a0".join(part for part in (event.topic if several else "", event.standing) if part)
    return _Entry(event, label, paragraph(words, room, size=12, look="pic-soft", lines=2) if words else None)


def _ends(event: TimelineEvent, time: Scale) -> tuple[float, float]:
    """Return upper and lower edge of a mark."""
    upper, lower = time.at(event.lower.toordinal()), time.at(event.upper.toordinal() + 1)
    middle = (upper + lower) / 2
    if event.lower == event.upper:
        return middle - _DOT, middle + _DOT
    if lower - upper < _SHORTEST_SPAN:
        return middle - _SHORTEST_SPAN / 2, middle + _SHORTEST_SPAN / 2
    return upper, lower


def _lanes(groups: Sequence[_Group], time: Scale, columns: _Columns) -> Iterator[float]:
    """Yield the middle of each mark: days on the scale, others in the first lane that is free there."""
    free_from = [float("-inf")] * len(columns.lanes)
    for group in groups:
        if group.one_day and not group.first.approximate:
            yield columns.axis
            continue
        upper, lower = _ends(group.first, time)
        lane = next((lane for lane, free in enumerate(free_from) if free <= upper), len(free_from) - 1)
        free_from[lane] = lower + 3
        yield columns.lanes[lane]


def _mark(event: TimelineEvent, time: Scale, lane: float, soft: str) -> Safe:
    upper, lower = _ends(event, time)
    if event.lower == event.upper:
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


def _lead(event: TimelineEvent, time: Scale, lane: float, row: float, columns: _Columns) -> Safe:
    """Return the line from a mark to its words: from the middle, or near the beginning of what lasts."""
    upper, lower = _ends(event, time)
    height = upper + 4 if event.lasting else (upper + lower) / 2
    start = lane + _DOT + 2
    words = row + 9
    return element(
        "path",
        d=f"M{start:.1f} {height:.1f}L{columns.lead - 8:.1f} {words:.1f}H{columns.lead:.1f}",
        class_="pic-axis",
    )


def _words(
    group: _Group, top: float, columns: _Columns, canvas: Canvas, signs: dict[str, int]
) -> Iterator[Safe]:
    yield group.when.at(columns.when, top)
    if canvas.narrow:
        top += group.when.height + 2
    for entry in group.entries:
        words = [entry.label.at(columns.label, top)]
        if entry.under:
            under = top + entry.label.height
            if signs:
                words.append(sign(signs[entry.event.topic], columns.label + 5, under + entry.under.leading / 2))
            words.append(entry.under.at(columns.label + (14 if signs else 0), under))
        yield together(words)
        top += entry.height


def _axis(time: Scale, columns: _Columns) -> Iterator[Safe]:
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
        yield lettering(tick.text, (columns.ticks, tick.at + 4), size=11.5, anchor="end", look=look)
        if tick.year:
            yield lettering(tick.year, (columns.ticks, tick.at + 17), size=11.5, anchor="end")
    for gap in time.gaps:
        yield from _broken(gap, columns)


def _broken(gap: Gap, columns: _Columns) -> Iterator[Safe]:
    """Yield the break of the scale: two strokes across it, and the time that it leaves out."""
    middle = (gap.top + gap.bottom) / 2
    x = columns.axis
    strokes = f"M{x - 6:.1f} {middle:.1f}l12-4M{x - 6:.1f} {middle + 5:.1f}l12-4"
    ends = f"M{x:.1f} {gap.top:.1f}V{middle - 3:.1f}M{x:.1f} {middle + 4:.1f}V{gap.bottom:.1f}"
    yield element("path", d=ends + strokes, class_="pic-axis")
    if gap.text:
        yield lettering(f"{gap.text} between", (columns.when, middle + 5), size=12, look="pic-soft")


def _fading(name: str) -> Safe:
    stops = ((0, 0.12), (0.3, 1), (0.7, 1), (1, 0.12))
    return element(
        "linearGradient",
        *(element("stop", offset=at, stop_color="currentColor", stop_opacity=str(shown)) for at, shown in stops),
        id=markdown.anchor(name),
        class_="pic-1",
        x1=0,
        y1=0,
        x2=0,
        y2=1,
    )


def _legend(
    events: Sequence[TimelineEvent], top: float, canvas: Canvas, soft: str
) -> tuple[Safe, float]:
    """Return what the marks in use mean, and how high that is."""
    days = [event for event in events if event.lower == event.upper]
    spans = [event for event in events if event.lower != event.upper]
    dot = {"cx": 6.0, "cy": 8.0, "r": _DOT}
    bar = {"x": 3.0, "y": 0.0, "width": _SPAN_WIDTH, "height": 16.0}
    kinds = (
        (any(not e.approximate for e in days), element("circle", **dot, class_="pic-fill pic-1"), "on that day"),
        (any(e.approximate for e in days), element("circle", **dot, class_="pic-ring pic-1"), "about that day"),
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
    in_row, stride = (2, 150) if canvas.narrow else (4, 150)
    shown = [
        element(
            "g",
            mark,
            lettering(words, (17, 12), size=12, look="pic-soft"),
            transform=f"translate({index % in_row * stride} {top + index // in_row * 22:.1f})",
        )
        for index, (mark, words) in enumerate(used)
    ]
    return together(shown), -(-len(used) // in_row) * 22 + 2
