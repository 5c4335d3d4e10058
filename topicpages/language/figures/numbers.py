"""Numbers, percentages, ranges, ordinals and vague counts in text."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from unicodedata import numeric

from topicpages.language.figures.figure import Figure, FigureKind, Qualifier, StatedDate
from topicpages.language.figures.number_words import (
    FRACTION,
    MULTIPLES,
    ORDINALS,
    TIMES,
    VAGUE,
    cardinal,
    ordinal,
)
from topicpages.language.figures.quantity import (
    CARDINAL,
    DIGITS,
    GROUP,
    ONE,
    SCALE,
    TEEN,
    TEN,
    Quantity,
    decimal,
    next_quantity,
    quantity_at,
)

_WORDINGS = {
    Qualifier.AT_LEAST: r"at least|no (?:fewer|less) than|not (?:fewer|less) than|a minimum of",
    Qualifier.AT_MOST: r"at most|up to|no more than|not more than|as many as|as much as|a maximum of",
    Qualifier.OVER: (
        r"(?:(?:just|well|far|slightly) )?(?:over|more than|greater than)|upwards? of|in excess of"
        r"|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|north of"
    ),
    Qualifier.UNDER: r"(?:(?:just|well|far|slightly) )?(?:under|below|less than|fewer than)",
    Qualifier.NEARLY: (
        r"nearly|almost|close to|not quite|(?:just|slightly|a little) (?:short|shy) of|virtually|practically"
        r"|all but|approaching|nearing"
    ),
    Qualifier.ABOUT: r"about|around|some|roughly|approximately|circa|an estimated|estimated",
}
_BEFORE = re.compile(rf"\b(?:{'|'.join(_WORDINGS.values())}) $", re.IGNORECASE)
_FORMS = tuple((re.compile(f"(?:{wording}) ", re.IGNORECASE), form) for form, wording in _WORDINGS.items())
_LONGEST_BEFORE = 40
_AFTER = re.compile(r"\+|-plus\b| or (?:more|so|fewer|less)\b(?! than)", re.IGNORECASE)
_AFTER_FORMS = {
    "+": Qualifier.AT_LEAST,
    "-plus": Qualifier.AT_LEAST,
    " or more": Qualifier.AT_LEAST,
    " or so": Qualifier.ABOUT,
    " or fewer": Qualifier.AT_MOST,
    " or less": Qualifier.AT_MOST,
}
_BETWEEN = re.compile(r"\bbetween $", re.IGNORECASE)
_FROM = re.compile(r"\bfrom $", re.IGNORECASE)
_JOINER = re.compile(r"-to-|-(?=[0-9$€£¥])| to ", re.IGNORECASE)

_PRONOUN_BEFORE = re.compile(
    r"\b(?:no|the|this|that|each|any|every|which|another|not|only|last|next|new|old|for|by|at)[- ]$",
    re.IGNORECASE,
)
_PRONOUN_AFTER = re.compile(
    r"$|[,.;:!?)\"'\]]|-(?:sided|off|way|time|on)\b"
    r"| (?:of|another|or|and|who|which|that|is|was|has|had|can|could|would|should|must|may|to|in|by|thing)\b",
    re.IGNORECASE,
)
_ORDINAL_WORD = "|".join(sorted(ORDINALS, key=len, reverse=True))
_ORDINAL = re.compile(
    rf"(?:(?<![0-9])[0-9]+(?:st|nd|rd|th)|\b(?:(?:{TEN})[- ])?(?:{_ORDINAL_WORD}))\b", re.IGNORECASE
)
_NOT_ORDINAL = re.compile(r"(?:\bat|\bper|\bsplit|\x00)[- ]$", re.IGNORECASE)
_FRACTION = re.compile(
    rf"\b(?:(?:{ONE}|an?)(?:-(?:{FRACTION})| (?:{FRACTION})(?= of\b))"
    rf"|half(?![- ](?:an? )?(?:{GROUP}|hundred|{SCALE})\b))\b|[\u00bc-\u00be\u2150-\u215e]",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    rf"\b(?:several|a few|many|a couple(?: of)?)[- ](?:hundred|{SCALE}|{GROUP})s?\b", re.IGNORECASE
)
_ONE_WORD = rf"(?:{ONE}|{TEEN}|{TEN}|hundred|{SCALE})"
_FOLD = rf"(?:(?P<words>{_ONE_WORD}|{CARDINAL}[- ])|(?P<digits>{DIGITS})[- ]?)fold"
_MULTIPLE = re.compile(
    rf"\b(?:{_FOLD}|(?P<multiple>{'|'.join(MULTIPLES)})|{'|'.join(TIMES)}"
    r"|(?:a )?couple of|(?:(?:a|the|one) )?pair of|(?:a|the|one) pair)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(rf"\b(?:(?:tens|hundreds) of )?(?:{'|'.join(VAGUE)})\b", re.IGNORECASE)


def numbers(text: str) -> Iterator[Figure]:
    """Yield numbers, percentages, ranges of them and bare years; the qualifier is part of the figure."""
    reached = 0
    while first := next_quantity(text, reached):
        start, qualifier = _qualifier_before(text, reached, first.start)
        last = _end_of_range(text, first, start)
        end = last.end if last else first.end
        if qualifier is None and (after := _AFTER.match(text, end)):
            qualifier, end = _AFTER_FORMS[after.group().lower()], after.end()
        if last and (between := _BETWEEN.search(text, reached, start)):
            start = between.start()
        reached = end
        if last or not _counts_nothing(text, first):
            yield _figure(first, last, qualifier, text=text[start:end], start=start)


def _qualifier_before(text: str, reached: int, at: int) -> tuple[int, Qualifier | None]:
    """Return where the figure at ``at`` begins with its qualifier, and the qualifier."""
    match = _BEFORE.search(text, max(reached, at - _LONGEST_BEFORE), at)
    if not match:
        return at, None
    return match.start(), next(form for wording, form in _FORMS if wording.fullmatch(match.group()))


def _end_of_range(text: str, first: Quantity, start: int) -> Quantity | None:
    """Return the upper end of the range that begins with ``first``, if one does."""
    if _BETWEEN.search(text, max(0, start - _LONGEST_BEFORE), start):
        joined = first.end + len(" and ") if text.startswith(" and ", first.end) else None
    else:
        joiner = _JOINER.match(text, first.end)
        is_move = (
            joiner and joiner.group() == " to " and _FROM.search(text, max(0, start - len("from ")), start)
        )
        joined = joiner.end() if joiner and not is_move else None
    last = quantity_at(text, joined) if joined is not None else None
    if last is None or (first.percent and not last.percent) or last.word not in ("", first.word):
        return None
    if first.year and last.digits == len("26"):
        last = _second_year(first.year, last)
    return last if _low(first, last) < last.amount else None


def _second_year(first: int, last: Quantity) -> Quantity:
    """Return the “22” of “2021-22” as the year 2022."""
    year = first - first % 100 + int(last.amount)
    return replace(last, amount=Decimal(year), year=year)


def _low(first: Quantity, last: Quantity) -> Decimal:
    """Return the lower end: in “20-30 million” the million belongs to both."""
    scaled = first.amount * last.scale
    return scaled if first.scale == 1 and scaled < last.amount else first.amount


def _counts_nothing(text: str, quantity: Quantity) -> bool:
    """Tell whether this is “one” as a pronoun, or a “decade” that nothing counts."""
    if quantity.uncounted or not quantity.is_one or quantity.percent:
        return quantity.uncounted
    before = _PRONOUN_BEFORE.search(text, max(0, quantity.start - _LONGEST_BEFORE), quantity.start)
    return bool(before or _PRONOUN_AFTER.match(text, quantity.end))


def _figure(
    first: Quantity, last: Quantity | None, qualifier: Qualifier | None, *, text: str, start: int
) -> Figure:
    end = start + len(text)
    high = last or first
    if first.year and (last is None or last.year) and qualifier in (None, Qualifier.ABOUT):
        when = StatedDate(first.year, last_year=last.year if last else None)
        count = None if last else first.amount
        return Figure(FigureKind.DATE, text, start, end, count, count, qualifier, when)
    kind = FigureKind.PERCENT if high.percent else FigureKind.NUMBER
    low = _low(first, last) if last else first.amount
    word = first.word or high.word
    return Figure(kind, text, start, end, low, high.amount, qualifier, word=word, implied=high.implied)


def ordinals(text: str) -> Iterator[Figure]:
    """Yield ordinals, but not “second” as a unit of time nor “at first”. A NUL stands for a figure taken."""
    for match in _ORDINAL.finditer(text):
        if not _NOT_ORDINAL.search(text, max(0, match.start() - _LONGEST_BEFORE), match.start()):
            value = ordinal(match.group())
            yield Figure(FigureKind.ORDINAL, match.group(), match.start(), match.end(), low=value, high=value)


def fractions(text: str) -> Iterator[Figure]:
    """Yield “half”, “two-thirds”, “½”, which equal only themselves."""
    for match in _FRACTION.finditer(text):
        word = re.sub("^an?-", "one-", match.group().lower().replace(" ", "-")).removesuffix("s")
        yield _worded(text, match.span(), word.removeprefix("one-") if word == "one-half" else word)


def multiples(text: str) -> Iterator[Figure]:
    """Yield “doubled”, “ninefold”, “twice”, “a couple of”, “a pair”; “doubled” equals “twofold”."""
    for match in _MULTIPLE.finditer(text):
        yield _worded(text, match.span(), _multiple(match))


def _multiple(match: re.Match[str]) -> str:
    if match["multiple"]:
        return f"{MULTIPLES[match['multiple'].lower()]}-fold"
    if match["words"] or match["digits"]:
        times = cardinal(match["words"]) if match["words"] else decimal(match["digits"])
        return f"{times.normalize():f}-fold"
    kind = re.search("couple|pair|halv", match.group(), re.IGNORECASE)
    return kind.group().lower() if kind else match.group().lower()


def other_numerals(text: str) -> Iterator[Figure]:
    """Yield “Ⅷ”, “⑨”, “三”, which equal only themselves: characters that count and are no digits."""
    start = 0
    for counts, run in groupby(text, lambda char: not char.isascii() and numeric(char, None) is not None):
        end = start + len(list(run))
        if counts:
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
    start, qualifier = _qualifier_before(source, 0, span[0])
    return Figure(FigureKind.NUMBER, source[start : span[1]], start, span[1], qualifier=qualifier, word=word)
