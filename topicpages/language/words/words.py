"""The words of a text, each with what it has in common with others and what it does in its sentence."""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from topicpages.language.quotes import normalise
from topicpages.language.words.closed import (
    BEFORE_NOUNS,
    HEDGES,
    INVARIANT,
    NEGATIONS,
    SAYS_NOTHING,
    TURNS,
)
from topicpages.language.words.forms import inflection, is_base, is_past, is_verb_form, keys, root

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
# Bare “be” too stands only where something is yet to be: “they ask that it be stopped”.
_TO = frozenset(("be", "to", "will", "would", "may", "might", "can", "could", "must", "should", "shall"))
_MAY = frozenset(("may", "might", "could", "would", "will", "should", "if", "unless"))
_IS = frozenset(("is", "are", "am"))
_WAS = frozenset(("was", "were"))
_BE = _IS | _WAS
_SUBJECTS = frozenset(("he", "she", "it", "they", "we", "i", "you", "who"))
_BEFORE_AIMS = frozenset(("on", "for", "about", "against", "without"))
# How many words before one are looked at.
_REACH = 8
_NEGATION_KEYS = frozenset[str]().union(*map(keys, NEGATIONS))
_JOINS = frozenset(("and", "or"))
_HEDGES = frozenset(map(inflection, HEDGES))
_IN_ALL = re.compile(r"\s*(?:$|[.,;:)]|(?:is|are|was|were|has|have|had)\b)")
_AUXILIARIES = frozenset(
    ("be", "been", "being", "have", "has", "had", "not", "never", "soon", "also", "still")
)
_BEFORE_COPULA = BEFORE_NOUNS | _AUXILIARIES


class WordKind(StrEnum):
    """What a word does in its sentence."""

    EMPTY = "empty"
    """It asserts nothing by itself."""
    TURN = "turn"
    """It turns the sentence: “before”, “not”, “some”."""
    HEDGE = "hedge"
    """It says how sure, how far along, how complete something is: “plans”, “alleged”, “limited”."""
    VERB = "verb"
    """By its form it can only be a verb, or an adverb that says how."""
    OTHER = "other"
    """Any other word; it may be a verb too."""


class Word(NamedTuple):
    """A word at ``start:end`` of a normalised text.

    ``open`` marks a verb of what has not happened or may not (“to fire”, “would have fired”), ``past`` one
    in a past form that is not open, ``present`` one that stands right behind a name or pronoun (“it fires”).
    ``is_now`` and ``was_then`` mark what is said to be so by “is” or “was”.
    """

    text: str
    form: str
    """The text in small letters, without “'s”."""
    start: int
    end: int
    keys: frozenset[str]
    kind: WordKind
    open: bool = False
    past: bool = False
    present: bool = False
    is_now: bool = False
    was_then: bool = False

    @property
    def name(self) -> str:
        """How a list of words names it: “raise”; of an irregular form its verb, of another one the form."""
        form = self.form.removesuffix("'")
        return form if root(form) in TURNS else root(form)

    def is_like(self, other: "Word") -> bool:
        """Tell whether both are of one lemma or family."""
        return not self.keys.isdisjoint(other.keys)


@lru_cache(maxsize=16384)
def words_in(text: str) -> tuple[Word, ...]:
    """Return every word of ``text``, which must be normalised, in order; hyphens part words."""
    found: list[Word] = []
    for match in _WORD.finditer(text):
        found.append(_word(match, found))
    return tuple(found)


