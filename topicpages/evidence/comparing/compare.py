"""Compares two states of the sources: claims, disputes, support, reviews, articles and the other files."""

from collections.abc import Iterator, Mapping

from topicpages.evidence.assessment import AssertionEvidence, ClaimEvidence, Evidence, Standing
from topicpages.evidence.comparing.results import (
    Changes,
    ClaimChange,
    DisputeChange,
    FileChanges,
    PartsChange,
    ReviewChange,
    State,
    Support,
    SupportChange,
)
from topicpages.evidence.lock_file import Review, lines
from topicpages.sources import Article, Library, Topic

# Support that rests on nobody, or on one party's word, is worse than any other.
_WEAK = {Standing.UNSUPPORTED: 0, Standing.ATTRIBUTED_ONLY: 1}
_STRONG = 2

_Parts = Mapping[str, object]


def compare(was: State, now: State) -> Changes:
    """Return what differs from the state ``was`` to the state ``now``."""
    support = tuple(_support_changes(was.evidence, now.evidence))
    weaker = {
        change.answer
        for change in support
        if _is_weaker(change, was.evidence.assertions[change.answer], now.evidence.assertions[change.answer])
    }
    old, new = was.evidence.claims, now.evidence.claims
    old_articles, new_articles = _article_parts(was.library), _article_parts(now.library)
    return Changes(
        claims_added=tuple(_alone(claim, now.library, new=True) for claim in _only(new, old)),
        claims_changed=tuple(_claim_changes(was, now)),
        claims_removed=tuple(_alone(claim, was.library, new=False) for claim in _only(old, new)),
        newly_disputed=tuple(_disputed(new, old)),
        no_longer_disputed=tuple(one for one in _disputed(old, new) if one.claim in new),
        support_lost=tuple(change for change in support if change.answer in weaker),
        support_gained=tuple(change for change in support if change.answer not in weaker),
        edited_since_review=tuple(_edited(was.evidence, now.evidence)),
        reviews_signed=tuple(_signed(was.evidence, now.evidence)),
        reviews_dropped=tuple(_dropped(was.evidence, now.evidence)),
        articles_added=tuple(
            _files({}, {key: new_articles[key] for key in _new(old_articles, new_articles)})
        ),
        articles_changed=tuple(
            _files(
                {key: parts for key, parts in old_articles.items() if key in new_articles},
                {key: parts for key, parts in new_articles.items() if key in old_articles},
            )
        ),
        articles_removed=tuple(
            _files({key: old_articles[key] for key in _new(new_articles, old_articles)}, {})
        ),
        other_files=tuple(_files(_other_parts(was.library), _other_parts(now.library))),
    )


def compare_files(was: Mapping[str, str], now: Mapping[str, str]) -> FileChanges:
    """Return which of two sets of generated pages, text by path, differ; other files are passed over."""
    old = {path: text for path, text in was.items() if path.endswith(".md")}
    new = {path: text for path, text in now.items() if path.endswith(".md")}
    return FileChanges(
        added=_new(old, new),
        changed=tuple(path for path in new if path in old and old[path] != new[path]),
        deleted=_new(new, old),
    )


