"""One amount in text: digits or number words, with sign, currency, scale and percent."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from unicodedata import numeric

from topicpages.language.figures.currencies import BEFORE, BEHIND, MARK, currency_of
from topicpages.language.figures.number_words import GROUPS, ONES, ORDINALS, SCALES, TEENS, TENS, cardinal

ONE = "|".join(ONES)
TEN = "|".join(TENS)
SCALE = "thousand|million|billion|trillion"
GROUP = "|".join(sorted(GROUPS, key=len, reverse=True))

TEEN = "|".join(TEENS)
_UNIT_ORDINAL = "|".join(word for word, number in ORDINALS.items() if number < TEENS["ten"])
_BELOW_100 = rf"(?:(?:{TEN})\b(?![- ](?:{_UNIT_ORDINAL})\b)(?:[- ](?:{ONE}))?|{TEEN}|{ONE})\b"
BELOW_1000 = rf"(?:(?:(?:{ONE}|{TEEN}|an?)[- ])?hundred\b(?:(?: and)?[- ]{_BELOW_100})?|{_BELOW_100})"
CARDINAL = (
    rf"(?:(?:(?:{BELOW_1000}|an?)[- ])?(?:{SCALE})\b"
    rf"(?:,? (?:and )?{BELOW_1000}[- ](?:{SCALE})\b)*(?:,? (?:and )?{BELOW_1000})?"
    rf"|{BELOW_1000}|zero\b)"
)
# U+2009 stands for any no-break or thin space between digits; see `scan`.
DIGITS = r"(?:[0-9]{1,3}(?:[,\u2009'][0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?(?![0-9])"
_VULGAR = r"[\u00bc-\u00be\u2150-\u215e]"
EXACT = r"(?:1/2|[13]/4|[1-4]/5|[1357]/8)(?![0-9/])"
"""Fractions in digits that are decimals, as a pattern; they are read behind a whole number alone."""
_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "quarters": Decimal("0.75")}
# Not behind “two million”, where “and a half” may mean half a million.
_PART = r"(?<!hundred)(?<!thousand)(?<!illion)[- ]and[- ](?:a[- ]half|a[- ]quarter|three[- ]quarters)\b"
LETTERS = {"m": 10**6, "mm": 10**6, "mn": 10**6, "b": 10**9}
"""Letters behind the digits of money; behind others “m” and “mm” are lengths."""
_QUANTITY = re.compile(
    rf"(?:\b(?:(?P<times>half an?|an?|(?:{BELOW_1000}|{DIGITS})(?:{_PART})?)[- ])?(?P<group>{GROUP})\b"
    rf"|\bhalf[- ](?:an?[- ])?(?P<halved>hundred|{SCALE})\b"
    rf"|(?P<sign>[-\u2212]|\u00b1 ?|\bminus )?(?:(?P<money>{BEFORE}) ?)?(?P<digits>{DIGITS}|\.[0-9]+)"
    rf"(?: ?(?P<vulgar>{_VULGAR})|[- ](?P<over>{EXACT})|(?P<part>{_PART}))?"
    r"(?!(?:st|nd|rd|th)\b)"
    rf"(?:[ -](?P<scale>hundred|{SCALE}|bn|tn)\b"
    rf"|(?(money) ?)(?P<letter>k|bn|tn|{'|'.join(LETTERS)})\b"
    r"|(?P<suffix>(?!(?:ish|pct|(?-i:pc))\b)[^\W\d_]+))?"
    rf"|(?P<minus>\bminus )?\b(?P<words>{CARDINAL})(?P<and>{_PART}(?:[- ](?P<of>hundred|{SCALE})\b)?)?)"
    rf"(?: ?(?P<mark>{MARK})(?! ?[0-9])| (?P<currency>{BEHIND})\b)?"
    r"(?P<points>[- ]percentage[- ]points?\b| per ?cent points?\b)?"
    r"(?P<percent> ?%|[- ]per[- ]?cent\b| ?pct\b| ?(?-i:pc)\b)?"
    r"(?: ?(?P<unit>‰|°[CF]?))?",
    re.IGNORECASE,
)
# What stands right before the digits, the innermost first: “-US$.5”.
_MARKS_BEFORE = (
    re.compile(r"(?<![\w.,])\.$"),
    re.compile(rf"(?<![^\W\d_]){BEFORE} ?$", re.IGNORECASE),
    re.compile(r"(?:[-\u2212]|\u00b1 ?|\bminus )$", re.IGNORECASE),
)
_LONGEST_MARK = 8
_PREFIX = re.compile(r"(?P<letters>[^\W\d_]+)(?P<hyphen>-?)$")
_LONGEST_PREFIX = 24
_NO_NAME = frozenset(
    (
        *("all", "anti", "around", "early", "ex", "half", "late", "mid", "non", "over", "post", "pre"),
        *("pro", "sub", "top", "under", "about"),
    )
)
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_FIRST_WORDS = frozenset(
    (*ONES, *TEENS, *TENS, *SCALES, *GROUPS, "zero", "hundred", "a", "an", "half", "minus")
)
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount at ``start:end`` of the text that was read.

    ``word`` is a currency, or what the digits are glued to: “G-” of “G7”, “km” of “10km”; ``implied`` the
    unit of “decade”; ``scale`` the power of ten that was said; ``letter`` the letter that says it of money;
    ``digits`` how many there are of a plain number. ``is_one`` marks the bare word “one”, ``uncounted`` a
    “decade” without a number.
    """

    amount: Decimal
    start: int
    end: int
    word: str = ""
    implied: str = ""
    scale: int = 1
    letter: str = ""
    year: int | None = None
    digits: int = 0
    percent: bool = False
    is_one: bool = False
    uncounted: bool = False

    def as_money(self) -> "Quantity":
        """Return it as it is read beside a currency: the “m” of “10m” is a million there."""
        if self.word.lower() != self.letter or self.letter not in LETTERS:
            return self
        scale = LETTERS[self.letter]
        return replace(self, amount=self.amount * scale, word="", scale=scale)


