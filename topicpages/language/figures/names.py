"""Registered names found in text as whole words, longest first."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from topicpages.language.figures.number_words import may_hold_figure
from topicpages.language.quotes import normalise

_WORD = re.compile(r"\w+")


class Phrasebook:
    """Wordings, each with what it names; build one for a whole run.

    Wordings and texts are normalised. Hyphens and apostrophes end a word (“US-Russia” names both); a
    wording that ends in digits does not end inside a longer figure.
    """

    def __init__(self, wordings: Iterable[tuple[str, str]], *, any_case: bool = False) -> None:
        self._any_case = any_case
        by_first: defaultdict[str, dict[str, tuple[int, str]]] = defaultdict(dict)
        for wording, named in wordings:
            folded = self._folded(normalise(wording).text)
            first = _WORD.search(folded)
            if first:
                by_first[first.group()].setdefault(folded, (first.start(), named))
        self._by_first = {
            first: sorted(
                ((wording, lead, named) for wording, (lead, named) in group.items()),
                key=lambda entry: (-len(entry[0]), entry[0]),
            )
            for first, group in by_first.items()
        }

    def _folded(self, text: str) -> str:
        # Not casefold: it changes lengths, and places in the text must stay.
        if not self._any_case:
            return text
        return text.lower() if text.isascii() else "".join(map(_lower, text))

    def find(self, text: str, *, nested: bool = False) -> tuple[tuple[int, int, str], ...]:
        """Return start, end and what is named, for normalised ``text``, in order of start.

        Without overlaps, the longest wording first; ``nested`` gives every wording wherever it stands
        (“Russian” too in “Russian Navy”), the longest first at each place.
        """
        if not self._by_first:
            return ()
        text = self._folded(text)
        found: list[tuple[int, int, str]] = []
        reached = 0
        for word, at in _words_of(text):
            for wording, lead, named in self._by_first.get(word, ()):
                start = at - lead
                end = start + len(wording)
                if start >= reached and text.startswith(wording, start) and _ends_whole(text, start, end):
                    found.append((start, end, named))
                    if not nested:
                        reached = end
                        break
        return tuple(found)


@lru_cache(maxsize=4096)
def _words_of(text: str) -> tuple[tuple[str, int], ...]:
    """Return the words of ``text``, each with its place; several books ask for those of one text."""
    return tuple((match.group(), match.start()) for match in _WORD.finditer(text))


def _lower(char: str) -> str:
    lower = char.lower()
    return lower if len(lower) == 1 else char


def _ends_whole(text: str, start: int, end: int) -> bool:
    if start and text[start].isalnum() and text[start - 1].isalnum():
        return False
    if not text[end - 1].isalnum():
        return True
    after = text[end : end + 2]
    if after[:1].isalnum():
        return False
    goes_on = after[:1] == "%" or (after[:1] in (".", ",") and after[1:].isdigit())
    return not (text[end - 1].isdigit() and goes_on)


class Names:
    """Registered names whose figures belong to the name (“MQ-9”, “France 2”, “World War II”).

    Equal when they are the same names, so that what was read with them is still known in the next build.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(name for name in names if may_hold_figure(normalise(name).text))
        self._book = Phrasebook((name, name) for name in sorted(self._names))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Names) and self._names == other._names

    def __hash__(self) -> int:
        return hash(self._names)

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return the spans of names with figures in normalised ``text``, in order."""
        return tuple((start, end) for start, end, _ in self._book.find(text))


NO_NAMES = Names(())
