"""Every text for readers beside the statements: its figures, names and quoted words are those of claims."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from topicpages.diagnostics import Diagnostic, Severity
from topicpages.evidence import proof
from topicpages.evidence.assessment import Evidence
from topicpages.evidence.assessment.proving import Prover
from topicpages.language import Figure, carries, date_in_english, days_inside, normalise, parse_edtf, phrases
from topicpages.sources import Assertion, Claim, Correction, Library, Place, Topic

# These texts may speak about the articles themselves: “in one passage”, “the two sides”, “no other outlet”.
_LOOSE = frozenset({"question", "note", "reason", "entity note"})


@dataclass(frozen=True, slots=True, eq=False)
class _Text:
    """A text shown to readers, what sort of text it is, and the texts that must bear it out."""

    kind: str
    text: str
    place: Place
    sources: tuple[str, ...]
    quotable: tuple[str, ...]
    """The words of articles that it may quote."""


def unsupported_texts(library: Library, evidence: Evidence) -> Iterator[Diagnostic]:
    """Report what stands in a text but not in what bears it out: figures, names and quoted words.

    ``lead-figure-not-in-claims`` and ``lead-name-not-in-claims`` and their like, and
    ``quoted-words-not-cited``, which statements may have too.
    """
    for answer in library.assertions:
        place, quotable = answer.place / "statement", tuple(_quotes(answer))
        yield from _uncited_quotes(_Text("statement", answer.spec.statement, place, (), quotable))
    for ours in _texts(library, evidence.prover):
        yield from _unborne_figures(ours, evidence.prover)
        yield from _unborne_names(ours, library, evidence.prover)
        yield from _uncited_quotes(ours)


def _unborne_figures(ours: _Text, prover: Prover) -> Iterator[Diagnostic]:
    """Report figures; in questions, notes and reasons “one” and “two” may count articles or passages."""
    loose = ours.kind in _LOOSE
    needed = [
        one for one in _rated(ours.text, prover) if not (loose and one[0].text.casefold() in {"one", "two"})
    ]
    there = [figure for text in ours.sources for figure in _rated(text, prover)] if needed else []
    for figure, rate in needed:
        if not any(_bears(other, figure) for other, its_rate in there if its_rate == rate):
            alike = (other.text for other, _ in there if carries(other, figure, qualified=False))
            near = next(alike, "")
            yield _unborne(ours, "figure", figure.text, f", which say “{near}”" if near else "")


def _rated(text: str, prover: Prover) -> list[tuple[Figure, str]]:
    """Return each figure of ``text`` with the time of its rate."""
    figures = prover.figures(text)
    return [(figure, proof.rate_of(text, figures, figure)) for figure in figures]


def _bears(shown_there: Figure, needed: Figure) -> bool:
    """Tell whether a claim's figure bears one out; a day also bears out a longer time around it."""
    if carries(shown_there, needed):
        return True
    inner = shown_there.when.bounds if shown_there.when else None
    outer = needed.when.bounds if needed.when else None
    return inner is not None and outer is not None and days_inside(inner, outer)


def _unborne_names(ours: _Text, library: Library, prover: Prover) -> Iterator[Diagnostic]:
    """Warn of someone whom the claims do not name; questions, notes and reasons may speak of others."""
    if ours.kind in _LOOSE:
        return
    for key in sorted(prover.named(ours.text).difference(*map(prover.named, ours.sources))):
        fault = _unborne(ours, "name", library.entities[key].name, "")
        yield replace(fault, severity=Severity.WARNING)


def _uncited_quotes(ours: _Text) -> Iterator[Diagnostic]:
    for phrase in phrases(ours.text)[0]:
        words = normalise(phrase.text).text.rstrip(".,;:!?")
        if not any(words in normalise(text).text for text in ours.quotable):
            what = f"“{phrase.text}” stands in {_a(ours.kind)}, but in no quote that it rests on"
            remedy = "quote the article letter for letter, or leave out the marks"
            yield Diagnostic(ours.place.span, "quoted-words-not-cited", what, remedy)


def _unborne(ours: _Text, sort: str, what: str, near: str) -> Diagnostic:
    message = f"“{what}” is in {_a(ours.kind)} but not in the claims behind it{near}"
    remedy = "correct it, or name the claim that has it"
    code = f"{ours.kind.replace(' ', '-')}-{sort}-not-in-claims"
    return Diagnostic(ours.place.span, code, message, remedy)


def _a(kind: str) -> str:
    return f"an {kind}" if kind.startswith("e") else f"a {kind}"


# --- the texts -------------------------------------------------------------------------------------------


