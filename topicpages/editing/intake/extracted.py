"""Which lines of a page belong to its article, as trafilatura tells it."""

import logging
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

import trafilatura
from lxml import etree

from topicpages.editing.intake.lines import key

_BLOCKS = frozenset(("head", "p", "item", "row", "quote", "code", "lb", "list", "table", "main", "body"))
# A line this long is known by standing inside a paragraph, one that is shorter only by being equal to it.
_LONG = 20
_UNIQUE = 40
_MOST_PLACES = 50


# It tells of each page without an article, which is told by us.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def extracted_keys(tree: etree._Element) -> tuple[str, ...]:
    """Return the paragraphs that trafilatura takes from a page, each as its letters and digits.

    The ``tree`` of the page is changed by that.
    """
    document = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, include_formatting=True, include_links=False
    )
    body = getattr(document, "body", None)
    if body is None:
        return ()
    found = (key(paragraph) for paragraph in _paragraphs(body))
    return tuple(paragraph for paragraph in found if paragraph)


def _paragraphs(body: etree._Element) -> Iterator[str]:
    """Yield the text between the edges of blocks."""
    text: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _BLOCKS:
            yield "".join(text)
            text.clear()
        text.append((element.text if event == "start" else element.tail) or "")
    yield "".join(text)


def of_article(lines: Sequence[str], paragraphs: Sequence[str]) -> frozenset[int]:
    """Return the indices of ``lines`` that hold ``paragraphs``, in the order of both; all are keys.

    A text that a page has twice, such as a heading that a list of links repeats, is the one that stands in
    order with the others.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, paragraph in enumerate(paragraphs):
        places[paragraph].append(index)
    near = _Near(paragraphs)
    pairs = []
    for index, line in enumerate(lines):
        found = places.get(line, [])[:_MOST_PLACES] or near.places(line)
        pairs += [(index, place) for place in sorted(found, reverse=True)]
    chosen = {index for index, _ in _longest_rise(pairs)}
    once = {line for line in lines if len(line) >= _UNIQUE}
    chosen |= {index for index, line in enumerate(lines) if line in places and line in once}
    return frozenset(chosen)


class _Near:
    """Finds paragraphs that are nearly a line: one has the other within it, or begins or ends like it."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self._whole = "\n".join(paragraphs)
        self._starts = [0]
        self._by_edge: dict[str, int] = {}
        for index, paragraph in enumerate(paragraphs):
            self._starts.append(self._starts[-1] + len(paragraph) + 1)
            if len(paragraph) >= _LONG:
                self._by_edge.setdefault(f"^{paragraph[:_LONG]}", index)
                self._by_edge.setdefault(f"{paragraph[-_LONG:]}$", index)

    def places(self, line: str) -> list[int]:
        """Return the index of the paragraph that is nearly ``line``, if there is one."""
        if len(line) < _LONG:
            return []
        if (at := self._whole.find(line)) >= 0:
            return [bisect_right(self._starts, at) - 1]
        found = (self._by_edge.get(edge) for edge in (f"^{line[:_LONG]}", f"{line[-_LONG:]}$"))
        return [index for index in found if index is not None][:1]


def _longest_rise(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of ``pairs`` whose second members do not fall; each first member is in it once.

    Pairs with one first member come with the second falling.
    """
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        position = bisect_right(ends, place)
        ends[position : position + 1] = [place]
        at[position : position + 1] = [number]
        before.append(at[position - 1] if position else -1)
    run, number = [], at[-1] if at else -1
    while number >= 0:
        run.append(pairs[number])
        number = before[number]
    return run[::-1]