def next_quantity(text: str, at: int) -> Quantity | None:
    """Return the first amount that begins at or after ``at``."""
    for token in _TOKEN.finditer(text, at):
        # Trying the pattern only here is five times as fast as searching with it.
        if token.group()[0].isdigit() or token.group().lower() in _FIRST_WORDS:
            marked = _with_marks(text, at, token.start())
            found = quantity_at(text, marked) or quantity_at(text, token.start())
            if found:
                return found
    return None


def _with_marks(text: str, at: int, start: int) -> int:
    """Return where the number at ``start`` begins with the point, currency and sign before it."""
    for marks in _MARKS_BEFORE:
        if before := marks.search(text, max(at, start - _LONGEST_MARK), start):
            start = before.start()
    return start


def quantity_at(text: str, at: int) -> Quantity | None:
    """Return the amount that begins exactly at ``at``."""
    match = _QUANTITY.match(text, at)
    return _read(match) if match else None


def _read(match: re.Match[str]) -> Quantity:
    start, end = match.span()
    percent = bool(match["percent"])
    word = currency_of(match["currency"] or match["mark"] or "") + _unit(match)
    if match["group"]:
        implied = "" if match["group"].lower() == "dozen" else "years"
        uncounted = bool(implied) and match["times"] is None
        return Quantity(_grouped(match), start, end, word, implied, percent=percent, uncounted=uncounted)
    if match["halved"]:
        return Quantity(cardinal(match["halved"]) / 2, start, end, word, percent=percent)
    if match["words"]:
        is_one = match.group().lower() == "one"
        amount = (cardinal(match["words"]) + _part(match["and"])) * (-1 if match["minus"] else 1)
        times = cardinal(match["of"]) if match["of"] else 1
        return Quantity(amount * times, start, end, word, percent=percent, is_one=is_one)
    return _read_digits(match)


def _unit(match: re.Match[str]) -> str:
    return ("points" if match["points"] else "") + (match["unit"] or "")


