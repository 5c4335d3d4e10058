"""The lock file ``sources/evidence.lock.json``: which claims people reviewed and which notes audits proved.

Only ``review`` and ``audit --record`` write it. Days are passed in, never taken from the clock.
"""

from topicpages.evidence.lock_file.seen import (
    fingerprint,
    lines,
    notes_hash,
    paraphrase_fingerprint,
    paraphrase_id,
)
from topicpages.evidence.lock_file.shapes import AuditRecord, Change, Lock, Proof, Replaced, Review
from topicpages.evidence.lock_file.signing import (
    record_audits,
    reviewed_changes,
    sign_claims,
    sign_paraphrases,
)
from topicpages.evidence.lock_file.text import lock_text, read_lock

__all__ = [
    "AuditRecord",
    "Change",
    "Lock",
    "Proof",
    "Replaced",
    "Review",
    "fingerprint",
    "lines",
    "lock_text",
    "notes_hash",
    "paraphrase_fingerprint",
    "paraphrase_id",
    "read_lock",
    "record_audits",
    "reviewed_changes",
    "sign_claims",
    "sign_paraphrases",
]
