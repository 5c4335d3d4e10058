"""The land of the world as rings of degrees; where it comes from stands in ``land.json``."""

import json
from functools import cache
from importlib.resources import files

from topicpages.pages.pictures.projection import TRIANGLE, Point, Window, clipped

CREDIT = "Land: Natural Earth"


@cache
def _rings() -> tuple[tuple[Window, tuple[Point, ...]], ...]:
    stored = json.loads(files("topicpages.pages.pictures").joinpath("land.json").read_text(encoding="utf-8"))
    rings = (_ring(steps, stored["steps"]) for polygon in stored["polygons"] for steps in polygon)
    return tuple((Window.over(ring), ring) for ring in rings)


def _ring(steps: list[int], per_degree: int) -> tuple[Point, ...]:
    x = y = 0
    points = []
    for step_x, step_y in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + step_x, y + step_y
        points.append((x / per_degree, y / per_degree))
    return tuple(points)


def land(window: Window, *, smallest: float = 0) -> list[list[Point]]:
    """Return shores and inner waters that meet ``window`` (degrees), cut to it; its longitudes may pass 180.

    What measures less than ``smallest`` degrees each way is left out.
    """
    found = []
    for turn in (-360.0, 0.0, 360.0):
        shifted = Window(window.left + turn, window.low, window.right + turn, window.high)
        for around, ring in _rings():
            if max(around.right - around.left, around.high - around.low) < smallest:
                continue
            if around.meets(shifted) and len(part := clipped(ring, shifted)) >= TRIANGLE:
                found.append([(x - turn, y) for x, y in part])
    return found
