"""What a figure is, and when one figure carries another."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import MINYEAR, date
from decimal import Decimal
from enum import StrEnum

from topicpages.language.dates import Edtf, between
from topicpages.language.figures.currencies import currency_carries


class FigureKind(StrEnum):
    """What sort of figure it is."""

    NUMBER = "number"
    PERCENT = "percent"
    ORDINAL = "ordinal"
    DATE = "date"
    WEEKDAY = "weekday"
    RELATIVE = "relative"


class Qualifier(StrEnum):
    """How a figure bounds the true one, in the normal form of its many wordings."""

    OVER = "over"
    NEARLY = "nearly"
    ABOUT = "about"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    UNDER = "under"


_MONTHS_OF_PART = {
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    **{f"q{number}": (3 * number - 2, 3 * number) for number in (1, 2, 3, 4)},
    "h1": (1, 6),
    "h2": (7, 12),
}
_DAYS_OF_PART = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date as far as the text states it.

    ``part`` is “early”, “mid”, “late”, a season, a quarter (“q3”) or a half (“h1”). ``last_day``,
    ``last_month`` and ``last_year`` end a range that begins with ``day``, ``month`` or ``year``; one that is
    left out is that of the beginning.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    last_year: int | None = None
    part: str = ""
    last_month: int | None = None

    @property
    def bounds(self) -> Edtf | None:
        """First and last day; ``None`` without a year, for a day that does not exist, and for winters.

        A third of a year is its four months (“late 2021” is September to December), a third of a month
        its ten days.
        """
        if self.year is None or self.year < MINYEAR or self.part == "winter":
            return None
        first_month, last_month = (self.month, self.last_month or self.month) if self.month else (1, 12)
        if self.part and not self.month:
            first_month, last_month = _MONTHS_OF_PART[self.part]
        last_year = self.last_year or self.year
        begin, end = monthrange(self.year, first_month)[1], monthrange(last_year, last_month)[1]
        first_day, last_day = (self.day, self.last_day or self.day) if self.day else (1, end)
        if self.part in _DAYS_OF_PART and self.month and not self.day:
            first_day, last_day = _DAYS_OF_PART[self.part]
        if first_day > begin or (last_day > end and self.day):
            return None
        first = date(self.year, first_month, first_day)
        last = date(last_year, last_month, min(last_day, end))
        return between(first, last) if first <= last else None

    def in_months(self) -> "StatedDate | None":
        """Return it from month to month when it is a quarter or half of a year; ``None`` for other parts."""
        if not self.part:
            return self
        if self.month or self.part[0] not in "qh":
            return None
        first, last = _MONTHS_OF_PART[self.part]
        return StatedDate(self.year, first, last_month=last)

    @property
    def only_day(self) -> date | None:
        """The day, when year, month and a single day are stated and there is such a day."""
        bounds = self.bounds if self.day and self.month and not self._is_range else None
        return bounds.lower if bounds else None

    @property
    def _is_range(self) -> bool:
        return bool(self.last_day or self.last_month or self.last_year)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: ``text`` is ``source[start:end]`` with its qualifier, if it stands right beside it.

    ``low`` and ``high`` are set for numbers, percentages, ordinals and bare years; ``when`` for dates;
    ``word`` is the normal form of what has no number (“thursday”, “last month”, “dozens”, “5 or 6”), or a
    currency or letters that belong to the number (“G-” of “G7”, “km” of “10km”). ``implied`` is the unit that
    the wording contains: “decade” is years.
    """

    kind: FigureKind
    text: str
    start: int
    end: int
    low: Decimal | None = None
    high: Decimal | None = None
    qualifier: Qualifier | None = None
    when: StatedDate | None = None
    word: str = ""
    implied: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two figures the same, wherever they stand and however they are written."""
        return (*self.bare, self.qualifier)

    @property
    def bare(self) -> tuple[object, ...]:
        """The key without the qualifier."""
        return (self.kind, self.low, self.high, self.when, self.word)

    @property
    def is_bare_year(self) -> bool:
        """Whether this is four digits alone, or twice with “to”, which may be a year or a count."""
        return self.kind is FigureKind.DATE and self.low is not None


def carries(shown: Figure, needed: Figure, *, qualified: bool = True) -> bool:
    """Tell whether a text that says ``shown`` says ``needed`` too.

    Numbers must be equal, “2000” in a count equals “2,000”. A coarser date is carried by a finer one inside
    it (“February 2026” by “5 February 2026”, “2021” by “late 2021”), a weekday by a date on that day.
    Qualifiers must be equal, none included; ``qualified=False`` leaves them out of the comparison.
    """
    if qualified and shown.qualifier is not needed.qualifier:
        return False
    if shown.bare == needed.bare:
        return True
    if needed.when and shown.when and _date_carries(shown.when, needed.when):
        return True
    if needed.kind is FigureKind.WEEKDAY and shown.when:
        day = shown.when.only_day
        return day is not None and weekday_word(day) == needed.word
    if not (_is_count(shown) and _is_count(needed)) or (shown.low, shown.high) != (needed.low, needed.high):
        return False
    return shown.word == needed.word or (shown.low is not None and currency_carries(shown.word, needed.word))


def weekday_word(day: date) -> str:
    """Return the ``word`` of the weekday figure for ``day``."""
    return ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")[day.weekday()]


def _is_count(figure: Figure) -> bool:
    return figure.kind is FigureKind.NUMBER or figure.is_bare_year


def _date_carries(shown: StatedDate, needed: StatedDate) -> bool:
    if needed.part and (needed.part, needed.year, needed.month) != (shown.part, shown.year, shown.month):
        return False
    if (needed.last_year or shown.last_year) and needed != shown:
        return False
    if shown.last_month or needed.last_month:
        return needed in (shown, StatedDate(shown.year))
    if needed.day and needed.last_day != shown.last_day:
        return False
    stated = ((needed.year, shown.year), (needed.month, shown.month), (needed.day, shown.day))
    return all(wanted is None or wanted == given for wanted, given in stated)
