"""Tells what each citation proves of its answer."""

from topicpages.evidence import proof
from topicpages.evidence.assessment.proving import Prover
from topicpages.evidence.assessment.results import CitationEvidence
from topicpages.sources import Assertion, Citation


def carried(prover: Prover, answer: Assertion) -> tuple[CitationEvidence, ...]:
    """Return what each citation of ``answer`` proves, in order."""
    required = prover.required(answer)
    return tuple(proven(prover, citation, required) for citation in answer.citations)


def proven(prover: Prover, citation: Citation, required: proof.Requirements) -> CitationEvidence:
    """Return what ``citation`` proves of an answer that requires ``required``; no sheet need have it."""
    found = prover.carried(citation)
    words = proof.covered(required, found)
    lacks = prover.lacking(required, citation)
    return CitationEvidence(
        citation,
        needed=len(required.needs),
        lacks=tuple(dict.fromkeys(lack.text for lack in lacks)),
        # Of a withdrawn article no quote is looked for.
        usable=len(citation.quotes) == len(citation.spec.quotes),
        details=lacks,
        unproven=found.problems,
        wording=proof.words_lacking(required, found, words),
        pairs=tuple(dict.fromkeys(pair for one in words.values() for pair in one.pairs)),
    )
