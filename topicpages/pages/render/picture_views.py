"""Pictures of a site's values, dates, places and origins."""

from collections.abc import Iterator
from typing import Any

from topicpages.evidence import GraphEdge, GraphNode
from topicpages.language import Qualifier, parse_edtf
from topicpages.pages.pictures.bars import BarRow, Bound, bars
from topicpages.pages.pictures.choices import busiest, timeline_by_choice
from topicpages.pages.pictures.derivation import Edge, Node, derivation_graph
from topicpages.pages.pictures.frame import Caption, with_table
from topicpages.pages.pictures.frame import Picture as Drawn
from topicpages.pages.pictures.matrix import Carries, MatrixArticle, MatrixClaim, matrix
from topicpages.pages.pictures.people import CountGroup, people
from topicpages.pages.pictures.placemap import MapPlace, place_map
from topicpages.pages.pictures.timeline import TimelineEvent, timeline
from topicpages.pages.render.addresses import ARTICLES, MAP, TIMELINE, entity_page, ledger_page, topic_page
from topicpages.pages.render.context import BASES, Context, counted, day
from topicpages.pages.render.views import PictureView
from topicpages.sources import AmountValue, Assertion, Claim, Picture, PictureKind, Relation, Topic

_BOUNDS = {
    Qualifier.OVER: Bound.MORE,
    Qualifier.AT_LEAST: Bound.MORE,
    Qualifier.NEARLY: Bound.LESS,
    Qualifier.AT_MOST: Bound.LESS,
    Qualifier.UNDER: Bound.LESS,
    Qualifier.ABOUT: Bound.ABOUT,
}
_VOICED = {
    Relation.REWRITE_OF: "rewritten by",
    Relation.BASED_ON: "basis of",
    Relation.QUOTES: "quoted by",
}
_ORIGIN_LAYER, _ARTICLE_LAYER, _VOICE_LAYER = range(3)


def topic_pictures(context: Context, topic: Topic, page: str) -> tuple[PictureView, ...]:
    """Return the pictures that the sheet asks for, and the timeline of its dated claims."""
    asked = tuple(_asked(context, picture, page) for picture in topic.pictures)
    events = tuple(_events(context, tuple(topic.claims), page))
    if len(events) < 2 or any(picture.spec.kind is PictureKind.TIMELINE for picture in topic.pictures):  # noqa: PLR2004 -- one event is no line
        return asked
    caption = Caption(
        "timeline",
        f"Timeline: {topic.sheet.title}",
        f"{counted(len(events), 'dated claim')}, the earliest first.",
    )
    return (
        *asked,
        _view(
            "timeline",
            caption,
            "Dates are those the articles give or imply.",
            timeline(events, caption=caption),
        ),
    )


def _view(anchor: str, caption: Caption, words: str, drawn: Drawn) -> PictureView:
    return PictureView(anchor, with_table(drawn, caption, words=words))


def _asked(context: Context, picture: Picture, page: str) -> PictureView:
    spec = picture.spec
    anchor = f"picture-{spec.id}"
    caption = Caption(anchor, spec.title, spec.alt)
    match spec.kind:
        case PictureKind.PEOPLE:
            drawn = people(tuple(_groups(context, picture, page)), caption=caption)
        case PictureKind.BARS:
            drawn = bars(tuple(_bars(context, picture, page)), caption=caption)
        case PictureKind.TIMELINE:
            claims = {context.evidence.claims[answer.claim_id].claim: None for answer in picture.assertions}
            drawn = timeline(tuple(_events(context, tuple(claims), page)), caption=caption)
    return _view(anchor, caption, spec.caption, drawn)


def _amounts(picture: Picture) -> Iterator[tuple[Assertion, AmountValue]]:
    for answer in picture.assertions:
        yield from ((answer, value) for value in answer.spec.values if isinstance(value, AmountValue))


def _groups(context: Context, picture: Picture, page: str) -> Iterator[CountGroup]:
    for answer, value in _amounts(picture):
        yield CountGroup(
            label=_unit(context, value),
            count=int(value.amount or value.min or value.max or 0),
            party=_party(context, value),
            url=_answer_href(context, page, answer),
        )


def _bars(context: Context, picture: Picture, page: str) -> Iterator[BarRow]:
    for answer, value in _amounts(picture):
        yield BarRow(
            label=_unit(context, value),
            value=float(value.reach),
            text=value.printed,
            group=_party(context, value),
            unit=value.unit,
            url=_answer_href(context, page, answer),
            bound=_BOUNDS[value.qualifier] if value.qualifier else Bound.EXACT,
        )


def _unit(context: Context, value: AmountValue) -> str:
    unit = context.library.units.get(value.unit)
    return unit.name if unit else value.unit


def _party(context: Context, value: AmountValue) -> str:
    entity = context.library.entities.get(value.party or "")
    return entity.name if entity else ""


def _answer_href(context: Context, page: str, answer: Assertion) -> str:
    return context.link(page, topic_page(answer.topic), answer.anchor)


def _events(context: Context, claims: tuple[Claim, ...], page: str) -> Iterator[TimelineEvent]:
    """Yield the dated answers that stand, the earliest first."""
    dated = [
        (bounds, answer)
        for claim in claims
        for answer in claim.standing_assertions
        if answer.spec.when is not None
        and (bounds := parse_edtf(answer.spec.when.edtf)) is not None
        and bounds.lower is not None
        and bounds.upper is not None
    ]
    for bounds, answer in sorted(dated, key=lambda entry: (entry[0].lower, entry[0].upper, entry[1].id)):
        when = answer.spec.when
        if when is None or bounds.lower is None or bounds.upper is None:
            continue
        yield TimelineEvent(
            label=answer.spec.statement,
            when=day(when.edtf, as_stated=when.as_),
            lower=bounds.lower,
            upper=bounds.upper,
            approximate=bounds.approximate or bounds.uncertain or when.basis == "inferred",
            lasting="/" in when.edtf,
            topic=context.library.topics[answer.topic].sheet.title,
            standing=context.evidence.assertions[answer.id].standing.word,
            url=_answer_href(context, page, answer),
        )


