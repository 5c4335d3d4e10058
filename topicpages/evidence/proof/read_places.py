"""Finds the words of a reading in the quotes, and in the passages from which the quotes are taken."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from topicpages.evidence.proof.excerpt import Excerpt
from topicpages.evidence.proof.vocabulary import Quoted
from topicpages.language import Figure, cuts_word, normalise

# With these words before it a day is not the day that is told of: “next Thursday”, “the week before 1 May”.
# But what comes after “Thursday's talks” has the talks on Thursday.
_OTHER = "next|coming|upcoming|previous|every|each|not|no"
_BORDER = r"before|after|following|until|till|til|by|prior to|than|(?:day|week|fortnight|month|year)s? from"
_TO_THE_DAY = r")(?: (?:the|a|on|in|late|early|this|that|last))*[ -]$"
_OTHER_BEFORE = re.compile(rf"\b(?:{_OTHER}{_TO_THE_DAY}", re.IGNORECASE)
_TURNED_BEFORE = re.compile(rf"\b(?:{_OTHER}|{_BORDER}{_TO_THE_DAY}", re.IGNORECASE)
_TURNED_BEHIND = re.compile(r"(?: of)? next\b| week\b| (?:before|after) (?:last|next)\b", re.IGNORECASE)
_LONGEST_BEFORE = 40

Why = str
"""The reason why words cannot be read."""


@dataclass(frozen=True, slots=True)
class Place:
    """Characters ``start`` to ``end`` (excluded) of a quote, and where these words stand.

    ``before`` and ``behind`` are what the quote has around them, and the passage where that is known.
    ``standing`` is the place in ``passage``: two quotes may hold the same words. Where it is not known, each
    quote is a passage of its own.
    """

    quote: Quoted
    start: int
    end: int
    passage: int
    standing: int
    before: str = ""
    behind: str = ""

    @property
    def text(self) -> str:
        """The words."""
        return self.quote.text[self.start : self.end]

    @property
    def figures(self) -> list[Figure]:
        """The figures that stand wholly within it."""
        return [
            figure for figure in self.quote.figures if self.start <= figure.start <= figure.end <= self.end
        ]

    @property
    def cut(self) -> Figure | None:
        """The figure that it holds only in part."""
        touched = (
            figure for figure in self.quote.figures if figure.start < self.end and self.start < figure.end
        )
        return next((figure for figure in touched if figure not in self.figures), None)

    @property
    def turned(self) -> str:
        """The words with those beside them that change the day they mean; empty if none do."""
        turning = _OTHER_BEFORE if self.behind.startswith("'s ") else _TURNED_BEFORE
        before = turning.search(self.before[-_LONGEST_BEFORE:])
        behind = _TURNED_BEHIND.match(self.behind)
        if not before and not behind:
            return ""
        return f"{before.group() if before else ''}{self.text}{behind.group() if behind else ''}"

    def overlaps(self, other: "Place") -> bool:
        """Tell whether both hold a character of the passage."""
        length, other_length = self.end - self.start, other.end - other.start
        return (
            self.passage == other.passage
            and self.standing < other.standing + other_length
            and other.standing < self.standing + length
        )


def places_of(wordings: Sequence[str], excerpts: Sequence[tuple[Excerpt, Quoted]]) -> list[Place] | Why:
    """Return a place in the quotes for each of ``wordings``, no place of a passage twice."""
    taken: list[Place] = []
    for words in wordings:
        wanted = normalise(words).text
        places = [place for index in range(len(excerpts)) for place in _occurrences(wanted, excerpts, index)]
        if not places:
            return f"“{words}” is in none of the quotes"
        free = [place for place in places if not any(place.overlaps(other) for other in taken)]
        if not free:
            return f"“{words}” is read more often than it is quoted"
        whole = [place for place in free if not place.cut]
        if not whole:
            cut = free[0].cut
            return f"“{words}” is only a part of “{cut.text if cut else ''}” in the quotes"
        taken.append(whole[0])
    return taken


def _occurrences(wanted: str, excerpts: Sequence[tuple[Excerpt, Quoted]], index: int) -> Iterator[Place]:
    excerpt, quote = excerpts[index]
    text = normalise(quote.text)
    for match in re.finditer(re.escape(wanted), quote.text) if wanted else ():
        start, end = match.span()
        if not cuts_word(text, start, end):
            standing = excerpt.standing(start)
            if standing is None:
                around = quote.text[:start], quote.text[end:]
                yield Place(quote, start, end, -1 - index, start, *around)
            else:
                note = normalise(excerpt.note).text
                # A quoted phrase may begin right here, and our own words turn the day as well.
                around = note[:standing].replace('"', ""), note[standing + end - start :].replace('"', "")
                yield Place(quote, start, end, excerpt.passage, standing, *around)
