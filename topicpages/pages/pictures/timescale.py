"""A scale of time that stays readable where events crowd: straight in stretches, with breaks between."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import fsum

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_YEAR = 12
_DAYS_OF_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Slot:
    """Something that needs ``room`` beside the scale; days are ordinals, and a half more is noon.

    It lies between ``lower`` and ``upper``, and a line leads to it from ``anchor``.
    """

    lower: float
    upper: float
    anchor: float
    room: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the scale and its words; ``year`` stands under them where they do not say it.

    The words are empty where those of a tick before take their room.
    """

    at: float
    text: str
    year: str
    major: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """A break of the scale between two stretches and how much time it leaves out."""

    top: float
    bottom: float
    text: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the scale that is straight: its first day and the one after its last, and its edges."""

    start: float
    end: float
    top: float
    bottom: float

    @property
    def per_day(self) -> float:
        """The height of a day."""
        return (self.bottom - self.top) / (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Scale:
    """Where days lie, and where the slots that it was made for begin."""

    stretches: tuple[Stretch, ...]
    tops: tuple[float, ...]
    ticks: tuple[Tick, ...]
    gaps: tuple[Gap, ...]

    def at(self, day: float) -> float:
        """Return the height of ``day``; in a break it lies between, outside of the scale at its end."""
        position = bisect_right([stretch.start for stretch in self.stretches], day) - 1
        if position < 0:
            return self.stretches[0].top
        stretch = self.stretches[position]
        if day <= stretch.end:
            return stretch.top + (day - stretch.start) * stretch.per_day
        if position + 1 == len(self.stretches):
            return stretch.bottom
        after = self.stretches[position + 1]
        share = (day - stretch.end) / (after.start - stretch.end)
        return stretch.bottom + (after.top - stretch.bottom) * share


def scale(slots: Sequence[Slot], *, top: float, gap: float, tolerance: float, smallest_tick: float) -> Scale:
    """Return the scale on which ``slots``, sorted by anchor and stacked from ``top``, have room.

    Where a slot would stand farther than ``tolerance`` from its day, the longest time in which nothing lies
    is left out, again and again; each such break takes ``gap``.
    """
    stretches: list[Stretch] = []
    tops: list[float] = []
    for first, last in _cuts(slots, 0, len(slots), tolerance):
        start, end = _extent(slots[first:last])
        edge = top
        for slot in slots[first:last]:
            tops.append(top)
            top += slot.room
        stretches.append(Stretch(start, end, edge, top))
        top += gap
    ticks = tuple(tick for stretch in stretches for tick in _ticks(stretch, smallest_tick))
    gaps = tuple(
        Gap(before.bottom, after.top, _elapsed(after.start - before.end))
        for before, after in pairwise(stretches)
    )
    return Scale(tuple(stretches), tuple(tops), ticks, gaps)


def _extent(slots: Sequence[Slot]) -> tuple[float, float]:
    return min(slot.lower for slot in slots), max(slot.upper for slot in slots)


def _cuts(slots: Sequence[Slot], first: int, last: int, tolerance: float) -> Iterator[tuple[int, int]]:
    """Yield first and last (excluded) slot of each stretch."""
    longest, where = 0.0, 0
    for index in range(first + 1, last):
        empty = _extent(slots[index:last])[0] - _extent(slots[first:index])[1]
        if empty > longest:
            longest, where = empty, index
    if longest < 1 or _displacement(slots[first:last]) <= tolerance:
        yield first, last
        return
    yield from _cuts(slots, first, where, tolerance)
    yield from _cuts(slots, where, last, tolerance)


def _displacement(slots: Sequence[Slot]) -> float:
    """Return how far the slot that fares worst would stand from its day."""
    start, end = _extent(slots)
    per_day = fsum(slot.room for slot in slots) / (end - start)
    top = worst = 0.0
    for slot in slots:
        height = (slot.anchor - start) * per_day
        worst = max(worst, top - height, height - top - slot.room)
        top += slot.room
    return worst


def _elapsed(days: float) -> str:
    months = round(days * _YEAR / _DAYS_OF_YEAR)
    if months == _YEAR or months >= 2 * _YEAR:
        return _counted(round(months / _YEAR), "year")
    return _counted(months, "month") if months > 1 else _counted(round(days), "day")


def _counted(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


def _ticks(stretch: Stretch, smallest: float) -> Iterator[Tick]:
    first, last = (date.fromordinal(int(day)) for day in (stretch.start, max(stretch.end - 1, stretch.start)))
    days, unit = next(
        (list(_days(first, last, unit, step)), unit)
        for unit, step, length in _UNITS
        if length * stretch.per_day >= smallest * (_WORDY_DAY if unit == "day" else 1) or unit == "millennium"
    )
    free_from = stretch.top - smallest
    for index, day in enumerate(days or [first]):
        text, says_year = _words(day, unit if days else "day")
        at = stretch.top + (day.toordinal() - stretch.start) * stretch.per_day
        year = "" if says_year or index else str(day.year)
        worded = at >= free_from
        yield Tick(at, text if worded else "", year, major=says_year)
        if worded:
            free_from = at + smallest * (_WORDY if year else _DENSE)


# Words may have the year under them; those of many thousand years stand closer than they should.
_WORDY, _WORDY_DAY, _DENSE = 1.3, 1.6, 0.6
# Unit, how many of it from tick to tick, and the days that this takes at least.
_UNITS = (
    ("day", 1, 1), ("day", 7, 7), ("month", 1, 28), ("month", 3, 90), ("year", 1, 365), ("year", 2, 730),
    ("year", 5, 1826), ("year", 10, 3652), ("year", 50, 18262), ("year", 200, 73048), ("millennium", 1000, 0),
)  # fmt: skip


def _days(first: date, last: date, unit: str, step: int) -> Iterator[date]:
    if unit == "day":
        every = (first + timedelta(days=count) for count in range((last - first).days + 1))
        yield from (day for day in every if step == 1 or day.day in (1, 8, 15, 22))
        return
    for year in range(first.year, last.year + 1):
        months = range(1, 13, step) if unit == "month" else range(1, 2)
        if unit == "month" or year % step == 0:
            yield from (day for month in months if first <= (day := date(year, month, 1)) <= last)


def _words(day: date, unit: str) -> tuple[str, bool]:
    """Return what a tick says and whether that is a year."""
    if unit == "day":
        return f"{day.day} {_MONTHS[day.month - 1]}", False
    if unit == "month" and day.month > 1:
        return _MONTHS[day.month - 1], False
    return str(day.year), True
