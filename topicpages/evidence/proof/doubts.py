"""Doubts and negations of the articles that a shorter text, or a quote, leaves out."""

from collections.abc import Iterator, Sequence
from functools import partial

from topicpages.evidence.proof.covering import Wording
from topicpages.language import Word, WordKind, casts_doubt, denies, left_out, says_may

# How many words before one may deny or hedge it.
_GUARDING = 8
_BORNE = 3
_JOINS = frozenset(("and", "but", "or", "while"))
_DEGREES = frozenset(("almost", "nearly", "partly", "largely", "mostly", "roughly", "hardly", "barely"))


def unguarded(
    wording: Wording, behind: Sequence[Wording], said: frozenset[str] = frozenset()
) -> Iterator[tuple[Word, Word]]:
    """Yield the words that every text ``behind`` denies or hedges, each with the word that does so.

    ``wording`` has that “not”, “may” or the like nowhere: a lead may be shorter than its claims, not surer.
    ``said`` are keys of doubts that are told in another way.
    """
    has = set(said).union(*(_guard_keys(word) for word in wording.words))
    for number in wording.asserted:
        guards = [_guards(other, place) for other in behind for place in other.like(wording.words[number])]
        for guard in guards[0] if guards else ():
            keys = _guard_keys(guard)
            others = ([_guard_keys(word) for word in words] for words in guards[1:])
            if keys.isdisjoint(has) and all(any(keys & one for one in found) for found in others):
                has |= keys  # told once
                yield wording.words[number], guard
                break


def _guards(wording: Wording, number: int) -> tuple[Word, ...]:
    """Return the words before one, in its phrase, that deny it, or that leave open how much of it is so."""
    words, found = wording.words, []
    for at in range(number - 1, max(number - 1 - _GUARDING, -1), -1):
        if words[at + 1].start - words[at].end > 1 or words[at].form in _JOINS:
            break
        if casts_doubt(words[at]) or (at == number - 1 and words[at].form in _DEGREES):
            found.append(words[at])
        elif words[at].past and words[at].kind is not WordKind.EMPTY:
            break
    return tuple(found)


def _guard_keys(word: Word) -> frozenset[str]:
    return frozenset(("not",)) if denies(word) else word.keys


def cut_off(note: str, spans: Sequence[tuple[int, int]]) -> tuple[Word, ...]:
    """Return the doubts and negations of ``note`` that quotes at ``spans`` leave out of their phrases."""
    return tuple(word for _, word in left_out(note, spans, partial(_phrase_around, note)))


def _phrase_around(note: str, start: int, end: int) -> tuple[int, int]:
    """Return where the phrase of a note around a quote begins and ends; the quote itself if in none."""
    opened = max(note.rfind("\u201c", 0, start), note.rfind('"', 0, start)) + 1
    closed = min((at for mark in '\u201d"' if (at := note.find(mark, end)) >= 0), default=end)
    return (opened, closed) if opened else (start, end)


def moved_doubts(wording: Wording, quotes: Sequence[Wording]) -> Iterator[tuple[int, Word]]:
    """Yield the number of each negation and “may” that in the quotes bears on another word of ``wording``.

    Each comes with the word on which it bears here: “would not pay” is no “did not say that it would pay”.
    """
    ours = list(_bearing(wording))
    quotes = quotes if ours else ()
    theirs = [(quote.words[at], words) for quote in quotes for at, words in _bearing(quote)]
    for number, borne in ours:
        keys = _guard_keys(wording.words[number])
        alike = [(doubt, words) for doubt, words in theirs if keys & _guard_keys(doubt)]
        own = [word for at, words in ours if keys & _guard_keys(wording.words[at]) for word in words]
        is_there = any(borne[0].is_like(word) for _, words in alike for word in words)
        is_elsewhere = any(quote.like(borne[0]) for quote in quotes)
        firsts = (words[0] for _, words in alike)
        moved = [word for word in firsts if wording.like(word) and not any(map(word.is_like, own))]
        if alike and ((is_elsewhere and not is_there) or (moved and len(moved) == len(alike))):
            yield number, borne[0]


def _bearing(wording: Wording) -> Iterator[tuple[int, tuple[Word, ...]]]:
    """Yield the number of each negation and “may” with the next words of its clause, if there are any."""
    words = wording.words
    for at, word in enumerate(words):
        if at not in wording.proven and (denies(word) or says_may(word)):
            found: list[Word] = []
            for number in range(at + 1, min(at + 1 + _GUARDING, len(words))):
                if words[number].start - words[number - 1].end > 1 or words[number].form in _JOINS:
                    break
                if number not in wording.proven and words[number].kind is not WordKind.EMPTY:
                    found.append(words[number])
            if found:
                yield at, tuple(found[:_BORNE])
