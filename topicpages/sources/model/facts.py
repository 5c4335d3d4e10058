"""The shape of ``sources/facts/<topic>.yml``."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Discriminator, Field, StringConstraints, Tag

from topicpages.sources.model.enums import ClaimKind, Differs, PictureKind, ReadingRule, Says
from topicpages.sources.model.registries import Note, Quotes
from topicpages.sources.model.scalars import ClaimPath, Day, EdtfText, Id, Name, Names, Shape, Text
from topicpages.sources.model.short_forms import ShortShape
from topicpages.sources.model.values import AnyValue

# Values are compared each with each.
MAX_VALUES = 12

# The two shapes of a claim, written as decode.py knows the shapes of a union.
SINGLE, POSITIONS = "<single>", "<positions>"


class When(ShortShape):
    """When something happened; ``as`` is how the articles put it."""

    PLAIN: ClassVar[str] = "edtf"

    edtf: EdtfText
    as_: Name | None = Field(default=None, alias="as")
    basis: Literal["stated", "inferred"] = "stated"
    why: Text | None = None


class ReadingSpec(Shape):
    """How words of the quotes are read as what the statement says."""

    from_: Names = Field(alias="from")
    means: Names
    by: ReadingRule


class CitationSpec(ShortShape):
    """A pointer from an assertion to words of an article."""

    LISTS: ClassVar[tuple[str, ...]] = ("quotes", "reads")

    article: Id
    quotes: Quotes
    voice: Id = "own"
    says: Says = Says.REPORTS
    reads: tuple[ReadingSpec, ...] = ()


class Variant(Shape):
    """How one article shortens a quotation."""

    article: Id
    quote: Text
    omits: Text


class Retired(Shape):
    """When and why an assertion was withdrawn; it stays readable."""

    on: Day
    why: Text


class AssertionSpec(ShortShape):
    """One answer with its proof.

    ``order`` names entities, or figures, in the order in which the statement has them; whoever writes it has
    checked that the articles say it so: who did what to whom, from what to what.
    """

    LISTS: ClassVar[tuple[str, ...]] = ("values", "variants", "citations")

    statement: Text
    order: tuple[Name, ...] = ()
    kind: ClaimKind
    when: When | None = None
    as_of: EdtfText | None = None
    stale_after: Day | None = None
    speaker: Id | None = None
    values: tuple[AnyValue, ...] = Field(default=(), max_length=MAX_VALUES)
    variants: tuple[Variant, ...] = ()
    citations: tuple[CitationSpec, ...] = Field(min_length=1)
    retired: Retired | None = None


class Identified(Shape):
    """What has an id that is its address."""

    id: Id


class PositionSpec(AssertionSpec, Identified):
    """One of several answers to a claim's question."""


class Positions(Shape):
    """Several answers."""

    positions: tuple[PositionSpec, ...] = Field(min_length=2)


class Asked(Identified):
    """The question of a claim."""

    question: Annotated[Text, StringConstraints(max_length=160)]


class Beside(ShortShape):
    """What stands beside the answers of a claim."""

    LISTS: ClassVar[tuple[str, ...]] = ("where", "differs_by", "see", "self_contradicts")

    where: tuple[Id, ...] = ()
    differs_by: tuple[Differs, ...] = ()
    self_contradicts: tuple[Id, ...] = ()
    see: tuple[ClaimPath, ...] = ()
    note: Note | None = None


# The keys of a claim stand in the order of its bases, the last first: `fmt` writes them so.
class SingleClaimSpec(Beside, AssertionSpec, Asked):
    """A claim with one answer."""

    LISTS: ClassVar[tuple[str, ...]] = (*Beside.LISTS, *AssertionSpec.LISTS)


class PositionsClaimSpec(Beside, Positions, Asked):
    """A claim to which articles give several answers."""


def _claim_shape(raw: Any) -> str:  # noqa: ANN401 -- whatever the editor wrote
    """Return the tag of the shape that ``raw`` is meant to have."""
    if isinstance(raw, Mapping):
        return POSITIONS if "positions" in raw else SINGLE
    return POSITIONS if isinstance(raw, PositionsClaimSpec) else SINGLE


ClaimSpec = Annotated[
    Annotated[SingleClaimSpec, Tag(SINGLE)] | Annotated[PositionsClaimSpec, Tag(POSITIONS)],
    Discriminator(_claim_shape),
]


class SectionSpec(Shape):
    """A titled run of claims."""

    title: Name
    claims: tuple[ClaimSpec, ...] = Field(min_length=1)


class LeadSentence(ShortShape):
    """A sentence of a topic's lead with the claims that it rests on; without any, on all of its sheet."""

    PLAIN: ClassVar[str] = "text"
    LISTS: ClassVar[tuple[str, ...]] = ("rests_on",)

    text: Text
    rests_on: tuple[ClaimPath, ...] = Field(default=(), min_length=1)


class PictureSpec(ShortShape):
    """A picture drawn from the values of claims."""

    LISTS: ClassVar[tuple[str, ...]] = ("claims",)

    id: Id
    kind: PictureKind
    title: Name
    caption: Text
    alt: Text
    claims: tuple[ClaimPath, ...] = Field(min_length=1)


class Correction(Shape):
    """A correction: the wrong words, the right ones, and the reason."""

    claim: ClaimPath
    on: Day
    was: Text
    now: Text
    why: Text


class FactSheet(ShortShape):
    """``sources/facts/<topic>.yml``."""

    LISTS: ClassVar[tuple[str, ...]] = ("lead", "figures", "corrections")

    title: Name
    description: Text | None = None
    lead: tuple[LeadSentence, ...] = ()
    sections: tuple[SectionSpec, ...] = Field(min_length=1)
    figures: tuple[PictureSpec, ...] = ()
    corrections: tuple[Correction, ...] = ()
