"""Proves the notes against the private originals; says only words of our own sheets."""

from topicpages.evidence.audit.proof import Proof, audit_notes, private_faults

__all__ = ["Proof", "audit_notes", "private_faults"]
