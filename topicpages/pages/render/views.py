"""What each page shows, ready for its template: texts, pieces and links, nothing left to decide."""

from dataclasses import dataclass

from topicpages.pages.markdown import Safe
from topicpages.pages.render.pieces import Link, Piece


@dataclass(frozen=True, slots=True)
class StandingView:
    """How well an answer is carried: ``slug`` for the shape, ``word`` and ``counts`` for the reader."""

    slug: str
    word: str
    meaning: str
    counts: str
    href: str


@dataclass(frozen=True, slots=True)
class MarkView:
    """One citation mark: the article's ``number`` on this page, and the passage; back links lead to ``id``.

    ``source`` is the anchor of the passage in the list below, from which the card is filled.
    """

    id: str
    number: int
    passage: int
    href: str
    label: str
    source: str
    in_part: str
    """What this citation does not carry, in words; empty when it carries all."""


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One answer: ``label`` is set where a claim has several."""

    anchor: str
    label: str
    statement: tuple[Piece, ...]
    standing: StandingView
    says: tuple[str, ...]
    when: str
    when_note: str
    as_of: str
    readings: tuple[str, ...]
    variants: tuple[str, ...]
    paraphrases: tuple[str, ...]
    """Words of ours for words of the articles."""
    marks: tuple[MarkView, ...]
    flags: tuple[StandingView, ...]
    """What stands beside the standing: stale, edited since review."""
    reviewed: str
    retired: str
    kind: str
    copy_text: str
    permalink: str
    report: str
    """Where to report an error; empty where the site names no place."""


@dataclass(frozen=True, slots=True)
class DisputeView:
    """That the answers differ, and how."""

    slug: str
    word: str
    sentence: str
    others: tuple[Link, ...]
    """Answers to the same question elsewhere."""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A question with its answers."""

    anchor: str
    question: str
    answers: tuple[AnswerView, ...]
    dispute: DisputeView | None
    note: tuple[Piece, ...]
    note_outside: bool
    see: tuple[Link, ...]
    where: tuple[Link, ...]
    against_itself: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A titled run of claims."""

    anchor: str
    title: str
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class LeadView:
    """A sentence of a lead and the claims that carry it, as links with numbers."""

    pieces: tuple[Piece, ...]
    rests_on: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class BacklinkView:
    """A labelled way back: ``letter`` is seen, ``label`` is read out."""

    letter: str
    href: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageView:
    """A passage with its quoted words marked; ``original`` leads to them outside, in ``original_name``."""

    anchor: str
    number: int
    role: str
    pieces: tuple[Piece, ...]
    original: str
    original_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePassageView(PassageView):
    """A cited passage in the list below a topic."""

    href: str
    backlinks: tuple[BacklinkView, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """An article in the list below a topic, with its number."""

    number: int
    anchor: str
    title: str
    publisher: str
    published: str
    kinds: str
    origin: str
    href: str
    url: str
    found: str
    """What was found at its address, where readers should know."""
    ways: tuple[Link, ...]
    passages: tuple[SourcePassageView, ...]


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture with its caption and its table; ``below`` is what it does not say itself."""

    anchor: str
    html: Safe
    below: str = ""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What was wrong or has changed, and what stands now."""

    on: str
    sort: str
    claim: Link
    was: str
    now: str
    why: str


@dataclass(frozen=True, slots=True)
class CardView:
    """A topic on the home page."""

    title: str
    href: str
    description: str
    counts: str


@dataclass(frozen=True, slots=True)
class FactView:
    """A claim in a list: when, what, how well carried, where."""

    when: str
    statement: str
    link: Link
    topic: Link
    standing: StandingView


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPassageView(PassageView):
    """A passage on its article's page."""

    commentary: bool
    unused: str
    uses: tuple[BacklinkView, ...]


@dataclass(frozen=True, slots=True)
class EntityLineView:
    """An entity in the index."""

    name: str
    href: str
    kind: str
    aliases: str
    count: int
