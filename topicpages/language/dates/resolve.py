"""Dates resolved from words like “Thursday” or “last month”, as seen from the day of publication."""

import re
from datetime import date, timedelta

from topicpages.language.dates.calendar import MONTHS, WEEKDAYS
from topicpages.language.dates.edtf import Edtf, between, in_month, in_year, on_day

# Words are read whole: “next Thursday” and “the day before yesterday” are other days than the word in them.
_LEAD = r"(?:(?:on|in|of|since|from|during|at|also|overnight|early|earlier|late|later) )*"
_WEEKDAY = re.compile(
    rf"(?:{_LEAD}|(?P<last>{_LEAD}last )|{_LEAD}this past )(?P<day>(?-i:{'|'.join(WEEKDAYS)}))(?:'s)?",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    rf"{_LEAD}(?P<phrase>today|yesterday|(?:this|last) (?:month|year))(?:'s)?", re.IGNORECASE
)
_DAY_AND_MONTH = re.compile(
    rf"(?P<lead>(?i:(?:{_LEAD}(?:the |last )?)))"
    rf"(?:(?<!\d)(?P<first>\d{{1,2}})(?:[-–](?P<last>\d{{1,2}}))? )?\b(?P<month>{'|'.join(MONTHS)})\b"
    r"(?: (?P<first_after>\d{1,2})(?:[-–](?P<last_after>\d{1,2}))?(?!\d))?"
    r"(?:,? (?P<year>\d{4})(?!\d))?(?:'s)?",
    re.ASCII,
)
_THAT_MONTH = re.compile(rf"{_LEAD}(?:that|the same) month(?:'s)?", re.IGNORECASE)


def resolve_weekday(words: str, published: Edtf) -> Edtf | None:
    """Return the latest day named by ``words`` (“Thursday”, “on Thursday”) not after publication.

    “last Thursday” is none in an article of a Thursday: that may be the same day or the week before.
    """
    match, day = _WEEKDAY.fullmatch(words), published.only_day
    if match is None or day is None:
        return None
    before = (day.weekday() - WEEKDAYS[match["day"]]) % 7
    if match["last"] and not before:
        return None
    try:
        return on_day(day - timedelta(days=before))
    except OverflowError:  # before the year 1
        return None


def resolve_relative(words: str, published: Edtf) -> Edtf | None:
    """Return what “today”, “yesterday”, “this” or “last month” or “year” is, seen from publication.

    ``None`` when ``words`` say anything else beside it, or when the date of publication is too coarse.
    """
    found = _RELATIVE.fullmatch(words)
    first, last = published.lower, published.upper
    if found is None or first is None or last is None:
        return None
    try:
        return _seen_from(first, last, found["phrase"].lower())
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
    match = _DAY_AND_MONTH.fullmatch(words)
    if match is None or match["year"] or published.upper is None:
        return None
    for year in range(published.upper.year, max(published.upper.year - 9, 0), -1):
        when = _dated(match, year)
        if when and when.lower and when.lower <= published.upper:
            is_now = published.lower is None or (when.upper is not None and when.upper >= published.lower)
            return None if is_now and "last" in match["lead"].lower() else when
    return None


def resolve_same_month(words: tuple[str, ...], published: Edtf) -> Edtf | None:
    """Return the month that “that month” in one of ``words`` goes back to: the only month another names."""
    named = [words_here for words_here in words if not _THAT_MONTH.fullmatch(words_here)]
    if len(named) != 1 or len(named) == len(words):
        return None
    match = _DAY_AND_MONTH.fullmatch(named[0])
    if match is None:
        return None
    when = _dated(match, int(match["year"])) if match["year"] else resolve_latest(named[0], published)
    return in_month(when.lower.year, when.lower.month) if when and when.lower else None


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
