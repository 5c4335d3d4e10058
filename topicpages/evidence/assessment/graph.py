"""Draws up the graph of derivations: articles, publishers, owners, origins, and what comes from what."""

from collections.abc import Iterator

from topicpages.evidence.assessment.origins import REPORTING, UNKNOWN_OWNER
from topicpages.evidence.assessment.results import Edge, Graph, Node
from topicpages.sources.library import Library


def graph(library: Library) -> Graph:
    """Return the graph; nodes are articles, publishers, origins, owners, each in the order of their files."""
    edges = tuple(dict.fromkeys(_edges(library)))
    owners = {
        edge.target: Node(edge.target, "owner", name, name)
        for edge in edges
        if (name := edge.target.partition(":")[2]) and edge.target.startswith("owner:")
    }
    return Graph((*dict.fromkeys(_nodes(library)), *owners.values()), edges)


def _nodes(library: Library) -> Iterator[Node]:
    for key, article in library.articles.items():
        yield Node(f"article:{key}", "article", key, article.label)
    published = {article.record.publisher: article.publisher for article in library.articles.values()}
    for key, publisher in published.items():
        yield Node(f"publisher:{key}", "publisher", key, publisher.name)
    for key, origin in library.origins.items():
        yield Node(f"origin:{key}", "origin", key, origin.name, voice=origin.kind not in REPORTING)


def _edges(library: Library) -> Iterator[Edge]:
    for key, article in library.articles.items():
        yield Edge(f"article:{key}", f"publisher:{article.record.publisher}")
        for found in article.record.origins or ():
            if found.origin in library.origins:
                target = f"origin:{found.origin}"
                yield Edge(f"article:{key}", target, found.relation, found.basis, found.passages)
    for article in library.articles.values():
        owner = article.publisher.owner
        if owner.casefold() != UNKNOWN_OWNER:
            yield Edge(f"publisher:{article.record.publisher}", f"owner:{owner}")
    for key, origin in library.origins.items():
        if origin.owner is not None and origin.owner.casefold() != UNKNOWN_OWNER:
            yield Edge(f"origin:{key}", f"owner:{origin.owner}")
        for earlier in origin.from_:
            if earlier in library.origins:
                yield Edge(f"origin:{key}", f"origin:{earlier}")
