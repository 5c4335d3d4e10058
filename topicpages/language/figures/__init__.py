"""Figures read in English text: numbers, percentages, ordinals, dates, weekdays, relative dates.

“one” counts as a figure unless it is a pronoun or part of an idiom (“one of”, “no one”, “a new one”,
“one-sided”). “May” and “March” alone count as months only after words like “in” or “since”. Figures inside
registered names belong to the name. Two figures are the same when their ``key`` is. What is not said exactly
(“1,5 million”, “five or six”, “10:30”) is a figure with only a word, which equals nothing but itself.
"""

from topicpages.language.figures.currencies import currency_carries, is_currency, words_of
from topicpages.language.figures.figure import Figure, FigureKind, Qualifier, StatedDate, carries
from topicpages.language.figures.names import NO_NAMES, Names, Phrasebook
from topicpages.language.figures.scan import figures_in, with_groups

__all__ = [
    "NO_NAMES",
    "Figure",
    "FigureKind",
    "Names",
    "Phrasebook",
    "Qualifier",
    "StatedDate",
    "carries",
    "currency_carries",
    "figures_in",
    "is_currency",
    "with_groups",
    "words_of",
]
