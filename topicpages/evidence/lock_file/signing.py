"""Signs claims off, records audits, and tells what changed between reviews."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from topicpages.evidence.lock_file.seen import fingerprint, lines, notes_hash, paraphrase_fingerprint
from topicpages.evidence.lock_file.shapes import AuditRecord, Change, Lock, Proof, Replaced, Review
from topicpages.language import NORMALISER_VERSION
from topicpages.sources import Claim, KeptText, Library


def sign_claims(lock: Lock, claims: Iterable[Claim], *, library: Library, by: str, on: date) -> Lock:
    """Return ``lock`` with ``claims`` signed off; of a text that changed, the earlier goes into the history.

    A claim that the same person signed before, unchanged since, keeps its day.
    """
    reviews, history = dict(lock.reviews), list(lock.history)
    for claim in claims:
        before = reviews.get(claim.id)
        review = Review(by=by, on=on, hash=fingerprint(claim, library), states=lines(claim, library))
        if before and before.hash == review.hash and before.by == review.by:
            continue
        if before and before.states != review.states:
            history.append(
                Replaced(claim=claim.id, by=before.by, on=before.on, until=on, states=before.states)
            )
        reviews[claim.id] = review
    return lock.model_copy(update={"reviews": reviews, "history": tuple(history)})


def sign_paraphrases(lock: Lock, seen: Mapping[str, tuple[str, ...]], *, by: str, on: date) -> Lock:
    """Return ``lock`` with paraphrases signed off; ``seen`` has what was read of each, by our word.

    What the same person signed before, unchanged since, keeps its day.
    """
    reviews = dict(lock.paraphrases)
    for ours, states in seen.items():
        review = Review(by=by, on=on, hash=paraphrase_fingerprint(states), states=states)
        before = reviews.get(ours)
        if before is None or (before.hash, before.by) != (review.hash, by):
            reviews[ours] = review
    return lock.model_copy(update={"paraphrases": reviews})


def reviewed_changes(lock: Lock, topic: str) -> tuple[Change, ...]:
    """Return what reviews found changed in the claims of ``topic``, newest first."""
    latest = {key: review.states for key, review in lock.reviews.items()}
    found = []
    for old in reversed(lock.history):
        new = latest.get(old.claim, ())
        latest[old.claim] = old.states
        if old.claim.partition("/")[0] == topic:
            found.append(
                Change(
                    claim=old.claim,
                    on=old.until,
                    was=tuple(line for line in old.states if line not in new),
                    now=tuple(line for line in new if line not in old.states),
                )
            )
    return tuple(sorted(found, key=lambda change: change.on, reverse=True))


def record_audits(lock: Lock, proofs: Collection[Proof], *, library: Library, on: date) -> Lock:
    """Return ``lock`` with what an audit on day ``on`` proved; an unchanged proof keeps its day."""
    audits, proven = dict(lock.audits), frozenset(proof.article for proof in proofs)
    for proof in proofs:
        before = audits.get(proof.article)
        record = AuditRecord(
            on=on,
            sha256=proof.sha256,
            notes=notes_hash(library.articles[proof.article]),
            phrases=proof.phrases,
            figures=proof.figures,
            normaliser=NORMALISER_VERSION,
        )
        if before is None or before.model_copy(update={"on": on}) != record:
            audits[proof.article] = record
    texts = _kept_texts(lock, library, proven=proven, on=on)
    return lock.model_copy(update={"audits": audits, "texts": texts})


def _kept_texts(lock: Lock, library: Library, *, proven: Collection[str], on: date) -> dict[str, KeptText]:
    """Return what is kept of the private texts: anew of those ``proven``; unchanged, it keeps its day."""
    kept: dict[str, KeptText] = {}
    for key, article in library.articles.items():
        private = article.private
        if private is not None and private.fresh is not None and key in proven and not private.is_recorded:
            kept[key] = private.fresh.model_copy(update={"on": on})
        elif private is not None and key in lock.texts:
            kept[key] = lock.texts[key]
    return kept
