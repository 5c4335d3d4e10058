"""Finds what the quotes of one citation carry, and which requirements they do not meet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from topicpages.evidence.proof.counting import counts, counts_noun, singular, units_counted
from topicpages.evidence.proof.excerpt import Excerpt
from topicpages.evidence.proof.needs import (
    AmountNeed,
    DateNeed,
    FigureNeed,
    Lack,
    LackKind,
    Need,
    PartyNeed,
    Requirements,
)
from topicpages.evidence.proof.readings import Read, Reading, ReadingProblem, Source, evaluated
from topicpages.evidence.proof.vocabulary import PERCENT, Quoted, Vocabulary, quoted
from topicpages.language import Edtf, Figure, FigureKind, Names, carries, days_inside
from topicpages.sources import Amount


@dataclass(frozen=True, slots=True)
class Carried:
    """What the quotes of one citation say, and what its proven readings add.

    ``problems`` are the readings that are not proven; they add nothing.
    """

    quotes: tuple[Quoted, ...]
    reads: tuple[Read, ...]
    problems: tuple[ReadingProblem, ...]
    vocabulary: Vocabulary

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures, first those of the quotes."""
        return tuple(figure for figure, _ in self.shown())

    @property
    def parties(self) -> frozenset[str]:
        """All parties that the quotes name or a reading resolves."""
        named = (ids for quote in self.quotes for _, _, ids in quote.parties)
        return frozenset().union(*named, *(read.parties for read in self.reads))

    def shown(self) -> Iterable[tuple[Figure, tuple[Source, ...]]]:
        """Yield each figure with those of the quotes that it stands on; a resolved date stands on none."""
        for quote in self.quotes:
            for figure in quote.figures:
                yield figure, (Source(quote, figure),)
        for read in self.reads:
            if read.figure:
                yield read.figure, read.sources


def carried(
    excerpts: Sequence[Excerpt],
    reads: Sequence[Reading],
    published: Edtf | None,
    names: Names,
    vocabulary: Vocabulary,
) -> Carried:
    """Return what ``excerpts`` carry, readings evaluated against them and the article's date.

    Without ``published`` no reading of a date is proven.
    """
    said = tuple(quoted(excerpt.text, vocabulary, names) for excerpt in excerpts)
    standing = tuple(zip(excerpts, said, strict=True))
    proven, problems = evaluated(reads, standing, published, vocabulary)
    return Carried(said, proven, problems, vocabulary)


def lacking(requirements: Requirements, carried: Carried) -> tuple[Lack, ...]:
    """Return what one citation does not carry, in the order of the requirements; empty means full."""
    lacks = (_lack(need, carried) for need in requirements.needs)
    return tuple(lack for lack in lacks if lack)


def _lack(need: Need, carried: Carried) -> Lack | None:
    match need:
        case FigureNeed():
            return _figure_lack(need, carried)
        case AmountNeed():
            return _amount_lack(need, carried)
        case DateNeed(edtf):
            is_shown = any(_lies_in(*shown, edtf) for shown in carried.shown())
            return None if is_shown else Lack(need, LackKind.DATE, edtf.text, "a value")
        case PartyNeed(party, where):
            return None if party in carried.parties else Lack(need, LackKind.PARTY, party, where)


def _figure_lack(need: FigureNeed, carried: Carried) -> Lack | None:
    alike = (shown for shown in carried.shown() if carries(shown[0], need.figure, qualified=False))
    equal = [shown for shown in alike if _is_used_alike(need, *shown)]
    if not equal:
        return Lack(need, LackKind.FIGURE, need.figure.text, need.where)
    qualified = [shown for shown in equal if shown[0].qualifier is need.figure.qualifier]
    if not qualified:
        return Lack(need, LackKind.QUALIFIER, need.figure.text, need.where, equal[0][0].text)
    if any(_may_count(figure, sources, need, carried) for figure, sources in qualified):
        return None
    counted = need.noun.text if need.noun and not need.noun.units else ", ".join(sorted(need.units))
    return Lack(need, LackKind.UNIT, counted or need.figure.text, need.where, qualified[0][0].text)


