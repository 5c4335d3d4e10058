"""Words of statements that no citation carries, and parties and figures in another order."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from topicpages.diagnostics import Diagnostic, Span
from topicpages.evidence import proof
from topicpages.evidence.assessment import AssertionEvidence, CitationEvidence, Evidence
from topicpages.evidence.checks.marking import at_character, at_words
from topicpages.evidence.checks.values import standing_answers
from topicpages.sources import Citation, Library, Place, Words

_LEFT_OUT = "say it, quote less, or declare in sources/paraphrases.yml which word of yours says it"


def uncarried_words(_: Library, evidence: Evidence) -> Iterator[Diagnostic]:
    """Report ``word-not-carried``, ``tense-differs`` and ``word-left-out``: no citation carries every word.

    Of several citations the one that lacks least is named. The others may say it in other words.
    """
    for assessed in standing_answers(evidence):
        if closest := assessed.closest_in_words:
            for lack in _grouped(evidence.prover.explained(assessed.assertion, closest.citation)):
                yield _not_carried(assessed, closest, lack)


def _grouped(lacks: Sequence[proof.Lack]) -> Iterator[proof.Lack]:
    """Yield ``lacks``, all words that are left out as one: “broke”, “down”."""
    left_out = [lack for lack in lacks if lack.missing is proof.LackKind.LEFT_OUT]
    yield from (lack for lack in lacks if lack.missing is not proof.LackKind.LEFT_OUT)
    if left_out:
        yield replace(left_out[0], text="”, “".join(dict.fromkeys(lack.text for lack in left_out)))


def _not_carried(assessed: AssertionEvidence, closest: CitationEvidence, lack: proof.Lack) -> Diagnostic:
    passages = ", ".join(map(str, closest.citation.passages))
    what = f"{lack.message(closest.citation.article.id)}, passage {passages}"
    code, remedy = "word-not-carried", lack.proposal
    if lack.missing is proof.LackKind.TENSE:
        code = "tense-differs"
        remedy = "write it as the quotes have it, or quote the words that say so"
    elif lack.missing in (proof.LackKind.LEFT_OUT, proof.LackKind.CUT_OFF):
        code, remedy = "word-left-out", _LEFT_OUT
    elif lack.missing is proof.LackKind.MOVED:
        code, remedy = "order-differs", "write it as the quotes have it"
    place, text = _text(assessed, lack)
    return Diagnostic(_place_of(place, text, lack), code, what, remedy)


def _place_of(place: Place, text: str, lack: proof.Lack) -> Span:
    if not isinstance(lack.need, proof.WordNeed) or lack.need.start is None:
        return place.span
    return at_character(place, text, lack.need.start)


def _text(assessed: AssertionEvidence, lack: proof.Lack) -> tuple[Place, str]:
    """Return the text that has the word, and its place: the statement, or a value in words."""
    place, spec = assessed.assertion.place, assessed.assertion.spec
    for index, value in enumerate(spec.values):
        for part in value.parts():
            if isinstance(part, Words) and lack.where.endswith(f"“{part.text}”"):
                return place / "values" / index / "text", part.text
    return place / "statement", spec.statement


def differing_orders(_: Library, evidence: Evidence) -> Iterator[Diagnostic]:
    """Report ``order-differs``: parties or figures that no citation has in the order of the statement.

    “A fired at B” must not become “B fired at A”, nor “from 916 to 550” become “from 550 to 916”.
    """
    prover = evidence.prover
    for assessed in standing_answers(evidence):
        answer, place = assessed.assertion, assessed.assertion.place
        if entry := prover.broken_order(answer):
            what = f"“{entry}” does not stand at its place of “order” in the statement"
            remedy = "correct the statement, or name entities and figures in the statement's order"
            yield Diagnostic((place / "order").span, "order-differs", what, remedy)
        whole = [one.citation for one in assessed.carried if one.to_the_word]
        found = [(prover.misordered(answer, citation), citation) for citation in whole]
        if found and all(faults for faults, _ in found):
            faults, citation = min(found, key=lambda one: len(one[0]))
            yield _order_differs(assessed, faults[0], citation)


def _order_differs(assessed: AssertionEvidence, fault: proof.Misorder, citation: Citation) -> Diagnostic:
    what = fault.message("the statement", f"the quotes of “{citation.article.id}”")
    order = ", ".join(dict.fromkeys(item.name for item in fault.items))
    listed = ", or list the quotes in this order" if fault.turn is proof.Turn.ORDER else ""
    remedy = (
        f"write it as the quotes have it{listed}; only if you read that they say so, add: order: [{order}]"
    )
    place, statement = assessed.assertion.place / "statement", assessed.assertion.spec.statement
    return Diagnostic(at_words(place, statement, fault.second.text), "order-differs", what, remedy)
