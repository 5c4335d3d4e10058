"""Where reporting comes from: origins, articles and voices in layers, joined by the derivations."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from topicpages.markdown import Safe
from topicpages.pictures.frame import Canvas, Caption, Drawing, Paragraph, Picture, Table, drawn, lettering, paragraph
from topicpages.pictures.svg import element, together


@dataclass(frozen=True, slots=True)
class Node:
    """An origin (``layer`` 0), an article (1), or a voice (2); ``under`` is what stands below its name."""

    id: str
    label: str
    layer: int
    under: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A derivation: ``relation`` ("rewrite of", "based on", "quotes") and how it is known, both in words."""

    source: str
    target: str
    relation: str
    basis: str


@dataclass(frozen=True, slots=True)
class Layers:
    """What the layers are called, from the first."""

    names: tuple[str, ...] = ("Origins", "Articles", "Voices")


_SIZE = 13.5
_SMALL = 12
_PAD = 9.0
_APART = 14.0
_HEAD = 30.0
_DASHES: tuple[str | None, ...] = (None, "6 4", "1.5 3.5", "10 3 2 3")


@dataclass(frozen=True, slots=True)
class _Port:
    """A line of a box at which a derivation arrives."""

    edge: Edge
    words: Paragraph


@dataclass(frozen=True, slots=True)
class _Box:
    """A node with its words broken to its width."""

    node: Node
    name: Paragraph
    under: Paragraph | None
    ports: tuple[_Port, ...]
    width: float

    @property
    def head(self) -> float:
        return _PAD + self.name.height + (self.under.height if self.under else 0)

    @property
    def height(self) -> float:
        return self.head + sum(port.words.height + 3 for port in self.ports) + _PAD


@dataclass(frozen=True, slots=True)
class _Placed:
    """A box and its upper left corner."""

    box: _Box
    left: float
    top: float

    def port_heights(self) -> Iterator[tuple[Edge, float]]:
        """Yield where each derivation arrives."""
        top = self.top + self.box.head + 3
        for port in self.box.ports:
            yield port.edge, top + port.words.leading / 2
            top += port.words.height + 3


def derivation_graph(
    nodes: Sequence[Node], edges: Sequence[Edge], *, caption: Caption, layers: Layers | None = None
) -> Picture:
    """Return ``nodes`` layer by layer with ``edges`` between them; edges of unknown nodes are left out.

    Each derivation is told in words in the box where it arrives, and its line says by its dashes how it is
    known. Articles keep their order; origins are put where their lines cross least.
    """
    known = {node.id: node for node in nodes}
    kept = [edge for edge in edges if edge.source in known and edge.target in known]
    bases = list(dict.fromkeys(edge.basis for edge in kept))
    table = Table(
        header=("What", "How it derives", "From", "Known because"),
        rows=tuple((known[e.target].label, e.relation, known[e.source].label, e.basis) for e in kept),
        links=tuple(known[edge.target].url for edge in kept),
    )
    graph = _Graph(tuple(nodes), tuple(kept), tuple(bases), layers or Layers())
    return Picture(drawn(caption, lambda canvas: graph.narrow(canvas) if canvas.narrow else graph.wide(canvas)), table)


