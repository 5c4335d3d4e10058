"""The parts that values of all kinds are made of. A citation must carry each part."""

from dataclasses import dataclass
from decimal import Decimal

from topicpages.language import Edtf, Qualifier


@dataclass(frozen=True, slots=True)
class Amount:
    """A number (``low == high``), a range, or one open end (``None``), with its unit and party ids."""

    low: Decimal | None
    high: Decimal | None
    unit: str
    qualifier: Qualifier | None = None
    party: str | None = None

    @property
    def text(self) -> str:
        """The amount for messages: “over 4 years”, “70–80 people”, “at least 3 people”."""
        ends = list(dict.fromkeys(f"{end.normalize():f}" for end in (self.low, self.high) if end is not None))
        bound = self.needed_qualifier
        return " ".join(
            filter(None, (bound.value.replace("-", " ") if bound else "", "–".join(ends), self.unit))
        )

    def has_end(self, number: Decimal | None) -> bool:
        """Tell whether ``number`` is the amount or an end of the range."""
        return number is not None and number in (self.low, self.high)

    @property
    def needed_qualifier(self) -> Qualifier | None:
        """The qualifier that the quotes must have; an open end is “at least” or “at most”."""
        if self.qualifier or (self.low is not None and self.high is not None):
            return self.qualifier
        return Qualifier.AT_MOST if self.low is None else Qualifier.AT_LEAST


@dataclass(frozen=True, slots=True)
class Dating:
    """A date or the end of a period, and how the articles put it (“Thursday”, “late 2021”)."""

    edtf: Edtf
    as_stated: str | None = None


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties of an agreement or exchange."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A value in words; only its figures need proof."""

    text: str


Part = Amount | Dating | Parties | Words
