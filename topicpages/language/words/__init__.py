"""Words in English text: their lemma, their family, and what they do in a sentence.

Nothing here compares meanings: two words are alike when they are of one lemma or one family, and opposites
are those of a closed list.
"""

from topicpages.language.words.closed import OF_SOURCES
from topicpages.language.words.left_out import left_out
from topicpages.language.words.opposites import opposite, opposites_of
from topicpages.language.words.words import (
    Word,
    WordKind,
    casts_doubt,
    denies,
    is_participle,
    phrase,
    says_may,
    words_in,
)

__all__ = [
    "OF_SOURCES",
    "Word",
    "WordKind",
    "casts_doubt",
    "denies",
    "is_participle",
    "left_out",
    "opposite",
    "opposites_of",
    "phrase",
    "says_may",
    "words_in",
]