def _part(words: str | None) -> Decimal:
    """Return what “and a half” adds."""
    found = re.search("half|quarters?", words or "", re.IGNORECASE)
    return _PARTS[found.group().lower()] if found else Decimal(0)


def _grouped(match: re.Match[str]) -> Decimal:
    times, size = (match["times"] or "a").lower(), GROUPS[match["group"].lower()]
    if times.startswith("half"):
        return Decimal(size) / 2
    if times in ("a", "an"):
        return Decimal(size)
    whole = re.split("[- ]and[- ](?:a|three)[- ]", times)[0]
    part = _part(times[len(whole) :])
    return ((decimal(whole) if whole[0].isdigit() else cardinal(whole)) + part) * size


def decimal(digits: str) -> Decimal:
    """Return the number that ``digits`` write, with commas and thin spaces between groups of them."""
    return Decimal(re.sub("[,'\u2009]", "", digits))


def _read_digits(match: re.Match[str]) -> Quantity:
    text, digits, sign = match.string, match["digits"], (match["sign"] or "").strip()
    start, end, suffix = match.start(), match.end(), match["suffix"] or ""
    # A hyphen is a sign only after a space or at the start; else it joins words.
    if sign == "-" and start and text[start - 1] not in " (":
        start, sign = start + 1, ""
    if suffix and not _is_cased(suffix):
        suffix, end = "", match.start("suffix")
    money = currency_of(match["money"] or match["mark"] or match["currency"] or suffix)
    prefix = "" if match["money"] or sign else _prefix(text, start)
    letter = (match["letter"] or "").lower()
    is_scaled = letter not in LETTERS or bool(money) or text.startswith(" people", end)
    glued = prefix + _glued(suffix, prefix) + ("" if is_scaled else match["letter"])
    scale, added = _scale(match, letter, is_scaled=is_scaled), _added(match)
    word = money + glued + ("±" if sign == "±" else "") + _unit(match)
    is_plain = digits.isdigit() and scale == 1 and not (word or sign or added or match["percent"])
    is_year = is_plain and len(digits) == len("2026") and int(digits) in _YEARS
    return Quantity(
        (decimal(digits) + added) * scale * (1 if sign in ("", "±") else -1),
        start,
        end,
        word,
        scale=scale,
        letter=letter,
        year=int(digits) if is_year else None,
        digits=len(digits) if is_plain else 0,
        percent=match["percent"] is not None,
    )


def _scale(match: re.Match[str], letter: str, *, is_scaled: bool) -> int:
    spelled = (match["scale"] or letter).lower()
    if spelled in LETTERS:
        return LETTERS[spelled] if is_scaled else 1
    return 100 if spelled == "hundred" else SCALES.get(spelled, 1)


def _added(match: re.Match[str]) -> Decimal:
    """Return the fraction behind a whole number: “2½”, “2 1/2”, “2 and a half”."""
    if match["vulgar"]:
        return Decimal(str(numeric(match["vulgar"])))
    if match["over"]:
        above, below = match["over"].split("/")
        return Decimal(above) / Decimal(below)
    return _part(match["part"])


def _prefix(text: str, start: int) -> str:
    """Return the letters to which digits are glued, with a hyphen: “B12”, “Su-35”, and not “top-10”."""
    found = _PREFIX.search(text, max(0, start - _LONGEST_PREFIX), start)
    if found is None or not _is_cased(found["letters"][-1]):
        return ""
    letters = found["letters"]
    is_name = not found["hyphen"] or (letters != letters.lower() and letters.lower() not in _NO_NAME)
    return f"{letters}-" if is_name else ""


def _glued(suffix: str, prefix: str) -> str:
    """Return the letters glued behind digits, but not a currency nor the plural of a name: “MQ-9s”."""
    return "" if currency_of(suffix) or (prefix and suffix == "s") else suffix


def _is_cased(letters: str) -> bool:
    """Tell whether ``letters`` are of a script with capitals; others need no space beside digits."""
    return letters[:1].lower() != letters[:1].upper()
