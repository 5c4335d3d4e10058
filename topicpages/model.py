"""The shapes of the files in ``sources/``; JSON Schema and the faults of shape come from these.

Every scalar arrives as text. Ids that name something in another file are plain ids here; the link
stage resolves them. Field names are the editor's words (glossary in ARCHITECTURE.md).
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    WithJsonSchema,
    model_validator,
)

from topicpages.dates import parse as parse_edtf
from topicpages.names import id_problem
from topicpages.urls import public_url

MAX_TEXT = 10_000
MAX_QUOTE = 1_000
# The two shapes of a claim, written as decode.py knows the shapes of a union.
SINGLE, POSITIONS = "<single>", "<positions>"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LINES = re.compile(r"[0-9]{1,7}(?:-[0-9]{1,7})?")
# Of the ways to write a day that Python reads, one is ours.
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _valid_id(text: str) -> str:
    problem = id_problem(text)
    if problem:
        raise ValueError(f"bad-id|{problem}")
    return text


def _valid_edtf(text: str) -> str:
    if parse_edtf(text) is None:
        remedy = "write 2026-02-05, 2026-02, 2021~, [2021-09..2021-12] or 2025/2026"
        raise ValueError(f"bad-date|“{text}” is not an EDTF date|{remedy}")
    return text


def _valid_url(text: str) -> str:
    _, problem = public_url(text)
    if problem:
        raise ValueError(f"bad-url|“{text}” {problem}|write a plain http or https address")
    return text


def _valid_day(text: object) -> object:
    if not isinstance(text, str):
        return text
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass  # such as 30 February
    raise ValueError(f"bad-date|“{text}” is not a day|write it as 2026-02-05")


def _valid_sha256(text: str) -> str:
    if not _SHA256.fullmatch(text):
        raise ValueError(f"bad-value|“{text}” is not a SHA-256|write its 64 digits, 0-9 and a-f")
    return text


Sha256 = Annotated[str, AfterValidator(_valid_sha256)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT)]
Id = Annotated[str, AfterValidator(_valid_id)]
# Ids of other files may be qualified: "sheet/claim" or "sheet/claim/position".
ClaimPath = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Edtf = Annotated[str, AfterValidator(_valid_edtf)]
Url = Annotated[str, AfterValidator(_valid_url)]
# Beyond this an amount is no figure of an article; and 1e999999 would print a million digits.
Amount = Annotated[Decimal, Field(max_digits=15, decimal_places=6)]
Day = Annotated[date, BeforeValidator(_valid_day), WithJsonSchema({"type": "string", "format": "date"})]


class Shape(BaseModel):
    """What all shapes share: frozen, and an unknown key is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Role(StrEnum):
    """What a passage is in its article."""

    TITLE = "title"
    DECK = "deck"
    HEADING = "heading"
    BODY = "body"
    BULLET = "bullet"


class Unused(StrEnum):
    """Why no claim needs a passage."""

    OPINION = "opinion"
    REPETITION = "repetition"
    OFF_TOPIC = "off-topic"


class ArticleKind(StrEnum):
    """What sort of text an article is."""

    REPORT = "report"
    ANALYSIS = "analysis"
    COMMENTARY = "commentary"
    REWRITE = "rewrite"
    STATEMENT = "statement"
    WIRE = "wire"


class ClaimKind(StrEnum):
    """What sort of assertion a claim makes."""

    EVENT = "event"
    QUANTITY = "quantity"
    STATUS = "status"
    QUOTATION = "quotation"
    BACKGROUND = "background"
    ASSESSMENT = "assessment"


class Qualifier(StrEnum):
    """How an amount bounds the true figure."""

    OVER = "over"
    NEARLY = "nearly"
    ABOUT = "about"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"


class Says(StrEnum):
    """How an article carries an assertion."""

    STATES = "states"
    REPORTS = "reports"
    CLAIMS = "claims"
    DENIES = "denies"
    ESTIMATES = "estimates"
    WARNS = "warns"


class Differs(StrEnum):
    """Why unequal answers are no true conflict."""

    TIME = "time"
    SCOPE = "scope"
    DEFINITION = "definition"
    DETAIL = "detail"
    WORDING = "wording"
    DEGREE = "degree"


