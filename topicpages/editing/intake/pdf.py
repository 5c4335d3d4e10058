"""The text of a PDF as paragraphs."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pypdf import PdfReader

from topicpages.editing.intake.days import is_dateline
from topicpages.editing.intake.lines import plain

_MOST_PAGES = 200
_LONGEST_HEAD = 15
_MOST_CHARACTERS = 2_000_000
_HYPHEN = re.compile(r"(?<=[^\W\d_])-$")
_DIGITS = re.compile(r"\d+")
_ENDS = (".", "!", "?", "…", "”", '"', ":")


def pdf_text(content: bytes) -> tuple[str, str]:
    """Return the text of a PDF, one paragraph a line with blank lines between, and what is wrong with it.

    Heads and numbers that pages repeat are left out. Never raises.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return "", "the PDF is locked with a password"
        if len(reader.pages) > _MOST_PAGES:
            return "", f"the PDF has more than {_MOST_PAGES} pages"
        pages = tuple(_pages(reader))
    except Exception:  # noqa: BLE001 -- whatever a broken file makes the library raise
        return "", "the PDF cannot be read"
    paragraphs = tuple(_paragraphs(_without_heads(pages)))
    if not paragraphs:
        return "", "the PDF has no text, only pictures"
    return "\n\n".join(paragraphs) + "\n", ""


def _pages(reader: PdfReader) -> Iterator[Sequence[str]]:
    left = _MOST_CHARACTERS
    for page in reader.pages:
        text = page.extract_text()[:left]
        left -= len(text)
        yield [plain(line) for line in text.split("\n")]


def _without_heads(pages: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of all pages without what stands at the edge of several, and without page numbers.

    Digits may differ in it; a head that prints the day is kept once, at the top. A blank line stands for the
    gap that a page may leave.
    """
    edges = Counter(mark for page in pages for mark in {_mark(line) for line in _edges(page)})
    for number, page in enumerate(pages):
        inner = [line for line in page if line]
        if number == 0:
            yield from (line for line in _edges(page) if is_dateline(line) and _is_head(line, edges))
        while inner and _is_head(inner[0], edges):
            inner.pop(0)
        while inner and _is_head(inner[-1], edges):
            inner.pop()
        kept = iter(page)
        first = next((index for index, line in enumerate(kept) if inner and line == inner[0]), 0)
        last = len(page) - next(
            (index for index, line in enumerate(reversed(page)) if inner and line == inner[-1]), 0
        )
        yield from page[first:last] if inner else ()


def _edges(page: Sequence[str]) -> Sequence[str]:
    lines = [line for line in page if line]
    return [*lines[:2], *lines[-2:]]


def _mark(line: str) -> str:
    return _DIGITS.sub("0", line)


def _is_head(line: str, edges: Counter[str]) -> bool:
    bare = _mark(line).strip(" -–—|·")
    return bare in {"0", "Page 0", "Page 0 of 0", "0 / 0", "0/0"} or (
        edges[_mark(line)] > 1 and len(line.split()) <= _LONGEST_HEAD
    )


def _paragraphs(lines: Iterator[str]) -> Iterator[str]:
    """Yield paragraphs: lines up to a blank one, or to one that is short and ends a sentence, joined."""
    run: list[str] = []
    given = list(lines)
    longest = sorted(map(len, given))[9 * len(given) // 10] if given else 0
    for line in given:
        if line and not (run and _begins(line)):
            run.append(line)
        elif run:
            yield _joined(run)
            run = [line] if line else []
        if run and len(run[-1]) < 3 * longest / 4 and (run[-1].endswith(_ENDS) or len(run) == 1):
            yield _joined(run)
            run = []
    if run:
        yield _joined(run)


def _begins(line: str) -> bool:
    return line[:2] in {"• ", "- ", "– ", "* ", "▪ "}


def _joined(run: Sequence[str]) -> str:
    """Return lines as one; a hyphen at the end of a line before a small letter breaks a word."""
    text = run[0]
    for line in run[1:]:
        broken = _HYPHEN.search(text) and line[:1].islower()
        text = text[:-1] + line if broken else f"{text} {line}"
    return text
