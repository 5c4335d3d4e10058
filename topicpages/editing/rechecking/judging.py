"""Judges a page: whether the article is there, and which of its quotes still stand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from topicpages.editing.fetching import Fetched
from topicpages.editing.rechecking.citing import CitedQuote
from topicpages.editing.rechecking.page_text import PageText, page_text
from topicpages.evidence import AddressState
from topicpages.language import Ambiguous, Located, TextMode, locate, normalise, prepared
from topicpages.sources import public_url

_GONE = (404, 410)
_CLOSED = (401, 402)
_OK = 200
_SHORT = 1_000
"""An article of fewer characters is a notice."""

_NOT_FOUND = re.compile(
    r"\b(error 404|404 error|404 not found|not found|no longer (available|exists?|here|online)"
    r"|(does not|doesn.t|did not|didn.t) exist|(can(no|.)t|could not|couldn.t) (be found|find)"
    r"|(was|has been|were) (removed|deleted|taken down)|nothing (was )?found)\b|^404\b",
    re.IGNORECASE,
)
_TO_PAY = re.compile(
    r"\b(subscri(be|ption)s?|register|registration|sign (in|up)|log ?in|subscribers?|members?)\b[^.\n]{0,60}"
    r"\b(to (continue|read|unlock|access|view|keep)|only|required|exclusive)\b"
    r"|\bto (continue|keep) reading\b|\b(already|not yet) a (subscriber|member)\b|\bpaywall\b",
    re.IGNORECASE,
)
_HOME = re.compile(r"(/|/[a-z]{2}(-[a-z]{2})?/?|/(index|home|default)(\.\w+)?/?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Judged:
    """What stands at an address, which quotes do not, where it has moved to, and why we think so."""

    state: AddressState
    missing: tuple[CitedQuote, ...] = ()
    at: str | None = None
    why: str = ""


def judge_page(fetched: Fetched, quotes: tuple[CitedQuote, ...], *, asked: str, title: str | None) -> Judged:
    """Return what the answer to ``asked`` is: the article with its ``quotes``, or something else.

    An answer that says nothing of the article, such as 500, is ``UNREACHABLE``.
    """
    if fetched.status in _GONE:
        return Judged(AddressState.DEAD, quotes, why=f"answered {fetched.status}")
    if fetched.status in _CLOSED:
        return Judged(AddressState.PAYWALLED, quotes, why=f"answered {fetched.status}")
    if fetched.status != _OK:
        return Judged(AddressState.UNREACHABLE, quotes, why=f"answered {fetched.status}")
    text = page_text(fetched)
    missing = _missing(quotes, text)
    standing = len(quotes) - len(missing)
    at = _moved(fetched, asked)
    if quotes and not missing:
        return Judged(AddressState.MOVED if at else AddressState.LIVE, at=at)
    is_home = _is_home(fetched.final) and not _is_home(asked)
    there = standing > 0 or _has_title(text, title, headed=is_home)
    if not there and (why := _sign_of_absence(fetched, text, asked)):
        return Judged(AddressState.SOFT_404, missing, why=why)
    if quotes and 2 * standing <= len(quotes) and (why := _sign_of_paying(text)):
        return Judged(AddressState.PAYWALLED, missing, why=why)
    if not there and title and 0 < len(text.main) < _SHORT:
        # A question whether one is human or agrees to cookies looks like this too.
        return Judged(
            AddressState.UNREACHABLE, missing, why="the page is short and has nothing of the article"
        )
    if not quotes:
        return Judged(AddressState.MOVED if at else AddressState.LIVE, at=at)
    if standing == 0 and not text.main:
        return Judged(AddressState.UNREACHABLE, missing, why="showed no text without scripts")
    return Judged(AddressState.CHANGED, missing, at)


def _missing(quotes: Iterable[CitedQuote], text: PageText) -> tuple[CitedQuote, ...]:
    """Return the quotes that stand neither in the article's text nor anywhere that a reader looks."""
    passages = prepared([" ".join(text.headings), text.main, text.whole], mode=TextMode.FULL)
    return tuple(
        quote
        for quote in quotes
        if not isinstance(locate(quote.exact, passages, nearby=False), Located | Ambiguous)
    )


def _moved(fetched: Fetched, asked: str) -> str | None:
    """Return where permanent redirects led, if that is an address we may link to."""
    moved, _ = public_url(fetched.moved) if fetched.moved else (None, None)
    return None if moved == public_url(asked)[0] else moved


def _sign_of_paying(text: PageText) -> str:
    if text.says_paid:
        return "the page declares that it is not free"
    found = _TO_PAY.search(" ".join(text.main.split()))
    return f"the page says “{found[0][:80]}”" if found else ""


def _has_title(text: PageText, title: str | None, *, headed: bool) -> bool:
    """Tell whether the title stands on the page, or with ``headed`` in a heading: home pages list titles."""
    everything = normalise("\n".join(text.headings if headed else (*text.headings, text.whole))).text
    return title is not None and normalise(title).text in everything


def _sign_of_absence(fetched: Fetched, text: PageText, asked: str) -> str:
    """Return what shows that the page is a notice, or the home page, in place of the article."""
    for said in (*text.headings, text.main if len(text.main) < _SHORT else ""):
        if found := _NOT_FOUND.search(said):
            return f"the page says “{found[0]}”"
    return "it leads to the home page" if _is_home(fetched.final) and not _is_home(asked) else ""


def _is_home(address: str) -> bool:
    parts = urlsplit(address)
    return not parts.query and _HOME.fullmatch(parts.path) is not None
