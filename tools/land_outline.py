#!/usr/bin/env python3
"""Prints the land outline that maps are drawn on, from the file ``land-50m.json`` of world-atlas 2.0.2.

Run once; its output is committed as ``topicpages/pages/pictures/land.json``:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    uv run --with shapely tools/land_outline.py package/land-50m.json > topicpages/pages/pictures/land.json

Only land against water is kept. The set has borders of countries in other files; they take sides, and no
map of ours shows any.
"""

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from shapely import make_valid  # type: ignore[import-not-found, import-untyped, unused-ignore]
from shapely.geometry import Polygon  # type: ignore[import-not-found, import-untyped, unused-ignore]

STEPS_PER_DEGREE = 50
TOLERANCE = 0.035  # degrees: half a pixel where forty degrees fill a wide picture
SMALLEST = 0.004  # square degrees: an island of about 6 by 6 kilometres
HALF_TURN = 180
TRIANGLE = 3
NOTE = (
    "Land outline from Natural Earth 1:50m (public domain), version 4.1.0, as redistributed by world-atlas "
    "2.0.2 (ISC, Mike Bostock); simplified. No borders. Rings are longitude, latitude, then steps to "
    "the next point, in fiftieths of a degree; the first ring of a polygon is its shore, others waters in "
    "it. Longitudes of one polygon may run past 180 so that it stays whole."
)

Ring = list[tuple[float, float]]


def main() -> None:
    """Read the file named on the command line and print the outline."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = [_absolute(arc, topology["transform"]) for arc in topology["arcs"]]
    polygons = [
        [_ring(arcs, numbers) for numbers in rings]
        for geometry in topology["objects"]["land"]["geometries"]
        for rings in geometry["arcs"]
    ]
    kept = [encoded for rings in polygons for shape in _simplified(rings) if (encoded := _encoded(shape))]
    kept.sort(key=lambda rings: -len(rings[0]))
    rows = ",\n  ".join(json.dumps(rings, separators=(",", ":")) for rings in kept)
    print(f'{{"note": {json.dumps(NOTE)},\n "steps": {STEPS_PER_DEGREE},\n "polygons": [\n  {rows}\n ]}}')


def _absolute(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x * scale_x + left, y * scale_y + bottom))
    return points


def _ring(arcs: list[Ring], numbers: list[int]) -> Ring:
    """Return the arcs joined, with longitudes that never jump by a whole turn."""
    joined: Ring = []
    for number in numbers:
        joined += (arcs[number] if number >= 0 else arcs[~number][::-1])[bool(joined) :]
    turns = 0
    unwrapped = joined[:1]
    for (before, _), (after, latitude) in pairwise(joined):
        turns += (before - after > HALF_TURN) - (after - before > HALF_TURN)
        unwrapped.append((after + 360 * turns, latitude))
    if abs(unwrapped[0][0] - unwrapped[-1][0]) > HALF_TURN:  # goes round the pole
        unwrapped += [(unwrapped[-1][0], -90.0), (unwrapped[0][0], -90.0), unwrapped[0]]
    return _at_home(unwrapped)


def _at_home(ring: Ring) -> Ring:
    """Return ``ring`` a whole turn further, if need be, so that its middle lies between -180 and 180."""
    longitudes = [longitude for longitude, _ in ring]
    turns = round((min(longitudes) + max(longitudes)) / 2 / 360)
    return [(longitude - 360 * turns, latitude) for longitude, latitude in ring]


def _simplified(rings: list[Ring]) -> Iterator[Polygon]:
    whole = make_valid(Polygon(rings[0], rings[1:])).simplify(TOLERANCE)
    for part in getattr(whole, "geoms", [whole]):
        if part.geom_type == "Polygon" and part.area >= SMALLEST:
            yield part


def _encoded(shape: Polygon) -> list[list[int]]:
    rings = [shape.exterior, *(hole for hole in shape.interiors if Polygon(hole).area >= SMALLEST)]
    encoded = (_steps(list(ring.coords)) for ring in rings)
    return [steps for steps in encoded if len(steps) >= 2 * TRIANGLE]


def _steps(ring: Ring) -> list[int]:
    points = [(round(x * STEPS_PER_DEGREE), round(y * STEPS_PER_DEGREE)) for x, y in ring[:-1]]
    distinct = [point for index, point in enumerate(points) if point != points[index - 1]]
    steps = list(distinct[0]) if distinct else []
    for (x, y), (next_x, next_y) in pairwise(distinct):
        steps += [next_x - x, next_y - y]
    return steps


if __name__ == "__main__":
    main()
