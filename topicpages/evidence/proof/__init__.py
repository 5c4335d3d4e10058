"""The value proof: what a statement and its values need, what a citation's quotes carry, what is lacking.

A citation is full when nothing is lacking. Carrying is exact: equal numbers with equal qualifiers, dates
inside the needed one, units and parties said of the very figure.
"""

from topicpages.evidence.proof.carrying import Carried, carried
from topicpages.evidence.proof.covering import Coverage, Wording, coverage, places, wording_of
from topicpages.evidence.proof.doubts import unguarded
from topicpages.evidence.proof.excerpt import Excerpt
from topicpages.evidence.proof.items import Misorder, Turn
from topicpages.evidence.proof.lacking import lacking
from topicpages.evidence.proof.naming import Misnaming, Sign, misnamed
from topicpages.evidence.proof.needs import (
    STATEMENT,
    AmountNeed,
    DateNeed,
    FigureNeed,
    Lack,
    LackKind,
    Need,
    PartyNeed,
    Requirements,
    WordNeed,
    required,
)
from topicpages.evidence.proof.order import misordered, named_in_order
from topicpages.evidence.proof.pairs import Pair
from topicpages.evidence.proof.rates import rate_of, rate_spans
from topicpages.evidence.proof.readings import Reading, ReadingProblem
from topicpages.evidence.proof.vocabulary import PartyWords, Quoted, UnitWords, Vocabulary, quoted
from topicpages.evidence.proof.word_lacks import covered, words_lacking
from topicpages.evidence.proof.wording import clipped, denied, mislabelled, negated

__all__ = [
    "STATEMENT",
    "AmountNeed",
    "Carried",
    "Coverage",
    "DateNeed",
    "Excerpt",
    "FigureNeed",
    "Lack",
    "LackKind",
    "Misnaming",
    "Misorder",
    "Need",
    "Pair",
    "PartyNeed",
    "PartyWords",
    "Quoted",
    "Reading",
    "ReadingProblem",
    "Requirements",
    "Sign",
    "Turn",
    "UnitWords",
    "Vocabulary",
    "WordNeed",
    "Wording",
    "carried",
    "clipped",
    "coverage",
    "covered",
    "denied",
    "lacking",
    "mislabelled",
    "misnamed",
    "misordered",
    "named_in_order",
    "negated",
    "places",
    "quoted",
    "rate_of",
    "rate_spans",
    "required",
    "unguarded",
    "wording_of",
    "words_lacking",
]
