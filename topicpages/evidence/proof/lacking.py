"""Which figures, dates, units and parties that an answer needs one citation does not carry."""

from topicpages.evidence.proof.carrying import Carried
from topicpages.evidence.proof.counting import counts, counts_noun, singular, units_counted
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
from topicpages.evidence.proof.rates import rate_of
from topicpages.evidence.proof.readings import Source
from topicpages.evidence.proof.vocabulary import PERCENT
from topicpages.language import Edtf, Figure, FigureKind, carries, days_inside, is_currency, words_of
from topicpages.sources import Amount


def lacking(requirements: Requirements, carried: Carried) -> tuple[Lack, ...]:
    """Return what one citation does not carry, words apart, in the order of the needs; empty means full."""
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
            shown = "" if is_shown else _days_in_digits(None, carried)
            return None if is_shown else Lack(need, LackKind.DATE, edtf.text, "a value", shown)
        case PartyNeed(party, where):
            return None if party in carried.parties else Lack(need, LackKind.PARTY, party, where)


def _figure_lack(need: FigureNeed, carried: Carried) -> Lack | None:
    alike = (shown for shown in carried.shown() if carries(shown[0], need.figure, qualified=False))
    equal = [shown for shown in alike if _is_used_alike(need, *shown)]
    if not equal:
        return Lack(
            need, LackKind.FIGURE, need.figure.text, need.where, _days_in_digits(need.figure, carried)
        )
    qualified = [shown for shown in equal if shown[0].qualifier is need.figure.qualifier]
    if not qualified:
        return Lack(need, LackKind.QUALIFIER, need.figure.text, need.where, equal[0][0].text)
    counting = [shown for shown in qualified if _may_count(*shown, need, carried)]
    if any(_is_at_rate(need, sources) for _, sources in counting):
        return None
    if counting:
        figure, sources = counting[0]
        shown = _at_rate(figure, _rate_of(sources[0]) if sources else "")
        return Lack(need, LackKind.RATE, _at_rate(need.figure, need.rate), need.where, shown)
    counted = need.noun.text if need.noun and not need.noun.units else ", ".join(sorted(need.units))
    return Lack(need, LackKind.UNIT, counted or need.figure.text, need.where, qualified[0][0].text)


def _rate_of(source: Source) -> str:
    return rate_of(source.quote.text, source.quote.figures, source.figure)


def _at_rate(figure: Figure, rate: str) -> str:
    return f"{figure.text} … per {rate}" if rate else figure.text


def _days_in_digits(needed: Figure | None, carried: Carried) -> str:
    """Return how a date that the quotes write in digits is read, for a date that is not found in them."""
    if needed is not None and needed.when is None:
        return ""
    for figure in (figure for quote in carried.quotes for figure in quote.figures):
        if figure.kind is FigureKind.DATE and figure.when is None:
            return f"“{figure.text}” may be two days (give the article “dates: dmy” or “dates: mdy”)"
        if figure.when and figure.when.only_day and figure.text[:1].isdigit() and figure.text[-5] in "./-":
            return f"“{figure.text}” is read as {figure.when.only_day:%-d %B %Y}"
    return ""


def _is_at_rate(need: FigureNeed, sources: tuple[Source, ...]) -> bool:
    """Tell whether the quotes have the figure for the same time: “700 a day”, or for none."""
    return all(_rate_of(source) == need.rate for source in sources)


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
    if sources and all(source.quote.is_foreign for source in sources):
        return True
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
    return (
        is_kind and (not figure.word or is_currency(figure.word)) and (figure.low, figure.high) == (low, high)
    )


def _has_unit(figure: Figure, sources: tuple[Source, ...], unit: str, carried: Carried) -> bool:
    if unit == PERCENT:
        return True
    if figure.implied:
        return carried.vocabulary.has_word(unit, figure.implied)
    if figure.word:
        return any(carried.vocabulary.has_word(unit, word) for word in words_of(figure.word))
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