def _texts(library: Library, prover: Prover) -> Iterator[_Text]:
    everywhere = tuple(
        phrase.text
        for article in library.articles.values()
        for passage in article.passages
        for phrase in phrases(passage.text)[0]
    )
    for topic in library.topics.values():
        yield from _headings(topic, everywhere)
        for lead in topic.lead:
            place = lead.place / "text"
            yield _text("lead", lead.spec.text, place, lead.assertions)
        for index, picture in enumerate(topic.pictures):
            for key in ("title", "caption", "alt"):
                place = topic.place / "figures" / index / key
                yield _text("caption", getattr(picture.spec, key), place, picture.assertions)
        for claim in topic.claims:
            yield from _texts_of_claim(library, claim, everywhere)
        yield from _corrections(library, topic)
    yield from _entity_notes(library, prover, everywhere)


def _headings(topic: Topic, everywhere: tuple[str, ...]) -> Iterator[_Text]:
    """Yield titles and description; all claims of the topic bear them out."""
    sources = tuple(said for claim in topic.claims for answer in claim.assertions for said in _said(answer))
    sheet, place = topic.sheet, topic.place
    texts = [(sheet.title, place / "title"), (sheet.description or "", place / "description")]
    texts += [(part.title, place / "sections" / index / "title") for index, part in enumerate(sheet.sections)]
    for text, where in texts:
        yield _Text("heading", text, where, sources, everywhere)


def _corrections(library: Library, topic: Topic) -> Iterator[_Text]:
    """Yield what stands now; its claim bears it out, or a later correction of the same claim by its “was”."""
    corrections = topic.sheet.corrections
    for index, correction in enumerate(corrections):
        later = tuple(
            other.was for other in corrections if other.claim == correction.claim and other.on > correction.on
        )
        answers = _corrected(library, topic, correction)
        if not answers:
            continue  # told as unknown by the linker
        own = _text("correction", correction.now, topic.place / "corrections" / index / "now", answers)
        yield replace(own, sources=(*own.sources, *later), quotable=(*own.quotable, *later))


def _corrected(library: Library, topic: Topic, correction: Correction) -> tuple[Assertion, ...]:
    """Return all answers of the claim that a correction names by itself or by one position."""
    for path in (f"{topic.id}/{correction.claim}", correction.claim):
        for claim in library.claims:
            if path == claim.id or any(path == answer.id for answer in claim.assertions):
                return claim.assertions
    return ()


def _entity_notes(library: Library, prover: Prover, everywhere: tuple[str, ...]) -> Iterator[_Text]:
    """Yield the notes in the registry; the claims and passages that name the entity bear them out."""
    place = library.places.get("entities")
    for key, entity in library.entities.items():
        if place is None or entity.note is None or entity.note.outside:
            continue
        claims = [answer for answer in library.assertions if key in _entities_of(prover, answer)]
        passages = (
            passage.text
            for article in library.articles.values()
            for passage in article.passages
            if key in prover.named(passage.text)
        )
        own = _text("entity note", entity.note.text, place / key / "note" / "text", claims)
        yield replace(own, sources=(*own.sources, *passages), quotable=everywhere)


def _entities_of(prover: Prover, answer: Assertion) -> frozenset[str]:
    voices = frozenset(citation.voice for citation in answer.citations)
    return prover.named(answer.spec.statement) | voices


def _text(kind: str, text: str, place: Place, answers: Iterable[Assertion]) -> _Text:
    answers = tuple(answers)
    borne = tuple(said for answer in answers for said in _said(answer))
    return _Text(kind, text, place, borne, tuple(words for answer in answers for words in _quotes(answer)))


def _texts_of_claim(library: Library, claim: Claim, everywhere: tuple[str, ...]) -> Iterator[_Text]:
    """Yield question, note and reasons; all but the first may also tell of linked claims and of passages."""
    own = _text("question", claim.spec.question, claim.place / "question", claim.assertions)
    yield own
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
    for kind, text, place in _remarks(claim):
        yield _Text(kind, text, place, sources, everywhere)


def _remarks(claim: Claim) -> Iterator[tuple[str, str, Place]]:
    note = claim.spec.note
    if note is not None and not note.outside:
        yield "note", note.text, claim.place / "note" / "text"
    for answer in claim.assertions:
        if answer.spec.when is not None and answer.spec.when.why is not None:
            yield "reason", answer.spec.when.why, answer.place / "when" / "why"
        for index, variant in enumerate(answer.spec.variants):
            yield "note", variant.omits, answer.place / "variants" / index / "omits"
        if answer.spec.retired is not None:
            yield "reason", answer.spec.retired.why, answer.place / "retired" / "why"


def _said(answer: Assertion) -> Iterator[str]:
    """Yield what an answer says: its statement, its quotes, its dates in full."""
    yield answer.spec.statement
    yield from _quotes(answer)
    for text in (answer.spec.when.edtf if answer.spec.when else None, answer.spec.as_of):
        when = parse_edtf(text) if text else None
        if when is not None:
            yield date_in_english(when)


def _quotes(answer: Assertion) -> Iterator[str]:
    return (quote.spec.exact for citation in answer.citations for quote in citation.quotes)