def timeline_view(context: Context) -> dict[str, Any]:
    """Return what the template of the timeline prints."""
    events = tuple(_events(context, tuple(context.library.claims), TIMELINE))
    caption = Caption(
        "all", "Everything dated", f"{counted(len(events), 'dated claim')} of all topics, the earliest first."
    )
    words = "Soft ends mark dates that are not known to the day."
    week = busiest(events)
    titles = [topic.sheet.title for topic in context.library.topics.values()]
    drawn = timeline_by_choice(events, caption=caption, periods=(week,) if week else (), topics=titles)
    return {"pictures": (_view("all", caption, words, drawn),) if events else ()}


def map_view(context: Context) -> dict[str, Any]:
    """Return what the template of the map prints."""
    claims: dict[str, list[Claim]] = {}
    for claim in context.library.claims:
        for place in claim.spec.where:
            claims.setdefault(place, []).append(claim)
    places = tuple(_place(context, place, tuple(found)) for place, found in claims.items())
    shown = tuple(place for place in places if place is not None)
    caption = Caption(
        "map", "Where it happened", f"{counted(len(shown), 'place')}, each at an approximate position."
    )
    words = "Land only, without border lines. Positions are approximate and the editor’s, not the articles’."
    return {"pictures": (_view("where", caption, words, place_map(shown, caption=caption)),) if shown else ()}


def _place(context: Context, key: str, claims: tuple[Claim, ...]) -> MapPlace | None:
    entity = context.library.entities.get(key)
    if entity is None or entity.coordinates is None:
        return None
    return MapPlace(
        name=entity.name,
        lat=entity.coordinates.lat,
        lon=entity.coordinates.lon,
        label="; ".join(claim.spec.question for claim in claims),
        url=context.link(MAP, entity_page(key)) if key in context.entity_claims else "",
        count=len(claims),
    )


def derivation_picture(context: Context) -> PictureView | None:
    """Return the graph of what the articles derive from; ``None`` when nothing is known."""
    graph = context.evidence.graph
    derivations = [edge for edge in graph.edges if edge.relation is not None]
    if not derivations:
        return None
    shown = {key for edge in derivations for key in (edge.source, edge.target)}
    nodes = tuple(_node(context, node) for node in graph.nodes if node.key in shown)
    voices = {node.key for node in graph.nodes if node.voice}
    edges = tuple(_edge(edge, to_voice=edge.target in voices) for edge in derivations)
    description = f"{counted(len(edges), 'derivation')}, from origins and voices to articles."
    caption = Caption("graph", "Where the reporting comes from", description)
    words = "Articles that share an origin count as one. A voice is counted separately."
    return _view("graph", caption, words, derivation_graph(nodes, edges, caption=caption))


def _node(context: Context, node: GraphNode) -> Node:
    if node.kind == "article":
        article = context.library.articles[node.id]
        url = context.link(ARTICLES, ledger_page(node.id))
        return Node(
            node.key,
            article.publisher.name,
            _ARTICLE_LAYER,
            under=day(article.record.published.edtf),
            url=url,
        )
    return Node(node.key, node.label, _VOICE_LAYER if node.voice else _ORIGIN_LAYER)


def _edge(edge: GraphEdge, *, to_voice: bool) -> Edge:
    """Return a line from left to right: from an origin to an article, or from an article to its voice."""
    left, right = (edge.source, edge.target) if to_voice else (edge.target, edge.source)
    basis = BASES[edge.basis] if edge.basis else ""
    words = _edge_words(edge, to_voice=to_voice)
    scope = "" if edge.passages == "all" else counted(len(edge.passages), "passage")
    return Edge(source=left, target=right, relation=words, basis=basis, scope=scope)


def _edge_words(edge: GraphEdge, *, to_voice: bool) -> str:
    if edge.relation is None:
        return ""
    return _VOICED[edge.relation] if to_voice else edge.relation.value.replace("-", " ")


def matrix_picture(context: Context) -> PictureView | None:
    """Return which articles carry which claims: in full, in part, or not."""
    articles = tuple(context.library.articles.values())
    claims = tuple(
        MatrixClaim(
            label=claim.spec.question,
            carried=tuple(_carries(context, claim, article.id) for article in articles),
            topic=context.library.topics[claim.topic].sheet.title,
            url=context.claim_link(ARTICLES, claim).href,
        )
        for claim in context.library.claims
    )
    if not claims or not articles:
        return None
    heads = tuple(
        MatrixArticle(article.publisher.name, url=context.link(ARTICLES, ledger_page(article.id)))
        for article in articles
    )
    caption = Caption(
        "matrix", "Which articles carry which claims", "Each claim and how much of it each article carries."
    )
    words = "In full: one citation carries every figure, date, unit and party of an answer by itself."
    return PictureView("matrix-table", matrix(claims, heads, caption=caption).html, below=words)


def _carries(context: Context, claim: Claim, article: str) -> Carries:
    carried = [
        carried
        for answer in context.evidence.claims[claim.id].answers
        for carried in answer.carried
        if carried.citation.article.id == article
    ]
    if not carried:
        return Carries.NOT
    return Carries.FULL if any(one.whole for one in carried) else Carries.PART
