"""Finds the noun that a figure counts, and tells whether four digits are a year or a count."""

import re
from dataclasses import dataclass

from topicpages.evidence.proof.vocabulary import PARTING, Quoted, Vocabulary
from topicpages.language import Figure, FigureKind

_TOKEN = re.compile(r"[^\W_]+(?:'s\b)?|[^\w\s]")
_MOST_WORDS = 3
_SHORTEST_PLURAL = 4
_IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child", "aircraft": "aircraft"}
_NO_PLURAL = ("ss", "us", "is", "'s")
_TIMES = frozenset(("second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "century"))
_OF = re.compile(r" of(?: the)?\b")
_JOINED = re.compile(r",? (?:and|or|plus) (?:\w+ )?|, (?:\w+ )?")
_DATED = re.compile(
    r"\b(?:in|since|until|till|during|before|after|year|spring|summer|autumn|winter) $", re.IGNORECASE
)
_DETERMINED = re.compile(r"(?:\b(?:the|its|their|his|her|our)|'s?) $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Noun:
    """What a figure counts: its singular, as it is written, the units that it is, and where it ends."""

    word: str
    text: str
    units: frozenset[str]
    end: int


def noun_of(text: Quoted, figure: Figure) -> Noun | None:
    """Return the noun right behind ``figure``, names of parties between apart; ``None`` when none is plain.

    Plain is a plural within three words, a word behind “one” or a hyphen, a unit of time behind an ordinal.
    """
    if figure.kind not in (FigureKind.NUMBER, FigureKind.ORDINAL) and not figure.is_bare_year:
        return None
    of = _OF.match(text.text, figure.end) if figure.low is None else None
    at = of.end() if of else figure.end
    is_joined = text.text.startswith("-", at)
    words = 0
    for token in _TOKEN.finditer(text.text, at + is_joined):
        word = token.group().lower()
        if any(start <= token.start() < end for start, end, _ in text.parties) and not is_joined:
            continue
        words += 1
        stops = words > _MOST_WORDS or not word[0].isalpha() or word in PARTING
        if stops or any(other.start <= token.start() < other.end for other in text.figures):
            return None
        if is_joined or figure.low == figure.high == 1 or figure.kind is FigureKind.ORDINAL:
            is_noun = figure.kind is not FigureKind.ORDINAL or singular(word) in _TIMES
            return _noun(text, figure, token) if is_noun else None
        if _is_plural(word):
            return _noun(text, figure, token)
    return None


def _noun(text: Quoted, figure: Figure, token: re.Match[str]) -> Noun:
    spans = ((ids, start, end) for start, end, ids in text.units)
    units = (ids for ids, start, end in spans if figure.start <= start < token.end() <= end)
    return Noun(singular(token.group().lower()), token.group(), frozenset().union(*units), token.end())


def _is_plural(word: str) -> bool:
    ends = word.endswith("s") and not word.endswith(_NO_PLURAL) and len(word) >= _SHORTEST_PLURAL
    return ends or word in _IRREGULAR or word.endswith("men")


def singular(word: str) -> str:
    """Return ``word`` without the ending of its plural, for comparison only."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men"):
        return f"{word.removesuffix('men')}man"
    if word.endswith("ies"):
        return f"{word.removesuffix('ies')}y"
    return word.removesuffix("s") if _is_plural(word) else word


def counts(text: Quoted, figure: Figure) -> bool:
    """Tell whether ``figure`` is a number, or four digits that a noun right behind them makes a count."""
    if not figure.is_bare_year:
        return figure.kind is FigureKind.NUMBER
    noun = None if is_dated(text, figure) else noun_of(text, figure)
    return noun is not None and (bool(noun.units) or not _DETERMINED.search(text.text[: figure.start]))


def is_dated(text: Quoted, figure: Figure) -> bool:
    """Tell whether four digits are a year by the word before them: “since 2021”."""
    return figure.is_bare_year and bool(_DATED.search(text.text[: figure.start]))


def units_counted(text: Quoted, figure: Figure) -> frozenset[str]:
    """Return the units of what is counted; a noun right behind the figure leaves none to words after it.

    But all that it is joined with is counted too: “157 sailors and fishers”.
    """
    noun = noun_of(text, figure)
    if noun is None:
        return text.units_of(figure)
    units, end = noun.units, noun.end
    after = min((other.start for other in text.figures if other.start >= end), default=len(text.text))
    for start, unit_end, ids in text.units:
        if end <= start < after and _JOINED.fullmatch(text.text, end, start):
            units, end = units | ids, unit_end
    return units


def counts_noun(text: Quoted, figure: Figure, noun: Noun, vocabulary: Vocabulary) -> bool:
    """Tell whether ``text`` says ``noun``, or a unit that is one of it, of ``figure``."""
    own = noun_of(text, figure)
    counted = units_counted(text, figure)
    if any(vocabulary.is_a(unit, wider) for unit in counted for wider in noun.units):
        return True
    if own:
        return own.word == noun.word
    return any(singular(word.lower()) == noun.word for word in re.findall(r"[^\W\d_]+", text.text))
