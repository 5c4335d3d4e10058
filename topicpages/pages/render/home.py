"""The home page, the lists of disagreements and the method."""

from typing import Any

from topicpages.evidence import ArticleUse, Dispute, Flag, ParaphraseEvidence, Standing
from topicpages.language import parse_edtf
from topicpages.pages.render.addresses import DISAGREEMENTS, HOME, METHOD, topic_page
from topicpages.pages.render.claims import dispute_sentence, dispute_word
from topicpages.pages.render.context import Context, counted, day, listed
from topicpages.pages.render.pieces import Link
from topicpages.pages.render.topics import topic_counts
from topicpages.pages.render.views import CardView, FactView
from topicpages.sources import Assertion, Claim, ClaimKind, Lead

_LATEST = 8
# The legend begins with what carries most.
_LEGEND = (
    Standing.SEVERAL_ORIGINS,
    Standing.ONE_ORIGIN,
    Standing.ONE_ARTICLE,
    Standing.ATTRIBUTED_ONLY,
    Standing.DIFFERS,
    Standing.DISPUTED,
    Standing.UNSUPPORTED,
    Standing.RETIRED,
)


def home_view(context: Context) -> dict[str, Any]:
    """Return what the template of the home page prints."""
    library = context.library
    return {
        "site": library.site,
        "cards": tuple(
            CardView(
                title=topic.sheet.title,
                href=context.link(HOME, topic_page(topic.id)),
                description=topic.sheet.description or "",
                counts=topic_counts(context, topic),
            )
            for topic in library.topics.values()
        ),
        "latest": latest_facts(context),
        "standings": standings(context, HOME),
    }


def standings(context: Context, page: str) -> tuple[Any, ...]:
    """Return the legend: every standing that an answer can have, and the flags beside it."""
    return tuple(context.standing(page, shown) for shown in (*_LEGEND, *Flag))


def latest_facts(context: Context) -> tuple[FactView, ...]:
    """Return the latest events, the newest first; undated claims and background are no events."""
    dated = [
        (bounds.upper, answer.assertion)
        for evidence in context.evidence.claims.values()
        for answer in evidence.answers[:1]
        if answer.standing is not Standing.RETIRED
        and answer.assertion.spec.kind in {ClaimKind.EVENT, ClaimKind.QUANTITY}
        and (when := answer.assertion.spec.when) is not None
        and (bounds := parse_edtf(when.edtf)) is not None
        and bounds.upper is not None
    ]
    dated.sort(key=lambda entry: entry[0], reverse=True)
    return tuple(fact_view(context, HOME, assertion) for _, assertion in dated[:_LATEST])


def fact_view(context: Context, page: str, assertion: Assertion) -> FactView:
    """Return an answer as one line of a list on ``page``."""
    evidence = context.evidence.assertions[assertion.id]
    claim = context.evidence.claims[assertion.claim_id].claim
    when = assertion.spec.when
    return FactView(
        when=day(when.edtf, as_stated=when.as_) if when else "",
        statement=assertion.spec.statement,
        link=Link(claim.spec.question, context.link(page, topic_page(assertion.topic), assertion.anchor)),
        topic=context.topic_link(page, assertion.topic),
        standing=context.standing(page, evidence.standing, counts=str(evidence.counts)),
    )


def disagreements_view(context: Context) -> dict[str, Any]:
    """Return what the template of the list of disagreements prints."""
    page, evidence = DISAGREEMENTS, context.evidence
    return {
        "disputed": counted(len(evidence.disputes), "question"),
        "differing": counted(len(evidence.differences), "question"),
        "method": context.link(page, METHOD, "disagreements"),
        "disputes": tuple(_dispute(context, dispute, page) for dispute in context.evidence.disputes),
        "differences": tuple(_dispute(context, dispute, page) for dispute in context.evidence.differences),
    }


def _dispute(context: Context, dispute: Dispute, page: str) -> dict[str, Any]:
    linker = context.linker(page)
    first = dispute.claims[0]
    return {
        "anchor": f"{first.topic}--{first.anchor}",
        "question": dispute.question,
        "topic": context.topic_link(page, first.topic),
        "href": context.claim_link(page, first).href,
        "slug": "disputed" if dispute.true_conflict else "differs",
        "word": dispute_word(dispute),
        "sentence": dispute_sentence(dispute),
        "answers": tuple(fact_view(context, page, answer) for answer in dispute.answers),
        "says": tuple(_publishers(answer) for answer in dispute.answers),
        "notes": tuple((linker.linked(note.text), note.outside) for note in _notes(dispute.claims)),
    }


def _notes(claims: tuple[Claim, ...]) -> tuple[Any, ...]:
    return tuple(claim.spec.note for claim in claims if claim.spec.note is not None)


def _publishers(answer: Assertion) -> str:
    return ", ".join(dict.fromkeys(article.publisher.name for article in answer.articles))


def method_view(context: Context, coverage: ArticleUse) -> dict[str, Any]:
    """Return what the template of “How this site is made” prints."""
    return {
        "standings": standings(context, METHOD),
        "coverage": coverage,
        "articles": counted(len(context.library.articles), "article"),
        "held": {article.record.text for article in context.library.articles.values()},
        "origins": tuple(
            (origin.name, origin.kind.value, origin.note or "") for origin in context.library.origins.values()
        ),
        "paraphrases": tuple(_paraphrase(context, one) for one in context.evidence.paraphrases),
        "today": day(context.evidence.today.isoformat()),
    }


def _paraphrase(context: Context, paraphrase: ParaphraseEvidence) -> dict[str, Any]:
    """Return a word of ours, the words it stands for, the claims and leads that need it, and its review."""
    users = dict.fromkeys(user for users in paraphrase.users.values() for user in users)
    links = (
        context.topic_link(METHOD, user.topic)
        if isinstance(user, Lead)
        else context.claim_link(METHOD, context.evidence.claims[user.claim_id].claim)
        for user in users
    )
    review = paraphrase.review
    return {
        "ours": paraphrase.ours,
        "theirs": listed(f"“{pair.theirs}”" for pair in paraphrase.users),
        "users": tuple(dict.fromkeys(links)),
        "review": f"reviewed by {review.by} on {day(review.on.isoformat())}"
        if review and not paraphrase.edited
        else "",
    }
