"""The wording most like a quote that stands nowhere: for “did you mean”, never for a match."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from topicpages.language.quotes.phrases import PreparedPassage

_NEAR_PASSAGES = 3
_LEAST_SCORE = 0.5


@dataclass(frozen=True, slots=True)
class Near:
    """Wording like the quote, only ever for “did you mean”; ``score`` is between 0 and 1."""

    passage: int
    text: str
    score: float


@lru_cache(maxsize=1024)
def _trigrams(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 3] for at in range(len(text) - 2))


def nearest(quote: str, passages: Sequence[PreparedPassage]) -> Near | None:
    """Return the run of words most like ``quote``, quotable or not; ``None`` when nothing is similar."""
    wanted = _trigrams(quote)
    ranked = sorted(passages, key=lambda passage: -len(wanted & _trigrams(passage.text.text)))
    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(quote)
    best: Near | None = None
    for passage in sorted(ranked[:_NEAR_PASSAGES], key=lambda passage: passage.number):
        words = passage.text.text.split(" ")
        width = min(len(quote.split(" ")), len(words))
        for start in range(len(words) - width + 1):
            window = " ".join(words[start : start + width]).strip('",.;:')
            floor = best.score if best else _LEAST_SCORE
            matcher.set_seq1(window)
            if matcher.real_quick_ratio() <= floor or matcher.quick_ratio() <= floor:
                continue
            score = matcher.ratio()
            if score > floor:
                best = Near(passage.number, window, round(score, 3))
    return best
