"""Text cut into pieces: plain, linked or marked. Templates print them; they hold no HTML."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from topicpages.evidence import Mentions
from topicpages.pages.render.addresses import Addresses, entity_page


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; ``href`` makes it a link, ``by`` names whose quotes it belongs to."""

    text: str
    href: str = ""
    by: str = ""

    @property
    def marked(self) -> bool:
        """Whether it is quoted."""
        return bool(self.by)


@dataclass(frozen=True, slots=True)
class Link:
    """A link of ours: its words and where it leads."""

    text: str
    href: str


class Linker:
    """Cuts texts of one page into pieces in which the first name of each entity is a link."""

    def __init__(
        self, mentions: Mentions, addresses: Addresses, page: str, *, published: frozenset[str]
    ) -> None:
        self._mentions, self._addresses, self._page = mentions, addresses, page
        self._published = published

    def linked(self, text: str, *, but: frozenset[str] = frozenset()) -> tuple[Piece, ...]:
        """Return the pieces of ``text``; entities in ``but`` and those without a page are not linked."""
        pieces: list[Piece] = []
        position = 0
        for mention in self._mentions.first_names(text, but=but):
            if mention.entity not in self._published:
                continue
            href = self._addresses.link(self._page, entity_page(mention.entity))
            pieces.append(Piece(text[position : mention.start]))
            pieces.append(Piece(text[mention.start : mention.end], href=href))
            position = mention.end
        return tuple(piece for piece in (*pieces, Piece(text[position:])) if piece.text)


def marked(text: str, spans: Iterable[tuple[int, int, str]]) -> tuple[Piece, ...]:
    """Return the pieces of ``text`` with what lies in ``spans`` marked; spans may overlap.

    Each span has a name of one word; ``by`` has those of all spans that a piece lies in, in order.
    """
    known = sorted(set(spans))
    borders = sorted({0, len(text), *(edge for start, end, _ in known for edge in (start, end))})
    return tuple(
        Piece(
            text[start:end], by=" ".join(sorted({name for low, high, name in known if low <= start < high}))
        )
        for start, end in pairwise(borders)
    )


def only_marked(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return what is marked of ``pieces``, in quotation marks, ``…`` for the words between."""
    shown: list[Piece] = []
    left_out = ""
    for piece in pieces:
        if not piece.by:
            left_out = piece.text
            continue
        if shown and left_out.strip():
            shown.append(Piece("” … “"))
        elif shown and left_out:
            shown.append(Piece(left_out))
        shown.append(piece)
        left_out = ""
    return (Piece("“"), *shown, Piece("”")) if shown else ()


def excerpt(pieces: tuple[Piece, ...], words: int) -> tuple[Piece, ...]:
    """Return at most ``words`` words of ``pieces`` around the first marked one, ``…`` where it is cut."""
    flat = [(word, piece.by) for piece in pieces for word in piece.text.split()]
    if len(flat) <= words:
        return pieces
    first = next((index for index, (_, by) in enumerate(flat) if by), 0)
    start = max(0, min(first - words // 4, len(flat) - words))
    kept = flat[start : start + words]
    runs: list[Piece] = [Piece("… ")] if start else []
    for word, by in kept:
        if runs and runs[-1].by == by and runs[-1].text != "… ":
            runs[-1] = Piece(f"{runs[-1].text}{word} ", by=by)
        else:
            runs.append(Piece(f"{word} ", by=by))
    return (*runs, Piece("…")) if start + words < len(flat) else tuple(runs)
