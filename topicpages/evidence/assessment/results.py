"""The results of the assessment: what carries each claim, its origins, and its disputes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from topicpages.evidence.assessment.labels import Flag, Standing
from topicpages.evidence.assessment.proving import Prover
from topicpages.evidence.lock_file import AuditRecord, Review, paraphrase_id
from topicpages.evidence.proof import Lack, Pair, ReadingProblem
from topicpages.sources import (
    Article,
    Aspect,
    Assertion,
    Citation,
    Claim,
    Differs,
    Lead,
    Note,
    Relation,
    RelationBasis,
    Says,
)


@dataclass(frozen=True, slots=True, eq=False)
class CitationEvidence:
    """How much of its answer one citation proves.

    ``lacks`` names for readers the figures, dates, qualifiers, units and parties of the answer that its
    quotes do not give, ``details`` the same as the proof found it; ``needed`` counts all that the answer
    asks for. ``unproven`` are readings that do not hold. ``wording`` has the words of the answer that its
    quotes do not carry, and those words of its quotes that the answer leaves out.
    """

    citation: Citation
    needed: int
    lacks: tuple[str, ...]
    usable: bool = True
    """Whether the article is not withdrawn and all quotes were found."""
    details: tuple[Lack, ...] = ()
    unproven: tuple[ReadingProblem, ...] = ()
    wording: tuple[Lack, ...] = ()
    pairs: tuple[Pair, ...] = ()
    """The declared paraphrases without which it would carry less."""

    @property
    def whole(self) -> bool:
        """Whether it carries the whole answer by itself: only then it counts for the standing."""
        return self.usable and not self.lacks

    @property
    def to_the_word(self) -> bool:
        """Whether it carries the whole answer and every word of it; one citation must."""
        return self.whole and not self.wording

    @property
    def share(self) -> float:
        """The part of what the answer asks for that it carries, 0 to 1."""
        return (self.needed - len(self.details)) / self.needed if self.needed else 1.0


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles carry the whole answer, from how many independent origins, for how many voices.

    ``origins`` is at most ``articles`` and 0 when no origin is known. ``voices`` counts the parties and
    statements whose word it is, outlets in their own voice apart; 0 is the usual case of plain reporting.
    ``in_part`` counts the articles of which no citation carries the whole, ``reworded`` those of ``articles``
    that say it in other words than the answer.
    """

    articles: int
    origins: int
    voices: int
    in_part: int = 0
    reworded: int = 0

    def __str__(self) -> str:
        """Return “5 articles, 2 in other words · 3 origins · 1 voice”; there may be “origin unknown”."""
        reworded = f", {self.reworded} in other words" if self.reworded else ""
        counted = [_counted(self.articles, "article") + reworded]
        if self.articles:
            counted.append(_counted(self.origins, "origin") if self.origins else "origin unknown")
        if self.voices:
            counted.append(_counted(self.voices, "voice"))
        return " · ".join(counted)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@dataclass(frozen=True, slots=True)
class Family:
    """Origins, publishers and owners that count as one origin; ``names`` are theirs, sorted."""

    key: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Attribution:
    """Who asserts an answer and through which articles; ``voice`` is an entity or ``own``.

    With ``own`` the articles assert it themselves.
    """

    voice: str
    says: Says
    articles: tuple[Article, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, eq=False)
class AssertionEvidence:
    """How well one answer stands.

    ``carried`` has one entry for each citation, in order. ``support`` is the standing that the citations
    alone would give, disputes and retirement aside. ``families`` are the origins behind whole citations,
    which may be more than ``counts.origins``: an article with two possible origins connects them.
    """

    assertion: Assertion
    standing: Standing
    support: Standing
    flags: tuple[Flag, ...]
    counts: Counts
    carried: tuple[CitationEvidence, ...]
    attributions: tuple[Attribution, ...]
    families: tuple[Family, ...]

    @property
    def closest(self) -> CitationEvidence | None:
        """The citation that lacks least, where none carries the whole; else ``None``."""
        usable = [one for one in self.carried if one.usable]
        if not usable or any(one.whole for one in usable):
            return None
        return min(usable, key=lambda one: len(one.details))

    @property
    def closest_in_words(self) -> CitationEvidence | None:
        """The citation that lacks fewest words, of those that carry the whole if any does; else ``None``."""
        usable = [one for one in self.carried if one.whole] or [one for one in self.carried if one.usable]
        closest = min(usable, key=lambda one: len(one.wording), default=None)
        return closest if closest and closest.wording else None


