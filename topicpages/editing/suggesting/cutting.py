"""Cuts from a passage the words that may carry an answer, as quotes that the rules of the house allow."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from topicpages.editing.suggesting.traces import Sought
from topicpages.evidence import LONGEST_QUOTE, Prover
from topicpages.language import (
    Figure,
    Located,
    PreparedPassage,
    Word,
    WordKind,
    carries,
    denies,
    locate,
    says_may,
    words_in,
)
from topicpages.sources import QuoteSpec

Span = tuple[int, int]

_TOKEN = re.compile(r"\S+")
_CORE = re.compile(r"[$€£¥+#]?\w(?:.*\w)?[%‰°]?")
_SENTENCE_END = re.compile(r"[.!?][\"')\]]*$")
_ABBREVIATED = re.compile(r"(?:^|\W)(?:\w|Mr|Dr|St|Lt|Mrs|Gen|Col|Sen|Gov|Rep|Sgt|No)\.$")
# Words that a statement may not leave out, so that they should not be quoted unless it has them.
_KEPT = frozenset((WordKind.TURN, WordKind.HEDGE, WordKind.VERB))
_MOST_CONTEXT = 6
_NEAR = 3
_STOP = re.compile(r"[.!?][\"')\]]*(?= |$)")
# How many words that assert something may stand between a doubt and what it bears on.
_DOUBTED_BEHIND, _DOUBTED_BEFORE = 5, 2
# How many words that the answer has not may stand in sequence in a quote, and whether one may turn it.
_WAYS = ((LONGEST_QUOTE, True), (5, True), (5, False), (2, True), (2, False), (0, False))


@dataclass(frozen=True, slots=True)
class Token:
    """Words at ``start:end`` of a folded passage that are not parted: one, or a name or figure."""

    start: int
    end: int
    size: int
    begins_sentence: bool
    ends_sentence: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """A quote with its ``span`` in the folded passage and its ``spot`` in the raw one."""

    spec: QuoteSpec
    span: Span
    spot: Span


class OpenPassage:
    """A passage read once, to be cut often; ``runs`` has the tokens of each quotable span."""

    def __init__(self, prover: Prover, prepared: PreparedPassage, longest: int = LONGEST_QUOTE) -> None:
        self.prover, self.prepared, self.longest = prover, prepared, longest
        self.number, self.text, self.raw = prepared.number, prepared.text.text, prepared.text.raw
        self.figures = prover.figures(self.text)
        self.parties = prover.vocabulary.parties_in(self.text)
        self.units = prover.vocabulary.units_in(self.text)
        self.names = [(start, end) for start, end, _ in self.parties]
        self.words = [word for word in words_in(self.text) if word.kind is not WordKind.EMPTY]
        self.turning = [word for word in self.words if word.kind in _KEPT and not self._in_name(word)]
        wholes = [*self.names, *((figure.start, figure.end) for figure in self.figures)]
        self.runs = [_tokens(self.text, span, wholes) for span in prepared.quotable]

    def _in_name(self, word: Word) -> bool:
        return any(start <= word.start < end for start, end in self.names)

    def is_quotable(self, span: Span) -> bool:
        """Tell whether all of ``span`` may be quoted."""
        return any(holds(quotable, span) for quotable in self.prepared.quotable)

    def cuts(self, one: Sought, read: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
        """Yield sets of spans that show what ``one`` and the passage share, and those of ``read``.

        The first has the longest runs of words, the last but one the shortest; the last are whole phrases.
        """
        telling = [*self._shared(one), *read]
        turns_too = (word for word in self.words if not one.keys.isdisjoint(word.keys))
        same = [*telling, *((word.start, word.end) for word in turns_too)]
        turning = [word.start for word in self.turning if one.keys.isdisjoint(word.keys)]
        known: set[tuple[Span, ...]] = set()

        def matches(token: Token) -> bool:
            return any(map(partial(touch, (token.start, token.end)), same))

        def turns(token: Token) -> bool:
            return any(token.start <= at < token.end for at in turning)

        for gap, may_turn in _WAYS:
            stops: Callable[[Token], bool] = _never if may_turn else turns
            joined = (span for run in self.runs for span in _joined(run, matches, stops, gap, self.longest))
            # “after” alone shows nothing.
            found = tuple(span for span in joined if any(map(partial(touch, span), telling)))
            if found and found not in known:
                known.add(found)
                yield found
        phrases = (run for run in self.runs if any(map(matches, run)))
        found = tuple(span for run in phrases for span in _fitting(run, matches, self.longest))
        if found and found not in known:
            yield found

    def _shared(self, one: Sought) -> list[Span]:
        """Return where the passage has figures, names, units and words of the answer; turning words apart."""
        vocabulary = self.prover.vocabulary
        wider = {amount.unit for amount in one.amounts}
        found = [(start, end) for start, end, ids in self.parties if ids & one.names]
        found += [(figure.start, figure.end) for figure in self.figures if _is_said(figure, one)]
        found += [
            (start, end)
            for start, end, ids in self.units
            if any(vocabulary.is_a(unit, known) for unit in ids for known in wider)
        ]
        for mark in one.marked:
            found += [match.span() for match in re.finditer(re.escape(mark), self.text)]
        words = (word for word in self.words if word.kind is not WordKind.TURN)
        found += [(word.start, word.end) for word in words if not one.keys.isdisjoint(word.keys)]
        return found

    def turning_beside(self, span: Span) -> Iterator[Word]:
        """Yield words of the article beside ``span`` that turn what it says, as far as its sentence goes.

        “It is not true that” may stand before a quote, and “only” right before it; “is denied” behind it.
        """
        low, high = next(quotable for quotable in self.prepared.quotable if holds(quotable, span))
        ends = [stop.end() for stop in _STOP.finditer(self.text, low, span[0])]
        stop = _STOP.search(self.text, span[1], high)
        first, last = ends[-1] if ends else low, stop.start() if stop else high
        before = [word for word in self.words if first <= word.start and word.end <= span[0]]
        behind = [word for word in self.words if span[1] <= word.start and word.end <= last]
        yield from filter(doubts, before[-_DOUBTED_BEHIND:-1])
        yield from (word for word in before[-1:] if word.kind is WordKind.TURN or doubts(word))
        yield from filter(doubts, behind[:_DOUBTED_BEFORE])

    def weighty(self, but: Sequence[Span]) -> Iterator[Span]:
        """Yield spans around the figures, names and asserting words that stand outside of ``but``."""
        figures = [(figure.start, figure.end) for figure in self.figures]
        words = [(word.start, word.end) for word in self.words]

        def tells(token: Token) -> bool:
            spans = (*figures, *self.names, *words)
            is_taken = any(low < token.end and token.start < high for low, high in but)
            return not is_taken and any(low < token.end and token.start < high for low, high in spans)

        for run in self.runs:
            yield from _joined(run, tells, _never, _NEAR, self.longest)


def holds(outer: Span, inner: Span) -> bool:
    """Tell whether ``inner`` lies within ``outer``."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def touch(one: Span, other: Span) -> bool:
    """Tell whether two spans have a character in common."""
    return one[0] < other[1] and other[0] < one[1]


