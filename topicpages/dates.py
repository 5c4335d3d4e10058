"""Dates as EDTF, shown for people, compared, and resolved from words like “Thursday” or “last month”."""

import re
from calendar import monthrange
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import MINYEAR, date, timedelta
from functools import lru_cache

# Not from `calendar`: its names follow the locale of the machine.
_MONTH_NAMES = {
    1: "January",
    2: "February",
    3: "March",
    4: "April",
    5: "May",
    6: "June",
    7: "July",
    8: "August",
    9: "September",
    10: "October",
    11: "November",
    12: "December",
}
_WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

MONTHS = {name: number for number, name in _MONTH_NAMES.items()}
WEEKDAYS = {name: number for number, name in enumerate(_WEEKDAY_NAMES)}
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}

_LONGEST = 60
# The library needs milliseconds for a date; nearly all dates are of this form, or lie between two such.
_SIMPLE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)", re.ASCII)
_DECADE = re.compile(r"(\d{3})X", re.ASCII)
_SEASON = re.compile(r"(\d{4})-(2[1-4])", re.ASCII)


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
def parse(text: str) -> Edtf | None:
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
    found = _SIMPLE.fullmatch(text)
    if not found or _SEASON.fullmatch(text):
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
    from edtf import parse_edtf  # noqa: PLC0415 - a fifth of a second, and rarely needed

    # It prints what it fails on, and only the command line may print: a report in JSON would be none.
    with redirect_stdout(None):
        found = parse_edtf(text)
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
    return year >= MINYEAR and month in _MONTH_NAMES and 1 <= day <= monthrange(year, month)[1]


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


# --- compared --------------------------------------------------------------------------------------------


def inside(inner: Edtf, outer: Edtf) -> bool:
    """Tell whether every day of ``inner`` is a day of ``outer``."""
    starts = outer.lower is None or (inner.lower is not None and outer.lower <= inner.lower)
    ends = outer.upper is None or (inner.upper is not None and inner.upper <= outer.upper)
    return starts and ends


def overlap(one: Edtf, other: Edtf) -> bool:
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


# --- shown -----------------------------------------------------------------------------------------------


def shown(when: Edtf, *, as_stated: str | None = None) -> str:
    """Return ``when`` in English: “5 February 2026”, “about February 2026”, “since 2021”.

    ``as_stated`` (“late 2021”) is used where a period has no name of its own; a day, month or year is
    always shown resolved, never as “Thursday”.
    """
    if not (_SIMPLE.fullmatch(when.text) or as_stated is None):
        return as_stated
    return _shown(when.text)


def _shown(text: str) -> str:
    simple = _SIMPLE.fullmatch(text)
    if season := _SEASON.fullmatch(text):
        return f"{_SEASONS[season.group(2)]} {season.group(1)}"
    if simple:
        return _simple_shown(simple)
    if decade := _DECADE.fullmatch(text):
        return f"{decade.group(1)}0s"
    if text[0] in "[{":
        return _set_shown(text[1:-1], "or" if text[0] == "[" else "and")
    first, slash, last = text.partition("/")
    if slash:
        return _interval_shown(first, last)
    return _bounds_shown(text)


def _simple_shown(match: re.Match[str]) -> str:
    year, month, day, mark = match.groups()
    words = [str(int(day))] if day else []
    words += [_MONTH_NAMES[int(month)]] if month else []
    doubt = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}.get(mark, "")
    return doubt + " ".join([*words, year])


def _set_shown(members: str, joiner: str) -> str:
    first, dots, last = members.partition("..")
    if not dots:
        return f" {joiner} ".join(_shown(member.strip()) for member in members.split(","))
    if not first:
        return f"{_shown(last)} or earlier"
    if not last:
        return f"{_shown(first)} or later"
    return f"between {_shown(first)} and {_shown(last)}"


def _interval_shown(first: str, last: str) -> str:
    if first in ("", ".."):
        return f"until {_shown(last)}"
    if last in ("", ".."):
        return f"since {_shown(first)}"
    if _in_one_month(first, last):
        return f"{int(first[8:])}–{_shown(last)}"
    return f"{_shown(first)} to {_shown(last)}"


def _in_one_month(first: str, last: str) -> bool:
    days = [re.fullmatch(r"(\d{4}-\d\d)-\d\d", day) for day in (first, last)]
    return all(days) and len({day[1] for day in days if day}) == 1


