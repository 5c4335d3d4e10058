"""Declared paraphrases that say something else than the articles, or that nothing needs."""

from collections.abc import Iterator

from topicpages.diagnostics import Diagnostic, Severity
from topicpages.evidence import proof
from topicpages.evidence.assessment import Evidence
from topicpages.evidence.assessment.proving import declared
from topicpages.sources import Library, Place


def bent_paraphrases(library: Library, _: Evidence) -> Iterator[Diagnostic]:
    """Report ``bent-paraphrase``: opposites, or pairs that drop a “not” or a “may”."""
    for pair, place in _declared(library):
        if bend := pair.bend:
            remedy = "remove the pair, and write what the article says"
            yield Diagnostic(place.span, "bent-paraphrase", bend, remedy)


def unused_paraphrases(library: Library, evidence: Evidence) -> Iterator[Diagnostic]:
    """Warn by ``unused-paraphrase`` of a pair that no statement and no lead leans on."""
    used = {pair for one in evidence.paraphrases for pair, users in one.users.items() if users}
    for pair, place in _declared(library):
        if pair not in used and not pair.bend:
            what = f"no statement needs “{pair.ours}” for “{pair.theirs}”"
            yield Diagnostic(place.span, "unused-paraphrase", what, "remove it", Severity.WARNING)


def _declared(library: Library) -> Iterator[tuple[proof.Pair, Place]]:
    place = library.places.get("paraphrases")
    if place is not None:
        yield from ((pair, place / pair.ours / index) for pair, index in declared(library))
