"""Quotes that stand in registries and records: who holds an office, who is credited."""

from collections.abc import Iterator

from topicpages.diagnostics import Diagnostic
from topicpages.evidence.assessment import Evidence
from topicpages.evidence.assessment.origins import covers
from topicpages.language import Ambiguous, Located, locate
from topicpages.sources import Article, Library, NotRecorded, QuoteSpec


def unshown_roles(library: Library, _: Evidence) -> Iterator[Diagnostic]:
    """Report ``role-not-shown``: an office of an entity that no quote shows, or whose quote is not found."""
    place = library.places.get("entities")
    for key, entity in library.entities.items():
        for index, cited in enumerate(entity.role.citations if entity.role else ()):
            where = place / key / "role" / "citations" / index if place else None
            article = library.articles.get(cited.article)
            if where is None or article is None:
                continue
            for number, quote in enumerate(cited.quotes):
                if not _stands(quote, article):
                    what = f"“{quote.exact}” is in no quoted phrase of “{article.id}”"
                    remedy = "quote it letter for letter"
                    yield Diagnostic((where / "quotes" / number).span, "role-not-shown", what, remedy)


def unshown_credits(library: Library, _: Evidence) -> Iterator[Diagnostic]:
    """Report ``credit-not-shown``: words that should show a credit but stand in none of its passages."""
    for article in library.articles.values():
        for index, derivation in enumerate(article.record.origins or ()):
            shown_by = derivation.shown_by
            passages = [number for number in _numbers(article) if covers(derivation, number)]
            if shown_by is not None and not _stands(QuoteSpec(exact=shown_by), article, passages):
                what = f"“{shown_by}” is in no quoted phrase of the passages that it should credit"
                span = (article.place / "origins" / index / "shown_by").span
                yield Diagnostic(span, "credit-not-shown", what, "quote the words that give the credit")


def _numbers(article: Article) -> range:
    return range(1, len(article.passages) + 1)


def _stands(quote: QuoteSpec, article: Article, passages: list[int] | None = None) -> bool:
    wanted = passages if passages is not None else _numbers(article)
    if article.private is not None:
        match article.private.verdict(quote):
            case Located(place):
                return place.passage in wanted
            case Ambiguous(places):
                return any(place.passage in wanted for place in places)
            case NotRecorded():
                return True  # told by the linker
            case _:
                return False
    texts = [passage for passage in article.prepared if passage.number in wanted]
    return isinstance(locate(quote.exact, texts), Located | Ambiguous)
