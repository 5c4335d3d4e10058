"""Draws up the graph of derivations: articles, publishers, owners, origins, and what comes from what."""

from collections.abc import Iterator

from topicpages.evidence.assessment.origins import REPORTING, UNKNOWN_OWNER
from topicpages.evidence.assessment.results import Graph, GraphEdge, GraphNode
from topicpages.sources import Library


def graph(library: Library) -> Graph:
    """Return the graph; nodes are articles, publishers, origins, owners, each in the order of their files."""
    edges = tuple(dict.fromkeys(_edges(library)))
    owners = {
        edge.target: GraphNode(edge.target, "owner", name, name)
        for edge in edges
        if (name := edge.target.partition(":")[2]) and edge.target.startswith("owner:")
    }
    return Graph((*dict.fromkeys(_nodes(library)), *owners.values()), edges)


def _nodes(library: Library) -> Iterator[GraphNode]:
    for key, article in library.articles.items():
        yield GraphNode(f"article:{key}", "article", key, article.label)
    published = {article.record.publisher: article.publisher for article in library.articles.values()}
    for key, publisher in published.items():
        yield GraphNode(f"publisher:{key}", "publisher", key, publisher.name)
    for key, origin in library.origins.items():
        yield GraphNode(f"origin:{key}", "origin", key, origin.name, voice=origin.kind not in REPORTING)


def _edges(library: Library) -> Iterator[GraphEdge]:
    for key, article in library.articles.items():
        yield GraphEdge(f"article:{key}", f"publisher:{article.record.publisher}")
        for found in article.record.origins or ():
            if found.origin in library.origins:
                target = f"origin:{found.origin}"
                yield GraphEdge(f"article:{key}", target, found.relation, found.basis, found.passages)
    for article in library.articles.values():
        owner = article.publisher.owner
        if owner.casefold() != UNKNOWN_OWNER:
            yield GraphEdge(f"publisher:{article.record.publisher}", f"owner:{owner}")
    for key, origin in library.origins.items():
        if origin.owner is not None and origin.owner.casefold() != UNKNOWN_OWNER:
            yield GraphEdge(f"origin:{key}", f"owner:{origin.owner}")
        for earlier in origin.from_:
            if earlier in library.origins:
                yield GraphEdge(f"origin:{key}", f"origin:{earlier}")
