"""Hashes of runs of words, by which a text is found again under another outlet although it is not there."""

import hashlib
import re

from topicpages.language import normalise

RUN = 20
"""Words of a run. Shorter ones are shared by chance or by a sentence that both quote."""
# Of so many runs one after the other, one is kept: that with the smallest hash, as winnowing does, so that of
# a shared passage of 24 words the same run is kept on both sides.
_WINDOW = 5
_DIGITS = 12

_WORD = re.compile(r"\w+(?:['.,:-]\w+)*")


def prints(text: str) -> tuple[str, ...]:
    """Return the hashes kept of ``text``, sorted; none of a text of fewer words than a run has."""
    words = _WORD.findall(normalise(text).text.casefold())
    hashes = [
        hashlib.sha256(" ".join(words[at : at + RUN]).encode()).hexdigest()[:_DIGITS]
        for at in range(len(words) - RUN + 1)
    ]
    windows = range(max(1, len(hashes) - _WINDOW + 1))
    return tuple(sorted({min(hashes[at : at + _WINDOW]) for at in windows if hashes}))
