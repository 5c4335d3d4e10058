"""What claims quote of private texts stays little, and cuts nothing that matters.

Notes are held to this by themselves and by ``audit``. Of a private text that has no note, all that is
published are the words that claims quote, so they are counted together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from topicpages.diagnostics import Diagnostic, Severity
from topicpages.evidence import proof
from topicpages.evidence.assessment import Evidence
from topicpages.evidence.checks.quotations import LONGEST_QUOTE, begin_of
from topicpages.language import QuotePlace
from topicpages.sources import Article, Library, Place, PrivateText, QuoteSpec, Role, quote_key


def published_words(library: Library, _: Evidence) -> Iterator[Diagnostic]:
    """Report what is quoted of private texts beyond the rules of quoting.

    ``quote-too-long`` is a quote of too many words, a whole sentence, or quotes that run together;
    ``quote-share`` are quotes that together give more than a third of a passage.
    """
    for article, private, places in _private(library):
        long = set[int]()
        for key, found in private.places.items():
            for fault in _of_one(article, private, found, places.get(key, article.place)):
                long.add(found.passage)
                yield fault
        for number in private.known.keys() - long:
            last = [
                places[key]
                for key, found in private.places.items()
                if found.passage == number and key in places
            ]
            place = max(last, key=lambda one: (one.span.path, one.span.line), default=article.place)
            yield from _together(article, private, number, place)


def cut_figures_of_originals(library: Library, evidence: Evidence) -> Iterator[Diagnostic]:
    """Report ``quote-cuts-figure`` where the originals are; what the lock has was looked at before."""
    for article, private, places in _private(library):
        for key, found in private.places.items():
            text = private.text.get(found.passage, "")
            for start, end in found.spans if text else ():
                for figure in proof.clipped(text, start, end, evidence.prover.names):
                    where = f"passage {found.passage} of “{article.id}”"
                    what = f"“{text[start:end]}” cuts “{figure.text}” in {where}"
                    span = places.get(key, article.place).span
                    yield Diagnostic(span, "quote-cuts-figure", what, "quote the whole figure")


def unrecorded_proofs(library: Library, _: Evidence) -> Iterator[Diagnostic]:
    """Warn by ``proof-not-recorded`` of quotes that are proven here and nowhere else."""
    for article in library.articles.values():
        private = article.private
        if private is not None and private.places and not private.is_recorded:
            what = f"the lock has not what the original of “{article.id}” proves here"
            remedy = "run “audit --record”, so that it holds where the original is not"
            span = (article.place / "original").key_span
            yield Diagnostic(span, "proof-not-recorded", what, remedy, Severity.WARNING)


def _private(library: Library) -> Iterator[tuple[Article, PrivateText, Mapping[str, Place]]]:
    articles = [article for article in library.articles.values() if article.private is not None]
    places = _places(library) if articles else {}
    for article in articles:
        if article.private is not None:
            yield article, article.private, places.get(article.id, {})


def _places(library: Library) -> dict[str, dict[str, Place]]:
    """Return where each quote of an article stands in a sheet, by article and key; the first place counts."""
    found: dict[str, dict[str, Place]] = {}
    for answer in library.assertions:
        for citation in answer.citations:
            for quote in citation.quotes:
                found.setdefault(citation.article.id, {}).setdefault(quote_key(quote.spec), quote.place)
        for index, variant in enumerate(answer.spec.variants):
            key = quote_key(QuoteSpec(exact=variant.quote))
            found.setdefault(variant.article, {}).setdefault(key, answer.place / "variants" / index / "quote")
    return found


def _of_one(article: Article, private: PrivateText, found: QuotePlace, place: Place) -> Iterator[Diagnostic]:
    """Report one quote that is too long or a whole sentence."""
    known = private.known[found.passage]
    parts = [known.text[start:end] for start, end in map(known.moved, found.spans)]
    words = sum(len(part.split()) for part in parts)
    text = " … ".join(parts)
    if words > LONGEST_QUOTE:
        what = f"a quote of {words} words: “{begin_of(text)}”, at most {LONGEST_QUOTE} are allowed"
    elif not _is_printed_whole(article, private, found.passage) and _is_sentence(
        private.ends[found.passage], found.spans
    ):
        what = f"a quote is a whole sentence: “{begin_of(text)}”"
    else:
        return
    yield Diagnostic(place.span, "quote-too-long", what, "quote fewer words")


def _is_printed_whole(article: Article, private: PrivateText, number: int) -> bool:
    """Tell whether a passage is a title or a heading, which is shown whole wherever it is named."""
    role = article.passage(number).role
    return role is Role.TITLE or (role is Role.HEADING and private.words[number] <= LONGEST_QUOTE)


def _is_sentence(ends: Sequence[int], spans: Iterable[tuple[int, int]]) -> bool:
    """Tell whether one of ``spans`` holds all but the marks of a sentence; ``ends`` are theirs."""
    begins = (0, *(end + 1 for end in ends[:-1]))
    sentences = list(zip(begins, ends, strict=True))
    return any(start <= begin + 1 and end >= stop - 2 for start, end in spans for begin, stop in sentences)


def _together(article: Article, private: PrivateText, number: int, place: Place) -> Iterator[Diagnostic]:
    """Report what all quotes of a passage give together."""
    known = private.known[number]
    where = f"passage {number} of “{article.id}”"
    remedy = (
        "quote fewer words, or write into its row “note: …” in your own words, with what you quote in “…”"
    )
    quoted, most = private.quoted(number), private.most_quoted(number)
    if _is_printed_whole(article, private, number):
        return
    if quoted > most:
        what = f"claims quote {quoted} of the {private.words[number]} words of {where}, at most {most} may be"
        yield Diagnostic(place.span, "quote-share", what, remedy)
        return
    for run in filter(attrgetter("of_several"), known.joined_runs):
        words, what = len(run.text.split()), ""
        if words > LONGEST_QUOTE:
            what = f"quotes of {where} run together to {words} words: “{begin_of(run.text)}”"
        elif _is_sentence(private.ends[number], [(run.start, run.end)]):
            what = f"quotes of {where} give a whole sentence: “{begin_of(run.text)}”"
        if what:
            yield Diagnostic(place.span, "quote-too-long", what, remedy)
