"""Characters that hide or move others are shown by name; those that a script needs stay."""

import unicodedata
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topicpages.language.characters import hides, one_line, unhidden

# Format characters that are drawn: signs that stand before or under digits.
_DRAWN = {0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}


def test_every_control_format_private_and_surrogate_character_is_shown() -> None:
    left = {
        code
        for code in range(0x110000)
        if unicodedata.category(chr(code)) in {"Cc", "Cf", "Co", "Cs"} and not hides(chr(code))
    }
    assert left - _DRAWN == {ord(space) for space in "\t\n\v\f\r\x85"}


def test_nothing_with_ink_is_taken_for_hidden() -> None:
    wrong = [
        chr(code)
        for code in range(0x110000)
        if unicodedata.category(chr(code))[0] in "LNPSZ" and hides(chr(code))
    ]
    # Letters and signs in name only: fonts draw nothing for them. The oldest Python does not know the blanks
    # between hieroglyphs yet.
    blanks = {chr(code) for code in range(0x13441, 0x13447)}
    assert set(wrong) - blanks == set("\u115f\u1160\u2800\u3164\uffa0\ufffc")


def runs(codes: Iterable[int]) -> str:
    """Return ``codes``, which rise, as runs of hexadecimal numbers."""
    found: list[list[int]] = []
    for code in codes:
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return " ".join(f"{first:X}" if first == last else f"{first:X}-{last:X}" for first, last in found)


def test_exactly_these_characters_are_hidden() -> None:
    planes = " ".join(f"{plane:X}FFFE-{plane:X}FFFF" for plane in range(1, 0xD))
    assert runs(code for code in range(0x110000) if hides(chr(code))) == (
        "0-8 E-1F 7F-84 86-9F AD 34F 61C 70F 115F-1160 17B4-17B5 180B-180F 200B-200F 202A-202E 2060-206F "
        "2800 3164 D800-F8FF FDD0-FDEF FE00-FE0F FEFF FFA0 FFF0-FFFC FFFE-FFFF 13430-1345F 1BCA0-1BCA3 "
        f"1D173-1D17A {planes} DFFFE-10FFFF"
    )


_LETTERS = (
    "620-6DC 710-7FF 840-88E 8A0-8E1 900-DFF F40-FBC 1000-109F 1780-17B3 17B6-17D3 1820-18AA A840-A877 "
    "FB50-FDC7 FE70-FEFC"
)
_PICTURES = "2194-2BFF 1F000-1FAFF"
_STYLED = "A9 AE 203C 2049 2122 2139 2194-2BFF 3030 303D 3297 3299 1F000-1FAFF"


@pytest.mark.parametrize(
    ("around", "beside"),
    [
        ("{}\u200cم", _LETTERS),
        ("م\u200c{}", _LETTERS),
        ("{}\u200d😀", "2194-2BFF FE0F 1F000-1FAFF"),
        ("😀\u200d{}", _PICTURES),
        ("{}\ufe0e", _STYLED),
        ("{}\ufe0f", _STYLED),
        ("{}\ufe0f\u20e3", f"23 2A 30-39 {_STYLED}"),
    ],
)
def test_joiners_and_style_marks_stay_beside_exactly_these_characters(around: str, beside: str) -> None:
    mark = next(char for char in around if hides(char))
    kept = (code for code in range(0x20000) if mark in unhidden(around.format(chr(code))))
    # The mark itself may stand in the place of the other character.
    assert runs(code for code in kept if chr(code) != mark or "FE0F" in beside) == beside


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("exe\u202egpj", "exe[U+202E]gpj"),
        ("ze\u200bro", "ze[U+200B]ro"),
        ("a\u200db", "a[U+200D]b"),
        ("soft\u00adhyphen", "soft[U+00AD]hyphen"),
        ("\ufeffstart", "[U+FEFF]start"),
        ("nul\x00", "nul[U+0000]"),
        ("esc\x1b[31m", "esc[U+001B][31m"),
        ("half\ud800", "half[U+D800]"),
        ("tag\U000e0041", "tag[U+E0041]"),
        ("end\uffff", "end[U+FFFF]"),
        ("1\ufe0f", "1[U+FE0F]"),
        ("می\u200c\u200cخواهم", "می[U+200C][U+200C]خواهم"),
    ],
)
def test_a_hidden_character_is_shown_by_name(text: str, shown: str) -> None:
    assert unhidden(text) == shown
    assert hides(text)


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",
        "क्\u200dष",
        "👨\u200d👩\u200d👧",
        "❤\ufe0f",
        "🏴\u200d☠\ufe0f",
        "1\ufe0f\u20e3",
        "™\ufe0f",
        "école",
        "日本",
    ],
)
def test_joiners_and_style_marks_stay_where_writing_needs_them(text: str) -> None:
    assert unhidden(text) == text
    assert not hides(text)


def test_line_breaks_and_runs_of_spaces_become_one_space_and_other_spaces_stay() -> None:
    assert one_line(" \t a\r\n\u2028\x85 b\u00a0\u2009c \v\f") == "a b\u00a0\u2009c"


@given(st.text(st.characters()))
def test_a_line_is_one_line_and_says_what_it_is(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert not hides(line)
    assert one_line(line) == line
