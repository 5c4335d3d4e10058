"""Lists every text of ours that a reader may see, with its place."""

from collections.abc import Iterator

from topicpages.diagnostics import Span
from topicpages.library import Library
from topicpages.yaml_reader import Document

# Keys whose text is the article's own, ids, or measured by rules of its own.
_NOT_OURS = frozenset({"quotes", "exact", "quote", "from", "url", "sha256", "title"})


def published_texts(library: Library) -> Iterator[tuple[str, Span]]:
    """Yield notes, then every text of fact sheets, records and registries outside quotes."""
    for article in library.articles.values():
        if article.record.text == "notes":
            yield from ((passage.text, passage.span) for passage in article.passages)
        yield from _texts(article.place.document)
    for topic in library.topics.values():
        yield topic.sheet.title, (topic.place / "title").span
        yield from _texts(topic.place.document)
    for place in library.places.values():
        yield from _texts(place.document)


def _texts(document: Document) -> Iterator[tuple[str, Span]]:
    for path, span in document.spans.items():
        if any(step in _NOT_OURS for step in path):
            continue
        node = document.tree
        for step in path:
            node = node[step]  # type: ignore[index]
        if isinstance(node, str) and " " in node:
            yield node, span
