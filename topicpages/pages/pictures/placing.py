"""Where labels go beside their marks so that none hides another, as far as there is room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import fsum, hypot, inf

from topicpages.pages.pictures.projection import Point, Window

# Directions in order of preference: x is -1 (label to the left), 0 or 1, y is -1 (above), 0 or 1.
_DIRECTIONS = ((1, 0), (-1, 0), (1, -1), (1, 1), (-1, -1), (-1, 1), (0, -1), (0, 1))
_DISTANCES = (3.0, 11.0, 22.0, 36.0)
_PASSES = 8
_BETWEEN_MARKS = 2.0
_OUTSIDE, _COVERING = 40.0, 20.0  # what a unit of length, or of area, costs against a step down in preference


@dataclass(frozen=True, slots=True)
class Tag:
    """A label to place: its mark with its radius, and its own size."""

    mark: Point
    radius: float
    width: float
    height: float


def spread(marks: Sequence[tuple[Point, float]]) -> list[Point]:
    """Return where the middles of round ``marks`` go so that none covers another, near to where they were.

    Each is a middle and a radius. Two that overlap go apart along the line between them, by equal parts.
    """
    spots = [middle for middle, _ in marks]
    for _ in range(_PASSES):
        for one, other in combinations(range(len(marks)), 2):
            (x1, y1), (x2, y2) = spots[one], spots[other]
            away = hypot(x2 - x1, y2 - y1)
            lacking = marks[one][1] + marks[other][1] + _BETWEEN_MARKS - away
            if lacking <= 0:
                continue
            across, up = ((x2 - x1) / away, (y2 - y1) / away) if away else (1.0, 0.0)
            spots[one] = (x1 - across * lacking / 2, y1 - up * lacking / 2)
            spots[other] = (x2 + across * lacking / 2, y2 + up * lacking / 2)
    return spots


def placed(tags: Sequence[Tag], frame: Window) -> list[Window]:
    """Return where each label stands, in the order of ``tags``; the same for the same tags.

    Labels keep inside ``frame`` and off marks and each other, near to their own mark, in that order. Tried
    are all beginnings with every label on the same side; from each, labels move one by one to where they
    are least in the way.
    """
    marks = [_square(tag.mark, tag.radius + 1) for tag in tags]
    choices = [
        [(spot, _alone(spot, rank, marks, frame)) for rank, spot in enumerate(_spots(tag, frame))]
        for tag in tags
    ]
    settled = (_settled(choices, start) for start in range(len(_DIRECTIONS)))
    return min(settled, key=lambda found: (found[0], [spot.left for spot in found[1]]))[1]


def _settled(choices: Sequence[Sequence[tuple[Window, float]]], start: int) -> tuple[float, list[Window]]:
    """Return the cost of what comes of beginning with choice ``start``, and the spots."""
    chosen = [options[start][0] for options in choices]
    total = 0.0
    for _ in range(_PASSES):
        before, total = list(chosen), 0.0
        for index, options in enumerate(choices):
            cost, chosen[index] = _least(options, chosen[:index] + chosen[index + 1 :])
            total += cost
        if chosen == before:
            break
    return total, chosen


def _least(options: Sequence[tuple[Window, float]], others: Sequence[Window]) -> tuple[float, Window]:
    """Return the least cost that a label has among ``others``, and the first spot with it."""
    least, best = inf, options[0][0]
    for spot, alone in options:
        # Others can only add to it, and what they add takes long to find.
        if alone < least and (cost := alone + _covering(spot, others)) < least:
            least, best = cost, spot
    return least, best


def _alone(spot: Window, rank: int, marks: Sequence[Window], frame: Window) -> float:
    """Return what a spot costs whatever the other labels do."""
    return rank + _OUTSIDE * _outside(spot, frame) + _covering(spot, marks)


def _covering(spot: Window, others: Sequence[Window]) -> float:
    wider = spot.grown(2)
    return _COVERING * fsum(_shared(wider, other) for other in others)


def _spots(tag: Tag, frame: Window) -> Iterator[Window]:
    """Yield where the label could stand, the best first; it moves along the frame rather than over it."""
    for distance in _DISTANCES:
        for across, up in _DIRECTIONS:
            reach = (tag.radius + distance) * (0.75 if across and up else 1)
            x = tag.mark[0] + across * reach - tag.width * (1 - across) / 2
            y = tag.mark[1] + up * reach - tag.height * (1 - up) / 2
            x = max(min(x, frame.right - tag.width), frame.left)
            yield Window(x, y, x + tag.width, y + tag.height)


def _square(middle: Point, reach: float) -> Window:
    return Window(middle[0] - reach, middle[1] - reach, middle[0] + reach, middle[1] + reach)


def _shared(one: Window, other: Window) -> float:
    across = min(one.right, other.right) - max(one.left, other.left)
    up = min(one.high, other.high) - max(one.low, other.low)
    return across * up if across > 0 and up > 0 else 0


def _outside(spot: Window, frame: Window) -> float:
    return (
        max(frame.left - spot.left, 0)
        + max(spot.right - frame.right, 0)
        + max(frame.low - spot.low, 0)
        + max(spot.high - frame.high, 0)
    )
