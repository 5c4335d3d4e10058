"""Proposes what the passages of an article may be cited for. An editor reads it: nothing is accepted here."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from topicpages.editing.suggesting.cutting import OpenPassage, Span
from topicpages.editing.suggesting.rivals import Rival, rivals
from topicpages.editing.suggesting.traces import Index, Sought
from topicpages.editing.suggesting.trying import Trial, Trier
from topicpages.evidence import LONGEST_QUOTE, Prover
from topicpages.language import PreparedPassage, normalise
from topicpages.sources import (
    AmountValue,
    Article,
    Assertion,
    AssertionSpec,
    CitationSpec,
    Library,
    Role,
)

# So many answers are tried for a passage, if they share so much with it.
_MOST_TRIED, _LEAST_SHARED = 30, 0.1
# What is less than that is no proposal, and what is so much less than the best one adds nothing to it.
_LEAST, _BELOW_OF_ANSWER, _BELOW_OF_CLAIM = 0.5, 0.1, 0.05
_LEAST_RIVAL, _LEAST_BESIDE, _LEAST_BESIDE_DAY, _LEAST_AKIN = 0.6, 0.35, 0.6, 0.3
_MOST_QUOTES = 6
# So many figures, names and words in common make a passage tell of the same thing.
_LEAST_IN_COMMON = 2
_LEAST_WORDS = 2


class Relation(StrEnum):
    """How a passage stands to an answer of the sheets."""

    SUPPORTS = "supports"
    """Its quotes carry the whole, to the word."""
    REWORDED = "supports in other words"
    """They carry its figures, dates and names, and not all of its words."""
    IN_PART = "supports in part"
    CONTRADICTS = "contradicts"
    ADDS = "adds to"
    NEW = "new"
    """No answer says anything of the sort."""


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """A citation that an editor may accept; of what is new, the quotes for a claim to be written.

    ``answer`` is the answer to which it stands in this relation; ``rival`` what contradicts it, a guess: its
    spec with another figure. ``shares`` and ``lacks`` say what of it the quotes have and do not have,
    ``turns`` what they say otherwise. ``score`` is 0 to 1.
    """

    passage: int
    role: Role
    relation: Relation
    citation: CitationSpec
    answer: Assertion | None = None
    rival: AssertionSpec | None = None
    shares: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()
    score: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """A trial with its answer and, if it contradicts it, the rival that was tried."""

    passage: OpenPassage
    one: Sought
    trial: Trial
    rival: AssertionSpec | None = None


class Proposer:
    """Proposes citations of one article."""

    def __init__(
        self, library: Library, prover: Prover, article: Article, passages: Sequence[PreparedPassage]
    ) -> None:
        self.library, self.prover, self.article = library, prover, article
        self.passages = passages
        self.claims = {claim.id: claim for claim in library.claims}
        outlet = {article.record.publisher}
        # What an outlet says, no article of another one carries.
        answers = (
            answer
            for answer in library.assertions
            if answer.spec.retired is None and prover.outlets(answer.spec.statement) <= outlet
        )
        self.index = Index(prover, answers)
        self.trier = Trier(prover, self.index, article, passages)

    def proposals(self) -> tuple[Proposal, ...]:
        """Return all proposals, by passage and then as the sheets have the answers."""
        read = self._read()
        akin = {one.number: self._akin(one) for one in read}
        found = [hit for one in read for hit in self._found(one, akin[one.number], rivalling=True)]
        kept = _kept([hit for hit in found if self._is_akin(hit)], self._known())
        order = {key: number for number, key in enumerate(self.index.answers)}
        made: list[Proposal] = []
        for one in read:
            here = sorted(
                (hit for hit in kept if hit.passage is one), key=lambda hit: order[hit.one.answer.id]
            )
            made += (self._proposal(hit) for hit in here)
            made += self._rest(one, here, akin[one.number])
        return tuple(made)

    def supporting(self, answers: Collection[str]) -> tuple[Proposal, ...]:
        """Return the proposals that support one of ``answers``, by passage; faster than all of them."""
        hits = [
            hit
            for one in self._read()
            for hit in self._found(
                one, [near for near in self._akin(one) if near[1].answer.id in answers], rivalling=False
            )
        ]
        return tuple(map(self._proposal, _kept([hit for hit in hits if self._is_akin(hit)], self._known())))

    def _is_akin(self, hit: _Found) -> bool:
        """Tell whether more than one word is shared: “damage” alone is in articles on anything.

        Who contradicts an amount shares its unit and party beside that.
        """
        if hit.rival is not None and any(isinstance(value, AmountValue) for value in hit.rival.values):
            return True
        return hit.trial.to_the_word or len(self._shared(hit.passage, hit.one)) >= _LEAST_IN_COMMON

    def _read(self) -> list[OpenPassage]:
        # Of a full text no page may show more than that.
        longest = max(1, min(LONGEST_QUOTE, self.article.record.excerpt_max_words))
        return [OpenPassage(self.prover, one, longest) for one in self.passages if self._is_read(one.number)]

    def _is_read(self, number: int) -> bool:
        return self.article.passage(number).unused is None

    def _akin(self, passage: OpenPassage) -> list[tuple[float, Sought]]:
        akin = self.index.akin(passage.raw)[:_MOST_TRIED]
        return [one for one in akin if one[0] >= _LEAST_SHARED]

    def _known(self) -> frozenset[str]:
        """Return the answers that cite the article already."""
        return frozenset(
            answer.id for answer in self.library.assertions if self.article.id in _article_ids(answer)
        )

    def _found(
        self, passage: OpenPassage, akin: Sequence[tuple[float, Sought]], *, rivalling: bool
    ) -> Iterator[_Found]:
        for _, one in akin:
            if _cites(one.answer, self.article, passage.number):
                continue
            trial = self.trier.best(passage, one)
            if trial is not None:
                yield _Found(passage, one, trial)
                if rivalling and not trial.whole:
                    yield from self._contradicting(passage, one)

    def _contradicting(self, passage: OpenPassage, one: Sought) -> Iterator[_Found]:
        """Yield the best rival of an answer that the passage carries."""
        claim = self.claims[one.answer.claim_id]
        best: _Found | None = None
        for rival in rivals(passage, one, claim, self.library.units, self.trier.published):
            tried = self.trier.best(passage, rival.one)
            if (
                tried
                and tried.whole
                and tried.literal >= _LEAST_RIVAL
                and self._is_of_it(passage, rival, tried)
                and (best is None or tried.cost < best.trial.cost)
            ):
                best = _Found(passage, one, tried, rival.one.answer.spec)
        if best:
            yield best

    def _is_of_it(self, passage: OpenPassage, rival: Rival, tried: Trial) -> bool:
        """Tell whether the quote that has the figure carries much of the statement by itself.

        A figure farther away is of something else.
        """
        least = _LEAST_BESIDE if rival.counts else _LEAST_BESIDE_DAY
        cut = next((cut for cut in tried.cuts if rival.is_in(cut)), None)
        return cut is not None and self.trier.alone(passage, rival.one, cut).worded >= least

    def _proposal(self, hit: _Found) -> Proposal:
        trial = hit.trial
        relation = Relation.IN_PART
        if hit.rival is not None:
            relation = Relation.CONTRADICTS
        elif trial.to_the_word:
            relation = Relation.SUPPORTS
        elif trial.whole:
            relation = Relation.REWORDED
        return Proposal(
            hit.passage.number,
            self.article.passage(hit.passage.number).role,
            relation,
            trial.citation.spec,
            hit.one.answer,
            hit.rival,
            self._shared(hit.passage, hit.one),
            trial.lacks,
            trial.turned,
            round(max(trial.score, 0.0), 2),
        )

    def _shared(self, passage: OpenPassage, one: Sought) -> tuple[str, ...]:
        """Return the figures, names and words of the answer that the passage has, as it has them."""
        there = self.prover.named(passage.raw) & one.names
        names = sorted(self.library.entities[key].name for key in there)
        figures = [
            figure.text
            for figure in passage.figures
            if any(figure.bare == other.bare for other in one.figures)
        ]
        keys = frozenset[str]().union(*(word.keys for word in one.statement.words))
        words = [word.form for word in passage.words if not keys.isdisjoint(word.keys)]
        return tuple(dict.fromkeys((*figures, *names, *words)))

    def _rest(
        self, passage: OpenPassage, here: Sequence[_Found], akin: Sequence[tuple[float, Sought]]
    ) -> Iterator[Proposal]:
        """Yield what the proposals ``here`` leave of a passage, as new matter near the claim most like it."""
        role = self.article.passage(passage.number).role
        if role not in (Role.BODY, Role.BULLET):
            return
        taken = [*self._cited(passage), *(cut.span for hit in here for cut in hit.trial.cuts)]
        spans = [span for span in passage.weighty(taken) if _tells(passage, span)]
        cuts = (self.trier.cut(passage, span) for span in spans)
        quotes = tuple(cut.spec for cut in cuts if cut)[:_MOST_QUOTES]
        if not quotes:
            return
        citation = CitationSpec(article=self.article.id, quotes=quotes)
        supported = [(hit.trial.score, hit.one) for hit in here]
        nearest = max(supported, key=lambda one: one[0], default=None) or next(iter(akin), None)
        shared = self._shared(passage, nearest[1]) if nearest else ()
        if nearest is None or nearest[0] < _LEAST_AKIN or len(shared) < _LEAST_IN_COMMON:
            yield Proposal(passage.number, role, Relation.NEW, citation)
        else:
            yield Proposal(
                passage.number,
                role,
                Relation.ADDS,
                citation,
                nearest[1].answer,
                shares=shared,
                score=round(max(nearest[0], 0.0), 2),
            )

    def _cited(self, passage: OpenPassage) -> Iterator[Span]:
        """Yield where words stand that the sheets quote already."""
        for answer in self.library.uses.get((self.article.id, passage.number), ()):
            for citation in answer.citations:
                for quote in citation.quotes if citation.article.id == self.article.id else ():
                    for part in re.split(r" ?\[\.\.\.\] ?", normalise(quote.spec.exact).text):
                        yield from (match.span() for match in re.finditer(re.escape(part), passage.text))


def _article_ids(answer: Assertion) -> frozenset[str]:
    return frozenset(article.id for article in answer.articles)


def _tells(passage: OpenPassage, span: Span) -> bool:
    """Tell whether ``span`` has enough words for a claim."""
    return sum(span[0] <= word.start < span[1] for word in passage.words) >= _LEAST_WORDS


def _cites(answer: Assertion, article: Article, number: int) -> bool:
    return any(
        citation.article.id == article.id and number in citation.passages for citation in answer.citations
    )


def _kept(found: Sequence[_Found], known: Collection[str]) -> list[_Found]:
    """Return what is worth reading: all that carries every word, and the best of the rest.

    Of the passages that say it those that say most of it; of the answers of one claim those that a passage
    comes nearest to. To answers that are ``known`` to cite the article only what carries nearly all is added.
    What contradicts an answer of a claim that the passage supports otherwise is left out.
    """
    supports = [hit for hit in found if hit.rival is None]
    of_answer, of_claim = dict.fromkeys(known, 1.0), dict[tuple[int, str], float]()
    for hit in supports:
        key, claim = hit.one.answer.id, (hit.passage.number, hit.one.answer.claim_id)
        of_answer[key] = max(of_answer.get(key, 0.0), hit.trial.score)
        of_claim[claim] = max(of_claim.get(claim, 0.0), hit.trial.score)
    kept = [
        hit
        for hit in supports
        if hit.trial.to_the_word
        or (
            hit.trial.score >= _LEAST
            and hit.trial.score >= of_answer[hit.one.answer.id] - _BELOW_OF_ANSWER
            and hit.trial.score >= of_claim[hit.passage.number, hit.one.answer.claim_id] - _BELOW_OF_CLAIM
        )
    ]
    carried = {(hit.passage.number, hit.one.answer.claim_id) for hit in kept if hit.trial.whole}
    rivals_kept = [
        hit
        for hit in found
        if hit.rival is not None and (hit.passage.number, hit.one.answer.claim_id) not in carried
    ]
    contradicting = {(hit.passage.number, hit.one.answer.id) for hit in rivals_kept}
    return [hit for hit in kept if (hit.passage.number, hit.one.answer.id) not in contradicting] + rivals_kept
