"""Checks that cited passages show the speaker, the places, the words of a day and the contradictions."""

from collections.abc import Iterable, Iterator

from topicpages.diagnostics import Diagnostic
from topicpages.evidence.assessment import Evidence
from topicpages.evidence.assessment.proving import Prover
from topicpages.language import normalise, phrases
from topicpages.sources import Assertion, ClaimKind, Library


def unshown_speakers(library: Library, evidence: Evidence) -> Iterator[Diagnostic]:
    """Report ``speaker-not-shown``: nobody names the speaker, or a quotation quotes nothing.

    That somebody said something counts as the articles’ own word, so both must be there to be seen.
    """
    for answer in library.assertions:
        spec = answer.spec
        if spec.speaker is None or spec.speaker not in library.entities:
            continue
        if not _names(spec.speaker, (spec.statement, *_passages([answer])), evidence.prover):
            name = library.entities[spec.speaker].name
            what = f"neither the statement nor a cited passage names {name}"
            remedy = "cite the passage that says who speaks, or correct the speaker"
            yield Diagnostic((answer.place / "speaker").span, "speaker-not-shown", what, remedy)
        if spec.kind is ClaimKind.QUOTATION and not phrases(spec.statement)[0]:
            what = "the statement is a quotation, but has no words in “…”"
            remedy = "quote the speaker's words in it, or choose another kind"
            yield Diagnostic((answer.place / "statement").span, "speaker-not-shown", what, remedy)


def unnamed_places(library: Library, evidence: Evidence) -> Iterator[Diagnostic]:
    """Report ``place-not-named``: a place in “where” that neither the claim nor a passage it cites names."""
    for claim in library.claims:
        ours = (claim.spec.question, *(answer.spec.statement for answer in claim.assertions))
        texts = (*ours, *_passages(claim.assertions))
        for index, key in enumerate(claim.spec.where):
            if key in library.entities and not _names(key, texts, evidence.prover):
                what = f"neither the claim nor a passage that it cites names {library.entities[key].name}"
                span = (claim.place / "where" / index).span
                yield Diagnostic(span, "place-not-named", what, "leave it out, or cite who names it")


def invented_wordings_of_days(library: Library, _: Evidence) -> Iterator[Diagnostic]:
    """Report ``words-of-day-not-cited``: “as” gives words for a day that no cited passage has."""
    for answer in library.assertions:
        when = answer.spec.when
        if when is None or when.as_ is None:
            continue
        quotes = (quote.spec.exact for citation in answer.citations for quote in citation.quotes)
        if not any(_folded(when.as_) in _folded(text) for text in (*quotes, *_passages([answer]))):
            what = f"“{when.as_}” is printed as the articles’ words, but stands in no passage that is cited"
            remedy = "write it as the article does, or leave “as” out"
            yield Diagnostic((answer.place / "when" / "as").span, "words-of-day-not-cited", what, remedy)


def uncited_contradictions(library: Library, _: Evidence) -> Iterator[Diagnostic]:
    """Report ``contradiction-not-cited``: one said of an article that the claim does not cite."""
    for claim in library.claims:
        cited = {article.id for answer in claim.assertions for article in answer.articles}
        for index, key in enumerate(claim.spec.self_contradicts):
            if key in library.articles and key not in cited:
                what = f"“{claim.id}” says that “{key}” contradicts itself, but does not cite it"
                span = (claim.place / "self_contradicts" / index).span
                yield Diagnostic(span, "contradiction-not-cited", what, "cite it, or leave it out")


def _passages(answers: Iterable[Assertion]) -> Iterator[str]:
    for answer in answers:
        for citation in answer.citations:
            yield from (citation.article.passage(number).text for number in citation.passages)


def _names(entity: str, texts: Iterable[str], prover: Prover) -> bool:
    return any(entity in prover.named(text) for text in texts)


def _folded(text: str) -> str:
    return normalise(text).text.casefold()
