"""Links citations: the article, and the passage in which each quote stands."""

from collections.abc import Mapping

from topicpages.diagnostics import Diagnostic, Span
from topicpages.language import (
    Ambiguous,
    Located,
    Misplaced,
    Missing,
    Near,
    OwnWords,
    PartsFault,
    PreparedPassage,
    Uncheckable,
    Verdict,
    locate,
)
from topicpages.sources.library import OWN_VOICE, Article, Citation, Quote, QuotedSpan
from topicpages.sources.link.private import report_not_recorded
from topicpages.sources.link.resolver import Resolver
from topicpages.sources.model import CitationSpec, QuoteSpec
from topicpages.sources.private_texts import NotRecorded
from topicpages.sources.yaml_reader import Place

_SHOWN = 160
# No more words of a private original are shown than a quote may have.
_SHOWN_OF_PRIVATE = 12
# Similar words are looked for in so many passages, for quotes that long: enough for what people miss, and
# little time for a sheet made to take much.
_SEARCHED_PASSAGES = 5_000
_LONGEST_SEARCHED = 200
# Why a quote is not there though its parts are, and what to do.
_PARTS_FAULTS: Mapping[PartsFault, tuple[str, str]] = {
    PartsFault.CUTTING_A_WORD: ("it begins or ends inside a word", "quote whole words"),
    PartsFault.OVER_TWO_PASSAGES: ("it runs over two passages", "make a quote of its own of each"),
    PartsFault.OVERLAPPING: ("its parts overlap there", "quote no word twice"),
    PartsFault.IN_OTHER_ORDER: (
        "its parts stand there in another order",
        "quote them in the order of the passage",
    ),
    PartsFault.IN_SEVERAL_PASSAGES: (
        "its parts stand in different passages",
        "make a quote of its own of each part",
    ),
}


class CitationLinker:
    """Finds quotes in the passages of the articles; each article is made ready once."""

    def __init__(self, resolver: Resolver, articles: Mapping[str, Article]) -> None:
        self.resolver, self.articles = resolver, articles
        self._prepared: dict[str, tuple[PreparedPassage, ...]] = {}
        self._searched = 0

    def linked(self, spec: CitationSpec, place: Place) -> Citation | None:
        """Return the citation with the quotes that were found, or ``None`` when its article is unknown."""
        if spec.voice != OWN_VOICE:
            self.resolver.entity(spec.voice, place / "voice", code="unknown-voice", noun="voice")
        article = self.articles.get(spec.article)
        if article is None:
            self.resolver.missing_article(spec.article, place / "article")
            return None
        if article.record.withdrawn:
            return Citation(spec=spec, article=article, quotes=(), place=place)
        found = tuple(
            linked
            for index, quote in enumerate(spec.quotes)
            if (linked := self._quote(article, quote, place / "quotes" / index)) is not None
        )
        return Citation(spec=spec, article=article, quotes=found, place=place)

    def check_quote(self, article_id: str, exact: str, place: Place) -> None:
        """Report a quote outside a citation that does not stand in its article."""
        article = self.articles.get(article_id)
        if article is None:
            self.resolver.missing_article(article_id, place / "article")
        elif not article.record.withdrawn:
            self._quote(article, QuoteSpec(exact=exact), place / "quote")

    def _quote(self, article: Article, spec: QuoteSpec, place: Place) -> Quote | None:
        verdict = self._verdict(article, spec)
        if article.incomplete and not isinstance(verdict, Located):
            # A fault of the record may be why, and that is told.
            self.resolver.troubles += 1
            return None
        match verdict:
            case Located(found):
                parts = tuple(QuotedSpan(found.passage, start, end) for start, end in found.spans)
                return Quote(spec=spec, found=parts, place=place)
            case Ambiguous(places):
                where = ", ".join(f"passage {number}" for number in sorted({spot.passage for spot in places}))
                what = f"“{spec.exact}” stands {len(places)} times in “{article.id}”: {where}"
                self.resolver.report(
                    place.span, "quote-ambiguous", what, "quote more words, or give prefix or suffix"
                )
            case Misplaced(places):
                place_named = f"passage {places[0].passage} of “{article.id}”"
                what = f"“{spec.exact}” stands in {place_named}, but not beside its prefix or suffix"
                self.resolver.report(place.span, "quote-context", what, "correct prefix and suffix")
            case OwnWords(numbers):
                place_named = f"passage {numbers[0]} of “{article.id}”"
                what = f"“{spec.exact}” is not inside one quoted phrase of {place_named}"
                self.resolver.report(
                    place.span, "quote-not-verbatim", what, "quote only words that the note quotes"
                )
            case Uncheckable(why):
                self.resolver.report(place.span, "quote-uncheckable", f"“{spec.exact}”: {why}", "quote words")
            case NotRecorded(of_another):
                report_not_recorded(self.resolver, article.id, spec, place.span, of_another=of_another)
            case Missing(near, fault):
                self._searched += len(article.passages)
                missing = _missing(article, spec, place.span, near=near, fault=fault)
                self.resolver.report_absent("quote", f"{article.id}: {spec.exact}", missing)
        return None

    def _verdict(self, article: Article, spec: QuoteSpec) -> Verdict | NotRecorded:
        if article.private is not None:
            return article.private.verdict(spec)
        nearby = len(spec.exact) <= _LONGEST_SEARCHED and self._searched < _SEARCHED_PASSAGES
        passages = self._passages(article)
        return locate(spec.exact, passages, prefix=spec.prefix, suffix=spec.suffix, nearby=nearby)

    def _passages(self, article: Article) -> tuple[PreparedPassage, ...]:
        if article.id not in self._prepared:
            self._prepared[article.id] = article.prepared
        return self._prepared[article.id]


def _missing(
    article: Article, spec: QuoteSpec, span: Span, *, near: Near | None, fault: PartsFault | None
) -> Diagnostic:
    what = f"“{spec.exact}” is not in “{article.id}”"
    if fault is not None:
        why, remedy = _PARTS_FAULTS[fault]
        return Diagnostic(span, "quote-missing", f"{what}: {why}", remedy)
    if near is None:
        return Diagnostic(span, "quote-missing", what, "quote words of the article, letter for letter")
    words = near.text.replace('"', "")[:_SHOWN]
    if article.private is not None:
        words = " ".join(words.split()[:_SHOWN_OF_PRIVATE])
    shown = f"nearest is passage {near.passage}: “{words}”"
    return Diagnostic(span, "quote-missing", f"{what}; {shown}", "quote it letter for letter")
