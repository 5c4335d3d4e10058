"""Fixes go to their places in a text, and two that meet are both left out."""

import pytest

from topicpages.diagnostics import Diagnostic, Fix, Span
from topicpages.editing.fixing import mended

TEXT = 'title: Ferries\nsee: [nunber, "nunber"]\n  fare: 2\n'


def fault(line: int, column: int, old: str, new: str) -> Diagnostic:
    span = Span("x.yml", line, column)
    return Diagnostic(span, "odd", "odd", fixes=(Fix(span, old, new),))


def test_every_fix_stands_at_its_place_and_all_else_stays() -> None:
    faults = [
        fault(3, 3, "fare", "fares"),
        fault(2, 7, "nunber", "number"),
        fault(2, 16, "nunber", "number"),
        fault(1, 8, "Ferries", "Ferry"),
        Diagnostic(Span("x.yml"), "odd", "without a fix"),
    ]
    found = mended("x.yml", TEXT, faults)
    assert found.text == 'title: Ferry\nsee: [number, "number"]\n  fares: 2\n'
    assert [fix.new for fix in found.fixes] == ["Ferry", "number", "number", "fares"]
    assert str(found.fixes[1]) == "x.yml:2: nunber → number"


@pytest.mark.parametrize(
    "faults",
    [
        [fault(1, 8, "Ferries", "Boats"), fault(1, 8, "Ferries", "Gulls")],
        [fault(1, 8, "Ferries", "Boats"), fault(1, 11, "ries", "ry")],
        [fault(1, 11, "ries", "ry"), fault(1, 8, "Ferries", "Boats"), fault(1, 9, "erri", "arri")],
    ],
)
def test_of_fixes_that_meet_none_is_made(faults: list[Diagnostic]) -> None:
    assert mended("x.yml", TEXT, faults).text == TEXT
    assert mended("x.yml", TEXT, faults).fixes == ()


def test_fixes_side_by_side_are_both_made_and_the_same_one_once() -> None:
    twice = [fault(1, 8, "Fer", "Wher"), fault(1, 11, "ries", "ry"), fault(1, 8, "Fer", "Wher")]
    assert mended("x.yml", TEXT, twice).text == TEXT.replace("Ferries", "Wherry")


@pytest.mark.parametrize(
    "wrong",
    [
        fault(1, 9, "Ferries", "x"),
        fault(9, 1, "title", "x"),
        fault(4, 1, "fare", "x"),
        fault(2, 99, "a", "x"),
    ],
)
def test_a_fix_whose_words_do_not_stand_there_is_left_out(wrong: Diagnostic) -> None:
    assert mended("x.yml", TEXT, [wrong]).text == TEXT


def test_a_fault_is_fixed_at_all_of_its_places_in_a_file_or_at_none() -> None:
    first, second = fault(2, 7, "nunber", "number").fixes[0], fault(2, 16, "nunber", "number").fixes[0]
    elsewhere = Fix(Span("y.yml", 1, 1), "nunber", "number")
    absent = Fix(Span("x.yml", 1, 1), "nunber", "number")
    everywhere = Diagnostic(Span("x.yml", 2, 7), "odd", "odd", fixes=(first, second, elsewhere))
    half = Diagnostic(Span("x.yml", 2, 7), "odd", "odd", fixes=(first, absent))
    met = Diagnostic(Span("x.yml", 2, 7), "odd", "odd", fixes=(first, fault(1, 9, "erri", "arri").fixes[0]))
    assert mended("x.yml", TEXT, [everywhere]).text == TEXT.replace("nunber", "number")
    assert mended("y.yml", "nunber", [everywhere]).text == "number"
    assert mended("x.yml", TEXT, [half]).text == TEXT
    assert mended("x.yml", TEXT, [met, fault(1, 8, "Ferries", "Boats")]).text == TEXT


def test_a_fix_takes_no_part_in_how_faults_are_compared() -> None:
    span = Span("x.yml")
    bare = Diagnostic(span, "odd", "odd")
    assert {bare, fault(1, 1, "a", "b")} == {bare}
    assert sorted([fault(1, 1, "a", "b"), bare, fault(1, 1, "a", "c")]) == [bare] * 3
