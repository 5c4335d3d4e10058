"""People counted out: one small figure for each, in tens, under the group that they belong to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from topicpages.markdown import Safe
from topicpages.pictures.frame import Canvas, Caption, Drawing, Picture, Table, drawn, lettering, paragraph
from topicpages.pictures.lettering import width
from topicpages.pictures.svg import element, together


@dataclass(frozen=True, slots=True)
class CountGroup:
    """So many people of one kind; ``party`` heads the groups of one side."""

    label: str
    count: int
    party: str = ""
    url: str = ""


# A head and shoulders in a cell of 12 by 19.
_CELL_WIDTH, _CELL_HEIGHT = 12.0, 19.0
_PERSON = "M6 1.2a2.7 2.7 0 1 1 0 5.4a2.7 2.7 0 1 1 0-5.4ZM1.6 15.6v-3.9c0-2.5 1.7-4.1 4.4-4.1s4.4 1.6 4.4 4.1v3.9Z"
_TEN = 10
_MOST = 600  # figures in one picture; beyond, one stands for several


def people(groups: Sequence[CountGroup], *, caption: Caption) -> Picture:
    """Return the counted people of ``groups`` in their order; equal parties next to each other share a heading.

    Negative counts draw nobody. Above some hundreds one figure stands for ten people, or a hundred,
    rounded, and the picture says so.
    """
    table = Table(
        header=("Who", "Side", "People") if _has_parties(groups) else ("Who", "People"),
        rows=tuple(
            (group.label, group.party, f"{group.count:,}") if _has_parties(groups) else (group.label, f"{group.count:,}")
            for group in groups
        ),
        links=tuple(group.url for group in groups),
    )
    return Picture(drawn(caption, lambda canvas: _drawing(groups, caption, canvas)), table)


def _has_parties(groups: Sequence[CountGroup]) -> bool:
    return any(group.party for group in groups)


def _for_each(groups: Sequence[CountGroup]) -> int:
    """Return how many people one figure stands for."""
    total = sum(max(group.count, 0) for group in groups)
    share = 1
    while total / share > _MOST:
        share *= _TEN
    return share


def _drawing(groups: Sequence[CountGroup], caption: Caption, canvas: Canvas) -> Drawing:
    share = _for_each(groups)
    marks: list[Safe] = []
    top = 2.0
    sides = [(party, list(members)) for party, members in groupby(groups, key=lambda group: group.party)]
    colours = [f"pic-{number % 6 + 1}" for number in range(len(sides))]
    patterns = (_pattern(caption, canvas, number, colour) for number, colour in enumerate(colours))
    marks.append(element("defs", *patterns))
    for number, (party, members) in enumerate(sides):
        if party:
            heading = paragraph(party, canvas.width, size=15, bold=True)
            marks.append(heading.at(0, top))
            top += heading.height + 2
        for group in members:
            drawn_group, height = _group(group, share, canvas, top, canvas.id(caption, f"person-{number}"))
            marks.append(drawn_group)
            top += height
        top += 10
    unit = "one person" if share == 1 else f"{share:,} people, rounded"
    legend = paragraph(f"Each figure stands for {unit}.", canvas.width, size=12, look="pic-soft")
    marks.append(legend.at(0, top - 6))
    return Drawing(together(marks), top + legend.height, linked=any(group.url for group in groups))


def _tens_in_row(canvas: Canvas) -> int:
    return 3 if canvas.narrow else 5


def _cell(canvas: Canvas) -> float:
    """Return how many times its drawn size a person has: five tens fill a wide row, three a narrow one."""
    return canvas.width / ((_tens_in_row(canvas) * (_TEN + 1) - 1) * _CELL_WIDTH)


def _figures(count: int, share: int) -> int:
    return max(round(count / share), 1) if count > 0 else 0


def _pattern(caption: Caption, canvas: Canvas, number: int, colour: str) -> Safe:
    """Return the cell of one person, repeated wherever a rectangle is filled with it."""
    return element(
        "pattern",
        element("path", d=_PERSON, class_=f"pic-fill {colour}"),
        id=canvas.id(caption, f"person-{number}"),
        patternUnits="userSpaceOnUse",
        width=_CELL_WIDTH,
        height=_CELL_HEIGHT,
    )


def _group(group: CountGroup, share: int, canvas: Canvas, top: float, pattern: str) -> tuple[Safe, float]:
    figure = f"{group.count:,}"
    indent = width(figure, 17, bold=True) + 7
    label = paragraph(group.label, canvas.width - indent, size=14, lines=3, url=group.url)
    rows_top = top + max(label.height, 24) + 1
    runs = list(_runs(_figures(group.count, share), canvas))
    # Drawn at its own corner, so that the pattern begins with a whole person.
    tens = element(
        "g",
        *(element("rect", x=x, y=y, width=long, height=_CELL_HEIGHT, fill=f"url(#{pattern})") for x, y, long in runs),
        transform=f"translate(0 {rows_top:.1f}) scale({_cell(canvas):.3f})",
    )
    height = rows_top - top + (runs[-1][1] + _CELL_HEIGHT if runs else 0) * _cell(canvas) + 8
    return together((lettering(figure, (0, top + 17), size=17, bold=True), label.at(indent, top + 2.5), tens)), height


def _runs(figures: int, canvas: Canvas) -> Iterator[tuple[float, float, float]]:
    """Yield left, top and length of each run of ten; a gap of one cell parts them."""
    stride = (_TEN + 1) * _CELL_WIDTH
    tens_in_row = _tens_in_row(canvas)
    for number in range(-(-figures // _TEN)):
        row, column = divmod(number, tens_in_row)
        yield column * stride, row * _CELL_HEIGHT, min(_TEN, figures - number * _TEN) * _CELL_WIDTH
