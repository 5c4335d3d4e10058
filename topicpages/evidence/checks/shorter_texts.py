"""Leads and values in words: they may be shorter than what they rest on, but neither other nor surer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from topicpages.diagnostics import Diagnostic, Span
from topicpages.evidence import proof
from topicpages.evidence.assessment import Evidence
from topicpages.evidence.assessment.leaning import lead_coverage, value_coverage
from topicpages.evidence.assessment.proving import Prover
from topicpages.evidence.checks.marking import at_character, at_words
from topicpages.evidence.checks.values import standing_answers
from topicpages.language import OF_SOURCES
from topicpages.sources import Assertion, Library, Place, Words

_HOW_MANY = frozenset(
    ("one", "another", "other", "some", "several", "most", "each", "both", "all", "no", "different")
)
_AS_THEY = "write it as they have it"


@dataclass(frozen=True, slots=True)
class _Shorter:
    """A text that sums up ``answers``; ``kind`` and ``behind`` name both for messages."""

    kind: str
    behind: str
    text: str
    place: Place
    answers: Sequence[Assertion]

    def character(self, at: int) -> Span:
        """Return the place of character ``at`` of the normalised text."""
        return at_character(self.place, self.text, at)


def turned_leads(library: Library, evidence: Evidence) -> Iterator[Diagnostic]:
    """Report words of a lead that no claim behind it has, or that its claims have otherwise.

    The codes are those of statements.
    """
    prover = evidence.prover
    for topic in library.topics.values():
        for lead in topic.lead:
            place, behind = lead.place / "text", "the claims that it rests on"
            shorter = _Shorter("a lead", behind, lead.spec.text, place, lead.assertions)
            found = lead_coverage(lead, prover)
            yield from _uncarried(shorter, prover.wording(lead.spec.text), found)
            yield from _surer(shorter, found)
            yield from _misordered(shorter, prover)


def turned_values(_: Library, evidence: Evidence) -> Iterator[Diagnostic]:
    """Report what a value in words has otherwise than its statement and quotes."""
    for assessed in standing_answers(evidence):
        answer = assessed.assertion
        for index, value in enumerate(answer.spec.values):
            place = answer.place / "values" / index / "text"
            for text in (part.text for part in value.parts() if isinstance(part, Words)):
                shorter = _Shorter("the value", "the statement and its quotes", text, place, (answer,))
                yield from _surer(shorter, value_coverage(answer, text, evidence.prover))
                yield from _misordered(shorter, evidence.prover)


def _uncarried(lead: _Shorter, wording: proof.Wording, found: proof.Coverage) -> Iterator[Diagnostic]:
    for number in wording.asserted:
        if number not in found.carried and not _tells_of_sources(wording, number, len(lead.answers)):
            word = wording.words[number]
            what = f"“{word.text}” is in a lead, but in no statement or quote of {lead.behind}"
            remedy = "write a word that they have, or name the claim that has it"
            yield Diagnostic(lead.character(word.start), "word-not-carried", what, remedy)


def _surer(shorter: _Shorter, found: proof.Coverage) -> Iterator[Diagnostic]:
    """Report verbs told as done that are not so behind the text, and doubts that all behind it have."""
    kind, behind = shorter.kind, shorter.behind
    for word, other in found.untimely.values():
        what = f"“{word.text}” is in {kind}, but {behind} say “{other}”: has it happened?"
        yield Diagnostic(shorter.character(word.start), "tense-differs", what, _AS_THEY)
    for word, guard in found.unguarded:
        what = f"{behind} say “{guard.text} … {word.text}”, and {kind} leaves “{guard.text}” out"
        yield Diagnostic(shorter.character(word.start), "word-left-out", what, _AS_THEY)


def _misordered(shorter: _Shorter, prover: Prover) -> Iterator[Diagnostic]:
    for fault in prover.misordered_in(shorter.text, shorter.answers)[:1]:
        what = fault.message(shorter.kind, shorter.behind)
        span = at_words(shorter.place, shorter.text, fault.second.text)
        yield Diagnostic(span, "order-differs", what, _AS_THEY)


def _tells_of_sources(wording: proof.Wording, number: int, answers: int) -> bool:
    """Tell whether a word of a lead speaks of the articles: “accounts differ”, “by another account”.

    “Or” and “while” may join ``answers``, if there are several.
    """
    words = [word.form for word in wording.words[number : number + 2]]
    if words[0] in ("or", "while"):
        return answers > 1
    return words[0] in OF_SOURCES or (words[0] in _HOW_MANY and words[-1] in OF_SOURCES)
