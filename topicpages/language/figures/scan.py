"""All figures of a text, in order."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache

from topicpages.language.figures.figure import Figure
from topicpages.language.figures.names import NO_NAMES, Names
from topicpages.language.figures.number_words import hints
from topicpages.language.figures.numbers import (
    fractions,
    multiples,
    numbers,
    ordinals,
    other_numerals,
    several_counts,
    vague_counts,
)
from topicpages.language.figures.when import month_dates, numeric_dates, relative_dates, weekdays
from topicpages.language.quotes import Normalised, normalise

_TAKEN = "\x00"
_DASHES = "\u2014\u2015"
_DIGIT_SPACES = "\u00a0\u2009\u202f\u2007\u2008"
# In this order: a later reader sees what an earlier one took as `_TAKEN`. A reader is asked only when the
# text has a hint for it, which saves most of the time.
_READERS: tuple[tuple[frozenset[str], Callable[[str], Iterable[Figure]]], ...] = (
    (frozenset(("digit",)), numeric_dates),
    (frozenset(("month",)), month_dates),
    (frozenset(("relative",)), relative_dates),
    (frozenset(("weekday",)), weekdays),
    (frozenset(("digit", "fraction")), fractions),
    (frozenset(("digit",)), other_numerals),
    (frozenset(("several",)), several_counts),
    (frozenset(("multiple",)), multiples),
    (frozenset(("digit", "number")), numbers),
    (frozenset(("vague",)), vague_counts),
    (frozenset(("digit", "ordinal")), ordinals),
)


def figures_in(text: str, *, names: Names = NO_NAMES) -> tuple[Figure, ...]:
    """Return every figure of ``text`` in order, none overlapping; figures inside ``names`` are left out.

    Spans and texts are those of ``text`` as it is, before normalising. Never raises.
    """
    return _figures(text, names)


@lru_cache(maxsize=16384)
def _figures(text: str, names: Names) -> tuple[Figure, ...]:
    folded = normalise(text)
    told = hints(folded.text)
    if not told:
        return ()
    left = whole = _working(folded)
    for start, end in names.spans(folded.text):
        left = _without(left, start, end)
    found: list[Figure] = []
    for reader in (reader for needed, reader in _READERS if needed & told):
        for figure in _longest_first(reader(left)):
            if _TAKEN not in left[figure.start : figure.end]:
                found.append(figure)
                left = _without(left, figure.start, figure.end)
    found.sort(key=lambda figure: figure.start)
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
    if folded.raw.isascii():
        return folded.text.replace(_TAKEN, " ")
    chars = list(folded.text)
    for at, char in enumerate(chars):
        raw = folded.raw[folded.offsets[at]]
        if char == "-" and raw in _DASHES:
            chars[at] = "\u2014"
        elif char == " " and raw in _DIGIT_SPACES and _between_digits(folded, at):
            chars[at] = "\u2009"
        elif char == _TAKEN:
            chars[at] = " "
        elif not char.isascii() and (digit := unicodedata.decimal(char, None)) is not None:
            chars[at] = str(digit)
    return "".join(chars)


def _between_digits(folded: Normalised, at: int) -> bool:
    inside = 0 < at < len(folded.text) - 1 and folded.ends[at] - folded.offsets[at] == 1
    return inside and folded.text[at - 1].isdigit() and folded.text[at + 1].isdigit()


def _raw(figure: Figure, folded: Normalised) -> Figure:
    start, end = folded.raw_span(figure.start, figure.end)
    return replace(figure, text=folded.raw[start:end], start=start, end=end)
