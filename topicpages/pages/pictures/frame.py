"""What every picture is: a wide and a narrow drawing with title and description, and a table of the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from topicpages.pages import markdown
from topicpages.pages.markdown import Safe
from topicpages.pages.pictures.lettering import width, wrapped
from topicpages.pages.pictures.svg import anchored, element, link, together


@dataclass(frozen=True, slots=True)
class Table:
    """What a picture shows, as plain text; ``links`` holds one address for each row, empty for none."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    links: tuple[str, ...] = ()
    linked: int = 0
    """The column, counted from 0, whose text is the link."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a block of HTML on one line, and the same as a table."""

    html: Safe
    table: Table


@dataclass(frozen=True, slots=True)
class Caption:
    """What a picture is called and what it says, for those who do not see it; ``prefix`` makes ids unique."""

    prefix: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Canvas:
    """One of the two drawings: ``name`` tells which, ``width`` is in units of about one CSS pixel."""

    name: str
    width: float

    @property
    def narrow(self) -> bool:
        """Whether it is the one for small screens."""
        return self.name == "narrow"

    def id(self, caption: Caption, part: str) -> str:
        """Return an id that no other part of the page has."""
        return f"{caption.prefix}-{self.name}-{part}"


USUAL_SIZE = 13
_SPACE = Safe(" ")  # between lines, for those who listen or copy
_FINGER = 24  # the least that is hit with ease, in CSS pixels

# A telephone of 390 pixels leaves about 358 to the page, a desktop about 690.
CANVASES = (Canvas("wide", 688), Canvas("narrow", 340))


@dataclass(frozen=True, slots=True)
class Drawing:
    """The marks of one canvas and how high they reach; ``linked`` when links are among them."""

    marks: Safe
    height: float
    linked: bool = False


def drawn(caption: Caption, draw: Callable[[Canvas], Drawing]) -> Safe:
    """Return both drawings; the stylesheet shows the one that has room."""
    parts = (_svg(caption, canvas, draw(canvas)) for canvas in CANVASES)
    return element("div", *parts, class_="pic", data_search_exclude="")


def _svg(caption: Caption, canvas: Canvas, drawing: Drawing) -> Safe:
    title, description = canvas.id(caption, "title"), canvas.id(caption, "desc")
    return element(
        "svg",
        element("title", markdown.escape(caption.title), id=markdown.anchor(title)),
        element("desc", markdown.escape(caption.description), id=markdown.anchor(description)),
        drawing.marks,
        xmlns="http://www.w3.org/2000/svg",
        xmlns__xlink="http://www.w3.org/1999/xlink",
        class_=f"pic-{canvas.name}",
        viewBox=f"0 0 {canvas.width:.0f} {drawing.height:.0f}",
        # An image has no parts for assistive software, so its links would be lost there.
        font_size=USUAL_SIZE,
        role="group" if drawing.linked else "img",
        aria_labelledby=title,
        aria_describedby=description,
    )


def lettering(
    text: str,
    at: tuple[float, float],
    *,
    size: float = USUAL_SIZE,
    anchor: str | None = None,
    look: str | None = None,
    bold: bool = False,
) -> Safe:
    """Return one line of text whose baseline begins at ``at``."""
    return element(
        "text",
        markdown.escape(text),
        x=at[0],
        y=at[1],
        font_size=_unusual(size),
        text_anchor=anchor,
        class_=look,
        font_weight="600" if bold else None,
    )


