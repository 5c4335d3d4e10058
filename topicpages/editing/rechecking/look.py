"""Looks at the address of one article."""

import re
from dataclasses import dataclass

from topicpages.editing.fetching import KnownRobots, MayConnect, fetch, is_public
from topicpages.editing.rechecking.archives import Archive
from topicpages.editing.rechecking.citing import CitedQuote
from topicpages.editing.rechecking.judging import Judged, judge_page
from topicpages.evidence import AddressState
from topicpages.sources import Article, public_url

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Look:
    """What was found of one article; ``missing`` are its quotes that stand there no more."""

    article: str
    url: str
    state: AddressState
    cited: int
    missing: tuple[CitedQuote, ...]
    at: str | None
    archive: str | None
    why: str

    @property
    def standing(self) -> int:
        """How many of the cited quotes stand there."""
        return self.cited - len(self.missing)


def look_at(
    article: Article,
    quotes: tuple[CitedQuote, ...],
    *,
    archive: Archive,
    known_copy: str | None,
    robots: KnownRobots,
    may_connect: MayConnect = is_public,
) -> Look:
    """Return what stands at the address of ``article``, which has one.

    The archive is asked only when neither the record nor ``known_copy`` names a copy.
    """
    url = article.record.url or ""
    fetched, faults = fetch(public_url(url)[0] or url, may_connect=may_connect, robots=robots)
    if fetched is not None:
        judged = judge_page(fetched, quotes, asked=url, title=article.record.title)
    else:
        judged = Judged(AddressState.UNREACHABLE, quotes, why=faults[0].message)
    copy = article.record.archive or known_copy
    if copy is None:
        copy = archive.copy_of(
            url, day=_day(article.record.published.edtf), robots=robots, may_connect=may_connect
        )
    return Look(
        article=article.id,
        url=url,
        state=judged.state,
        cited=len(quotes),
        missing=judged.missing,
        at=judged.at,
        archive=copy,
        why=judged.why,
    )


def _day(edtf: str) -> str:
    """Return the day of an EDTF date, as far as it is known, in the archive's way to write it."""
    found = _DAY.search(edtf)
    return "".join(part for part in found.groups() if part) if found else ""
