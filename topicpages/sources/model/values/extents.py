"""The extent of a value: the numbers or days that it allows. Values disagree when no extents fit."""

from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Protocol, Self

from topicpages.language import Edtf, Qualifier, days_overlap
from topicpages.sources.model.values.parts import Amount

# How far “nearly” and “about” reach, as a part of the amount. Generous: a dispute that is none misleads more
# than one that an editor still has to see in the values side by side.
REACH = Decimal("0.1")


class Aspect(StrEnum):
    """In what two answers disagree."""

    AMOUNT = "amount"
    DATE = "date"
    PARTIES = "parties"
    ANSWER = "answer"
    TEXT = "text"
    UNCOMPARED = "uncompared"
    """The sheet sets them side by side as rival answers; their values do not show in what they disagree."""


class Extent(Protocol):
    """The numbers, days or the one thing that a value allows."""

    def excludes(self, other: Self, /) -> bool:
        """Tell whether both cannot be right."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One extent of a value. It is held only against those of the same ``aspect`` and ``subject``.

    The subject of an amount is its unit and its party, which may be akin to others; elsewhere it is a key.
    """

    aspect: Aspect
    subject: tuple[str, ...]
    extent: Extent


@dataclass(frozen=True, slots=True)
class Interval:
    """Numbers from ``low`` to ``high`` (``None``: unbounded), ends included unless marked open."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    def excludes(self, other: "Interval") -> bool:
        """Tell whether no number lies in both."""
        return _ends_before(self, other) or _ends_before(other, self)


def _ends_before(one: Interval, other: Interval) -> bool:
    if one.high is None or other.low is None:
        return False
    return one.high < other.low or (one.high == other.low and (one.high_open or other.low_open))


def interval(amount: Amount) -> Interval:
    """Return the numbers that an amount or range allows, its qualifier taken at its word."""
    low, high = amount.low, amount.high
    match amount.qualifier:
        case None:
            return Interval(low, high)
        case Qualifier.OVER:
            return Interval(low if low is not None else high, None, low_open=True)
        case Qualifier.AT_LEAST:
            return Interval(low if low is not None else high, None)
        case Qualifier.AT_MOST:
            return Interval(None, high if high is not None else low)
        case Qualifier.UNDER:
            return Interval(None, high if high is not None else low, high_open=True)
        case Qualifier.NEARLY:
            return Interval(_moved(low, -REACH), high, high_open=True)
        case Qualifier.ABOUT:
            return Interval(_moved(low, -REACH), _moved(high, REACH))


def _moved(bound: Decimal | None, part: Decimal) -> Decimal | None:
    return None if bound is None else bound + abs(bound) * part


@dataclass(frozen=True, slots=True)
class Days:
    """A date; “about” reaches beyond its own ends."""

    edtf: Edtf

    def excludes(self, other: "Days") -> bool:
        """Tell whether no day belongs to both."""
        return not days_overlap(self.edtf, other.edtf)


@dataclass(frozen=True, slots=True)
class Same:
    """Something that is the same or is not."""

    what: Hashable

    def excludes(self, other: "Same") -> bool:
        """Tell whether they are not the same."""
        return self.what != other.what
