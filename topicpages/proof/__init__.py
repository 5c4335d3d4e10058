"""The value proof: what a statement and its values need, what a citation's quotes carry, what is lacking.

A citation is full when nothing is lacking. Carrying is exact: equal numbers with equal qualifiers, dates
inside the needed one, units and parties said of the very figure.
"""

from topicpages.proof.carrying import Carried, carried, lacking
from topicpages.proof.excerpt import Excerpt
from topicpages.proof.naming import Misnaming, Sign, misnamed
from topicpages.proof.needs import (
    Amount,
    AmountNeed,
    DateNeed,
    FigureNeed,
    Lack,
    LackKind,
    Need,
    Parties,
    PartyNeed,
    Requirements,
    TypedValue,
    When,
    Wording,
    required,
)
from topicpages.proof.readings import Reading, ReadingProblem, ReadingRule
from topicpages.proof.vocabulary import PartyWords, UnitWords, Vocabulary
from topicpages.proof.wording import clipped, denied, mislabelled, negated

__all__ = [
    "Amount",
    "AmountNeed",
    "Carried",
    "DateNeed",
    "Excerpt",
    "FigureNeed",
    "Lack",
    "LackKind",
    "Misnaming",
    "Need",
    "Parties",
    "PartyNeed",
    "PartyWords",
    "Reading",
    "ReadingProblem",
    "ReadingRule",
    "Requirements",
    "Sign",
    "TypedValue",
    "UnitWords",
    "Vocabulary",
    "When",
    "Wording",
    "carried",
    "clipped",
    "denied",
    "lacking",
    "mislabelled",
    "misnamed",
    "negated",
    "required",
]
