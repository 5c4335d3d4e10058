"""Hashes of runs of words, by which a text is found again under another outlet although it is not there."""

import hashlib
import re
from collections.abc import Iterator

from topicpages.language import normalise

RUN = 20
"""Words of a run. Shorter ones are shared by chance or by a sentence that both quote."""
# Of so many runs one after the other, one is kept: that with the smallest hash, as winnowing does, so that of
# a shared passage of 24 words the same run is kept on both sides.
_WINDOW = 5
_DIGITS = 12

_WORD = re.compile(r"\w+(?:['.,:-]\w+)*")


def runs_of(text: str) -> Iterator[tuple[str, ...]]:
    """Yield each run of ``RUN`` words of ``text``, without case and typography."""
    words = _WORD.findall(normalise(text).text.casefold())
    yield from (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def prints(text: str) -> tuple[str, ...]:
    """Return the hashes kept of ``text``, sorted; none of a text of fewer words than a run has."""
    hashes = [hashlib.sha256(" ".join(run).encode()).hexdigest()[:_DIGITS] for run in runs_of(text)]
    windows = range(max(1, len(hashes) - _WINDOW + 1))
    return tuple(sorted({min(hashes[at : at + _WINDOW]) for at in windows if hashes}))
