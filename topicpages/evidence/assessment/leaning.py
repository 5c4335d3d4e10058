"""Which statements and lead sentences lean on which declared paraphrases, and their reviews."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from topicpages.evidence.assessment.proving import Prover
from topicpages.evidence.assessment.results import AssertionEvidence, ParaphraseEvidence
from topicpages.evidence.lock_file import Lock, paraphrase_fingerprint
from topicpages.evidence.proof import Coverage, Pair, Wording, coverage, unguarded
from topicpages.language import phrase
from topicpages.sources import OWN_VOICE, Assertion, Lead, Library

_CLAIMED = frozenset[str]().union(*(word.keys for word in phrase("claim report")))
Users = Mapping[Pair, tuple[Assertion | Lead, ...]]


def paraphrases(
    library: Library, prover: Prover, answers: Iterable[AssertionEvidence], lock: Lock
) -> tuple[ParaphraseEvidence, ...]:
    """Return each declared paraphrase with the answers and leads that need it, in the order of its file."""
    found = []
    users = _users(library, prover, answers)
    for ours, pairs in groupby(users, key=lambda pair: pair.ours):
        leaning = {pair: users[pair] for pair in pairs}
        review = lock.paraphrases.get(ours)
        edited = review is not None and review.hash != paraphrase_fingerprint(paraphrase_lines(leaning))
        found.append(ParaphraseEvidence(ours, leaning, review, edited))
    return tuple(found)


def paraphrase_lines(users: Users) -> tuple[str, ...]:
    """Return what a reviewer reads of a paraphrase: each word that it stands for, and where it is needed."""
    return tuple(
        f"{pair.ours} for {pair.theirs}: {', '.join(map(_named, leaning)) or 'nowhere'}"
        for pair, leaning in users.items()
    )


def _named(user: Assertion | Lead) -> str:
    if isinstance(user, Assertion):
        return user.id
    return f"lead on {', '.join(target.id for target in user.rests_on)}"


def _users(library: Library, prover: Prover, answers: Iterable[AssertionEvidence]) -> Users:
    found: dict[Pair, dict[Assertion | Lead, None]] = {pair: {} for pair in prover.pairs}
    for assessed in answers:
        for one in assessed.carried:
            for pair in one.pairs:
                found[pair][assessed.assertion] = None
    for topic in library.topics.values() if found else ():
        for lead in topic.lead:
            for pair in lead_coverage(lead, prover).pairs:
                found[pair][lead] = None
    return {pair: tuple(users) for pair, users in found.items()}


def lead_coverage(lead: Lead, prover: Prover) -> Coverage:
    """Return what statements and quotes of the answers behind ``lead`` carry of its words."""
    if lead not in prover.leads:
        prover.leads[lead] = _lead_coverage(lead, prover)
    return prover.leads[lead]


def _lead_coverage(lead: Lead, prover: Prover) -> Coverage:
    behind = [prover.wording(answer.spec.statement) for answer in lead.assertions]
    return _shorter_coverage(lead.spec.text, behind, lead.assertions, prover)


def value_coverage(answer: Assertion, text: str, prover: Prover) -> Coverage:
    """Return what the statement and the quotes of ``answer`` carry of a value in words."""
    return _shorter_coverage(text, [prover.wording(answer.spec.statement)], (answer,), prover)


def _shorter_coverage(
    text: str, behind: Sequence[Wording], answers: Sequence[Assertion], prover: Prover
) -> Coverage:
    wording = prover.wording(text)
    cited = [prover.carried(citation) for answer in answers for citation in answer.citations]
    behind = [*behind, *(quote for one in cited for quote in one.wordings)]
    told = frozenset[str]().union(*(one.needless(wording) for one in cited))
    pairs = prover.may_lean((wording,), (answer.id for answer in answers))
    found = coverage(wording, behind, pairs, prover.vocabulary, told=told, may_be_shorter=True)
    # Whose claim it is stands beside the answer.
    is_voiced = any(citation.voice != OWN_VOICE for answer in answers for citation in answer.citations)
    found.unguarded = tuple(unguarded(wording, behind, _CLAIMED if is_voiced else frozenset()))
    return found
