"""Dates, weekdays and relative dates in text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from topicpages.language.dates import MONTHS, WEEKDAYS
from topicpages.language.figures.figure import Figure, FigureKind, Qualifier, StatedDate
from topicpages.language.figures.number_words import MONTH_ABBREVIATIONS, RELATIVE

_MONTH = rf"(?:{'|'.join(MONTHS)}|(?:{'|'.join(sorted(MONTH_ABBREVIATIONS, key=len, reverse=True))})\b\.?)"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
_SUFFIX = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2})(?![0-9]|[.,/][0-9])"
_ABOUT = (
    r"(?:(?P<about>\b(?:[Aa]bout|[Aa]round|[Rr]oughly|[Aa]pproximately|[Aa]pprox\.?|[Cc]irca|ca?\.) |[~≈] ?)"
    r"|\b)"
)
_PART = r"(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[ -])"

_MONTH_DATE = re.compile(
    rf"{_ABOUT}{_PART}?(?:"
    rf"(?<![0-9][.,])(?P<day>{_DAY}){_SUFFIX}(?:(?:-| to | and )(?P<last>{_DAY}){_SUFFIX})?"
    rf" (?:of )?(?P<month>{_MONTH})(?!\w)(?:,? (?P<year>{_YEAR}))?"
    r"|"
    rf"(?P<month_>{_MONTH})(?!\w)"
    rf"(?: (?P<day_>{_DAY})(?!,?[0-9]|\.[0-9]){_SUFFIX}(?!\w)"
    rf"(?:-(?P<last_>{_DAY}){_SUFFIX}|(?: to | and )(?P<last__>{_DAY}){_SUFFIX}(?=,? {_YEAR}|[.,;:)]|$))?)?"
    rf"(?:,? (?:of )?(?P<year_>{_YEAR}))?"
    r")(?!\w)"
)
_ISO = re.compile(
    r"(?<![\w-])(?P<year>1[0-9]{3}|20[0-9]{2})-(?P<month>0[1-9]|1[0-2])"
    r"(?:-(?P<day>0[1-9]|[12][0-9]|3[01]))?(?![\w-])"
)
_PART_OF_YEAR = re.compile(
    rf"{_ABOUT}(?:{_PART}|(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter) (?:of )?)"
    rf"(?:in )?(?P<year>{_YEAR})(?!\w)"
)
_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_SHARE = "Q[1-4]|H[12]"
_MORE = rf"(?:(?P<{{joint}}>-| - | to | and |/)(?P<{{last}}>{_SHARE}|[1-4]))?"
_SHARE_OF_YEAR = re.compile(
    rf"\b(?:(?P<share>{_SHARE}){_MORE.format(joint='joint', last='last')}(?: of|,)? ?(?P<year>{_YEAR})"
    rf"|(?P<year_>{_YEAR}) ?(?P<share_>{_SHARE}){_MORE.format(joint='joint_', last='last_')}"
    rf"|(?P<which>{'|'.join(_NUMBERS)}) (?P<part>quarter|half) (?:of |in )?(?:the year )?"
    rf"(?P<year__>{_YEAR}))(?!\w)",
    re.IGNORECASE,
)
_DAY_MONTH_YEAR = re.compile(
    rf"(?<![\w./-])(?P<one>[0-9]{{1,2}})(?P<mark>[./-])(?P<two>[0-9]{{1,2}})(?P=mark)(?P<year>{_YEAR})(?![\w/-])"
)
_SHARES = frozenset(("q1", "q2", "q3", "q4", "h1", "h2"))
# “1800s” may be a century.
_DECADE = re.compile(r"\b(?P<year>1[0-9][1-9]0|20[1-9]0)['’]?s\b")
_WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})s?\b")
_RELATIVE_DATE = re.compile(rf"\b(?:{RELATIVE})\b", re.IGNORECASE)

_UP_TO = re.compile(rf"(?:-| - | (?:to|until|till|through) )(?P<weekday>(?:{'|'.join(WEEKDAYS)}),? )?")
_UP_TO_MONTH = re.compile(rf"(?:-| - | (?:to|until|till|through) ){_MONTH}(?!\w)")
_BETWEEN = re.compile(r"\b[Bb]etween $")
_LONGEST_BEFORE = 24

_LAST_DAY, _MONTHS = 31, 12
_ALSO_A_WORD = frozenset(("May", "March"))
_BEFORE_A_MONTH = re.compile(
    r"\b(?:in|of|since|until|till|by|from|to|through|during|before|after|last|this|next|each|every|that"
    r"|and|or|between) *$",
    re.IGNORECASE,
)


def numeric_dates(text: str) -> Iterator[Figure]:
    """Yield ISO dates, parts of years (“late 2021”, “Q3 2025”) and decades (“1990s”)."""
    for match in _ISO.finditer(text):
        if not _is_pair_of_years(match):
            when = StatedDate(
                int(match["year"]), int(match["month"]), int(match["day"]) if match["day"] else None
            )
            yield _figure(match, when)
    for match in _PART_OF_YEAR.finditer(text):
        part = (match["part"] or match["season"]).lower().replace("fall", "autumn")
        yield _figure(match, StatedDate(int(match["year"]), part=part))
    yield from _shares_of_years(text)
    for match in _DECADE.finditer(text):
        first = int(match["year"])
        yield _figure(match, StatedDate(first, last_year=first + 9))


def _shares_of_years(text: str) -> Iterator[Figure]:
    """Yield quarters and halves of years, and “Q1-Q3 2025”, which is from its first month to its last."""
    for match in _SHARE_OF_YEAR.finditer(text):
        year = int(match["year"] or match["year_"] or match["year__"])
        part = match["share"] or match["share_"] or f"{match['part'][0]}{_NUMBERS[match['which'].lower()]}"
        last, joint = match["last"] or match["last_"], match["joint"] or match["joint_"]
        if part.lower() not in _SHARES:
            continue
        first = StatedDate(year, part=part.lower())
        if last is None:
            yield _figure(match, first)
            continue
        share = last.lower() if last[0].isalpha() else f"{part[0].lower()}{last}"
        is_range = joint not in (" and ", "/") and share in _SHARES
        when = _from_to(first, StatedDate(year, part=share)) if is_range else None
        yield _figure(match, when) if when else _only_itself(match.group(), match.start())


def days_in_digits(text: str, order: str) -> Iterator[Figure]:
    """Yield dates such as “02/05/2026”, read in the ``order`` “dmy” or “mdy”.

    Without an order only those with a number that can be no month are read; of the others the figure has no
    ``when``, and as its ``word`` the date as it is written.
    """
    for match in _DAY_MONTH_YEAR.finditer(text):
        one, two = int(match["one"]), int(match["two"])
        readings = [(one, two), (two, one)] if order != "mdy" else [(two, one)]
        readings = readings[:1] if order == "dmy" else readings
        possible = {
            (day, month) for day, month in readings if 1 <= day <= _LAST_DAY and 1 <= month <= _MONTHS
        }
        if len(possible) == 1:
            day, month = possible.pop()
            yield _figure(match, StatedDate(int(match["year"]), month, day))
        else:
            yield Figure(FigureKind.DATE, match.group(), match.start(), match.end(), word=match.group())


def month_dates(text: str) -> Iterator[Figure]:
    """Yield dates with a named month, in both orders, with or without day and year."""
    for match in _MONTH_DATE.finditer(text):
        stated = _stated(match)
        if stated:
            yield _figure(match, stated)


def _is_pair_of_years(iso: re.Match[str]) -> bool:
    """Tell whether “2011-12” is more likely a winter or season than December 2011."""
    return not iso["day"] and int(iso["month"]) == int(iso["year"][2:]) + 1


def _stated(match: re.Match[str]) -> StatedDate | None:
    name = (match["month"] or match["month_"]).removesuffix(".")
    day, last = match["day"] or match["day_"], match["last"] or match["last_"] or match["last__"]
    year = match["year"] or match["year_"]
    if not (day or year or match["part"]) and not _is_month(match, name):
        return None
    return StatedDate(
        year=int(year) if year else None,
        month=MONTHS.get(name) or MONTH_ABBREVIATIONS[name],
        day=int(day) if day else None,
        last_day=int(last) if last else None,
        part=(match["part"] or "").lower(),
    )


def _is_month(match: re.Match[str], name: str) -> bool:
    """Tell whether a name without day and year is a month: “Mar” and “March on!” are not."""
    if name in MONTH_ABBREVIATIONS:
        return match["month_"].endswith(".")
    if _UP_TO_MONTH.match(match.string, match.end()):
        return True
    return name not in _ALSO_A_WORD or bool(
        _BEFORE_A_MONTH.search(match.string, max(0, match.start() - _LONGEST_BEFORE), match.start())
    )


def _figure(match: re.Match[str], when: StatedDate) -> Figure:
    about = match.re.groupindex.get("about") and match["about"]
    return Figure(
        FigureKind.DATE,
        match.group(),
        match.start(),
        match.end(),
        qualifier=Qualifier.ABOUT if about else None,
        when=when,
    )


def weekdays(text: str) -> Iterator[Figure]:
    """Yield the names of weekdays in ``text``."""
    for match in _WEEKDAY.finditer(text):
        yield Figure(
            FigureKind.WEEKDAY, match.group(), match.start(), match.end(), word=match.group(1).lower()
        )


def relative_dates(text: str) -> Iterator[Figure]:
    """Yield “today”, “last month” and the like."""
    for match in _RELATIVE_DATE.finditer(text):
        yield Figure(
            FigureKind.RELATIVE, match.group(), match.start(), match.end(), word=match.group().lower()
        )


def joined_dates(found: Sequence[Figure], text: str) -> list[Figure]:
    """Return ``found``, in order, with the two dates of “28 February to 3 March 2026” as one range.

    A range that is not from day to day or from month to month equals only itself: “late May to 3 June 2026”.
    Two dates that both have their year stay apart: each says all of it.
    """
    joined: list[Figure] = []
    for figure in found:
        at = _first_of_range(joined, figure, text)
        if at is None:
            joined.append(figure)
        else:
            joined[at:] = [_range(joined[at], figure, text)]
    return joined


def _first_of_range(found: Sequence[Figure], last: Figure, text: str) -> int | None:
    """Return which of ``found`` is the date from which a range goes to ``last``."""
    weekdays_between = found[-1:] and found[-1].kind is FigureKind.WEEKDAY
    at = len(found) - (2 if weekdays_between else 1)
    if at < 0 or last.when is None or found[at].when is None:
        return None
    first = found[at]
    if first.when and first.when.year and last.when.year:
        return None
    up_to = _UP_TO.fullmatch(text, first.end, last.start)
    is_between = text[first.end : last.start] == " and " and _BETWEEN.search(
        text, max(0, first.start - _LONGEST_BEFORE), first.start
    )
    return at if up_to or is_between else None


def _range(first: Figure, last: Figure, text: str) -> Figure:
    said = text[first.start : last.end]
    is_plain = _UP_TO.fullmatch(text, first.end, last.start)
    when = first.when and last.when and _from_to(first.when, last.when)
    if when is None or last.qualifier or (is_plain and is_plain["weekday"]):
        return _only_itself(said, first.start)
    return replace(first, text=said, end=last.end, low=None, high=None, when=when)


def _from_to(first: StatedDate, last: StatedDate) -> StatedDate | None:
    """Return the range from ``first`` to ``last``, both days or both months, within the year of either."""
    begins, ends = first.in_months(), last.in_months()
    if not begins or not ends or not begins.month or not ends.month or bool(begins.day) != bool(ends.day):
        return None
    if begins.last_day or ends.last_day:
        return None
    year, last_month = begins.year or ends.year, ends.last_month or ends.month
    if year and (begins.month, begins.day or 0) >= (last_month, ends.day or _LAST_DAY):
        return None
    is_one_month = begins.day is not None and begins.month == last_month
    return StatedDate(
        year,
        begins.month,
        begins.day,
        last_day=ends.day,
        last_month=None if is_one_month else last_month,
    )


def _only_itself(said: str, start: int) -> Figure:
    """Return a figure for dates that are not read: it equals only the same words."""
    return Figure(FigureKind.NUMBER, said, start, start + len(said), word=said.lower())
