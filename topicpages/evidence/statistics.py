"""What an editor wants to know in figures: how many there are of everything, and how they stand."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum

from topicpages.diagnostics import Diagnostic
from topicpages.evidence.article_use import ArticleUse, use_of_articles
from topicpages.evidence.assessment import ArticleEvidence, Evidence
from topicpages.language import parse_edtf
from topicpages.sources import OWN_VOICE, Article, Assertion, Library, QuotedSpan

Figure = int | float | str
# By group and by what is counted; a group of a thing has the figures of each, such as of each article.
Statistics = Mapping[str, Mapping[str, Figure | Mapping[str, Figure]]]

_EACH = "each article"


def statistics_of(library: Library, evidence: Evidence, faults: Iterable[Diagnostic]) -> Statistics:
    """Return what is counted, group by group, in a fixed order; retired answers count only where said.

    What ``coverage`` tells as well is taken from its ``ArticleUse``. Shares are 0 to 1, with two digits.
    """
    use = use_of_articles(library, evidence)
    answers = [answer for claim in library.claims for answer in claim.standing_assertions]
    quoted = _quoted(answers)
    return {
        "articles": _articles(library),
        "passages": {
            "all": use.passages,
            "used": use.used,
            "unused": len(use.unused),
            "unused without a reason": len(use.unexplained),
        },
        _EACH: {one.article.id: _article(one, quoted) for one in evidence.articles.values()},
        "claims": _claims(evidence, use),
        "claims by standing": _by(claim.standing for claim in evidence.claims.values()),
        "answers by kind": _by(answer.spec.kind for answer in answers),
        "claims by topic": _by(claim.topic for claim in library.claims),
        "quotes": {
            "all": sum(map(len, quoted.values())),
            "words": sum(_words(quoted, article) for article in library.articles.values()),
        },
        "citations by voice": _by(
            citation.voice
            for answer in answers
            for citation in answer.citations
            if citation.voice != OWN_VOICE
        ),
        "origins by kind": _by(origin.kind for origin in library.origins.values()),
        "reviews": _reviews(evidence),
        "warnings": _by(fault.code for fault in faults),
    }


def _by(words: Iterable[str]) -> dict[str, int]:
    """Count words, the most frequent first."""
    counts = Counter(word.value if isinstance(word, StrEnum) else word for word in words)
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _articles(library: Library) -> dict[str, int]:
    records = [article.record for article in library.articles.values()]
    derived = Counter(
        "not known" if record.origins is None else "given" if record.origins else "own reporting"
        for record in records
    )
    return {
        "all": len(records),
        "withdrawn": sum(record.withdrawn for record in records),
        "held in full": sum(record.text == "full" for record in records),
        "held as private texts": sum(record.text == "private" for record in records),
        "publishers": len({record.publisher for record in records}),
        **{f"origins {word}": derived[word] for word in ("given", "own reporting", "not known")},
        **{f"kind {kind}": number for kind, number in _by(k for r in records for k in r.kinds).items()},
    }


def _claims(evidence: Evidence, use: ArticleUse) -> dict[str, Figure]:
    oldest = min(_as_of(one.assertion for one in evidence.assertions.values()), default=None)
    return {
        "all": use.claims,
        "answers": use.answers,
        "answers retired": len(evidence.assertions) - use.answers,
        "answers that one article alone carries": len(use.single),
        "answers that only commentary carries": len(use.commentary_only),
        "disputed questions": use.disputes,
        "explained differences": use.differences,
        "declared paraphrases": use.paraphrases,
        **({"oldest “as of”": f"{oldest[1]} ({oldest[2]})"} if oldest else {}),
    }


def _as_of(answers: Iterable[Assertion]) -> Iterator[tuple[date, str, str]]:
    """Yield the first day for which each standing answer with ``as_of`` holds, as written, and its id."""
    for answer in answers:
        when = parse_edtf(answer.spec.as_of) if answer.spec.as_of and answer.spec.retired is None else None
        if when is not None and when.lower is not None:
            yield when.lower, str(answer.spec.as_of), answer.id


def _reviews(evidence: Evidence) -> dict[str, int]:
    reviewed = [claim for claim in evidence.claims.values() if claim.review is not None]
    edited = sum(claim.edited for claim in reviewed)
    return {
        "reviewed": len(reviewed) - edited,
        "edited since review": edited,
        "never reviewed": len(evidence.claims) - len(reviewed),
    }


def _quoted(answers: Iterable[Assertion]) -> dict[str, set[QuotedSpan]]:
    """Return by article the places that standing answers quote, each once."""
    found: dict[str, set[QuotedSpan]] = {}
    for answer in answers:
        for citation in answer.citations:
            for quote in citation.quotes:
                found.setdefault(citation.article.id, set()).update(quote.found)
    return found


def _words(quoted: Mapping[str, set[QuotedSpan]], article: Article) -> int:
    """Return how many words of an article are quoted, each once; a word is what white space separates."""
    words = 0
    for passage in article.passages:
        shown = {
            at
            for span in quoted.get(article.id, ())
            if span.passage == passage.number
            for at in range(span.start, span.end)
        }
        words += len("".join(c if at in shown else " " for at, c in enumerate(passage.text)).split())
    return words


def _article(one: ArticleEvidence, quoted: Mapping[str, set[QuotedSpan]]) -> dict[str, Figure]:
    return {
        "passages": len(one.article.passages),
        "used": len(one.used),
        "share used": round(one.share, 2),
        "quotes": len(quoted.get(one.article.id, ())),
        "words quoted": _words(quoted, one.article),
    }


def statistics_report(statistics: Statistics) -> str:
    """Return ``statistics`` as text for the command line: a group a paragraph, a figure a line."""
    return "\n\n".join(_group(title, figures) for title, figures in statistics.items() if figures)


def _group(title: str, figures: Mapping[str, Figure | Mapping[str, Figure]]) -> str:
    width = max(map(len, figures))
    lines = (f"  {name:{width}}  {_shown(figure)}" for name, figure in figures.items())
    return "\n".join([f"{title[:1].upper()}{title[1:]}", *lines])


def _shown(figure: Figure | Mapping[str, Figure]) -> str:
    if isinstance(figure, Mapping):
        return " · ".join(f"{name} {value}" for name, value in figure.items())
    return str(figure)
