"""Answers that a passage may give instead: the same statement with another figure or day of the passage.

These are guesses, to be proven like any answer. A guess that may be right together with the answer, or that
another position of the claim has already, is none.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from topicpages.editing.suggesting.cutting import Cut, OpenPassage, holds
from topicpages.editing.suggesting.traces import Sought
from topicpages.evidence import Quoted, agree, disagree
from topicpages.language import (
    Edtf,
    Figure,
    FigureKind,
    date_in_english,
    days_inside,
    resolve_latest,
    resolve_relative,
    resolve_weekday,
)
from topicpages.sources import AmountValue, Claim, DateValue, Unit, Value

_COUNTS = (FigureKind.NUMBER, FigureKind.PERCENT)
_DAYS = (FigureKind.DATE, FigureKind.WEEKDAY, FigureKind.RELATIVE)


@dataclass(frozen=True, slots=True, eq=False)
class Rival:
    """What an answer would be with ``figure`` of the passage; ``units`` are those that it says of its own.

    ``counts`` tells that it is a number. A day has no unit or party by which it is told from another one.
    """

    one: Sought
    figure: Figure
    units: frozenset[str]
    counts: bool

    def is_in(self, cut: Cut) -> bool:
        """Tell whether a quote has the figure, and says of it what the statement says of its own."""
        if not holds(cut.span, (self.figure.start, self.figure.end)):
            return False
        quoted = self.one.prover.said(cut.spec.exact)
        units = (quoted.units_behind(other) for other in quoted.figures if other.bare == self.figure.bare)
        return all(not there or not self.units or there & self.units for there in units)


def rivals(
    passage: OpenPassage, one: Sought, claim: Claim, units: Mapping[str, Unit], published: Edtf | None
) -> Iterator[Rival]:
    """Yield what ``one`` would be with another figure of ``passage``, if both cannot be right."""
    spec = one.answer.spec
    said = one.prover.said(spec.statement)
    others = [answer.spec for answer in claim.standing_assertions if answer is not one.answer]
    figures = [figure for figure in passage.figures if passage.is_quotable((figure.start, figure.end))]
    for number, value in enumerate(spec.values):
        for own, figure, text, changed in _changed(value, said, figures, published):
            values = (*spec.values[:number], changed, *spec.values[number + 1 :])
            statement = _exchanged(one, own, text)
            guess = spec.model_copy(update={"statement": statement, "values": values, "when": None})
            if disagree(spec, guess, units) and not any(agree(other, guess, units) for other in others):
                sought = Sought(one.prover, replace(one.answer, spec=guess))
                yield Rival(sought, figure, said.units_behind(own), isinstance(value, AmountValue))


def _changed(
    value: Value, said: Quoted, figures: list[Figure], published: Edtf | None
) -> Iterator[tuple[Figure, Figure, str, Value]]:
    """Yield a figure of the statement, the one for it, how that is written, and the value with it."""
    match value:
        case AmountValue():
            own = [figure for figure in said.figures if value.part.has_end(figure.low)]
            for figure in figures if own else ():
                is_count = figure.kind in _COUNTS or figure.is_bare_year
                if (
                    is_count
                    and figure.low is not None
                    and not figure.word
                    and not value.part.has_end(figure.low)
                ):
                    yield own[0], figure, figure.text, _amount(value, figure)
        case DateValue():
            own = [figure for figure in said.figures if _is_day(figure, value)]
            for figure in figures if own else ():
                if figure.kind in _DAYS and (day := _day(figure, published)):
                    text = figure.text if figure.when and figure.when.year else date_in_english(day)
                    yield own[0], figure, text, DateValue(edtf=_edtf(figure, day))
        case _:
            return


def _amount(value: AmountValue, figure: Figure) -> AmountValue:
    is_exact = figure.low == figure.high
    return value.model_copy(
        update={
            "amount": figure.low if is_exact else None,
            "min": None if is_exact else figure.low,
            "max": None if is_exact else figure.high,
            "qualifier": figure.qualifier,
        }
    )


def _is_day(figure: Figure, value: DateValue) -> bool:
    bounds = figure.when.bounds if figure.when else None
    parts = [part for part in value.parts() if hasattr(part, "edtf")]
    return bounds is not None and any(days_inside(bounds, part.edtf) for part in parts)


def _day(figure: Figure, published: Edtf | None) -> Edtf | None:
    """Return the days of ``figure``, by their year or counted from the day of publication."""
    if figure.when and figure.when.year:
        return figure.when.bounds
    if published is None:
        return None
    resolvers = (resolve_weekday, resolve_relative, resolve_latest)
    return next((day for resolve in resolvers if (day := resolve(figure.text, published))), None)


def _edtf(figure: Figure, day: Edtf) -> str:
    """Return ``day`` as a sheet has it: a day, a month or a year where it is one."""
    when = figure.when
    if day.lower == day.upper and day.lower is not None:
        return day.lower.isoformat()
    if (
        when
        and when.year
        and not when.part
        and not when.last_year
        and not when.last_month
        and not when.last_day
    ):
        return f"{when.year:04}-{when.month:02}" if when.month else f"{when.year:04}"
    return day.text


def _exchanged(one: Sought, own: Figure, text: str) -> str:
    statement = one.answer.spec.statement
    at = statement.find(own.text)
    return statement if at < 0 else statement[:at] + text + statement[at + len(own.text) :]
