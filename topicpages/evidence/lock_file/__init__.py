"""The lock file ``sources/evidence.lock.json``: what people reviewed, audits proved, and stands at addresses.

Only ``review``, ``audit --record`` and ``recheck`` write it. Days are passed in, never taken from the clock.
"""

from topicpages.evidence.lock_file.looks import FAILURES_IN_A_ROW, record_looks
from topicpages.evidence.lock_file.seen import (
    fingerprint,
    lines,
    notes_hash,
    paraphrase_fingerprint,
    paraphrase_id,
)
from topicpages.evidence.lock_file.shapes import (
    AddressRecord,
    AddressState,
    AuditRecord,
    Change,
    Lock,
    Look,
    Proof,
    Replaced,
    Review,
)
from topicpages.evidence.lock_file.signing import (
    record_audits,
    reviewed_changes,
    sign_claims,
    sign_paraphrases,
)
from topicpages.evidence.lock_file.text import lock_text, read_lock

__all__ = [
    "FAILURES_IN_A_ROW",
    "AddressRecord",
    "AddressState",
    "AuditRecord",
    "Change",
    "Lock",
    "Look",
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
    "record_looks",
    "reviewed_changes",
    "sign_claims",
    "sign_paraphrases",
]
