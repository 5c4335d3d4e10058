"""Brings all that is computed of a library together."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches

from topicpages.diagnostics import Diagnostic, Severity, Span
from topicpages.evidence.assessment.citing import carried
from topicpages.evidence.assessment.disputes import disputes
from topicpages.evidence.assessment.graph import graph
from topicpages.evidence.assessment.leaning import paraphrases
from topicpages.evidence.assessment.origins import Families, cycles
from topicpages.evidence.assessment.overlap import undeclared_relations
from topicpages.evidence.assessment.proving import Prover
from topicpages.evidence.assessment.results import (
    ArticleEvidence,
    AssertionEvidence,
    ClaimEvidence,
    Dispute,
    Evidence,
)
from topicpages.evidence.assessment.standing import attributions, counted, flags, standing, support
from topicpages.evidence.lock_file import Lock, fingerprint, lock_text, notes_hash
from topicpages.language import NORMALISER_VERSION
from topicpages.sources import LOCK, Article, Assertion, Claim, Library


def assess(library: Library, lock: Lock, today: date) -> tuple[Evidence, tuple[Diagnostic, ...]]:
    """Return the evidence for everything in ``library`` as of ``today``. Never raises.

    Codes: ``origin-cycle``, ``undeclared-relation``, ``review-without-claim`` and those of :func:`disputes`.
    """
    found, faults = disputes(library)
    by_claim: dict[str, Dispute] = {}
    for dispute in sorted(found, key=lambda one: not one.true_conflict):
        for claim in dispute.claims:
            by_claim.setdefault(claim.id, dispute)
    assessor = _Assessor(library, lock, today, by_claim)
    claims = {claim.id: assessor.claim(claim) for claim in library.claims}
    answers = {answer.assertion.id: answer for claim in claims.values() for answer in claim.answers}
    evidence = Evidence(
        today=today,
        prover=assessor.prover,
        assertions=answers,
        claims=claims,
        articles={
            article.id: _article_evidence(library, lock, article) for article in library.articles.values()
        },
        disputes=tuple(dispute for dispute in found if dispute.true_conflict),
        differences=tuple(dispute for dispute in found if not dispute.true_conflict),
        graph=graph(library),
        paraphrases=paraphrases(library, assessor.prover, answers.values(), lock),
    )
    lost = _reviews_without_claim(library, lock)
    return evidence, (*faults, *cycles(library), *undeclared_relations(library), *lost)


class _Assessor:
    """The tools with which every answer is assessed."""

    def __init__(self, library: Library, lock: Lock, today: date, disputed: Mapping[str, Dispute]) -> None:
        self.library, self.lock, self.today, self.disputed = library, lock, today, disputed
        self.families = Families(library)
        self.prover = Prover(library)

    def claim(self, claim: Claim) -> ClaimEvidence:
        review = self.lock.reviews.get(claim.id)
        current = fingerprint(claim, self.library)
        edited = review is not None and review.hash != current
        dispute = self.disputed.get(claim.id)
        return ClaimEvidence(
            claim=claim,
            answers=tuple(self._answer(answer, dispute, edited=edited) for answer in claim.assertions),
            dispute=dispute,
            review=review,
            edited=edited,
            fingerprint=current,
        )

    def _answer(self, answer: Assertion, dispute: Dispute | None, *, edited: bool) -> AssertionEvidence:
        shares = carried(self.prover, answer)
        counts, behind = counted(shares, self.families)
        supported = support(answer, shares, counts, self.families)
        return AssertionEvidence(
            assertion=answer,
            standing=standing(answer, supported, dispute),
            support=supported,
            flags=flags(answer, edited=edited, today=self.today),
            counts=counts,
            carried=shares,
            attributions=attributions(answer),
            families=behind,
        )


def _article_evidence(library: Library, lock: Lock, article: Article) -> ArticleEvidence:
    unused = tuple(
        passage for passage in article.passages if (article.id, passage.number) not in library.uses
    )
    left = {passage.number for passage in unused}
    checked, original = lock.audits.get(article.id), article.record.original
    current = (
        checked is not None
        and original is not None
        and checked.sha256 == original.sha256
        and checked.notes == notes_hash(article)
        and checked.normaliser == NORMALISER_VERSION
    )
    return ArticleEvidence(
        article=article,
        used=tuple(passage.number for passage in article.passages if passage.number not in left),
        unused=tuple(passage.number for passage in unused),
        unexplained=tuple(passage.number for passage in unused if passage.unused is None),
        checked=checked,
        checked_current=current,
    )


def _reviews_without_claim(library: Library, lock: Lock) -> Iterator[Diagnostic]:
    """Warn of claims that were reviewed and are gone from their sheets: their addresses were published."""
    known = {claim.id for claim in library.claims}
    for key in sorted(lock.reviews.keys() - known):
        # A sheet with faults of shape is missing as a whole; its claims are not.
        if key.partition("/")[0] not in library.topics:
            continue
        close = get_close_matches(key, sorted(known), n=1)
        remedy = f"was it renamed to “{close[0]}”? " if close else ""
        what = f"“{key}” was reviewed, but no sheet has it any more"
        remedy += "addresses are permanent: retire a claim instead of removing it"
        yield Diagnostic(_place_in_lock(lock, key), "review-without-claim", what, remedy, Severity.WARNING)


def _place_in_lock(lock: Lock, key: str) -> Span:
    begins = f"    {json.dumps(key, ensure_ascii=False)}: "
    numbered = enumerate(lock_text(lock).splitlines(), start=1)
    line = next((number for number, text in numbered if text.startswith(begins)), 1)
    return Span(LOCK, line, 5)
