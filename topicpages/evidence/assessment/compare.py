"""Tells whether two answers to one question can both be right."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from itertools import product
from operator import ne
from typing import Any

from topicpages.evidence.assessment.results import Aspect
from topicpages.language import Edtf, Qualifier, days_overlap, normalise, parse_edtf
from topicpages.sources import AssertionSpec, Unit, Value

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


Units = Mapping[str, Unit]
_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sort:
    """A sort of values: what tells them apart that are never compared, and how two of them are read."""

    aspect: Aspect
    key: Callable[[Value], _Key | None]
    read: Callable[[Value], Any]
    disagree: Callable[[Any, Any], bool]


@dataclass(frozen=True, slots=True)
class Comparable:
    """An answer read once, to be compared often: what its values say, by sort and key."""

    values: tuple[Mapping[_Key, list[Any]], ...]
    when: Edtf | None


def comparable(spec: AssertionSpec) -> Comparable:
    """Return ``spec`` as :func:`compared` needs it; ``when`` only of an answer without any value."""
    when = parse_edtf(spec.when.edtf) if spec.when and not spec.values else None
    return Comparable(tuple(_sorted_out(sort, spec.values) for sort in _SORTS), when)


def _sorted_out(sort: _Sort, values: Iterable[Value]) -> Mapping[_Key, list[Any]]:
    kept: dict[_Key, list[Any]] = {}
    for value in values:
        key = sort.key(value)
        if key is not None:
            kept.setdefault(key, []).append(sort.read(value))
    return kept


def compared(one: Comparable, other: Comparable, units: Units) -> Aspect | Fit:
    """Return in what two answers disagree, or that they do not, or that they share nothing to compare.

    Amounts are compared where unit and party are the same, or else where one unit is the other and no other
    party is named. An answer with several values of one sort disagrees only if none of them fits any of the
    other's. Answers without any value are compared by ``when``: their question can only be about that.
    """
    found: Fit = Fit.INCOMPARABLE
    for sort, ours, theirs in zip(_SORTS, one.values, other.values, strict=True):
        for mine, yours in _pairs_of_keys(ours, theirs, units):
            if all(sort.disagree(*both) for both in product(ours[mine], theirs[yours])):
                return sort.aspect
            found = Fit.COMPATIBLE
    if one.when and other.when:
        return Fit.COMPATIBLE if days_overlap(one.when, other.when) else Aspect.DATE
    return found


def _pairs_of_keys(ours: Iterable[_Key], theirs: Iterable[_Key], units: Units) -> Iterator[tuple[_Key, _Key]]:
    """Yield equal keys, and of the rest those that are akin to one another and to no other.

    What one side says of two parties may be parts of what the other says of nobody in particular.
    """
    same = set(ours) & set(theirs)
    yield from ((key, key) for key in ours if key in same)
    akin = [
        (mine, yours)
        for mine in ours
        for yours in theirs
        if not {mine, yours} & same and _akin(mine, yours, units)
    ]
    times = Counter(mine for mine, _ in akin), Counter(yours for _, yours in akin)
    yield from ((mine, yours) for mine, yours in akin if times[0][mine] == times[1][yours] == 1)


def _akin(one: _Key, other: _Key, units: Units) -> bool:
    if len(one) != len(other) or len(one) == 1:
        return False
    (unit, party), (other_unit, other_party) = one, other
    return (party == other_party or not party or not other_party) and (
        other_unit in _widening(unit, units) or unit in _widening(other_unit, units)
    )


def _widening(unit: str, units: Units) -> frozenset[str]:
    """Return ``unit`` and all that it is."""
    found: set[str] = set()
    at: str | None = unit
    while at is not None and at not in found:
        found.add(at)
        at = units[at].wider if at in units else None
    return frozenset(found)


def _amount_key(value: Value) -> _Key | None:
    return (value.unit or "", value.party or "") if value.is_amount else None


def _day(edtf: str | None) -> Edtf | None:
    return parse_edtf(edtf or "")


def _apart(one: Edtf | None, other: Edtf | None) -> bool:
    """Tell whether two dates have no day in common; “about” reaches beyond its own ends."""
    return one is not None and other is not None and not days_overlap(one, other)


def _folded(text: str | None) -> str:
    return normalise(text or "").text.casefold().strip(" .")


def _has(name: str) -> Callable[[Value], _Key | None]:
    return lambda value: None if getattr(value, name) is None else (name,)


_SORTS = (
    _Sort(Aspect.AMOUNT, _amount_key, interval, Interval.disjoint),
    _Sort(Aspect.DATE, _has("edtf"), lambda value: _day(value.edtf), _apart),
    _Sort(Aspect.DATE, _has("start"), lambda value: _day(value.start), _apart),
    _Sort(Aspect.DATE, _has("end"), lambda value: _day(value.end), _apart),
    _Sort(Aspect.PARTIES, _has("parties"), lambda value: frozenset(value.parties or ()), ne),
    _Sort(Aspect.ANSWER, _has("answer"), lambda value: value.answer, ne),
    _Sort(Aspect.TEXT, _has("text"), lambda value: _folded(value.text), ne),
)
