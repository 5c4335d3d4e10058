"""Figures that have a word and no number, and equal only themselves: “half”, “dozens”, “1 in 5”, “9/11”.

What digits do not say exactly is read so too: “1,5 million”, “1.000.000”, “10:30”.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from unicodedata import numeric

from topicpages.language.figures.currencies import BEFORE, BEHIND, MARK
from topicpages.language.figures.figure import Figure, FigureKind
from topicpages.language.figures.number_words import (
    FRACTION,
    MULTIPLES,
    TIMES,
    VAGUE,
    cardinal,
)
from topicpages.language.figures.qualifiers import qualifier_before
from topicpages.language.figures.quantity import (
    BELOW_1000,
    DIGITS,
    EXACT,
    GROUP,
    ONE,
    SCALE,
    TEEN,
    TEN,
    decimal,
)

_ONE_WORD = rf"(?:{ONE}|{TEEN}|{TEN}|hundred|{SCALE})"
# A verb behind “a third” tells that it is a share: “a third sank”, and not “a third drone”.
_VERB = r"(?:of|are|were|have|has|had|is|was|came|died|fell|fled|left|lost|sank|voted|went|will|would)\b"
_FRACTION = re.compile(
    rf"\b(?:(?:{ONE}|an?)(?:-(?:{FRACTION})| (?:{FRACTION})(?= {_VERB})| (?:halves|thirds|quarters|fifths))"
    rf"|one (?:half|third|quarter|fifth)(?!-)"
    rf"|half(?![- ](?:an? )?(?:{GROUP}|hundred|{SCALE})\b))\b"
    r"|(?<![0-9])(?<![0-9] )[\u00bc-\u00be\u2150-\u215e]",
    re.IGNORECASE,
)
# “two and a half” is a number, and so is what stands before “million” in “two and two thirds million”.
_MIXED = re.compile(
    rf"(?:\b(?:{_ONE_WORD}|{GROUP})|[0-9])[- ]and[- ]"
    r"(?:(?:a[- ]half|a[- ]quarter|three[- ]quarters)\b"
    rf"|[^\W\d_]+[- ][^\W\d_]+(?= (?:hundred|{SCALE}|times)\b))",
    re.IGNORECASE,
)
_LONGEST_BEFORE, _LONGEST_AGO = 24, 200
# Another boat than the two before it: “Two boats fled. A third sank”.
_COUNTED_ON = re.compile(r"\b(?:two|second|another|both|2|2nd)\b", re.IGNORECASE)
_VULGAR = {
    "\u00bd": "half",
    "\u00bc": "one-quarter",
    "\u00be": "three-quarter",
    "\u2153": "one-third",
    "\u2154": "two-third",
    "\u2155": "one-fifth",
    "\u2156": "two-fifth",
    "\u2157": "three-fifth",
    "\u2158": "four-fifth",
    "\u2159": "one-sixth",
    "\u215a": "five-sixth",
    "\u215b": "one-eighth",
    "\u215c": "three-eighth",
    "\u215d": "five-eighth",
    "\u215e": "seven-eighth",
}
_SEVERAL = re.compile(
    rf"\b(?:several|a few|many|a couple(?: of)?)[- ](?:hundred|{SCALE}|{GROUP})s?\b", re.IGNORECASE
)
_FOLD = re.compile(
    rf"\b(?:(?P<words>{_ONE_WORD}|{BELOW_1000}[- ])|(?P<digits>{DIGITS})[- ]?)fold$", re.IGNORECASE
)
_FOLD_END = re.compile(r"fold\b", re.IGNORECASE)
_LONGEST_FOLD = 80
_MULTIPLE = re.compile(
    rf"\b(?:(?P<multiple>{'|'.join(MULTIPLES)})|{'|'.join(TIMES)}"
    r"|(?:a )?couple of|(?:(?:a|the|one) )?pair of|(?:a|the|one) pair)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(rf"\b(?:(?:tens|hundreds) of )?(?:{'|'.join(VAGUE)})\b", re.IGNORECASE)


_AMOUNT = rf"(?:{BEFORE} ?)?(?P<digits>[0-9]+(?:[.,'][0-9]+)+)(?:[ -]?(?:hundred|{SCALE}|bn|tn|k|m)\b)?"
_IN_GROUPS = re.compile(r"[0-9]{1,3}(?:[,'][0-9]{3})+(?:\.[0-9]+)?|[0-9]+\.(?!000$)[0-9]+")
_NO_AMOUNT = re.compile(
    rf"(?<![0-9])(?<![0-9][.,']){_AMOUNT}(?: ?{MARK}| {BEHIND}\b)?(?: ?%)?", re.IGNORECASE
)
_HOUR, _HALF_DAY = r"[0-9]{1,2}(?:[:.][0-9]{2})?", r" ?[ap](?:\.m\b\.?|m\b)"
_CLOCK = re.compile(
    rf"(?<![0-9])(?<![0-9][.,:])(?:{_HOUR}(?:-{_HOUR})?{_HALF_DAY}|[0-9]+(?::[0-9]+)+(?:{_HALF_DAY})?)",
    re.IGNORECASE,
)
# Not the “1/2” of “2 1/2”, which is a number; but “1 1/3” is none.
_SLASHED = re.compile(
    rf"(?<![0-9/])(?<![0-9][.,])(?![0-9]+[- ]{EXACT}|(?<=[0-9][- ]){EXACT})"
    r"(?:[0-9]+[- ](?=[0-9]/[0-9](?![0-9/])))?[0-9]+(?:/[0-9]+)+(?![.,]?[0-9])"
)
_NO_ASCII = re.compile(r"[^\x00-\x7f]+")
_CENTURY = re.compile(r"\b(?:1[0-9]|20)00['’]?s\b")


def inexact(text: str) -> Iterator[Figure]:
    """Yield what digits do not say exactly: “10:30”, “9/11”, “1,5 million”, “1.000.000”, “1 1/3”, “1800s”.

    Of a time only spaces and points do not count: “7 p.m.” is “7pm”.
    """
    for match in _CLOCK.finditer(text):
        word = re.sub(r"(?<=[0-9])\.(?=[0-9])", ":", match.group().lower())
        yield _worded(text, match.span(), re.sub("[ .]", "", word))
    for sign, pattern in (("/", _SLASHED), ("00", _CENTURY)):
        for match in pattern.finditer(text) if sign in text else ():
            yield _worded(text, match.span(), match.group().replace("-", " ").replace("'", ""))
    for match in _NO_AMOUNT.finditer(text):
        if not _IN_GROUPS.fullmatch(match["digits"]):
            yield _worded(text, match.span(), match.group().lower())


def fractions(text: str) -> Iterator[Figure]:
    """Yield “half”, “two-thirds”, “⅔”, which equal only themselves, however they are written.

    “two and a half” is a number, and “a third” behind two of the same is one more.
    """
    for match in _FRACTION.finditer(text):
        if _is_added(match) or _is_one_more(match):
            continue
        word = re.sub("^an?-", "one-", match.group().lower().replace(" ", "-"))
        word = _VULGAR.get(word, word.replace("halves", "half").removesuffix("s"))
        yield _worded(text, match.span(), "half" if word == "one-half" else word)


def _is_added(match: re.Match[str]) -> bool:
    before = max(0, match.start() - _LONGEST_BEFORE)
    mixed = _MIXED.search(match.string, before, match.end() + len(" thousand "))
    return mixed is not None and mixed.end() == match.end()


def _is_one_more(match: re.Match[str]) -> bool:
    is_doubtful = match.group().lower() == "a third" and not match.string.startswith(" of", match.end())
    return is_doubtful and bool(
        _COUNTED_ON.search(match.string, max(0, match.start() - _LONGEST_AGO), match.start())
    )


def multiples(text: str) -> Iterator[Figure]:
    """Yield “doubled”, “ninefold”, “twice”, “a couple of”, “a pair”; “doubled” equals “twofold”."""
    for end in _FOLD_END.finditer(text):
        # Looked for backwards from “fold”: number words before it may be many.
        if fold := _FOLD.search(text, max(0, end.start() - _LONGEST_FOLD), end.end()):
            times = cardinal(fold["words"]) if fold["words"] else decimal(fold["digits"])
            yield _worded(text, fold.span(), f"{times.normalize():f}-fold")
    for match in _MULTIPLE.finditer(text):
        yield _worded(text, match.span(), _multiple(match))


def _multiple(match: re.Match[str]) -> str:
    if match["multiple"]:
        return f"{MULTIPLES[match['multiple'].lower()]}-fold"
    kind = re.search("couple|pair|halv", match.group(), re.IGNORECASE)
    return kind.group().lower() if kind else match.group().lower()


def other_numerals(text: str) -> Iterator[Figure]:
    """Yield “Ⅷ”, “⑨”, “三”, which equal only themselves: characters that count and are no digits."""
    for found in _NO_ASCII.finditer(text):
        start = found.start()
        for counts, run in groupby(found.group(), lambda char: numeric(char, None) is not None):
            end = start + len(list(run))
            is_mixed = text[start] in _VULGAR and text[max(0, start - 2) : start].strip()[-1:].isdigit()
            if counts and not is_mixed:
                yield _worded(text, (start, end), text[start:end])
            start = end


def several_counts(text: str) -> Iterator[Figure]:
    """Yield “several hundred”, “a few dozen”, “a couple of thousand”, which equal only themselves."""
    for match in _SEVERAL.finditer(text):
        yield _worded(text, match.span(), match.group().lower())


def vague_counts(text: str) -> Iterator[Figure]:
    """Yield “dozens”, “tens of thousands”, which equal only themselves."""
    for match in _VAGUE.finditer(text):
        yield _worded(text, match.span(), match.group().lower())


def _worded(source: str, span: tuple[int, int], word: str) -> Figure:
    """Return a figure that has a word and no number, with the qualifier before it."""
    start, qualifier = qualifier_before(source, 0, span[0])
    return Figure(FigureKind.NUMBER, source[start : span[1]], start, span[1], qualifier=qualifier, word=word)
