"""Finds questions to which incompatible answers are given; nobody has to flag them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from topicpages.diagnostics import Diagnostic, Severity, Span
from topicpages.evidence.assessment.compare import Fit, Units, comparable, compared
from topicpages.evidence.assessment.results import Conflict, Dispute
from topicpages.language import normalise
from topicpages.sources import Aspect, Assertion, Claim, Library

# Every answer is compared with every other one; nobody could read so many side by side.
MOST_ANSWERS = 16


def disputes(library: Library) -> tuple[tuple[Dispute, ...], tuple[Diagnostic, ...]]:
    """Return true conflicts and explained differences, in reading order of their first claims.

    A clash between two claims is explained only if both have ``differs_by`` and a note, one within a claim
    if that has. Retired answers take no part. Codes: ``too-many-answers``, ``differs-without-note``; as
    warnings ``positions-agree``, ``positions-not-compared``, ``differs-without-rival``.
    """
    groups: dict[str, list[Claim]] = {}
    for claim in library.claims:
        groups.setdefault(folded_question(claim.spec.question), []).append(claim)
    found = [_Question(tuple(claims), library.units) for claims in groups.values()]
    kept = tuple(dispute for question in found for dispute in question.disputes())
    return kept, tuple(fault for question in found for fault in question.faults())


def folded_question(question: str) -> str:
    """Return ``question`` so that spelling out the same one in other case or punctuation is no difference."""
    kept = "".join(char if char.isalnum() else " " for char in normalise(question).text.casefold())
    return " ".join(kept.split())


@dataclass(frozen=True, slots=True)
class _Compared:
    """Two standing answers to one question with their claims."""

    one: tuple[Claim, Assertion]
    other: tuple[Claim, Assertion]
    verdict: Aspect | Fit

    @property
    def same_claim(self) -> bool:
        return self.one[0] is self.other[0]

    @property
    def explained(self) -> bool:
        """Whether both claims say how answers differ: one cannot speak for a claim that came later."""
        return all(_explains(claim) for claim, _ in (self.one, self.other))

    @property
    def conflict(self) -> Conflict | None:
        """The conflict; rival positions of one claim are in conflict unless their values say otherwise."""
        if isinstance(self.verdict, Aspect):
            return Conflict(self.one[1], self.other[1], self.verdict)
        if self.same_claim and (self.verdict is Fit.INCOMPARABLE or self.explained):
            return Conflict(self.one[1], self.other[1], Aspect.UNCOMPARED)
        return None


class _Question:
    """All claims that ask one question, and how their answers compare."""

    def __init__(self, claims: tuple[Claim, ...], units: Units) -> None:
        self.claims = claims
        answers = [(claim, answer) for claim in claims for answer in claim.standing_assertions]
        self.too_many = answers[MOST_ANSWERS:]
        read = [(one, comparable(one[1].spec)) for one in answers[:MOST_ANSWERS]]
        self.pairs = tuple(
            _Compared(one, other, compared(ours, theirs, units))
            for (one, ours), (other, theirs) in combinations(read, 2)
        )

    def disputes(self) -> Iterator[Dispute]:
        """Yield the true conflict, and apart from it what is explained of claims that have no part in it."""
        clashes = [pair for pair in self.pairs if pair.conflict is not None]
        true = [pair for pair in clashes if not pair.explained]
        in_conflict = _claim_ids(true)
        explained = [pair for pair in clashes if not _claim_ids([pair]) <= in_conflict]
        for pairs, explaining in ((true, False), (explained, True)):
            if pairs:
                yield self._dispute(pairs, explaining=explaining)

    def _dispute(self, pairs: list[_Compared], *, explaining: bool) -> Dispute:
        involved = _claim_ids(pairs)
        claims = tuple(claim for claim in self.claims if claim.id in involved)
        reasons = (
            why for claim in claims if explaining and _explains(claim) for why in claim.spec.differs_by
        )
        return Dispute(
            question=claims[0].spec.question,
            claims=claims,
            answers=tuple(answer for claim in claims for answer in claim.standing_assertions),
            conflicts=tuple(pair.conflict for pair in pairs if pair.conflict is not None),
            differs_by=tuple(dict.fromkeys(reasons)),
            notes=tuple(claim.spec.note for claim in claims if claim.spec.note is not None),
        )

    def faults(self) -> Iterator[Diagnostic]:
        for claim, _ in self.too_many[:1]:
            what = f"with “{claim.id}” one question has more than {MOST_ANSWERS} answers"
            span = (claim.place / "question").span
            yield Diagnostic(span, "too-many-answers", what, "ask narrower questions, or join what agrees")
        within: dict[str, list[_Compared]] = {}
        for pair in self.pairs:
            if pair.same_claim:
                within.setdefault(pair.one[0].id, []).append(pair)
        differing = _claim_ids(pair for pair in self.pairs if pair.conflict is not None)
        for claim in self.claims:
            yield from _faults_of_explanation(claim, differs=claim.id in differing)
            if not claim.spec.differs_by:
                yield from _faults_of_positions(claim, within.get(claim.id, []))
        yield from self._uncompared_claims()

    def _uncompared_claims(self) -> Iterator[Diagnostic]:
        """Warn once of each claim that has an answer which cannot be compared with an earlier claim's."""
        told: set[str] = set()
        for pair in self.pairs:
            (one, _), (other, _) = pair.one, pair.other
            if pair.verdict is not Fit.INCOMPARABLE or pair.same_claim or pair.explained or other.id in told:
                continue
            told.add(other.id)
            what = f"“{one.id}” and “{other.id}” answer one question, but have no values to compare"
            yield _not_compared((other.place / "question").span, what)


def _claim_ids(pairs: Iterable[_Compared]) -> frozenset[str]:
    return frozenset(claim.id for pair in pairs for claim, _ in (pair.one, pair.other))


def _explains(claim: Claim) -> bool:
    return bool(claim.spec.differs_by) and claim.spec.note is not None


def _faults_of_explanation(claim: Claim, *, differs: bool) -> Iterator[Diagnostic]:
    if not claim.spec.differs_by:
        return
    where = (claim.place / "differs_by").key_span
    if claim.spec.note is None:
        what = f"“{claim.id}” says that answers differ by {claim.spec.differs_by[0]}, but not how"
        yield Diagnostic(where, "differs-without-note", what, "add a “note” that tells readers")
    if not differs:
        what = f"“{claim.id}” has “differs_by”, but no other answer to its question differs"
        remedy = "remove it, or give the other claim the same question"
        yield Diagnostic(where, "differs-without-rival", what, remedy, Severity.WARNING)


def _faults_of_positions(claim: Claim, pairs: list[_Compared]) -> Iterator[Diagnostic]:
    if pairs and all(pair.verdict is Fit.COMPATIBLE for pair in pairs):
        what = f"the positions of “{claim.id}” do not contradict each other"
        remedy = "say by “differs_by” and a note how they differ, or make claims of their own of them"
        span = (claim.place / "positions").key_span
        yield Diagnostic(span, "positions-agree", what, remedy, Severity.WARNING)
    for pair in pairs:
        if pair.verdict is Fit.INCOMPARABLE:
            one, other = pair.one[1], pair.other[1]
            what = f"positions “{one.position}” and “{other.position}” have no values to compare"
            yield _not_compared((other.place / "id").span, what)


def _not_compared(span: Span, what: str) -> Diagnostic:
    remedy = "give both a value of the same sort, unit and party, or “differs_by” and a note"
    return Diagnostic(span, "positions-not-compared", what, remedy, Severity.WARNING)
