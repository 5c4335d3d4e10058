"""A citation carries a statement only when its quotes say every figure, unit, party and date of it."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topicpages.evidence.proof import (
    Excerpt,
    PartyNeed,
    PartyWords,
    Quoted,
    Reading,
    ReadingProblem,
    Sign,
    UnitWords,
    Vocabulary,
    carried,
    clipped,
    denied,
    lacking,
    mislabelled,
    misnamed,
    negated,
    quoted,
    required,
)
from topicpages.language.dates import Edtf, parse_edtf
from topicpages.language.figures import Names, Qualifier, figures_in
from topicpages.sources import Amount, Dating, Part, Parties, Words
from topicpages.sources import ReadingRule as Rule

NAMES = Names(["MQ-9", "Zone 5"])
VOCABULARY = Vocabulary(
    [
        UnitWords("people", ("person", "people")),
        UnitWords("sailors", ("sailor", "sailors"), "people"),
        UnitWords("fishers", ("fisher", "fishers"), "people"),
        UnitWords("boats", ("boat", "boats")),
        UnitWords("speedboats", ("speed boats",), "boats"),
        UnitWords("years", ("year", "years")),
        UnitWords("loop-a", ("loops",), "loop-b"),
        UnitWords("loop-b", (), "loop-a"),
    ],
    [
        PartyWords("north", ("Northland", "Northern", "Northerners", "Nordhaven")),
        PartyWords("south", ("Southland", "Southern", "Southerners")),
        PartyWords("south-navy", ("Southern Navy",)),
    ],
)


def _quoted(text: str) -> Quoted:
    return quoted(text, VOCABULARY, NAMES)


def edtf(text: str) -> Edtf:
    found = parse_edtf(text)
    assert found is not None, text
    return found


PUBLISHED = edtf("2026-02-05~")


def faults(
    statement: str, *values: Part, quotes: tuple[str, ...], reads: tuple[Reading, ...] = ()
) -> list[str]:
    """Return what is lacking and unproven, in words."""
    said = carried(tuple(map(Excerpt, quotes)), reads, PUBLISHED, NAMES, VOCABULARY)
    needed = required(_quoted(statement), values, NAMES)
    return [problem.message for problem in said.problems] + [
        lack.message("x") for lack in lacking(needed, said)
    ]


def amount(
    number: int | str, unit: str, party: str | None = None, qualifier: Qualifier | None = None
) -> Amount:
    return Amount(Decimal(number), Decimal(number), unit, qualifier, party)


def reading(by: Rule, means: str | tuple[str, ...], *words: str) -> Reading:
    return Reading(words, (means,) if isinstance(means, str) else means, by)


# --- figures of the statement ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "quotes"),
    [
        ("157 sailors came home.", ("the 157 sailors",)),
        ("Twelve boats sank.", ("a dozen boats",)),
        ("1550 boats sank.", ("1,550 boats",)),
        ("Almost 15,000 people left.", ("nearly 15,000 people",)),
        ("More than four years passed.", ("over four years",)),
        ("The share rose by 31 percent.", ("a 31% rise",)),
        ("Between 70 and 80 boats came.", ("70–80 boats",)),
        ("It was the second day.", ("on the second day",)),
        ("It happened in February 2026.", ("on 5 February 2026",)),
        ("It happened on February 5, 2026.", ("on 5 February 2026",)),
        ("It happened in 2021.", ("in late 2021",)),
        ("An MQ-9 fell.", ("a drone fell",)),
        ("Two boats and three sailors were lost.", ("two boats", "three sailors")),
        ("Three people were lost.", ("three sailors",)),
        ("Nothing is counted here.", ("no figure",)),
    ],
)
def test_a_quote_that_says_every_figure_carries_the_statement(
    statement: str, quotes: tuple[str, ...]
) -> None:
    assert faults(statement, quotes=quotes) == []


@pytest.mark.parametrize(
    ("statement", "quote", "fault"),
    [
        ("175 sailors", "157 sailors", "“175” is in the statement but in none of the quotes of “x”"),
        (
            "15,000 people",
            "nearly 15,000 people",
            "“15,000” is in the statement but the quotes of “x” say “nearly 15,000”",
        ),
        (
            "Over 15,000",
            "nearly 15,000",
            "“Over 15,000” is in the statement but the quotes of “x” say “nearly 15,000”",
        ),
        ("nearly 5 boats", "5 boats", "“nearly 5” is in the statement but the quotes of “x” say “5”"),
        ("31 people", "a 31% rise", "“31” is in the statement but in none of the quotes of “x”"),
        ("two boats", "two sailors", "“boats” of the statement is not said of “two” in the quotes of “x”"),
        ("two sailors", "two people", "“sailors” of the statement is not said of “two” in the quotes of “x”"),
        (
            "5 February 2026",
            "5 February",
            "“5 February 2026” is in the statement but in none of the quotes of “x”",
        ),
        ("late 2021", "in 2021", "“late 2021” is in the statement but in none of the quotes of “x”"),
        ("on Thursday", "on Friday", "“Thursday” is in the statement but in none of the quotes of “x”"),
        ("the first boat", "the second boat", "“first” is in the statement but in none of the quotes of “x”"),
        ("five boats", "Zone 5", "“five” is in the statement but in none of the quotes of “x”"),
    ],
)
def test_a_figure_that_no_quote_says_is_named_as_it_is_written(
    statement: str, quote: str, fault: str
) -> None:
    assert faults(statement, quotes=(quote,)) == [fault]


def test_one_citation_must_carry_the_whole() -> None:
    statement = "Two boats and three sailors were lost."
    assert faults(statement, quotes=("two boats",)) == [
        "“three” is in the statement but in none of the quotes of “x”"
    ]


def test_the_same_figure_is_needed_once() -> None:
    needed = required(_quoted("157 sailors, that is 157 sailors, on 157 boats."), (), NAMES)
    assert [(need.text, need.start) for need in needed.figures] == [("157", 0), ("157", 37)]


# --- typed values ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "quotes"),
    [
        (amount(157, "sailors", "north"), ("157 Northern sailors",)),
        (amount(157, "people", "north"), ("157 Northern sailors",)),
        (amount(157, "sailors", "north"), ("157 captured sailors", "Northland said")),
        (amount(150, "sailors", "south"), ("for Southland’s 150 sailors",)),
        (amount(150, "sailors", "south"), ("Northland freed 150 Southern sailors",)),
        (amount(2, "boats", "north"), ("Northland sent two speed boats at Southland",)),
        (amount(157, "sailors", "south"), ("157 for Northern sailors", "Southland")),
        (amount(157, "sailors", "south"), ("157 old tired hungry Northern sailors", "Southland")),
        (amount(40, "people"), ("people of the town, perhaps 40",)),
        (amount(4, "years", qualifier=Qualifier.OVER), ("more than four years",)),
        (amount(4, "years"), ("the Four-Year freeze",)),
        (amount(50, "years"), ("half a century",)),
        (amount(31, "percent"), ("a 31% rise",)),
        (Amount(Decimal(70), Decimal(80), "boats"), ("70-80 boats",)),
        (Amount(Decimal(3), None, "boats"), ("at least three boats",)),
        (Amount(None, Decimal(700), "boats"), ("no more than 700 boats",)),
        (amount(2000, "boats"), ("2000 boats",)),
        (Dating(edtf("2026-02-05")), ("on February 5, 2026",)),
        (Dating(edtf("2026-02-05"), "Thursday"), ("on February 5, 2026",)),
        (Dating(edtf("[2021-09..2021-12]"), "late 2021"), ("late 2021",)),
        (Dating(edtf("2021")), ("late 2021",)),
        (Dating(edtf("2021/..")), ("since 2021",)),
        (Parties(("north", "south")), ("Northerners", "and Southern people")),
        (Parties(("south",)), ("the Southern Navy",)),
        (Words("second of two"), ("the second of two",)),
    ],
)
def test_a_value_is_carried_by_quotes_that_say_all_of_it(value: Part, quotes: tuple[str, ...]) -> None:
    assert faults("It is so.", value, quotes=quotes) == []


@pytest.mark.parametrize(
    ("value", "quote", "fault"),
    [
        (
            amount(175, "sailors"),
            "157 sailors",
            "“175 sailors” is in a value but in none of the quotes of “x”",
        ),
        (
            amount(4, "years"),
            "over four years",
            "“4 years” is in a value but the quotes of “x” say “over four”",
        ),
        (
            amount(4, "years", None, Qualifier.OVER),
            "four years",
            "“over 4 years” is in a value but the quotes of “x” say “four”",
        ),
        (amount(157, "fishers"), "157 sailors and fishers, 3 boats", None),
        (
            amount(157, "boats"),
            "157 sailors, and 3 boats",
            "“boats” of a value is not said of “157” in the quotes of “x”",
        ),
        (
            amount(3, "sailors"),
            "157 sailors, and 3 boats",
            "“sailors” of a value is not said of “3” in the quotes of “x”",
        ),
        (
            amount(157, "sailors"),
            "157 people",
            "“sailors” of a value is not said of “157” in the quotes of “x”",
        ),
        (
            amount(157, "people"),
            "157 loops",
            "“people” of a value is not said of “157” in the quotes of “x”",
        ),
        (
            amount(5, "boats"),
            "$5 for boats",
            "“boats” of a value is not said of “$5” in the quotes of “x”",
        ),
        (
            amount(157, "sailors", "south"),
            "157 Northern sailors for Southern ones",
            "“south” of a value is not said of “157” in the quotes of “x”",
        ),
        (
            amount(150, "sailors", "north"),
            "Northland freed Southland’s 150 sailors",
            "“north” of a value is not said of “150” in the quotes of “x”",
        ),
        (
            amount(157, "sailors", "south"),
            "157 sailors",
            "“south” of a value is not said of “157” in the quotes of “x”",
        ),
        (amount(31, "percent"), "31 people", "“31 percent” is in a value but in none of the quotes of “x”"),
        (
            amount(31, "people"),
            "31% of the people",
            "“31 people” is in a value but in none of the quotes of “x”",
        ),
        (
            Amount(Decimal(70), Decimal(80), "boats"),
            "70 boats",
            "“70–80 boats” is in a value but in none of the quotes of “x”",
        ),
        (
            Amount(Decimal(3), None, "boats"),
            "three boats",
            "“at least 3 boats” is in a value but the quotes of “x” say “three”",
        ),
        (
            Dating(edtf("2026-02-05")),
            "in February 2026",
            "“2026-02-05” is in a value but in none of the quotes of “x”",
        ),
        (
            Dating(edtf("[2021-10..2021-12]")),
            "late 2021",
            "“[2021-10..2021-12]” is in a value but in none of the quotes of “x”",
        ),
        (
            Dating(edtf("2026-02-05"), "Friday"),
            "5 February 2026",
            "“Friday” is in a value but in none of the quotes of “x”",
        ),
        (
            Parties(("north", "south")),
            "Northland alone",
            "“south” of a value is not named in the quotes of “x”",
        ),
        (Words("two of three"), "two", "“three” is in a value but in none of the quotes of “x”"),
    ],
)
def test_a_value_that_no_quote_says_is_named_with_what_differs(
    value: Part, quote: str, fault: str | None
) -> None:
    assert faults("It is so.", value, quotes=(quote,)) == ([fault] if fault else [])


def test_parties_of_the_statement_are_needed_on_request() -> None:
    needed = required(_quoted("Northland spoke."), (), NAMES, name_parties=True)
    said = carried((Excerpt("Southland spoke"),), (), PUBLISHED, NAMES, VOCABULARY)
    assert needed.needs == (PartyNeed("north", "the statement"),)
    assert [lack.message("x") for lack in lacking(needed, said)] == [
        "“north” of the statement is not named in the quotes of “x”"
    ]


# --- readings --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "value", "quotes", "read"),
    [
        (
            "It was on 5 February 2026.",
            Dating(edtf("2026-02-05")),
            ("announced Thursday",),
            reading(Rule.WEEKDAY, "2026-02-05", "Thursday"),
        ),
        (
            "It was in January 2026.",
            Dating(edtf("2026-01")),
            ("last month’s talks",),
            reading(Rule.RELATIVE_DATE, "2026-01", "last month"),
        ),
        (
            "It was in September 2025.",
            Dating(edtf("2025-09")),
            ("In September",),
            reading(Rule.LATEST_DATE, "2025-09", "September"),
        ),
        (
            "It was on 4–5 February 2026.",
            Dating(edtf("2026-02")),
            ("February 4-5",),
            reading(Rule.LATEST_DATE, "2026-02-04/2026-02-05", "February 4-5"),
        ),
        (
            "It was in September 2025.",
            Dating(edtf("2025-09")),
            ("Later that month", "In September"),
            reading(Rule.SAME_MONTH, "2025-09", "Later that month", "September"),
        ),
        (
            "157 people came.",
            amount(157, "people"),
            ("150 sailors and seven fishers",),
            reading(Rule.SUM, "157", "150", "seven"),
        ),
        (
            "157 Southerners came.",
            amount(157, "people", "south"),
            ("150 Southern sailors", "seven fishers"),
            reading(Rule.SUM, "157", "150", "seven"),
        ),
        (
            "143 more came.",
            amount(143, "people"),
            ("150 sailors and seven fishers",),
            reading(Rule.DIFFERENCE, "143", "seven", "150"),
        ),
        (
            "It took five years.",
            amount(5, "years"),
            ("from 2021", "on February 5, 2026"),
            reading(Rule.YEARS_BETWEEN, "five", "2021", "February 5, 2026"),
        ),
    ],
)
def test_a_reading_that_holds_carries_what_it_means(
    statement: str, value: Part, quotes: tuple[str, ...], read: Reading
) -> None:
    assert faults(statement, value, quotes=quotes, reads=(read,)) == []
    assert faults(statement, value, quotes=quotes) != []


@pytest.mark.parametrize(
    ("quote", "read", "why"),
    [
        (
            "on Thursday",
            reading(Rule.WEEKDAY, "2026-02-05", "Friday"),
            "“Friday” is in none of the quotes",
        ),
        (
            "on Thursday",
            reading(Rule.WEEKDAY, "2026-02-06", "Thursday"),
            "“Thursday” is 2026-02-05, not “2026-02-06”",
        ),
        (
            "on Thursday",
            reading(Rule.LATEST_DATE, "2026-02-05", "Thursday"),
            "“Thursday” cannot be resolved by latest-date against about 5 February 2026",
        ),
        (
            "last week",
            reading(Rule.RELATIVE_DATE, "2026-01", "last week"),
            "“last week” cannot be resolved by relative-date against about 5 February 2026",
        ),
        *(
            (
                f"seen {turned} it was said",
                reading(rule, means, words),
                f"“{words}” stands in “{turned}”, which is another time",
            )
            for turned, rule, means, words in (
                ("next Thursday", Rule.WEEKDAY, "2026-02-05", "Thursday"),
                ("after Thursday", Rule.WEEKDAY, "2026-02-05", "Thursday"),
                ("next Thursday's", Rule.WEEKDAY, "2026-02-05", "Thursday's"),
                ("Thursday next", Rule.WEEKDAY, "2026-02-05", "Thursday"),
                ("before yesterday", Rule.RELATIVE_DATE, "2026-02-04", "yesterday"),
                ("weeks from today", Rule.RELATIVE_DATE, "2026-02-05", "today"),
                ("next September", Rule.LATEST_DATE, "2025-09", "September"),
                ("before the 1 May", Rule.LATEST_DATE, "2025-05-01", "1 May"),
                ("until the September", Rule.LATEST_DATE, "2025-09", "September"),
            )
        ),
        (
            "In September 2024",
            reading(Rule.LATEST_DATE, "2025-09", "September"),
            "“September” is only a part of “September 2024” in the quotes",
        ),
        (
            "In September",
            reading(Rule.LATEST_DATE, "soon", "September"),
            "“September” is 2025-09, not “soon”",
        ),
        ("150 and seven", reading(Rule.SUM, "175", "150", "seven"), "the sum is 157, not “175”"),
        (
            "150 and seven",
            reading(Rule.SUM, "over 157", "150", "seven"),
            "the sum is 157, not “over 157”",
        ),
        (
            "150 alone",
            reading(Rule.SUM, "300", "150", "150"),
            "“150” is read more often than it is quoted",
        ),
        (
            "nearly 150 and seven",
            reading(Rule.SUM, "157", "150", "seven"),
            "“150” is only a part of “nearly 150” in the quotes",
        ),
        (
            "nearly 150 and seven",
            reading(Rule.SUM, "157", "nearly 150", "seven"),
            "“nearly 150” is not one exact number",
        ),
        (
            "1,150 and seven",
            reading(Rule.SUM, "157", "150", "seven"),
            "“150” is in none of the quotes",
        ),
        ("150 and seven", reading(Rule.SUM, "150", "150"), "a sum needs at least two numbers"),
        (
            "1, 2 and 3",
            reading(Rule.DIFFERENCE, "1", "1", "2", "3"),
            "a difference needs exactly two numbers",
        ),
        (
            "2021, 2026",
            reading(Rule.YEARS_BETWEEN, "4", "2021", "2026"),
            "the years-between is 5, not “4”",
        ),
        (
            "2021, soon",
            reading(Rule.YEARS_BETWEEN, "4", "2021", "soon"),
            "years-between needs two words with one year each",
        ),
        (
            "many nations",
            reading(Rule.BOTH_PARTIES, ("north", "south"), "many nations"),
            "“many nations” is not both, two or each of nations, sides or other parties",
        ),
        (
            "two gulls of Northland and Southland",
            reading(Rule.BOTH_PARTIES, ("north", "south"), "two gulls"),
            "“two gulls” is not both, two or each of nations, sides or other parties",
        ),
        (
            "both nations, Northland as well",
            reading(Rule.BOTH_PARTIES, ("north", "south"), "both nations"),
            "no passage that is quoted names “south”",
        ),
        (
            "both nations",
            reading(Rule.BOTH_PARTIES, ("north",), "both nations"),
            "both-parties means exactly two parties",
        ),
        (
            "both nations",
            reading(Rule.BOTH_PARTIES, ("north", "north"), "both nations"),
            "both-parties means exactly two parties",
        ),
        (
            "both nations",
            reading(Rule.BOTH_PARTIES, ("north", "west"), "both nations"),
            "“west” is not a known party",
        ),
        ("", reading(Rule.WEEKDAY, "2026-02-05", ""), "“” is in none of the quotes"),
    ],
)
def test_a_reading_that_does_not_hold_says_why_and_adds_nothing(quote: str, read: Reading, why: str) -> None:
    said = carried((Excerpt(quote),), (read,), PUBLISHED, NAMES, VOCABULARY)
    assert said.problems == (ReadingProblem(0, why),)
    assert said.reads == ()


@pytest.mark.parametrize(
    ("excerpt", "problems"),
    [
        (Excerpt("Thursday", 1, "It came “after Thursday's talks”.", ((15, 23),)), ()),
        (Excerpt("Thursday", 1, "It came on “Thursday”, they say.", ((12, 20),)), ()),
        (
            Excerpt("Thursday", 1, "It will be “next Thursday”.", ((17, 25),)),
            (ReadingProblem(0, "“Thursday” stands in “next Thursday”, which is another time"),),
        ),
    ],
)
def test_a_day_is_read_with_the_words_that_its_quote_cuts_away(
    excerpt: Excerpt, problems: tuple[ReadingProblem, ...]
) -> None:
    read = reading(Rule.WEEKDAY, "2026-02-05", "Thursday")
    assert carried((excerpt,), (read,), PUBLISHED, NAMES, VOCABULARY).problems == problems


def test_both_nations_are_two_that_the_quoted_passage_names() -> None:
    needed = required(_quoted("It was so."), (Parties(("north", "south")),), NAMES)
    read = reading(Rule.BOTH_PARTIES, ("north", "south"), "both nations")
    for named, carries in ((frozenset(("north", "south")), True), (frozenset(("north",)), False)):
        said = carried((Excerpt("both nations", named=named),), (read,), PUBLISHED, NAMES, VOCABULARY)
        assert (lacking(needed, said) == ()) is carries


NOTE = "There are “three boats now” in the bay and “three boats” at sea, “or three […] not one”."


def excerpt(text: str, *spans: tuple[int, int]) -> Excerpt:
    return Excerpt(text, 1, NOTE, spans)


@pytest.mark.parametrize(
    ("excerpts", "problems"),
    [
        (
            (excerpt("three boats", (11, 22)), excerpt("three boats now", (11, 26))),
            (ReadingProblem(0, "“three” is read more often than it is quoted"),),
        ),
        ((excerpt("three boats", (11, 22)), excerpt("three boats", (44, 55))), ()),
        ((excerpt("three boats now […] three boats", (11, 26), (44, 55)),), ()),
        (
            (
                excerpt("three boats now […] three boats", (11, 26), (44, 55)),
                excerpt("three", (44, 49)),
            ),
            (),
        ),
    ],
)
def test_a_sum_counts_words_of_a_passage_once_however_often_they_are_quoted(
    excerpts: tuple[Excerpt, ...], problems: tuple[ReadingProblem, ...]
) -> None:
    read = reading(Rule.SUM, "6", "three", "three")
    assert carried(excerpts, (read,), PUBLISHED, NAMES, VOCABULARY).problems == problems
    thrice = reading(Rule.SUM, "9", "three", "three", "three")
    assert carried(excerpts, (thrice,), PUBLISHED, NAMES, VOCABULARY).reads == ()


def test_a_date_is_not_read_without_the_day_of_publication() -> None:
    read = reading(Rule.WEEKDAY, "2026-02-05", "Thursday")
    for published in (None, edtf("2026-02")):
        assert carried((Excerpt("Thursday"),), (read,), published, NAMES, VOCABULARY).reads == ()


def test_a_sum_counts_only_what_all_its_parts_are() -> None:
    sailors_only = ("150 sailors and seven fishers",)
    read = reading(Rule.SUM, "157", "150", "seven")
    assert faults("So it is.", amount(157, "sailors"), quotes=sailors_only, reads=(read,)) == [
        "“sailors” of a value is not said of “157” in the quotes of “x”"
    ]


# --- what a figure counts --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "quote", "fault"),
    [
        ("Three boats sail.", "three boats sail", None),
        ("Three boats sail.", "three gulls sail", "“boats” of the statement is not said of “three” in"),
        ("Three boats sail.", "three gulls follow the boats", "“boats” of the statement is not said of"),
        (
            "There are three submarines.",
            "three boats sail",
            "“submarines” of the statement is not said of “three” in",
        ),
        ("Three Southern submarines sail.", "three Southern yachts", "“submarines” of the statement is"),
        ("Three new steel hulls came.", "three new hulls", None),
        ("It took three weeks.", "three days", "“weeks” of the statement is not said of “three” in"),
        ("It took three weeks.", "three whole weeks", None),
        ("It was a four-week trip.", "a four-day trip", "“week” of the statement is not said of “four” in"),
        ("It was the second week.", "the second day", "“week” of the statement is not said of “second” in"),
        ("Hundreds of gulls came.", "hundreds of sheep, gulls and cows", None),
        (
            "Hundreds of terns came.",
            "hundreds of gulls",
            "“terns” of the statement is not said of “hundreds”",
        ),
        ("Three sailors came.", "sailors, three of them", None),
        ("Three sailors came.", "it was three", "“sailors” of the statement is not said of “three” in"),
        ("2031 boats sail.", "boats since 2031", "“2031” is in the statement but in none of the quotes"),
        ("2031 boats sail.", "some of 2,031 boats", None),
        ("They sail since 2031.", "the 2031 boats", "“2031” is in the statement but in none of the quotes"),
        ("They sail since 2031.", "in 2031", None),
        ("Ten boats sail.", "a decade", "“boats” of the statement is not said of “a decade” in"),
        ("They sail for ten years.", "a decade", None),
    ],
)
def test_a_figure_counts_in_the_statement_what_it_counts_in_the_quote(
    statement: str, quote: str, fault: str | None
) -> None:
    found = faults(statement, quotes=(quote,))
    assert [text for text in found if fault is None or not text.startswith(fault)] == []
    assert bool(found) is (fault is not None)


@pytest.mark.parametrize(
    ("value", "quote", "fault"),
    [
        (amount(2031, "boats"), "boats since 2031", "“boats” of a value is not said of “2031” in"),
        (amount(2031, "boats"), "in 2031 boats sank", "“boats” of a value is not said of “2031” in"),
        (amount(2031, "boats"), "the 2031 boats", None),
        (amount(3, "boats"), "three gulls follow the boats", "“boats” of a value is not said of “three” in"),
        (amount(10, "boats"), "a decade of boats", "“boats” of a value is not said of “a decade” in"),
        (Dating(edtf("2031")), "the 2031 boats", "“2031” is in a value but in none of the quotes"),
        (Dating(edtf("2031")), "boats since 2031", None),
    ],
)
def test_a_value_is_not_proven_by_a_figure_of_another_sort(
    value: Part, quote: str, fault: str | None
) -> None:
    found = faults("So it is.", value, quotes=(quote,))
    assert [text for text in found if fault is None or not text.startswith(fault)] == []
    assert bool(found) is (fault is not None)


@pytest.mark.parametrize(
    ("statement", "quotes", "read", "expected"),
    [
        (
            "Three boats sail.",
            ("2028 and boats", "until 2031"),
            reading(Rule.YEARS_BETWEEN, "3", "2028", "2031"),
            ["“boats” of the statement is not said of “3” in the quotes of “x”"],
        ),
        (
            "Seven boats sail.",
            ("boats cost $3 and $4",),
            reading(Rule.SUM, "7", "$3", "$4"),
            [
                "the sum is $7, not “7”",
                "“Seven” is in the statement but in none of the quotes of “x”",
            ],
        ),
        ("It cost $7.", ("boats cost $3 and $4",), reading(Rule.SUM, "$7", "$3", "$4"), []),
        (
            "So it is.",
            ("3 boats for $4",),
            reading(Rule.SUM, "7", "3", "$4"),
            ["a sum needs figures of one kind: 3, $4"],
        ),
        (
            "So it is.",
            ("2028 boats and 2031 boats",),
            reading(Rule.YEARS_BETWEEN, "3", "2028", "2031"),
            ["years-between needs two words with one year each"],
        ),
    ],
)
def test_a_computed_figure_is_of_the_sort_of_its_parts(
    statement: str, quotes: tuple[str, ...], read: Reading, expected: list[str]
) -> None:
    assert faults(statement, quotes=quotes, reads=(read,)) == expected


# --- what a quote cuts away ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("note", "parts", "expected"),
    [
        ("They “will not sail” now.", ("will", "sail"), "not"),
        ("They “will soon sail” now.", ("will", "sail"), ""),
        ("They say that “not even three boats sail” now.", ("three boats sail",), "that not even"),
        ("By no means “three boats sail” now.", ("three boats sail",), "By no means"),
        ("They did not come. Now “three boats sail” here.", ("three boats sail",), ""),
        ("Never, as they say, do “three boats sail” now.", ("three boats sail",), ""),
        ("They “will” in time not “sail” now.", ("will", "sail"), "in time not"),
        ("They “will” by “yes and no” and as it seems “sail” now.", ("will", "sail"), ""),
        ("They “can hardly sail” now.", ("sail",), "They can hardly"),
        ("“Three boats sail” now.", ("Three boats sail",), ""),
    ],
)
def test_a_negation_that_a_quote_leaves_out_is_found(
    note: str, parts: tuple[str, ...], expected: str
) -> None:
    spans = [(note.index(part), note.index(part) + len(part)) for part in parts]
    assert denied(note, spans) == expected


@pytest.mark.parametrize(
    "hedge", ["not quite", "just short of", "virtually", "exceeding", "nearing", "all but", "north of"]
)
def test_a_quote_that_leaves_out_a_hedge_cuts_the_figure(hedge: str) -> None:
    note = f"There were {hedge} 15,000 boats."
    start = note.index("15,000")
    assert [figure.text for figure in clipped(note, start, len(note), NAMES)] == [f"{hedge} 15,000"]


# --- mutations -------------------------------------------------------------------------------------------

SOUND = (
    (
        "Northland got back 157 sailors.",
        (amount(157, "sailors", "north"),),
        ("157 Northern sailors", "Southern"),
    ),
    (
        "Over 40,000 people left in 2021.",
        (amount(40000, "people", qualifier=Qualifier.OVER),),
        ("over 40,000 people in 2021",),
    ),
    (
        "Southland lost 12 boats on 5 February 2026.",
        (amount(12, "boats", "south"), Dating(edtf("2026-02-05"))),
        ("12 Southern boats", "on February 5, 2026", "Northland"),
    ),
)


def swapped_digits(text: str) -> list[str]:
    return [
        text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        for at in range(len(text) - 1)
        if text[at : at + 2].isdigit() and text[at] != text[at + 1]
    ]


def changed(value: Part) -> list[Part]:
    """Return ``value`` with one part of it wrong."""
    if isinstance(value, Dating):
        return [Dating(edtf("2026-02-06")), Dating(edtf("2025-02-05")), Dating(edtf("2026-01"))]
    assert isinstance(value, Amount)
    assert value.low is not None
    other = {"north": "south", "south": "north", None: "south"}[value.party]
    return [
        replace(value, low=value.low + 1, high=value.low + 1),
        replace(value, high=value.low + 1),
        replace(value, party=other),
        replace(value, unit="fishers" if value.unit != "fishers" else "boats"),
        *(replace(value, qualifier=form) for form in (None, *Qualifier) if form is not value.qualifier),
    ]


@pytest.mark.parametrize(("statement", "values", "quotes"), SOUND)
def test_every_change_of_a_statement_or_value_is_caught(
    statement: str, values: tuple[Part, ...], quotes: tuple[str, ...]
) -> None:
    assert faults(statement, *values, quotes=quotes) == []
    statements = [
        *swapped_digits(statement),
        *(
            f"{statement[: found.start]}nearly {statement[found.start :]}"
            for found in figures_in(statement)
            if not found.qualifier and found.low is not None
        ),
        statement.replace("Over ", "").replace("12", "twenty") if statement[0] in "OS" else "158 sailors",
    ]
    assert [wrong for wrong in statements if not faults(wrong, *values, quotes=quotes)] == []
    for at, value in enumerate(values):
        wrong_values = [(*values[:at], wrong, *values[at + 1 :]) for wrong in changed(value)]
        assert [wrong for wrong in wrong_values if not faults(statement, *wrong, quotes=quotes)] == []


@pytest.mark.parametrize(("statement", "values", "quotes"), SOUND)
def test_typography_is_no_fault(statement: str, values: tuple[Part, ...], quotes: tuple[str, ...]) -> None:
    for space in ("\u00a0", "\n   ", "\u2009"):
        spaced = tuple(text.replace(" ", space) for text in quotes)
        assert faults(statement.replace(" ", space), *values, quotes=quotes) == []
        assert faults(statement, *values, quotes=spaced) == []
    assert faults(statement, *values, quotes=tuple("\u00ad".join(quote) for quote in quotes)) == []


WORDS = [
    "157",
    "nearly",
    "Northern",
    "sailors",
    "boats",
    "of",
    "5 February",
    "2026",
    "both",
    "[…]",
    "%",
    "“",
    "’s",
]


@given(
    st.lists(st.sampled_from(WORDS)).map(" ".join) | st.text(), st.lists(st.sampled_from(WORDS)).map(" ".join)
)
def test_proving_never_raises_and_a_text_carries_itself(text: str, other: str) -> None:
    reads = [reading(rule, "157", other, text) for rule in Rule]
    said = carried((Excerpt(text), Excerpt(other)), reads, PUBLISHED, NAMES, VOCABULARY)
    lacking(required(_quoted(other), (amount(157, "sailors", "north"),), NAMES), said)
    assert lacking(required(_quoted(text), (), NAMES, name_parties=True), said) == ()
    misnamed(_quoted(text), (amount(157, "sailors", "north"),), (_quoted(other),), VOCABULARY)


# --- wording ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They did not agree", True),
        ("They didn’t agree", True),
        ("No boat came", True),
        ("He never came", True),
        ("It denied that", True),
        ("without a pause", True),
        ("They cannot", True),
        ("no more than 700", False),
        ("a no-fly zone", False),
        ("not only boats", False),
        ("a note, a knot, nowadays", False),
    ],
)
def test_a_negation_is_seen(text: str, expected: bool) -> None:  # noqa: FBT001
    assert negated(text) is expected


def test_a_quote_that_cuts_a_figure_is_told_with_the_whole_figure() -> None:
    note = "There were “nearly 15,000 people” and “157 sailors”."
    whole, cut = note.index("nearly"), note.index("15,000")
    assert [figure.text for figure in clipped(note, cut, note.index("”"), NAMES)] == ["nearly 15,000"]
    assert clipped(note, whole, note.index("”"), NAMES) == ()


@pytest.mark.parametrize(
    ("statement", "party", "expected"),
    [
        ("Northland got back 157 sailors.", "north", ()),
        ("Southland got back 157 sailors.", "north", (("157", "north", "south"),)),
        ("157 Northern sailors came back from Southland.", "south", (("157", "south", "north"),)),
        ("Southland said that Northland had 157 sailors.", "north", ()),
        ("There were 157 sailors.", "north", ()),
    ],
)
def test_a_figure_of_another_party_in_the_statement_is_told(
    statement: str, party: str, expected: tuple[tuple[str, str, str], ...]
) -> None:
    assert mislabelled(_quoted(statement), (amount(157, "sailors", party),)) == expected


@pytest.mark.parametrize(
    ("statement", "values", "signs"),
    [
        ("Northern boats fired at Southland.", (), []),
        ("Southern boats fired at Southland.", (), [(Sign.OTHER_PARTY, "Southern", "boat")]),
        ("Northern boats fired at Northland.", (), [(Sign.OTHER_PARTY, "Northland", "fired at …")]),
        ("The boats of the Southern Navy fired.", (), []),
        ("Northern boats fired.", (amount(3, "boats", "north"),), [(Sign.AMOUNT_NOT_STATED, "3 boats", "")]),
        ("Northern boats fired.", (Parties(("north", "south")),), [(Sign.PARTY_NOT_STATED, "south", "")]),
    ],
)
def test_a_statement_about_another_party_than_its_quotes_is_told(
    statement: str, values: tuple[Part, ...], signs: list[tuple[Sign, str, str]]
) -> None:
    quotes = (_quoted("Northern boats"), _quoted("fired at Southland"))
    found = misnamed(_quoted(statement), values, quotes, VOCABULARY)
    assert [(sign.sign, sign.text, sign.context) for sign in found] == signs


def test_a_party_that_no_quote_names_is_told_in_words() -> None:
    (found,) = misnamed(_quoted("Nordhaven spoke."), (), (_quoted("a spokesman spoke"),), VOCABULARY)
    assert found.message == "“Nordhaven” is named in the statement but in none of the quotes"
