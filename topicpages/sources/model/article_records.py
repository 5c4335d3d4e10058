"""The shape of ``sources/articles/<id>.md``."""

import re
from typing import Annotated, ClassVar, Literal, NamedTuple, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, WithJsonSchema, model_validator

from topicpages.sources.model.enums import ArticleKind, Relation, RelationBasis, Role, Unused
from topicpages.sources.model.scalars import Day, EdtfText, Id, Name, Sha256, Shape, Text, Url
from topicpages.sources.model.short_forms import ShortShape

_LINES = re.compile(r"[0-9]{1,7}(?:-[0-9]{1,7})?")


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


class Author(ShortShape):
    """A person by family and given name, or a literal name as printed."""

    PLAIN: ClassVar[str] = "literal"

    literal: Name | None = None
    family: Name | None = None
    given: Name | None = None

    @model_validator(mode="after")
    def _named(self) -> Self:
        if (self.literal is None) == (self.family is None):
            raise ValueError("missing-key|an author has either “literal” or “family”|give one of them")
        return self

    @property
    def name(self) -> str:
        """The name in reading order."""
        return self.literal or " ".join(part for part in (self.given, self.family) if part)


class Published(ShortShape):
    """When an article appeared and how we know."""

    PLAIN: ClassVar[str] = "edtf"

    edtf: EdtfText
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
    """Where a passage stands in the original, and what it is; a private text may have a note of it here."""

    lines: Lines
    role: Role
    voice: Literal["commentary"] | None = None
    unused: Unused | None = None
    note: Text | None = None


class SkippedLines(Shape):
    """Lines of the original that are no part of the article, and why."""

    lines: Lines
    why: Text


class Original(Shape):
    """What is known of the private original."""

    sha256: Sha256
    retrieved: Day | None = None
    passages: tuple[PassageRow, ...] = Field(min_length=1)
    skipped: tuple[SkippedLines, ...] = ()


Unconfirmed = Literal[
    "title", "publisher", "authors", "published", "url", "kinds", "passages", "origins", "rights", "notes"
]


class Rights(ShortShape):
    """Who holds the rights in the original."""

    PLAIN: ClassVar[str] = "holder"

    holder: Name


class ArticleRecord(ShortShape):
    """Front matter of ``sources/articles/<id>.md``.

    ``publisher`` is an id or a printed name, and once it is linked an id. ``archive`` is a copy in a public
    archive. ``dates`` is the order in which the article writes days in digits: 02/05/2026 is 2 May in “dmy”.
    ``unconfirmed`` names the fields that were guessed when the record was made.
    """

    LISTS: ClassVar[tuple[str, ...]] = ("authors", "kinds", "unconfirmed")

    title: Name | None = None
    publisher: Name
    authors: tuple[Author, ...] = ()
    published: Published
    url: Url | None = None
    url_basis: Literal["stated", "compared"] = "stated"
    url_public: bool = True
    archive: Url | None = None
    kinds: tuple[ArticleKind, ...] = Field(min_length=1)
    dates: Literal["dmy", "mdy"] | None = None
    text: Literal["notes", "full", "private"]
    unconfirmed: tuple[Unconfirmed, ...] = ()
    origins: tuple[Derivation, ...] | None = None
    original: Original | None = None
    rights: Rights | None = None
    excerpt_max_words: Annotated[int, Field(ge=0, le=200)] = 40
    withdrawn: bool = False
    withdrawn_why: Text | None = None

    @model_validator(mode="after")
    def _has_rows(self) -> Self:
        if self.text != "full" and self.original is None:
            what = f"a record with “text: {self.text}” needs “original”"
            raise ValueError(f"missing-key|{what}|list its passages and lines")
        return self

    @model_validator(mode="after")
    def _notes_in_one_place(self) -> Self:
        rows = self.original.passages if self.original else ()
        if self.text != "private" and any(row.note for row in rows):
            what = "only a record with “text: private” has notes in its rows"
            raise ValueError(f"misplaced-note|{what}|write the notes below the front matter, one a passage")
        return self
