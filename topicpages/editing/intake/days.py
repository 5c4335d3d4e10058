"""The day of an article: what its page or its text states, and what its text makes likely."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from htmldate import find_date

from topicpages.editing.intake.lines import Guess, Sorted, shown
from topicpages.language import FigureKind, figures_in

_ISO = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_IN_PATH = re.compile(r"/(\d{4})[/-](\d\d?|[a-z]{3})[/-](\d\d?)(?=[/-]|$)")
_NUMBERS = re.compile(r"\d{1,4}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONGEST_DATELINE = 14
_LONGEST_LINE = 200
# A text that speaks of no day of the last year was hardly published on one that it names.
_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Day:
    """When an article appeared, as a record says it; ``found`` says where that comes from."""

    edtf: str
    found: str
    why: str = ""
    sure: bool = False


def stated_day(guesses: Iterable[Guess], *, until: date) -> Day | None:
    """Return the first of ``guesses`` that is a day not after ``until``, such as ``2031-05-04T08:00Z``."""
    for guess in guesses:
        match = _ISO.match(guess.text)
        day = _day(match[1], match[2], match[3]) if match else _only_day(guess.text)
        if day is not None and day <= until:
            return Day(day.isoformat(), guess.found)
    return None


def dateline(rows: Iterable[Sorted], *, until: date) -> Day | None:
    """Return the day of the first short line outside the text that prints one."""
    for row in rows:
        if not row.role and is_dateline(row.text):
            day = next(_days_in(row.text), None)
            if day is not None and day <= until:
                return Day(day.isoformat(), f"line {shown(row.lines)}")
    return None


def is_dateline(text: str) -> bool:
    """Tell whether ``text`` is a short line with a whole date, and no sentence."""
    return (
        len(text) <= _LONGEST_LINE
        and len(text.split()) <= _LONGEST_DATELINE
        and not text.rstrip().endswith((".", "!", "?", "”"))
        and next(_days_in(text), None) is not None
    )


def is_only_date(text: str) -> bool:
    """Tell whether ``text`` has hardly a word beside a whole date."""
    return is_dateline(text) and len(text.split()) <= _LONGEST_DATELINE // 2


def day_in_other_words(text: str, rows: Iterable[Sorted]) -> tuple[Guess | None, Sorted | None]:
    """Return the day that htmldate finds in the page ``text``, and the short row that prints it.

    htmldate reads days in many languages, but it gives one also for a page that prints none.
    """
    found = find_date(text, extensive_search=False, original_date=True, max_date="9999-12-31")
    match = _ISO.match(found or "")
    for row in rows if match else ():
        numbers = {int(digits) for digits in _NUMBERS.findall(row.text[:_LONGEST_LINE])}
        is_short = len(row.text.split()) <= _LONGEST_DATELINE // (2 if row.role else 1)
        if match and is_short and {int(match[1]), int(match[3])} <= numbers:
            return Guess(match[0], f"line {shown(row.lines)}, as htmldate reads it"), row
    return None, None


def day_of_address(address: str, *, until: date) -> Day | None:
    """Return the day that stands in the path of ``address``: ``/2031/05/04/`` or ``/2031/may/4/``."""
    for match in _IN_PATH.finditer(address.lower()):
        month = str(_MONTHS.index(match[2]) + 1) if match[2] in _MONTHS else match[2]
        day = _day(match[1], month, match[3]) if month.isdecimal() else None
        if day is not None and day <= until:
            return Day(day.isoformat(), "address", why="the address of the page holds the day")
    return None


def likely_day(passages: Sequence[Sorted], *, until: date) -> Day | None:
    """Return about the latest day that the text names, if that lies in the year before ``until``."""
    named = [(day, row) for row in passages for day in _days_in(row.text) if day <= until]
    if not named or until - max(named, key=lambda pair: pair[0])[0] > _YEAR:
        return None
    latest = max(day for day, _ in named)
    line = next(shown(row.lines) for day, row in named if day == latest)
    why = f"the text prints no date of its own; the latest day that it names is {latest.isoformat()}"
    return Day(f"{latest.isoformat()}~", f"line {line}", why=why)


def given_day(edtf: str, printed: Day | None) -> Day:
    """Return the day that the editor gave; it is stated if it is the one that the page prints as its own."""
    if printed is not None and printed.edtf == edtf:
        return Day(edtf, printed.found, sure=True)
    return Day(edtf, "given", why="given by the editor; the text does not print it", sure=True)


def _days_in(text: str) -> Iterator[date]:
    """Yield the whole days that stand in ``text``."""
    for figure in figures_in(text) if any(char.isdigit() for char in text) else ():
        when = figure.when.bounds if figure.kind is FigureKind.DATE and figure.when else None
        if when is not None and when.only_day is not None:
            yield when.only_day


def _only_day(text: str) -> date | None:
    days = tuple(_days_in(text))
    return days[0] if len(days) == 1 else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
