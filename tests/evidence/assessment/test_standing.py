"""The standing of an answer is computed from its citations, its rivals and the day."""

from datetime import date

import pytest

from tests.support.evidence_samples import (
    ONE,
    TODAY,
    article,
    assessed,
    claim,
    library,
    positions,
    reported,
    sheet,
)
from topicpages.evidence.assessment import AssertionEvidence, Counts, Evidence, Flag, Standing, assess
from topicpages.evidence.lock_file import AuditRecord, Lock, notes_hash, sign_claims
from topicpages.language.quotes import NORMALISER_VERSION
from topicpages.sources.library import Library

_NOTE = "It says that “North freed 157 people” in May."


def _answer(found: Library, lock: Lock | None = None, today: date = TODAY) -> AssertionEvidence:
    return assessed(found, lock, today).assertions["topic/freed"]


def _with(**keys: str) -> Library:
    return library(sheets={"topic": sheet(claim(**keys))})


def test_one_article_is_one_article() -> None:
    assert _answer(library()).standing is Standing.ONE_ARTICLE


def test_the_word_of_a_single_party_is_only_that() -> None:
    cited = '[{article: one, quotes: ["North freed 157 people"], voice: north, says: claims}]'
    found = _answer(_with(citations=cited))
    assert found.standing is Standing.ATTRIBUTED_ONLY
    assert [(one.voice, one.says, [of.id for of in one.articles]) for one in found.attributions] == [
        ("north", "claims", ["one"])
    ]


@pytest.mark.parametrize("second", ["own", "south"])
def test_the_word_of_a_party_and_anyone_else_is_more_than_one_party_says(second: str) -> None:
    cited = (
        '[{article: one, quotes: ["North freed 157 people"], voice: north},'
        f' {{article: two, quotes: ["North freed 157 people"], voice: {second}}}]'
    )
    records = {"one": ONE, "two": article(_NOTE, publisher="beta")}
    found = library(articles=records, sheets={"topic": sheet(claim(citations=cited))})
    assert _answer(found).standing is Standing.SEVERAL_ORIGINS


def test_that_a_speaker_said_something_is_the_word_of_the_articles() -> None:
    cited = '[{article: one, quotes: ["North freed 157 people"], voice: north}]'
    said = claim(citations=cited, more="speaker: north").replace("kind: quantity", "kind: quotation")
    assert _answer(library(sheets={"topic": sheet(said)})).standing is Standing.ONE_ARTICLE
    told = said.replace("kind: quotation", "kind: quantity")
    assert _answer(library(sheets={"topic": sheet(told)})).standing is Standing.ATTRIBUTED_ONLY
    other = said.replace("speaker: north", "speaker: south")
    assert _answer(library(sheets={"topic": sheet(other)})).standing is Standing.ATTRIBUTED_ONLY


def test_an_answer_whose_only_article_was_withdrawn_is_unsupported() -> None:
    gone = ONE.replace("text: notes\n", "text: notes\nwithdrawn: true\n")
    found = _answer(library(articles={"one": gone}))
    assert (found.standing, found.counts) == (Standing.UNSUPPORTED, Counts(0, 0, 0))


def test_positions_in_conflict_are_disputed_and_keep_the_support_they_have() -> None:
    rivals = positions(
        ("157 came.", "[{amount: 157, unit: people}]"), ("150 came.", "[{amount: 150, unit: people}]")
    )
    evidence = assessed(library(sheets={"topic": sheet(rivals)}))
    found = evidence.assertions["topic/freed/p1"]
    assert (found.standing, found.support) == (Standing.DISPUTED, Standing.ONE_ARTICLE)
    assert evidence.claims["topic/freed"].dispute is evidence.disputes[0]


def test_an_answer_without_support_is_that_before_it_is_disputed() -> None:
    rivals = positions(
        ("157 came.", "[{amount: 157, unit: people}]"), ("150 came.", "[{amount: 150, unit: people}]")
    )
    found = assessed(library(sheets={"topic": sheet(rivals)})).assertions["topic/freed/p2"]
    assert (found.standing, found.support) == (Standing.UNSUPPORTED, Standing.UNSUPPORTED)


def test_retired_answers_do_not_weigh_on_their_claim() -> None:
    rivals = positions(
        ("157 came.", "[{amount: 157, unit: people}]"), ("North freed 157.", "[{amount: 157, unit: people}]")
    )
    first, second = rivals.split("          - id: p2")
    retired = f"{first}          - id: p2\n            retired: {{on: 2026-02-20, why: misread}}{second}"
    claims = assessed(library(sheets={"topic": sheet(retired)})).claims
    assert claims["topic/freed"].standing is Standing.ONE_ARTICLE