def _is_used_alike(need: FigureNeed, figure: Figure, sources: tuple[Source, ...]) -> bool:
    """Tell whether neither is a count and the other a year: “2031 ferries” and “since 2031”."""
    is_count = bool(sources) and all(counts(source.quote, source.figure) for source in sources)
    if figure.is_bare_year and need.counts:
        return is_count
    return not (
        is_count and (need.dated or (need.figure.is_bare_year and figure.is_bare_year and not need.counts))
    )


def _may_count(figure: Figure, sources: tuple[Source, ...], need: FigureNeed, carried: Carried) -> bool:
    """Tell whether the quotes say of the figure what the statement counts, and no units but its own."""
    vocabulary, noun, units = carried.vocabulary, need.noun, need.units
    if figure.implied and figure.implied != need.figure.implied:
        is_said = noun is not None and noun.word == singular(figure.implied)
        return is_said or any(vocabulary.has_word(unit, figure.implied) for unit in units)
    said = [source.quote.units_of(source.figure) for source in sources]
    is_own = not units or all(
        any(vocabulary.is_a(named, unit) for named in named_here for unit in units)
        for named_here in said
        if named_here
    )
    return is_own and (
        noun is None or all(counts_noun(source.quote, source.figure, noun, vocabulary) for source in sources)
    )


def _lies_in(figure: Figure, sources: tuple[Source, ...], edtf: Edtf) -> bool:
    bounds = figure.when.bounds if figure.when else None
    is_count = any(counts(source.quote, source.figure) for source in sources)
    return bounds is not None and not is_count and days_inside(bounds, edtf)


def _amount_lack(need: AmountNeed, carried: Carried) -> Lack | None:
    """Return the lack of the candidate that comes closest; one figure must have all of it."""
    amount, where = need.amount, "a value"
    equal = [shown for shown in carried.shown() if _is_amount(shown[0], amount)]
    if not equal:
        return Lack(need, LackKind.FIGURE, amount.text, where)
    qualified = [shown for shown in equal if shown[0].qualifier is amount.needed_qualifier]
    if not qualified:
        return Lack(need, LackKind.QUALIFIER, amount.text, where, equal[0][0].text)
    counted = [shown for shown in qualified if _has_unit(*shown, amount.unit, carried)]
    if not counted:
        return Lack(need, LackKind.UNIT, amount.unit, where, qualified[0][0].text)
    if amount.party is None or any(_has_party(sources, amount.party, carried) for _, sources in counted):
        return None
    return Lack(need, LackKind.PARTY, amount.party, where, counted[0][0].text)


def _is_amount(figure: Figure, amount: Amount) -> bool:
    low = amount.high if amount.low is None else amount.low
    high = amount.low if amount.high is None else amount.high
    is_count = figure.kind is FigureKind.NUMBER or figure.is_bare_year
    is_kind = figure.kind is FigureKind.PERCENT if amount.unit == PERCENT else is_count
    return is_kind and not figure.word and (figure.low, figure.high) == (low, high)


def _has_unit(figure: Figure, sources: tuple[Source, ...], unit: str, carried: Carried) -> bool:
    if unit == PERCENT:
        return True
    if figure.implied:
        return carried.vocabulary.has_word(unit, figure.implied)
    if figure.is_bare_year and not all(counts(source.quote, source.figure) for source in sources):
        return False
    return bool(sources) and all(
        any(carried.vocabulary.is_a(named, unit) for named in units_counted(source.quote, source.figure))
        for source in sources
    )


def _has_party(sources: tuple[Source, ...], party: str, carried: Carried) -> bool:
    """Tell whether the figure may be ``party``'s: bound to it, or bound to none and named in a quote."""
    bound = [source.quote.parties_of(source.figure) for source in sources]
    return party in carried.parties and all(party in parties for parties in bound if parties)
