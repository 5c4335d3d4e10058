"""What the quotes of one citation carry: figures, units, parties, words, and what its readings add."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from topicpages.evidence.proof.covering import Wording, wording_of
from topicpages.evidence.proof.doubts import cut_off
from topicpages.evidence.proof.excerpt import Excerpt
from topicpages.evidence.proof.rates import rate_spans
from topicpages.evidence.proof.readings import Read, Reading, ReadingProblem, Source, evaluated
from topicpages.evidence.proof.vocabulary import Quoted, Vocabulary, quoted
from topicpages.language import Edtf, Figure, Names, Word, WordKind, phrase
from topicpages.sources import ReadingRule


@dataclass(frozen=True, slots=True)
class Carried:
    """What the quotes of one citation say, and what its proven readings add.

    ``problems`` are the readings that are not proven; they add nothing.
    """

    quotes: tuple[Quoted, ...]
    reads: tuple[Read, ...]
    problems: tuple[ReadingProblem, ...]
    vocabulary: Vocabulary
    wordings: tuple[Wording, ...] = ()
    told: frozenset[str] = frozenset()
    """Keys of words that need no quote: how a reading reads the passages."""
    roles: frozenset[str] = frozenset()
    """Keys of words for what its passages are: a headline, a bullet."""
    said: frozenset[str] = frozenset()
    """Keys of words that a statement may leave out: how the voice of the citation says it."""
    cut: tuple[Word, ...] = ()
    """The doubts and negations that the quotes leave out of their phrases."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures, first those of the quotes."""
        return tuple(figure for figure, _ in self.shown())

    @property
    def parties(self) -> frozenset[str]:
        """All parties that the quotes name or a reading resolves."""
        named = (ids for quote in self.quotes for _, _, ids in quote.parties)
        return frozenset().union(*named, *(read.parties for read in self.reads))

    def needless(self, wording: Wording) -> frozenset[str]:
        """Return keys of words that ``wording`` need not quote: headlines only with an outlet's name."""
        return self.told | self.roles if wording.names_outlet else self.told

    def shown(self) -> Iterable[tuple[Figure, tuple[Source, ...]]]:
        """Yield each figure with those of the quotes that it stands on; a resolved date stands on none."""
        for quote in self.quotes:
            for figure in quote.figures:
                yield figure, (Source(quote, figure),)
        for read in self.reads:
            if read.figure:
                yield read.figure, read.sources


def carried(
    excerpts: Sequence[Excerpt],
    reads: Sequence[Reading],
    published: Edtf | None,
    names: Names,
    vocabulary: Vocabulary,
    *,
    verb: str = "",
    days: str = "",
) -> Carried:
    """Return what ``excerpts`` carry, readings evaluated against them and the article's date.

    Without ``published`` no reading of a date is proven. ``verb`` says how the voice of the citation says it,
    ``days`` in which order its article writes days in digits.
    """
    said = tuple(quoted(excerpt.text, vocabulary, names, days) for excerpt in excerpts)
    standing = tuple(zip(excerpts, said, strict=True))
    proven, problems = evaluated(reads, standing, published, vocabulary)
    shown = (_READ_AS.get(read.by, "") for read in reads)
    read = " ".join(words for read in reads for words in read.words)
    told = _keys(" ".join(shown)) | _keys(read, turning=False)
    roles = _keys(" ".join(excerpt.role for excerpt in excerpts))
    cut = (cut_off(note, spans) for note, spans in _by_note(excerpts).items())
    return Carried(
        said,
        proven,
        problems,
        vocabulary,
        tuple(map(_worded, said)),
        told,
        roles,
        told | roles | _keys(f"{verb} {read}"),
        tuple(chain.from_iterable(cut)),
    )


def _by_note(excerpts: Iterable[Excerpt]) -> Mapping[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for excerpt in excerpts:
        found.setdefault(excerpt.note, []).extend(excerpt.spans)
    return found


# What a reading says in words of its own.
_READ_AS = {ReadingRule.SUM: "together total", ReadingRule.YEARS_BETWEEN: "year"}


def _keys(text: str, *, turning: bool = True) -> frozenset[str]:
    out = (WordKind.EMPTY,) if turning else (WordKind.EMPTY, WordKind.TURN)
    words = (word.keys for word in phrase(text) if word.kind not in out)
    return frozenset[str]().union(*words)


def _worded(quote: Quoted) -> Wording:
    figures = ((figure.start, figure.end) for figure in quote.figures)
    names = ((start, end) for start, end, _ in quote.parties)
    return wording_of(quote.text, (*figures, *names, *rate_spans(quote.text, quote.figures)), quote.units)
