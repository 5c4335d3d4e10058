"""Which quotes of an article claims cite, and which articles have no address to look at."""

from collections.abc import Mapping
from dataclasses import dataclass

from topicpages.sources import Article, Library


@dataclass(frozen=True, slots=True, order=True)
class CitedQuote:
    """Exact words of an article, and the number of the passage in which they stand."""

    passage: int
    exact: str


def cited_quotes(library: Library) -> Mapping[str, tuple[CitedQuote, ...]]:
    """Return by article id the quotes that answers cite, each once, in the order of the article.

    Answers that are retired are left out: nothing has to prove them any more.
    """
    found: dict[str, set[CitedQuote]] = {key: set() for key in library.articles}
    for claim in library.claims:
        for answer in claim.standing_assertions:
            for citation in answer.citations:
                quotes = (CitedQuote(quote.passage, quote.spec.exact) for quote in citation.quotes)
                found[citation.article.id].update(quotes)
    return {key: tuple(sorted(quotes)) for key, quotes in found.items()}


def why_skipped(article: Article) -> str:
    """Return why nobody looks at the address of ``article``; empty when somebody does."""
    record = article.record
    if record.withdrawn:
        return "is withdrawn"
    if record.url is None:
        return "has no address"
    return "" if record.url_public else "has no public address"
