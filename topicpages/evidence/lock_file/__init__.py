"""What people and audits have confirmed, kept in ``sources/evidence.lock.json``.

Only ``review`` and ``audit --record`` write it. Days are passed in, never taken from the clock.
"""

from topicpages.evidence.lock_file.seen import fingerprint, lines, notes_hash
from topicpages.evidence.lock_file.shapes import AuditRecord, Change, Lock, Proof, Replaced, Review
from topicpages.evidence.lock_file.signing import changes, recorded, signed
from topicpages.evidence.lock_file.text import read_lock, rendered

__all__ = [
    "AuditRecord",
    "Change",
    "Lock",
    "Proof",
    "Replaced",
    "Review",
    "changes",
    "fingerprint",
    "lines",
    "notes_hash",
    "read_lock",
    "recorded",
    "rendered",
    "signed",
]
