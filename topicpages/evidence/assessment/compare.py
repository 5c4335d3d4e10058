"""Tells whether two answers to one question can both be right."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import product

from topicpages.language import Edtf, days_overlap, parse_edtf
from topicpages.sources import Aspect, AssertionSpec, Extent, Unit


class Fit(Enum):
    """The result of comparing two answers that do not disagree."""

    COMPATIBLE = auto()
    INCOMPARABLE = auto()


Units = Mapping[str, Unit]
_Subject = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparable:
    """An answer read once, to be compared often: what its values say, by aspect and subject."""

    extents: Mapping[Aspect, Mapping[_Subject, Sequence[Extent]]]
    when: Edtf | None


def comparable(spec: AssertionSpec) -> Comparable:
    """Return ``spec`` as :func:`compared` needs it; ``when`` only of an answer without any value."""
    when = parse_edtf(spec.when.edtf) if spec.when and not spec.values else None
    extents: dict[Aspect, dict[_Subject, list[Extent]]] = {aspect: {} for aspect in Aspect}
    for value in spec.values:
        for one in value.compared():
            extents[one.aspect].setdefault(one.subject, []).append(one.extent)
    return Comparable(extents, when)


def compared(one: Comparable, other: Comparable, units: Units) -> Aspect | Fit:
    """Return in what two answers disagree, or that they do not, or that they share nothing to compare.

    Amounts are compared where unit and party are the same, or else where one unit is the other and no other
    party is named. An answer with several values of one subject disagrees only if none of them fits any of
    the other's. Answers without any value are compared by ``when``: their question can only be about that.
    """
    found: Fit = Fit.INCOMPARABLE
    for aspect in Aspect:
        ours, theirs = one.extents[aspect], other.extents[aspect]
        for mine, yours in _comparable_subjects(ours, theirs, units):
            if all(extent.excludes(against) for extent, against in product(ours[mine], theirs[yours])):
                return aspect
            found = Fit.COMPATIBLE
    if one.when and other.when:
        return Fit.COMPATIBLE if days_overlap(one.when, other.when) else Aspect.DATE
    return found


def disagree(one: AssertionSpec, other: AssertionSpec, units: Units) -> bool:
    """Tell whether two answers to one question cannot both be right, by their values."""
    return isinstance(compared(comparable(one), comparable(other), units), Aspect)


def agree(one: AssertionSpec, other: AssertionSpec, units: Units) -> bool:
    """Tell whether two answers to one question say something of the same, and both can be right."""
    return compared(comparable(one), comparable(other), units) is Fit.COMPATIBLE


def _comparable_subjects(
    ours: Collection[_Subject], theirs: Collection[_Subject], units: Units
) -> Iterator[tuple[_Subject, _Subject]]:
    """Yield equal subjects, and of the rest those that are akin to one another and to no other.

    What one side says of two parties may be parts of what the other says of nobody in particular.
    """
    same = set(ours) & set(theirs)
    yield from ((subject, subject) for subject in ours if subject in same)
    akin = [
        (mine, yours)
        for mine in ours
        for yours in theirs
        if not {mine, yours} & same and _akin(mine, yours, units)
    ]
    times = Counter(mine for mine, _ in akin), Counter(yours for _, yours in akin)
    yield from ((mine, yours) for mine, yours in akin if times[0][mine] == times[1][yours] == 1)


def _akin(one: _Subject, other: _Subject, units: Units) -> bool:
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
