"""Parties and figures where they stand in a text, and how two texts may have them otherwise."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from topicpages.evidence.proof.counting import noun_of
from topicpages.evidence.proof.vocabulary import Quoted

# What may stand between two that are named as equals: “Poland and Ukraine”, “U.S.-Russia”, “both A and B”.
_EQUALS = re.compile(r"(?:'s)?(?:,? ?(?:and|or|as well as) (?:the |its |their )?|, (?:the )?|[-/])")
_LISTED = re.compile(r"(?:,|\band\b|\bor\b|\bthe\b|\s)+")
_BETWEEN = re.compile(r"\bbetween (?:the )?$")
SPEAKS = re.compile(r",? (?:said|says|stated|states|announced|reported|reports|warned|told|wrote)\b")
_FARTHEST = 80
_AGENT = re.compile(
    r"\bby (?:(?!(?:at|to|on|from|for|in|into|against|night|day|sea|air|land)\b)[\w'.-]+ ){0,6}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Item:
    """A party or figure at ``start:end``.

    ``is_agent`` is a party when “by” makes it the one who acts; ``counted`` what a figure counts, if that is
    plain.
    """

    key: frozenset[object]
    text: str
    start: int
    end: int
    is_agent: bool = False
    counted: str = ""

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands."""
        return self.start, self.end

    @property
    def name(self) -> str:
        """How ``order`` names it: by the id of the party, or as it is written."""
        return next((key for key in self.key if isinstance(key, str) and len(self.key) == 1), self.text)


class Turn(StrEnum):
    """How a text turns round what another says of parties and figures."""

    ORDER = "order"
    SPEAKER = "speaker"
    UNTOLD = "untold"
    PART = "part"
    DIRECTION = "direction"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Misorder:
    """Two items that a statement has in another order than its quotes; but for an order twice the same one.

    ``word`` is the verb in which it has another part, or the word before it that gives another direction.
    """

    first: Item
    second: Item
    turn: Turn = Turn.ORDER
    word: str = ""

    @property
    def items(self) -> tuple[Item, Item]:
        """Both, in the statement's order."""
        return self.first, self.second

    def message(self, here: str, there: str) -> str:
        """Return the fault in words; ``here`` is the text that has it, ``there`` what it rests on."""
        first = self.first.text
        match self.turn:
            case Turn.ORDER:
                return f"“{first}” stands before “{self.second.text}” in {here}, and behind it in {there}"
            case Turn.SPEAKER:
                return f"“{first}” says it in {here}, others do in {there}"
            case Turn.UNTOLD:
                return f"“{first}” says it in {there}, and {here} does not tell that"
            case Turn.PART:
                return (
                    f"“{first}” has another part in “{self.word}” in {here} than in {there}: who acts there?"
                )
            case Turn.DIRECTION:
                return f"“{first}” comes with “{self.word}” in {here}, not in {there}"
            case Turn.OWNER:
                return f"“{first}” is of another party in {here} than in {there}"


@dataclass(frozen=True)
class Told:
    """A text with its parties and figures as items, from left to right; each is found once."""

    text: Quoted

    @cached_property
    def parties(self) -> tuple[Item, ...]:
        """Its parties; of two that overlap the first."""
        return tuple(_parties(self.text))

    @cached_property
    def figures(self) -> tuple[Item, ...]:
        """Its figures."""
        return tuple(_figures(self.text))

    @cached_property
    def speakers(self) -> tuple[Item, ...]:
        """The parties whose word the text gives: “North said”."""
        return tuple(item for item in self.parties if SPEAKS.match(self.text.text, item.end))


def _parties(text: Quoted) -> Iterator[Item]:
    reached = 0
    for start, end, ids in text.parties:
        if start >= reached:
            reached = end
            is_agent = bool(_AGENT.search(text.text, max(0, start - _FARTHEST), start))
            yield Item(frozenset(ids), text.text[start:end], start, end, is_agent)


def _figures(text: Quoted) -> Iterator[Item]:
    for figure in text.figures:
        noun = noun_of(text, figure)
        key, counted = frozenset((figure.bare,)), noun.word if noun else ""
        yield Item(key, figure.text, figure.start, figure.end, counted=counted)


def firsts(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return each item where it first stands."""
    found: list[Item] = []
    for item in items:
        if not any(item.key & known.key for known in found):
            found.append(item)
    return tuple(found)


def are_equals(text: Quoted, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Tell whether ``text`` names the two, by their spans, as equals: “A and B”, “between A and B”."""
    before, behind = first[1], second[0]
    between = text.text[before:behind]
    if _EQUALS.fullmatch(between) or (_BETWEEN.search(text.text[: first[0]]) and " and " in between):
        return True
    others = [(start, end) for start, end, _ in text.parties if before <= start and end <= behind]
    for start, end in reversed(others):
        between = between[: start - before] + between[end - before :]
    return bool(others and _LISTED.fullmatch(between))


def is_of_sort(first: Item, second: Item) -> bool:
    """Tell whether two figures could be exchanged; those that count different things are proven with them."""
    if first.counted and second.counted and first.counted != second.counted:
        return False
    return is_of_kind(first, second)


def is_of_kind(first: Item, second: Item) -> bool:
    """Tell whether both are numbers, or both dates, whatever they count."""
    kinds = [{key[0] for key in item.key if isinstance(key, tuple)} for item in (first, second)]
    return kinds[0] == kinds[1]
