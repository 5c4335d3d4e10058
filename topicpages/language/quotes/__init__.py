"""Quotes found word for word: the normaliser, the quoted phrases of a note, and where a quote stands.

A match is equality of normalised text between word boundaries. Similarity only finds the wording to show
when there is no match.
"""

from topicpages.language.quotes.nearest import Near
from topicpages.language.quotes.normaliser import NORMALISER_VERSION, Normalised, cuts_word, normalise
from topicpages.language.quotes.phrases import (
    Phrase,
    PhraseProblem,
    PreparedPassage,
    TextMode,
    phrases,
    prepared,
    prepared_passage,
)
from topicpages.language.quotes.places import (
    Ambiguous,
    Located,
    Misplaced,
    Missing,
    OwnWords,
    PartsFault,
    QuotePlace,
    Uncheckable,
    Verdict,
    locate,
    quote_parts,
)

__all__ = [
    "NORMALISER_VERSION",
    "Ambiguous",
    "Located",
    "Misplaced",
    "Missing",
    "Near",
    "Normalised",
    "OwnWords",
    "PartsFault",
    "Phrase",
    "PhraseProblem",
    "PreparedPassage",
    "QuotePlace",
    "TextMode",
    "Uncheckable",
    "Verdict",
    "cuts_word",
    "locate",
    "normalise",
    "phrases",
    "prepared",
    "prepared_passage",
    "quote_parts",
]
