"""Ledgers and the index of articles."""

from collections.abc import Iterator
from typing import Any

from topicpages.evidence import ArticleEvidence
from topicpages.pages.render.addresses import ARTICLES, ledger_page, passage_anchor, topic_page
from topicpages.pages.render.context import (
    BASES,
    RELATIONS,
    Context,
    counted,
    day,
    listed,
    numbers,
    origin_words,
    published,
    report_address,
    title,
)
from topicpages.pages.render.outside import outside, spelled_out
from topicpages.pages.render.picture_views import derivation_picture, matrix_picture
from topicpages.pages.render.reporting import article_link
from topicpages.pages.render.topics import ROLES, letter, shown_passage
from topicpages.pages.render.views import BacklinkView, LedgerPassageView
from topicpages.sources import Article, Passage, text_fragment


def articles_view(context: Context) -> dict[str, Any]:
    """Return what the template of the index of articles prints."""
    address = report_address(context)
    return {
        "propose": article_link(address) if address else "",
        "rows": tuple(_row(context, evidence) for evidence in context.evidence.articles.values()),
        "graph": derivation_picture(context),
        "matrix": matrix_picture(context),
    }


def _row(context: Context, evidence: ArticleEvidence) -> dict[str, Any]:
    article = evidence.article
    return {
        "link": context.article_link(ARTICLES, article),
        "publisher": article.publisher.name,
        "published": published(article),
        "kinds": listed(kind.value for kind in article.record.kinds),
        "used": used_words(evidence),
    }


def used_words(evidence: ArticleEvidence) -> str:
    """Return how many of an article's passages claims use."""
    total = len(evidence.used) + len(evidence.unused)
    return f"{len(evidence.used)} of {counted(total, 'passage')} used ({round(100 * evidence.share)} %)"


def ledger_view(context: Context, article: Article) -> dict[str, Any]:
    """Return what the template of an article's page prints."""
    evidence = context.evidence.articles[article.id]
    record, page = article.record, ledger_page(article.id)
    way_out = outside(context, article)
    return {
        "title": title(article),
        "description": _description(context, article),
        "publisher": article.publisher,
        "authors": listed(author.name for author in record.authors) or "not stated",
        "published": day(record.published.edtf),
        "published_note": _published_note(article),
        "kinds": listed(kind.value for kind in record.kinds),
        "ways": tuple(map(spelled_out, way_out.ways)),
        "address_note": "; ".join(note for note in (way_out.found, _address_note(article)) if note),
        "origin": origin_words(context, article),
        "derivations": tuple(_derivations(context, article)),
        "held": record.text,
        "proof": _proof_words(evidence),
        "used": used_words(evidence),
        "withdrawn": (record.withdrawn_why or "no reason given") if record.withdrawn else "",
        "rights": record.rights.holder if record.rights else "",
        "passages": tuple(_passage(context, article, passage, page) for passage in article.passages),
    }


def _description(context: Context, article: Article) -> str:
    kinds = listed(kind.value for kind in article.record.kinds)
    passages = counted(len(article.passages), "passage")
    what = f"{kinds} in {passages}, each with the claims that use it"
    sheet = f"{article.publisher.name}, {published(article)}: {what}"
    return f"{sheet}, and where the reporting comes from." if context.library.origins else f"{sheet}."


def _published_note(article: Article) -> str:
    record = article.record.published
    if record.basis == "stated":
        return "as stated in the article"
    return f"inferred: {record.why}" if record.why else "inferred"


def _address_note(article: Article) -> str:
    record = article.record
    if record.url is None or record.withdrawn:
        return ""
    if not record.url_public:
        return f"{record.url} is not a public address, so it is shown but not linked"
    return "found by comparing texts, not stated in the article" if record.url_basis == "compared" else ""


def _derivations(context: Context, article: Article) -> Iterator[dict[str, str]]:
    for derivation in article.record.origins or ():
        origin = context.library.origins.get(derivation.origin)
        some = () if derivation.passages == "all" else derivation.passages
        yield {
            "name": origin.name if origin else derivation.origin,
            "kind": origin.kind.value if origin else "",
            "relation": RELATIONS[derivation.relation],
            "basis": BASES[derivation.basis],
            "passages": f"{'passages' if len(some) > 1 else 'passage'} {numbers(some)}"
            if some
            else "all passages",
            "note": derivation.note or "",
        }


def _proof_words(evidence: ArticleEvidence) -> str:
    record = evidence.checked
    if record is None:
        return "" if evidence.article.record.text == "full" else "Not yet checked against the original."
    if evidence.article.private is not None:
        proven = counted(record.phrases, "quote")
    else:
        proven = f"{counted(record.phrases, 'quoted phrase')} and {counted(record.figures, 'figure')}"
    checked = f"{proven} checked against the original on {day(record.on.isoformat())}"
    return checked if evidence.checked_current else f"{checked}; the record has changed since"


def _passage(context: Context, article: Article, passage: Passage, page: str) -> LedgerPassageView:
    users = context.library.uses.get((article.id, passage.number), ())
    quoted = [
        (quote, letter(index))
        for index, user in enumerate(users)
        for citation in user.citations
        if citation.article is article
        for quote in citation.quotes
        if quote.passage == passage.number
    ]
    way_out = outside(context, article)
    return LedgerPassageView(
        anchor=passage_anchor(passage.number),
        number=passage.number,
        role=ROLES[passage.role],
        pieces=shown_passage(
            article,
            passage.number,
            [(found.start, found.end, by) for quote, by in quoted for found in quote.found],
        ),
        commentary=passage.commentary,
        unused="" if users or passage.unused is None else passage.unused.value,
        original=text_fragment(way_out.address, quoted[0][0].spec.exact)
        if way_out.address and quoted
        else "",
        original_name=way_out.name,
        uses=tuple(
            BacklinkView(
                letter=letter(index),
                href=context.link(page, topic_page(user.topic), user.anchor),
                label=_user_words(context, user.id),
            )
            for index, user in enumerate(users)
        ),
    )


def _user_words(context: Context, user: str) -> str:
    topic, claim, *position = user.split("/")
    evidence = context.evidence.claims[f"{topic}/{claim}"].claim
    if not position:
        return evidence.spec.question
    number = next(i for i, answer in enumerate(evidence.assertions, start=1) if answer.id == user)
    return f"{evidence.spec.question} Answer {number}"
