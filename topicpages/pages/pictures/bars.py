"""Bars that compare figures, each unit on a scale of its own from nought; every figure is printed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from math import ceil, log10

from topicpages.pages.markdown import Safe
from topicpages.pages.pictures.frame import (
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
from topicpages.pages.pictures.lettering import fitted, width
from topicpages.pages.pictures.svg import element, together


class Bound(StrEnum):
    """On which side of the figure the true one lies."""

    EXACT = "exact"
    MORE = "more"
    LESS = "less"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class BarRow:
    """One figure: ``text`` is how it is printed, ``group`` heads the rows of one party or kind.

    Figures of different ``unit`` are never on one scale.
    """

    label: str
    value: float
    text: str
    group: str = ""
    unit: str = ""
    url: str = ""
    bound: Bound = Bound.EXACT


_SIZE = 13
_FIGURE_SIZE = 14
_THICK = 16
_TIP = 7
_LEAST = 2.5  # a bar that is seen at all
_INTERVALS = 4  # between ticks, at most five
_FEW = 10  # no printed scale ends before: two would look like a multitude
_TICK_SIZE = 11.5
_LAST_TICK = 20.0  # half of its figure stands beyond the scale
_AXIS_ROOM = 40.0
_ENDS = {
    Bound.MORE: "Pointed end: more than the figure, or at least that.",
    Bound.LESS: "Notched end: less than the figure, or at most that.",
    Bound.ABOUT: "Rounded end: about the figure.",
}


def bars(rows: Sequence[BarRow], *, caption: Caption) -> Picture:
    """Return the figures of ``rows`` as bars, in order; equal groups next to each other share a heading.

    Of several units each has a panel with a printed scale, in which groups name the rows.
    """
    return Picture(drawn(caption, lambda canvas: _drawing(rows, canvas)), _table(rows))


def _table(rows: Sequence[BarRow]) -> Table:
    grouped = any(row.group for row in rows)
    return Table(
        header=("Of what", *(["Group"] if grouped else []), "Figure"),
        rows=tuple((row.label, *([row.group] if grouped else []), row.text) for row in rows),
        links=tuple(row.url for row in rows),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """How long figures are; ticks are ``step`` apart up to ``end``, or not printed where these are nought."""

    left: float
    per_unit: float
    step: float = 0
    end: float = 0

    def length(self, value: float) -> float:
        return max(value * self.per_unit, _LEAST) if value > 0 else 0


def _drawing(rows: Sequence[BarRow], canvas: Canvas) -> Drawing:
    units = list(dict.fromkeys(row.unit for row in rows))
    kinds = list(dict.fromkeys(_kind(row) for row in rows))
    marks: list[Safe] = []
    top = 8.0
    for unit in units:
        panel = [row for row in rows if row.unit == unit]
        scale = _scale(panel, canvas, printed=len(units) > 1)
        heads = groupby(panel, key=lambda row: row.label if scale.end and row.group else row.group)
        for head, members in heads:
            if head:
                heading = paragraph(head, canvas.width, size=_SIZE, bold=True)
                marks.append(heading.at(0, top + (8 if marks else 0)))
                top += heading.height + (12 if len(marks) > 1 else 4)
            for row in members:
                shown = replace(row, label=row.group) if head == row.label else row
                colour = f"pic-{kinds.index(_kind(row)) % 6 + 1}"
                marks.extend(_row(shown, scale, canvas, top, colour))
                top += _row_height(shown, canvas)
        if scale.end:
            marks.extend(_ticks(scale, top))
            top += _AXIS_ROOM if unit != units[-1] else _AXIS_ROOM / 2
    if explained := _explained(rows, canvas):
        marks.append(explained.at(0, top + 4))
        top += explained.height + 4
    return Drawing(together(marks), top + 6, linked=any(row.url for row in rows))


def _kind(row: BarRow) -> str:
    """Return what rows of one colour share: the party, or else the unit."""
    return row.group or row.unit


def _scale(rows: Sequence[BarRow], canvas: Canvas, *, printed: bool) -> _Scale:
    left = 1.0 if canvas.narrow else 200.0
    figures = max((width(_figure(row, canvas), _FIGURE_SIZE, bold=True) for row in rows), default=0)
    largest = max((row.value for row in rows), default=0)
    room = canvas.width - left - figures - _TIP - 8
    if not printed:
        return _Scale(left, room / largest if largest > 0 else 0)
    step = _step(max(largest, _FEW) / _INTERVALS)
    end = ceil(max(largest, _FEW) / step) * step
    return _Scale(left, min(room / max(largest, 1), (canvas.width - left - _LAST_TICK) / end), step, end)


def _step(least: float) -> float:
    """Return the smallest of 1, 2, 5, 10, 20 … that is not below ``least``."""
    power = 10.0 ** ceil(log10(least))
    return next(step for step in (power / 5, power / 2, power) if step >= least)


def _ticks(scale: _Scale, top: float) -> Iterator[Safe]:
    """Yield the line below the bars of a panel, with its ticks and their figures."""
    end = scale.left + scale.end * scale.per_unit
    yield element("line", x1=scale.left, y1=top, x2=end, y2=top, class_="pic-axis")
    for number in range(round(scale.end / scale.step) + 1):
        value = number * scale.step
        x = scale.left + value * scale.per_unit
        yield element("line", x1=x, y1=top, x2=x, y2=top + 4, class_="pic-axis")
        anchor = "middle" if number else "start"
        yield lettering(f"{value:,.0f}", (x, top + 16), size=_TICK_SIZE, anchor=anchor, look="pic-soft")


def _figure(row: BarRow, canvas: Canvas) -> str:
    return fitted(row.text, canvas.width * 0.4, _FIGURE_SIZE, bold=True)


def _label(row: BarRow, canvas: Canvas) -> Paragraph:
    room = canvas.width if canvas.narrow else 188
    return paragraph(row.label, room, size=_SIZE, lines=3, url=row.url)


def _row_height(row: BarRow, canvas: Canvas) -> float:
    label = _label(row, canvas).height
    return label + _THICK + 14 if canvas.narrow else max(label, _THICK) + 12


def _row(row: BarRow, scale: _Scale, canvas: Canvas, top: float, colour: str) -> Iterator[Safe]:
    label = _label(row, canvas)
    yield label.at(0, top)
    middle = top + label.height + 2 + _THICK / 2 if canvas.narrow else top + max(label.height, _THICK) / 2
    end = scale.left + scale.length(row.value)
    reach = _THICK / 2 + (3 if canvas.narrow else max(label.height, _THICK) / 2 - 2)
    yield element(
        "line", x1=scale.left, y1=middle - reach, x2=scale.left, y2=middle + reach, class_="pic-axis"
    )
    yield element("path", d=_outline(scale.left, end, middle, row.bound), class_=f"pic-fill {colour}")
    figure = paragraph(_figure(row, canvas), canvas.width, size=_FIGURE_SIZE, bold=True)
    tip = _TIP if row.bound in (Bound.MORE, Bound.ABOUT) else 0
    yield figure.at(end + tip + 7, middle - figure.height / 2)


def _outline(left: float, end: float, middle: float, bound: Bound) -> str:
    upper, lower = middle - _THICK / 2, middle + _THICK / 2
    start = f"M{left:.1f} {upper:.1f}H{end:.1f}"
    match bound:
        case Bound.MORE:
            tip = f"L{end + _TIP:.1f} {middle:.1f}L{end:.1f} {lower:.1f}"
        case Bound.LESS:
            tip = f"L{max(end - _TIP, left):.1f} {middle:.1f}L{end:.1f} {lower:.1f}"
        case Bound.ABOUT:
            tip = f"Q{end + _TIP:.1f} {middle:.1f} {end:.1f} {lower:.1f}"
        case Bound.EXACT:
            tip = f"V{lower:.1f}"
    return f"{start}{tip}H{left:.1f}Z"


def _explained(rows: Sequence[BarRow], canvas: Canvas) -> Paragraph | None:
    used = {row.bound for row in rows}
    meanings = " ".join(words for bound, words in _ENDS.items() if bound in used)
    if len({row.unit for row in rows}) > 1:
        meanings = f"Each unit has a scale of its own. {meanings}".rstrip()
    return paragraph(meanings, canvas.width, size=12, look="pic-soft") if meanings else None
