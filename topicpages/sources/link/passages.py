"""Links article records: publishers, origins, and the marks of quotation in their notes."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from urllib.parse import urlsplit

from topicpages.diagnostics import Fix
from topicpages.language import normalise, phrases
from topicpages.sources.article_reader import Passage
from topicpages.sources.library import Article
from topicpages.sources.link.resolver import Resolver
from topicpages.sources.model import ArticleRecord, Publisher
from topicpages.sources.private_texts import PrivateText
from topicpages.sources.yaml_reader import Place


def link_articles(resolver: Resolver, private: Mapping[str, PrivateText]) -> dict[str, Article]:
    """Return the articles by id; ``private`` has what is known of private texts."""
    articles = {}
    for key, (record, passages, place) in resolver.corpus.articles.items():
        publisher, published_by = _publisher(resolver, record, place)
        rows = record.original.passages if record.original else passages
        _check_origins(resolver, record, len(rows), place)
        _check_lines(resolver, record, place)
        before = resolver.troubles
        if record.text != "full":
            _check_marks(resolver, passages)
        articles[key] = Article(
            id=key,
            record=record.model_copy(update={"publisher": publisher}),
            publisher=published_by,
            passages=private[key].passages if key in private else passages,
            place=place,
            private=private.get(key),
            incomplete=resolver.troubles > before
            or place.span.path in resolver.corpus.partial
            or key in resolver.changed_originals,
        )
    _check_originals(resolver, articles)
    return articles


def _check_originals(resolver: Resolver, articles: Mapping[str, Article]) -> None:
    """Report two records of one original: they would count as two articles, even as two origins.

    A withdrawn record may have been written anew under another id.
    """
    first: dict[str, str] = {}
    for article in articles.values():
        for key, place in () if article.record.withdrawn else _marks_of_original(article):
            other = first.setdefault(key, article.id)
            if other != article.id:
                what = f"“{article.id}” and “{other}” are records of one original"
                resolver.report(place.span, "same-original", what, "keep one of them, or correct this")


def _marks_of_original(article: Article) -> Iterator[tuple[str, Place]]:
    """Yield what no two originals share, with its place: hash, and address without what servers ignore."""
    record = article.record
    if record.original is not None:
        yield record.original.sha256, article.place / "original" / "sha256"
    if record.url is not None:
        parts = urlsplit(record.url)
        host, path = parts.netloc.casefold().removeprefix("www."), parts.path.rstrip("/")
        yield f"{host}{path}?{parts.query}", article.place / "url"


def _publisher(resolver: Resolver, record: ArticleRecord, place: Place) -> tuple[str, Publisher]:
    """Return the publisher that a record names by id or by its printed name, with its id."""
    publishers, said, where = resolver.corpus.publishers, record.publisher, place / "publisher"
    named = [key for key, one in publishers.items() if _folded(one.name) == _folded(said)]
    if said in publishers or len(named) == 1:
        key = said if said in publishers else named[0]
        return key, publishers[key]
    if named:
        what = f"“{said}” names both “{named[0]}” and “{named[1]}”"
        resolver.report(where.span, "ambiguous-name", what, f"write the id: “publisher: {named[0]}”")
    else:
        known = {**{one.name: one for one in publishers.values()}, **publishers}
        resolver.known(said, known, where, code="unknown-publisher", noun="publisher", registry="publishers")
    return said, Publisher(name=said)


def _folded(name: str) -> str:
    return normalise(name).text.casefold()


def _check_origins(resolver: Resolver, record: ArticleRecord, count: int, place: Place) -> None:
    for index, derivation in enumerate(record.origins or ()):
        where = place / "origins" / index
        resolver.known(
            derivation.origin,
            resolver.corpus.origins,
            where / "origin",
            code="unknown-origin",
            noun="origin",
            registry="origins",
        )
        for position, number in enumerate(() if derivation.passages == "all" else derivation.passages):
            if not 1 <= number <= count:
                span = (where / "passages" / position).span
                resolver.report(
                    span,
                    "unknown-passage",
                    f"there is no passage {number}",
                    f"passages run from 1 to {count}",
                )


def _check_lines(resolver: Resolver, record: ArticleRecord, place: Place) -> None:
    """Report lines of the original that two rows claim, and rows out of order."""
    if record.original is None:
        return
    passages, skipped = record.original.passages, record.original.skipped
    rows = [(row.lines, place / "original" / "passages" / index) for index, row in enumerate(passages)]
    for (before, _), (lines, where) in pairwise(rows):
        if lines.first < before.first:
            resolver.report(
                where.span,
                "bad-lines",
                f"passage on line {lines.first} follows one on line {before.first}",
                "keep the order of the original",
            )
    rows += [(row.lines, place / "original" / "skipped" / index) for index, row in enumerate(skipped)]
    rows.sort(key=lambda row: row[0])
    for (before, _), (lines, where) in pairwise(rows):
        if lines.first <= before.last:
            resolver.report(
                where.span, "bad-lines", f"line {lines.first} is in two rows", "each line belongs to one row"
            )


def _check_marks(resolver: Resolver, passages: tuple[Passage, ...]) -> None:
    for passage in passages:
        if resolver.has_enough or not (problems := phrases(passage.text)[1]):
            continue
        first = problems[0]
        # Where straight marks can be mended, that mends all marks of the passage.
        mends = ((passage.span_at(problem.offset), problem.mend) for problem in problems if problem.mend)
        fixes = tuple(Fix(span, '"', mend) for span, mend in mends)
        # The first of a passage: where one mark is missing, those behind it do not pair either.
        resolver.report(passage.span_at(first.offset), "quote-marks", first.message, first.remedy, fixes)
