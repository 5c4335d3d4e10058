"""Disputes are computed from values; nobody flags them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.evidence_samples import TODAY, claim, library, positions, reported, sheet
from topicpages.evidence.assessment import assess
from topicpages.evidence.assessment.compare import Fit, comparable, compared
from topicpages.evidence.assessment.disputes import disputes, folded_question
from topicpages.evidence.lock_file import Lock
from topicpages.language.figures import Qualifier
from topicpages.sources.model import Amount, Aspect, AssertionSpec, ClaimKind, Unit, When
from topicpages.sources.model.values import interval


def _spec(*values: dict[str, object], when: str | None = None) -> AssertionSpec:
    shape: dict[str, object] = {
        "statement": "x",
        "kind": ClaimKind.EVENT,
        "citations": [{"article": "a", "quotes": ["q"]}],
    }
    shape |= {"values": list(values), "when": When(edtf=when) if when else None}
    return AssertionSpec.model_validate(shape)


_UNITS = {"boats": Unit(name="boats"), "ferries": Unit.model_validate({"name": "ferries", "is": "boats"})}


def _verdict(one: AssertionSpec, other: AssertionSpec) -> Aspect | Fit:
    return compared(comparable(one), comparable(other), _UNITS)


def _people(**amount: object) -> dict[str, object]:
    return {"unit": "people", "party": "north", **amount}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (_people(amount=157), _people(amount=175), Aspect.AMOUNT),
        (_people(amount=157), _people(amount=157), Fit.COMPATIBLE),
        (_people(amount=4, qualifier="over"), _people(amount=5), Fit.COMPATIBLE),
        (_people(amount=4, qualifier="over"), _people(amount=4), Aspect.AMOUNT),
        (_people(amount=4, qualifier="at-least"), _people(amount=4), Fit.COMPATIBLE),
        (_people(amount=4, qualifier="at-most"), _people(amount=5), Aspect.AMOUNT),
        (_people(amount=15000, qualifier="nearly"), _people(amount=14900), Fit.COMPATIBLE),
        (_people(amount=15000, qualifier="nearly"), _people(amount=15000, qualifier="over"), Aspect.AMOUNT),
        (_people(amount=15000, qualifier="nearly"), _people(amount=13000), Aspect.AMOUNT),
        (_people(amount=100, qualifier="about"), _people(amount=109), Fit.COMPATIBLE),
        (_people(amount=100, qualifier="about"), _people(amount=111), Aspect.AMOUNT),
        (_people(min=5, max=10), _people(amount=10), Fit.COMPATIBLE),
        (_people(min=5, max=10), _people(min=11, max=12), Aspect.AMOUNT),
        (_people(min=5), _people(amount=4), Aspect.AMOUNT),
        (_people(amount=157), {"unit": "drones", "party": "north", "amount": 1}, Fit.INCOMPARABLE),
        (_people(amount=157), {"unit": "people", "party": "south", "amount": 1}, Fit.INCOMPARABLE),
        (_people(amount=157), {"unit": "people", "amount": 175}, Aspect.AMOUNT),
        (_people(amount=157), {"unit": "people", "amount": 157}, Fit.COMPATIBLE),
        ({"unit": "boats", "amount": 4}, {"unit": "ferries", "amount": 3}, Aspect.AMOUNT),
        ({"unit": "boats", "amount": 3}, {"unit": "ferries", "amount": 3, "party": "north"}, Fit.COMPATIBLE),
        ({"unit": "boats", "amount": 3}, {"unit": "people", "amount": 3}, Fit.INCOMPARABLE),
        ({"edtf": "2021"}, {"edtf": "2022"}, Aspect.DATE),
        ({"edtf": "2021"}, {"edtf": "2021-09"}, Fit.COMPATIBLE),
        ({"edtf": "2021"}, {"edtf": "[2021-09..2021-12]"}, Fit.COMPATIBLE),
        ({"start": "2021"}, {"start": "2022"}, Aspect.DATE),
        ({"start": "2021", "end": "2022"}, {"start": "2021", "end": "2025"}, Aspect.DATE),
        ({"edtf": "2021"}, {"start": "2022"}, Fit.INCOMPARABLE),
        ({"parties": ["north", "south"]}, {"parties": ["south", "north"]}, Fit.COMPATIBLE),
        ({"parties": ["north", "south"]}, {"parties": ["north"]}, Aspect.PARTIES),
        ({"answer": "yes"}, {"answer": "no"}, Aspect.ANSWER),
        ({"answer": "yes"}, {"answer": "yes"}, Fit.COMPATIBLE),
        ({"text": "after the talks"}, {"text": "During the talks"}, Aspect.TEXT),
        ({"text": "after the talks"}, {"text": "After the talks."}, Fit.COMPATIBLE),
        ({"text": "yes"}, {"answer": "yes"}, Fit.INCOMPARABLE),
    ],
)
def test_answers_conflict_only_where_they_cannot_both_be_right(
    one: dict[str, object], other: dict[str, object], expected: Aspect | Fit
) -> None:
    assert _verdict(_spec(one), _spec(other)) is expected
    assert _verdict(_spec(other), _spec(one)) is expected


def test_an_answer_with_several_values_conflicts_only_if_none_of_them_fits() -> None:
    both = _spec(_people(amount=150), _people(amount=7))
    assert _verdict(both, _spec(_people(amount=7))) is Fit.COMPATIBLE
    assert _verdict(both, _spec(_people(amount=157))) is Aspect.AMOUNT


def test_what_is_said_of_two_parties_is_not_compared_with_what_may_be_their_sum() -> None:
    parts = _spec(_people(amount=157), {"unit": "people", "party": "south", "amount": 157})
    assert _verdict(parts, _spec({"unit": "people", "amount": 314})) is Fit.INCOMPARABLE
    both = _spec(_people(amount=157), {"unit": "people", "amount": 314})
    assert _verdict(both, _spec({"unit": "people", "amount": 314})) is Fit.COMPATIBLE


def test_answers_without_values_are_compared_by_when_they_say_it_was() -> None:
    assert _verdict(_spec(when="2021"), _spec(when="2022")) is Aspect.DATE
    assert _verdict(_spec(when="2021"), _spec(when="2021-05")) is Fit.COMPATIBLE
    assert _verdict(_spec(_people(amount=1), when="2021"), _spec(when="2022")) is Fit.INCOMPARABLE


_AMOUNTS = st.decimals(min_value=0, max_value=10_000, places=1)


@given(_AMOUNTS, _AMOUNTS, *(st.sampled_from([None, *Qualifier]) for _ in range(2)))
def test_comparing_amounts_does_not_depend_on_their_order(
    one: Decimal, other: Decimal, first: Qualifier | None, second: Qualifier | None
) -> None:
    ours = interval(Amount(one, one, "people", first))
    theirs = interval(Amount(other, other, "people", second))
    assert ours.excludes(theirs) == theirs.excludes(ours)
    # Nothing is below nothing: “nearly 0” allows no number at all.
    if one == other and first is second and (one or first is not Qualifier.NEARLY):
        assert not ours.excludes(theirs)


def test_positions_with_unequal_amounts_are_a_dispute_without_a_flag() -> None:
    found, faults = disputes(
        library(
            sheets={
                "topic": sheet(
                    positions(
                        ("157 came.", "[{amount: 157, unit: people}]"),
                        ("160 came.", "[{amount: 160, unit: people}]"),
                    )
                )
            }
        )
    )
    assert [(one.id, one.true_conflict, [answer.id for answer in one.answers]) for one in found] == [
        ("topic/freed", True, ["topic/freed/p1", "topic/freed/p2"])
    ]
    assert [(c.one.position, c.other.position, c.aspect) for c in found[0].conflicts] == [
        ("p1", "p2", Aspect.AMOUNT)
    ]
    assert faults == ()


def test_claims_of_two_sheets_with_the_same_question_are_one_dispute() -> None:
    other = claim(
        "released", question="how many  were freed ?", values="[{amount: 175, unit: people, party: north}]"
    )
    found, _ = disputes(library(sheets={"a": sheet(claim()), "b": sheet(other)}))
    assert [[answer.id for answer in one.answers] for one in found] == [["a/freed", "b/released"]]


def test_claims_of_two_sheets_that_agree_or_ask_something_else_are_no_dispute() -> None:
    same = claim("released")
    apart = claim(
        "held", question="How many were held?", values="[{amount: 175, unit: people, party: north}]"
    )
    assert disputes(library(sheets={"a": sheet(claim()), "b": sheet(same, apart)})) == ((), ())


def test_a_retired_answer_takes_no_part_in_a_dispute() -> None:
    gone = claim(
        "released",
        values="[{amount: 175, unit: people, party: north}]",
        more="retired: {on: 2026-02-20, why: misread}",
    )
    assert disputes(library(sheets={"a": sheet(claim()), "b": sheet(gone)})) == ((), ())


_RIVALS = (
    ("157 came.", "[{amount: 157, unit: people}]"),
    ("160 came.", "[{amount: 160, unit: people}]"),
)


def test_an_explained_difference_is_no_true_conflict() -> None:
    explained = positions(*_RIVALS, more='differs_by: [scope]\nnote: {text: "One counts more."}')
    found = library(sheets={"topic": sheet(explained)})
    kept, faults = disputes(found)
    assert [(one.true_conflict, one.differs_by, [note.text for note in one.notes]) for one in kept] == [
        (False, ("scope",), ["One counts more."])
    ]
    assert faults == ()
    evidence = assess(found, Lock(), TODAY)[0]
    assert (evidence.disputes, [one.id for one in evidence.differences]) == ((), ["topic/freed"])


def test_a_difference_without_a_note_is_a_fault_and_still_a_conflict() -> None:
    kept, faults = disputes(library(sheets={"topic": sheet(positions(*_RIVALS, more="differs_by: [scope]"))}))
    assert [one.true_conflict for one in kept] == [True]
    assert reported(faults) == ["sources/facts/topic.yml:18:9 error differs-without-note"]


def test_positions_that_agree_are_a_warning() -> None:
    agree = positions(
        ("Over 150 came.", "[{amount: 150, unit: people, qualifier: over}]"),
        ("160 came.", "[{amount: 160, unit: people}]"),
    )
    kept, faults = disputes(library(sheets={"topic": sheet(agree)}))
    assert kept == ()
    assert reported(faults) == ["sources/facts/topic.yml:7:9 warning positions-agree"]


def test_positions_that_cannot_be_compared_stay_in_dispute_and_are_a_warning() -> None:
    apart = positions(("157 came.", "[{amount: 157, unit: people}]"), ("Many came.", "[]"))
    kept, faults = disputes(library(sheets={"topic": sheet(apart)}))
    assert [[conflict.aspect for conflict in one.conflicts] for one in kept] == [[Aspect.UNCOMPARED]]
    assert reported(faults) == ["sources/facts/topic.yml:13:17 warning positions-not-compared"]


def test_differs_by_without_another_answer_is_a_warning() -> None:
    alone = claim(more='differs_by: [time]\nnote: {text: "Later."}')
    _, faults = disputes(library(sheets={"topic": sheet(alone)}))
    assert reported(faults) == ["sources/facts/topic.yml:11:9 warning differs-without-rival"]


_EXPLAINED = 'differs_by: [scope]\nnote: {text: "One counts more."}'


def test_one_claim_cannot_explain_away_what_a_later_one_says() -> None:
    explained = positions(*_RIVALS, more=_EXPLAINED)
    later = claim("x", values="[{amount: 1, unit: people}]")
    kept, _ = disputes(library(sheets={"topic": sheet(explained, later)}))
    assert [(one.true_conflict, [claim.id for claim in one.claims]) for one in kept] == [
        (True, ["topic/freed", "topic/x"])
    ]


def test_a_difference_that_both_claims_explain_is_no_true_conflict() -> None:
    explained = positions(*_RIVALS, more=_EXPLAINED)
    other = claim("x", values="[{amount: 1, unit: people}]", more=_EXPLAINED)
    kept, faults = disputes(library(sheets={"topic": sheet(explained, other)}))
    assert [(one.true_conflict, [claim.id for claim in one.claims]) for one in kept] == [
        (False, ["topic/freed", "topic/x"])
    ]
    assert faults == ()


def test_an_explained_difference_stands_beside_a_conflict_that_it_has_no_part_in() -> None:
    explained = positions(*_RIVALS, more=_EXPLAINED)
    ours = claim("x", values="[{amount: 1, unit: drones}]")
    theirs = claim("y", values="[{amount: 2, unit: drones}]")
    kept, _ = disputes(library(sheets={"topic": sheet(explained, ours, theirs)}))
    assert [(one.true_conflict, [claim.id for claim in one.claims]) for one in kept] == [
        (True, ["topic/x", "topic/y"]),
        (False, ["topic/freed"]),
    ]


@pytest.mark.parametrize("written", ["Who met whom?", "who met  whom", "Who met whom ?", "“Who” met whom?"])
def test_questions_are_the_same_whatever_their_case_and_marks(written: str) -> None:
    assert folded_question(written) == "who met whom"
    assert folded_question("Who met?") != folded_question(written)


def test_claims_of_one_question_that_cannot_be_compared_are_a_warning_once_for_each() -> None:
    apart = [claim(key, statement="North freed people.", values="[]") for key in ("x", "y")]
    kept, faults = disputes(library(sheets={"topic": sheet(claim(), *apart)}))
    assert kept == ()
    assert reported(faults) == [
        "sources/facts/topic.yml:12:19 warning positions-not-compared",
        "sources/facts/topic.yml:18:19 warning positions-not-compared",
    ]


def test_one_question_has_at_most_sixteen_answers() -> None:
    claims = [claim(f"c{number}") for number in range(17)]
    assert disputes(library(sheets={"topic": sheet(*claims[:16])})) == ((), ())
    _, faults = disputes(library(sheets={"topic": sheet(*claims)}))
    assert reported(faults) == ["sources/facts/topic.yml:102:19 error too-many-answers"]
