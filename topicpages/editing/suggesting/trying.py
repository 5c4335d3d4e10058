"""Tries quotes of a passage for an answer: the proof says what they carry, weights say how much that is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from topicpages.editing.suggesting.cutting import Cut, OpenPassage, Span, doubts, holds, quote_at
from topicpages.editing.suggesting.traces import Index, Sought
from topicpages.evidence import CitationEvidence, Lack, LackKind, Need, Prover, WordNeed, negated, proven
from topicpages.language import (
    Edtf,
    FigureKind,
    PreparedPassage,
    Word,
    WordKind,
    normalise,
    parse_edtf,
    resolve_latest,
    resolve_relative,
    resolve_weekday,
    words_in,
)
from topicpages.sources import (
    OWN_VOICE,
    Article,
    Citation,
    CitationSpec,
    Quote,
    QuotedSpan,
    ReadingRule,
    ReadingSpec,
    Says,
)

_SPEAKS = re.compile(
    r",? (?:says?|said|states?|stated|announced|reports?|reported|warns?|warned|told|wrote|claims?|claimed"
    r"|denies|denied|estimates?|estimated)\b"
)
_DAYS = frozenset((FigureKind.DATE, FigureKind.WEEKDAY, FigureKind.RELATIVE))
_RESOLVED = (
    (ReadingRule.WEEKDAY, resolve_weekday),
    (ReadingRule.RELATIVE_DATE, resolve_relative),
    (ReadingRule.LATEST_DATE, resolve_latest),
)
_NOT_CARRIED = frozenset((LackKind.WORD, LackKind.TENSE))
_OF_ITS_FIGURE = frozenset((LackKind.UNIT, LackKind.PARTY, LackKind.QUALIFIER, LackKind.RATE))

# What a figure, a name, a verb and quoted words of a statement weigh beside a word.
_FIGURE, _LEAST_NAME, _VERB, _LEAST_MARKED = 2.5, 1.0, 1.5, 3.0
# Of a figure that is there of another unit or party, or said less exactly, half is lost.
_HALF = 0.5
# What is said as another citation says it counts a little less than what is said as the statement does.
_OTHERWISE = 0.9
_EACH_QUOTE, _EACH_TURN, _EACH_TURN_IN_PART, _A_QUOTE, _A_WORD = 0.03, 0.7, 0.2, 0.3, 0.02
_VOICE_GAIN = 0.5

Voice = tuple[str, Says]
_OWN: Voice = (OWN_VOICE, Says.REPORTS)
Read = tuple[Span, ReadingSpec]


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """What one set of quotes carries of an answer.

    ``score`` is the share of it, 0 to 1, by weight, said as the statement or as another citation says it;
    ``literal`` is the share by the statement alone, ``worded`` that of its words, figures and names apart. Of
    two trials the one of lower ``cost`` is better.
    ``lacks`` are what the quotes do not give, ``turned`` what they say otherwise or more.
    """

    cuts: tuple[Cut, ...]
    citation: Citation
    found: CitationEvidence
    score: float
    literal: float
    worded: float
    cost: float
    lacks: tuple[str, ...]
    turned: tuple[str, ...]
    unmarked: bool

    @property
    def whole(self) -> bool:
        """Whether it carries all figures, names, dates and quoted words."""
        return self.found.whole and not self.unmarked

    @property
    def to_the_word(self) -> bool:
        """Whether every rule of the house is content with it."""
        return self.whole and not self.lacks and not self.turned


class Trier:
    """Tries quotes of one article."""

    def __init__(
        self, prover: Prover, index: Index, article: Article, passages: Sequence[PreparedPassage]
    ) -> None:
        self.prover, self.index, self.passages = prover, index, passages
        texts = {one.number: one.text.raw for one in passages}
        shown = (
            replace(passage, text=texts.get(passage.number, passage.text)) for passage in article.passages
        )
        self.article = replace(article, passages=tuple(shown))
        self._cuts: dict[tuple[int, Span], Cut | None] = {}
        self.published = parse_edtf(article.record.published.edtf)

    def cut(self, passage: OpenPassage, span: Span) -> Cut | None:
        """Return the quote at ``span``; see :func:`quote_at`."""
        key = passage.number, span
        if key not in self._cuts:
            self._cuts[key] = quote_at(passage.prepared, span, self.passages)
        return self._cuts[key]

    def best(self, passage: OpenPassage, one: Sought) -> Trial | None:
        """Return the best quotes of ``passage`` for ``one``; ``None`` when nothing quotable is shared."""
        reads = [read for read in self._reads(passage, one) if passage.is_quotable(read[0])]
        best: Trial | None = None
        for spans in passage.cuts(one, [span for span, _ in reads]):
            found = (self.cut(passage, span) for span in spans)
            if cuts := tuple(cut for cut in found if cut):
                best = _better(best, self._tried(passage, one, cuts, reads, _OWN))
        if best is None:
            return None
        for voice in self._voices(passage, one):
            spoken = self._tried(passage, one, best.cuts, reads, voice)
            if spoken.cost < best.cost - _VOICE_GAIN:
                best = spoken
        return self._without_needless(passage, one, best, reads)

    def alone(self, passage: OpenPassage, one: Sought, cut: Cut) -> Trial:
        """Return what a single quote carries."""
        return self._tried(passage, one, (cut,), (), _OWN)

    def _without_needless(
        self, passage: OpenPassage, one: Sought, best: Trial, reads: Sequence[Read]
    ) -> Trial:
        """Return ``best`` without the quotes that carry nothing by themselves."""
        voice = (best.citation.spec.voice, best.citation.spec.says)
        for cut in sorted(best.cuts, key=lambda cut: len(cut.spec.exact)):
            left = tuple(other for other in best.cuts if other is not cut)
            if left:
                fewer = self._tried(passage, one, left, reads, voice)
                best = fewer if fewer.cost <= best.cost else best
        return best

    def _reads(self, passage: OpenPassage, one: Sought) -> Iterator[Read]:
        """Yield the readings that give a day of the answer, each with where its words stand."""
        for figure in passage.figures if one.days and self.published else ():
            if figure.kind not in _DAYS or (figure.when and figure.when.year):
                continue
            for rule, resolve in _RESOLVED:
                day: Edtf | None = resolve(figure.text, self.published) if self.published else None
                if day is not None and (means := one.days.get((day.lower, day.upper))):
                    reading = ReadingSpec.model_validate({"from": figure.text, "means": means, "by": rule})
                    yield (figure.start, figure.end), reading
                    break

    def _voices(self, passage: OpenPassage, one: Sought) -> Iterator[Voice]:
        """Yield whose word it is elsewhere or in the statement, if the passage names them."""
        known = {citation.voice: citation.spec.says for citation in one.answer.citations}
        statement = self.prover.said(one.answer.spec.statement)
        for _, end, ids in statement.parties:
            if len(ids) == 1 and _SPEAKS.match(statement.text, end):
                known.setdefault(min(ids), Says.STATES)
        named = self.prover.named(passage.raw)
        yield from ((voice, says) for voice, says in known.items() if voice in named)

    def _tried(
        self, passage: OpenPassage, one: Sought, cuts: tuple[Cut, ...], reads: Sequence[Read], voice: Voice
    ) -> Trial:
        inside = (reading for span, reading in reads if any(holds(cut.span, span) for cut in cuts))
        place = one.answer.place
        spec = CitationSpec(
            article=self.article.id,
            quotes=tuple(cut.spec for cut in cuts),
            voice=voice[0],
            says=voice[1],
            reads=tuple(inside),
        )
        quotes = (Quote(cut.spec, (QuotedSpan(passage.number, *cut.spot),), place) for cut in cuts)
        citation = Citation(spec, self.article, tuple(quotes), place)
        found = proven(self.prover, citation, one.required)
        words = _words_of(cuts)
        unmarked = [mark for mark in one.marked if not any(mark in _folded(cut) for cut in cuts)]
        total, lost, to_the_word, worded = self._weighed(one, found, words, unmarked)
        turned = (*(lack.text for lack in found.wording if lack.missing not in _NOT_CARRIED),)
        if found.whole and not turned:
            turned = self._turned(passage, one, citation, cuts)
        lacks = (*found.lacks, *(f"“{mark}”" for mark in unmarked))
        lacks += tuple(lack.text for lack in found.wording if lack.missing in _NOT_CARRIED)
        size = sum(len(cut.spec.exact.split()) for cut in cuts)
        # What the article says in other words should be read where it stands, not be cut out.
        turn = _EACH_TURN_IN_PART if lacks else _EACH_TURN
        return Trial(
            cuts,
            citation,
            found,
            score=(1 - lost / total if total else 0.0) - _EACH_QUOTE * (len(cuts) - 1),
            literal=1 - to_the_word / total if total else 0.0,
            worded=worded,
            cost=lost + turn * len(turned) + _A_QUOTE * len(cuts) + _A_WORD * size,
            lacks=tuple(dict.fromkeys(lacks)),
            turned=tuple(dict.fromkeys(turned)),
            unmarked=bool(unmarked),
        )

    def _turned(
        self, passage: OpenPassage, one: Sought, citation: Citation, cuts: Sequence[Cut]
    ) -> tuple[str, ...]:
        """Return what quotes that carry all say in another order, or deny, by what stands beside them too."""
        statement = one.answer.spec.statement
        orders = [
            f"the order of {item.first.text} and {item.second.text}"
            for item in self.prover.misordered(one.answer, citation)
        ]
        is_denied = any(negated(quote.exact) for quote in citation.spec.quotes) != negated(statement)
        ours = sum(map(doubts, words_in(normalise(statement).text)))
        is_denied |= sum(map(doubts, _words_of(cuts))) > ours
        inside = [cut.span for cut in cuts]
        # A doubt of the statement's own that the quotes have is not needed once more beside them.
        quoted = frozenset[str]().union(*(word.keys for word in _words_of(cuts)))
        wanted = one.keys - quoted
        beside = (
            word.text
            for cut in cuts
            for word in passage.turning_beside(cut.span)
            if wanted.isdisjoint(word.keys)
            and not any(holds(span, (word.start, word.end)) for span in inside)
        )
        return (*orders, *(("a negation or doubt",) if is_denied else ()), *beside)

    def _weighed(
        self, one: Sought, found: CitationEvidence, words: Sequence[Word], unmarked: Sequence[str]
    ) -> tuple[float, float, float, float]:
        """Return what all of the answer weighs, what of it is lost, what if only its own words count.

        And last the share of its words that is carried, figures and names apart.
        """
        needs = [(self._of_need(need), _lost(need, found.details)) for need in one.required.needs]
        total, lost = sum(weight for weight, _ in needs), sum(weight * share for weight, share in needs)
        least = _HALF * sum(map(self._of_word, one.statement.words))
        otherwise = min(
            (self._lost_otherwise(other.words, words, (total, lost), least) for other in one.others),
            default=1.0,
        )
        missing = [lack.need for lack in found.wording if lack.missing in _NOT_CARRIED]
        places = {(need.where, need.start) for need in missing if isinstance(need, WordNeed)}
        needed, missed = total, lost
        for where, wording in one.required.wordings.items():
            for number in wording.asserted:
                word = wording.words[number]
                total += self._of_word(word)
                lost += self._of_word(word) if (where, word.start) in places else 0.0
        words_weigh = total - needed
        carried = 1 - (lost - missed) / words_weigh if words_weigh else 1.0
        for mark in one.marked:
            weight = max(_LEAST_MARKED, sum(map(self.index.weight_of, words_in(mark))))
            total += weight
            lost += weight if mark in unmarked else 0.0
        # Quoted words stand for themselves: nothing is said otherwise of them.
        return total, min(lost, total * (1 - _OTHERWISE * (1 - otherwise))), lost, carried

    def _lost_otherwise(
        self, asked: Sequence[Word], words: Sequence[Word], of_needs: tuple[float, float], least: float
    ) -> float:
        """Return the share that is lost of what another citation says; its words weigh ``least`` at least."""
        have = frozenset[str]().union(*(word.keys for word in words))
        weights = [(self._of_word(word), have.isdisjoint(word.keys)) for word in asked]
        weight = max(least, sum(weight for weight, _ in weights))
        carried = sum(weight for weight, is_lost in weights if not is_lost)
        total, lost = of_needs[0] + weight, of_needs[1] + weight - carried
        return lost / total if total else 1.0

    def _of_need(self, need: Need) -> float:
        party = getattr(need, "party", None)
        return max(_LEAST_NAME, self.index.weight(("name", party))) if party else _FIGURE

    def _of_word(self, word: Word) -> float:
        is_verb = word.past or word.open or word.kind is WordKind.VERB
        return self.index.weight_of(word) * (_VERB if is_verb else 1.0)


def _better(best: Trial | None, other: Trial) -> Trial:
    if best is None:
        return other
    return min(best, other, key=lambda trial: (trial.cost, len(trial.cuts)))


def _folded(cut: Cut) -> str:
    return normalise(cut.spec.exact).text


def _words_of(cuts: Sequence[Cut]) -> list[Word]:
    return [word for cut in cuts for word in words_in(_folded(cut))]


def _lost(need: Need, lacks: Sequence[Lack]) -> float:
    """Return the share of ``need`` that is lost: all, a half, or nothing."""
    lack = next((lack for lack in lacks if lack.need == need), None)
    if lack is None:
        return 0.0
    return _HALF if lack.missing in _OF_ITS_FIGURE and lack.shown else 1.0
