"""Which part a party has in what a verb right beside it tells: it acts, or it is acted on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from topicpages.evidence.proof.vocabulary import Quoted
from topicpages.language import Word, WordKind, is_participle, words_in

_BE = frozenset(("is", "are", "was", "were", "be", "been", "being"))
_AUXILIARIES = _BE | frozenset(
    ("has", "have", "had", "to", "will", "would", "may", "might", "can", "could", "must", "should", "not")
)
_BY = re.compile(r" by (?:the )?")
_ON = re.compile(r" (?:at |on |against )?(?:the )?")


class Part(StrEnum):
    """What a party does in an action."""

    ACTS = "acts"
    IS_ACTED_ON = "is acted on"


@dataclass(frozen=True, slots=True)
class Action:
    """A party at ``start:end`` and its part in what ``verb`` tells."""

    party: frozenset[str]
    verb: Word
    part: Part
    start: int
    end: int

    def is_of(self, other: "Action") -> bool:
        """Tell whether both have the same party and verb."""
        return bool(self.party & other.party) and self.verb.is_like(other.verb)


def actions(text: Quoted) -> Iterator[Action]:
    """Yield the part of each party that stands right beside a verb: “A fired”, “fired at A”, “fired by A”.

    Verbs are the words whose form says so; of other words nothing is said.
    """
    words = words_in(text.text)
    for start, end, party in text.parties:
        behind = _verb_behind(text.text, [word for word in words if word.start >= end], end)
        before = _verb_before(text.text, [word for word in words if word.end <= start], start)
        if before and before[1] is Part.IS_ACTED_ON and _is_beside_noun(text.text, words, end):
            before = None  # in “fired at Northern boats” the boats are it
        for verb, part in filter(None, (behind, before)):
            yield Action(party, verb, part, start, end)


def _verb_behind(text: str, words: Sequence[Word], at: int) -> tuple[Word, Part] | None:
    """Return the verb whose subject ends at ``at``; only auxiliaries and adverbs stand between."""
    auxiliaries: set[str] = set()
    for word in words:
        form = word.form
        if text[at : word.start].strip():
            return None
        if form not in _AUXILIARIES and not form.endswith("ly"):
            is_by = text[word.end :].startswith(" by ")
            is_passive = is_participle(word) and (is_by or bool(auxiliaries & _BE))
            return (word, Part.IS_ACTED_ON if is_passive else Part.ACTS) if _is_verb(word) else None
        auxiliaries.add(form)
        at = word.end
    return None


def _verb_before(text: str, words: Sequence[Word], at: int) -> tuple[Word, Part] | None:
    """Return the verb whose object or agent begins at ``at``, with “at”, “on” or “by” between at most."""
    for number, word in reversed(tuple(enumerate(words[-4:]))):
        gap = text[word.end : at]
        if _is_verb(word) and _BY.fullmatch(gap) and is_participle(word):
            return word, Part.ACTS
        if _is_verb(word) and _ON.fullmatch(gap):
            is_passive = is_participle(word) and _follows_be(words[-4:][:number])
            return None if is_passive else (word, Part.IS_ACTED_ON)
    return None


def _is_beside_noun(text: str, words: Sequence[Word], at: int) -> bool:
    behind = next((word for word in words if word.start >= at), None)
    return bool(behind and behind.kind is WordKind.OTHER and text[at : behind.start] == " ")


def _follows_be(before: Sequence[Word]) -> bool:
    return any(word.form in _BE for word in before[-2:])


def _is_verb(word: Word) -> bool:
    """Tell whether a word is a verb that one does to another; who says something is told elsewhere."""
    return word.kind is not WordKind.EMPTY and (word.past or word.open or is_participle(word))
