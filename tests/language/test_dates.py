"""EDTF is read strictly, shown in English, compared by days, and resolved from words by fixed rules."""

from datetime import date

import pytest
from edtf import EDTFParseException
from edtf import parse_edtf as parse_with_library
from hypothesis import given, settings
from hypothesis import strategies as st

from topicpages.language.dates import (
    Edtf,
    date_in_english,
    days_inside,
    days_overlap,
    in_month,
    in_year,
    on_day,
    parse_edtf,
    resolve_latest,
    resolve_relative,
    resolve_same_month,
    resolve_weekday,
)

THURSDAY = Edtf("2026-02-05~", date(2026, 2, 5), date(2026, 2, 5))


def edtf(text: str) -> Edtf:
    found = parse_edtf(text)
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-02-05", date(2026, 2, 5), date(2026, 2, 5)),
        ("2026-02-05~", date(2026, 2, 5), date(2026, 2, 5)),
        ("2021?", date(2021, 1, 1), date(2021, 12, 31)),
        ("202X", date(2020, 1, 1), date(2029, 12, 31)),
        ("2021-22", date(2021, 6, 1), date(2021, 8, 31)),
        ("[2021-09..2021-12]", date(2021, 9, 1), date(2021, 12, 31)),
        ("2021-09/2021-12", date(2021, 9, 1), date(2021, 12, 31)),
        ("2021/..", date(2021, 1, 1), None),
        ("2021/", date(2021, 1, 1), None),
        ("../2021", None, date(2021, 12, 31)),
        ("[..2021]", None, date(2021, 12, 31)),
        ("[2021..]", date(2021, 1, 1), None),
        ("[2021,2023]", date(2021, 1, 1), date(2023, 12, 31)),
    ],
)
def test_a_date_is_read_with_its_first_and_last_day(
    text: str, lower: date | None, upper: date | None
) -> None:
    assert parse_edtf(text) == Edtf(text, lower, upper)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "2026 ",
        "\n2026",
        "abc",
        "unknown",
        "5 February 2026",
        "2026-2-5",
        "20260205",
        "2026-13",
        "2026-00",
        "2026-02-30",
        "2021-02-29",
        "2021-02-29/2022",
        "[2021-01-01,2021-02-29,2021-05-01]",
        "2026-02-05/2026-02-04",
        "../..",
        "/",
        "0000",
        "-0100",
        "Y20260",
        "XXXX-02",
        "２０２６",
        "[2021" * 50,
        "2026-02-05" + "~" * 60,
    ],
)
def test_what_is_no_date_is_rejected(text: str) -> None:
    assert parse_edtf(text) is None


def test_what_is_no_date_is_told_and_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert parse_edtf("/../../../boot.ini") is None
    assert capsys.readouterr() == ("", "")


@settings(deadline=None)
@given(st.text() | st.text(alphabet="0123456789-/.,[]{}~?%XYZTuES :"))
def test_reading_never_raises_and_bounds_are_in_order(text: str) -> None:
    found = parse_edtf(text)
    if found and found.lower and found.upper:
        assert found.lower <= found.upper
    if found:
        assert date_in_english(found)


_SIMPLE_DATES = st.builds(
    lambda day, length, mark: day.isoformat()[:length] + mark,
    st.dates(min_value=date(1, 1, 1)),
    st.sampled_from((4, 7, 10)),
    st.sampled_from("~?%") | st.just(""),
)


@settings(deadline=None, max_examples=30)
@given(
    st.dates(min_value=date(1, 1, 1)),
    st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y"]),
    st.sampled_from("~?%") | st.just(""),
)
def test_the_quick_path_agrees_with_the_library(day: date, form: str, mark: str) -> None:
    text = {"%Y-%m-%d": day.isoformat(), "%Y-%m": day.isoformat()[:7], "%Y": day.isoformat()[:4]}[form] + mark
    theirs = parse_with_library(text)
    assert parse_edtf(text) == Edtf(text, date(*theirs.lower_strict()[:3]), date(*theirs.upper_strict()[:3]))


@settings(deadline=None, max_examples=60)
@given(
    st.tuples(_SIMPLE_DATES, _SIMPLE_DATES).map(sorted), st.sampled_from(["{}/{}", "[{}..{}]", "{{{}..{}}}"])
)
def test_what_lies_between_two_dates_is_as_the_library_has_it(ends: list[str], form: str) -> None:
    text = form.format(*ends)
    try:
        theirs = parse_with_library(text)
        expected = Edtf(text, date(*theirs.lower_strict()[:3]), date(*theirs.upper_strict()[:3]))
    except EDTFParseException:
        expected = None
    assert parse_edtf(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-02-05", "5 February 2026"),
        ("2026-02-05~", "about 5 February 2026"),
        ("2026-02?", "perhaps February 2026"),
        ("2026%", "perhaps about 2026"),
        ("1990", "1990"),
        ("199X", "1990s"),
        ("2021-XX", "2021"),
        ("2021-24", "winter 2021"),
        ("2026-02-04/2026-02-05", "4–5 February 2026"),
        ("2026-01-31/2026-02-05", "31 January 2026 to 5 February 2026"),
        ("2021/..", "since 2021"),
        ("../2021", "until 2021"),
        ("[2021-09..2021-12]", "between September 2021 and December 2021"),
        ("[2021..]", "2021 or later"),
        ("[..2021]", "2021 or earlier"),
        ("[2021, 2023]", "2021 or 2023"),
        ("{2021,2023}", "2021 and 2023"),
        ("2026-02-05T12:00:00", "5 February 2026"),
    ],
)
def test_a_date_is_shown_in_english(text: str, expected: str) -> None:
    assert date_in_english(edtf(text)) == expected


