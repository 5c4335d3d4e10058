"""The words of a private passage that are known: those that are quoted, and names and doubts beside them.

They are put together like a note: what is quoted of one sentence stands in one “quoted phrase”, with “…”
for words that nobody quotes. So all that reads notes can read it, and nothing else is there to leak.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from topicpages.language import casts_doubt, left_out, words_in
from topicpages.sources.private_texts.kept import Span

_GAP = " … "
_SENTENCE_END = re.compile(r"[.!?][\"')]*(?= [\"'(]?(\w))")
# Abbreviations behind which the sentence goes on.
_GOES_ON = re.compile(
    r"(?:^|[\s\"'(])(?:[A-Z]|(?:[A-Z]\.)+[A-Z]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Adm"
    r"|St|No|vs|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.$"
)


@dataclass(frozen=True, slots=True)
class KnownWords:
    """A passage as far as its words are known; ``shifts`` has where each run of quoted words came to stand.

    A run is (start, end in the passage, start in ``text``), in order.
    """

    text: str
    shifts: tuple[tuple[int, int, int], ...]

    def moved(self, span: Span) -> Span:
        """Return where the quoted words at ``span`` of the passage stand in ``text``."""
        start, end = span
        low, _, at = self.shifts[bisect_right(self.shifts, (start, float("inf"), 0)) - 1]
        return start - low + at, end - low + at

    @property
    def runs(self) -> tuple[str, ...]:
        """The runs of words that are quoted."""
        return tuple(self.text[at : at + end - low] for low, end, at in self.shifts)

    @property
    def joined_runs(self) -> tuple["JoinedRun", ...]:
        """Those runs, as one where nothing but a space parts them."""
        joined: list[JoinedRun] = []
        for (low, end, _), run in zip(self.shifts, self.runs, strict=True):
            last = joined[-1] if joined else None
            if last is not None and low - last.end == 1:
                joined[-1] = JoinedRun(last.start, end, f"{last.text} {run}", of_several=True)
            else:
                joined.append(JoinedRun(low, end, run))
        return tuple(joined)


@dataclass(frozen=True, slots=True)
class JoinedRun:
    """Quoted words in sequence, where they stand in the passage, and whether several quotes give them."""

    start: int
    end: int
    text: str
    of_several: bool = False


def sentence_ends(text: str) -> tuple[int, ...]:
    """Return where each sentence of a normalised passage ends; the last ends with the passage."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text) if not _goes_on(text, found)]
    return (*(end for end in ends if end < len(text)), len(text))


def _goes_on(text: str, found: re.Match[str]) -> bool:
    if not (found[1].isupper() or found[1].isdecimal()):
        return True
    return bool(_GOES_ON.search(text[max(0, found.start() - 12) : found.start() + 1]))


def doubts_beside(text: str, quoted: Iterable[Span], ends: Sequence[int]) -> dict[int, str]:
    """Return the doubts and negations that quotes leave out of their sentences, by where they begin.

    Those inside a quote come too: another quote may lean on them when that one is gone.
    """
    spans, found = sorted(quoted), dict[int, str]()
    for sentence, group in groupby(spans, key=lambda span: bisect_right(ends, span[0])):
        inside = list(group)
        around = ends[sentence - 1] if sentence else 0, ends[min(sentence, len(ends) - 1)]
        for at, word in left_out(text, inside, lambda *_, around=around: around):
            found[at] = text[at : at + len(word.text)]
        for start, end in inside:
            for word in filter(casts_doubt, words_in(text[start:end])):
                found[start + word.start] = text[start + word.start : start + word.end]
    return found


def known_words(
    quotes: Iterable[tuple[Span, str]], marks: Mapping[int, str], ends: Sequence[int]
) -> KnownWords:
    """Return what is known of a passage from its quoted spans with their words, names and doubts in it."""
    runs = _merged(quotes)
    free = {
        at: word
        for at, word in marks.items()
        if not any(low < at + len(word) and at < end for low, end, _ in runs)
    }
    pieces = sorted([(low, end, words, True) for low, end, words in runs])
    pieces += [(at, at + len(word), word, False) for at, word in free.items()]
    text, reached, shifts = "", 0, []
    for _, group in groupby(sorted(pieces), key=lambda piece: bisect_right(ends, piece[0])):
        sentence = list(group)
        inner = [n for n, (_, _, word, quoted) in enumerate(sentence) if quoted or _doubts(word)]
        for number, (low, end, word, quoted) in enumerate(sentence):
            if text:
                text += " " if low - reached == 1 else _GAP
            if inner and number == inner[0]:
                text += "“"
            if quoted:
                shifts.append((low, end, len(text)))
            text += word.replace('"', "'")
            if inner and number == inner[-1]:
                text += "”"
            reached = end
    return KnownWords(text, tuple(shifts))


def _doubts(mark: str) -> bool:
    return any(map(casts_doubt, words_in(mark)))


def _merged(quotes: Iterable[tuple[Span, str]]) -> list[tuple[int, int, str]]:
    """Return runs of quoted words: quotes that overlap are one."""
    runs: list[tuple[int, int, str]] = []
    for (start, end), words in sorted(quotes):
        if runs and start < runs[-1][1]:
            low, high, before = runs[-1]
            if end > high:
                runs[-1] = (low, end, before + words[high - start :])
        else:
            runs.append((start, end, words))
    return runs
