"""What quotes carry of the words of a statement, in which order and at which rate."""

import json

import pytest

from tests.support.evidence_samples import article, assessed, claim, library, sheet
from topicpages.evidence.checks import check
from topicpages.evidence.proof import Pair
from topicpages.evidence.proof.covering import coverage, wording_of
from topicpages.evidence.proof.vocabulary import Vocabulary
from topicpages.sources.library import Library

_TOLD = {
    "figure-not-proven",
    "order-differs",
    "tense-differs",
    "value-not-proven",
    "word-left-out",
    "word-not-carried",
}
_MONEY = (
    "euros: {name: euros, words: [euro, euros]}\n"
    "people: {name: people, words: [people]}\n"
    "boats: {name: boats, words: [boat, boats]}\n"
)
_LEFT = "word-left-out: the quotes of “one”"
_NOT = "order-differs: “not”"
_FILLED = (
    "It is told at length, in words of ours and with all around it, that “{}” in the end, as far as we see."
)


def _library(quote: str, statement: str, *, values: str = "[]", more: str = "", pairs: str = "") -> Library:
    cited = json.dumps([{"article": "one", "quotes": [quote]}], ensure_ascii=False)
    return library(
        articles={"one": article(_FILLED.format(quote))},
        sheets={"topic": sheet(claim(statement=statement, values=values, citations=cited, more=more))},
        registries={"units": _MONEY, **({"paraphrases": pairs} if pairs else {})},
    )


def _told(of: Library) -> list[str]:
    faults = check(of, assessed(of))
    assert all(fault.message and fault.remedy for fault in faults)
    return [f"{fault.code}: {fault.message.split('”')[0]}”" for fault in faults if fault.code in _TOLD]


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("North plans to raise the toll", "North has plans to raise the toll."),
        ("North fired at South", "South was fired at by North."),
        ("South was fired at by North", "North fired at South."),
        ("talks between North and South failed", "Talks between South and North failed."),
        ("North and South agreed", "South and North agreed."),
        ("cut from 9 to 5", "It was cut from 9 to 5."),
        ("it cost €3m in all", "It cost 3 million euros."),
        ("the operation was stopped", "They operated, and it stopped."),
    ],
)
def test_what_the_quotes_say_in_other_forms_is_carried(quote: str, statement: str) -> None:
    assert _told(_library(quote, statement)) == []


@pytest.mark.parametrize(
    ("quote", "statement", "told"),
    [
        ("North fired at it", "North lost it.", [_LEFT, "word-not-carried: “lost”"]),
        ("North left before it", "North left after it.", [_LEFT, "word-not-carried: “after”"]),
        ("North plans to fire", "North fired.", [_LEFT, "tense-differs: “fired”"]),
        ("North may leave it", "North leaves it.", [_LEFT, "tense-differs: “leaves”"]),
        ("North is to fire at it", "North fires at it.", ["tense-differs: “fires”"]),
        ("talks on ending it", "They ended talks.", ["tense-differs: “ended”"]),
        ("the port was closed", "The port is closed.", ["tense-differs: “closed”"]),
        ("North is lifting it", "North lifted it.", ["tense-differs: “lifted”"]),
        ("boats or nets came", "Boats and nets came.", [_LEFT]),
        ("boats seldom came", "Boats came.", [_LEFT]),
        ("it said it would not pay", "It did not say it would pay.", [_NOT, _NOT.replace("not", "would")]),
        ("they did not sell and bought", "They did sell and did not buy.", ["order-differs: “not”"]),
        ("it may pay, will sue", "It will pay, may sue.", ["order-differs: “will”", "order-differs: “may”"]),
        ("not all boats left", "All boats did not leave.", ["order-differs: “not”"]),
        ("they did not formally agree", "They did not formally agree.", []),
        ("they ask to stop it", "They ask that it be stopped.", []),
        ("they threaten to stop it", "They threaten that they would stop it.", []),
        ("they stopped it", "They would stop it.", ["word-not-carried: “would”", "tense-differs: “stop”"]),
        ("non-nuclear boats came", "Nuclear boats came.", [_LEFT]),
        ("the rejection of it", "There it is.", [_LEFT]),
        ("North lacks boats", "North has boats.", [_LEFT]),
        ("North shut the port", "North has the port.", [_LEFT]),
        ("it came in May", "It may have come.", ["word-not-carried: “may”", "tense-differs: “come”"]),
        ("it came in", "It came in all of it.", ["word-not-carried: “all”"]),
        ("five of the boats came", "The boats came.", [_LEFT]),
        ("half of the boats came", "The boats came.", [_LEFT]),
        ("zero boats came", "Boats came.", [_LEFT]),
        ("it went to North", "It went from North.", ["order-differs: “North”"]),
        ("cut by 5", "It was cut to 5.", ["order-differs: “5”"]),
        ("South said North left", "North left.", ["order-differs: “South”"]),
        ("North lost 5 boats and South 9 boats", "North lost 9 boats.", ["order-differs: “9”"]),
        ("North left on 5 May, South on 9 May", "North left on 9 May.", ["order-differs: “9 May”"]),
        ("North lost 5 boats and South 9 boats", "South lost 9 boats.", []),
        ("North, South and boats", "South, North and boats.", []),
        ("boss of North, South and all", "South is boss of all of North.", ["order-differs: “South”"]),
        ("North fired at it", "North is to fire at it.", ["tense-differs: “fire”"]),
        ("North fired at South", "South fired at North.", ["order-differs: “South”"]),
        ("North was fired at by South", "North fired at South.", ["order-differs: “North”"]),
        ("cut from 9 to 5", "It was cut from 5 to 9.", ["order-differs: “5”"]),
        ("700 boats came a year", "700 boats came.", ["figure-not-proven: “700”"]),
        ("700 boats came", "700 boats came a year.", ["figure-not-proven: “700 … per year”"]),
        ("700 boats came a year", "700 boats came a day.", ["figure-not-proven: “700 … per day”"]),
        ("5 to 8 people came", "5 people came.", ["figure-not-proven: “5”"]),
        ("it cost €3m", "It cost 3 million dollars.", ["figure-not-proven: “3 million dollars”"]),
        ("on 02/05/2026 it came", "It came on 5 February 2026.", ["figure-not-proven: “5 February 2026”"]),
    ],
)  # fmt: skip
def test_what_the_quotes_do_not_say_is_told(quote: str, statement: str, told: list[str]) -> None:
    assert _told(_library(quote, statement)) == told


