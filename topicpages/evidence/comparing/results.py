"""What differs between two states of the sources; only plain texts, so that JSON of it is as good."""

from dataclasses import dataclass

from topicpages.evidence.assessment import Evidence
from topicpages.sources import Library


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """The sources at one time, linked and judged."""

    library: Library
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """Lines of a claim, “name: text” each, that only one state has; ``remark`` is what they do not show.

    Of a claim that only one state has, these are all its lines, and ``remark`` says how it stands.
    """

    id: str
    place: str
    was: tuple[str, ...]
    now: tuple[str, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class DisputeChange:
    """A claim that is in dispute in one state only, and the statements that stand against each other."""

    claim: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Support:
    """How an answer stands, in words and counts, and the ids of the articles that carry all or part of it."""

    standing: str
    counts: str
    articles: tuple[str, ...]
    in_part: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SupportChange:
    """How an answer stood and stands; which articles carry it no longer, or now, maybe “(in part)”."""

    answer: str
    was: Support
    now: Support
    lost: tuple[str, ...]
    gained: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewChange:
    """A claim or paraphrase whose review differs, and by whom that review is or was."""

    id: str
    by: str


@dataclass(frozen=True, slots=True)
class PartsChange:
    """Which parts of a file only one state has, and which differ: keys, entries, notes of passages."""

    path: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileChanges:
    """Paths of generated pages that one state adds, changes or deletes."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Everything that differs between two states of the sources, each list in reading order.

    ``support_lost`` has every answer that an article or origin carries no longer, not even in part, or that
    stands worse for another reason than a dispute; ``support_gained`` every other one whose support differs.
    """

    claims_added: tuple[ClaimChange, ...]
    claims_changed: tuple[ClaimChange, ...]
    claims_removed: tuple[ClaimChange, ...]
    newly_disputed: tuple[DisputeChange, ...]
    no_longer_disputed: tuple[DisputeChange, ...]
    support_lost: tuple[SupportChange, ...]
    support_gained: tuple[SupportChange, ...]
    edited_since_review: tuple[ReviewChange, ...]
    reviews_signed: tuple[ReviewChange, ...]
    reviews_dropped: tuple[ReviewChange, ...]
    articles_added: tuple[PartsChange, ...]
    articles_changed: tuple[PartsChange, ...]
    articles_removed: tuple[PartsChange, ...]
    other_files: tuple[PartsChange, ...]
