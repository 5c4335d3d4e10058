"""Which words of an answer one citation does not carry, which it leaves out, and what an editor may do."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from topicpages.evidence.proof.carrying import Carried
from topicpages.evidence.proof.covering import Coverage, coverage
from topicpages.evidence.proof.doubts import moved_doubts
from topicpages.evidence.proof.needs import STATEMENT, Lack, LackKind, Requirements, WordNeed
from topicpages.evidence.proof.pairs import Pair
from topicpages.language import Word, WordKind

# Of so many words that may be meant one can be offered.
_MOST_RIVALS = 2
_OF = re.compile(r" of\b")


def covered(requirements: Requirements, carried: Carried) -> Mapping[str, Coverage]:
    """Return what one citation carries of the words of each text, by where the text stands."""
    if carried.quotes and all(quote.is_foreign for quote in carried.quotes):
        return {where: Coverage(set(wording.asserted)) for where, wording in requirements.wordings.items()}
    return {
        where: coverage(
            wording,
            carried.wordings,
            requirements.pairs,
            carried.vocabulary,
            told=carried.needless(wording),
            said=carried.said,
        )
        for where, wording in requirements.wordings.items()
    }


def words_lacking(
    requirements: Requirements, carried: Carried, found: Mapping[str, Coverage], *, explained: bool = False
) -> tuple[Lack, ...]:
    """Return the words that one citation does not carry, and behind them what the statement leaves out of it.

    ``found`` is what :func:`covered` gave. Only lacks that are ``explained`` say what an editor may do.
    """
    lacks = (
        _word_lack(where, number, requirements, found[where], explained=explained)
        for where, wording in requirements.wordings.items()
        for number in wording.asserted
    )
    statement = requirements.wordings.get(STATEMENT)
    cut = (
        word
        for word in carried.cut
        if statement and word.keys.isdisjoint(carried.said) and not statement.like(word)
    )
    return (
        *(lack for lack in lacks if lack),
        *_left_out(found),
        *_parts_left_out(requirements, carried),
        *_moved(requirements, carried),
        *(Lack(WordNeed(STATEMENT), LackKind.CUT_OFF, word.text, STATEMENT) for word in cut),
    )


def _left_out(found: Mapping[str, Coverage]) -> Iterator[Lack]:
    """Yield the words of the quotes that turn, hedge or assert and that the statement does not have."""
    for word in found[STATEMENT].left_out if STATEMENT in found else ():
        yield Lack(WordNeed(STATEMENT), LackKind.LEFT_OUT, word.text, STATEMENT)


def _parts_left_out(requirements: Requirements, carried: Carried) -> Iterator[Lack]:
    """Yield the figures of the quotes that make a thing a part of it or none, and are not in the statement.

    “Five of the boats”, “half a boat” and “zero boats” must not become “the boats”.
    """
    needed = {figure.bare for figure in requirements.figures}
    for quote in carried.quotes if STATEMENT in requirements.wordings else ():
        for figure in quote.figures:
            is_part = figure.high is not None and figure.high < 1
            if figure.bare not in needed and (is_part or _OF.match(quote.text, figure.end)):
                yield Lack(WordNeed(STATEMENT), LackKind.LEFT_OUT, figure.text, STATEMENT)


def _moved(requirements: Requirements, carried: Carried) -> Iterator[Lack]:
    """Yield the negations and doubts that the statement has with another word than the quotes."""
    if statement := requirements.wordings.get(STATEMENT):
        for number, borne in moved_doubts(statement, carried.wordings):
            word = statement.words[number]
            need = WordNeed(STATEMENT, word.start)
            yield Lack(need, LackKind.MOVED, word.text, STATEMENT, borne.text)


def _word_lack(
    where: str, number: int, requirements: Requirements, found: Coverage, *, explained: bool
) -> Lack | None:
    word = requirements.wordings[where].words[number]
    need = WordNeed(where, word.start)
    if number in found.untimely:
        return Lack(need, LackKind.TENSE, word.text, where, found.untimely[number][1])
    if number in found.carried:
        return None
    if not explained:
        return Lack(need, LackKind.WORD, word.text, where)
    near = nearest(word, found.unsaid)
    shown = near.text if near else ""
    rivals = sum(other.kind is word.kind for other in found.unsaid)
    is_likely = word.kind is not WordKind.OTHER or rivals <= _MOST_RIVALS
    proposal = _proposal(word, near, requirements.pairs, is_likely=is_likely)
    return Lack(need, LackKind.WORD, word.text, where, shown, proposal)


def _proposal(word: Word, near: Word | None, pairs: Sequence[Pair], *, is_likely: bool) -> str:
    """Return what may be written instead of ``word``, or the line to add for it.

    No line is offered for words that turn a sentence, nor for opposites, nor where it is not likely that
    ``near`` is the word that was meant.
    """
    if near is None:
        return "leave it out, or quote the words that say it"
    known = [pair for pair in pairs if len(pair.their_words) == 1 and pair.their_words[0].is_like(near)]
    if known:
        return f"write “{known[0].ours}”, which may stand for “{near.text}”, or “{near.text}” itself"
    pair = Pair(word.name, near.name)
    if WordKind.TURN in (word.kind, near.kind) or word.kind is not near.kind or pair.bend or not is_likely:
        return f"write what the article says (“{near.text}”?), or quote the words that say it"
    line = f"{pair.ours}: [{pair.theirs}]"
    return f"write “{near.text}”, or if it says the same add to sources/paraphrases.yml: {line}"


def nearest(word: Word, unsaid: Sequence[Word]) -> Word | None:
    """Return the word of the quotes that ``word`` may have been written for: of its sort, or its letters.

    Only a message names it; nothing is proven by it.
    """

    def rank(other: Word) -> tuple[bool, bool, float]:
        alike = SequenceMatcher(None, word.text.lower(), other.text.lower()).ratio()
        return other.kind is word.kind, (other.past, other.open) == (word.past, word.open), alike

    if word.kind is WordKind.TURN:  # for which nothing but another turn may stand
        unsaid = [other for other in unsaid if other.kind is WordKind.TURN]
    return max(unsaid, key=rank, default=None)
