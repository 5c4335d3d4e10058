"""Puts into a text the one safe answer that a fault has, at each of its places there."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from topicpages.diagnostics import Diagnostic, Fix

_ABSENT = -1


@dataclass(frozen=True, slots=True)
class Mended:
    """A text with fixes in it, and those fixes in the order of the text."""

    text: str
    fixes: tuple[Fix, ...] = ()


def mended(path: str, text: str, faults: Iterable[Diagnostic]) -> Mended:
    """Return the ``text`` of the file at ``path`` with what fixes ``faults`` there; all else stays as it is.

    A fault is fixed at all of its places in this file or at none: not where at one of them other words stand,
    and not where a fix meets another one.
    """
    starts = _line_starts(text)
    answers = [tuple(fix for fix in fault.fixes if fix.span.path == path) for fault in faults]
    places = {fix: _place(text, starts, fix) for answer in answers for fix in answer}
    whole = [answer for answer in answers if all(places[fix] != _ABSENT for fix in answer)]
    placed = sorted({(places[fix], fix) for answer in whole for fix in answer})
    meeting = {
        fix
        for first, second in pairwise(placed)
        if second[0] < first[0] + len(first[1].old)
        for _, fix in (first, second)
    }
    sound = {fix for answer in whole if meeting.isdisjoint(answer) for fix in answer}
    chosen = [(place, fix) for place, fix in placed if fix in sound]
    for place, fix in reversed(chosen):
        text = text[:place] + fix.new + text[place + len(fix.old) :]
    return Mended(text, tuple(fix for _, fix in chosen))


def _line_starts(text: str) -> list[int]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _place(text: str, starts: list[int], fix: Fix) -> int:
    """Return where the words stand that ``fix`` replaces; ``_ABSENT`` when others stand there."""
    if fix.span.line >= len(starts):
        return _ABSENT
    at = starts[fix.span.line - 1] + fix.span.column - 1
    return at if fix.old and text.startswith(fix.old, at) else _ABSENT
