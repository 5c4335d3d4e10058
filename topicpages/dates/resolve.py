"""Dates resolved from words like “Thursday” or “last month”, as seen from the day of publication."""

import re
from datetime import date, timedelta

from topicpages.dates.edtf import Edtf, between, in_month, in_year, on_day
from topicpages.dates.names import MONTHS, WEEKDAYS

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
