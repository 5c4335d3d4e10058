"""Dates as EDTF: read, and compared by the days that can belong to them."""

import re
from calendar import monthrange
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import MINYEAR, date, timedelta
from functools import lru_cache

from topicpages.language.dates.calendar import MONTH_NAMES

_LONGEST = 60
# The library needs milliseconds for a date; nearly all dates are of this form, or lie between two such.
SIMPLE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)", re.ASCII)
SEASON = re.compile(r"(\d{4})-(2[1-4])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date or period: ``text`` as written, first and last possible day (``None``: open)."""

    text: str
    lower: date | None
    upper: date | None

    @property
    def approximate(self) -> bool:
        """Whether any part is marked “about” (``~`` or ``%``)."""
        return "~" in self.text or "%" in self.text

    @property
    def uncertain(self) -> bool:
        """Whether any part is marked “perhaps” (``?`` or ``%``)."""
        return "?" in self.text or "%" in self.text

    @property
    def only_day(self) -> date | None:
        """The day, when it is a single one (“about” that day counts as that day)."""
        return self.lower if self.lower == self.upper else None


@lru_cache(maxsize=4096)
def parse_edtf(text: str) -> Edtf | None:
    """Return the date that ``text`` is in EDTF, or ``None`` when it is none. Never raises.

    Stricter than the library: no white space around, only days that exist, years 1 to 9999, no interval
    that ends before it begins. An unknown end (``2021/``) counts as open, like ``2021/..``.
    """
    if not text or len(text) > _LONGEST or text != text.strip() or not text.isascii():
        return None
    try:
        return _simple(text) or _simple_range(text) or _from_library(text)
    except Exception:  # noqa: BLE001 - the library raises its own, TypeError, ValueError, RecursionError …
        return None


def _simple(text: str) -> Edtf | None:
    found = SIMPLE.fullmatch(text)
    if not found or SEASON.fullmatch(text):
        return None
    year, month, day, _ = found.groups()
    if day:
        whole = on_day(date(int(year), int(month), int(day)))
    else:
        whole = in_month(int(year), int(month)) if month else in_year(int(year))
    return Edtf(text, whole.lower, whole.upper)


def _simple_range(text: str) -> Edtf | None:
    """Return what lies between two simple dates: ``2021/2022`` or one of ``[2021-09..2021-12]``."""
    one_of = text[:1] + text[-1:] == "[]"
    first, parted, last = text[1:-1].partition("..") if one_of else text.partition("/")
    alike = len(first) == len(last) and (first + last).replace("-", "").isdigit()
    if not parted or (one_of and not alike):
        return None
    low, high = _simple(first), _simple(last)
    if not low or not high or not low.lower or not high.upper or low.lower > high.upper:
        return None
    return Edtf(text, low.lower, high.upper)


def _from_library(text: str) -> Edtf | None:
    from edtf import parse_edtf as read  # noqa: PLC0415 - a fifth of a second, and rarely needed

    # It prints what it fails on, and only the command line may print: a report in JSON would be none.
    with redirect_stdout(None):
        found = read(text)
    bare = text.strip("[]{}")
    open_start = bare.startswith(("..", "/"))
    open_end = bare.endswith(("..", "/"))
    if open_start and open_end:
        return None
    lower = None if open_start else date(*found.lower_strict()[:3])
    upper = None if open_end else date(*found.upper_strict()[:3])
    # An interval that ends before it begins, and days within it that do not exist.
    if lower and upper and lower > upper:
        return None
    if any(not _exists(part) for part in re.split(r"/|\.\.|,", bare)):
        return None
    return Edtf(text, lower, upper)


def _exists(part: str) -> bool:
    full = re.fullmatch(r"\s*(\d{4})-(\d\d)-(\d\d)[~?%]?\s*", part, re.ASCII)
    if not full:
        return True
    year, month, day = map(int, full.groups())
    return year >= MINYEAR and month in MONTH_NAMES and 1 <= day <= monthrange(year, month)[1]


def on_day(day: date) -> Edtf:
    """Return that one day."""
    return Edtf(day.isoformat(), day, day)


def in_month(year: int, month: int) -> Edtf:
    """Return that whole month."""
    return Edtf(f"{year:04}-{month:02}", date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def in_year(year: int) -> Edtf:
    """Return that whole year."""
    return Edtf(f"{year:04}", date(year, 1, 1), date(year, 12, 31))


def between(first: date, last: date) -> Edtf:
    """Return the interval of days from ``first`` to ``last``, both included."""
    return Edtf(f"{first.isoformat()}/{last.isoformat()}", first, last)


def days_inside(inner: Edtf, outer: Edtf) -> bool:
    """Tell whether every day of ``inner`` is a day of ``outer``."""
    starts = outer.lower is None or (inner.lower is not None and outer.lower <= inner.lower)
    ends = outer.upper is None or (inner.upper is not None and inner.upper <= outer.upper)
    return starts and ends


def days_overlap(one: Edtf, other: Edtf) -> bool:
    """Tell whether a day can belong to both; an approximate date reaches its own length to either side."""
    (low, high), (other_low, other_high) = _reach(one), _reach(other)
    return low <= other_high and other_low <= high


def _reach(when: Edtf) -> tuple[date, date]:
    low, high = when.lower or date.min, when.upper or date.max
    if not when.approximate:
        return low, high
    length = high - low + timedelta(days=1)
    return (
        low - length if low - date.min > length else date.min,
        high + length if date.max - high > length else date.max,
    )
