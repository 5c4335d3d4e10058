"""Where reporting comes from: origins, articles and voices in layers, joined by the derivations."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from topicpages.pages.markdown import Safe
from topicpages.pages.pictures.boxes import SMALL, Edge, Node, Placed, box_of, centred, stack_height, stacked
from topicpages.pages.pictures.frame import (
    Canvas,
    Caption,
    Drawing,
    Picture,
    Table,
    drawn,
    in_rows,
    lettering,
)
from topicpages.pages.pictures.lettering import width
from topicpages.pages.pictures.svg import element, together

__all__ = ["Edge", "Layers", "Node", "derivation_graph"]


@dataclass(frozen=True, slots=True)
class Layers:
    """What the layers are called, from the first."""

    names: tuple[str, ...] = ("Origins", "Articles", "Voices")


_HEAD = 30.0  # above the boxes of the wide drawing
_DASHES: tuple[str | None, ...] = (None, "6 4", "1.5 3.5", "10 3 2 3")
# Width of the first column and of what lies between columns: two columns have more room than three.
_TWO_COLUMNS, _THREE_COLUMNS = (190.0, 120.0), (160.0, 64.0)
_TRACK = 9.0  # from line to line in the narrow drawing
_CROSSING = 22.0  # from the last line to the boxes


def derivation_graph(
    nodes: Sequence[Node], edges: Sequence[Edge], *, caption: Caption, layers: Layers | None = None
) -> Picture:
    """Return ``nodes`` layer by layer with ``edges`` between them; edges of unknown nodes are left out.

    Each derivation is told in words in the box where it arrives, and its line says by its dashes how it is
    known. Articles keep their order; origins are put where their lines cross least.
    """
    labels = {node.id: node for node in nodes}
    kept = tuple(edge for edge in edges if edge.source in labels and edge.target in labels)
    table = Table(
        header=("What", "How it derives", "From", "Known because"),
        rows=tuple(_row(edge, labels) for edge in kept),
        links=tuple(labels[edge.target].url for edge in kept),
    )
    graph = _Graph(tuple(nodes), kept, layers or Layers())
    html = drawn(caption, lambda canvas: _narrow(graph, canvas) if canvas.narrow else _wide(graph, canvas))
    return Picture(html, table)


def _row(edge: Edge, labels: Mapping[str, Node]) -> tuple[str, ...]:
    relation = f"{edge.relation} ({edge.scope})" if edge.scope else edge.relation
    return labels[edge.target].label, relation, labels[edge.source].label, edge.basis


@dataclass(frozen=True, slots=True)
class _Graph:
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    names: Layers

    @property
    def layers(self) -> list[int]:
        return sorted({node.layer for node in self.nodes})

    @property
    def linked(self) -> bool:
        return any(node.url for node in self.nodes)

    @property
    def bases(self) -> list[str]:
        return list(dict.fromkeys(edge.basis for edge in self.edges))

    def title(self, layer: int, at: tuple[float, float]) -> Safe:
        name = self.names.names[layer] if 0 <= layer < len(self.names.names) else ""
        return lettering(name, at, size=SMALL, look="pic-soft", bold=True)

    def of(self, layer: int) -> list[Node]:
        return [node for node in self.nodes if node.layer == layer]

    def arriving(self, node: Node) -> list[tuple[Edge, str]]:
        labels = {other.id: other.label for other in self.nodes}
        return [(edge, labels[edge.source]) for edge in self.edges if edge.target == node.id]

    def colour(self, source: str) -> str:
        return f"pic-{[node.id for node in self.nodes].index(source) % 6 + 1}"

    def dash(self, basis: str) -> str | None:
        return _DASHES[self.bases.index(basis) % len(_DASHES)]

    def by_targets(self, nodes: Sequence[Node]) -> list[Node]:
        """Return ``nodes`` by the middle of what derives from them; those without come last."""
        order = {node.id: number for number, node in enumerate(self.nodes)}

        def middle(node: Node) -> float:
            targets = [order[edge.target] for edge in self.edges if edge.source == node.id]
            return fsum(targets) / len(targets) if targets else len(order)

        return sorted(nodes, key=middle)


def _wide(graph: _Graph, canvas: Canvas) -> Drawing:
    """Return the layers as columns from left to right."""
    columns = []
    for left, room, layer in _columns(graph.layers, canvas.width):
        nodes = graph.of(layer) if left else graph.by_targets(graph.of(layer))
        columns.append((left, layer, [box_of(node, graph.arriving(node), room) for node in nodes]))
    height = max((stack_height(boxes) for _, _, boxes in columns), default=0)
    placed = [
        one for left, _, boxes in columns for one in centred(boxes, left=left, top=_HEAD, height=height)
    ]
    titles = [graph.title(layer, (left, 16)) for left, layer, _ in columns]
    legend, below = _legend(graph, canvas, _HEAD + height)
    marks = together((*titles, *(one.drawn() for one in placed), *_curves(graph, placed), legend))
    return Drawing(marks, _HEAD + height + below, linked=graph.linked)


def _columns(layers: Sequence[int], width: float) -> Iterator[tuple[float, float, int]]:
    """Yield left edge, width and layer of each column."""
    if len(layers) == 1:
        yield 0, width, layers[0]
        return
    first, between = _TWO_COLUMNS if not layers[2:] else _THREE_COLUMNS
    others = (width - first) / max(len(layers) - 1, 1) - between
    left = 0.0
    for number, layer in enumerate(layers):
        room = others if number else first
        yield left, room, layer
        left += room + between


def _curves(graph: _Graph, placed: Sequence[Placed]) -> Iterator[Safe]:
    """Yield the lines of the wide drawing; those that leave a box fan out along its side."""
    for source in placed:
        leaving = sorted(_leaving(source, placed), key=lambda end: end[2])
        colour = graph.colour(source.box.node.id)
        for number, (edge, x2, y2) in enumerate(leaving, 1):
            x1 = source.left + source.box.width
            y1 = source.top + source.box.height * number / (len(leaving) + 1)
            middle = (x1 + x2) / 2
            curve = f"M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
            dash = graph.dash(edge.basis)
            yield element("path", d=curve, class_=f"pic-stroke {colour}", stroke_dasharray=dash)
            yield element("circle", cx=x2, cy=y2, r=3.5, class_=f"pic-fill {colour}")


def _leaving(source: Placed, placed: Sequence[Placed]) -> list[tuple[Edge, float, float]]:
    """Return each derivation from ``source`` and the point where it arrives."""
    return [
        (edge, one.left, height)
        for one in placed
        for edge, height in one.arrivals()
        if edge.source == source.box.node.id
    ]


def _narrow(graph: _Graph, canvas: Canvas) -> Drawing:
    """Return the layers from top to bottom; lines run down beside the boxes, one for each source."""
    leading = {edge.source for edge in graph.edges}
    sources = [node.id for node in graph.nodes if node.id in leading]
    gutter = min(len(sources) * _TRACK + _CROSSING, canvas.width * 0.3) if sources else 0
    apart = (gutter - _CROSSING) / max(len(sources), 1)
    tracks = {source: 4 + number * apart for number, source in enumerate(sources)}
    placed: list[Placed] = []
    titles: list[Safe] = []
    top = 0.0
    for layer in graph.layers:
        titles.append(graph.title(layer, (gutter, top + 16)))
        boxes = [box_of(node, graph.arriving(node), canvas.width - gutter - 2) for node in graph.of(layer)]
        placed += stacked(boxes, left=gutter, top=top + 26)
        top = placed[-1].bottom + 14
    legend, below = _legend(graph, canvas, top)
    lines = (
        _track(graph, one, tracks[one.box.node.id], placed) for one in placed if one.box.node.id in leading
    )
    marks = together((*titles, *(one.drawn() for one in placed), *lines, legend))
    return Drawing(marks, top + below, linked=graph.linked)


def _track(graph: _Graph, source: Placed, x: float, placed: Sequence[Placed]) -> Safe:
    """Return the line of one source in the narrow drawing: down, and across to where it arrives."""
    leaving = _leaving(source, placed)
    colour = graph.colour(source.box.node.id)
    start = source.top + min(source.box.height / 2, 16)
    far = max((height for _, _, height in leaving), default=start)
    trunk = f"M{source.left:.1f} {start:.1f}H{x:.1f}V{far:.1f}"
    marks = [element("path", d=trunk, class_=f"pic-stroke {colour}")]
    for edge, left, height in leaving:
        branch = f"M{x:.1f} {height:.1f}H{left:.1f}"
        marks += [
            element("path", d=branch, class_=f"pic-stroke {colour}", stroke_dasharray=graph.dash(edge.basis)),
            element("circle", cx=x, cy=height, r=2.5, class_=f"pic-fill {colour}"),
            element("circle", cx=left, cy=height, r=3.5, class_=f"pic-fill {colour}"),
        ]
    return together(marks)


def _legend(graph: _Graph, canvas: Canvas, top: float) -> tuple[Safe, float]:
    """Return what the dashes mean, and how high that is."""
    bases = [basis for basis in graph.bases if basis]
    spots = in_rows([41 + width(basis, SMALL) for basis in bases], canvas.width)
    shown = []
    for basis, (x, row) in zip(bases, spots, strict=True):
        y = top + row * 20 + 12
        dash = graph.dash(basis)
        shown.append(
            element("path", d=f"M{x:.1f} {y:.1f}h34", class_="pic-stroke pic-6", stroke_dasharray=dash)
        )
        shown.append(lettering(basis, (x + 41, y + 4), size=SMALL, look="pic-soft"))
    return together(shown), (spots[-1][1] + 1) * 20 + 8 if spots else 0
