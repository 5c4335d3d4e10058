"""The value proof: what a statement and its values need, what a citation's quotes carry, what is lacking.

A citation is full when nothing is lacking. Carrying is exact: equal numbers with equal qualifiers, dates
inside the needed one, units and parties said of the very figure.
"""

from topicpages.evidence.proof.carrying import Carried, carried, lacking
from topicpages.evidence.proof.excerpt import Excerpt
from topicpages.evidence.proof.naming import Misnaming, Sign, misnamed
from topicpages.evidence.proof.needs import (
    AmountNeed,
    DateNeed,
    FigureNeed,
    Lack,
    LackKind,
    Need,
    PartyNeed,
    Requirements,
    required,
)
from topicpages.evidence.proof.readings import Reading, ReadingProblem
from topicpages.evidence.proof.vocabulary import PartyWords, UnitWords, Vocabulary
from topicpages.evidence.proof.wording import clipped, denied, mislabelled, negated

__all__ = [
    "AmountNeed",
    "Carried",
    "DateNeed",
    "Excerpt",
    "FigureNeed",
    "Lack",
    "LackKind",
    "Misnaming",
    "Need",
    "PartyNeed",
    "PartyWords",
    "Reading",
    "ReadingProblem",
    "Requirements",
    "Sign",
    "UnitWords",
    "Vocabulary",
    "carried",
    "clipped",
    "denied",
    "lacking",
    "mislabelled",
    "misnamed",
    "negated",
    "required",
]
