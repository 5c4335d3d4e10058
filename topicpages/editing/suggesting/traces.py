"""What a passage and an answer may have in common: figures, names and word families, each with its weight.

What few answers have tells more than what many have. An index finds the answers that share enough with a
passage, so that only these are proven.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log

from topicpages.evidence import Prover, Requirements
from topicpages.language import Figure, FigureKind, Word, WordKind, normalise, parse_edtf, words_in
from topicpages.sources import Amount, Assertion, Dating

Trace = tuple[str, object]
"""A sort (“figure”, “name”, “word”) and what it is."""

Days = tuple[object, object]
"""First and last day."""

_MARKED = re.compile(r'"([^"]*)"')
# A trace that more answers than this have leads to none of them, unless there are few answers.
_COMMON, _FEW = 0.2, 20
_LEAST_WEIGHT = 0.2


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says: the words that assert something, and all traces."""

    words: tuple[Word, ...]
    traces: frozenset[Trace]


def said(prover: Prover, *texts: str) -> Said:
    """Return what ``texts`` say together; names of outlets are left out."""
    bare = [prover.without_outlets(text) for text in texts]
    words = tuple({word.form: word for text in bare for word in _asserted(prover, text)}.values())
    figures = (trace for text in bare for trace in _of_figures(prover.figures(text)))
    names = (("name", name) for text in texts for name in prover.named(text))
    keys = (("word", key) for word in words for key in word.keys)
    return Said(words, frozenset[Trace]((*figures, *names, *keys)))


def _asserted(prover: Prover, text: str) -> Iterator[Word]:
    """Yield the words of ``text`` that assert something, but for those in names and figures."""
    folded = normalise(text).text
    spans = [(start, end) for start, end, _ in prover.vocabulary.parties_in(folded)]
    spans += [(figure.start, figure.end) for figure in prover.figures(folded)]
    for word in words_in(folded):
        if word.kind is not WordKind.EMPTY and not any(start <= word.start < end for start, end in spans):
            yield word


def _of_figures(figures: Iterable[Figure]) -> Iterator[Trace]:
    """Yield what figures have in common that may carry each other, however exactly they are told."""
    for figure in figures:
        when = figure.when
        if when is not None:
            yield from (("figure", ("year", year)) for year in (when.year,) if year)
            yield from (("figure", ("month", month)) for month in (when.month,) if month)
            yield from (("figure", (when.month, day)) for day in (when.day,) if day)
        if figure.low is not None:
            yield "figure", figure.low
        elif figure.word and figure.kind is not FigureKind.RELATIVE:
            yield "figure", figure.word


class Sought:
    """What an answer says, as it is looked for in passages; what takes long is only made when asked for."""

    def __init__(self, prover: Prover, answer: Assertion) -> None:
        self.prover, self.answer = prover, answer
        self.statement = said(prover, answer.spec.statement)
        quoted = ([quote.spec.exact for quote in citation.quotes] for citation in answer.citations)
        self.others = tuple(said(prover, *texts) for texts in quoted if texts)
        """What the quotes of each of its citations say."""

    @property
    def traces(self) -> frozenset[Trace]:
        """All traces of the statement and of the quotes of its citations."""
        return self.statement.traces.union(*(other.traces for other in self.others))

    @cached_property
    def required(self) -> Requirements:
        """What a citation must carry."""
        return self.prover.required(self.answer)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all words that say it: of the statement, of citations, of declared paraphrases."""
        words = [*self.statement.words, *(word for other in self.others for word in other.words)]
        words += (
            word
            for pair in self.required.pairs
            for word in pair.their_words
            if word.kind is not WordKind.EMPTY
        )
        return frozenset[str]().union(*(word.keys for word in words))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the statement."""
        return self.prover.figures(self.prover.without_outlets(self.answer.spec.statement))

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """The amounts among its values."""
        parts = (part for value in self.answer.spec.values for part in value.parts())
        return tuple(part for part in parts if isinstance(part, Amount))

    @cached_property
    def names(self) -> frozenset[str]:
        """The entities that the statement or a value names."""
        parties = (value.party_ids for value in self.answer.spec.values)
        return self.prover.named(self.answer.spec.statement).union(*parties)

    @cached_property
    def days(self) -> Mapping[Days, str]:
        """The days that must be shown, as EDTF."""
        spec = self.answer.spec
        parts = (part for value in spec.values for part in value.parts())
        when = parse_edtf(spec.when.edtf) if spec.when and spec.when.basis == "stated" else None
        dates = [part.edtf for part in parts if isinstance(part, Dating)] + ([when] if when else [])
        dates += (bounds for one in self.figures if one.when and (bounds := one.when.bounds))
        found: dict[Days, str] = {}
        for date in dates:
            found.setdefault((date.lower, date.upper), date.text)
        return found

    @cached_property
    def marked(self) -> tuple[str, ...]:
        """The words that the statement quotes."""
        return tuple(_MARKED.findall(normalise(self.answer.spec.statement).text))


class Index:
    """Answers by what they say."""

    def __init__(self, prover: Prover, answers: Iterable[Assertion]) -> None:
        self.prover = prover
        self.answers = {answer.id: Sought(prover, answer) for answer in answers}
        found: defaultdict[Trace, list[str]] = defaultdict(list)
        for key, one in self.answers.items():
            for trace in one.traces:
                found[trace].append(key)
        self._with = found
        total = len(self.answers) + 1
        self._weights = {
            trace: max(_LEAST_WEIGHT, log(total / (len(keys) + 0.5))) for trace, keys in found.items()
        }
        self._heaviest = max(_LEAST_WEIGHT, log(total / 1.5))

    def weight(self, trace: Trace) -> float:
        """Return how much ``trace`` tells: the fewer answers have it, the more."""
        return self._weights.get(trace, self._heaviest)

    def weight_of(self, word: Word) -> float:
        """Return how much ``word`` tells, by the most usual of its forms."""
        return min((self.weight(("word", key)) for key in word.keys), default=_LEAST_WEIGHT)

    def akin(self, text: str) -> list[tuple[float, Sought]]:
        """Return the answers that share something rare with ``text``, those that share most first.

        Each comes with the share, 0 to 1, of what its statement or one of its citations says.
        """
        traces = said(self.prover, text).traces
        most = max(_FEW, _COMMON * len(self.answers))
        known = (self._with[trace] for trace in traces if trace in self._with)
        keys = {key for found in known if len(found) <= most for key in found}
        shares = ((self._share(self.answers[key], traces), self.answers[key]) for key in keys)
        return sorted(shares, key=lambda one: (-one[0], one[1].answer.id))

    def _share(self, one: Sought, traces: frozenset[Trace]) -> float:
        wordings = [other.traces for other in (one.statement, *one.others) if other.traces]
        return max(
            sum(map(self.weight, wording & traces)) / sum(map(self.weight, wording)) for wording in wordings
        )
