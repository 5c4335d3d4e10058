"""Whether a statement names the parties that its values and quotes name, in the same places.

No proof: a statement is free in its words. These are the signs that a party or an amount was exchanged for
another one that the quotes name as well.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from topicpages.evidence.proof.items import are_equals
from topicpages.evidence.proof.vocabulary import PARTING, Quoted, Vocabulary
from topicpages.sources import Amount, Part, Parties

_TOKEN = re.compile(r"\w+|[^\w\s]")
_WORDS_BEHIND = 2
_TELLING = frozenset(("of", "by", "from", "at", "into", "against"))  # not “and”, “with”: they have two sides


class Sign(StrEnum):
    """The sign of a mistake."""

    AMOUNT_NOT_STATED = "amount-not-stated"
    PARTY_NOT_STATED = "party-not-stated"
    PARTY_NOT_QUOTED = "party-not-quoted"
    OTHER_PARTY = "other-party"


@dataclass(frozen=True, slots=True)
class Misnaming:
    """One sign; ``text`` is the wording of the statement or the name in the value."""

    sign: Sign
    text: str
    context: str = ""

    @property
    def message(self) -> str:
        """The sign in words."""
        match self.sign:
            case Sign.AMOUNT_NOT_STATED:
                return f"“{self.text}” is a value but not in the statement"
            case Sign.PARTY_NOT_STATED:
                return f"“{self.text}” is the party of a value but not named in the statement"
            case Sign.PARTY_NOT_QUOTED:
                return f"“{self.text}” is named in the statement but in none of the quotes"
            case Sign.OTHER_PARTY:
                return (
                    f"“{self.context}” goes with “{self.text}” in the statement, with another in the quotes"
                )


def misnamed(
    statement: Quoted, values: Sequence[Part], quotes: Sequence[Quoted], vocabulary: Vocabulary
) -> tuple[Misnaming, ...]:
    """Return the signs that ``statement`` is about other amounts or parties than its values and quotes.

    ``quotes`` are those of all citations of the assertion together.
    """
    return (
        *_not_stated(statement, values),
        *_not_quoted(statement, quotes),
        *_other_parties(statement, quotes, vocabulary),
    )


def _not_stated(said: Quoted, values: Sequence[Part]) -> Iterator[Misnaming]:
    named = frozenset[str]().union(*(ids for _, _, ids in said.parties))
    for value in values:
        parties: tuple[str, ...] = ()
        if isinstance(value, Parties):
            parties = value.ids
        elif isinstance(value, Amount):
            parties = (value.party,) if value.party else ()
            if not any(value.has_end(figure.low) or value.has_end(figure.high) for figure in said.figures):
                yield Misnaming(Sign.AMOUNT_NOT_STATED, value.text)
        yield from (Misnaming(Sign.PARTY_NOT_STATED, party) for party in parties if party not in named)


def _not_quoted(said: Quoted, shown: Sequence[Quoted]) -> Iterator[Misnaming]:
    quoted_ids = frozenset[str]().union(*(ids for quote in shown for _, _, ids in quote.parties))
    for start, end, ids in said.parties:
        if ids.isdisjoint(quoted_ids):
            yield Misnaming(Sign.PARTY_NOT_QUOTED, said.text[start:end])


def _other_parties(said: Quoted, shown: Sequence[Quoted], vocabulary: Vocabulary) -> Iterator[Misnaming]:
    """Yield mentions whose neighbours the quotes give to other parties only: “jets” behind “Ukrainian”."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for quote in shown:
        named = tuple(_neighbours(quote, vocabulary))
        for start, end, ids, neighbours in named:
            # What “A and B” do, each of them does.
            equals = (
                others
                for at, to, others, _ in named
                if are_equals(quote, *sorted(((at, to), (start, end)))) and (at, to) != (start, end)
            )
            for neighbour in neighbours:
                owners[neighbour] |= ids.union(*equals)
    for start, end, ids, neighbours in _neighbours(said, vocabulary):
        against = _only_of_others(neighbours, ids, owners)
        if against:
            yield Misnaming(Sign.OTHER_PARTY, said.text[start:end], against)


def _only_of_others(neighbours: Sequence[str], ids: frozenset[str], owners: Mapping[str, set[str]]) -> str:
    known = [neighbour for neighbour in neighbours if neighbour in owners]
    if any(ids & owners[neighbour] for neighbour in known):
        return ""
    return known[0] if known else ""


_Neighbours = tuple[int, int, frozenset[str], tuple[str, ...]]


def _neighbours(text: Quoted, vocabulary: Vocabulary) -> Iterator[_Neighbours]:
    """Yield each mention of a party with the words that stand with it.

    These are up to two words right behind it, and the word before it with its preposition, if any:
    “invasion of” for Ukraine, “fighter” and “jet” for Russia in “Russian fighter jets”.
    """
    starts = frozenset(start for start, _, _ in text.parties)
    for start, end, ids in vocabulary.party_words_in(text.text):
        yield start, end, ids, (*_behind(text.text, end, starts), *_before(text.text, start))


def _behind(text: str, end: int, starts: frozenset[int]) -> list[str]:
    words: list[str] = []
    at = end + len("'s") if text.startswith("'s", end) else end
    for token in _TOKEN.finditer(text, at):
        word = token.group()
        if word == "-":
            continue
        if not word[0].isalnum() or token.start() in starts or word.lower() in PARTING:
            break
        words.append(_stem(word))
        if len(words) == _WORDS_BEHIND:
            break
    return words


def _before(text: str, start: int) -> list[str]:
    words = text[max(0, start - 60) : start].lower().replace("'s", "").split()
    words = [word for word in words[-3:] if word not in ("the", "a", "an")]
    if not words or not words[-1].isalpha():
        return []
    if words[-1] not in PARTING:
        return [f"{_stem(words[-1])} …"]
    if words[-1] in _TELLING and len(words) > 1 and words[-2].isalpha():
        return [f"{_stem(words[-2])} {words[-1]} …"]
    return []


def _stem(word: str) -> str:
    word = word.lower()
    return word[:-1] if word.endswith("s") and len(word) > len("gas") else word
