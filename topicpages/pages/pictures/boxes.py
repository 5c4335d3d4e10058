"""The boxes of a derivation graph: a node's name and, line by line, what it derives from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import fsum

from topicpages.pages.markdown import Safe
from topicpages.pages.pictures.frame import Paragraph, paragraph
from topicpages.pages.pictures.svg import element, together


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
    """A derivation: ``relation`` ("rewrite of", "based on", "quotes") and how it is known, both in words.

    ``scope`` ("8 passages") says how much of the target it is true of, if not of all.
    """

    source: str
    target: str
    relation: str
    basis: str
    scope: str = ""


SMALL = 12
APART = 14.0  # between boxes
_SIZE = 13.5
_PAD = 9.0
_LINE_GAP = 3.0


@dataclass(frozen=True, slots=True)
class Port:
    """A line of a box at which a derivation arrives."""

    edge: Edge
    words: Paragraph


@dataclass(frozen=True, slots=True)
class Box:
    """A node with its words broken to its width."""

    node: Node
    name: Paragraph
    under: Paragraph | None
    ports: tuple[Port, ...]
    width: float

    @property
    def head(self) -> float:
        """The height of all but its ports."""
        return _PAD + self.name.height + (self.under.height if self.under else 0)

    @property
    def height(self) -> float:
        """The height of all."""
        return self.head + fsum(port.words.height + _LINE_GAP for port in self.ports) + _PAD


@dataclass(frozen=True, slots=True)
class Placed:
    """A box and its upper left corner."""

    box: Box
    left: float
    top: float

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.box.height

    def ports(self) -> Iterator[tuple[Port, float]]:
        """Yield each port and the upper edge of its words."""
        top = self.top + self.box.head + _LINE_GAP
        for port in self.box.ports:
            yield port, top
            top += port.words.height + _LINE_GAP

    def arrivals(self) -> Iterator[tuple[Edge, float]]:
        """Yield each derivation and the height at which it arrives: the middle of its first line of words."""
        yield from ((port.edge, top + port.words.leading / 2) for port, top in self.ports())

    def drawn(self) -> Safe:
        """Return it drawn."""
        box, x = self.box, self.left + _PAD
        marks = [
            element(
                "rect", x=self.left, y=self.top, width=box.width, height=box.height, rx=3, class_="pic-box"
            ),
            box.name.at(x, self.top + _PAD),
        ]
        if box.under:
            marks.append(box.under.at(x, self.top + _PAD + box.name.height))
        return together((*marks, *(port.words.at(x, top) for port, top in self.ports())))


def box_of(node: Node, arriving: Sequence[tuple[Edge, str]], width: float) -> Box:
    """Return the box of ``node``; each derivation that arrives names its source."""
    inside = width - 2 * _PAD
    ports = tuple(
        Port(edge, paragraph(_derived(edge, name), inside, size=SMALL, look="pic-soft"))
        for edge, name in arriving
    )
    under = paragraph(node.under, inside, size=SMALL, look="pic-soft", lines=3) if node.under else None
    return Box(node, paragraph(node.label, inside, size=_SIZE, bold=True, url=node.url), under, ports, width)


def _derived(edge: Edge, name: str) -> str:
    words = f"{edge.relation} {name}" + (f", {edge.scope}" if edge.scope else "")
    # The no-break space keeps the dot from ending a line.
    return f"{words} ·\u00a0{edge.basis}" if edge.basis else words


def stacked(boxes: Sequence[Box], *, left: float, top: float, apart: float = APART) -> Iterator[Placed]:
    """Yield ``boxes`` one below the other."""
    for box in boxes:
        yield Placed(box, left, top)
        top += box.height + apart


def centred(boxes: Sequence[Box], *, left: float, top: float, height: float) -> Iterator[Placed]:
    """Yield ``boxes`` one below the other, spread over ``height``."""
    spare = (height - stack_height(boxes)) / max(len(boxes), 1)
    yield from stacked(boxes, left=left, top=top + spare / 2, apart=APART + spare)


def stack_height(boxes: Sequence[Box]) -> float:
    """Return how high ``boxes`` reach one below the other."""
    return fsum(box.height + APART for box in boxes)
