"""Characters that hide or move others are shown by name; those that a script needs stay."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topicpages.characters import hides, one_line, unhidden

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
    # Letters and signs in name only: fonts draw nothing for them.
    assert wrong == ["\u115f", "\u1160", "\u2800", "\u3164", "\uffa0", "\ufffc"]


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