class EntityKind(StrEnum):
    """What an entity is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    PLACE = "place"
    TREATY = "treaty"
    EQUIPMENT = "equipment"


class OriginKind(StrEnum):
    """What an origin is; statements are voices and never make articles independent."""

    WIRE = "wire"
    OUTLET = "outlet"
    STATEMENT = "statement"
    POST = "post"


class Relation(StrEnum):
    """How an article's text comes from an origin."""

    REWRITE_OF = "rewrite-of"
    BASED_ON = "based-on"
    QUOTES = "quotes"


class RelationBasis(StrEnum):
    """How we know of a derivation."""

    COMPARED = "compared"
    CREDITED = "credited"
    STATED = "stated"


class ReadingRule(StrEnum):
    """How words of a quote are read as a value they do not spell out; each rule is evaluated."""

    WEEKDAY = "weekday"
    RELATIVE_DATE = "relative-date"
    LATEST_DATE = "latest-date"
    SAME_MONTH = "same-month"
    SUM = "sum"
    DIFFERENCE = "difference"
    YEARS_BETWEEN = "years-between"
    BOTH_PARTIES = "both-parties"


class LineRange(NamedTuple):
    """First and last line of a passage in its original, 1-based, both included."""

    first: int
    last: int


def _line_range(raw: object) -> object:
    if not isinstance(raw, str):
        return raw
    first, _, last = raw.partition("-")
    if not _LINES.fullmatch(raw):
        raise ValueError(f"bad-lines|“{raw}” is not a line or range of lines|write 3 or 3-5")
    lines = LineRange(int(first), int(last or first))
    if not 1 <= lines.first <= lines.last:
        raise ValueError(
            f"bad-lines|“{raw}” is an empty range of lines|write the smaller number first, from 1"
        )
    return lines


Lines = Annotated[LineRange, BeforeValidator(_line_range), WithJsonSchema({"type": ["string", "integer"]})]


# --- articles


class Author(Shape):
    """A person by family and given name, or a literal name as printed."""

    literal: Text | None = None
    family: Text | None = None
    given: Text | None = None

    @model_validator(mode="after")
    def _named(self) -> Self:
        if (self.literal is None) == (self.family is None):
            raise ValueError("missing-key|an author has either “literal” or “family”|give one of them")
        return self

    @property
    def name(self) -> str:
        """The name in reading order."""
        return self.literal or " ".join(part for part in (self.given, self.family) if part)


class Published(Shape):
    """When an article appeared and how we know."""

    edtf: Edtf
    basis: Literal["stated", "inferred"] = "stated"
    why: Text | None = None


def _passages_shape(raw: object) -> str:
    return "<numbers>" if isinstance(raw, list | tuple) else "<all>"


Passages = Annotated[
    Annotated[Literal["all"], Tag("<all>")] | Annotated[tuple[int, ...], Tag("<numbers>")],
    Discriminator(_passages_shape),
]


class Derivation(Shape):
    """One edge of the derivation graph, for all or some passages."""

    origin: Id
    relation: Relation
    basis: RelationBasis
    passages: Passages = "all"
    shown_by: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _credit_is_shown(self) -> Self:
        if self.basis is RelationBasis.CREDITED and self.shown_by is None:
            raise ValueError(
                "missing-key|a credited origin needs “shown_by”|quote the words that give the credit"
            )
        return self


class PassageRow(Shape):
    """Where a passage stands in the original, and what it is."""

    lines: Lines
    role: Role
    voice: Literal["commentary"] | None = None
    unused: Unused | None = None


class SkippedLines(Shape):
    """Lines of the original that are no part of the article, and why."""

    lines: Lines
    why: Text


class Original(Shape):
    """What is known of the private original."""

    sha256: Sha256
    passages: tuple[PassageRow, ...] = Field(min_length=1)
    skipped: tuple[SkippedLines, ...] = ()


class Rights(Shape):
    """Who holds the rights in the original."""

    holder: Text