def _unusual(size: float) -> float | None:
    return None if size == USUAL_SIZE else size


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text that has been broken into lines."""

    lines: tuple[str, ...]
    size: float
    leading: float
    look: str | None = None
    bold: bool = False
    url: str = ""

    @property
    def height(self) -> float:
        """How much space its lines take."""
        return len(self.lines) * self.leading

    def at(self, left: float, top: float, *, anchor: str | None = None) -> Safe:
        """Return it drawn, with ``top`` as the upper edge of its first line."""
        baseline = top + self.leading * 0.5 + self.size * 0.36
        if len(self.lines) == 1:
            # A single line needs no parts.
            line = lettering(
                self.lines[0], (left, baseline), size=self.size, anchor=anchor, look=self.look, bold=self.bold
            )
            return self._linked(line, left, top, anchor)
        parts = (
            element("tspan", markdown.escape(line), _SPACE, x=left, y=baseline + index * self.leading)
            for index, line in enumerate(self.lines)
        )
        whole = element(
            "text",
            *parts,
            font_size=_unusual(self.size),
            text_anchor=anchor,
            class_=self.look,
            font_weight="600" if self.bold else None,
        )
        return self._linked(whole, left, top, anchor)

    def _linked(self, words: Safe, left: float, top: float, anchor: str | None) -> Safe:
        if not self.url:
            return words
        wide = max(width(line, self.size, bold=self.bold) for line in self.lines)
        start = left - wide / 2 if anchor == "middle" else left - wide if anchor == "end" else left
        return anchored(self.url, _target(start, top, wide, self.height), words)


def _target(left: float, top: float, wide: float, high: float) -> Safe:
    """Return an unseen rectangle, large enough for a finger: letters alone have holes between them."""
    more = max(_FINGER - high, 0) / 2
    return element("rect", x=left - 2, y=top - more, width=wide + 4, height=high + 2 * more, class_="pic-hit")


def linked_lettering(text: str, at: tuple[float, float], *, url: str, look: str | None = None) -> Safe:
    """Return one line of bold text, linked to ``url`` if there is one."""
    words = lettering(text, at, bold=True, look=look)
    if not url:
        return words
    return anchored(url, _target(at[0], at[1] - 13, width(text, USUAL_SIZE, bold=True), 17), words)


def paragraph(
    text: str,
    room: float,
    *,
    size: float = USUAL_SIZE,
    look: str | None = None,
    bold: bool = False,
    lines: int = 6,
    url: str = "",
) -> Paragraph:
    """Return ``text`` broken to ``room``."""
    broken = wrapped(text, room, size, bold=bold, lines=lines)
    return Paragraph(broken, size, round(size * 1.32, 1), look, bold, url)


def in_rows(widths: Sequence[float], room: float, *, apart: float = 20) -> list[tuple[float, int]]:
    """Lay things side by side, as many to a row as have room; return the left edge and row of each."""
    spots: list[tuple[float, int]] = []
    left, row = 0.0, 0
    for wide in widths:
        if left and left + wide > room:
            left, row = 0.0, row + 1
        spots.append((left, row))
        left += wide + apart
    return spots


def table_html(table: Table, *, caption: str) -> Safe:
    """Return the table as HTML; the first column heads its rows."""
    head = element("tr", *(element("th", markdown.escape(name), scope="col") for name in table.header))
    links = table.links or ("",) * len(table.rows)
    body = (_row(table, row, target) for row, target in zip(table.rows, links, strict=True))
    return element(
        "table",
        element("caption", markdown.escape(caption)),
        element("thead", head),
        element("tbody", *body),
        class_="pic-table",
    )


def _row(table: Table, row: Sequence[str], target: str) -> Safe:
    cells = []
    for column, text in enumerate(row):
        words = markdown.escape(text)
        if target and column == table.linked:
            words = element("a", words, href=link(target))
        cells.append(element("th", words, scope="row") if column == 0 else element("td", words))
    return element("tr", *cells)


def with_table(
    picture: Picture, caption: Caption, *, words: str = "", summary: str = "The same as a table"
) -> Safe:
    """Return the picture, its caption and, folded, its table, as one block on one line."""
    below = element("figcaption", markdown.escape(f"{caption.title}. {words}" if words else caption.title))
    table = element(
        "div",
        table_html(picture.table, caption=caption.title),
        class_="pic-scroll",
        role="region",
        tabindex="0",
        aria_label=f"{summary}: {caption.title}",
    )
    return element(
        "div",
        element("figure", together((picture.html, below))),
        element("details", element("summary", markdown.escape(summary)), table, class_="pic-same"),
        class_="pic-block",
    )