@dataclass(frozen=True, slots=True, eq=False)
class Conflict:
    """Two answers that exclude each other as printed, and in what they disagree."""

    one: Assertion
    other: Assertion
    aspect: Aspect


@dataclass(frozen=True, slots=True, eq=False)
class Dispute:
    """One question to which incompatible answers are given, within a claim or by claims of any sheets.

    ``answers`` are all standing answers of ``claims``, in reading order. With ``differs_by`` the answers
    are unequal without contradicting each other, and ``notes`` say how.
    """

    question: str
    claims: tuple[Claim, ...]
    answers: tuple[Assertion, ...]
    conflicts: tuple[Conflict, ...]
    differs_by: tuple[Differs, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def id(self) -> str:
        """The id of the first claim that asks the question."""
        return self.claims[0].id

    @property
    def true_conflict(self) -> bool:
        """Whether the answers contradict each other."""
        return not self.differs_by


@dataclass(frozen=True, slots=True, eq=False)
class ClaimEvidence:
    """The evidence of a claim and of each of its answers; ``edited`` means changed since ``review``."""

    claim: Claim
    answers: tuple[AssertionEvidence, ...]
    dispute: Dispute | None
    review: Review | None
    edited: bool
    fingerprint: str

    @property
    def standing(self) -> Standing:
        """The standing of the claim as a whole: that of the answer it can least rely on."""
        order = list(Standing)
        standing = [answer.standing for answer in self.answers if answer.standing is not Standing.RETIRED]
        return min(standing, key=order.index, default=Standing.RETIRED)


@dataclass(frozen=True, slots=True, eq=False)
class ArticleEvidence:
    """The passages of an article that claims use; their numbers ascend.

    ``unused`` has every passage that no claim cites, ``unexplained`` those of them without a reason.
    ``checked`` is what the last recorded audit proved, and ``checked_current`` whether it was of this
    very original, read by the present rules of matching; both concern only records of notes.
    """

    article: Article
    used: tuple[int, ...]
    unused: tuple[int, ...]
    unexplained: tuple[int, ...]
    checked: AuditRecord | None
    checked_current: bool

    @property
    def share(self) -> float:
        """The part of its passages that claims use, 0 to 1."""
        total = len(self.used) + len(self.unused)
        return len(self.used) / total if total else 0.0


NodeKind = Literal["article", "publisher", "origin", "owner"]


@dataclass(frozen=True, slots=True)
class GraphNode:
    """An article, publisher, origin or owner in the graph of derivations; ``key`` is unique."""

    key: str
    kind: NodeKind
    id: str
    label: str
    voice: bool = False
    """Whether it is a statement or post: a voice, which makes nothing independent."""


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """``source`` comes from ``target``; both are keys of nodes.

    ``relation`` is ``None`` between an article and its publisher or a publisher and its owner.
    """

    source: str
    target: str
    relation: Relation | None = None
    basis: RelationBasis | None = None
    passages: Literal["all"] | tuple[int, ...] = "all"


@dataclass(frozen=True, slots=True)
class Graph:
    """Where the reporting of all articles comes from; nodes and edges in a fixed order."""

    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ParaphraseEvidence:
    """A word of ours with the words that it may stand for, and who leans on each of these pairs.

    ``edited`` tells that words, or claims that lean on them, came or went since the review.
    """

    ours: str
    users: Mapping[Pair, tuple[Assertion | Lead, ...]]
    review: Review | None
    edited: bool

    @property
    def id(self) -> str:
        """How ``review`` names it: ``paraphrases/reopen``."""
        return paraphrase_id(self.ours)


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """All that is computed of a library; mappings are by id, in reading order.

    ``disputes`` are true conflicts, ``differences`` unequal answers that a note explains. ``prover`` is what
    answers were proven with, for further proofs.
    """

    today: date
    prover: Prover
    assertions: Mapping[str, AssertionEvidence]
    claims: Mapping[str, ClaimEvidence]
    articles: Mapping[str, ArticleEvidence]
    disputes: tuple[Dispute, ...]
    differences: tuple[Dispute, ...]
    graph: Graph
    paraphrases: tuple[ParaphraseEvidence, ...]
    """In the order of ``paraphrases.yml``."""
