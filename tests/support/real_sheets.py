"""The real sheets, linked once for all tests that make them false, and figures made false."""

import re
from functools import cache
from pathlib import Path

from tests.support.evidence_samples import TODAY
from topicpages.evidence.assessment import Evidence, assess
from topicpages.evidence.assessment.proving import Prover
from topicpages.evidence.lock_file import Lock
from topicpages.sources.corpus import Corpus, read_corpus
from topicpages.sources.files import read_sources
from topicpages.sources.library import Library
from topicpages.sources.link import link_corpus

SEED = 20260205
MOST = 40
"""Of each sort of mutation; more in the long run of ``make torture``."""

_NUMBER_WORDS = (
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "sixteen",
)


@cache
def real_corpus() -> Corpus:
    """Return the sources of this repository."""
    files, _ = read_sources(Path(__file__).parents[2])
    return read_corpus(files)[0]


@cache
def real() -> tuple[Library, Prover]:
    """Return the real sheets and what proves them."""
    library, _ = link_corpus(real_corpus())
    return library, Prover(library)


@cache
def real_evidence() -> Evidence:
    """Return the evidence for the real sheets."""
    return assess(real()[0], Lock(), TODAY)[0]


def another(text: str) -> str:
    """Return a figure as another one: a digit or number word greater than it was, if it has any."""
    digits = [match.start() for match in re.finditer(r"\d", text)]
    if digits:
        at = digits[-1] if len(digits) > 2 else digits[0]
        return text[:at] + str(int(text[at]) % 8 + 1) + text[at + 1 :]
    words = text.split(" ")
    swapped = [
        _NUMBER_WORDS[(_NUMBER_WORDS.index(word.lower()) + 1) % len(_NUMBER_WORDS)]
        if word.lower() in _NUMBER_WORDS
        else word
        for word in words
    ]
    return " ".join(swapped)
