"""People counted out: one small figure for each, in tens, under the group that they belong to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from topicpages.pages.markdown import Safe
from topicpages.pages.pictures.frame import (
    Canvas,
    Caption,
    Drawing,
    Picture,
    Table,
    drawn,
    lettering,
    paragraph,
)
from topicpages.pages.pictures.lettering import width
from topicpages.pages.pictures.svg import element, together


@dataclass(frozen=True, slots=True)
class CountGroup:
    """So many people of one kind; ``party`` heads the groups of one side."""

    label: str
    count: int
    party: str = ""
    url: str = ""


# A head and shoulders, drawn from its upper left corner and back to it, in a cell of 12 by 19.
_CELL_WIDTH, _CELL_HEIGHT = 12.0, 19.0
_PERSON = (
    "m6 1.2a2.7 2.7 0 1 1 0 5.4a2.7 2.7 0 1 1 0-5.4z"
    "m-4.4 14.4v-3.9c0-2.5 1.7-4.1 4.4-4.1s4.4 1.6 4.4 4.1v3.9z"
    "m-1.6-15.6"
)
_TEN = 10
_MOST = 600  # figures in one picture; beyond, one stands for several


def people(groups: Sequence[CountGroup], *, caption: Caption) -> Picture:
    """Return the people of ``groups`` counted out; equal parties next to each other share a heading.

    Negative counts draw nobody. Above some hundreds one figure stands for ten people, or a hundred,
    rounded, and the picture says so.
    """
    sided = any(group.party for group in groups)
    table = Table(
        header=("Who", *(["Side"] if sided else []), "People"),
        rows=tuple((one.label, *([one.party] if sided else []), f"{one.count:,}") for one in groups),
        links=tuple(group.url for group in groups),
    )
    return Picture(drawn(caption, lambda canvas: _drawing(groups, caption, canvas)), table)


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
    ten = canvas.id(caption, "ten")
    marks.append(element("defs", element("path", d=_persons(_TEN), id=ten)))
    for number, (party, members) in enumerate(sides):
        if party:
            heading = paragraph(party, canvas.width, size=15, bold=True)
            marks.append(heading.at(0, top))
            top += heading.height + 2
        for group in members:
            drawn_group, height = _group(group, share, canvas, top, _Look(ten, f"pic-{number % 6 + 1}"))
            marks.append(drawn_group)
            top += height
        top += 10
    unit = "one person" if share == 1 else f"{share:,} people, rounded"
    legend = paragraph(f"Each figure stands for {unit}.", canvas.width, size=12, look="pic-soft")
    marks.append(legend.at(0, top - 6))
    return Drawing(together(marks), top + legend.height, linked=any(group.url for group in groups))


def _tens_in_row(canvas: Canvas) -> int:
    return 3 if canvas.narrow else 5


def _scale(canvas: Canvas) -> float:
    """Return how many times its drawn size a person has: five tens fill a wide row, three a narrow one."""
    return canvas.width / ((_tens_in_row(canvas) * (_TEN + 1) - 1) * _CELL_WIDTH)


def _figures(count: int, share: int) -> int:
    return max(round(count / share), 1) if count > 0 else 0


def _persons(count: int) -> str:
    """Return the path of so many people in a row."""
    return f"M0 0{f'{_PERSON}m{_CELL_WIDTH:.0f} 0' * count}"


@dataclass(frozen=True, slots=True)
class _Look:
    """How the people of a side are drawn: the id of ten of them, and the class of their colour."""

    ten: str
    colour: str


def _group(group: CountGroup, share: int, canvas: Canvas, top: float, look: _Look) -> tuple[Safe, float]:
    figure = f"{group.count:,}"
    indent = width(figure, 17, bold=True) + 7
    label = paragraph(group.label, canvas.width - indent, size=14, lines=3, url=group.url)
    rows_top = top + max(label.height, 24) + 1
    figures, in_row = _figures(group.count, share), _tens_in_row(canvas)
    tens = element(
        "g",
        *_tens(figures, in_row, look.ten),
        class_=f"pic-fill {look.colour}",
        transform=f"translate(0 {rows_top:.1f}) scale({_scale(canvas):.3f})",
    )
    rows = -(-figures // (_TEN * in_row))
    height = rows_top - top + rows * _CELL_HEIGHT * _scale(canvas) + 8
    heading = lettering(figure, (0, top + 17), size=17, bold=True)
    return together((heading, label.at(indent, top + 2.5), tens)), height


def _tens(figures: int, in_row: int, ten: str) -> Iterator[Safe]:
    """Yield runs of ten people and the rest; a gap of one cell parts runs."""
    for number in range(-(-figures // _TEN)):
        row, column = divmod(number, in_row)
        x, y = column * (_TEN + 1) * _CELL_WIDTH, row * _CELL_HEIGHT
        rest = figures - number * _TEN
        if rest >= _TEN:
            yield element("use", xlink__href=f"#{ten}", x=x, y=y)
        else:
            yield element("path", d=_persons(rest), transform=f"translate({x:.0f} {y:.0f})")