def _word(match: re.Match[str], before: list[Word]) -> Word:
    text, span = match.group(), match.span()
    form = own = text.lower().removesuffix("'s")
    last = before[-1].form if before else ""
    if form.endswith("n't") or form == "cannot":
        form = "not"
    elif form == "all" and last == "in" and _IN_ALL.match(match.string, match.end()):
        form = "in"  # “in all” asserts no more than “in”
    kind = _kind(form)
    if kind is WordKind.EMPTY and len(form) > 1 and text.isupper() and not match.string.isupper():
        kind = WordKind.OTHER  # “US” and “WHO” are no pronouns
    if kind in (WordKind.EMPTY, WordKind.TURN):
        return Word(text, own, *span, keys(form), kind, past=is_past(form))
    to_come, is_verb = _follows_to(before, match), False
    if kind is WordKind.OTHER:
        is_verb = (to_come and is_base(form)) or (form in INVARIANT and last not in BEFORE_NOUNS)
    is_open = _is_open(form, to_come=to_come, before=before, match=match)
    is_done = is_past(form) and not is_open
    behind_subject = last in _SUBJECTS or (bool(before) and before[-1].text[0].isupper())
    copula = _copula(before, match)
    return Word(
        text,
        own,
        *span,
        keys(form),
        WordKind.VERB if is_verb else kind,
        open=is_open,
        past=is_done,
        present=behind_subject and not (is_open or is_done),
        is_now=copula in _IS,
        was_then=copula in _WAS,
    )


def _is_open(form: str, *, to_come: bool, before: list[Word], match: re.Match[str]) -> bool:
    """Tell whether a verb tells what has not happened: “to fire”, “to go and fire”, “talks on firing”."""
    if is_past(form):
        return to_come
    if is_base(form):
        return to_come or _joins_open(before, match)
    return bool(before) and before[-1].form in _BEFORE_AIMS and is_verb_form(form)


def _copula(before: list[Word], match: re.Match[str]) -> str:
    """Return the form of “be” before a word; only words that assert nothing and adverbs stand between."""
    at = match.start()
    for word in before[: -_REACH - 1 : -1]:
        is_be = word.form in _BE
        if not is_be and word.form not in _BEFORE_COPULA and not word.form.endswith("ly"):
            return ""
        if match.string[word.end : at].strip():
            return ""
        if is_be:
            return word.form
        at = word.start
    return ""


def _follows_to(before: list[Word], match: re.Match[str]) -> bool:
    """Tell whether “to”, “will” or their like stand before, auxiliaries between: “to have been fired”."""
    at = match.start()
    for word in before[: -_REACH - 1 : -1]:
        is_to = word.form in _TO
        if not is_to and word.form not in _AUXILIARIES and not word.form.endswith("ly"):
            return False
        if match.string[word.end : at].strip():
            return False
        if is_to:
            return True
        at = word.start
    return False


def _joins_open(before: list[Word], match: re.Match[str]) -> bool:
    """Tell whether “and” or “or” stands before, and behind an open verb of the clause: “to go and fire”."""
    at = match.start()
    if not before or before[-1].form not in _JOINS:
        return False
    for word in before[: -_REACH - 1 : -1]:
        if match.string[word.end : at].strip() or word.past:
            return False
        if word.open:
            return True
        at = word.start
    return False


@lru_cache(maxsize=8192)
def _kind(form: str) -> WordKind:
    if form in TURNS:
        return WordKind.TURN
    if form in SAYS_NOTHING:
        return WordKind.EMPTY
    if form in HEDGES or inflection(form) in _HEDGES:
        return WordKind.HEDGE
    if is_verb_form(form) or form.endswith("ly"):
        return WordKind.VERB
    return WordKind.OTHER


def is_participle(word: Word) -> bool:
    """Tell whether ``word`` has a form that makes a passive behind “be”: “fired”, “shot”, not “firing”."""
    return is_past(word.form)


def says_may(word: Word) -> bool:
    """Tell whether ``word`` makes of what is so what may be, would be or will be."""
    return word.form in _MAY and word.text != "May"  # which is a month


def denies(word: Word) -> bool:
    """Tell whether ``word`` is a negation."""
    return not word.keys.isdisjoint(_NEGATION_KEYS)


def casts_doubt(word: Word) -> bool:
    """Tell whether ``word`` denies, hedges or leaves open what it stands beside."""
    return word.kind is WordKind.HEDGE or says_may(word) or denies(word)


def phrase(text: str) -> tuple[Word, ...]:
    """Return the words of an entry of a word list, such as “take part”."""
    return words_in(normalise(text).text)