@pytest.mark.parametrize("rate", ["a day", "per day", "each day", "every day", "daily"])
def test_a_rate_is_the_same_however_it_is_written(rate: str) -> None:
    assert _told(_library(f"700 boats came {rate}", "700 boats came a day.")) == []


@pytest.mark.parametrize(
    ("quote", "statement", "is_told"),
    [
        ("North was attacked", "North attacked.", True),
        ("North attacked", "North was attacked.", True),
        ("it was sold by North", "North was sold.", True),
        ("boats fired at North", "North fired at boats.", True),
        ("boats fired at North", "Boats fired at North.", False),
        ("it was sold by North", "North sold it.", False),
        ("boats fired at Northern posts", "Northern boats fired at posts.", False),
        ("North, led by him", "North was led by him.", False),
        ("North has not attacked", "North had not attacked.", False),
    ],
)
def test_a_party_acts_where_it_acts_in_the_quotes(quote: str, statement: str, *, is_told: bool) -> None:
    assert _told(_library(quote, statement)) == ["order-differs: “North”"] * is_told


def _of_lead(quote: str, lead: str) -> list[tuple[str, str]]:
    of = library(
        articles={"one": article(_FILLED.format(quote))},
        sheets={
            "topic": sheet(
                claim(
                    statement=f"It is so: {quote}.",
                    values="[]",
                    citations=json.dumps([{"article": "one", "quotes": [quote]}]),
                ),
                lead=json.dumps([{"text": lead, "rests_on": ["freed"]}]),
            )
        },
        registries={"units": _MONEY},
    )
    return [(fault.code, fault.message) for fault in check(of, assessed(of))]


@pytest.mark.parametrize(
    ("quote", "lead", "code", "start"),
    [
        ("700 boats came", "There are 700 boats a day.", "lead-figure-not-in-claims", "“700” is in a lead"),
        ("boats came", "Boats left.", "word-not-carried", "“left” is in a lead"),
        ("North plans to raise it", "North raised it.", "tense-differs", "“raised” is in a lead"),
        ("North plans to raise it", "North raises it.", "tense-differs", "“raises” is in a lead"),
        (
            "they plan a raise",
            "They have a raise.",
            "word-left-out",
            "the claims that it rests on say “plan … raise”",
        ),
        (
            "North does not raise it",
            "North raises it.",
            "word-left-out",
            "the claims that it rests on say “not … raises”",
        ),
        ("North fired at South", "South fired at North.", "order-differs", "“South” stands before “North”"),
        ("cut from 9 to 5", "It is cut from 5 to 9.", "order-differs", "“5” stands before “9” in a lead"),
        ("North was sold", "North sold it.", "order-differs", "“North” has another part"),
        ("it denied that they would send it", "They sent it.", "tense-differs", "“sent” is in a lead"),
        (
            "it denied they were sending it",
            "They send it.",
            "word-left-out",
            "the claims that it rests on say “denied",
        ),
        (
            "nearly all boats came",
            "All boats came.",
            "word-left-out",
            "the claims that it rests on say “nearly",
        ),
        (
            "North has 5 boats, South 9 men",
            "South has 5 boats.",
            "order-differs",
            "“5” is of another party",
        ),
    ],
)
def test_a_lead_says_no_more_than_its_claims(quote: str, lead: str, code: str, start: str) -> None:
    found = _of_lead(quote, lead)
    assert found[0][0] == code
    assert found[0][1].startswith(start)


