"""One amount in text: digits or number words, with sign, currency, scale and percent."""

import re
from dataclasses import dataclass
from decimal import Decimal

from topicpages.language.figures.number_words import GROUPS, ONES, ORDINALS, SCALES, TEENS, TENS, cardinal

ONE = "|".join(ONES)
TEN = "|".join(TENS)
SCALE = "thousand|million|billion|trillion"
GROUP = "|".join(sorted(GROUPS, key=len, reverse=True))

TEEN = "|".join(TEENS)
_UNIT_ORDINAL = "|".join(word for word, number in ORDINALS.items() if number < TEENS["ten"])
_BELOW_100 = rf"(?:(?:{TEN})\b(?![- ](?:{_UNIT_ORDINAL})\b)(?:[- ](?:{ONE}))?|{TEEN}|{ONE})\b"
_BELOW_1000 = rf"(?:(?:(?:{ONE}|{TEEN}|an?)[- ])?hundred\b(?:(?: and)?[- ]{_BELOW_100})?|{_BELOW_100})"
CARDINAL = (
    rf"(?:(?:(?:{_BELOW_1000}|an?)[- ])?(?:{SCALE})\b"
    rf"(?:,? (?:and )?{_BELOW_1000}[- ](?:{SCALE})\b)*(?:,? (?:and )?{_BELOW_1000})?"
    rf"|{_BELOW_1000}|zero\b)"
)
# U+2009 stands for any no-break or thin space between digits; see `scan`.
DIGITS = r"(?:[0-9]{1,3}(?:[,\u2009][0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?(?![0-9])"
_QUANTITY = re.compile(
    rf"(?:\b(?:(?P<times>half an?|an?|{CARDINAL}|{DIGITS})[- ])?(?P<group>{GROUP})\b"
    rf"|\bhalf[- ](?:an?[- ])?(?P<halved>hundred|{SCALE})\b"
    rf"|(?P<sign>[-\u2212])?(?P<money>[$€£¥])?(?P<digits>{DIGITS})(?!(?:st|nd|rd|th)\b)"
    rf"(?:[ -](?P<scale>hundred|{SCALE}|bn|tn)\b|(?P<letter>k|m|bn|tn)\b)?"
    rf"|\b(?P<words>{CARDINAL}))"
    r"(?P<points>[- ]percentage[- ]points?\b| per ?cent points?\b)?"
    r"(?P<percent> ?%|[- ]per ?cent\b)?",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_FIRST_WORDS = frozenset((*ONES, *TEENS, *TENS, *SCALES, *GROUPS, "zero", "hundred", "a", "an", "half"))
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount at ``start:end`` of the text that was read.

    ``word`` is a currency, or a letter the digits are glued to; ``implied`` the unit of “decade”; ``scale``
    the power of ten that was spelled out; ``digits`` how many there are of a plain number. ``is_one`` marks
    the bare word “one”, ``uncounted`` a “decade” without a number.
    """

    amount: Decimal
    start: int
    end: int
    word: str = ""
    implied: str = ""
    scale: int = 1
    year: int | None = None
    digits: int = 0
    percent: bool = False
    is_one: bool = False
    uncounted: bool = False


def next_quantity(text: str, at: int) -> Quantity | None:
    """Return the first amount that begins at or after ``at``."""
    for token in _TOKEN.finditer(text, at):
        # Trying the pattern only here is five times as fast as searching with it.
        if token.group()[0].isdigit() or token.group().lower() in _FIRST_WORDS:
            found = quantity_at(text, _with_marks(text, at, token.start()))
            if found:
                return found
    return None


def _with_marks(text: str, at: int, start: int) -> int:
    """Return where the digits at ``start`` begin with the currency and sign before them."""
    for marks in ("$€£¥", "-\u2212"):
        if start > at and text[start - 1] in marks:
            start -= 1
    return start


def quantity_at(text: str, at: int) -> Quantity | None:
    """Return the amount that begins exactly at ``at``."""
    match = _QUANTITY.match(text, at)
    return _read(match) if match else None


def _read(match: re.Match[str]) -> Quantity:
    start, end = match.span()
    percent = bool(match["percent"])
    points = "points" if match["points"] else ""
    if match["group"]:
        implied = "" if match["group"].lower() == "dozen" else "years"
        uncounted = bool(implied) and match["times"] is None
        return Quantity(_grouped(match), start, end, points, implied, percent=percent, uncounted=uncounted)
    if match["halved"]:
        return Quantity(cardinal(match["halved"]) / 2, start, end, points, percent=percent)
    if match["words"]:
        is_one = match.group().lower() == "one"
        return Quantity(cardinal(match["words"]), start, end, points, percent=percent, is_one=is_one)
    return _read_digits(match, points=points)


def _grouped(match: re.Match[str]) -> Decimal:
    times, size = (match["times"] or "a").lower(), GROUPS[match["group"].lower()]
    if times.startswith("half"):
        return Decimal(size) / 2
    if times in ("a", "an"):
        return Decimal(size)
    return (decimal(times) if times[0].isdigit() else cardinal(times)) * size


def decimal(digits: str) -> Decimal:
    """Return the number that ``digits`` write, with commas and thin spaces between groups of them."""
    return Decimal(digits.replace(",", "").replace("\u2009", ""))


def _read_digits(match: re.Match[str], *, points: str) -> Quantity:
    text, digits, money = match.string, match["digits"], match["money"] or ""
    start = match.start()
    negative = match["sign"] is not None
    # A hyphen is a sign only after a space or at the start; else it joins words.
    if match["sign"] == "-" and start and text[start - 1] not in " (":
        start, negative = start + 1, False
    letter = (match["letter"] or "").lower()
    spelled = (match["scale"] or (letter if letter != "m" else "million" if money else "")).lower()
    scale = 100 if spelled == "hundred" else SCALES.get(spelled, 1)
    glued = text[start - 1] if start and not money and text[start - 1].isalpha() else ""
    word = money + glued + ("m" if letter == "m" and not money else "")
    amount = decimal(digits) * scale
    bare = scale == 1 and not word and not points and match["percent"] is None and not negative
    is_year = bare and digits.isdigit() and len(digits) == len("2026") and int(digits) in _YEARS
    return Quantity(
        -amount if negative else amount,
        start,
        match.end(),
        word + points,
        scale=scale,
        year=int(digits) if is_year else None,
        digits=len(digits) if bare and digits.isdigit() else 0,
        percent=match["percent"] is not None,
    )
