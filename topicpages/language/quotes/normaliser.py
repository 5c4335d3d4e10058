"""The folding that alone may differ between a quote and its passage, and the borders of words in it."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

NORMALISER_VERSION = 1
"""Rises with any change of what :func:`normalise` folds; recorded proofs name the version they used."""

_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_FOLDED = {
    **dict.fromkeys("\u201c\u201d\u201e\u201f", '"'),
    **dict.fromkeys("\u2018\u2019\u201a\u201b", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015", "-"),
    "\u2026": "...",
}


@dataclass(frozen=True, slots=True)
class Normalised:
    """Folded ``text`` of ``raw``; character ``i`` of it came from ``raw[offsets[i]:ends[i]]``."""

    raw: str
    text: str
    offsets: Sequence[int]
    ends: Sequence[int]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open span of ``raw`` behind ``text[start:end]``, which must not be empty."""
        return self.offsets[start], self.ends[end - 1]

    def from_raw(self, offset: int) -> int:
        """Return the place in ``text`` of the first character that came from ``raw[offset:]``."""
        return bisect_left(self.offsets, offset)


@lru_cache(maxsize=16384)
def normalise(text: str) -> Normalised:
    """Return ``text`` folded: the only differences between quote and passage that do not count.

    Dropped: soft hyphens, zero-width spaces, joiners and byte order marks. Then NFC; curly quotes and
    apostrophes, dashes and the ellipsis as ASCII; any white space as one space, none at the ends.
    Never folded: case, digits, accents, the minus sign U+2212, guillemets, bidirectional controls.
    """
    if text.isascii() and text == " ".join(text.split()):
        return Normalised(text, text, range(len(text)), range(1, len(text) + 1))
    chars: list[str] = []
    offsets: list[int] = []
    ends: list[int] = []
    for char, start, end in _composed(text):
        if char.isspace():
            if not chars:
                continue
            if chars[-1] == " ":
                ends[-1] = end
                continue
        for folded in " " if char.isspace() else _FOLDED.get(char, char):
            chars.append(folded)
            offsets.append(start)
            ends.append(end)
    if chars and chars[-1] == " ":
        del chars[-1], offsets[-1], ends[-1]
    return Normalised(text, "".join(chars), tuple(offsets), tuple(ends))


def _composed(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the characters of the NFC form without dropped ones, each with its span of ``text``.

    Characters of one composed sequence share the span of the whole sequence.
    """
    kept = [(char, offset) for offset, char in enumerate(text) if char not in _DROPPED]
    bare = "".join(char for char, _ in kept)
    if unicodedata.is_normalized("NFC", bare):
        yield from ((char, offset, offset + 1) for char, offset in kept)
        return
    start = 0
    for stop in range(1, len(kept) + 1):
        if stop < len(kept) and _joins(bare[start:stop], bare[stop]):
            continue
        span = kept[start][1], kept[stop - 1][1] + 1
        for char in unicodedata.normalize("NFC", bare[start:stop]):
            yield char, *span
        start = stop


def _joins(before: str, char: str) -> bool:
    """Tell whether NFC treats ``char`` together with what stands before it."""
    if unicodedata.combining(char):
        return True
    apart = unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", char)
    return unicodedata.normalize("NFC", before + char) != apart


_ALWAYS_JOIN = frozenset("-\u2010\u2011\u2012\u2013'\u2019.")  # not the em dash: it parts words
_JOIN_DIGITS = frozenset(",:/")
_BEFORE_DIGIT = frozenset("$€£¥#+\u2212")
_AFTER_DIGIT = frozenset("%‰°")


def cuts_word(text: Normalised, start: int, end: int) -> bool:
    """Tell whether ``text.text[start:end]`` begins or ends inside a word or figure.

    A word goes on over hyphens, en dashes, apostrophes and full stops between letters or digits, and a
    figure over “,” “:” “/” between digits, a sign or currency before and “%” behind: “550” is not in
    “1,550”, “80” not in “70–80”, “31” not in “31%”, “can” not in “can’t”. A possessive “’s” may be left out.
    """
    return _inside_word(text, start) or (_inside_word(text, end) and not _before_possessive(text.text, end))


def _before_possessive(text: str, at: int) -> bool:
    return text[at : at + 2] == "'s" and not text[at + 2 : at + 3].isalnum()


def _inside_word(text: Normalised, at: int) -> bool:
    """Tell whether the border before ``text.text[at]`` parts what belongs together."""
    if not 0 < at < len(text.text):
        return False
    left, right = text.text[at - 1], text.text[at]
    if unicodedata.combining(right) or (left.isalnum() and right.isalnum()):
        return True
    if right.isdigit() and (left in _BEFORE_DIGIT or _is_sign(text.text, at - 1)):
        return True
    if left.isdigit() and right in _AFTER_DIGIT:
        return True
    return _is_joiner(text, at) or _is_joiner(text, at - 1)


def _is_sign(text: str, at: int) -> bool:
    return text[at] == "-" and (at == 0 or text[at - 1] in " (")


def _is_joiner(text: Normalised, at: int) -> bool:
    if not 0 < at < len(text.text) - 1:
        return False
    left, right = text.text[at - 1], text.text[at + 1]
    raw = text.raw[text.offsets[at]]
    if raw in _JOIN_DIGITS:
        return left.isdigit() and right.isdigit()
    return raw in _ALWAYS_JOIN and left.isalnum() and right.isalnum()
