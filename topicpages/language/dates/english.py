"""Dates as English words."""

import re
from datetime import date

from topicpages.language.dates.calendar import MONTH_NAMES, SEASONS
from topicpages.language.dates.edtf import SEASON, SIMPLE, Edtf, parse_edtf

_DAYS = re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d", re.ASCII)
_DECADE = re.compile(r"(\d{3})X", re.ASCII)


def date_in_english(when: Edtf, *, as_stated: str | None = None) -> str:
    """Return ``when`` in English: “5 February 2026”, “about February 2026”, “since 2021”.

    ``as_stated`` (“late 2021”) is used where a period has no name of its own; a day, days, month or year
    are always shown resolved, never as “Thursday”.
    """
    if not (as_stated is None or SIMPLE.fullmatch(when.text) or _DAYS.fullmatch(when.text)):
        return as_stated
    return _shown(when.text)


def _shown(text: str) -> str:
    simple = SIMPLE.fullmatch(text)
    if season := SEASON.fullmatch(text):
        return f"{SEASONS[season.group(2)]} {season.group(1)}"
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
    words += [MONTH_NAMES[int(month)]] if month else []
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
    when = parse_edtf(text)
    if when is None or when.lower is None or when.upper is None:
        return text
    if when.lower == when.upper:
        return _shown(when.lower.isoformat())
    if when == Edtf(text, date(when.lower.year, 1, 1), date(when.lower.year, 12, 31)):
        return str(when.lower.year)
    return _interval_shown(when.lower.isoformat(), when.upper.isoformat())