class ArticleRecord(Shape):
    """Front matter of ``sources/articles/<id>.md``."""

    title: Text | None = None
    publisher: Id
    authors: tuple[Author, ...] = ()
    published: Published
    url: Url | None = None
    url_basis: Literal["stated", "compared"] = "stated"
    url_public: bool = True
    kinds: tuple[ArticleKind, ...] = Field(min_length=1)
    text: Literal["notes", "full"]
    origins: tuple[Derivation, ...] | None = None
    original: Original | None = None
    rights: Rights | None = None
    excerpt_max_words: Annotated[int, Field(ge=0, le=200)] = 40
    withdrawn: bool = False
    withdrawn_why: Text | None = None

    @model_validator(mode="after")
    def _notes_have_rows(self) -> Self:
        if self.text == "notes" and self.original is None:
            raise ValueError("missing-key|a record of notes needs “original”|list its passages and lines")
        return self


# --- registries


class Publisher(Shape):
    """Who publishes an outlet; ``unknown`` is an answer, a guess is not."""

    name: Text
    owner: Text = "unknown"
    country: Text = "unknown"
    basis: Text | None = None
    note: Text | None = None


class Origin(Shape):
    """Where reporting comes from; ``from`` names the origins that it comes from itself.

    The owner of a statement or post is the entity whose word it is.
    """

    name: Text
    kind: OriginKind
    owner: Text | None = None
    from_: tuple[Id, ...] = Field(default=(), alias="from")
    note: Text | None = None


class Note(Shape):
    """The editor's own words, shown as such; ``outside`` marks knowledge that no article gives."""

    text: Text
    outside: bool = False


class QuoteSpec(Shape):
    """Exact words of an article, and context that makes them unique."""

    exact: Annotated[Text, StringConstraints(max_length=MAX_QUOTE)]
    prefix: Text | None = None
    suffix: Text | None = None


def _quote(raw: object) -> object:
    return {"exact": raw} if isinstance(raw, str) else raw


Quotes = Annotated[
    tuple[Annotated[QuoteSpec, BeforeValidator(_quote, json_schema_input_type=str | QuoteSpec)], ...],
    Field(min_length=1),
]


class PlainCitation(Shape):
    """A pointer to words of an article, outside of claims."""

    article: Id
    quotes: Quotes


class RoleAsStated(Shape):
    """An office as articles state it, with who states it."""

    text: Text
    citations: tuple[PlainCitation, ...] = ()


class Coordinates(Shape):
    """Approximate position in degrees; always editor's data."""

    lat: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    lon: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
    basis: Text


class Entity(Shape):
    """A person, organisation, state, place, treaty or piece of equipment that claims name."""

    name: Text
    kind: EntityKind
    aliases: tuple[Text, ...] = ()
    adjectives: tuple[Text, ...] = ()
    spellings: tuple[Text, ...] = ()
    role: RoleAsStated | None = None
    coordinates: Coordinates | None = None
    note: Note | None = None


class Unit(Shape):
    """What is counted: the words that name it, and the wider unit that it is."""

    name: Text
    words: tuple[Text, ...] = ()
    wider: Id | None = Field(default=None, alias="is")


class LoadedWord(Shape):
    """A word that takes sides; a trailing ``*`` stands for any ending."""

    word: Text
    why: Text


class Wording(Shape):
    """``sources/wording.yml``."""

    words: tuple[LoadedWord, ...] = ()


class Site(Shape):
    """``sources/site.yml``: what the home page says and which topics come in which order."""

    name: Text
    description: Text
    about: tuple[Text, ...] = ()
    topics: tuple[Id, ...] = ()


# --- fact sheets


class Value(Shape):
    """One typed answer: an amount or range, a date, a period, parties, yes or no, or a text."""

    amount: Amount | None = None
    min: Amount | None = None
    max: Amount | None = None
    qualifier: Qualifier | None = None
    unit: Id | None = None
    party: Id | None = None
    edtf: Edtf | None = None
    start: Edtf | None = None
    end: Edtf | None = None
    as_: Text | None = Field(default=None, alias="as")
    parties: tuple[Id, ...] | None = None
    answer: Literal["yes", "no"] | None = None
    text: Text | None = None

    @model_validator(mode="after")
    def _one_shape(self) -> Self:
        shapes = (
            self.amount is not None,
            self.min is not None or self.max is not None,
            self.edtf is not None,
            self.start is not None,
            self.parties is not None,
            self.answer is not None,
            self.text is not None,
        )
        if sum(shapes) != 1:
            what = "a value is one of amount, min and max, edtf, start, parties, answer, text"
            raise ValueError(f"bad-value|{what}|give exactly one of them")
        if self.is_amount and self.unit is None:
            raise ValueError("bad-value|an amount needs its “unit”|name a unit of units.yml")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"bad-value|min {self.min} is above max {self.max}|exchange them")
        return self

    @property
    def is_amount(self) -> bool:
        """Whether this is a number or a range of numbers."""
        return self.amount is not None or self.min is not None or self.max is not None


