"""Doubts and negations that quotes leave out of the phrase, or the sentence, from which they are taken."""

import re
from collections.abc import Callable, Iterator, Sequence

from topicpages.language.quotes import normalise
from topicpages.language.words.words import Word, casts_doubt, denies, words_in

Span = tuple[int, int]

# How near a doubt must stand to bear on what follows.
_NEAR, _NEAR_BEHIND = 2, 3
_FARTHEST = 60
_DOUBTS = frozenset(
    ("alleged", "allegedly", "apparently", "claimed", "if", "perhaps", "possibly", "reportedly", "unless")
)
_CLAUSE_END = re.compile(r"[,;:.]|\b(?:and|but|or)\b")
_DEFINITE = re.compile(r"(?:the|this|that|these|those|its|their|his|her|our)\b|[\w-]+['’]s\b", re.IGNORECASE)


def left_out(
    text: str, spans: Sequence[Span], around: Callable[[int, int], Span]
) -> Iterator[tuple[int, Word]]:
    """Yield the doubts and negations of ``text`` that quotes at ``spans`` leave out, with where they begin.

    ``around`` gives the phrase of a quote. They stand right before a quote, between two of one phrase, or
    right behind one. “increase” cut out of “plans to increase” says more than the article does, “the war” out
    of “ending the war” does not.
    """
    ordered = sorted(spans)
    for number, (start, end) in enumerate(ordered):
        opened, closed = around(start, end)
        before = ordered[number - 1][1] if number else -1
        behind = ordered[number + 1][0] if number + 1 < len(ordered) else closed
        if before >= opened:
            yield from _placed(before, filter(casts_doubt, _words(text, before, start)), text)
        elif not _DEFINITE.match(text, start):
            low = max(opened, start - _FARTHEST)
            yield from _placed(low, filter(casts_doubt, _words(text, low, start)[-_NEAR:]), text)
        if behind >= closed:
            high = min(closed, end + _FARTHEST)
            clause = end + len(_CLAUSE_END.split(text[end:high], maxsplit=1)[0])
            yield from _placed(end, filter(denies, _words(text, end, clause)[:_NEAR_BEHIND]), text)
            doubts = (word for word in _words(text, end, high)[:_NEAR_BEHIND] if word.form in _DOUBTS)
            yield from _placed(end, doubts, text)


def _words(text: str, start: int, end: int) -> tuple[Word, ...]:
    part = text[start:end]
    return words_in(normalise(part).text) if part.strip() else ()


def _placed(start: int, words: Iterator[Word], text: str) -> Iterator[tuple[int, Word]]:
    folded = normalise(text[start:])
    yield from ((start + folded.raw_span(word.start, word.end)[0], word) for word in words)
