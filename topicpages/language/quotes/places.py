"""Where a quote stands: found, ambiguous, in our own words, missing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice, pairwise

from topicpages.language.quotes.nearest import Near, nearest
from topicpages.language.quotes.normaliser import cuts_word, normalise
from topicpages.language.quotes.phrases import PreparedPassage

_OMISSION = re.compile(r"\[\.\.\.\]")
_MAX_PLACES = 20  # enough to say “ambiguous”; keeps repeated words from multiplying


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """Where a quote stands: passage number and, for each part of it, the half-open span of the raw note."""

    passage: int
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Located:
    """The quote stands at exactly one place."""

    place: QuotePlace


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The quote stands at several places; a prefix or suffix must choose one."""

    places: tuple[QuotePlace, ...]


@dataclass(frozen=True, slots=True)
class Misplaced:
    """The quote stands at ``places``, but the prefix or suffix at none of them."""

    places: tuple[QuotePlace, ...]


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The quote is found only where the notes are our own words, wholly or partly outside “…”."""

    passages: tuple[int, ...]


class PartsFault(Enum):
    """Why a quote does not stand where all its parts do."""

    IN_OTHER_ORDER = auto()
    OVERLAPPING = auto()
    IN_SEVERAL_PASSAGES = auto()
    CUTTING_A_WORD = auto()
    OVER_TWO_PASSAGES = auto()


@dataclass(frozen=True, slots=True)
class Missing:
    """The quote stands nowhere. ``near`` is the most similar wording, if any is similar at all.

    ``fault`` tells what is wrong when each part of it, taken by itself, is there.
    """

    near: Near | None = None
    fault: PartsFault | None = None


@dataclass(frozen=True, slots=True)
class Uncheckable:
    """There is nothing to look for, or nothing to look in."""

    why: str


Verdict = Located | Ambiguous | Misplaced | OwnWords | Missing | Uncheckable


def quote_parts(quote: str) -> list[str]:
    """Return the parts of a quote around ``[…]``, normalised."""
    return [part.strip() for part in _OMISSION.split(normalise(quote).text)]


def locate(
    quote: str,
    passages: Sequence[PreparedPassage],
    *,
    prefix: str | None = None,
    suffix: str | None = None,
    nearby: bool = True,
) -> Verdict:
    """Tell where ``quote`` stands in ``passages``.

    Every part between ``[…]`` stands wholly inside one quotable span, all in one passage and in order, and
    begins and ends at word boundaries (:func:`cuts_word`). ``prefix`` and ``suffix`` are the words right
    before the first and after the last part, ours or the article's; double quote marks and the punctuation
    next to the quote are not compared. Without ``nearby`` nothing similar is looked for, which takes long.
    """
    parts = quote_parts(quote)
    if not all(any(char.isalnum() for char in part) for part in parts):
        return Uncheckable("the quote, or a part of it next to “[…]”, has no words")
    if not passages:
        return Uncheckable("the article has no passages")
    places = [(passage, spans) for passage in passages for spans in _placements(parts, passage)]
    if not places:
        return _not_found(parts, passages, nearby=nearby)
    fitting = [found for found in places if _context_fits(*found, prefix=prefix, suffix=suffix)]
    if not fitting:
        return Misplaced(tuple(_place(*found) for found in places))
    if len(fitting) > 1:
        return Ambiguous(tuple(_place(*found) for found in fitting))
    return Located(_place(*fitting[0]))


_Spans = tuple[tuple[int, int], ...]


def _place(passage: PreparedPassage, spans: _Spans) -> QuotePlace:
    return QuotePlace(passage.number, tuple(passage.text.raw_span(*span) for span in spans))


def _placements(parts: Sequence[str], passage: PreparedPassage) -> list[_Spans]:
    """Return every way to place ``parts`` in order inside the quotable spans, at most ``_MAX_PLACES``."""
    if not _has_all(passage, parts):
        return []
    placements: list[_Spans] = [()]
    for part in parts:
        found = (
            (*before, spot)
            for before in placements
            for spot in _spots(part, passage)
            if not before or before[-1][1] <= spot[0]
        )
        placements = list(islice(found, _MAX_PLACES))
    return placements


def _spots(part: str, passage: PreparedPassage) -> Iterator[tuple[int, int]]:
    """Yield where ``part`` stands by itself inside a quotable span."""
    for low, high in passage.quotable:
        for start in _occurrences(part, passage.text.text, low, high):
            if not cuts_word(passage.text, start, start + len(part)):
                yield start, start + len(part)


def _occurrences(part: str, text: str, low: int, high: int) -> Iterator[int]:
    at = text.find(part, low, high)
    while at >= 0:
        yield at
        at = text.find(part, at + 1, high)


def _context_fits(passage: PreparedPassage, spans: _Spans, *, prefix: str | None, suffix: str | None) -> bool:
    if not prefix and not suffix:
        return True
    text = passage.text.text
    before = _context(text[: spans[0][0]])
    after = _context(text[spans[-1][1] :])
    return _ends_with(before, _context(prefix or "")) and _ends_with(
        after[::-1], _context(suffix or "")[::-1]
    )


def _context(text: str) -> str:
    return " ".join(normalise(text).text.replace('"', " ").split())


def _ends_with(text: str, words: str) -> bool:
    """Tell whether ``text`` ends with the whole words ``words``, punctuation at the very end apart."""
    text, words = _without_final_marks(text), _without_final_marks(words)
    if not text.endswith(words):
        return False
    return not words or len(text) == len(words) or not text[-len(words) - 1].isalnum()


def _without_final_marks(text: str) -> str:
    end = len(text)
    while end and not text[end - 1].isalnum():
        end -= 1
    return text[:end]


def _not_found(
    parts: Sequence[str], passages: Sequence[PreparedPassage], *, nearby: bool
) -> OwnWords | Missing:
    ours = tuple(passage.number for passage in passages if _stands_in_own_words(parts, passage))
    if ours:
        return OwnWords(ours)
    near = nearest(" ".join(parts), passages) if nearby else None
    return Missing(near, _parts_fault(parts, passages))


def _parts_fault(parts: Sequence[str], passages: Sequence[PreparedPassage]) -> PartsFault | None:
    """Return what is wrong with ``parts`` that are all there, though the quote is not."""
    with_all = [passage for passage in passages if _has_all(passage, parts)]
    for passage in with_all:
        spots = [list(islice(_spots(part, passage), _MAX_PLACES)) for part in parts]
        if all(spots):
            overlap = _can_ascend([start for start, _ in found] for found in spots)
            return PartsFault.OVERLAPPING if overlap else PartsFault.IN_OTHER_ORDER
    if all(any(any(_spots(part, passage)) for passage in passages) for part in parts):
        return PartsFault.IN_SEVERAL_PASSAGES
    if with_all:
        return PartsFault.CUTTING_A_WORD
    joined = (f"{one.text.text} {other.text.text}" for one, other in pairwise(passages))
    return (
        PartsFault.OVER_TWO_PASSAGES if any(all(part in text for part in parts) for text in joined) else None
    )


def _has_all(passage: PreparedPassage, parts: Sequence[str]) -> bool:
    return all(part in passage.text.text for part in parts)


def _can_ascend(starts: Iterable[Sequence[int]]) -> bool:
    """Tell whether each part can begin no earlier than the one before it."""
    reached = 0
    for found in starts:
        later = [start for start in found if start >= reached]
        if not later:
            return False
        reached = min(later)
    return True


def _stands_in_own_words(parts: Sequence[str], passage: PreparedPassage) -> bool:
    bare = normalise(passage.text.text.replace('"', ""))
    whole = PreparedPassage(passage.number, bare, ((0, len(bare.text)),))
    return bool(_placements([normalise(part.replace('"', "")).text for part in parts], whole))