@dataclass(frozen=True, slots=True)
class _Graph:
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    bases: tuple[str, ...]
    names: Layers

    @property
    def layers(self) -> list[int]:
        return sorted({node.layer for node in self.nodes})

    def wide(self, canvas: Canvas) -> Drawing:
        """Return the layers as columns from left to right."""
        count = max(len(self.layers), 1)
        between = 120.0 if count < 3 else 64.0
        first = 190.0 if count < 3 else 160.0
        rest = (canvas.width - first - between * (count - 1)) / max(count - 1, 1) if count > 1 else canvas.width
        placed: list[_Placed] = []
        columns = []
        left = 0.0
        for index, layer in enumerate(self.layers):
            room = rest if index or count == 1 else first
            boxes = [self._box(node, room) for node in self._ordered(layer, placed)]
            columns.append([(box, left) for box in boxes])
            placed += _stacked(boxes, left, _HEAD)
            left += room + between
        tallest = max((sum(box.height + _APART for box, _ in column) for column in columns), default=0)
        placed = [one for column in columns for one in _centred(column, tallest)]
        titles = [
            lettering(self._title(layer), (column[0][1], 16), size=_SMALL, look="pic-soft", bold=True)
            for layer, column in zip(self.layers, columns, strict=True)
        ]
        legend, height = self._legend(canvas, _HEAD + tallest)
        lines = self._curves(placed)
        marks = together((*titles, *map(_drawn_box, placed), *lines, legend))
        return Drawing(marks, _HEAD + tallest + height, linked=self._linked)

    def narrow(self, canvas: Canvas) -> Drawing:
        """Return the layers from top to bottom; lines run down beside the boxes, one for each source."""
        sources = [node.id for layer in self.layers for node in self._of(layer) if self._leaving(node.id)]
        gutter = min(len(sources) * 9.0 + 22, canvas.width * 0.3)
        tracks = {source: 4 + index * (gutter - 22) / max(len(sources), 1) for index, source in enumerate(sources)}
        placed: list[_Placed] = []
        titles: list[Safe] = []
        top = 0.0
        for layer in self.layers:
            titles.append(lettering(self._title(layer), (gutter, top + 16), size=_SMALL, look="pic-soft", bold=True))
            column = list(_stacked([self._box(node, canvas.width - gutter - 2) for node in self._of(layer)], gutter, top + 26))
            placed += column
            top = column[-1].top + column[-1].box.height + 14
        legend, height = self._legend(canvas, top)
        marks = together((*titles, *map(_drawn_box, placed), *self._tracks(placed, tracks, gutter), legend))
        return Drawing(marks, top + height, linked=self._linked)

    @property
    def _linked(self) -> bool:
        return any(node.url for node in self.nodes)

    def _title(self, layer: int) -> str:
        return self.names.names[layer] if 0 <= layer < len(self.names.names) else ""

    def _of(self, layer: int) -> list[Node]:
        return [node for node in self.nodes if node.layer == layer]

    def _leaving(self, node: str) -> bool:
        return any(edge.source == node for edge in self.edges)

    def _colour(self, source: str) -> str:
        order = [node.id for node in self.nodes]
        return f"pic-{order.index(source) % 6 + 1}"

    def _dash(self, basis: str) -> str | None:
        return _DASHES[self.bases.index(basis) % len(_DASHES)]

    def _ordered(self, layer: int, placed: Sequence[_Placed]) -> list[Node]:
        """Return the nodes of ``layer`` by the middle of what they are joined to; the first layer looks ahead."""
        nodes = self._of(layer)
        if placed:
            return nodes
        following = {node.id: index for index, node in enumerate(node for node in self.nodes if node.layer > layer)}

        def middle(node: Node) -> float:
            joined = [following[e.target] for e in self.edges if e.source == node.id and e.target in following]
            return sum(joined) / len(joined) if joined else len(following)

        return sorted(nodes, key=middle)

    def _box(self, node: Node, room: float) -> _Box:
        inside = room - 2 * _PAD
        labels = {other.id: other.label for other in self.nodes}
        ports = tuple(
            _Port(
                edge,
                paragraph(f"{edge.relation} {labels[edge.source]} ·\u00a0{edge.basis}", inside, size=_SMALL, look="pic-soft"),
            )
            for edge in self.edges
            if edge.target == node.id
        )
        under = paragraph(node.under, inside, size=_SMALL, look="pic-soft", lines=3) if node.under else None
        return _Box(node, paragraph(node.label, inside, size=_SIZE, bold=True, url=node.url), under, ports, room)

    def _curves(self, placed: Sequence[_Placed]) -> Iterator[Safe]:
        """Yield the lines of the wide drawing; those that leave a box fan out along its side."""
        by_id = {one.box.node.id: one for one in placed}
        ends = [
            (edge, one, height) for one in placed for edge, height in one.port_heights() if edge.source in by_id
        ]
        for source in placed:
            leaving = [(edge, target, height) for edge, target, height in ends if edge.source == source.box.node.id]
            leaving.sort(key=lambda end: end[2])
            for number, (edge, target, height) in enumerate(leaving, 1):
                x1 = source.left + source.box.width
                y1 = source.top + source.box.height * number / (len(leaving) + 1)
                x2, reach = target.left, (target.left - x1) * 0.5
                yield element(
                    "path",
                    d=f"M{x1:.1f} {y1:.1f}C{x1 + reach:.1f} {y1:.1f} {x2 - reach:.1f} {height:.1f} {x2:.1f} {height:.1f}",
                    class_=f"pic-stroke {self._colour(edge.source)}",
                    stroke_dasharray=self._dash(edge.basis),
                )
                yield element("circle", cx=x2, cy=height, r=3.5, class_=f"pic-fill {self._colour(edge.source)}")

    def _tracks(self, placed: Sequence[_Placed], tracks: dict[str, float], gutter: float) -> Iterator[Safe]:
        """Yield the lines of the narrow drawing: down from each source, and across to where it arrives."""
        for source in placed:
            name = source.box.node.id
            arrivals = [(edge, height) for one in placed for edge, height in one.port_heights() if edge.source == name]
            if not arrivals:
                continue
            x, colour = tracks[name], self._colour(name)
            start = source.top + min(source.box.height / 2, 16)
            far = max(height for _, height in arrivals)
            yield element("path", d=f"M{gutter:.1f} {start:.1f}H{x:.1f}V{far:.1f}", class_=f"pic-stroke {colour}")
            for edge, height in arrivals:
                yield element(
                    "path",
                    d=f"M{x:.1f} {height:.1f}H{gutter:.1f}",
                    class_=f"pic-stroke {colour}",
                    stroke_dasharray=self._dash(edge.basis),
                )
                yield element("circle", cx=x, cy=height, r=2.5, class_=f"pic-fill {colour}")
                yield element("circle", cx=gutter, cy=height, r=3.5, class_=f"pic-fill {colour}")

    def _legend(self, canvas: Canvas, top: float) -> tuple[Safe, float]:
        """Return what the dashes mean, and how high that is."""
        stride = canvas.width / (2 if canvas.narrow else 4)
        in_row = round(canvas.width / stride)
        shown = []
        for index, basis in enumerate(self.bases):
            x, y = index % in_row * stride, top + index // in_row * 20 + 6
            line = f"M{x:.1f} {y + 6:.1f}h34"
            shown.append(element("path", d=line, class_="pic-stroke pic-6", stroke_dasharray=self._dash(basis)))
            shown.append(lettering(basis, (x + 41, y + 10), size=_SMALL, look="pic-soft"))
        return together(shown), -(-len(self.bases) // in_row) * 20 + 8


def _stacked(boxes: Sequence[_Box], left: float, top: float) -> Iterator[_Placed]:
    for box in boxes:
        yield _Placed(box, left, top)
        top += box.height + _APART


def _centred(column: Sequence[tuple[_Box, float]], tallest: float) -> Iterator[_Placed]:
    """Yield the boxes of a column spread over the height of the tallest one."""
    spare = (tallest - sum(box.height + _APART for box, _ in column)) / max(len(column), 1)
    top = _HEAD + spare / 2
    for box, left in column:
        yield _Placed(box, left, top)
        top += box.height + _APART + spare


def _drawn_box(one: _Placed) -> Safe:
    box = one.box
    x = one.left + _PAD
    marks = [
        element("rect", x=one.left, y=one.top, width=box.width, height=box.height, rx=3, class_="pic-box"),
        box.name.at(x, one.top + _PAD),
    ]
    if box.under:
        marks.append(box.under.at(x, one.top + _PAD + box.name.height))
    top = one.top + box.head + 3
    for port in box.ports:
        marks.append(port.words.at(x, top))
        top += port.words.height + 3
    return together(marks)
