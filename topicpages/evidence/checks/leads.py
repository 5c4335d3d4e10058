"""A lead may not take a side in a dispute."""

import re
from collections import Counter
from collections.abc import Iterator

from topicpages.diagnostics import Diagnostic
from topicpages.evidence.assessment import Dispute, Evidence
from topicpages.evidence.assessment.proving import Prover
from topicpages.language import days_inside, parse_edtf
from topicpages.sources import OWN_VOICE, Amount, Assertion, Dating, Lead, Library

_Mark = tuple[str, object]
_BOTH_SIDES = 2
_SAYS_SO = re.compile(r"\b(?:differ|disagree|disput|contradict|conflict)\w*", re.IGNORECASE)


def one_sided_leads(library: Library, evidence: Evidence) -> Iterator[Diagnostic]:
    """Report ``one-sided-lead``: a sentence that rests on a disputed claim and names fewer than two answers.

    An answer is named when the sentence rests on it and has something that tells it from the others: its
    amount, date or party, whose word it is, or the outlet that gives it. A sentence that rests on several
    may also say that the articles differ.
    """
    for topic in library.topics.values():
        for lead in topic.lead:
            for dispute in evidence.disputes:
                rests = [answer for answer in dispute.answers if answer in lead.assertions]
                if rests and not _sets_side_by_side(evidence.prover, lead, dispute, rests):
                    yield _one_sided(lead, dispute, rests)


def _sets_side_by_side(prover: Prover, lead: Lead, dispute: Dispute, rests: list[Assertion]) -> bool:
    if len(rests) < _BOTH_SIDES:
        return False
    named = _named(prover, lead, dispute)
    return len([answer for answer in rests if answer.id in named]) >= _BOTH_SIDES or bool(
        _SAYS_SO.search(lead.spec.text)
    )


def _one_sided(lead: Lead, dispute: Dispute, rests: list[Assertion]) -> Diagnostic:
    others = [answer.id for answer in dispute.answers if answer not in rests]
    what = (
        f"the sentence rests on “{rests[0].id}”, which is disputed, and does not set the answers side by side"
    )
    if others:
        remedy = f"rest it on “{others[0]}” as well and say of both who says so, or leave it out"
    else:
        remedy = "say of at least two answers what they are or who says so, or that the articles differ"
    return Diagnostic((lead.place / "text").span, "one-sided-lead", what, remedy)


def _named(prover: Prover, lead: Lead, dispute: Dispute) -> frozenset[str]:
    """Return the ids of the answers that the sentence names by something that not all answers share."""
    marks = {answer.id: frozenset(_marks(answer)) for answer in dispute.answers}
    shared = Counter(mark for found in marks.values() for mark in found)
    there = [mark for mark, count in shared.items() if count < len(marks) and _stands_in(prover, lead, mark)]
    return frozenset(key for key, found in marks.items() if not found.isdisjoint(there))


def _marks(answer: Assertion) -> Iterator[_Mark]:
    for citation in answer.citations:
        yield "outlet", citation.article.record.publisher
        if citation.voice != OWN_VOICE:
            yield "entity", citation.voice
    for value in answer.spec.values:
        for part in value.parts():
            match part:
                case Amount(low, high):
                    yield from (("number", end) for end in (low, high) if end is not None)
                case Dating(edtf):
                    yield "date", edtf.text
                case _:
                    pass
        yield from (("entity", party) for party in value.party_ids)


def _stands_in(prover: Prover, lead: Lead, mark: _Mark) -> bool:
    text = lead.spec.text
    match mark:
        case "outlet", str(key):
            return key in prover.outlets(text)
        case "entity", str(key):
            return key in prover.named(text)
        case "date", str(edtf):
            when = parse_edtf(edtf)
            stated = (figure.when.bounds for figure in prover.figures(text) if figure.when)
            return when is not None and any(
                found is not None and days_inside(found, when) for found in stated
            )
        case _, number:
            return any(number in (figure.low, figure.high) for figure in prover.figures(text))
