"""Figures read in English text: numbers, percentages, ordinals, dates, weekdays, relative dates.

“one” counts as a figure unless it is a pronoun or part of an idiom (“one of”, “no one”, “a new one”,
“one-sided”). “May” and “March” alone count as months only after words like “in” or “since”. Figures inside
registered names belong to the name. Two figures are the same when their ``key`` is.
"""

from topicpages.language.figures.figure import Figure, FigureKind, Qualifier, StatedDate, carries
from topicpages.language.figures.names import NO_NAMES, Names, Phrasebook
from topicpages.language.figures.scan import figures_in

__all__ = [
    "NO_NAMES",
    "Figure",
    "FigureKind",
    "Names",
    "Phrasebook",
    "Qualifier",
    "StatedDate",
    "carries",
    "figures_in",
]