class When(Shape):
    """When something happened; ``as`` is how the articles put it."""

    edtf: Edtf
    as_: Text | None = Field(default=None, alias="as")
    basis: Literal["stated", "inferred"] = "stated"
    why: Text | None = None


def _one_or_many(raw: object) -> object:
    return [raw] if isinstance(raw, str) else raw


Texts = Annotated[
    tuple[Text, ...],
    BeforeValidator(_one_or_many, json_schema_input_type=str | list[str]),
    Field(min_length=1),
]


class Reading(Shape):
    """How words of the quotes are read as what the statement says."""

    from_: Texts = Field(alias="from")
    means: Texts
    by: ReadingRule


class CitationSpec(Shape):
    """A pointer from an assertion to words of an article."""

    article: Id
    quotes: Quotes
    voice: Id = "own"
    says: Says = Says.REPORTS
    reads: tuple[Reading, ...] = ()


class Variant(Shape):
    """How one article shortens a quotation."""

    article: Id
    quote: Text
    omits: Text


class Retired(Shape):
    """When and why an assertion was withdrawn; it stays readable."""

    on: Day
    why: Text


class AssertionSpec(Shape):
    """One answer with its proof."""

    statement: Text
    kind: ClaimKind
    when: When | None = None
    as_of: Edtf | None = None
    stale_after: Day | None = None
    values: tuple[Value, ...] = ()
    speaker: Id | None = None
    variants: tuple[Variant, ...] = ()
    citations: tuple[CitationSpec, ...] = Field(min_length=1)
    retired: Retired | None = None


class PositionSpec(AssertionSpec):
    """One of several answers to a claim's question."""

    id: Id


class QuestionSpec(Shape):
    """What a claim is about, whoever answers it."""

    id: Id
    question: Annotated[Text, StringConstraints(max_length=160)]
    where: tuple[Id, ...] = ()
    differs_by: tuple[Differs, ...] = ()
    note: Note | None = None
    see: tuple[ClaimPath, ...] = ()
    self_contradicts: tuple[Id, ...] = ()


class SingleClaimSpec(QuestionSpec, AssertionSpec):
    """A claim with one answer."""


class PositionsClaimSpec(QuestionSpec):
    """A claim to which articles give several answers."""

    positions: tuple[PositionSpec, ...] = Field(min_length=2)


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

    title: Text
    claims: tuple[ClaimSpec, ...] = Field(min_length=1)


class LeadSentence(Shape):
    """A sentence of a topic's lead with the claims that it rests on."""

    text: Text
    rests_on: tuple[ClaimPath, ...] = Field(min_length=1)


class PictureKind(StrEnum):
    """How a picture shows its values."""

    PEOPLE = "people"
    BARS = "bars"
    TIMELINE = "timeline"


class PictureSpec(Shape):
    """A picture drawn from the values of claims."""

    id: Id
    kind: PictureKind
    title: Text
    caption: Text
    alt: Text
    claims: tuple[ClaimPath, ...] = Field(min_length=1)


class Correction(Shape):
    """What was wrong, what stands now, and why."""

    claim: ClaimPath
    on: Day
    was: Text
    now: Text
    why: Text


class FactSheet(Shape):
    """``sources/facts/<topic>.yml``."""

    title: Text
    description: Text | None = None
    lead: tuple[LeadSentence, ...] = ()
    sections: tuple[SectionSpec, ...] = Field(min_length=1)
    figures: tuple[PictureSpec, ...] = ()
    corrections: tuple[Correction, ...] = ()
