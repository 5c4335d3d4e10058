"""Evidence: what carries each claim, from where, and what disagrees; library and lock in, evidence out."""

from topicpages.evidence.assessment.assess import assess
from topicpages.evidence.assessment.labels import Flag, Standing
from topicpages.evidence.assessment.results import (
    ArticleEvidence,
    AssertionEvidence,
    Attribution,
    CitationEvidence,
    ClaimEvidence,
    Conflict,
    Counts,
    Dispute,
    Evidence,
    Family,
    Graph,
    GraphEdge,
    GraphNode,
    ParaphraseEvidence,
)

__all__ = [
    "ArticleEvidence",
    "AssertionEvidence",
    "Attribution",
    "CitationEvidence",
    "ClaimEvidence",
    "Conflict",
    "Counts",
    "Dispute",
    "Evidence",
    "Family",
    "Flag",
    "Graph",
    "GraphEdge",
    "GraphNode",
    "ParaphraseEvidence",
    "Standing",
    "assess",
]