def _bounds_shown(text: str) -> str:
    when = parse(text)
    if when is None or when.lower is None or when.upper is None:
        return text
    if when.lower == when.upper:
        return _shown(when.lower.isoformat())
    if when == Edtf(text, date(when.lower.year, 1, 1), date(when.lower.year, 12, 31)):
        return str(when.lower.year)
    return _interval_shown(when.lower.isoformat(), when.upper.isoformat())


# --- resolved from words ---------------------------------------------------------------------------------

_RELATIVE = re.compile(r"\b(?:today|yesterday|(?:this|last) (?:month|year))\b", re.IGNORECASE)
_DAY_AND_MONTH = re.compile(
    rf"(?:(?<!\d)(?P<first>\d{{1,2}})(?:[-–](?P<last>\d{{1,2}}))? )?\b(?P<month>{'|'.join(MONTHS)})\b"
    r"(?: (?P<first_after>\d{1,2})(?:[-–](?P<last_after>\d{1,2}))?(?!\d))?"
    r"(?:,? (?P<year>\d{4})(?!\d))?",
    re.ASCII,
)
_THAT_MONTH = re.compile(r"\b(?:that|the same) month\b", re.IGNORECASE)


def resolve_weekday(words: str, published: Edtf) -> Edtf | None:
    """Return the latest day named by ``words`` (“Thursday”, “on Thursday”) not after publication."""
    named = [number for name, number in WEEKDAYS.items() if re.search(rf"\b{name}\b", words)]
    day = published.only_day
    if len(named) != 1 or day is None:
        return None
    try:
        return on_day(day - timedelta(days=(day.weekday() - named[0]) % 7))
    except OverflowError:  # before the year 1
        return None


def resolve_relative(words: str, published: Edtf) -> Edtf | None:
    """Return what “today”, “yesterday”, “this” or “last month” or “year” is, seen from publication.

    ``None`` when ``words`` hold none or several of these, or when the date of publication is too coarse.
    """
    found = _RELATIVE.findall(words)
    first, last = published.lower, published.upper
    if len(found) != 1 or first is None or last is None:
        return None
    try:
        return _seen_from(first, last, found[0].lower())
    except (OverflowError, ValueError):  # before the year 1
        return None


def _seen_from(first: date, last: date, phrase: str) -> Edtf | None:
    if phrase.endswith("year"):
        return in_year(first.year - (phrase == "last year")) if first.year == last.year else None
    if phrase.endswith("month"):
        if (first.year, first.month) != (last.year, last.month):
            return None
        within = first if phrase == "this month" else first.replace(day=1) - timedelta(days=1)
        return in_month(within.year, within.month)
    return on_day(first - timedelta(days=phrase == "yesterday")) if first == last else None


def resolve_latest(words: str, published: Edtf) -> Edtf | None:
    """Return the latest “September”, “February 4”, “4 February” or “February 4-5” not after publication."""
    match = _single_date(words)
    if match is None or match["year"] or published.upper is None:
        return None
    for year in range(published.upper.year, max(published.upper.year - 9, 0), -1):
        when = _dated(match, year)
        if when and when.lower and when.lower <= published.upper:
            return when
    return None


def resolve_same_month(words: tuple[str, ...], published: Edtf) -> Edtf | None:
    """Return the month that “that month” in one of ``words`` goes back to: the only month another names."""
    named = [words_here for words_here in words if not _THAT_MONTH.search(words_here)]
    if len(named) != 1 or len(named) == len(words):
        return None
    match = _single_date(named[0])
    if match is None:
        return None
    when = _dated(match, int(match["year"])) if match["year"] else resolve_latest(named[0], published)
    return in_month(when.lower.year, when.lower.month) if when and when.lower else None


def _single_date(words: str) -> re.Match[str] | None:
    matches = [*_DAY_AND_MONTH.finditer(words)]
    return matches[0] if len(matches) == 1 else None


def _dated(match: re.Match[str], year: int) -> Edtf | None:
    """Return the date of ``_DAY_AND_MONTH`` in ``year``; ``None`` when there is no such day."""
    month = MONTHS[match["month"]]
    first = match["first_after"] or match["first"]
    last = match["last_after"] or match["last"]
    try:
        if not first:
            return in_month(year, month)
        start = date(year, month, int(first))
        return between(start, date(year, month, int(last))) if last else on_day(start)
    except ValueError:
        return None
