"""Faults that the wording itself shows: negations, figures that a quote cuts, figures of the wrong party."""

import re
from collections.abc import Sequence
from itertools import pairwise

from topicpages.evidence.proof.vocabulary import Quoted
from topicpages.language import Figure, FigureKind, Names, figures_in, normalise
from topicpages.sources import Amount, Part

_NEGATION = re.compile(
    r"\b(?:never|none|neither|nor|nobody|nothing|nowhere|cannot|without|hardly|scarcely|barely|absen(?:ce|t)|den(?:y|ies|ied|ying|ials?)|\w+n't"
    r"|not(?! (?:only|quite|more than|less than|fewer than)\b)"
    r"|no(?! (?:more|fewer|less|later|sooner) than\b|-fly\b))\b",
    re.IGNORECASE,
)

_MARKS = re.compile(r'[“”"]')
_FARTHEST = 80
_RIGHT_BEFORE = re.compile(r"(?:[\w'’-]+ ){0,3}$")


def negated(text: str) -> bool:
    """Tell whether ``text`` has a negation.

    That is “not”, “no”, “never”, “without”, “denied”, “-n't” and their kin; “no more than”, “not quite”,
    “not only” and “no-fly” are none.
    """
    return bool(_NEGATION.search(normalise(text).text))


def denied(note: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the words with a negation that a quote of ``spans`` leaves out of ``note``, if there are any.

    They stand in a gap of the quote within one phrase, or right before a part: “not even” before “they sail”.
    """
    gaps = (note[one[1] : other[0]] for one, other in pairwise(spans))
    prefixes = (note[max(0, start - _FARTHEST) : start] for start, _ in spans)
    before = (_RIGHT_BEFORE.search(_MARKS.sub("", prefix)) for prefix in prefixes)
    left_out = [
        *(gap for gap in gaps if not _MARKS.search(gap)),
        *(words.group() for words in before if words),
    ]
    return next((" ".join(text.split()) for text in left_out if negated(text)), "")


def clipped(note: str, start: int, end: int, names: Names) -> tuple[Figure, ...]:
    """Return the figures of ``note`` that the quote at ``note[start:end]`` holds only in part.

    A quote of “15,000 people” out of “nearly 15,000 people” drops the qualifier before any proof sees it.
    """
    return tuple(
        figure
        for figure in figures_in(note, names=names)
        if figure.start < end and start < figure.end and not (start <= figure.start and figure.end <= end)
    )


def mislabelled(statement: Quoted, values: Sequence[Part]) -> tuple[tuple[str, str, str], ...]:
    """Return figure, party of the value and party in the statement, where the two differ.

    The statement's party is the one bound to the figure (“157 Russian soldiers”), else the last one named
    before it, else the first one behind it. A statement that names no party says nothing.
    """
    amounts = [value for value in values if isinstance(value, Amount) and value.party]
    found: list[tuple[str, str, str]] = []
    for figure in statement.figures:
        is_count = figure.kind in (FigureKind.NUMBER, FigureKind.PERCENT) or figure.is_bare_year
        owners = {amount.party or "" for amount in amounts if is_count and amount.has_end(figure.low)}
        named = _parties_at(statement, figure)
        if owners and named and owners.isdisjoint(named):
            found.append((figure.text, min(owners), min(named)))
    return tuple(found)


def _parties_at(said: Quoted, figure: Figure) -> frozenset[str]:
    bound = said.parties_of(figure)
    before = [ids for _, end, ids in said.parties if end <= figure.start]
    after = [ids for start, _, ids in said.parties if start >= figure.end]
    return bound or next(iter(before[::-1] + after), frozenset())