def doubts(word: Word) -> bool:
    """Tell whether ``word`` denies something or leaves it open."""
    return denies(word) or says_may(word) or word.kind is WordKind.HEDGE


def _is_said(figure: Figure, one: Sought) -> bool:
    return any(carries(figure, needed, qualified=False) for needed in one.figures) or any(
        amount.has_end(figure.low) or amount.has_end(figure.high) for amount in one.amounts
    )


def _never(_: Token) -> bool:
    return False


def _tokens(text: str, span: Span, wholes: Sequence[Span]) -> list[Token]:
    """Return the words of the quotable ``span`` without marks around them; names and figures stay whole."""
    inside = [whole for whole in wholes if span[0] <= whole[0] and whole[1] <= span[1]]
    found: list[Token] = []
    begins = text[span[0] : span[0] + 1].isupper()
    for match in _TOKEN.finditer(text, *span):
        core = _CORE.search(match.group())
        ends = bool(_SENTENCE_END.search(match.group())) and not _ABBREVIATED.search(match.group())
        if core is not None:
            start, end = match.start() + core.start(), match.start() + core.end()
            for low, high in inside:
                if low < end and start < high:
                    start, end = min(start, low), max(end, high)
            if found and start < found[-1].end:
                last = found.pop()
                start, end, begins = min(start, last.start), max(end, last.end), last.begins_sentence
            found.append(Token(start, end, len(text[start:end].split()), begins, ends))
            begins = ends
    return found


