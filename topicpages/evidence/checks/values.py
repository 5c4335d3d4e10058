"""Figures, dates, units and parties of answers that no citation carries by itself."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from topicpages.diagnostics import Diagnostic, Severity
from topicpages.evidence import proof
from topicpages.evidence.assessment import AssertionEvidence, CitationEvidence, Evidence
from topicpages.evidence.assessment.proving import Prover, parts_of
from topicpages.sources import (
    Amount,
    Assertion,
    Citation,
    Dating,
    Library,
    Part,
    Parties,
    Place,
    Quote,
    Words,
)

_LETTERS = re.compile(r"[^\W\d_]+")
_ALIKE = frozenset(("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"))


def unproven_values(_: Library, evidence: Evidence) -> Iterator[Diagnostic]:
    """Report ``figure-not-proven``, ``name-not-proven``, ``value-not-proven``: no citation carries it all.

    Of several citations the one that lacks least is named. Retired answers need no proof any more.
    """
    for assessed in standing_answers(evidence):
        if closest := assessed.closest:
            alone = sum(one.usable for one in assessed.carried) == 1
            for lack in closest.details:
                yield _not_proven(assessed.assertion, closest, lack, alone=alone)


def standing_answers(evidence: Evidence) -> Iterator[AssertionEvidence]:
    """Yield the answers that need proof: all that are not retired."""
    return (assessed for assessed in evidence.assertions.values() if assessed.assertion.spec.retired is None)


def _not_proven(answer: Assertion, closest: CitationEvidence, lack: proof.Lack, *, alone: bool) -> Diagnostic:
    in_statement = lack.where == "the statement"
    where = answer.place / "statement" if in_statement else _value_place(answer, lack)
    passages = ", ".join(map(str, closest.citation.passages))
    what = f"{lack.message(closest.citation.article.id)}, passage {passages}"
    remedy = "correct it, quote the words that say it, or say by “reads” how it is computed"
    if not alone:
        remedy = f"one citation must carry the whole answer; {remedy}"
    code = "value-not-proven"
    if in_statement:
        code = "name-not-proven" if isinstance(lack.need, proof.PartyNeed) else "figure-not-proven"
    return Diagnostic(where.span, code, what, remedy)


def _value_place(answer: Assertion, lack: proof.Lack) -> Place:
    """Return the place of the value that has the need."""
    for index, value in enumerate(answer.spec.values):
        if any(_is_need_of(part, lack.need) for part in value.parts()):
            return answer.place / "values" / index
    return answer.place / "values"


def _is_need_of(part: Part, need: proof.Need | proof.WordNeed) -> bool:
    match part, need:
        case Amount(), proof.AmountNeed(amount):
            return part == amount
        case Dating(edtf), proof.DateNeed(needed):
            return edtf == needed
        case Parties(ids), proof.PartyNeed(party):
            return party in ids
        case ((Words(text) | Dating(_, str(text))), proof.FigureNeed(figure)):
            return figure.text in text
        case _:
            return False


def unproven_readings(_: Library, evidence: Evidence) -> Iterator[Diagnostic]:
    """Report ``unproven-reading``: words of the quotes that do not mean what the sheet says."""
    for assessed in standing_answers(evidence):
        for one in assessed.carried:
            for problem in one.unproven if one.usable else ():
                span = (one.citation.place / "reads" / problem.index).span
                remedy = "correct “from”, “means” or “by”, or leave it out of the statement"
                yield Diagnostic(span, "unproven-reading", problem.message, remedy)


def unproven_days(_: Library, evidence: Evidence) -> Iterator[Diagnostic]:
    """Report ``when-not-proven``: a day “stated” that no citation states, or inferred without a reason."""
    prover = evidence.prover
    for assessed in standing_answers(evidence):
        when, place = assessed.assertion.spec.when, assessed.assertion.place / "when"
        if when is None:
            continue
        if when.basis == "inferred" and when.why is None:
            what = f"“{when.edtf}” is inferred, but nothing says from what"
            yield Diagnostic(place.span, "when-not-proven", what, "add “why”")
        required = prover.required_for_when(assessed.assertion.spec)
        usable = [one for one in assessed.carried if one.usable]
        # The citation that gives the day must also carry the answer. Where none does, another fault says so.
        telling = [one for one in usable if one.whole] or usable
        lacks = [proof.lacking(required, prover.carried(one.citation)) for one in telling]
        if lacks and all(lacks):
            what = f"no quote says that it was “{when.as_ or when.edtf}”"
            remedy = (
                "quote the words that say when, read them with “reads”, or write “basis: inferred” and “why”"
            )
            yield Diagnostic((place / "edtf").span, "when-not-proven", what, remedy)


def wrong_parties(library: Library, evidence: Evidence) -> Iterator[Diagnostic]:
    """Report ``value-contradicts-statement``: a figure that statement and value give to different parties."""
    prover = evidence.prover
    for assessed in standing_answers(evidence):
        spec = assessed.assertion.spec
        for figure, of_value, in_statement in proof.mislabelled(prover.said(spec.statement), parts_of(spec)):
            named = [library.entities[key].name for key in (in_statement, of_value)]
            what = f"“{figure}” is said of {named[0]} in the statement, of {named[1]} in the value"
            span = (assessed.assertion.place / "statement").span
            yield Diagnostic(span, "value-contradicts-statement", what, "correct one of them")


def misnamed_parties(library: Library, evidence: Evidence) -> Iterator[Diagnostic]:
    """Report ``value-not-in-statement``, and signs that a statement names another party than its quotes.

    The signs are warnings: ``value-party-not-in-statement`` and ``party-differs``.
    """
    prover = evidence.prover
    for assessed in standing_answers(evidence):
        answer = assessed.assertion
        quotes = [quote for citation in answer.citations for quote in prover.carried(citation).quotes]
        statement = prover.said(answer.spec.statement)
        signs = proof.misnamed(statement, parts_of(answer.spec), quotes, prover.vocabulary)
        for sign in signs:
            is_settled = sign.sign is proof.Sign.OTHER_PARTY and answer.spec.order
            if sign.sign in _SIGNS and not is_settled:
                code, severity, remedy = _SIGNS[sign.sign]
                named = library.entities.get(sign.text)
                what = replace(sign, text=named.name).message if named else sign.message
                yield Diagnostic((answer.place / "statement").span, code, what, remedy, severity)


# A name that no quote has is a fault of the proof already.
_SIGNS = {
    proof.Sign.AMOUNT_NOT_STATED: (
        "value-not-in-statement",
        Severity.ERROR,
        "correct one of them, or say the figure in the statement",
    ),
    proof.Sign.PARTY_NOT_STATED: (
        "value-party-not-in-statement",
        Severity.WARNING,
        "correct one of them, or name the party in the statement",
    ),
    proof.Sign.OTHER_PARTY: (
        "party-differs",
        Severity.WARNING,
        "correct the statement, or quote the words that say it of this one",
    ),
}


def uncited_outlets(library: Library, evidence: Evidence) -> Iterator[Diagnostic]:
    """Report ``outlet-not-cited``: a statement that names an outlet of which it cites no article."""
    for answer in library.assertions:
        cited = {article.record.publisher for article in answer.articles}
        for key in sorted(evidence.prover.outlets(answer.spec.statement) - cited):
            what = f"the statement names {library.publishers[key].name}, but cites none of its articles"
            span = (answer.place / "statement").span
            yield Diagnostic(span, "outlet-not-cited", what, "name the outlet that says it, or cite it")


def cut_figures(library: Library, evidence: Evidence) -> Iterator[Diagnostic]:
    """Report ``quote-cuts-figure``: a quote that leaves out a part of a figure, such as its “nearly”."""
    prover = evidence.prover
    for answer in library.assertions:
        for citation in answer.citations:
            for quote in citation.quotes:
                if citation.article.is_known_in_part(quote.passage):
                    continue  # looked at in the original
                text = citation.article.passage(quote.passage).text
                for part in quote.found:
                    for figure in proof.clipped(text, part.start, part.end, prover.names):
                        yield _cut(quote, figure.text)


def _cut(quote: Quote, whole: str) -> Diagnostic:
    what = f"“{quote.spec.exact}” cuts “{whole}” in passage {quote.passage}"
    return Diagnostic(quote.place.span, "quote-cuts-figure", what, "quote the whole figure")


def unnamed_voices(library: Library, evidence: Evidence) -> Iterator[Diagnostic]:
    """Warn by ``voice-not-in-passage`` of a voice that no passage of its citation names."""
    prover = evidence.prover
    for answer in library.assertions:
        for citation in answer.citations:
            if citation.voice not in library.entities or not citation.quotes:
                continue
            texts = (citation.article.passage(number).text for number in citation.passages)
            if not any(citation.voice in prover.named(text) for text in texts):
                passages = ", ".join(map(str, citation.passages))
                what = f"passage {passages} of “{citation.article.id}” does not name “{citation.voice}”"
                remedy = "quote the passage too that says who it is, or correct the voice"
                span = (citation.place / "voice").span
                yield Diagnostic(span, "voice-not-in-passage", what, remedy, Severity.WARNING)


def repeated_words(library: Library, evidence: Evidence) -> Iterator[Diagnostic]:
    """Warn by ``said-more-often`` of a figure or name that a statement has more often than its quotes.

    The second time may stand for another one: “157 men from Russia to Russia”.
    """
    prover = evidence.prover
    for assessed in standing_answers(evidence):
        statement, place = assessed.assertion.spec.statement, assessed.assertion.place / "statement"
        whole = [one.citation for one in assessed.carried if one.whole]
        repeated = {word: count for word, count in _said(prover, statement).items() if count > 1}
        if not repeated or not whole:
            continue
        quoted = [_quoted_words(prover, citation) for citation in whole]
        for word, count in repeated.items():
            if all(there[word] < count for there in quoted):
                name = library.entities[word].name if word in library.entities else word
                what = (
                    f"“{name}” stands {count} times in the statement, but not in the quotes of any citation"
                )
                remedy = "name it once, or quote the words for each time"
                yield Diagnostic(place.span, "said-more-often", what, remedy, Severity.WARNING)


def _said(prover: Prover, text: str) -> Counter[str]:
    named = Counter(mention.entity for mention in prover.mentions.found(text))
    return named + Counter(figure.text for figure in prover.figures(text))


def _quoted_words(prover: Prover, citation: Citation) -> Counter[str]:
    said = (_said(prover, quote.spec.exact) for quote in citation.quotes)
    return sum(said, Counter({citation.voice: 1}))


def differing_negations(_: Library, evidence: Evidence) -> Iterator[Diagnostic]:
    """Warn by ``negation-differs`` of a statement that denies what its quotes say, or the reverse."""
    for assessed in standing_answers(evidence):
        statement, place = assessed.assertion.spec.statement, assessed.assertion.place / "statement"
        whole = [one.citation for one in assessed.carried if one.whole]
        quotes = [(citation, quote) for citation in whole for quote in citation.quotes]
        quoted = any(proof.negated(quote.spec.exact) for _, quote in quotes)
        cuts = (_denial_cut(citation, quote) for citation, quote in quotes)
        cut = "" if assessed.closest_in_words else next(filter(None, cuts), "")
        denies = proof.negated(statement)
        if not whole or (denies == quoted and (denies or not cut)):
            continue
        one, other = ("quotes have", "statement has") if quoted else ("statement has", "quotes have")
        what = f"the {one} a negation, the {other} none"
        if not denies and not quoted:
            what = f"the quotes leave out “{cut}”, the statement has no negation"
        remedy = "check that the statement says what they say, and quote the word that shows it"
        yield Diagnostic(place.span, "negation-differs", what, remedy, Severity.WARNING)


def _denial_cut(citation: Citation, quote: Quote) -> str:
    note = citation.article.passage(quote.passage).text
    return proof.denied(note, [(part.start, part.end) for part in quote.found])


def mixed_scripts(_: Library, evidence: Evidence) -> Iterator[Diagnostic]:
    """Report ``mixed-scripts``: a word of a statement with letters that only look like those beside them.

    A Cyrillic “о” in “four” would keep the number from every proof.
    """
    for assessed in standing_answers(evidence):
        place = assessed.assertion.place / "statement"
        for word in _LETTERS.findall(assessed.assertion.spec.statement):
            scripts = {unicodedata.name(char, "").partition(" ")[0] for char in word} & _ALIKE
            if len(scripts) > 1:
                named = " and ".join(sorted(script.capitalize() for script in scripts))
                what = f"“{word}” has {named} letters in one word"
                yield Diagnostic(place.span, "mixed-scripts", what, "write the word in one script")
