"""Resolves every id to the object that it names: corpus in, library out."""

from collections.abc import Mapping

from topicpages.diagnostics import Diagnostic, capped
from topicpages.sources.corpus import Corpus
from topicpages.sources.library import Assertion, Gaps, Library
from topicpages.sources.link.passages import link_articles
from topicpages.sources.link.private import link_private_texts
from topicpages.sources.link.registries import check_registries
from topicpages.sources.link.resolver import Resolver
from topicpages.sources.link.topics import link_topics
from topicpages.sources.originals import Originals
from topicpages.sources.private_texts import KeptText

__all__ = ["link_corpus"]


def link_corpus(
    corpus: Corpus, originals: Originals | None = None, kept: Mapping[str, KeptText] | None = None
) -> tuple[Library, tuple[Diagnostic, ...]]:
    """Resolve every id in ``corpus`` to the object it names.

    Quotes of private texts are found in ``originals``, or else in what the lock has ``kept`` of them. Claims
    keep file order, topics the order of ``site.yml`` and then of their ids. What names something
    unknown is left out and reported where it stands. Never raises.
    """
    resolver = Resolver(corpus)
    check_registries(resolver)
    private = link_private_texts(resolver, originals or {}, kept or {})
    articles = link_articles(resolver, private)
    topics, see = link_topics(resolver, articles)
    library = Library(
        site=corpus.site,
        topics=topics,
        articles=articles,
        publishers=corpus.publishers,
        origins=corpus.origins,
        entities=corpus.entities,
        units=corpus.units,
        wording=corpus.wording,
        paraphrases=corpus.paraphrases,
        warnings=corpus.warnings,
        places=corpus.places,
        see=see,
        uses=_uses(
            tuple(
                assertion
                for topic in topics.values()
                for claim in topic.claims
                for assertion in claim.assertions
            )
        ),
        gaps=Gaps(corpus.partial, frozenset(resolver.lost), frozenset(resolver.unknown_claims)),
    )
    return library, capped(resolver.faults)


def _uses(assertions: tuple[Assertion, ...]) -> dict[tuple[str, int], tuple[Assertion, ...]]:
    found: dict[tuple[str, int], dict[Assertion, None]] = {}
    for assertion in assertions:
        for citation in assertion.citations:
            for number in citation.passages:
                found.setdefault((citation.article.id, number), {})[assertion] = None
    return {key: tuple(users) for key, users in found.items()}
