"""A timeline from top to bottom: days and spans on a scale, led to the words of each event beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import fsum

from topicpages.pages.markdown import Safe
from topicpages.pages.pictures.frame import (
    Canvas,
    Caption,
    Drawing,
    Paragraph,
    Picture,
    Table,
    drawn,
    paragraph,
)
from topicpages.pages.pictures.svg import element, together
from topicpages.pages.pictures.timemarks import (
    NARROW,
    WIDE,
    Columns,
    TimelineEvent,
    axis,
    fading,
    lanes,
    lead,
    legend,
    mark,
)
from topicpages.pages.pictures.timescale import Slot, scale

__all__ = ["TimelineEvent", "sign", "table_of", "timeline"]

_ROW_GAP = 9.0
_BREAK = 30.0


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
    def slot(self) -> Slot:
        """What it asks of the scale; a time that lasts counts where it begins, and runs through breaks."""
        lower, upper = self.first.lower.toordinal(), self.first.upper.toordinal()
        if self.first.lasting:
            return Slot(lower, lower + 1, lower, self.height)
        return Slot(lower, upper + 1, (lower + upper + 1) / 2, self.height)


def timeline(events: Sequence[TimelineEvent], *, caption: Caption, topics: Sequence[str] = ()) -> Picture:
    """Return ``events`` in the order of their days; equal dates share a mark.

    Where nothing happens for long, or too much at once, the scale is broken, and the break says how much
    time it leaves out. ``topics`` gives each topic its sign, in that order; topics that it leaves out
    follow in the order of events. Topics are not named where all events have the same one.
    """
    ordered = sorted(events, key=_order)
    named = dict.fromkeys((*topics, *(event.topic for event in ordered)))
    signs = {topic: number for number, topic in enumerate(named)}
    html = drawn(caption, lambda canvas: _drawing(ordered, signs, caption, canvas))
    return Picture(html, table_of(ordered))


def _order(event: TimelineEvent) -> tuple[int, date, date, str, bool]:
    """Return what sorts events: a day or span by its middle, what lasts by its beginning."""
    lower = event.lower.toordinal()
    middle = 2 * lower if event.lasting else lower + event.upper.toordinal() + 1
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
    columns = NARROW if canvas.narrow else WIDE
    several = len({event.topic for event in events}) > 1
    groups = [
        _group(list(members), columns, canvas, several=several)
        for _, members in groupby(events, key=lambda event: (_order(event), event.lasting))
    ]
    if not groups:
        return Drawing(Safe(), 1)
    time = scale([group.slot for group in groups], top=6, gap=_BREAK, tolerance=70, smallest_tick=22)
    soft = canvas.id(caption, "soft")
    marks: list[Safe] = [element("defs", fading(soft)), *axis(time, columns)]
    firsts = [group.first for group in groups]
    for group, row, lane in zip(groups, time.tops, lanes(firsts, time, columns), strict=True):
        edges = (row, row + group.height)
        marks.append(lead(group.first, time, lane, words=edges, columns=columns))
        marks.append(mark(group.first, time, lane, soft))
        marks.extend(_words(group, row, columns, canvas, signs if several else {}))
    bottom = time.stretches[-1].bottom + 8
    meanings, height = legend(events, bottom, canvas, soft)
    linked = any(event.url for event in events)
    return Drawing(together((*marks, meanings)), bottom + height, linked=linked)


def _group(events: Sequence[TimelineEvent], columns: Columns, canvas: Canvas, *, several: bool) -> _Group:
    entries = tuple(_entry(event, columns, several=several) for event in events)
    when = paragraph(events[0].when, columns.when_room, bold=True, lines=3)
    beside = fsum(entry.height for entry in entries)
    height = when.height + 2 + beside if canvas.narrow else max(when.height, beside)
    return _Group(events[0], when, entries, height + _ROW_GAP)


def _entry(event: TimelineEvent, columns: Columns, *, several: bool) -> _Entry:
    label = paragraph(event.label, columns.label_room, lines=6, url=event.url)
    room = columns.label_room - (14 if several else 0)
    words = " ·\u00a0".join(part for part in (event.topic if several else "", event.standing) if part)
    return _Entry(event, label, paragraph(words, room, size=12, look="pic-soft", lines=2) if words else None)


def _words(
    group: _Group, top: float, columns: Columns, canvas: Canvas, signs: dict[str, int]
) -> Iterator[Safe]:
    yield group.when.at(columns.when, top)
    if canvas.narrow:
        top += group.when.height + 2
    for entry in group.entries:
        words = [entry.label.at(columns.label, top)]
        if entry.under:
            under = top + entry.label.height
            if signs:
                words.append(
                    sign(signs[entry.event.topic], columns.label + 5, under + entry.under.leading / 2)
                )
            words.append(entry.under.at(columns.label + (14 if signs else 0), under))
        yield together(words)
        top += entry.height
