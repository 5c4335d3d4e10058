"""Which words of a statement the quotes of one citation carry, and which of theirs it leaves out."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from topicpages.evidence.proof.pairs import Pair
from topicpages.evidence.proof.vocabulary import Mention, Vocabulary
from topicpages.language import Word, WordKind, says_may, words_in

# Words that a statement may leave out only when a word of its own says the same.
_KEPT = frozenset((WordKind.TURN, WordKind.HEDGE, WordKind.VERB))
_FUTURE = frozenset(("will", "would"))


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a text; ``proven`` are the numbers of those that another proof answers for.

    These are names, figures, and what stands in quotation marks. ``units`` gives the units that words name.
    """

    words: tuple[Word, ...]
    proven: frozenset[int] = frozenset()
    units: tuple[Mention, ...] = ()
    numbers: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """The numbers of the words that have a key."""
    asserted: tuple[int, ...] = ()
    """The numbers of the words that a citation must carry."""
    names_outlet: bool = False
    """Whether it names an outlet, and so may speak of the article: “in a heading, X says”."""

    def like(self, word: Word) -> Sequence[int]:
        """Return the numbers of the words that share a key with ``word``, each once."""
        found = [self.numbers[key] for key in word.keys if key in self.numbers]
        if len(found) > 1:
            return tuple(dict.fromkeys(chain.from_iterable(found)))
        return found[0] if found else ()

    def units_of(self, word: Word) -> frozenset[str]:
        """Return the units that ``word`` names, by itself or with others."""
        if not self.units:
            return frozenset()
        return frozenset().union(*(ids for start, end, ids in self.units if start <= word.start < end))


def wording_of(
    text: str,
    proven: Iterable[tuple[int, int]],
    units: tuple[Mention, ...] = (),
    *,
    names_outlet: bool = False,
) -> Wording:
    """Return the words of normalised ``text``; those inside the spans ``proven`` need no proof as words."""
    words = words_in(text)
    begins = [word.start for word in words]
    inside = frozenset(
        number
        for start, end in proven
        for number in range(bisect_left(begins, start), bisect_left(begins, end))
    )
    asserted = tuple(
        number
        for number, word in enumerate(words)
        if word.kind is not WordKind.EMPTY and number not in inside
    )
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(words):
        for key in word.keys:
            numbers[key].append(number)
    return Wording(words, inside, units, numbers, asserted, names_outlet)


@dataclass(slots=True)
class Coverage:
    """What the quotes of one citation carry of a wording, by numbers of words.

    ``untimely`` are words whose verb the quotes have only as what has not happened, or the other way round;
    ``left_out`` those words of the quotes that turn, doubt or are verbs, and that the wording does not have.
    """

    carried: set[int] = field(default_factory=set)
    untimely: dict[int, tuple[Word, str]] = field(default_factory=dict)
    left_out: list[Word] = field(default_factory=list)
    unsaid: list[Word] = field(default_factory=list)
    """All words of the quotes that the wording does not have, for what a message proposes."""
    pairs: dict[Pair, None] = field(default_factory=dict)
    unguarded: tuple[tuple[Word, Word], ...] = ()
    """Of a shorter text: the words that all behind it deny or hedge, and it does not, each with the doubt."""


def coverage(
    wording: Wording,
    quotes: Sequence[Wording],
    pairs: Iterable[Pair],
    vocabulary: Vocabulary,
    *,
    told: frozenset[str] = frozenset(),
    said: frozenset[str] = frozenset(),
    may_be_shorter: bool = False,
) -> Coverage:
    """Return what ``quotes`` carry of ``wording``.

    ``told`` are keys of words that need no quote, ``said`` keys of words that the wording may leave out: the
    citation says them in another way. One that ``may_be_shorter`` may leave out all.
    """
    found = Coverage()
    used: set[tuple[int, int]] = set()
    for number, word in enumerate(wording.words):
        if word.kind is WordKind.EMPTY:
            continue
        alike = _alike(number, wording, quotes, vocabulary)
        used.update(place for place, _ in alike)
        if alike and not _is_timely(word, [other for _, other in alike]):
            found.untimely[number] = word, _with_auxiliaries(quotes, alike[0][0])
        if (alike and not _is_once_too_often(number, wording, alike)) or not word.keys.isdisjoint(told):
            found.carried.add(number)
    found.carried.update(_to_come(wording, quotes, vocabulary))
    for pair in pairs:
        _lean(pair, wording, quotes, found, used, keeps=not may_be_shorter)
    if may_be_shorter:
        return found
    unsaid = [
        quote.words[number]
        for at, quote in enumerate(quotes)
        for number in quote.asserted
        if (at, number) not in used and quote.words[number].keys.isdisjoint(said | told)
    ]
    found.left_out = [word for word in unsaid if word.kind in _KEPT]
    found.unsaid = unsaid
    return found