def test_words_of_the_articles_stand_only_where_the_date_has_no_name() -> None:
    assert date_in_english(edtf("[2021-09..2021-12]"), as_stated="late 2021") == "late 2021"
    assert date_in_english(edtf("2026-02-05"), as_stated="Thursday") == "5 February 2026"
    assert date_in_english(edtf("2026-02-04/2026-02-05"), as_stated="February 4-5") == "4–5 February 2026"


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        ("2026-02-05", "2026-02", True),
        ("2026-02", "2026-02-05", False),
        ("2026-02", "2026-02", True),
        ("2021-12", "[2021-09..2021-12]", True),
        ("2022", "2021/..", True),
        ("2021/..", "2021", False),
        ("../2020", "../2021", True),
        ("2020", "2021/..", False),
    ],
)
def test_inside_asks_for_every_day(inner: str, outer: str, expected: bool) -> None:  # noqa: FBT001
    assert days_inside(edtf(inner), edtf(outer)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2021", "2022", False),
        ("2021", "2021-12-31", True),
        ("2021/..", "2030", True),
        ("../2020", "2021", False),
        ("2026-02-05", "2026-02-06", False),
        ("2026-02-05~", "2026-02-06", True),
        ("2026-02-05~", "2026-02-07", False),
        ("0001~", "9999~", False),
        ("../2021~", "2022", True),
    ],
)
def test_overlap_lets_only_approximate_dates_reach_further(one: str, other: str, expected: bool) -> None:  # noqa: FBT001
    assert days_overlap(edtf(one), edtf(other)) is expected
    assert days_overlap(edtf(other), edtf(one)) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Thursday", on_day(date(2026, 2, 5))),
        ("late on Wednesday", on_day(date(2026, 2, 4))),
        ("Friday", on_day(date(2026, 1, 30))),
        ("last Wednesday", on_day(date(2026, 2, 4))),
        ("this past Wednesday", on_day(date(2026, 2, 4))),
        ("last Thursday", None),
        ("next Thursday", None),
        ("this Thursday", None),
        ("before Thursday", None),
        ("the day after Thursday", None),
        ("every Thursday", None),
        ("Thursdays", None),
        ("Thursday week", None),
        ("Thursday or Friday", None),
        ("thursday", None),
        ("no day", None),
    ],
)
def test_a_weekday_is_the_latest_one_not_after_publication(words: str, expected: Edtf | None) -> None:
    assert resolve_weekday(words, THURSDAY) == expected


def test_a_weekday_needs_the_day_of_publication() -> None:
    assert resolve_weekday("Thursday", edtf("2026-02")) is None


@pytest.mark.parametrize(
    ("words", "published", "expected"),
    [
        ("last month", "2026-02-05~", in_month(2026, 1)),
        ("Last month's", "2026-01-05", in_month(2025, 12)),
        ("this month", "2026-02", in_month(2026, 2)),
        ("last year", "2026", in_year(2025)),
        ("this year", "2026-02-05", in_year(2026)),
        ("today", "2026-02-05", on_day(date(2026, 2, 5))),
        ("yesterday", "2026-03-01", on_day(date(2026, 2, 28))),
        ("yesterday", "2026-02", None),
        ("the day before yesterday", "2026-03-01", None),
        ("a year before last month", "2026-03-01", None),
        ("until today", "2026-03-01", None),
        ("the month before last year", "2026-03-01", None),
        ("last month", "2026", None),
        ("last week", "2026-02-05", None),
        ("next month", "2026-02-05", None),
        ("last month, last year", "2026-02-05", None),
    ],
)
def test_relative_dates_are_seen_from_publication(words: str, published: str, expected: Edtf | None) -> None:
    assert resolve_relative(words, edtf(published)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("September", "2025-09"),
        ("In February", "2026-02"),
        ("February 4", "2026-02-04"),
        ("5 February", "2026-02-05"),
        ("February 6", "2025-02-06"),
        ("overnight on February 4-5", "2026-02-04/2026-02-05"),
        ("since the 1 February", "2026-02-01"),
        ("last September", "2025-09"),
        ("last February", None),
        ("next September", None),
        ("before 1 May", None),
        ("until September", None),
        ("not in September", None),
        ("by 1 May", None),
        ("September before last", None),
        ("February 29", "2024-02-29"),
        ("February 30", None),
        ("September 2024", None),
        ("May or June", None),
        ("soon", None),
    ],
)
def test_a_date_without_year_is_the_latest_not_after_publication(words: str, expected: str | None) -> None:
    found = resolve_latest(words, THURSDAY)
    assert (found and found.text) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("Later that month", "In September"), "2025-09"),
        (("March 2023", "the same month"), "2023-03"),
        (("that month",), None),
        (("the month before that month", "September"), None),
        (("that month", "before September"), None),
        (("that month", "next September"), None),
        (("September", "March"), None),
        (("that month", "that month"), None),
        (("that month", "soon"), None),
    ],
)
def test_that_month_is_the_month_named_beside_it(words: tuple[str, ...], expected: str | None) -> None:
    found = resolve_same_month(words, THURSDAY)
    assert (found and found.text) == expected


@pytest.mark.parametrize("words", ["last year", "last month", "yesterday"])
def test_nothing_was_before_the_first_day(words: str) -> None:
    assert resolve_relative(words, edtf("0001-01-01")) is None
    assert resolve_weekday("Sunday", edtf("0001-01-01")) is None


@given(
    st.text() | st.text(alphabet="September 2025that month-5,").map(str),
    st.sampled_from(["2026-02-05", "0001-01-01", "2026", "../2026"]),
)
def test_resolving_never_raises(words: str, published: str) -> None:
    when = edtf(published)
    for resolve in (resolve_weekday, resolve_relative, resolve_latest):
        resolve(words, when)
    resolve_same_month((words, "that month"), when)
