"""Tells whether two answers to one question can both be right."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from itertools import product

from topicpages import dates
from topicpages.evidence.model import Aspect
from topicpages.figures import Qualifier
from topicpages.model import AssertionSpec, Value
from topicpages.quotes import normalise

# How far “nearly” and “about” reach, as a part of the amount. Generous: a dispute that is none misleads more
# than one that an editor still has to see in the values side by side.
REACH = Decimal("0.1")


class Fit(Enum):
    """What comparing two answers gives."""

    COMPATIBLE = auto()
    INCOMPARABLE = auto()


@dataclass(frozen=True, slots=True)
class Interval:
    """Numbers from ``low`` to ``high`` (``None``: unbounded), ends included unless marked open."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    def disjoint(self, other: "Interval") -> bool:
        """Tell whether no number lies in both."""
        return _ends_before(self, other) or _ends_before(other, self)


def _ends_before(one: Interval, other: Interval) -> bool:
    if one.high is None or other.low is None:
        return False
    return one.high < other.low or (one.high == other.low and (one.high_open or other.low_open))


def interval(value: Value) -> Interval:
    """Return the numbers that an amount or range allows, its qualifier taken at its word."""
    low = value.amount if value.amount is not None else value.min
    high = value.amount if value.amount is not None else value.max
    match value.qualifier:
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


def compared(one: AssertionSpec, other: AssertionSpec) -> Aspect | Fit:
    """Return in what two answers disagree, or that they do not, or that they share nothing to compare.

    Amounts are compared where unit and party are the same. An answer with several values of one sort
    disagrees only if none of them fits any of the other's. Answers without any value are compared by
    ``when``: their question can only be about that.
    """
    found: Fit = Fit.INCOMPARABLE
    for aspect, sort, disagree in _SORTS:
        ours, theirs = _sorted_out(sort, one.values), _sorted_out(sort, other.values)
        for key in ours.keys() & theirs.keys():
            if all(disagree(mine, yours) for mine, yours in product(ours[key], theirs[key])):
                return aspect
            found = Fit.COMPATIBLE
    if not one.values and not other.values and one.when and other.when:
        return Aspect.DATE if _apart(one.when.edtf, other.when.edtf) else Fit.COMPATIBLE
    return found


_Key = tuple[str, ...]


def _sorted_out(sort: Callable[[Value], _Key | None], values: Iterable[Value]) -> Mapping[_Key, list[Value]]:
    kept: dict[_Key, list[Value]] = {}
    for value in values:
        key = sort(value)
        if key is not None:
            kept.setdefault(key, []).append(value)
    return kept


def _amount_key(value: Value) -> _Key | None:
    return (value.unit or "", value.party or "") if value.is_amount else None


def _date_key(value: Value) -> _Key | None:
    return ("date",) if value.edtf is not None else None


def _start_key(value: Value) -> _Key | None:
    return ("start",) if value.start is not None else None


def _end_key(value: Value) -> _Key | None:
    return ("end",) if value.end is not None else None


def _parties_key(value: Value) -> _Key | None:
    return ("parties",) if value.parties is not None else None


def _answer_key(value: Value) -> _Key | None:
    return ("answer",) if value.answer is not None else None


def _text_key(value: Value) -> _Key | None:
    return ("text",) if value.text is not None else None


def _apart(one: str | None, other: str | None) -> bool:
    """Tell whether two dates have no day in common; “about” reaches beyond its own ends."""
    first, second = dates.parse(one or ""), dates.parse(other or "")
    return first is not None and second is not None and not dates.overlap(first, second)


def _folded(text: str | None) -> str:
    return normalise(text or "").text.casefold().strip(" .")


_SORTS: tuple[tuple[Aspect, Callable[[Value], _Key | None], Callable[[Value, Value], bool]], ...] = (
    (Aspect.AMOUNT, _amount_key, lambda one, other: interval(one).disjoint(interval(other))),
    (Aspect.DATE, _date_key, lambda one, other: _apart(one.edtf, other.edtf)),
    (Aspect.DATE, _start_key, lambda one, other: _apart(one.start, other.start)),
    (Aspect.DATE, _end_key, lambda one, other: _apart(one.end, other.end)),
    (Aspect.PARTIES, _parties_key, lambda one, other: set(one.parties or ()) != set(other.parties or ())),
    (Aspect.ANSWER, _answer_key, lambda one, other: one.answer != other.answer),
    (Aspect.TEXT, _text_key, lambda one, other: _folded(one.text) != _folded(other.text)),
)
