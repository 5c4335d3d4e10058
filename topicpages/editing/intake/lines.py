"""What an original is made of: its lines, and what each of them is."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from topicpages.sources import LineRange, Role

_BREAKS = re.compile("[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_WORD = re.compile(r"[^\W_]+")

SHAPE_UNKNOWN = "not part of the article by the extractor"


@dataclass(frozen=True, slots=True)
class Sorted:
    """A run of lines with its role in the article, or with ``why`` it is no part of it; never both."""

    lines: LineRange
    text: str
    role: Role | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Guess:
    """A text that was found, and where: “meta tag “author””; without ``sure`` an editor must confirm it."""

    text: str
    found: str
    sure: bool = False


def plain(text: str) -> str:
    """Return ``text`` on one line; spaces that have a width of their own, and hidden characters, stay."""
    line = _SURROGATES.sub("\ufffd", _BREAKS.sub(" ", text)).strip(" ")
    return line if line.strip() else ""


def key(text: str) -> str:
    """Return the letters and digits of ``text`` alone, to tell equal texts."""
    return "".join(_WORD.findall(text.casefold()))


def words(text: str) -> tuple[str, ...]:
    """Return the words of ``text``, folded, without marks."""
    return tuple(_WORD.findall(text.casefold()))


def skipped_ranges(rows: Iterable[Sorted]) -> Iterator[tuple[LineRange, str]]:
    """Yield runs of skipped lines with why; lines that follow each other for one reason are one run."""
    for why, run in groupby(rows, key=lambda row: row.why):
        if why:
            together = list(run)
            yield LineRange(together[0].lines.first, together[-1].lines.last), why


def shown(lines: LineRange) -> str:
    """Return the range as records write it: ``3`` or ``3-5``."""
    return str(lines.first) if lines.first == lines.last else f"{lines.first}-{lines.last}"
