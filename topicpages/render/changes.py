"""What has changed: corrections of the sheets, and claims edited after a review."""

from collections.abc import Iterator
from typing import Any

from topicpages.library import Topic
from topicpages.lock import changes as locked_changes
from topicpages.render.addresses import CHANGES, topic_page
from topicpages.render.context import Context, day
from topicpages.render.pieces import Link
from topicpages.render.views import ChangeView


def topic_changes(context: Context, topic: Topic, page: str) -> tuple[ChangeView, ...]:
    """Return the changes of one topic, the newest first."""
    found = (*_corrections(context, topic, page), *_from_lock(context, topic, page))
    return tuple(sorted(found, key=lambda change: (change.sort, change.claim.href, change.was), reverse=True))


def changes_view(context: Context) -> dict[str, Any]:
    """Return what the template of the page of changes prints."""
    topics = context.library.topics.values()
    groups = tuple(
        (context.topic_link(CHANGES, topic.id), changes)
        for topic in topics
        if (changes := topic_changes(context, topic, CHANGES))
    )
    return {"groups": groups}


def _corrections(context: Context, topic: Topic, page: str) -> Iterator[ChangeView]:
    for correction in topic.sheet.corrections:
        yield ChangeView(
            on=day(correction.on.isoformat()),
            sort=correction.on.isoformat(),
            claim=_link(context, page, topic.id, correction.claim),
            was=correction.was,
            now=correction.now,
            why=correction.why,
        )


def _from_lock(context: Context, topic: Topic, page: str) -> Iterator[ChangeView]:
    for change in locked_changes(context.lock, topic.id):
        yield ChangeView(
            on=day(change.on.isoformat()),
            sort=change.on.isoformat(),
            claim=_link(context, page, topic.id, change.claim),
            was="; ".join(change.was),
            now="; ".join(change.now),
            why="edited after its review and signed again",
        )


def _link(context: Context, page: str, topic: str, path: str) -> Link:
    """Return the link to the claim that ``path`` names; a claim that is gone keeps its name only."""
    for claim_id in (f"{topic}/{path}", path, path.rpartition("/")[0], f"{topic}/{path}".rpartition("/")[0]):
        evidence = context.evidence.claims.get(claim_id)
        if evidence is not None:
            claim = evidence.claim
            return Link(claim.spec.question, context.link(page, topic_page(claim.topic), claim.anchor))
    return Link(path, "")
