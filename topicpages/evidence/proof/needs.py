"""The requirements of a statement and its values: everything that one citation must carry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from topicpages.evidence.proof.counting import Noun, counts, is_dated, noun_of
from topicpages.evidence.proof.covering import Wording
from topicpages.evidence.proof.pairs import Pair
from topicpages.evidence.proof.rates import rate_of
from topicpages.evidence.proof.vocabulary import Quoted
from topicpages.language import Edtf, Figure, Names, figures_in
from topicpages.sources import Amount, Dating, Part, Parties, Words

STATEMENT = "the statement"


@dataclass(frozen=True, slots=True)
class FigureNeed:
    """A figure; ``where`` says in what it stands: “the statement”, “a value”.

    ``units`` are those that the statement says of it; a quote must not say only other ones. ``noun`` is what
    it counts there, ``rate`` the time to which it belongs (“day” of “700 a day”). ``counts`` and ``dated``
    tell whether four digits must be a count or a year.
    """

    figure: Figure
    where: str
    units: frozenset[str] = frozenset()
    noun: Noun | None = None
    counts: bool = False
    dated: bool = False
    rate: str = ""


@dataclass(frozen=True, slots=True)
class AmountNeed:
    """A typed amount: number, qualifier, unit and party of one and the same figure."""

    amount: Amount


@dataclass(frozen=True, slots=True)
class DateNeed:
    """A date of the quotes that lies inside ``edtf``."""

    edtf: Edtf


@dataclass(frozen=True, slots=True)
class PartyNeed:
    """A party that the quotes name."""

    party: str
    where: str


@dataclass(frozen=True, slots=True)
class WordNeed:
    """A word at ``start`` of the normalised text of ``where``; without ``start`` the text as a whole."""

    where: str
    start: int | None = None


Need = FigureNeed | AmountNeed | DateNeed | PartyNeed


@dataclass(frozen=True, slots=True)
class Requirements:
    """All that one citation must carry by itself to be full; order: statement, then values."""

    needs: tuple[Need, ...]
    wordings: Mapping[str, Wording] = field(default_factory=dict)
    """The words of the statement and of worded values, by where they stand."""
    pairs: tuple[Pair, ...] = ()
    """The declared paraphrases that may carry words of this answer."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the statement and of worded values."""
        return tuple(need.figure for need in self.needs if isinstance(need, FigureNeed))


class LackKind(StrEnum):
    """Which part of a need is not carried."""

    FIGURE = "figure"
    QUALIFIER = "qualifier"
    UNIT = "unit"
    PARTY = "party"
    DATE = "date"
    RATE = "rate"
    WORD = "word"
    TENSE = "tense"
    LEFT_OUT = "left-out"
    CUT_OFF = "cut-off"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Lack:
    """What one citation does not carry; ``shown`` is what its quotes say instead, if anything."""

    need: Need | WordNeed
    missing: LackKind
    text: str
    where: str
    shown: str = ""
    proposal: str = ""
    """For a word: what an editor may do."""

    def message(self, article: str) -> str:
        """Return the fault in words, for a citation of ``article``."""
        text = _MESSAGES[self.missing]
        if self.missing in (LackKind.UNIT, LackKind.PARTY) and self.shown:
            text = "“{text}” of {where} is not said of “{shown}” in {quotes}"
        message = text.format(
            text=self.text,
            where=self.where,
            shown=self.shown,
            quotes=f"the quotes of “{article}”",
            article=article,
        )
        if self.shown and self.missing in (LackKind.FIGURE, LackKind.DATE):
            return f"{message}; there {self.shown}"
        return (
            f"{message} (nearest: “{self.shown}”)"
            if self.shown and self.missing is LackKind.WORD
            else message
        )


_MESSAGES = {
    LackKind.FIGURE: "“{text}” is in {where} but in none of {quotes}",
    LackKind.DATE: "“{text}” is in {where} but in none of {quotes}",
    LackKind.RATE: "“{text}” of {where} is “{shown}” in {quotes}",
    LackKind.QUALIFIER: "“{text}” is in {where} but {quotes} say “{shown}”",
    LackKind.UNIT: "“{text}” of {where} is not named in {quotes}",
    LackKind.PARTY: "“{text}” of {where} is not named in {quotes}",
    LackKind.WORD: "“{text}” is in {where}, but no word of {quotes} carries it",
    LackKind.TENSE: (
        "“{text}” is in {where}, but {quotes} say “{shown}”, which tells otherwise whether it has happened"
    ),
    LackKind.LEFT_OUT: "{quotes} say “{text}”, and {where} leaves it out",
    LackKind.CUT_OFF: "“{text}” is cut off a quote of “{article}”, and {where} leaves it out",
    LackKind.MOVED: "“{text}” goes with “{shown}” in {where}, with another word in {quotes}",
}


def required(
    statement: Quoted,
    values: Sequence[Part],
    names: Names,
    *,
    name_parties: bool = False,
    wordings: Mapping[str, Wording] | None = None,
    pairs: tuple[Pair, ...] = (),
) -> Requirements:
    """Return what one citation must carry by itself: each figure of the statement and each typed value.

    With ``name_parties`` also each party that the statement names, with ``wordings`` each word of these, for
    which it may lean on ``pairs``. Equal figures count once.
    """
    needs: list[Need] = [
        FigureNeed(
            figure,
            STATEMENT,
            statement.units_behind(figure),
            noun_of(statement, figure),
            counts=counts(statement, figure),
            dated=is_dated(statement, figure),
            rate=rate_of(statement.text, statement.figures, figure),
        )
        for figure in statement.figures
    ]
    if name_parties:
        for _, _, ids in statement.parties:
            needs.extend(PartyNeed(party, STATEMENT) for party in sorted(ids))
    for value in values:
        needs.extend(_value_needs(value, names))
    unlike = tuple({_identity(need): need for need in reversed(needs)}.values())[::-1]
    return Requirements(unlike, wordings or {}, pairs)


def _identity(need: Need) -> object:
    match need:
        case FigureNeed(figure, _, units, noun):
            return figure.key, units, noun.word if noun else "", need.counts, need.dated, need.rate
        case PartyNeed(party):
            return party
        case _:
            return need


def _value_needs(value: Part, names: Names) -> list[Need]:
    match value:
        case Amount():
            return [AmountNeed(value)]
        case Dating(edtf, as_stated):
            worded = figures_in(as_stated, names=names) if as_stated else ()
            return [DateNeed(edtf), *(FigureNeed(figure, "a value") for figure in worded)]
        case Parties(ids):
            return [PartyNeed(party, "a value") for party in ids]
        case Words(text):
            return [FigureNeed(figure, "a value") for figure in figures_in(text, names=names)]
