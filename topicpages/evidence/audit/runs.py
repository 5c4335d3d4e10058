"""Finds runs of words that a text of ours shares with an original."""

import re
import string
from collections.abc import Iterable, Iterator, Mapping

from topicpages.evidence.checks.quotations import LONGEST_QUOTE
from topicpages.language import normalise

RUN = 8

_WORD = re.compile(r"\S+")
_QUOTED = re.compile("“[^“”]*”")
_EDGES = re.compile(r"^[^\w]+|[^\w]+$")


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the words of ``text`` as white space separates them, folded, with their offsets."""
    for match in _WORD.finditer(text):
        word = _EDGES.sub("", normalise(match[0]).text.casefold())
        if word:
            bare = match[0].strip(string.punctuation + "“”‘’…")
            start = match.start() + match[0].find(bare)
            yield word, start, start + len(bare)


class SharedRuns:
    """All runs of ``RUN`` words in the originals."""

    def __init__(self, originals: Mapping[str, str]) -> None:
        self._owners: dict[tuple[str, ...], str] = {}
        for article, text in originals.items():
            words = [word for word, _, _ in _words(text)]
            for start in range(len(words) - RUN + 1):
                self._owners.setdefault(tuple(words[start : start + RUN]), article)

    def first(self, text: str, *, exempt: Iterable[str] = ()) -> tuple[int, str, str] | None:
        """Return offset, words and article of the first run that ``text`` shares outside “quotes”.

        A run that lies wholly inside one of ``exempt``, names and printed titles, does not count. Quotes of
        at most ``LONGEST_QUOTE`` words break runs; one that is longer is no quote but a copy.
        """
        if len(text) < RUN:
            return None
        exempt_spans = [
            (match.start(), match.end())
            for name in exempt
            if len(name.split()) >= RUN
            for match in re.finditer(re.escape(name), text)
        ]
        for start, piece in _unquoted(text):
            words = list(_words(piece))
            for index in range(len(words) - RUN + 1):
                run = words[index : index + RUN]
                owner = self._owners.get(tuple(word for word, _, _ in run))
                first, last = start + run[0][1], start + run[-1][2]
                if owner and not any(low <= first and last <= high for low, high in exempt_spans):
                    return first, text[first:last], owner
        return None


def _unquoted(text: str) -> Iterator[tuple[int, str]]:
    position = 0
    for match in _QUOTED.finditer(text):
        if len(match[0].split()) > LONGEST_QUOTE:
            continue
        yield position, text[position : match.start()]
        position = match.end()
    yield position, text[position:]
