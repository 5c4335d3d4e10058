"""Topic pages: lead, claims with numbered citations, and the passages cited."""

from collections.abc import Iterator
from string import ascii_lowercase
from typing import Any

from topicpages.pages.render.addresses import ledger_page, passage_anchor, topic_page
from topicpages.pages.render.changes import topic_changes
from topicpages.pages.render.claims import ClaimViews, source_anchor
from topicpages.pages.render.context import (
    Context,
    counted,
    listed,
    origin_words,
    published,
    title,
)
from topicpages.pages.render.outside import outside
from topicpages.pages.render.picture_views import topic_pictures
from topicpages.pages.render.pieces import Link, Piece, excerpt, marked, only_marked
from topicpages.pages.render.views import (
    BacklinkView,
    LeadView,
    MarkView,
    SectionView,
    SourcePassageView,
    SourceView,
)
from topicpages.sources import Article, Assertion, Citation, Role, Topic, text_fragment

ROLES = {
    Role.TITLE: "title",
    Role.DECK: "deck",
    Role.HEADING: "heading",
    Role.BODY: "paragraph",
    Role.BULLET: "bullet",
}


def topic_view(context: Context, topic: Topic) -> dict[str, Any]:
    """Return what the template of a topic page prints."""
    page = topic_page(topic.id)
    views = ClaimViews(context, page)
    sections = tuple(
        SectionView(
            anchor=f"section-{index}",
            title=section.title,
            claims=tuple(views.claim(claim) for claim in section.claims),
        )
        for index, section in enumerate(topic.sections, start=1)
    )
    return {
        "title": topic.sheet.title,
        "description": topic.sheet.description or "",
        "lead": tuple(_lead(context, topic, page)),
        "sections": sections,
        "pictures": topic_pictures(context, topic, page),
        "sources": tuple(_sources(context, views, page)),
        "changes": topic_changes(context, topic, page),
        "counts": topic_counts(context, topic),
        "sheet": topic.place.span.path,
    }


def topic_counts(context: Context, topic: Topic) -> str:
    """Return how many claims, articles, disputes and differences a topic has, in words."""
    claims = list(topic.claims)
    articles = {article for claim in claims for answer in claim.assertions for article in answer.articles}
    unequal = [found for claim in claims if (found := context.evidence.claims[claim.id].dispute)]
    disputes = sum(1 for found in unequal if found.true_conflict)
    parts = [counted(len(claims), "claim"), counted(len(articles), "article")]
    if disputes:
        parts.append(counted(disputes, "dispute"))
    if len(unequal) > disputes:
        parts.append(counted(len(unequal) - disputes, "difference"))
    return " · ".join(part.replace(" ", "\N{NO-BREAK SPACE}") for part in parts)


def _lead(context: Context, topic: Topic, page: str) -> Iterator[LeadView]:
    linker = context.linker(page)
    seen: set[str] = set()
    for sentence in topic.lead:
        pieces = linker.linked(sentence.spec.text, but=frozenset(seen))
        seen.update(mention.entity for mention in context.mentions.first_names(sentence.spec.text))
        rests_on = tuple(
            Link(
                context.evidence.claims[target.claim_id].claim.spec.question,
                context.link(page, topic_page(target.topic), target.anchor),
            )
            for target in sentence.rests_on
        )
        yield LeadView(pieces=pieces, rests_on=rests_on)


def _sources(context: Context, views: ClaimViews, page: str) -> Iterator[SourceView]:
    for article, number in views.numbering.numbers.items():
        passages = tuple(
            _passage(context, page, article, number=number, passage=passage, users=users)
            for (cited, passage), users in sorted(
                views.numbering.marks.items(), key=lambda entry: entry[0][1]
            )
            if cited is article
        )
        way_out = outside(context, article)
        yield SourceView(
            number=number,
            anchor=f"s{number}",
            title=title(article),
            publisher=article.publisher.name,
            published=published(article),
            kinds=listed(kind.value for kind in article.record.kinds),
            origin=origin_words(context, article),
            href=context.link(page, ledger_page(article.id)),
            url=way_out.ways[0].href if way_out.ways else "",
            found=way_out.found[:1].upper() + way_out.found[1:] if way_out.is_trouble else "",
            ways=way_out.ways,
            passages=passages,
        )


def _passage(
    context: Context,
    page: str,
    article: Article,
    *,
    number: int,
    passage: int,
    users: list[tuple[MarkView, Assertion, Citation]],
) -> SourcePassageView:
    cited = article.passage(passage)
    spans = [
        (found.start, found.end, letter(index))
        for index, (_, _, citation) in enumerate(users)
        for quote in citation.quotes
        for found in quote.found
        if found.passage == passage
    ]
    first = next(
        quote.spec for _, _, citation in users for quote in citation.quotes if quote.passage == passage
    )
    way_out = outside(context, article)
    return SourcePassageView(
        anchor=source_anchor(number, passage),
        number=passage,
        role=ROLES[cited.role],
        pieces=shown_passage(article, passage, spans),
        href=context.link(page, ledger_page(article.id), passage_anchor(passage)),
        original=text_fragment(way_out.address, first.exact) if way_out.address else "",
        original_name=way_out.name,
        backlinks=tuple(
            BacklinkView(
                letter=letter(index), href=f"#{mark.id}", label=f"back to {_named(context, assertion)}"
            )
            for index, (mark, assertion, _) in enumerate(users)
        ),
    )


def shown_passage(article: Article, passage: int, spans: list[tuple[int, int, str]]) -> tuple[Piece, ...]:
    """Return what may be shown of a passage.

    That is our note; of a full text no more than its record permits, of a private one its title or what is
    marked.
    """
    if article.record.withdrawn:
        return ()
    pieces = marked(article.passage(passage).text, spans)
    if article.is_known_in_part(passage):
        is_title = article.passage(passage).role is Role.TITLE and article.record.title is not None
        return (Piece(title(article)),) if is_title and not spans else only_marked(pieces)
    if article.record.text == "full":
        return excerpt(pieces, article.record.excerpt_max_words)
    return pieces


def letter(index: int) -> str:
    """Return a for 0, b for 1, z for 25, aa for 26."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = ascii_lowercase[rest] + name
    return name


def _named(context: Context, assertion: Assertion) -> str:
    claim = context.evidence.claims[assertion.claim_id].claim
    answer = f", answer {claim.assertions.index(assertion) + 1}" if assertion.position else ""
    return f"“{claim.spec.question}”{answer}"
