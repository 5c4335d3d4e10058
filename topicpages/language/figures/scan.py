"""All figures of a text, in order."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache, partial

from topicpages.language.figures.figure import Figure
from topicpages.language.figures.names import NO_NAMES, Names
from topicpages.language.figures.number_words import hints
from topicpages.language.figures.numbers import numbers, ordinals
from topicpages.language.figures.when import (
    days_in_digits,
    joined_dates,
    month_dates,
    numeric_dates,
    relative_dates,
    weekdays,
)
from topicpages.language.figures.worded import (
    fractions,
    inexact,
    multiples,
    other_numerals,
    several_counts,
    vague_counts,
)
from topicpages.language.quotes import Normalised, normalise

_TAKEN = "\x00"
_DASHES = "\u2014\u2015"
_DIGIT_SPACES = "\u00a0\u2009\u202f\u2007\u2008"
_NO_ASCII = re.compile(r"[^\x00-\x7f]")
_GROUPED = re.compile(f"(?<=[0-9])[{_DIGIT_SPACES}](?=[0-9]{{3}}(?![0-9]))")
# In this order: a later reader sees what an earlier one took as `_TAKEN`. A reader is asked only when the
# text has a hint for it, which saves most of the time.
_READERS: tuple[tuple[frozenset[str], Callable[[str], Iterable[Figure]]], ...] = (
    (frozenset(("digit",)), numeric_dates),
    (frozenset(("month",)), month_dates),
    (frozenset(("relative",)), relative_dates),
    (frozenset(("weekday",)), weekdays),
    (frozenset(("digit",)), inexact),
    (frozenset(("digit", "fraction")), fractions),
    (frozenset(("digit",)), other_numerals),
    (frozenset(("several",)), several_counts),
    (frozenset(("multiple",)), multiples),
    (frozenset(("digit", "number")), numbers),
    (frozenset(("vague",)), vague_counts),
    (frozenset(("digit", "ordinal")), ordinals),
)


def with_groups(text: str) -> str:
    """Return ``text`` with commas for the no-break and thin spaces that group digits; lengths stay.

    For text that is normalised before its figures are read: there these spaces are like any other.
    """
    return text if text.isascii() else _GROUPED.sub(",", text)


def figures_in(text: str, *, names: Names = NO_NAMES, days: str = "") -> tuple[Figure, ...]:
    """Return every figure of ``text`` in order, none overlapping; figures inside ``names`` are left out.

    ``days`` is the order of days written in digits, “dmy” or “mdy”, if it is known. Spans and texts are those
    of ``text`` as it is, before normalising. Never raises.
    """
    return _figures(text, names, days)


@lru_cache(maxsize=16384)
def _figures(text: str, names: Names, days: str) -> tuple[Figure, ...]:
    folded = normalise(text)
    told = hints(folded.text)
    if not told:
        return ()
    left = whole = _working(folded)
    for start, end in names.spans(folded.text):
        left = _without(left, start, end)
    found: list[Figure] = []
    readers = [reader for needed, reader in _READERS if needed & told]
    if "digit" in told:
        readers.insert(0, partial(days_in_digits, order=days))
    for reader in readers:
        read = _longest_first(reader(left))
        if not read:
            continue
        taken = list(left)
        for figure in read:
            if _TAKEN not in taken[figure.start : figure.end]:
                found.append(figure)
                taken[figure.start : figure.end] = _TAKEN * (figure.end - figure.start)
        left = "".join(taken)
    found = joined_dates(sorted(found, key=lambda figure: figure.start), whole)
    return tuple(found if whole == text else (_raw(figure, folded) for figure in found))


def _longest_first(found: Iterable[Figure]) -> list[Figure]:
    return sorted(found, key=lambda figure: (figure.start - figure.end, figure.start))


def _without(text: str, start: int, end: int) -> str:
    return text[:start] + _TAKEN * (end - start) + text[end:]


def _working(folded: Normalised) -> str:
    """Return the folded text with what the readers must tell apart, character for character.

    Long dashes part figures and are not hyphens; a no-break or thin space between digits groups them;
    digits of all scripts are digits.
    """
    text = folded.text.replace(_TAKEN, " ")
    if folded.raw.isascii():
        return text
    chars = list(text)
    for found in _NO_ASCII.finditer(folded.raw):
        at, raw = folded.from_raw(found.start()), found.group()
        char = chars[at] if at < len(chars) else ""
        if char == "-" and raw in _DASHES:
            chars[at] = "\u2014"
        elif char == " " and raw in _DIGIT_SPACES and _between_digits(folded, at):
            chars[at] = "\u2009"
        elif char and not char.isascii() and (digit := unicodedata.decimal(char, None)) is not None:
            chars[at] = str(digit)
    return "".join(chars)


def _between_digits(folded: Normalised, at: int) -> bool:
    inside = 0 < at < len(folded.text) - 1 and folded.ends[at] - folded.offsets[at] == 1
    return inside and folded.text[at - 1].isdigit() and folded.text[at + 1].isdigit()


def _raw(figure: Figure, folded: Normalised) -> Figure:
    start, end = folded.raw_span(figure.start, figure.end)
    return replace(figure, text=folded.raw[start:end], start=start, end=end)
