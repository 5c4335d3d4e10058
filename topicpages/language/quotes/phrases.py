"""The “quoted phrases” of a note, and passages made ready to look for quotes in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from topicpages.language.quotes.normaliser import Normalised, normalise

# What may stand before a mark that opens, and after one that closes, beside white space.
_BEFORE, _AFTER = "([–—", ".,;:!?)]–—…"
_PHRASE_MARK = re.compile('[\u201c\u201d"]')


class TextMode(StrEnum):
    """What the passages hold: notes of ours with quoted phrases, or the article's full text."""

    NOTES = "notes"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the article inside “…”: ``note[start:end] == text``, without the marks."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class PhraseProblem:
    """A fault in the quote marks of a note at ``offset`` (0-based, characters of the note)."""

    offset: int
    message: str
    remedy: str
    mend: str = ""
    """What should stand in place of the mark, where that is certain."""


@dataclass(frozen=True, slots=True)
class PreparedPassage:
    """A passage ready for :func:`locate`; ``number`` is the 1-based locator."""

    number: int
    text: Normalised
    quotable: tuple[tuple[int, int], ...]
    """Spans of ``text.text`` that hold words of the article."""


@lru_cache(maxsize=8192)
def phrases(note: str) -> tuple[tuple[Phrase, ...], tuple[PhraseProblem, ...]]:
    """Return the “curly-quoted” phrases of a note in order, and what is wrong with its quote marks.

    ‘Single’ marks inside belong to the phrase. A phrase that is opened twice or never closed is left out.
    """
    found: list[Phrase] = []
    problems: list[PhraseProblem] = []
    opened: int | None = None
    mends = _mends(note)
    for mark in _PHRASE_MARK.finditer(note):
        at = mark.start()
        if mark.group() == '"':
            what = 'straight quote mark “"” in a note'
            problems.append(PhraseProblem(at, what, "write “…”", mends.get(at, "")))
        elif mark.group() == "\u201c":
            if opened is not None:
                problems.append(_unbalanced(opened, note, "is not closed before the next “"))
            opened = at
        elif opened is None:
            problems.append(_unbalanced(at, note, "closes a phrase that was never opened"))
        else:
            phrase = Phrase(opened + 1, at, note[opened + 1 : at])
            problems.extend(_phrase_problems(note, phrase, before=found[-1] if found else None))
            found.append(phrase)
            opened = None
    if opened is not None:
        problems.append(_unbalanced(opened, note, "is never closed"))
    return tuple(found), tuple(problems)


def _mends(note: str) -> dict[int, str]:
    """Return the curly mark for each straight one, by its offset; none when with them not all would pair.

    A mark that could both open and close, or neither, leaves all as they are.
    """
    found: dict[int, str] = {}
    for mark in re.finditer('"', note):
        at = mark.start()
        before, after = note[:at][-1:], note[at + 1 :][:1]
        opens = bool(after.strip()) and (not before.strip() or before in _BEFORE)
        closes = bool(before.strip()) and (not after.strip() or after in _AFTER)
        if opens == closes:
            return {}
        found[at] = "\u201c" if opens else "\u201d"
    curled = "".join(found.get(at, char) for at, char in enumerate(note))
    return {} if not found or phrases(curled)[1] else found


def _unbalanced(at: int, note: str, why: str) -> PhraseProblem:
    around = " ".join(note[at : at + 30].split())
    return PhraseProblem(at, f"quote mark at “{around}” {why}", "balance “ and ”")


def _phrase_problems(note: str, phrase: Phrase, *, before: Phrase | None) -> Iterator[PhraseProblem]:
    if not any(char.isalnum() for char in phrase.text):
        yield PhraseProblem(
            phrase.start - 1, "quoted phrase without a word", "quote words or remove the marks"
        )
    if before and not any(char.isalnum() for char in note[before.end : phrase.start]):
        yield PhraseProblem(
            phrase.start - 1,
            f"quoted phrase “{phrase.text}” adjoins the one before",
            "put words of your own between them",
        )


def prepared(texts: Iterable[str], *, mode: TextMode) -> tuple[PreparedPassage, ...]:
    """Return the notes or paragraphs of one article, numbered from 1, ready for :func:`locate`."""
    return tuple(prepared_passage(number, text, mode) for number, text in enumerate(texts, start=1))


@lru_cache(maxsize=8192)
def prepared_passage(number: int, text: str, mode: TextMode) -> PreparedPassage:
    """Return passage ``number`` of an article ready for :func:`locate`."""
    folded = normalise(text)
    if mode is TextMode.FULL:
        return PreparedPassage(number, folded, ((0, len(folded.text)),))
    spans = ((folded.from_raw(found.start), folded.from_raw(found.end)) for found in phrases(text)[0])
    return PreparedPassage(number, folded, tuple(spans))
