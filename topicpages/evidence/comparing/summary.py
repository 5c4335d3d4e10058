"""Changes as Markdown for the summary of a check or a comment; see ``markup`` for what comes from sources."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from topicpages.diagnostics import Diagnostic, Faults, Severity
from topicpages.evidence.comparing.markup import block, code
from topicpages.evidence.comparing.results import (
    Changes,
    ClaimChange,
    DisputeChange,
    FileChanges,
    PartsChange,
    ReviewChange,
    SupportChange,
)

MOST_CHARACTERS = 65_000
"""More than a summary ever has. A comment may have 65,536."""
# What the sections may take, so that the most they take together is less than that.
_OF_CLAIMS, _OF_OTHERS = 9_500, 2_200
_LONGEST_KEY = 64
_MOST_LINES, _MOST_STATEMENTS, _MOST_KEYS, _MOST_FAULTS = 20, 4, 6, 8

_HEAD = "## What this change does"
_Found = TypeVar("_Found")
_MISSING = "what an error keeps from being read is missing here."


@dataclass(frozen=True, slots=True)
class _Section:
    """A titled list: ``entries`` make Markdown when shown; ``counted`` is how the first line counts them."""

    title: str
    counted: str
    entries: tuple[Callable[[], str], ...]
    most: int = _OF_OTHERS


def summary(changes: Changes, pages: FileChanges | None, *, was: Faults = (), now: Faults = ()) -> str:
    """Return ``changes`` as Markdown that ends with a newline; ``pages`` is ``None`` when not compared.

    ``was`` and ``now`` are the faults of both states; an error of either is told first, since what could not
    be read was not compared.
    """
    sections = [section for section in _sections(changes, pages or FileChanges()) if section.entries]
    told = "; ".join(section.counted for section in sections)
    first = f"{told}." if told else "No claim, article or page changes."
    parts = [_HEAD, *_faults(was, now, compared=pages is not None), first, *map(_shown, sections)]
    return "\n\n".join(parts) + "\n"


def _sections(changes: Changes, pages: FileChanges) -> Iterator[_Section]:
    yield _section("Newly disputed", changes.newly_disputed, _dispute, "newly disputed")
    yield _section("Lost support", changes.support_lost, _support, "lost support", of="answer")
    for title, claims in (
        ("added", changes.claims_added),
        ("changed", changes.claims_changed),
        ("removed", changes.claims_removed),
    ):
        yield _section(f"Claims {title}", claims, _claim, title, most=_OF_CLAIMS)
    gained = changes.support_gained
    yield _section("Gained or changed support", gained, _support, "with other support", of="answer")
    yield _section("No longer disputed", changes.no_longer_disputed, _dispute, "no longer disputed")
    for title, reviews in (
        ("Edited since review", changes.edited_since_review),
        ("Reviews signed", changes.reviews_signed),
        ("Reviews dropped", changes.reviews_dropped),
    ):
        yield _section(title, reviews, _review, title.lower(), of="")
    for title, articles, show in (
        ("added", changes.articles_added, _whole),
        ("changed", changes.articles_changed, _parts),
        ("removed", changes.articles_removed, _whole),
    ):
        yield _section(f"Articles {title}", articles, show, title, of="article")
    yield _section("Other files", changes.other_files, _parts, "changed", of="other file")
    for title, paths in (("added", pages.added), ("changed", pages.changed), ("deleted", pages.deleted)):
        yield _section(f"Pages {title}", paths, _page, title, of="page")


def _section(
    title: str,
    found: Sequence[_Found],
    show: Callable[[_Found], str],
    how: str,
    *,
    of: str = "claim",
    most: int = _OF_OTHERS,
) -> _Section:
    counted = f"{how}: {len(found)}" if not of else f"{_counted(len(found), of)} {how}"
    return _Section(title, counted, tuple(partial(show, one) for one in found), most)


def _shown(section: _Section) -> str:
    """Return a section, with as many of its entries as there is room for."""
    shown: list[str] = []
    room = section.most
    for entry in section.entries:
        told = entry()
        room -= len(told) + 1
        if room < 0:
            break
        shown.append(told)
    left = len(section.entries) - len(shown)
    more = [f"- … and {left} more"] if left else []
    return "\n".join([f"### {section.title} ({len(section.entries)})", "", *shown, *more])


# --- entries ---------------------------------------------------------------------------------------------


def _claim(change: ClaimChange) -> str:
    remark = f": {code(change.remark)}" if change.remark else ""
    marked = [f"- {line}" for line in change.was] + [f"+ {line}" for line in change.now]
    head = f"- {code(change.id)} in {code(change.place)}{remark}"
    return f"{head}\n{block(marked, 'diff', most=_MOST_LINES)}" if marked else head


def _dispute(change: DisputeChange) -> str:
    return f"- {code(change.claim)}\n{block(change.statements, 'text', most=_MOST_STATEMENTS)}"


def _support(change: SupportChange) -> str:
    was, now = (f"{one.standing} ({one.counts})" for one in (change.was, change.now))
    lost = f"; carried no longer by {_codes(change.lost)}" if change.lost else ""
    gained = f"; carried now by {_codes(change.gained)}" if change.gained else ""
    return f"- {code(change.answer)}: {code(was)} → {code(now)}{lost}{gained}"


def _review(change: ReviewChange) -> str:
    return f"- {code(change.id)}, by {code(change.by)}"


def _parts(change: PartsChange) -> str:
    parts = (("added", change.added), ("changed", change.changed), ("removed", change.removed))
    told = "; ".join(f"{how} {_codes(keys)}" for how, keys in parts if keys)
    return f"- {code(change.path)}: {told}" if told else f"- {code(change.path)}"


def _whole(change: PartsChange) -> str:
    # Of a record that is new or gone all parts are.
    return f"- {code(change.path)}"


def _page(path: str) -> str:
    return f"- {code(path)}"


def _codes(texts: Sequence[str]) -> str:
    shown = ", ".join(code(text, longest=_LONGEST_KEY) for text in texts[:_MOST_KEYS])
    return f"{shown} and {len(texts) - _MOST_KEYS} more" if len(texts) > _MOST_KEYS else shown


# --- faults ----------------------------------------------------------------------------------------------


def _faults(was: Faults, now: Faults, *, compared: bool) -> Iterator[str]:
    old, new = _errors(was), _errors(now)
    if old:
        yield f"**Before, the sources had {_counted(len(old), 'error')}**; {_MISSING}"
    if new:
        told = f"**The sources have {_counted(len(new), 'error')}**; {_MISSING}"
        yield f"{told}\n\n{block(list(map(str, sorted(new))), 'text', most=_MOST_FAULTS)}"
    if not compared:
        yield "Pages were not compared: none are made from sources with errors."


def _errors(faults: Faults) -> list[Diagnostic]:
    return [fault for fault in faults if fault.severity is Severity.ERROR]


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
