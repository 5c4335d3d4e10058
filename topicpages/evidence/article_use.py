"""Tells editors which passages no claim uses, and which answers one article alone carries."""

from collections.abc import Sequence
from dataclasses import dataclass

from topicpages.evidence.assessment import AssertionEvidence, Evidence, Standing
from topicpages.sources import Article, ArticleKind, Assertion, Library, Passage, Role

_SHOWN = 70


@dataclass(frozen=True, slots=True, eq=False)
class UnusedPassage:
    """A passage that no claim cites; ``passage.unused`` says why, if anything does."""

    article: Article
    passage: Passage


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
        commentary_only=tuple(assessed for assessed in standing if _only_commentary(assessed)),
    )


def _only_commentary(assessed: AssertionEvidence) -> bool:
    whole = [one.citation for one in assessed.carried if one.whole]
    return bool(whole) and all(
        _is_commentary(citation.article, number) for citation in whole for number in citation.passages
    )


def _is_commentary(article: Article, number: int) -> bool:
    return article.passage(number).commentary or set(article.record.kinds) == {ArticleKind.COMMENTARY}


# --- shown to editors ------------------------------------------------------------------------------------


def article_use_report(use: ArticleUse, others: Sequence[str] = ()) -> str:
    """Return ``use`` as text for the command line, ending with a newline.

    ``others`` are lines on articles that may carry what only one is cited for.
    """
    parts = [
        "\n".join(f"{word}: {figure}" for word, figure in use.rows),
        _listed("Passages that no claim uses", [_unused_line(left) for left in use.unused]),
        _listed("Other articles that may carry it too", others),
        _listed("Carried by commentary only", [_answer_line(one.assertion) for one in use.commentary_only]),
        _listed("Carried by one article only", [_answer_line(one.assertion) for one in use.single]),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _listed(title: str, lines: Sequence[str]) -> str:
    return "\n".join([f"{title} ({len(lines)})", *(f"  {line}" for line in lines)]) if lines else ""


def _unused_line(left: UnusedPassage) -> str:
    if left.passage.unused is not None:
        why = left.passage.unused.value
    else:
        why = "no reason given" if left.passage.role in _SUBSTANCE else left.passage.role.value
    text = f": {_shortened(left.passage.text)}" if left.passage.text else ""
    return f"{left.passage.span}: passage {left.passage.number}, {why}{text}"


def _answer_line(answer: Assertion) -> str:
    return f"{answer.id}: {_shortened(answer.spec.statement)}"


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1].rstrip() + "…"
