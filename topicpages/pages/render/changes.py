"""What has changed: corrections of the sheets, and claims edited after a review."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from topicpages.evidence import Change, RightsGuard, reviewed_changes, tokens_of
from topicpages.language import phrases
from topicpages.pages.render.addresses import CHANGES, topic_page
from topicpages.pages.render.context import Context, day, listed
from topicpages.pages.render.pieces import Link
from topicpages.pages.render.views import ChangeView
from topicpages.sources import Topic

# A line of the lock is “name: text”, that of a position “position: name: text”.
_SAID = re.compile(r"(?:[a-z0-9-]+: )?(?:question|statement|note|note from outside): (.*)", re.DOTALL)
_DETAIL = re.compile(r"(?:[a-z0-9-]+: )?(cites|value|when|as of|stale after|speaker|where): ", re.DOTALL)
_CITED = re.compile(r"(?:[a-z0-9-]+: )?cites: ([^ ]+) (.*)", re.DOTALL)
_DETAILS = {
    "cites": "citations",
    "value": "values",
    "when": "dates",
    "as of": "dates",
    "stale after": "dates",
    "speaker": "speakers",
    "where": "places",
}
_WITHDRAWN = "words of an article that is withdrawn"


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
    found = reviewed_changes(context.lock, topic.id)
    withdrawn = _Withdrawn.of(context) if found else None
    for change in found:
        was, now = _said(change.was), _said(change.now)
        if withdrawn is not None:
            was, now = withdrawn.removed(was), withdrawn.removed(now)
        details = "" if was or now else _details(change)
        yield ChangeView(
            on=day(change.on.isoformat()),
            sort=change.on.isoformat(),
            claim=_link(context, page, topic.id, change.claim),
            was=f"other {details}" if details else "; ".join(was) or "nothing",
            now=f"changed {details}" if details else "; ".join(now) or "nothing",
            why="edited after its review and signed again",
        )


def _said(lines: Iterable[str]) -> tuple[str, ...]:
    """Return what readers are told of a claim: its question, statements and note."""
    return tuple(match[1] for line in lines if (match := _SAID.fullmatch(line)))


def _details(change: Change) -> str:
    """Return what else has changed of a claim, in a few words."""
    matches = (_DETAIL.match(line) for line in (*change.was, *change.now))
    return listed(sorted({_DETAILS[match[1]] for match in matches if match})) or "details"


@dataclass(frozen=True, slots=True)
class _Withdrawn:
    """Takes the words of withdrawn articles out of what was once said."""

    guard: RightsGuard
    quoted: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, context: Context) -> "_Withdrawn | None":
        articles = context.library.articles.values()
        gone = {article.id for article in articles if article.record.withdrawn}
        if not gone:
            return None
        quotes: dict[str, list[str]] = {key: [] for key in gone}
        lock = context.lock
        said = (*(one.states for one in lock.reviews.values()), *(one.states for one in lock.history))
        for line in chain.from_iterable(said):
            if (match := _CITED.fullmatch(line)) and match[1] in gone:
                quotes[match[1]] += [phrase.text for phrase in phrases(match[2])[0]]
        guard = RightsGuard(context.library, quotes)
        return cls(guard, frozenset(tokens_of(text) for text in guard.withdrawn_quotes()))

    def removed(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return ``texts`` without those words; a text that is mostly them is replaced as a whole."""
        return tuple(self._without(text) for text in texts)

    def _without(self, text: str) -> str:
        for phrase in reversed(phrases(text)[0]):
            if any(_within(tokens_of(phrase.text), quote) for quote in self.quoted):
                text = f"{text[: phrase.start]}…{text[phrase.end :]}"
        return _WITHDRAWN if any(self.guard.runs(tokens_of(text))) else text


def _within(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    return f" {' '.join(part)} " in f" {' '.join(whole)} "


def _link(context: Context, page: str, topic: str, path: str) -> Link:
    """Return the link to the claim that ``path`` names; a claim that is gone keeps its name only."""
    for claim_id in (f"{topic}/{path}", path, path.rpartition("/")[0], f"{topic}/{path}".rpartition("/")[0]):
        evidence = context.evidence.claims.get(claim_id)
        if evidence is not None:
            claim = evidence.claim
            return Link(claim.spec.question, context.link(page, topic_page(claim.topic), claim.anchor))
    return Link(path, "")
