"""Tells editors which passages no claim uses, and which claims other articles may carry as well."""

from collections.abc import Iterator
from dataclasses import dataclass

from topicpages.evidence.assessment import AssertionEvidence, Evidence, Standing
from topicpages.evidence.assessment.proving import Prover
from topicpages.language import Figure, carries
from topicpages.sources import Article, ArticleKind, Assertion, Library, Passage, Role

_SHOWN = 70
# Fewer names are shared by passages on anything.
_ENOUGH_NAMES = 3


@dataclass(frozen=True, slots=True, eq=False)
class UnusedPassage:
    """A passage that no claim cites; ``passage.unused`` says why, if anything does."""

    article: Article
    passage: Passage


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A passage of another article that may carry an answer which one article alone carries so far.

    ``shared`` are the figures and names of the answer that stand in it.
    """

    answer: Assertion
    article: Article
    passage: Passage
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ArticleUse:
    """How much of the articles the sheets use, and what could be used; all in reading order."""

    claims: int
    answers: int
    passages: int
    used: int
    disputes: int
    differences: int
    paraphrases: int
    unused: tuple[UnusedPassage, ...]
    single: tuple[AssertionEvidence, ...]
    candidates: tuple[Candidate, ...]
    commentary_only: tuple[AssertionEvidence, ...]

    @property
    def unexplained(self) -> tuple[UnusedPassage, ...]:
        """The unused passages for which no reason is given; headings and titles need none."""
        return tuple(
            left for left in self.unused if left.passage.unused is None and left.passage.role in _SUBSTANCE
        )

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """What is counted and how many there are, for a table."""
        return (
            ("Claims", str(self.claims)),
            ("Answers", str(self.answers)),
            ("Passages used", f"{self.used} of {self.passages}"),
            ("Unused passages without a reason", str(len(self.unexplained))),
            ("Disputed questions", str(self.disputes)),
            ("Explained differences", str(self.differences)),
            ("Declared paraphrases", str(self.paraphrases)),
            ("Answers that one article alone carries", str(len(self.single))),
            ("Answers that only commentary carries", str(len(self.commentary_only))),
        )


_SUBSTANCE = frozenset({Role.BODY, Role.BULLET})


def use_of_articles(library: Library, evidence: Evidence) -> ArticleUse:
    """Return what the sheets of ``library`` use of its articles; retired answers count for nothing."""
    standing = [
        assessed for assessed in evidence.assertions.values() if assessed.standing is not Standing.RETIRED
    ]
    single = tuple(assessed for assessed in standing if assessed.counts.articles == 1)
    finder = _Finder(library, evidence.prover)
    return ArticleUse(
        claims=len(evidence.claims),
        answers=len(standing),
        passages=sum(len(article.passages) for article in library.articles.values()),
        used=sum(len(assessed.used) for assessed in evidence.articles.values()),
        disputes=len(evidence.disputes),
        differences=len(evidence.differences),
        paraphrases=len(evidence.prover.pairs),
        unused=tuple(
            UnusedPassage(assessed.article, assessed.article.passage(number))
            for assessed in evidence.articles.values()
            for number in assessed.unused
        ),
        single=single,
        candidates=tuple(
            candidate for assessed in single for candidate in finder.candidates(assessed.assertion)
        ),
        commentary_only=tuple(assessed for assessed in standing if _only_commentary(assessed)),
    )


def _only_commentary(assessed: AssertionEvidence) -> bool:
    whole = [one.citation for one in assessed.carried if one.whole]
    return bool(whole) and all(
        _is_commentary(citation.article, number) for citation in whole for number in citation.passages
    )


def _is_commentary(article: Article, number: int) -> bool:
    return article.passage(number).commentary or set(article.record.kinds) == {ArticleKind.COMMENTARY}


class _Finder:
    """Finds passages that share the figures and names of an answer."""

    def __init__(self, library: Library, prover: Prover) -> None:
        self.library, self.prover = library, prover
        self._said: dict[tuple[str, int], tuple[tuple[Figure, ...], frozenset[str]]] = {}

    def candidates(self, answer: Assertion) -> Iterator[Candidate]:
        """Yield the passages of articles not cited that hold all figures of ``answer`` and most of its names.

        An answer without figures needs more names. Nothing is proven by this: an editor reads them.
        """
        needed = self.prover.figures(answer.spec.statement)
        named = self.prover.named(answer.spec.statement)
        for article in self.library.articles.values():
            if article in answer.articles:
                continue
            for passage in article.passages:
                shown, there = self._passage(article, passage)
                common = named & there
                enough = 2 * len(common) >= len(named) if needed else len(common) >= _ENOUGH_NAMES
                if enough and all(_stands(figure, shown) for figure in needed):
                    words = (*(figure.text for figure in needed), *self._entity_names(common))
                    yield Candidate(answer, article, passage, words)

    def _entity_names(self, keys: frozenset[str]) -> list[str]:
        return sorted(self.library.entities[key].name for key in keys)

    def _passage(self, article: Article, passage: Passage) -> tuple[tuple[Figure, ...], frozenset[str]]:
        key = (article.id, passage.number)
        if key not in self._said:
            self._said[key] = (self.prover.figures(passage.text), self.prover.named(passage.text))
        return self._said[key]


def _stands(needed: Figure, shown: tuple[Figure, ...]) -> bool:
    return any(carries(figure, needed, qualified=False) for figure in shown)


# --- shown to editors ------------------------------------------------------------------------------------


def article_use_report(use: ArticleUse) -> str:
    """Return ``use`` as text for the command line, ending with a newline."""
    parts = [
        "\n".join(f"{word}: {figure}" for word, figure in use.rows),
        _listed("Passages that no claim uses", [_unused_line(left) for left in use.unused]),
        _listed("Other articles that may carry it too", [_candidate_line(one) for one in use.candidates]),
        _listed("Carried by commentary only", [_answer_line(one.assertion) for one in use.commentary_only]),
        _listed("Carried by one article only", [_answer_line(one.assertion) for one in use.single]),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _listed(title: str, lines: list[str]) -> str:
    return "\n".join([f"{title} ({len(lines)})", *(f"  {line}" for line in lines)]) if lines else ""


def _unused_line(left: UnusedPassage) -> str:
    if left.passage.unused is not None:
        why = left.passage.unused.value
    else:
        why = "no reason given" if left.passage.role in _SUBSTANCE else left.passage.role.value
    return f"{left.passage.span}: passage {left.passage.number}, {why}: {_shortened(left.passage.text)}"


def _candidate_line(one: Candidate) -> str:
    shared = ", ".join(one.shared)
    return f"{one.answer.id}: passage {one.passage.number} of “{one.article.id}” has {shared}"


def _answer_line(answer: Assertion) -> str:
    return f"{answer.id}: {_shortened(answer.spec.statement)}"


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1].rstrip() + "…"
