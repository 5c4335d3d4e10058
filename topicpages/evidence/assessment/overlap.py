"""Finds articles that share long runs of text though nothing says that one comes from the other."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations

from topicpages.diagnostics import Diagnostic, Severity
from topicpages.evidence.assessment.origins import REPORTING
from topicpages.language import parse_edtf
from topicpages.sources import RUN, Article, Library, Origin, Passage, prints, runs_of

LONG_RUN = RUN

_Run = tuple[str, ...]


def undeclared_relations(library: Library) -> Iterator[Diagnostic]:
    """Warn of two full texts that share :data:`LONG_RUN` words in a row without a common origin.

    Notes are our own words, so records of notes are left to ``audit``. Private texts are compared by the
    hashes that are known of them.
    """
    yield from _undeclared_by_prints(library)
    first_seen: dict[_Run, str] = {}
    reported: set[tuple[str, str]] = set()
    for article in library.articles.values():
        if article.record.text != "full":
            continue
        for passage in article.passages:
            for run in runs_of(passage.text):
                other = first_seen.setdefault(run, article.id)
                pair = (other, article.id)
                if other != article.id and pair not in reported:
                    reported.add(pair)
                    if not related(article, library.articles[other], library.origins):
                        yield _undeclared(article, other, passage, run)


def _undeclared_by_prints(library: Library) -> Iterator[Diagnostic]:
    if all(article.private is None for article in library.articles.values()):
        return
    known = {
        article: frozenset(article.private.prints if article.private else prints(_whole(article)))
        for article in library.articles.values()
        if article.private is not None or article.record.text == "full"
    }
    for one, other in combinations(sorted(known, key=_published), 2):
        is_private = one.private is not None or other.private is not None
        if is_private and known[one] & known[other] and not related(one, other, library.origins):
            what = f"“{other.id}” shares a run of {LONG_RUN} words or more with “{one.id}”"
            span = (other.place / "publisher").span
            yield Diagnostic(span, "undeclared-relation", what, _remedy(one), Severity.WARNING)


def _published(article: Article) -> tuple[date, str]:
    when = parse_edtf(article.record.published.edtf)
    return (when.lower if when and when.lower else date.min), article.id


def _remedy(earlier: Article) -> str:
    """Return what to write if the later of two articles takes its text from ``earlier``."""
    key, name = earlier.record.publisher, earlier.publisher.name
    row = f"origins: [{{origin: {key}, relation: rewrite-of, basis: compared}}]"
    return (
        f"if it takes that from there, write into its record “{row}” and into sources/origins.yml"
        f" “{key}: {{name: {name}, kind: outlet}}”; if both have it from a third, give both that origin"
    )


def _whole(article: Article) -> str:
    return "\n\n".join(passage.text for passage in article.passages)


def related(one: Article, other: Article, origins: Mapping[str, Origin]) -> bool:
    """Tell whether two articles name a common origin, or one of them the other's outlet, or share it."""
    if one.record.publisher == other.record.publisher:
        return True
    ours, theirs = _origins_of(one), _origins_of(other)
    return bool(ours & theirs) or _names_outlet(ours, other, origins) or _names_outlet(theirs, one, origins)


def _origins_of(article: Article) -> frozenset[str]:
    return frozenset(derivation.origin for derivation in article.record.origins or ())


def _names_outlet(keys: frozenset[str], article: Article, origins: Mapping[str, Origin]) -> bool:
    outlets = [(key, origins[key].name) for key in keys if key in origins and origins[key].kind in REPORTING]
    return any(
        key == article.record.publisher or name.casefold() == article.publisher.name.casefold()
        for key, name in outlets
    )


def _undeclared(article: Article, other: str, passage: Passage, run: _Run) -> Diagnostic:
    begin = " ".join(run[:8])
    what = f"“{article.id}” shares a run of {LONG_RUN} words or more with “{other}”: “{begin} …”"
    remedy = "give both the origin that they share, or the later one the outlet of the other"
    return Diagnostic(passage.span, "undeclared-relation", what, remedy, Severity.WARNING)
