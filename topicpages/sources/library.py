"""The linked library: every id resolved to the object that it names.

Objects compare by identity; what a file says stays in ``spec``, what linking found stands beside it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from topicpages.language import PreparedPassage, TextMode, prepared
from topicpages.sources.article_reader import Passage
from topicpages.sources.model import (
    ArticleRecord,
    AssertionSpec,
    CitationSpec,
    Entity,
    FactSheet,
    LeadSentence,
    Origin,
    Paraphrases,
    PictureSpec,
    PositionsClaimSpec,
    Publisher,
    QuoteSpec,
    SingleClaimSpec,
    SiteSpec,
    Unit,
    Warnings,
    Wording,
)
from topicpages.sources.private_texts import PrivateText
from topicpages.sources.yaml_reader import Place

OWN_VOICE = "own"


@dataclass(frozen=True, slots=True, eq=False)
class Article:
    """A source with its passages."""

    id: str
    record: ArticleRecord
    publisher: Publisher
    passages: tuple[Passage, ...]
    place: Place
    private: PrivateText | None = None
    """What is known of a text that stays private."""
    incomplete: bool = False
    """Whether its record has faults, so that quotes may not be found for that reason."""

    @property
    def prepared(self) -> tuple[PreparedPassage, ...]:
        """Its passages, ready for quotes to be found in them; of a private text as far as it is here."""
        if self.private is not None:
            return self.private.prepared
        mode = TextMode.FULL if self.record.text == "full" else TextMode.NOTES
        return prepared((passage.text for passage in self.passages), mode=mode)

    @property
    def label(self) -> str:
        """The printed title, or what stands in for one that is not known."""
        return self.record.title or f"Untitled article of {self.publisher.name}"

    def is_known_in_part(self, number: int) -> bool:
        """Tell whether passage ``number`` is private and has no note, so that only quoted words are known."""
        return self.private is not None and number in self.private.without_note

    def passage(self, number: int) -> Passage:
        """Return passage ``number``, counted from 1."""
        return self.passages[number - 1]


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """Characters ``start`` to ``end`` (excluded) of a passage's text."""

    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Quote:
    """Exact words and where they stand; ``found`` has one entry for each part around ``[…]``."""

    spec: QuoteSpec
    found: tuple[QuotedSpan, ...]
    place: Place

    @property
    def passage(self) -> int:
        """The number of the passage that holds it."""
        return self.found[0].passage


@dataclass(frozen=True, slots=True, eq=False)
class Citation:
    """A pointer to passages of an article; quotes that were not found are left out."""

    spec: CitationSpec
    article: Article
    quotes: tuple[Quote, ...]
    place: Place

    @property
    def passages(self) -> tuple[int, ...]:
        """The numbers of the passages that hold its quotes, ascending."""
        return tuple(sorted({quote.passage for quote in self.quotes}))

    @property
    def voice(self) -> str:
        """The entity that asserts it here, or ``own`` for the outlet itself."""
        return self.spec.voice


@dataclass(frozen=True, slots=True, eq=False)
class Assertion:
    """One answer to a claim's question: ``id`` is ``topic/claim`` or ``topic/claim/position``."""

    id: str
    position: str | None
    spec: AssertionSpec
    citations: tuple[Citation, ...]
    place: Place
    incomplete: bool = False
    """Whether something that it names was not found."""

    @property
    def claim_id(self) -> str:
        """The id of the claim whose question it answers."""
        return "/".join(self.id.split("/")[:2])

    @property
    def anchor(self) -> str:
        """The fragment that leads to it on its topic's page."""
        return "--".join(self.id.split("/")[1:])

    @property
    def topic(self) -> str:
        """The id of its topic."""
        return self.id.partition("/")[0]

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles cited, each once, in order."""
        return tuple(dict.fromkeys(citation.article for citation in self.citations))


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """A question with one answer or several positions; ``id`` is ``topic/claim``."""

    id: str
    spec: SingleClaimSpec | PositionsClaimSpec
    assertions: tuple[Assertion, ...]
    place: Place
    incomplete: bool = False
    """Whether something that it or an answer names was not found."""

    @property
    def claim_id(self) -> str:
        """Its own id, as an answer has its claim's."""
        return self.id

    @property
    def anchor(self) -> str:
        """The fragment that leads to it on its topic's page."""
        return self.spec.id

    @property
    def topic(self) -> str:
        """The id of its topic."""
        return self.id.partition("/")[0]

    @property
    def standing_assertions(self) -> tuple[Assertion, ...]:
        """The answers that are not retired."""
        return tuple(assertion for assertion in self.assertions if assertion.spec.retired is None)


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """A titled run of claims."""

    title: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Lead:
    """A sentence of the lead of ``topic`` with what it rests on: claims, or single positions of one."""

    topic: str
    spec: LeadSentence
    rests_on: tuple[Claim | Assertion, ...]
    place: Place
    incomplete: bool = False
    """Whether a claim that it names was not found."""

    @property
    def assertions(self) -> tuple[Assertion, ...]:
        """All answers that it rests on, each once."""
        rests = (target.assertions if isinstance(target, Claim) else (target,) for target in self.rests_on)
        return tuple(dict.fromkeys(chain.from_iterable(rests)))


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A picture and the answers whose values it shows."""

    spec: PictureSpec
    assertions: tuple[Assertion, ...]
    incomplete: bool = False
    """Whether a claim that it names was not found."""


@dataclass(frozen=True, slots=True, eq=False)
class Topic:
    """The subject of one page."""

    id: str
    sheet: FactSheet
    sections: tuple[Section, ...]
    lead: tuple[Lead, ...]
    pictures: tuple[Picture, ...]
    place: Place

    @property
    def claims(self) -> Iterator[Claim]:
        """Its claims in file order."""
        return chain.from_iterable(section.claims for section in self.sections)


@dataclass(frozen=True, slots=True)
class Gaps:
    """What the library is known to lack: what would lean on it is not judged.

    ``files`` are paths of files with faults of shape, ``registries`` the stems of those that lack entries
    which are named (“articles” is one), ``claims`` the ids of claims that are named and not there.
    """

    files: frozenset[str] = frozenset()
    registries: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()

    def has_lost(self, folder_or_file: str) -> bool:
        """Tell whether a file of this path, or one below it, has faults of shape."""
        return any(path.startswith(folder_or_file) for path in self.files)


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """Everything in ``sources/``, linked; mappings are by id, topics in reading order."""

    site: SiteSpec
    topics: Mapping[str, Topic]
    articles: Mapping[str, Article]
    publishers: Mapping[str, Publisher]
    origins: Mapping[str, Origin]
    entities: Mapping[str, Entity]
    units: Mapping[str, Unit]
    wording: Wording
    paraphrases: Paraphrases
    warnings: Warnings
    places: Mapping[str, Place]
    """Where each registry stands, by file stem: ``entities``, ``units`` and so on."""
    see: Mapping[str, tuple[Claim | Assertion, ...]]
    """See-links by claim id."""
    uses: Mapping[tuple[str, int], tuple[Assertion, ...]]
    """The answers that cite a passage, by article id and passage number."""
    gaps: Gaps = Gaps()

    @property
    def claims(self) -> Iterator[Claim]:
        """All claims, topic by topic."""
        return chain.from_iterable(topic.claims for topic in self.topics.values())

    @property
    def assertions(self) -> Iterator[Assertion]:
        """All answers, topic by topic."""
        return chain.from_iterable(claim.assertions for claim in self.claims)
