"""Proves the notes against the private originals; says only words of our own sheets."""

from topicpages.evidence.audit.originals import Originals, read_originals
from topicpages.evidence.audit.proof import Proof, audit_notes

__all__ = ["Originals", "Proof", "audit_notes", "read_originals"]