def _new(was: Mapping[str, object], now: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(key for key in now if key not in was)


# --- claims ----------------------------------------------------------------------------------------------


def _only(claims: Mapping[str, ClaimEvidence], others: Mapping[str, ClaimEvidence]) -> list[ClaimEvidence]:
    return [claims[key] for key in _new(others, claims)]


def _alone(claim: ClaimEvidence, library: Library, *, new: bool) -> ClaimChange:
    said = lines(claim.claim, library)
    stands = "; ".join(f"{answer.standing.word} ({answer.counts})" for answer in claim.answers)
    return ClaimChange(
        claim.claim.id, _place(claim), was=() if new else said, now=said if new else (), remark=stands
    )


def _place(claim: ClaimEvidence) -> str:
    span = claim.claim.place.span
    return f"{span.path}:{span.line}"


def _claim_changes(was: State, now: State) -> Iterator[ClaimChange]:
    for key, claim in now.evidence.claims.items():
        before = was.evidence.claims.get(key)
        if before is None:
            continue
        old, new = lines(before.claim, was.library), lines(claim.claim, now.library)
        remark = ""
        if old != new and sorted(old) == sorted(new):
            remark = "the same lines in another order"
        elif old == new and before.fingerprint != claim.fingerprint:
            remark = "its own words stay; the passages or articles that it cites differ"
        if old != new or remark:
            yield ClaimChange(
                key,
                _place(claim),
                was=tuple(line for line in old if line not in new),
                now=tuple(line for line in new if line not in old),
                remark=remark,
            )


def _disputed(
    claims: Mapping[str, ClaimEvidence], others: Mapping[str, ClaimEvidence]
) -> Iterator[DisputeChange]:
    """Yield each of ``claims`` that is in dispute while it is not, or does not exist, among ``others``."""
    for key, claim in claims.items():
        if _in_dispute(claim) and not _in_dispute(others.get(key)) and claim.dispute:
            yield DisputeChange(key, tuple(answer.spec.statement for answer in claim.dispute.answers))


def _in_dispute(claim: ClaimEvidence | None) -> bool:
    return bool(claim and claim.dispute and claim.dispute.true_conflict)


# --- support ---------------------------------------------------------------------------------------------


def _support_changes(was: Evidence, now: Evidence) -> Iterator[SupportChange]:
    for key, answer in now.assertions.items():
        before = was.assertions.get(key)
        if before is None:
            continue
        old, new = _support(before), _support(answer)
        if (before.support, before.counts, *_carriers(old)) != (
            answer.support,
            answer.counts,
            *_carriers(new),
        ):
            yield SupportChange(
                key,
                old,
                new,
                lost=tuple(one for one in _carriers(old) if one not in _carriers(new)),
                gained=tuple(one for one in _carriers(new) if one not in _carriers(old)),
            )


def _support(answer: AssertionEvidence) -> Support:
    whole = dict.fromkeys(one.citation.article.id for one in answer.carried if one.whole)
    usable = dict.fromkeys(one.citation.article.id for one in answer.carried if one.usable)
    in_part = tuple(article for article in usable if article not in whole)
    return Support(answer.standing.word, str(answer.counts), tuple(whole), in_part)


def _carriers(support: Support) -> tuple[str, ...]:
    return (*support.articles, *(f"{article} (in part)" for article in support.in_part))


def _is_weaker(change: SupportChange, was: AssertionEvidence, now: AssertionEvidence) -> bool:
    cited = {*change.was.articles, *change.was.in_part}, {*change.now.articles, *change.now.in_part}
    old, new = was.counts, now.counts
    return (
        bool(cited[0] - cited[1] or set(change.was.articles) - set(change.now.articles))
        or new.origins < old.origins
        or new.articles - new.reworded < old.articles - old.reworded
        or _WEAK.get(now.support, _STRONG) < _WEAK.get(was.support, _STRONG)
    )


# --- reviews ---------------------------------------------------------------------------------------------


def _reviews(evidence: Evidence) -> dict[str, tuple[Review | None, bool]]:
    """Return the review of each claim and paraphrase by id, and whether it was edited since."""
    claims = {key: (claim.review, claim.edited) for key, claim in evidence.claims.items()}
    return {**claims, **{one.id: (one.review, one.edited) for one in evidence.paraphrases}}


def _edited(was: Evidence, now: Evidence) -> Iterator[ReviewChange]:
    before = _reviews(was)
    for key, (review, edited) in _reviews(now).items():
        if review and edited and not before.get(key, (None, False))[1]:
            yield ReviewChange(key, review.by)


def _signed(was: Evidence, now: Evidence) -> Iterator[ReviewChange]:
    before = _reviews(was)
    for key, (review, edited) in _reviews(now).items():
        if review and not edited and before.get(key, (None, False))[0] != review:
            yield ReviewChange(key, review.by)


def _dropped(was: Evidence, now: Evidence) -> Iterator[ReviewChange]:
    after = _reviews(now)
    for key, (review, _) in _reviews(was).items():
        if review and key in after and after[key][0] is None:
            yield ReviewChange(key, review.by)


# --- files -----------------------------------------------------------------------------------------------


def _files(was: Mapping[str, _Parts], now: Mapping[str, _Parts]) -> Iterator[PartsChange]:
    for path in dict.fromkeys((*now, *was)):
        old, new = was.get(path, {}), now.get(path, {})
        changed = tuple(key for key in new if key in old and old[key] != new[key])
        if changed or old.keys() != new.keys():
            yield PartsChange(path, _new(old, new), _new(new, old), changed)


def _article_parts(library: Library) -> dict[str, _Parts]:
    return {
        article.place.span.path: {**_record_parts(article), **_passage_parts(article)}
        for article in library.articles.values()
    }


def _record_parts(article: Article) -> dict[str, object]:
    """Return what the record says by its keys, as far as it says anything but what holds without it."""
    record, fields = article.record, type(article.record).model_fields
    said = {
        key: getattr(record, key) for key in fields if key in record.model_fields_set and key != "original"
    }
    if record.original:
        said["original"] = (record.original.sha256, record.original.skipped)
    return said


def _passage_parts(article: Article) -> dict[str, object]:
    return {
        f"passage {passage.number}": (passage.text, passage.role, passage.commentary, passage.unused)
        for passage in article.passages
    }


def _other_parts(library: Library) -> dict[str, _Parts]:
    """Return fact sheets without their claims, and the registries: what stands in each file, by its key."""
    sheets = {topic.place.span.path: _sheet_parts(topic) for topic in library.topics.values()}
    entries: dict[str, _Parts] = {
        "site": {key: value for key, value in library.site if value},
        "publishers": library.publishers,
        "origins": library.origins,
        "entities": library.entities,
        "units": library.units,
        "paraphrases": library.paraphrases.root,
        "wording": {word.word: word for word in library.wording.words},
        "warnings": {
            **{f"stop at {code}": True for code in library.warnings.stop},
            **{f"allow {one.code} at {one.at}": one for one in library.warnings.allow},
        },
    }
    return {**sheets, **{f"sources/{stem}.yml": parts for stem, parts in entries.items()}}


def _sheet_parts(topic: Topic) -> _Parts:
    sheet = topic.sheet
    said = {key: getattr(sheet, key) for key in type(sheet).model_fields if key in sheet.model_fields_set}
    # What the claims say is compared claim by claim; here only where they stand.
    said["sections"] = [(section.title, [claim.id for claim in section.claims]) for section in topic.sections]
    return said