@pytest.mark.parametrize(
    ("quote", "lead"),
    [
        ("North plans to raise it", "North has plans."),
        ("North plans to raise it", "To raise it is planned."),
        ("North may not raise it and South raises it", "South raises it."),
        ("North was fired at by South", "South fired at North."),
        ("talks of North, and then of South", "North and South have talks."),
    ],
)
def test_a_lead_may_be_shorter_than_its_claims(quote: str, lead: str) -> None:
    assert _of_lead(quote, lead) == []


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("each day 700 boats came", "700 boats came each day."),
        ("700 boats came each day", "Each day 700 boats came."),
        ("an annual 5 boats came", "5 boats a year came."),
        ("it cost 5 dollars per person", "It cost 5 dollars per person."),
        ("5 boats came per 100 people", "5 boats per hundred people came."),
        ("700 U.S. boats a day came", "700 U.S. boats each day came."),
        ("700 boats/day came", "700 boats a day came."),
        ("700 boats a day came in May", "In May 700 boats a day came."),
        ("it moved 60 km an hour", "It moved 60 km per hour."),
    ],
)
def test_a_rate_is_the_same_wherever_it_stands(quote: str, statement: str) -> None:
    assert _told(_library(quote, statement)) == []


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("it cost 5 dollars per person", "It cost 5 dollars."),
        ("it cost 5 dollars apiece", "It cost 5 dollars."),
        ("it cost $80 a barrel", "It cost $80."),
        ("5 boats came per 100 people", "5 boats came."),
        ("5 boats came per 100 people", "5 boats came per 1,000 people."),
        ("an annual 5 boats came", "5 boats came."),
        ("5 boats came a fortnight", "5 boats came."),
        ("5 boats came a fortnight", "5 boats came a week."),
        ("700 boats/day came", "700 boats came."),
        ("it cost a $5,000-a-month fee", "It cost a $5,000 fee."),
        ("700 U.S. boats a day came", "700 U.S. boats came."),
        ("each day 700 boats came", "700 boats came."),
        ("700 boats came in May each day", "700 boats came in May."),
        ("700 boats came in a day", "700 boats came a day."),
        ("5 boats came a week apart", "5 boats came a week."),
        ("5 boats a day before it came", "5 boats a day came."),
        ("700 boats came a day in May", "700 boats came in May."),
        ("7 came, and each day 5 boats left", "7 came each day and 5 boats left."),
    ],
)
def test_a_rate_that_is_dropped_added_or_changed_is_told(quote: str, statement: str) -> None:
    assert any(told.startswith("figure-not-proven") for told in _told(_library(quote, statement)))


@pytest.mark.parametrize(
    "after",
    [
        "a day later",
        "a week before",
        "a year of storms",
        "in a day",
        "a week apart",
        "a year ago",
        "for a week",
    ],
)
def test_a_time_that_is_no_rate_leaves_the_figure_as_it_is(after: str) -> None:
    statement = f"700 boats came {after}."
    assert _told(_library(f"700 boats came {after}", statement)) == []


def test_money_in_a_value_is_proven_by_a_sign_whose_words_its_unit_has() -> None:
    quote, statement = "it cost €3m in all", "It cost 3 million euros."
    assert _told(_library(quote, statement, values="[{amount: 3000000, unit: euros}]")) == []
    assert _told(_library(quote, statement, values="[{amount: 3000000, unit: boats}]")) == [
        "value-not-proven: “boats”"
    ]


def test_an_order_that_was_checked_settles_the_two_and_is_held_to_the_statement() -> None:
    quote, statement = "the ministers of South and then North", "The ministers of North and then South."
    assert _told(_library(quote, statement)) == ["order-differs: “North”"]
    assert _told(_library(quote, statement, more="order: [north, south]")) == []
    assert _told(_library(quote, statement, more="order: [south, north]")) == ["order-differs: “north”"]


def test_a_paraphrase_carries_one_way_and_only_where_it_holds() -> None:
    raised = ("North plans to raise it", "North plans to increase it.")
    assert _told(_library(*raised)) == [_LEFT, "word-not-carried: “increase”"]
    assert _told(_library(*raised, pairs="increase: [raise]\n")) == []
    assert _told(_library(*raised, pairs="increase: [{word: raise, in: topic/freed}]\n")) == []
    assert _told(_library(*raised, pairs="raise: [increase]\n")) != []


