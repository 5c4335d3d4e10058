"""Numbers, percentages, ranges and ordinals in text."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from topicpages.language.figures.currencies import BEFORE, is_currency
from topicpages.language.figures.figure import Figure, FigureKind, Qualifier, StatedDate
from topicpages.language.figures.number_words import FRACTION, ORDINALS, ordinal
from topicpages.language.figures.qualifiers import qualifier_before, qualifier_behind
from topicpages.language.figures.quantity import (
    LETTERS,
    ONE,
    SCALE,
    TEN,
    Quantity,
    next_quantity,
    quantity_at,
)

_BETWEEN = re.compile(r"\bbetween $", re.IGNORECASE)
# “rose from 5 to 9” is a move, “From 5 to 9 came” at the head of a sentence a range.
_FROM = re.compile(r"\bfrom $")
_JOINER = re.compile(rf"-to-|-(?=[0-9]|{BEFORE} ?[0-9])| - (?=[0-9]|{BEFORE} ?[0-9])| to ", re.IGNORECASE)
# “two million and a half” may be two numbers, and “one and a third million” has no end.
_AND_MORE = re.compile(
    rf" and a half\b| and (?:an?|{ONE})[- ](?!half|quarter)(?:{FRACTION}) (?:hundred|{SCALE}|times)\b",
    re.IGNORECASE,
)
_OUT_OF = re.compile(r"[- ](?:(?:in|out[- ]of) every|out[- ]of|(?P<plain>in))[- ]", re.IGNORECASE)
_NO_WHOLE = re.compile(r"-| (?:seconds|minutes|hours|days|nights|weeks|months|quarters|years|decades)\b")
_MOST_OF_A_SHARE = 10
# “lost 5 – 6 of them new” goes on with the second, and is no range.
_GOES_ON = re.compile(r" (?:of (?:them|these|those|which|whom)|more)\b")
_LONGEST_BEFORE = 40

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


def numbers(text: str) -> Iterator[Figure]:
    """Yield numbers, percentages, ranges of them and bare years; the qualifier is part of the figure.

    “5 or 6”, “one in five” and “a million and a half” are one figure each, which equals only itself.
    """
    reached = 0
    while first := next_quantity(text, reached):
        start, qualifier = qualifier_before(text, reached, first.start)
        # “four, over four or five”: each of them stands by itself.
        is_listed = qualifier is not None and text[reached:start] == ", "
        own = _own(text, first, is_listed=is_listed)
        last = None if own else _range(text, first, start)
        end = own[1] if own else last[1].end if last else first.end
        if qualifier is None:
            end, qualifier = qualifier_behind(text, end)
        if last and (between := _BETWEEN.search(text, max(reached, start - _LONGEST_BEFORE), start)):
            start = between.start()
        reached = end
        if own:
            kind = FigureKind.PERCENT if own[0].endswith("%") else FigureKind.NUMBER
            yield Figure(kind, text[start:end], start, end, qualifier=qualifier, word=own[0])
        elif last or end > first.end or not _counts_nothing(text, first):
            ends = last or (first, None)
            yield _figure(*ends, qualifier=qualifier, text=text[start:end], start=start)


def _own(text: str, first: Quantity, *, is_listed: bool) -> tuple[str, int] | None:
    """Return word and end of a figure that begins with ``first`` and equals only itself."""
    if half := _AND_MORE.match(text, first.end):
        return text[first.start : half.end()].lower(), half.end()
    return _share(text, first) or (None if is_listed else _choice(text, first))


def _share(text: str, first: Quantity) -> tuple[str, int] | None:
    """Return word and end of “one in five”, “three out of four”: neither of the two counts anything."""
    joint = _OUT_OF.match(text, first.end)
    whole = quantity_at(text, joint.end()) if joint else None
    if joint is None or whole is None or _NO_WHOLE.match(text, whole.end) or whole.year or whole.percent:
        return None
    is_share = joint["plain"] is None or first.amount == 1 or whole.amount <= _MOST_OF_A_SHARE
    if not is_share or whole.word or first.word or first.amount >= whole.amount:
        return None
    return f"{first.amount.normalize():f} in {whole.amount.normalize():f}", whole.end


def _choice(text: str, first: Quantity) -> tuple[str, int] | None:
    """Return word and end of “5 or 6” that begins with ``first``."""
    is_or = text.startswith(" or ", first.end)
    last = quantity_at(text, first.end + len(" or ")) if is_or else None
    if last is None or last.uncounted or (last.is_one and _counts_nothing(text, last)):
        return None
    first, last = _together(first, last)
    return f"{_spelled(first)} or {_spelled(last)}", last.end


def _range(text: str, first: Quantity, start: int) -> tuple[Quantity, Quantity] | None:
    """Return the ends of the range that begins with ``first``, if one does."""
    joined = _joined(text, first, start)
    last = quantity_at(text, joined) if joined is not None else None
    if last is None or (first.percent and not last.percent) or not _may_end(first.word, last.word):
        return None
    if joined is not None and text[first.end : joined] == " - " and _GOES_ON.match(text, last.end):
        return None
    if first.year and last.digits == len("26"):
        last = _second_year(first.year, last)
    first, last = _together(first, last)
    return (first, last) if first.amount < last.amount else None


def _joined(text: str, first: Quantity, start: int) -> int | None:
    """Return where the second end of a range must begin, behind “to”, a dash, or the “and” of “between”."""
    if _BETWEEN.search(text, max(0, start - _LONGEST_BEFORE), start):
        return first.end + len(" and ") if text.startswith(" and ", first.end) else None
    joiner = _JOINER.match(text, first.end)
    is_move = joiner and joiner.group() == " to " and _FROM.search(text, max(0, start - len("from ")), start)
    return joiner.end() if joiner and not is_move else None


def _may_end(first: str, last: str) -> bool:
    """Tell whether words of two numbers go together: a currency or letter may stand with one of them alone.

    But not a name: “Su-35 to 40” is no range.
    """
    if first.endswith("-") or last.endswith("-"):
        return first == last
    if last in ("", first) or not first:
        return True
    return any(is_currency(one) and other.lower() in LETTERS for one, other in ((first, last), (last, first)))


def _second_year(first: int, last: Quantity) -> Quantity:
    """Return the “22” of “2021-22” as the year 2022."""
    year = first - first % 100 + int(last.amount)
    return replace(last, amount=Decimal(year), year=year)


def _together(first: Quantity, last: Quantity) -> tuple[Quantity, Quantity]:
    """Return both as they are read side by side: currency and scale of one belong to the other too.

    “20-30 million” are two millions; so are “$5m-10” and “€5-10m”, and “500-1,000 km” are no thousands.
    """
    if is_currency(first.word) or is_currency(last.word):
        first, last = first.as_money(), last.as_money()
    scaled = first.amount * last.scale
    if first.scale == 1 and scaled < last.amount:
        first = replace(first, amount=scaled)
    if first.letter and first.scale > 1 and last.scale == 1:
        last = replace(last, amount=last.amount * first.scale)
    return first, last


def _counts_nothing(text: str, quantity: Quantity) -> bool:
    """Tell whether this is “one” as a pronoun, or a “decade” that nothing counts."""
    if quantity.uncounted or not quantity.is_one or quantity.percent:
        return quantity.uncounted
    before = _PRONOUN_BEFORE.search(text, max(0, quantity.start - _LONGEST_BEFORE), quantity.start)
    return bool(before or _PRONOUN_AFTER.match(text, quantity.end))


def _figure(
    first: Quantity, last: Quantity | None, *, qualifier: Qualifier | None, text: str, start: int
) -> Figure:
    end = start + len(text)
    high = last or first
    if first.year and (last is None or last.year) and qualifier in (None, Qualifier.ABOUT):
        when = StatedDate(first.year, last_year=last.year if last else None)
        # The second of “2021-22” can be nothing but a year.
        may_count = last is None or last.digits == len("2026")
        low, top = (first.amount, high.amount) if may_count else (None, None)
        return Figure(FigureKind.DATE, text, start, end, low, top, qualifier, when)
    kind = FigureKind.PERCENT if high.percent else FigureKind.NUMBER
    word = first.word or high.word
    return Figure(
        kind, text, start, end, first.amount, high.amount, qualifier, word=word, implied=high.implied
    )


def _spelled(quantity: Quantity) -> str:
    unit = " years" if quantity.implied else ""
    return f"{quantity.amount.normalize():f}{quantity.word}{unit}{'%' if quantity.percent else ''}"


def ordinals(text: str) -> Iterator[Figure]:
    """Yield ordinals, but not “second” as a unit of time nor “at first”. A NUL stands for a figure taken."""
    for match in _ORDINAL.finditer(text):
        if not _NOT_ORDINAL.search(text, max(0, match.start() - _LONGEST_BEFORE), match.start()):
            value = ordinal(match.group())
            yield Figure(FigureKind.ORDINAL, match.group(), match.start(), match.end(), low=value, high=value)
