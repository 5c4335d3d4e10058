"""Evidence: what carries each claim, from where, and what disagrees; library and lock in, evidence out."""

from topicpages.evidence.assess import assess
from topicpages.evidence.model import (
    ArticleEvidence,
    Aspect,
    AssertionEvidence,
    Attribution,
    CitationEvidence,
    ClaimEvidence,
    Conflict,
    Counts,
    Dispute,
    Edge,
    Evidence,
    Family,
    Graph,
    Node,
)
from topicpages.evidence.words import Flag, Standing

__all__ = [
    "ArticleEvidence",
    "Aspect",
    "AssertionEvidence",
    "Attribution",
    "CitationEvidence",
    "ClaimEvidence",
    "Conflict",
    "Counts",
    "Dispute",
    "Edge",
    "Evidence",
    "Family",
    "Flag",
    "Graph",
    "Node",
    "Standing",
    "assess",
]