@pytest.mark.parametrize(
    ("phrase", "quote", "statement", "told"),
    [
        ("North plans to raise it", "raise it", "They raise it.", ["word-left-out: “plans”"]),
        ("North may have left it", "have left it", "They left it.", ["word-left-out: “may”"]),
        ("North allegedly left it", "left it", "They left it.", ["word-left-out: “allegedly”"]),
        ("North left, and may return, but left it", "left it", "They left it.", []),
        ("North fired at nobody", "North fired", "North fired.", ["word-left-out: “nobody”"]),
        ("North left, allegedly in May", "North left", "North left.", ["word-left-out: “allegedly”"]),
        ("North left and cited no reason", "North left", "North left.", []),
        ("an aim of ending the war", "the war", "There is the war.", []),
        ("North, it is held, may have left", "North […] left", "North left.", ["word-left-out: “may”"]),
    ],
)
def test_a_hedge_cut_off_a_quote_is_told_too(
    phrase: str, quote: str, statement: str, told: list[str]
) -> None:
    found = library(
        articles={"one": article(_FILLED.format(phrase))},
        sheets={
            "topic": sheet(
                claim(
                    statement=statement,
                    values="[]",
                    citations=json.dumps([{"article": "one", "quotes": [quote]}]),
                )
            )
        },
    )
    assert [fault for fault in _told(found) if "one" not in fault] == told


@pytest.mark.parametrize(
    ("pair", "bend"),
    [
        (("cutting", "raises"), "“cutting” is the opposite of “raises”"),
        (("raise", "not raise"), "of “raise” and “not raise” only one denies"),
        (("it", "may"), "“it” says nothing of “may”"),
        (("they", "plan"), "“they” says nothing of “plan”"),
        (("raise", "plan to raise"), "“raise” leaves out “plan” of “plan to raise”"),
        (("do", "may try"), "“do” says nothing of “may try”"),
        (("reach", "would get"), "“reach” leaves out “would” of “would get”"),
        (("possibly reach", "would get"), ""),
        (("say", "disclose"), ""),
        (("without", "not"), ""),
        (("from", "since"), ""),
        (("shortly", "just months"), ""),
        (("take part", "join"), ""),
    ],
)
def test_a_pair_may_not_turn_what_is_said(pair: tuple[str, str], bend: str) -> None:
    assert Pair(*pair).bend == bend


def test_a_pair_hides_no_tense() -> None:
    planned = "they agreed to raise it"
    assert _told(_library(planned, "They agreed to lift it.", pairs="lift: [raise]\n")) == []
    assert _told(_library(planned, "They agreed and lifted it.", pairs="lift: [raise]\n")) == [
        "tense-differs: “lifted”"
    ]


@pytest.mark.parametrize(
    ("quote", "statement", "value", "told"),
    [
        (
            "the boat was not ready",
            "The boat was not ready.",
            "the boat was ready",
            "word-left-out: the statement and its quotes say “not … ready”",
        ),
        ("North plans to fire", "North plans to fire.", "North fires", "tense-differs: “fires”"),
        ("North fired at South", "North fired at South.", "South fired at North", "order-differs: “South”"),
        ("North fired at South", "North fired at South.", "fired at South", None),
        ("North plans to fire", "North plans to fire.", "plans to fire", None),
    ],
)
def test_a_value_in_words_says_no_more_than_its_statement(
    quote: str, statement: str, value: str, told: str | None
) -> None:
    found = _told(_library(quote, statement, values=f"[{{text: {value}}}]"))
    assert (told is None and not found) or told in found


def test_a_role_of_a_passage_is_said_only_with_an_outlet() -> None:
    quote = "North was hit by it"
    of = library(
        articles={"one": article(_FILLED.format(quote)).replace("role: body", "role: bullet")},
        sheets={
            "topic": sheet(
                claim(
                    statement="North was hit by a bullet.",
                    values="[]",
                    citations=json.dumps([{"article": "one", "quotes": [quote]}]),
                )
            )
        },
    )
    assert _told(of) == ["word-not-carried: “bullet”"]


def test_opposites_carry_nothing_even_when_they_are_declared() -> None:
    turned = _library("North plans to raise it", "North plans to cut it.", pairs="cut: [raise]\n")
    assert _told(turned) == [_LEFT, "word-not-carried: “cut”"]


def test_coverage_tells_what_carries_and_what_is_left() -> None:
    statement, quote = wording_of("They put up the fee", ()), wording_of("soon they raise the fee", ())
    pair = Pair("put up", "raise")
    found = coverage(statement, [quote], [pair], Vocabulary((), ()))
    assert found.carried == {1, 2, 4}
    assert [word.text for word in found.left_out] == ["soon"]
    assert list(found.pairs) == [pair]
    alone = coverage(statement, [quote], [], Vocabulary((), ()))
    assert alone.carried == {4}
    assert [word.text for word in alone.unsaid] == ["soon", "raise"]
