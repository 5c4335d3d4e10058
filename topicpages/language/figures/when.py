"""Dates, weekdays and relative dates in text."""

import re
from collections.abc import Iterator

from topicpages.language.dates import MONTHS, WEEKDAYS
from topicpages.language.figures.figure import Figure, FigureKind, Qualifier, StatedDate
from topicpages.language.figures.number_words import MONTH_ABBREVIATIONS, RELATIVE

_MONTH = rf"(?:{'|'.join(MONTHS)}|(?:{'|'.join(sorted(MONTH_ABBREVIATIONS, key=len, reverse=True))})\b\.?)"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
_SUFFIX = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2})(?![0-9]|[.,][0-9])"
_ABOUT = r"(?P<about>(?:[Aa]bout|[Aa]round|[Rr]oughly|[Aa]pproximately|[Cc]irca) )?"
_PART = r"(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[ -])"

_MONTH_DATE = re.compile(
    rf"\b{_ABOUT}{_PART}?(?:"
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
    rf"\b{_ABOUT}(?:{_PART}|(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter) (?:of )?)"
    rf"(?:in )?(?P<year>{_YEAR})(?!\w)"
)
_DECADE = re.compile(r"\b(?P<year>1[0-9]{2}0|20[0-9]0)['’]?s\b")
_WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})s?\b")
_RELATIVE_DATE = re.compile(rf"\b(?:{RELATIVE})\b", re.IGNORECASE)

_ALSO_A_WORD = frozenset(("May", "March"))
_BEFORE_A_MONTH = re.compile(
    r"\b(?:in|of|since|until|till|by|from|to|through|during|before|after|last|this|next|each|every|that"
    r"|and|or|between)$",
    re.IGNORECASE,
)


def numeric_dates(text: str) -> Iterator[Figure]:
    """Yield ISO dates, parts of years (“late 2021”, “winter of 2022”) and decades (“1990s”)."""
    for match in _ISO.finditer(text):
        if not _is_pair_of_years(match):
            when = StatedDate(
                int(match["year"]), int(match["month"]), int(match["day"]) if match["day"] else None
            )
            yield _figure(match, when)
    for match in _PART_OF_YEAR.finditer(text):
        part = (match["part"] or match["season"]).lower().replace("fall", "autumn")
        yield _figure(match, StatedDate(int(match["year"]), part=part))
    for match in _DECADE.finditer(text):
        first = int(match["year"])
        yield _figure(match, StatedDate(first, last_year=first + 9))


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
    return name not in _ALSO_A_WORD or bool(_BEFORE_A_MONTH.search(match.string[: match.start()].rstrip()))


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
