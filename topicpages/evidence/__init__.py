"""What carries each claim, who says so, what disagrees, and what people reviewed.

In goes a ``Library`` and the ``Lock``; ``assess`` gives the ``Evidence``: what each citation carries of
its answer, origins, standing, disputes. ``check`` and ``rights_faults`` give faults of substance,
``audit_notes`` compares with the private originals, ``use_of_articles`` tells what editors have left. Nothing
here knows pages; only ``rights_faults`` reads files, those of a built site.
"""

from topicpages.evidence.article_use import ArticleUse, article_use_report, use_of_articles
from topicpages.evidence.assessment import (
    ArticleEvidence,
    AssertionEvidence,
    Attribution,
    CitationEvidence,
    ClaimEvidence,
    Dispute,
    Evidence,
    Flag,
    GraphEdge,
    GraphNode,
    ParaphraseEvidence,
    Standing,
    assess,
)
from topicpages.evidence.assessment.citing import proven
from topicpages.evidence.assessment.compare import agree, disagree
from topicpages.evidence.assessment.leaning import paraphrase_lines
from topicpages.evidence.assessment.proving import Prover
from topicpages.evidence.audit import audit_notes, private_faults
from topicpages.evidence.checks import LONGEST_QUOTE, check
from topicpages.evidence.comparing import (
    FileChanges,
    State,
    compare,
    compare_files,
    summary,
)
from topicpages.evidence.consequences import without_consequences
from topicpages.evidence.lock_file import (
    FAILURES_IN_A_ROW,
    AddressRecord,
    AddressState,
    Change,
    Lock,
    lock_text,
    read_lock,
    record_audits,
    record_looks,
    reviewed_changes,
    sign_claims,
    sign_paraphrases,
)
from topicpages.evidence.mentions import Mentions, claims_by_entity
from topicpages.evidence.proof import Lack, LackKind, Need, Quoted, Requirements, WordNeed, negated
from topicpages.evidence.rights import RightsGuard, rights_faults, tokens_of
from topicpages.evidence.severity import with_chosen_severity
from topicpages.evidence.statistics import statistics_of, statistics_report

__all__ = [
    "FAILURES_IN_A_ROW",
    "LONGEST_QUOTE",
    "AddressRecord",
    "AddressState",
    "ArticleEvidence",
    "ArticleUse",
    "AssertionEvidence",
    "Attribution",
    "Change",
    "CitationEvidence",
    "ClaimEvidence",
    "Dispute",
    "Evidence",
    "FileChanges",
    "Flag",
    "GraphEdge",
    "GraphNode",
    "Lack",
    "LackKind",
    "Lock",
    "Mentions",
    "Need",
    "ParaphraseEvidence",
    "Prover",
    "Quoted",
    "Requirements",
    "RightsGuard",
    "Standing",
    "State",
    "WordNeed",
    "agree",
    "article_use_report",
    "assess",
    "audit_notes",
    "check",
    "claims_by_entity",
    "compare",
    "compare_files",
    "disagree",
    "lock_text",
    "negated",
    "paraphrase_lines",
    "private_faults",
    "proven",
    "read_lock",
    "record_audits",
    "record_looks",
    "reviewed_changes",
    "rights_faults",
    "sign_claims",
    "sign_paraphrases",
    "statistics_of",
    "statistics_report",
    "summary",
    "tokens_of",
    "use_of_articles",
    "with_chosen_severity",
    "without_consequences",
]
