"""The shape of the lock file, and what is put into it or read from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Protocol

from pydantic import Field, StringConstraints

from topicpages.sources import Day, KeptText, Shape, Text, Url

Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Count = Annotated[int, Field(ge=0)]


class Review(Shape):
    """Who signed a claim off, when, and what it said; ``hash`` also covers its passages and names."""

    by: Text
    on: Day
    hash: Hash
    states: tuple[str, ...]


class Replaced(Shape):
    """The text of a claim at an earlier review, which stood until the day ``until``."""

    claim: str
    by: Text
    on: Day
    until: Day
    states: tuple[str, ...]


class AuditRecord(Shape):
    """The result of an audit: ``sha256`` is the hash of the original, ``notes`` that of our notes."""

    on: Day
    sha256: Hash
    notes: Hash
    phrases: Count
    figures: Count
    normaliser: Count


class AddressState(StrEnum):
    """What stands at an article's address."""

    LIVE = "live"
    CHANGED = "changed"
    MOVED = "moved"
    DEAD = "dead"
    SOFT_404 = "soft-404"
    PAYWALLED = "paywalled"
    UNREACHABLE = "unreachable"

    @property
    def is_gone(self) -> bool:
        """Whether a reader does not find the article there any more."""
        return self in (AddressState.DEAD, AddressState.SOFT_404, AddressState.PAYWALLED)


class AddressRecord(Shape):
    """What ``recheck`` found at ``url``, the article's address at that time.

    ``on`` is the day on which it was first found so; while a look finds the same, nothing is written. Of
    ``cited`` quotes ``standing`` stood there. ``at`` is where it has moved to, ``archive`` a copy in a public
    archive. ``failures`` counts the looks since the last one that got an answer.
    """

    url: Url
    on: Day
    state: AddressState
    standing: Count
    cited: Count
    at: Url | None = None
    archive: Url | None = None
    failures: Count = 0


class Lock(Shape):
    """What people reviewed and audits proved.

    Reviews by claim id and by paraphrase; audit records, what is kept of private texts and what stands at
    addresses by article id; and earlier texts of claims, oldest first.
    """

    reviews: Mapping[str, Review] = Field(default_factory=dict)
    audits: Mapping[str, AuditRecord] = Field(default_factory=dict)
    paraphrases: Mapping[str, Review] = Field(default_factory=dict)
    texts: Mapping[str, KeptText] = Field(default_factory=dict)
    history: tuple[Replaced, ...] = ()
    addresses: Mapping[str, AddressRecord] = Field(default_factory=dict)


class Proof(Protocol):
    """What ``audit`` found of one article."""

    @property
    def article(self) -> str:
        """The article's id."""

    @property
    def sha256(self) -> str:
        """The hash of the original that was read."""

    @property
    def phrases(self) -> int:
        """How many quoted phrases stand in it."""

    @property
    def figures(self) -> int:
        """How many figures of the notes stand in it."""


class Look(Protocol):
    """What ``recheck`` found of one article; see ``AddressRecord``."""

    @property
    def article(self) -> str:
        """The article's id."""

    @property
    def url(self) -> str:
        """The address that was looked at."""

    @property
    def state(self) -> AddressState:
        """What stands there; ``UNREACHABLE`` when nothing answered this time."""

    @property
    def standing(self) -> int:
        """How many of the cited quotes stand there."""

    @property
    def cited(self) -> int:
        """How many quotes of it claims cite."""

    @property
    def at(self) -> str | None:
        """Where it has moved to."""

    @property
    def archive(self) -> str | None:
        """A copy in a public archive, if one was found."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a review on day ``on`` found changed in a claim: lines as ``seen.lines`` gives them."""

    claim: str
    on: date
    was: tuple[str, ...]
    now: tuple[str, ...]