def _joined(
    run: Sequence[Token],
    matches: Callable[[Token], bool],
    stops: Callable[[Token], bool],
    gap: int,
    longest: int,
) -> Iterator[Span]:
    """Yield spans from one matching token to another, with at most ``gap`` others in sequence between.

    None goes over the end of a sentence, over a token that stops it, or is longer than a quote may be.
    """
    joined: list[Token] = []
    between: list[Token] = []
    for token in run:
        if matches(token):
            if joined and (len(between) > gap or any(map(stops, between))):
                yield from _fitting(joined, matches, longest)
                joined = []
            joined = [*joined, *between, token] if joined else [token]
            between = []
        elif joined:
            between.append(token)
        if token.ends_sentence and joined:
            yield from _fitting(joined, matches, longest)
            joined, between = [], []
    if joined:
        yield from _fitting(joined, matches, longest)


def _fitting(run: Sequence[Token], matches: Callable[[Token], bool], longest: int) -> Iterator[Span]:
    """Yield ``run`` as one span, or as several if it is too long for a quote or a whole sentence."""
    is_sentence = run[0].begins_sentence and run[-1].ends_sentence and len(run) > 1
    if (sum(token.size for token in run) <= longest and not is_sentence) or len(run) == 1:
        if run[0].size <= longest:
            yield run[0].start, run[-1].end
        return
    low, high = _widest_gap(run, matches) or ((1, 1) if is_sentence else (len(run) // 2, len(run) // 2))
    # Of a short sentence without a gap the first word is left out: no quote is a whole sentence.
    if low > 1 or not is_sentence or high > low:
        yield from _fitting(run[:low], matches, longest)
    yield from _fitting(run[high:], matches, longest)


def _widest_gap(run: Sequence[Token], matches: Callable[[Token], bool]) -> Span | None:
    """Return from and to which number no token matches: the widest such gap, of two the one in the middle."""
    found: list[Span] = []
    at = 0
    while at < len(run):
        end = at
        while end < len(run) and not matches(run[end]):
            end += 1
        if 0 < at < end < len(run):
            found.append((at, end))
        at = max(end, at + 1)
    middle = len(run) / 2
    return max(found, key=lambda gap: (gap[1] - gap[0], -abs(gap[0] - middle)), default=None)


def quote_at(passage: PreparedPassage, span: Span, passages: Sequence[PreparedPassage]) -> Cut | None:
    """Return the quote at ``span`` of ``passage``, with a prefix or suffix if it stands more than once.

    ``None`` when no few words beside it tell it from its other places.
    """
    folded = passage.text
    spot = folded.raw_span(*span)
    exact = " ".join(folded.raw[slice(*spot)].split())
    for prefix, suffix in _contexts(folded.text, span):
        verdict = locate(exact, passages, prefix=prefix, suffix=suffix, nearby=False)
        if isinstance(verdict, Located):
            is_there = verdict.place.passage == passage.number and verdict.place.spans == (spot,)
            return Cut(QuoteSpec(exact=exact, prefix=prefix, suffix=suffix), span, spot) if is_there else None
    return None


def _contexts(text: str, span: Span) -> Iterator[tuple[str | None, str | None]]:
    """Yield what may stand before or behind a quote, the shortest first."""
    yield None, None
    # The normaliser compares no quote marks there.
    before, behind = (_TOKEN.findall(part.replace('"', " ")) for part in (text[: span[0]], text[span[1] :]))
    for count in range(1, _MOST_CONTEXT + 1):
        if len(before) >= count:
            yield " ".join(before[-count:]), None
        if len(behind) >= count:
            yield None, " ".join(behind[:count])
