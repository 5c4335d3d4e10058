"""The folding that alone may differ between a quote and its passage, and the borders of words in it."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

NORMALISER_VERSION = 2
"""Rises with any change of what :func:`normalise` folds; recorded proofs name the version they used."""

_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_FOLDED = {
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a", "'"),
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015", "-"),
    "\u2026": "...",
}

_FOLDS = re.compile(rf"\s+|[{''.join(_FOLDED)}]")
_SOFT_HYPHEN = "\u00ad"
_LINE_END = re.compile(r"(?<=[^\W_])[-\u2010\u00ad][ \t\r]*\n[ \t\r]*(?=[^\W_])")
_LETTERS = re.compile(r"[^\W\d_]*")
_ALONE = re.compile(r"(?<![\w\u2010\u00ad-])[^\W\d_]+(?![\w\u2010\u00ad-])")
_TAKE_HYPHEN = frozenset(
    (
        *("all", "anti", "cross", "ex", "half", "high", "ill", "low", "mid", "non", "part", "post", "pre"),
        *("pro", "self", "semi", "so", "sub", "vice", "well"),
    )
)
_NUMBERS = frozenset(
    (
        *("two", "three", "four", "five", "six", "seven", "eight", "nine", "eleven", "twelve", "thirteen"),
        *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty"),
        *("fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million", "billion"),
    )
)
# These end other words as well: “writ-⏎ten”, “head-⏎quarters”.
_NUMBERS_BEFORE = _NUMBERS | frozenset(
    ("one", "ten", "third", "thirds", "quarter", "quarters", "fifth", "fifths", "first", "second")
)
_ENDINGS = re.compile(
    r"(?:teen|ty|tie[sd]|th|ly|ary|aires?|fold|some|self|back|hand|sions?|ders?|nis|ants?|dency|tative)\Z"
)
_GUILLEMET = re.compile("[\u00ab\u00bb\u2039\u203a]")
_OPENING, _CLOSING = "\u00ab\u2039", "\u00bb\u203a"
_PADDING_BEHIND = re.compile(f"[\\s{''.join(_DROPPED)}]*")


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

    Dropped: soft hyphens, zero-width spaces, joiners and byte order marks; the space inside « guillemets »;
    what breaks a word at the end of a line (see :func:`_broken`). Then NFC; quotation marks of all shapes,
    apostrophes, dashes and the ellipsis as ASCII; ligatures as letters; any white space as one space, none at
    the ends. Never folded: case, digits, accents, the minus sign U+2212, bidirectional controls.
    """
    if text.isascii() and text == " ".join(text.split()):
        return Normalised(text, text, range(len(text)), range(1, len(text) + 1))
    skipped = _broken(text) | _padding(text)
    if not skipped and _DROPPED.isdisjoint(text) and unicodedata.is_normalized("NFC", text):
        return _by_runs(text)
    return _by_characters(text, skipped)


def _by_runs(text: str) -> Normalised:
    """Return composed ``text`` of which nothing is dropped, folded; most of it is copied in runs."""
    parts: list[str] = []
    offsets: list[int] = []
    ends: list[int] = []
    reached = 0
    for match in _FOLDS.finditer(text):
        start, end = match.span()
        parts.append(text[reached:start])
        offsets.extend(range(reached, start))
        ends.extend(range(reached + 1, start + 1))
        folded = _FOLDED.get(match.group(), " ")
        if folded != " " or (start and end < len(text)):
            parts.append(folded)
            offsets.extend([start] * len(folded))
            ends.extend([end] * len(folded))
        reached = end
    parts.append(text[reached:])
    offsets.extend(range(reached, len(text)))
    ends.extend(range(reached + 1, len(text) + 1))
    return Normalised(text, "".join(parts), tuple(offsets), tuple(ends))


def _by_characters(text: str, skipped: set[int]) -> Normalised:
    """Return ``text`` folded, without the characters at ``skipped``."""
    chars: list[str] = []
    offsets: list[int] = []
    ends: list[int] = []
    for char, start, end in _composed(text):
        if start in skipped:
            continue
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


def _padding(text: str) -> set[int]:
    """Return the offsets of the spaces inside « guillemets »; outside »such« they stay."""
    found: set[int] = set()
    marks = [match.start() for match in _GUILLEMET.finditer(text)]
    for number, at in enumerate(marks):
        if text[at] in _OPENING and not _closes(text, marks, number):
            padding = _PADDING_BEHIND.match(text, at + 1)
            found.update(range(at + 1, padding.end() if padding else at + 1))
        elif text[at] in _CLOSING and not _opens(text, marks, number):
            start = at
            while start and (text[start - 1].isspace() or text[start - 1] in _DROPPED):
                start -= 1
            found.update(range(start, at))
    return found


def _opens(text: str, marks: Sequence[int], number: int) -> bool:
    """Tell whether the “»” at this number of ``marks`` opens a quotation, as in German: »such« or »…«."""
    behind = text[marks[number] + 1 : marks[number] + 2]
    if behind.isalnum() or not behind.strip():
        return behind.isalnum()
    after = marks[number + 1] if number + 1 < len(marks) else None
    return after is not None and text[after] in _OPENING and not text[after - 1].isspace()


def _closes(text: str, marks: Sequence[int], number: int) -> bool:
    """Tell whether the “«” at this number of ``marks`` closes a quotation, as in German."""
    before = text[max(0, marks[number] - 1) : marks[number]]
    if before.isalnum() or not before.strip():
        return before.isalnum()
    last = marks[number - 1] if number else None
    return last is not None and text[last] in _CLOSING and not text[last + 1].isspace()


def _broken(text: str) -> set[int]:
    """Return the offsets of what breaks words at the end of a line: “mili-⏎tary” is “military”.

    The hyphen stays where it belongs to the word (see :func:`_takes_hyphen`), unless it is a soft one, and
    when what stands before it is a word by itself elsewhere in the text. No dictionary decides.
    """
    found: set[int] = set()
    alone: frozenset[str] | None = None
    for match in _LINE_END.finditer(text):
        if alone is None:
            alone = frozenset(word.group().lower() for word in _ALONE.finditer(text))
        before, after = _letters_before(text, match.start()), _LETTERS.match(text, match.end())
        behind = after.group() if after else ""
        is_soft = text[match.start()] == _SOFT_HYPHEN
        keeps = not is_soft and (before.lower() in alone or _takes_hyphen(before, behind))
        # “pre-⏎and post-war”: the space is no break.
        if not (keeps and behind in ("and", "or")):
            found.update(range(match.start() + keeps, match.end()))
    return found


def _letters_before(text: str, at: int) -> str:
    start = at
    while start and text[start - 1].isalpha():
        start -= 1
    return text[start:at]


def _takes_hyphen(before: str, behind: str) -> bool:
    """Tell whether the words have a hyphen between them: “Kyiv-Moscow”, “twenty-five”, “e-mail”, “mid-air”.

    So they have between names and beside digits, numbers, single letters and words that take one.
    """
    if len(before) <= 1 or len(behind) <= 1 or before[0].isupper() or behind[0].isupper():
        return True
    first = before.lower()
    is_number = first in _NUMBERS_BEFORE and not _ENDINGS.match(behind)
    return is_number or first in _TAKE_HYPHEN or behind in _NUMBERS


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
