"""Links private texts: gathers what is quoted of each, and has it found."""

from collections.abc import Iterator, Mapping

from topicpages.diagnostics import Diagnostic, Span
from topicpages.language import Phrasebook
from topicpages.sources.corpus import Corpus
from topicpages.sources.link.resolver import Resolver
from topicpages.sources.model import AssertionSpec, QuoteSpec, SingleClaimSpec
from topicpages.sources.originals import Originals, OriginalText
from topicpages.sources.private_texts import KeptText, NotRecorded, PrivateText, private_text
from topicpages.sources.yaml_reader import Place


def link_private_texts(
    resolver: Resolver, originals: Originals, kept: Mapping[str, KeptText]
) -> dict[str, PrivateText]:
    """Return what is known of each private text, by article; a withdrawn one is known no more."""
    corpus = resolver.corpus
    private = {
        key: (passages, record.original, place)
        for key, (record, passages, place) in corpus.articles.items()
        if record.text == "private" and record.original is not None and not record.withdrawn
    }
    if not private:
        return {}
    quotes: dict[str, list[QuoteSpec]] = {key: [] for key in private}
    elsewhere = list(_outside_of_sheets(corpus))
    for article, spec in (*_in_sheets(corpus), *((article, spec) for article, spec, _ in elsewhere)):
        if article in quotes:
            quotes[article].append(spec)
    names = Phrasebook((name, "") for name in _names(corpus))
    texts = {
        key: private_text(
            passages,
            original,
            quotes[key],
            original=_checked(resolver, key, originals.get(key), original.sha256, place),
            kept=kept.get(key),
            names=names,
        )
        for key, (passages, original, place) in private.items()
    }
    for article, spec, place in elsewhere:
        verdict = (
            texts[article].verdict(spec) if article in texts.keys() - resolver.changed_originals else None
        )
        if isinstance(verdict, NotRecorded):
            report_not_recorded(resolver, article, spec, place.span, of_another=verdict.of_another)
    return texts


def report_not_recorded(
    resolver: Resolver, article: str, spec: QuoteSpec, span: Span, *, of_another: bool
) -> None:
    """Report a quote that neither an original nor the lock proves."""
    what = f"the original of “{article}” is not here, and the lock has no proof of “{spec.exact}”"
    if of_another:
        what = f"the original of “{article}” is not here, and what the lock has is of another one"
    remedy = f"run “audit --record” where originals/{article}.txt is, and commit the lock"
    resolver.report_absent("proof", article, Diagnostic(span, "quote-not-recorded", what, remedy))


def _checked(
    resolver: Resolver, article: str, original: OriginalText | None, sha256: str, place: Place
) -> OriginalText | None:
    """Return the original unless it is another file than the record was made of, which is reported."""
    if original is None or original.sha256 == sha256:
        return original
    what = f"the original of “{article}” is another file: its SHA-256 is {original.sha256}"
    remedy = "put the file back, or compare the lines of the passages anew, then correct the record"
    resolver.report((place / "original" / "sha256").span, "original-changed", what, remedy)
    resolver.changed_originals.add(article)
    return None


def _in_sheets(corpus: Corpus) -> Iterator[tuple[str, QuoteSpec]]:
    """Yield the article and the words of all that fact sheets quote."""
    for sheet, _ in corpus.sheets.values():
        for section in sheet.sections:
            for claim in section.claims:
                for answer in (claim,) if isinstance(claim, SingleClaimSpec) else claim.positions:
                    yield from _of_answer(answer)


def _outside_of_sheets(corpus: Corpus) -> Iterator[tuple[str, QuoteSpec, Place]]:
    """Yield the article, words and place of what shows an office or a credit."""
    registry = corpus.places.get("entities")
    for key, entity in corpus.entities.items():
        if registry is None or entity.role is None:
            continue
        for index, citation in enumerate(entity.role.citations):
            for number, quote in enumerate(citation.quotes):
                place = registry / key / "role" / "citations" / index / "quotes" / number
                yield citation.article, quote, place
    for key, (record, _, place) in corpus.articles.items():
        for index, derivation in enumerate(record.origins or ()):
            if derivation.shown_by is not None:
                yield key, QuoteSpec(exact=derivation.shown_by), place / "origins" / index / "shown_by"


def _of_answer(answer: AssertionSpec) -> Iterator[tuple[str, QuoteSpec]]:
    for citation in answer.citations:
        yield from ((citation.article, quote) for quote in citation.quotes)
    yield from ((variant.article, QuoteSpec(exact=variant.quote)) for variant in answer.variants)


def _names(corpus: Corpus) -> Iterator[str]:
    for entity in corpus.entities.values():
        yield from entity.wordings
    yield from (publisher.name for publisher in corpus.publishers.values())
    yield from (origin.name for origin in corpus.origins.values())
