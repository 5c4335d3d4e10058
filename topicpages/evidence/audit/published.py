"""Lists every text of ours that a reader may see, with its place."""

import html
import re
from collections.abc import Iterator, Mapping

from topicpages.diagnostics import Span
from topicpages.sources import Document, Library

# Keys whose text is the article's own, ids, or measured by rules of its own.
_NOT_OURS = frozenset({"quotes", "exact", "quote", "from", "url", "sha256"})
# Words on both sides of these are read as one text; every other tag, and the end of a line, parts texts.
_WITHIN_TEXT = re.compile(r"</?(?:a|mark|span|strong|em|q|del|ins|sup|sub|code)\b[^<>]*>")
_PARTING = re.compile(r"<[^<>]*>|\n")
_PARTED = "“”"


def published_texts(library: Library) -> Iterator[tuple[str, Span]]:
    """Yield notes, then every text of fact sheets, records and registries outside quotes."""
    for article in library.articles.values():
        if article.record.text == "notes":
            yield from ((passage.text, passage.span) for passage in article.passages)
        yield from _texts(article.place.document, but=_NOT_OURS | {"title"})
    for topic in library.topics.values():
        yield from _texts(topic.place.document, but=_NOT_OURS)
    for place in library.places.values():
        yield from _texts(place.document, but=_NOT_OURS)


def page_texts(pages: Mapping[str, str]) -> Iterator[tuple[str, Span]]:
    """Yield what each generated file shows or holds, as one text: what sheets and templates make together."""
    for path, page in pages.items():
        text = _PARTING.sub(_PARTED, _WITHIN_TEXT.sub("", page))
        yield html.unescape(text), Span(f"docs/{path}")


def _texts(document: Document, *, but: frozenset[str]) -> Iterator[tuple[str, Span]]:
    for path, text, span in document.texts():
        if " " in text and not any(step in but for step in path):
            yield text, span