def _alike(
    number: int, wording: Wording, quotes: Sequence[Wording], vocabulary: Vocabulary
) -> list[tuple[tuple[int, int], Word]]:
    """Return the words of the quotes that share a lemma, family or unit with a word, each with its place.

    A name or date carries no verb: “the United States” does not say “stated”, nor “in May” that it may be.
    """
    word, found = wording.words[number], []
    is_verb = word.past or word.open or word.kind is WordKind.HEDGE or says_may(word)
    units = wording.units_of(word)
    for at, quote in enumerate(quotes):
        if not units and quote.numbers.keys().isdisjoint(word.keys):
            continue
        numbers = set(quote.like(word))
        if is_verb:
            numbers -= quote.proven
        for start, _, ids in quote.units if units else ():
            if any(vocabulary.is_a(one, unit) for one in ids for unit in units):
                numbers |= {one for one, other in enumerate(quote.words) if other.start == start}
        found += [((at, one), quote.words[one]) for one in sorted(numbers)]
    return found


def _to_come(wording: Wording, quotes: Sequence[Wording], vocabulary: Vocabulary) -> Iterator[int]:
    """Yield the numbers of each “will” and “would” before a verb that the quotes have only as yet to come.

    “They threatened to close it” carries “threatened that they would close it”.
    """
    for number, word in enumerate(wording.words[:-1]):
        if word.form in _FUTURE:
            behind = next((at for at in wording.asserted if at > number), None)
            alike = [] if behind is None else _alike(behind, wording, quotes, vocabulary)
            if alike and all(other.open for _, other in alike):
                yield number


def _with_auxiliaries(quotes: Sequence[Wording], place: tuple[int, int]) -> str:
    """Return a word of the quotes with the two before it: “plans to fire”."""
    words = quotes[place[0]].words[max(0, place[1] - 2) : place[1] + 1]
    return " ".join(word.text for word in words)


def _is_once_too_often(number: int, wording: Wording, alike: Sequence[tuple[tuple[int, int], Word]]) -> bool:
    """Tell whether a word that turns the sentence stands in it more often than in the quotes."""
    word = wording.words[number]
    if word.kind is not WordKind.TURN:
        return False
    before = sum(other < number and other not in wording.proven for other in wording.like(word))
    return before >= len(alike)


def _is_timely(word: Word, alike: Sequence[Word]) -> bool:
    """Tell whether a verb is told as the quotes tell it: as done, or as not or not yet."""
    if word.open:
        return not all(other.past for other in alike)
    if word.is_now and all(other.was_then for other in alike):
        return False
    if word.past and all(other.is_now and not other.past for other in alike):
        return False  # “is lifting it” is no “lifted it”
    return not (word.past or word.present) or not all(other.open for other in alike)


def _lean(
    pair: Pair,
    wording: Wording,
    quotes: Sequence[Wording],
    found: Coverage,
    said: set[tuple[int, int]],
    *,
    keeps: bool,
) -> None:
    """Take what ``pair`` carries; it is used where it carries a word that nothing else does.

    With ``keeps`` also where it keeps a word of the quotes from being left out.
    """
    theirs = [
        (at, number)
        for at, quote in enumerate(quotes)
        for numbers in places(pair.their_words, quote)
        for number in numbers
    ]
    ours = [number for numbers in places(pair.our_words, wording) for number in numbers] if theirs else []
    if not ours:
        return
    new, kept = set(ours) - found.carried, set(theirs) - said
    verbs = {place: quotes[place[0]].words[place[1]] for place in theirs}
    verbs = {place: verb for place, verb in verbs.items() if verb.open or verb.past} or verbs
    for number in new:
        if not _is_timely(wording.words[number], tuple(verbs.values())):
            found.untimely[number] = wording.words[number], _with_auxiliaries(quotes, next(iter(verbs)))
    if (new & set(wording.asserted)) or (keeps and any(_is_kept(quotes, place) for place in kept)):
        found.pairs[pair] = None
    found.carried |= new
    said |= kept


def places(wanted: tuple[Word, ...], wording: Wording) -> Iterator[list[int]]:
    """Yield the numbers of the words that are ``wanted``, in their order; only empty words stand between."""
    for first in wording.like(wanted[0]) if wanted else ():
        numbers, left = [first], list(wanted[1:])
        for number in range(first + 1, len(wording.words)):
            if not left:
                break
            if left[0].is_like(wording.words[number]):
                numbers.append(number)
                left.pop(0)
            elif wording.words[number].kind is not WordKind.EMPTY:
                break
        if not left:
            yield numbers


def _is_kept(quotes: Sequence[Wording], place: tuple[int, int]) -> bool:
    at, number = place
    return number not in quotes[at].proven and quotes[at].words[number].kind in _KEPT
