"""The shape of the lock file, and what is put into it or read from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Protocol

from pydantic import Field, StringConstraints

from topicpages.sources import Day, KeptText, Shape, Text

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


class Lock(Shape):
    """What people reviewed and audits proved.

    Reviews by claim id and by paraphrase, audit records and what is kept of private texts by article id, and
    earlier texts of claims, oldest first.
    """

    reviews: Mapping[str, Review] = Field(default_factory=dict)
    audits: Mapping[str, AuditRecord] = Field(default_factory=dict)
    paraphrases: Mapping[str, Review] = Field(default_factory=dict)
    texts: Mapping[str, KeptText] = Field(default_factory=dict)
    history: tuple[Replaced, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Change:
    """What a review on day ``on`` found changed in a claim: lines as ``seen.lines`` gives them."""

    claim: str
    on: date
    was: tuple[str, ...]
    now: tuple[str, ...]
