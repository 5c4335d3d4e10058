"""Quotes of foreign text stay short, and no two claims rest on the same ones."""

import re
from collections.abc import Iterator

from topicpages.diagnostics import Diagnostic, Span
from topicpages.evidence.assessment import Evidence
from topicpages.language import Phrase, normalise, phrases
from topicpages.sources import Article, Library, Passage

# The values of these keys are words of the article and stand in its passages.
_AS_PRINTED = frozenset({"quotes", "quote", "shown_by"})
LONGEST_QUOTE = 12
"""Words of one quote, the parts of a ``[…]`` quote counted together."""
_OMISSION = re.compile(r"\[(?:…|\.\.\.)\]")
# Quotes with no word of ours between them are one quote.
_QUOTED = re.compile(r"“[^“”]*”(?:[^\w“”]*“[^“”]*”)*")
_SENTENCE = re.compile(r"[A-Z][^.!?]* [^.!?]*[.!?]['’]?")


def long_quotes(library: Library, _: Evidence) -> Iterator[Diagnostic]:
    """Report ``quote-too-long``: a quoted phrase or quote of too many words, or a whole sentence.

    A quote of a full text, whose owner permits it, may be a sentence, but no longer than an excerpt. What a
    text of ours quotes is at most as long, whatever it quotes.
    """
    for text, span in _in_own_texts(library):
        words = len(text.split())
        if words > LONGEST_QUOTE:
            what = f"{words} words stand in quotes: “{begin_of(text)}”, at most {LONGEST_QUOTE} are allowed"
            yield Diagnostic(
                span, "quote-too-long", what, "quote fewer words, with words of your own between"
            )
    for text, span in (*_phrases(library), *_cited(library)):
        words = len(_OMISSION.sub(" ", text).split())
        if words > LONGEST_QUOTE:
            what = f"a quote of {words} words: “{begin_of(text)}”, at most {LONGEST_QUOTE} are allowed"
        elif _SENTENCE.fullmatch(normalise(text).text):
            what = f"a quote is a whole sentence: “{begin_of(text)}”"
        else:
            continue
        yield Diagnostic(span, "quote-too-long", what, "quote fewer words")
    for text, span in _contexts(library):
        words = len(text.split())
        if words > LONGEST_QUOTE:
            what = f"a prefix or suffix of {words} words: “{begin_of(text)}”, at most {LONGEST_QUOTE} may be"
            yield Diagnostic(span, "quote-too-long", what, "give the words right beside the quote only")
    for article, text, span in _of_full_texts(library):
        words, most = len(_OMISSION.sub(" ", text).split()), article.record.excerpt_max_words
        if words > most:
            what = (
                f"a quote of {words} words: “{begin_of(text)}”, at most {most} of “{article.id}” may be shown"
            )
            yield Diagnostic(span, "quote-too-long", what, "quote fewer words")


def _of_full_texts(library: Library) -> Iterator[tuple[Article, str, Span]]:
    for answer in library.assertions:
        for citation in answer.citations:
            if citation.article.record.text == "full":
                for quote in citation.quotes:
                    yield citation.article, quote.spec.exact, quote.place.span
        for index, variant in enumerate(answer.spec.variants):
            article = library.articles.get(variant.article)
            if article is not None and article.record.text == "full":
                yield article, variant.quote, (answer.place / "variants" / index / "quote").span


def _phrases(library: Library) -> Iterator[tuple[str, Span]]:
    for article in library.articles.values():
        if article.record.text != "full":
            for passage in noted(article):
                for phrase in phrases(passage.text)[0]:
                    yield phrase.text, passage.span_at(phrase.start)


def _cited(library: Library) -> Iterator[tuple[str, Span]]:
    for answer in library.assertions:
        for citation in answer.citations:
            if citation.article.record.text != "full":
                for quote in citation.quotes:
                    if not citation.article.is_known_in_part(quote.passage):
                        yield quote.spec.exact, quote.place.span


def _contexts(library: Library) -> Iterator[tuple[str, Span]]:
    """Yield the words beside quotes that choose their place: no page shows them, but the sheets have them."""
    for answer in library.assertions:
        for citation in answer.citations:
            for quote in citation.quotes:
                for key, text in (("prefix", quote.spec.prefix), ("suffix", quote.spec.suffix)):
                    if text is not None:
                        yield text, (quote.place / key).span


def _in_own_texts(library: Library) -> Iterator[tuple[str, Span]]:
    """Yield what every text of ours quotes, in whatever sheet, record or registry it stands."""
    records = (article.place for article in library.articles.values())
    sheets = (topic.place for topic in library.topics.values())
    for place in (*records, *sheets, *library.places.values()):
        for path, text, span in place.document.texts():
            if not _AS_PRINTED.intersection(path):
                for match in _QUOTED.finditer(text):
                    yield re.sub("[“”]", "", match[0]), span


def begin_of(text: str) -> str:
    """Return the first words of ``text``, to name it by."""
    words = text.split()
    return " ".join(words[:5]) + (" …" if len(words) > len(words[:5]) else "")


def mostly_quoted_notes(library: Library, _: Evidence) -> Iterator[Diagnostic]:
    """Report ``quote-share``: a note of which more than half the words are the article's."""
    for article in library.articles.values():
        for passage in noted(article):
            quoted = sum(_words(phrase) for phrase in phrases(passage.text)[0])
            total = len(passage.text.split())
            if 2 * quoted > total:
                what = f"{quoted} of the {total} words of passage {passage.number} are quoted"
                yield Diagnostic(
                    passage.span, "quote-share", what, "quote less, and say more in your own words"
                )


def noted(article: Article) -> Iterator[Passage]:
    """Yield the passages that have a note of ours."""
    for passage in article.passages if article.record.text != "full" else ():
        if not article.is_known_in_part(passage.number):
            yield passage


def _words(phrase: Phrase) -> int:
    return len(phrase.text.split())


def shared_quotes(library: Library, _: Evidence) -> Iterator[Diagnostic]:
    """Report ``same-quotes``: two claims that rest on exactly the same words are one claim told twice."""
    first: dict[frozenset[tuple[str, int, int, int]], str] = {}
    for claim in library.claims:
        spots = frozenset(
            (citation.article.id, found.passage, found.start, found.end)
            for answer in claim.assertions
            for citation in answer.citations
            for quote in citation.quotes
            for found in quote.found
        )
        other = first.setdefault(spots, claim.id) if spots else claim.id
        if other != claim.id:
            what = f"“{claim.id}” rests on exactly the quotes of “{other}”"
            remedy = "make one claim of them, or quote for each the words that show it"
            yield Diagnostic((claim.place / "id").span, "same-quotes", what, remedy)
