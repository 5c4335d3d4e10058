"""Units and parties as they are named in text, and which of them a figure is said of."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from topicpages.language import (
    NO_NAMES,
    Figure,
    FigureKind,
    Names,
    Phrasebook,
    figures_in,
    normalise,
    with_groups,
)

PERCENT = "percent"
"""The unit that is built in: a figure with “%” or “percent” has it."""

# Between a figure and a party right behind it (“157 captured Russian soldiers”) none of these may stand.
PARTING = frozenset(
    (
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "of",
        "in",
        "on",
        "at",
        "to",
        "by",
        "from",
        "for",
        "with",
        "over",
        "into",
        "onto",
        "after",
        "before",
        "against",
        "across",
        "near",
        "around",
        "between",
        "during",
        "since",
        "until",
        "than",
        "as",
        "that",
        "which",
        "who",
        "whose",
        "while",
        "were",
        "was",
        "is",
        "are",
        "had",
        "has",
        "have",
        "be",
        "been",
        "plus",
        "said",
    )
)
_MOST_BETWEEN = 2
_RIGHT_BEFORE = re.compile(r"(?:'s?)?(?: \w+)?[ -]*")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class UnitWords:
    """What is counted: its words in text, and the wider unit that it is one of."""

    id: str
    words: tuple[str, ...]
    wider: str | None = None


@dataclass(frozen=True, slots=True)
class PartyWords:
    """The names, aliases and adjectives of a party."""

    id: str
    words: tuple[str, ...]


Mention = tuple[int, int, frozenset[str]]
"""Start, end, and the ids that these words may mean."""


class Vocabulary:
    """The units and parties of a site; build one for a whole run.

    Equal when they hold the same words, so that what was read with them is still known in the next build.
    """

    def __init__(self, units: Iterable[UnitWords], parties: Iterable[PartyWords]) -> None:
        self._units = {unit.id: unit for unit in units}
        self._parties = {party.id: party for party in parties}
        self._words = (*self._units.values(), *self._parties.values())
        self._hash = hash(self._words)
        self._unit_words = _Ids(
            ((word, unit.id) for unit in self._units.values() for word in unit.words), any_case=True
        )
        self._party_words = _Ids((word, party.id) for party in self._parties.values() for word in party.words)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Vocabulary) and self._words == other._words

    def __hash__(self) -> int:
        return self._hash

    def units_in(self, text: str) -> tuple[Mention, ...]:
        """Return the units named in normalised ``text``, in order; letter case does not matter."""
        return self._unit_words.find(text)

    def parties_in(self, text: str) -> tuple[Mention, ...]:
        """Return the parties named in normalised ``text``, in order; letter case matters (“US”, “us”).

        Names inside names count: “Russian Navy” names Russia as well.
        """
        return self._party_words.find(text, nested=True)

    def party_words_in(self, text: str) -> tuple[Mention, ...]:
        """Return each wording of :meth:`parties_in` by itself: “Russian” and “Russian Navy” are two."""
        return self._party_words.find_each(text)

    def is_party(self, party: str) -> bool:
        """Tell whether ``party`` is known."""
        return party in self._parties

    def is_a(self, unit: str, wider: str) -> bool:
        """Tell whether ``unit`` is ``wider``, itself or over its chain."""
        seen: set[str] = set()
        at: str | None = unit
        while at is not None and at not in seen:
            if at == wider:
                return True
            seen.add(at)
            at = self._units[at].wider if at in self._units else None
        return False

    def has_word(self, unit: str, word: str) -> bool:
        """Tell whether ``word`` names ``unit`` or a narrower one."""
        return any(
            word in (name.lower() for name in known.words) and self.is_a(known.id, unit)
            for known in self._units.values()
        )


class _Ids:
    """A phrasebook whose wordings may each mean several ids."""

    def __init__(self, wordings: Iterable[tuple[str, str]], *, any_case: bool = False) -> None:
        ids: defaultdict[str, set[str]] = defaultdict(set)
        for word, named in wordings:
            ids[normalise(word.lower() if any_case else word).text].add(named)
        self._ids = {word: frozenset(named) for word, named in ids.items()}
        self._book = Phrasebook(((word, word) for word in self._ids), any_case=any_case)

    def find(self, text: str, *, nested: bool = False) -> tuple[Mention, ...]:
        """Return the mentions in order; those that begin at one place are one, as long as the longest."""
        mentions: dict[int, Mention] = {}
        for start, end, word in self._book.find(text, nested=nested):
            _, longest, ids = mentions.get(start, (start, end, frozenset[str]()))
            mentions[start] = (start, longest, ids | self._ids[word])
        return tuple(mentions.values())

    def find_each(self, text: str) -> tuple[Mention, ...]:
        """Return every wording in ``text``, also where several begin at one place."""
        found = self._book.find(text, nested=True)
        return tuple((start, end, self._ids[word]) for start, end, word in found)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A normalised text with the figures, units and parties that it says."""

    text: str
    figures: tuple[Figure, ...]
    units: tuple[Mention, ...]
    parties: tuple[Mention, ...]

    @property
    def is_foreign(self) -> bool:
        """Whether it is in a script without capitals: its words cannot be compared with English ones."""
        if self.text.isascii():
            return False
        letters = [char for char in self.text if char.isalpha()]
        return bool(letters) and all(char.lower() == char.upper() for char in letters)

    def units_behind(self, figure: Figure) -> frozenset[str]:
        """Return the units with or behind ``figure``, up to the next count."""
        return _within(self.units, (figure.start, self._gaps(figure)[1][1]))

    def _gaps(self, figure: Figure) -> tuple[tuple[int, int], tuple[int, int]]:
        """Return the spans from the last count before ``figure`` to it, and from it to the next."""
        counts = [other for other in self.figures if other.kind in (FigureKind.NUMBER, FigureKind.PERCENT)]
        before = max((other.end for other in counts if other.end <= figure.start), default=0)
        after = min((other.start for other in counts if other.start >= figure.end), default=len(self.text))
        return (before, figure.start), (figure.end, after)

    def units_of(self, figure: Figure) -> frozenset[str]:
        """Return the units said of ``figure``: behind it up to the next count, else before it."""
        # A unit may be written with its figure: “four-year”.
        return self.units_behind(figure) or _within(self.units, self._gaps(figure)[0])

    def parties_of(self, figure: Figure) -> frozenset[str]:
        """Return the parties bound to ``figure``, if any: “157 Russian soldiers”, “Ukraine's 150”."""
        before, after = self._gaps(figure)
        bound: frozenset[str] = frozenset()
        for start, _, ids in self.parties:
            if after[0] <= start < after[1]:
                if self._is_close(after[0], start):
                    bound = ids
                break
        for start, end, ids in reversed(self.parties):
            if before[0] <= start and end <= before[1]:
                if _RIGHT_BEFORE.fullmatch(self.text, end, before[1]) and not self._parts(end, before[1]):
                    bound |= ids
                break
        return bound

    def _is_close(self, start: int, end: int) -> bool:
        between = self.text[start:end]
        if len(_WORD.findall(between)) > _MOST_BETWEEN or any(mark in between for mark in ",.;:()"):
            return False
        return not self._parts(start, end)

    def _parts(self, start: int, end: int) -> bool:
        """Tell whether a preposition, a verb of the list or a unit stands between."""
        words = _WORD.findall(self.text[start:end].lower())
        return not PARTING.isdisjoint(words) or bool(_within(self.units, (start, end)))


def _within(mentions: Iterable[Mention], span: tuple[int, int]) -> frozenset[str]:
    first, last = span
    return frozenset().union(*(ids for start, end, ids in mentions if first <= start and end <= last))


@lru_cache(maxsize=8192)
def quoted(text: str, vocabulary: Vocabulary, names: Names = NO_NAMES, days: str = "") -> Quoted:
    """Return ``text`` normalised, with what it says; ``days`` is the order of dates in digits, if known."""
    folded = normalise(with_groups(text)).text
    return Quoted(
        folded,
        figures_in(folded, names=names, days=days),
        vocabulary.units_in(folded),
        vocabulary.parties_in(folded),
    )
