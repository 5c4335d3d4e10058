"""The labels that pages and the legend give an answer beside its counts."""

from collections.abc import Mapping
from enum import StrEnum


class _Said(StrEnum):
    @property
    def word(self) -> str:
        """What the page says of the answer."""
        return _WORDS[self][0]

    @property
    def meaning(self) -> str:
        """What the legend says that the word means: one sentence without a full stop."""
        return _WORDS[self][1]


class Standing(_Said):
    """How well an answer stands; the first of these that holds is its standing."""

    RETIRED = "retired"
    UNSUPPORTED = "unsupported"
    DISPUTED = "disputed"
    DIFFERS = "differs"
    ATTRIBUTED_ONLY = "attributed-only"
    ONE_ARTICLE = "one-article"
    SEVERAL_ORIGINS = "several-origins"
    ONE_ORIGIN = "one-origin"


class Flag(_Said):
    """A label that an answer may have beside its standing."""

    STALE = "stale"
    EDITED = "edited-since-review"


_WORDS: Mapping[_Said, tuple[str, str]] = {
    Standing.RETIRED: ("retired", "We withdrew this answer, and say when and why"),
    Standing.UNSUPPORTED: ("unsupported", "No article that we still hold carries the whole answer"),
    Standing.DISPUTED: ("disputed", "Articles give answers that exclude each other as printed"),
    Standing.DIFFERS: (
        "differs",
        "Articles give unequal answers that agree once time, scope, definition or wording count",
    ),
    Standing.ATTRIBUTED_ONLY: (
        "one party’s word",
        "Every article that carries the whole answer gives it as the word of one and the same party",
    ),
    Standing.ONE_ARTICLE: ("one article", "One article alone carries the whole answer"),
    Standing.SEVERAL_ORIGINS: (
        "several origins",
        "Articles carry the whole answer whose reporting comes from independent origins",
    ),
    Standing.ONE_ORIGIN: (
        "several articles, one origin",
        "Several articles carry the whole answer, but as far as is known no two of them report independently",
    ),
    Flag.STALE: ("stale", "The answer was right for a time that has passed"),
    Flag.EDITED: ("edited since review", "The answer or what proves it was changed after its last review"),
}
