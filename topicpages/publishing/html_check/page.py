"""A built page as a browser reads it, with its address and the places of its elements in the file."""

from collections import defaultdict
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from topicpages.diagnostics import Span

# Served at whatever address does not exist, so nothing in it can be relative.
NOT_FOUND = "404.html"


class Page:
    """One HTML file of a site, or one drawing (``.svg``), which counts as text of ours throughout.

    ``path`` is relative to the site and uses ``/``. ``elements`` are in document order; those of a page's
    own text, which the theme surrounds, have their ``mem_id`` in ``body_text``.
    """

    def __init__(self, site: Path, path: str, *, base_path: str) -> None:
        self.path = path
        self.source = (site / path).read_bytes()
        self.url = base_path + ("no/such/page/" if path == NOT_FOUND else quote(address_of(path)))
        tree = LexborHTMLParser(self.source)
        if path.endswith(".svg"):
            self.elements = tree.css("body *, head *")
            self.body_text = frozenset(node.mem_id for node in self.elements)
            return
        self.elements = tree.css("*")
        self.body_text = frozenset(
            node.mem_id
            for page in self.elements
            if "tp-page" in _classes(page)
            for node in (page, *page.css("*"))
        )

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The names that ``#…`` may lead to."""
        ids = (node.attributes.get("id") for node in self.elements)
        names = (node.attributes.get("name") for node in self.elements if node.tag == "a")
        return frozenset(name for name in (*ids, *names) if name)

    def span(self, index: int) -> Span:
        """Return where the element with that index begins; the file's start when the tree hides it."""
        tag = self.elements[index].tag
        earlier = sum(node.tag == tag for node in self.elements[:index])
        places = self._places.get((tag or "").lower(), [])
        return Span(self.path, *places[earlier]) if earlier < len(places) else Span(self.path)

    @cached_property
    def _places(self) -> dict[str, list[tuple[int, int]]]:
        """Line and column of every start tag by name; only read when there is something to report."""
        reader = _StartTags()
        reader.feed(self.source.decode("utf-8", "replace"))
        return reader.places


def address_of(path: str) -> str:
    """Return the address of a file below the site's: that of its folder for an ``index.html``."""
    folder, _, name = path.rpartition("/")
    if name != "index.html":
        return path
    return f"{folder}/" if folder else ""


def _classes(node: LexborNode) -> list[str]:
    return (node.attributes.get("class") or "").split()


class _StartTags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        line, column = self.getpos()
        self.places[tag].append((line, column + 1))
