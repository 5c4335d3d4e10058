"""Renders every page: library and evidence in, Markdown files by path out."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from topicpages.evidence import Evidence, Lock, use_of_articles
from topicpages.pages.markdown import environment
from topicpages.pages.render import addresses
from topicpages.pages.render.addresses import FOLDERS, Addresses
from topicpages.pages.render.changes import changes_view
from topicpages.pages.render.context import Context, context
from topicpages.pages.render.entities import entities_view, entity_view
from topicpages.pages.render.home import disagreements_view, home_view, method_view
from topicpages.pages.render.ledgers import articles_view, ledger_view
from topicpages.pages.render.picture_views import map_view, timeline_view
from topicpages.pages.render.topics import topic_view
from topicpages.sources import Library

__all__ = ["FOLDERS", "TEMPLATES", "Addresses", "render_pages"]

TEMPLATES = Path(__file__).parent.parent / "templates"

_Page = tuple[str, str, Callable[[], Mapping[str, Any]]]


def render_pages(
    library: Library,
    evidence: Evidence,
    lock: Lock,
    *,
    addresses: Addresses = FOLDERS,
    templates: Path = TEMPLATES,
    progress: Callable[[int, int], None] | None = None,
) -> Mapping[str, str]:
    """Return the text of every generated page by its path below ``docs/``, sorted.

    ``progress`` is told after each page how many of how many are done.
    """
    made = environment(templates)
    pages = list(_pages(context(library, evidence, lock, addresses=addresses)))
    texts: dict[str, str] = {}
    for path, template, view in pages:
        texts[path] = made.get_template(f"{template}.md.jinja").render(view())
        if progress is not None:
            progress(len(texts), len(pages))
    return dict(sorted(texts.items()))


def _pages(of: Context) -> Iterator[_Page]:
    """Yield path, template and view of every page; views are made when their page is rendered."""
    covered = use_of_articles(of.library, of.evidence)
    yield addresses.HOME, "home", lambda: home_view(of)
    for topic in of.library.topics.values():
        yield addresses.topic_page(topic.id), "topic", lambda topic=topic: topic_view(of, topic)  # type: ignore[misc]
    yield addresses.ARTICLES, "articles", lambda: articles_view(of)
    for article in of.library.articles.values():
        yield addresses.ledger_page(article.id), "ledger", lambda article=article: ledger_view(of, article)  # type: ignore[misc]
    yield addresses.ENTITIES, "entities", lambda: entities_view(of)
    for entity in of.entity_claims:
        yield addresses.entity_page(entity), "entity", lambda entity=entity: entity_view(of, entity)  # type: ignore[misc]
    yield addresses.DISAGREEMENTS, "disagreements", lambda: disagreements_view(of)
    yield addresses.CHANGES, "changes", lambda: changes_view(of)
    yield addresses.TIMELINE, "timeline", lambda: timeline_view(of)
    yield addresses.MAP, "map", lambda: map_view(of)
    yield addresses.METHOD, "method", lambda: method_view(of, covered)
