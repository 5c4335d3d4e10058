"""Leads, captions, notes and questions: their figures, names and quoted words are those of their claims."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from topicpages.dates import inside, parse, shown
from topicpages.diagnostics import Diagnostic, Severity
from topicpages.evidence import Evidence
from topicpages.figures import Figure, carries
from topicpages.library import Assertion, Claim, Library
from topicpages.quotes import normalise, phrases
from topicpages.yaml_reader import Place


@dataclass(frozen=True, slots=True, eq=False)
class _Text:
    """A text shown to readers, what sort of text it is, and the texts that must bear it out."""

    kind: str
    text: str
    place: Place
    sources: tuple[str, ...]
    quotable: tuple[str, ...]
    """The words of articles that it may quote."""


def unborne_figures(library: Library, evidence: Evidence) -> Iterator[Diagnostic]:
    """Report ``lead-figure-not-in-claims`` and its like: a figure that the claims behind a text lack.

    In questions and notes “one” and “two” count nothing of the articles: “in one passage”, “the two sides”.
    """
    read = evidence.prover.figures
    for found in _texts(library):
        loose = found.kind in {"question", "note"}
        needed = [one for one in read(found.text) if not (loose and one.text.casefold() in {"one", "two"})]
        there = [figure for text in found.sources for figure in read(text)] if needed else []
        for figure in needed:
            if not any(_bears(other, figure) for other in there):
                near = next((other.text for other in there if carries(other, figure, qualified=False)), "")
                yield _unborne(found, "figure", figure.text, f", which say “{near}”" if near else "")


def _bears(shown_there: Figure, needed: Figure) -> bool:
    """Tell whether a claim's figure bears one out; a day also bears out a longer time around it."""
    if carries(shown_there, needed):
        return True
    inner = shown_there.when.bounds if shown_there.when else None
    outer = needed.when.bounds if needed.when else None
    return inner is not None and outer is not None and inside(inner, outer)


def unborne_names(library: Library, evidence: Evidence) -> Iterator[Diagnostic]:
    """Warn by ``lead-name-not-in-claims`` and its like of someone whom the claims behind a text do not name.

    Questions and notes may speak of others.
    """
    for found in _texts(library):
        if found.kind in {"question", "note"}:
            continue
        there = frozenset[str]().union(*map(evidence.prover.named, found.sources))
        for key in sorted(evidence.prover.named(found.text) - there):
            fault = _unborne(found, "name", library.entities[key].name, "")
            yield replace(fault, severity=Severity.WARNING)


def uncited_quotes(library: Library, _: Evidence) -> Iterator[Diagnostic]:
    """Report ``quoted-words-not-cited``: “words” in a text of ours that no quote behind it has."""
    statements = (
        _Text("statement", answer.spec.statement, answer.place / "statement", (), tuple(_quotes(answer)))
        for answer in library.assertions
    )
    for found in (*statements, *_texts(library)):
        quotable = [normalise(text).text for text in found.quotable]
        for phrase in phrases(found.text)[0]:
            words = normalise(phrase.text).text.rstrip(".,;:!?")
            if not any(words in text for text in quotable):
                what = f"“{phrase.text}” stands in a {found.kind}, but in no quote that it rests on"
                remedy = "quote the article letter for letter, or leave out the marks"
                yield Diagnostic(found.place.span, "quoted-words-not-cited", what, remedy)


def _unborne(found: _Text, sort: str, what: str, near: str) -> Diagnostic:
    message = f"“{what}” is in a {found.kind} but not in the claims behind it{near}"
    remedy = "correct it, or name the claim that has it"
    return Diagnostic(found.place.span, f"{found.kind}-{sort}-not-in-claims", message, remedy)


# --- the texts -------------------------------------------------------------------------------------------


def _texts(library: Library) -> Iterator[_Text]:
    everywhere = tuple(
        phrase.text
        for article in library.articles.values()
        for passage in article.passages
        for phrase in phrases(passage.text)[0]
    )
    for topic in library.topics.values():
        for lead in topic.lead:
            place = lead.place / "text"
            yield _text("lead", lead.spec.text, place, lead.assertions)
        for index, picture in enumerate(topic.pictures):
            for key in ("title", "caption", "alt"):
                place = topic.place / "figures" / index / key
                yield _text("caption", getattr(picture.spec, key), place, picture.assertions)
        for claim in topic.claims:
            yield from _texts_of_claim(library, claim, everywhere)


def _text(kind: str, text: str, place: Place, answers: Iterable[Assertion]) -> _Text:
    answers = tuple(answers)
    borne = tuple(said for answer in answers for said in _said(answer))
    return _Text(kind, text, place, borne, tuple(words for answer in answers for words in _quotes(answer)))


def _texts_of_claim(library: Library, claim: Claim, everywhere: tuple[str, ...]) -> Iterator[_Text]:
    """Yield question and note; a note may also tell of linked claims and of the passages themselves."""
    own = _text("question", claim.spec.question, claim.place / "question", claim.assertions)
    yield own
    note = claim.spec.note
    if note is None or note.outside:
        return
    linked = (
        answer
        for target in library.see.get(claim.id, ())
        for answer in (target.assertions if isinstance(target, Claim) else (target,))
    )
    passages = (
        citation.article.passage(number).text
        for answer in claim.assertions
        for citation in answer.citations
        for number in citation.passages
    )
    sources = (
        *own.sources,
        claim.spec.question,
        *(said for answer in linked for said in _said(answer)),
        *passages,
    )
    yield _Text("note", note.text, claim.place / "note" / "text", sources, everywhere)


def _said(answer: Assertion) -> Iterator[str]:
    """Yield what an answer says: its statement, its quotes, its dates in full."""
    yield answer.spec.statement
    yield from _quotes(answer)
    for text in (answer.spec.when.edtf if answer.spec.when else None, answer.spec.as_of):
        when = parse(text) if text else None
        if when is not None:
            yield shown(when)


def _quotes(answer: Assertion) -> Iterator[str]:
    return (quote.spec.exact for citation in answer.citations for quote in citation.quotes)
