"""Where labels go beside their marks so that none hides another, as far as there is room."""

from collections.abc import Sequence
from dataclasses import dataclass

from topicpages.pictures.projection import Point, Window

# Directions in order of preference: x is -1 (label to the left), 0 or 1, y is -1 (above), 0 or 1.
_DIRECTIONS = ((1, 0), (-1, 0), (1, -1), (1, 1), (-1, -1), (-1, 1), (0, -1), (0, 1))
_DISTANCES = (3.0, 12.0, 24.0, 40.0)
_PASSES = 12


@dataclass(frozen=True, slots=True)
class Tag:
    """A label to place: its mark with its radius, and its own size."""

    mark: Point
    radius: float
    width: float
    height: float


def placed(tags: Sequence[Tag], frame: Window) -> list[Window]:
    """Return where each label stands, in the order of ``tags``; the same for the same tags.

    Labels keep inside ``frame`` and off marks and each other, near to their own mark, in that order.
    """
    choices = [_choices(tag) for tag in tags]
    marks = [_square(tag.mark, tag.radius + 1) for tag in tags]
    chosen = [options[0] for options in choices]
    for _ in range(_PASSES):
        before = list(chosen)
        for index, options in enumerate(choices):
            others = [spot for other, spot in enumerate(chosen) if other != index]
            costs = [
                _outside(spot, frame) * 40
                + sum(_shared(spot.grown(2), other) for other in (*others, *marks)) * 20
                + rank
                for rank, spot in enumerate(options)
            ]
            chosen[index] = options[costs.index(min(costs))]
        if chosen == before:
            break
    return chosen


def _choices(tag: Tag) -> list[Window]:
    spots = []
    for distance in _DISTANCES:
        for across, up in _DIRECTIONS:
            reach = tag.radius + distance
            slant = 0.75 if across and up else 1.0
            x = tag.mark[0] + across * reach * slant - tag.width * (1 - across) / 2
            y = tag.mark[1] + up * reach * slant - tag.height * (1 - up) / 2
            spots.append(Window(x, y, x + tag.width, y + tag.height))
    return spots


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
