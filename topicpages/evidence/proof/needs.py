"""The requirements of a statement and its values: everything that one citation must carry."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from topicpages.evidence.proof.counting import Noun, counts, is_dated, noun_of
from topicpages.evidence.proof.vocabulary import Vocabulary, quoted
from topicpages.language import Edtf, Figure, Names, figures_in
from topicpages.sources import Amount, Dating, Part, Parties, Words


@dataclass(frozen=True, slots=True)
class FigureNeed:
    """A figure; ``where`` says in what it stands: “the statement”, “a value”.

    ``units`` are those that the statement says of it; a quote must not say only other ones. ``noun`` is what
    it counts there. ``counts`` and ``dated`` tell whether four digits must be a count or a year.
    """

    figure: Figure
    where: str
    units: frozenset[str] = frozenset()
    noun: Noun | None = None
    counts: bool = False
    dated: bool = False


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


Need = FigureNeed | AmountNeed | DateNeed | PartyNeed


@dataclass(frozen=True, slots=True)
class Requirements:
    """All that one citation must carry by itself to be full; order: statement, then values."""

    needs: tuple[Need, ...]

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


@dataclass(frozen=True, slots=True)
class Lack:
    """What one citation does not carry; ``shown`` is what its quotes say instead, if anything."""

    need: Need
    missing: LackKind
    text: str
    where: str
    shown: str = ""

    def message(self, article: str) -> str:
        """Return the fault in words, for a citation of ``article``."""
        quotes = f"the quotes of “{article}”"
        match self.missing:
            case LackKind.FIGURE | LackKind.DATE:
                return f"“{self.text}” is in {self.where} but in none of {quotes}"
            case LackKind.QUALIFIER:
                return f"“{self.text}” is in {self.where} but {quotes} say “{self.shown}”"
            case LackKind.UNIT | LackKind.PARTY if self.shown:
                return f"“{self.text}” of {self.where} is not said of “{self.shown}” in {quotes}"
            case LackKind.UNIT | LackKind.PARTY:
                return f"“{self.text}” of {self.where} is not named in {quotes}"


def required(
    statement: str,
    values: Sequence[Part],
    names: Names,
    vocabulary: Vocabulary,
    *,
    name_parties: bool = False,
) -> Requirements:
    """Return what one citation must carry by itself: each figure of the statement and each typed value.

    With ``name_parties`` also each party that the statement names. Equal figures count once.
    """
    said = quoted(statement, vocabulary, names)
    needs: list[Need] = [
        FigureNeed(
            figure,
            "the statement",
            said.units_behind(figure),
            noun_of(said, figure),
            counts=counts(said, figure),
            dated=is_dated(said, figure),
        )
        for figure in said.figures
    ]
    if name_parties:
        for _, _, ids in said.parties:
            needs.extend(PartyNeed(party, "the statement") for party in sorted(ids))
    for value in values:
        needs.extend(_value_needs(value, names))
    return Requirements(tuple({_identity(need): need for need in reversed(needs)}.values())[::-1])


def _identity(need: Need) -> object:
    match need:
        case FigureNeed(figure, _, units, noun):
            return figure.key, units, noun.word if noun else "", need.counts, need.dated
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