def test_explained_differences_differ() -> None:
    rivals = positions(
        ("157 came.", "[{amount: 157, unit: people}]"),
        ("In all 157 came.", "[{amount: 157, unit: people}]"),
        more='differs_by: [degree]\nnote: {text: "Or more."}',
    )
    evidence = assessed(library(sheets={"topic": sheet(rivals)}))
    assert evidence.assertions["topic/freed/p1"].standing is Standing.DIFFERS
    assert evidence.claims["topic/freed"].standing is Standing.DIFFERS


def test_a_retired_answer_is_retired_whatever_carries_it() -> None:
    found = _with(more="retired: {on: 2026-02-20, why: misread}\nstale_after: 2026-02-10")
    assert (_answer(found).standing, _answer(found).flags) == (Standing.RETIRED, ())
    assert assessed(found).claims["topic/freed"].standing is Standing.RETIRED


@pytest.mark.parametrize(("today", "flags"), [(date(2026, 2, 10), ()), (date(2026, 2, 11), (Flag.STALE,))])
def test_an_answer_is_stale_from_the_day_after(today: date, flags: tuple[Flag, ...]) -> None:
    assert _answer(_with(more="stale_after: 2026-02-10"), today=today).flags == flags


def _signed(found: Library) -> Lock:
    return sign_claims(Lock(), found.claims, library=found, by="Ann", on=date(2026, 2, 20))


def test_a_claim_edited_since_its_review_says_so() -> None:
    lock = _signed(library())
    before = assessed(library(), lock)
    after = assessed(_with(statement="North has freed 157 people."), lock)
    assert (before.claims["topic/freed"].edited, before.assertions["topic/freed"].flags) == (False, ())
    assert (after.claims["topic/freed"].edited, after.assertions["topic/freed"].flags) == (
        True,
        (Flag.EDITED,),
    )
    review = after.claims["topic/freed"].review
    assert review is not None
    assert (review.by, review.on) == ("Ann", date(2026, 2, 20))


def test_a_claim_nobody_reviewed_has_no_review_and_was_not_edited() -> None:
    found = assessed(library()).claims["topic/freed"]
    assert (found.review, found.edited) == (None, False)


def test_a_reviewed_claim_that_is_gone_is_a_warning_at_its_place_in_the_lock() -> None:
    lock = _signed(library())
    renamed = library(sheets={"topic": sheet(claim("fred"))})
    assert reported(assess(renamed, lock, TODAY)[1]) == [
        "sources/evidence.lock.json:6:5 warning review-without-claim"
    ]
    without_sheet = library(sheets={"other": sheet(claim())})
    assert assess(without_sheet, lock, TODAY)[1] == ()


def _audited(found: Library, normaliser: int = NORMALISER_VERSION, **changed: str) -> Evidence:
    record = {"sha256": "a" * 64, "notes": notes_hash(found.articles["one"]), **changed}
    audit = AuditRecord(on=TODAY, phrases=1, figures=1, normaliser=normaliser, **record)
    return assessed(found, Lock(audits={"one": audit}))


def test_an_articles_evidence_says_what_claims_use_of_it_and_what_was_checked() -> None:
    rows = article(_NOTE, "Ours.", "Ours too.").replace("3, role: body", "3, role: body, unused: opinion")
    found = library(articles={"one": rows})
    of = _audited(found).articles["one"]
    assert (of.used, of.unused, of.unexplained, of.share) == ((1,), (2, 3), (2,), 1 / 3)
    assert of.checked_current
    assert not _audited(found, notes="b" * 64).articles["one"].checked_current
    assert not _audited(found, sha256="b" * 64).articles["one"].checked_current
    assert not _audited(found, NORMALISER_VERSION - 1).articles["one"].checked_current
    assert assessed(found).articles["one"].checked is None


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        (Counts(5, 3, 1), "5 articles · 3 origins · 1 voice"),
        (Counts(1, 1, 0), "1 article · 1 origin"),
        (Counts(2, 0, 2), "2 articles · origin unknown · 2 voices"),
        (Counts(0, 0, 0), "0 articles"),
        (Counts(3, 2, 0, 0, 1), "3 articles, 1 in other words · 2 origins"),
    ],
)
def test_counts_read_as_the_page_prints_them(counts: Counts, text: str) -> None:
    assert str(counts) == text


def test_every_standing_and_flag_has_a_word_and_a_meaning_of_its_own() -> None:
    marks = [*Standing, *Flag]
    assert len({mark.word for mark in marks}) == len({mark.meaning for mark in marks}) == len(marks)
