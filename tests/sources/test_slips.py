"""What is meant by a word is certain only where one known word is a slip of the hand away."""

import pytest

from topicpages.diagnostics import Fix, Span
from topicpages.sources.slips import fixes_of, one_slip
from topicpages.sources.yaml_reader import Place, read_yaml


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("harbor-post", {"harbour-post", "gull-gazette"}, "harbour-post"),
        ("harbour-pots", {"harbour-post"}, "harbour-post"),
        ("harbourpost", {"harbour-post"}, "harbour-post"),
        ("Harbour_Post", {"harbour-post"}, "harbour-post"),
        ("harbour-poxt", {"harbour-post", "harbour-poet"}, ""),
        ("harbour-pats", {"harbour-post"}, ""),
        ("harbour", {"harbour-post"}, ""),
        ("ferry-2", {"ferry-3"}, ""),
        ("ferry-21", {"ferry-12"}, ""),
        ("ferry", {"ferry-2", "ferry2"}, ""),
        ("own", {"owl"}, ""),
        ("owns", {"own"}, ""),
        ("gull", set(), ""),
        ("gul", {"gull"}, ""),
    ],
)
def test_a_slip_is_of_one_letter_and_of_one_known_word_only(word: str, known: set[str], meant: str) -> None:
    assert one_slip(word, known) == meant


@pytest.mark.parametrize(
    ("text", "path", "column"),
    [
        ("at: gull-pots", ("at",), 5),
        ('at: "gull-pots"', ("at",), 6),
        ("at: [gull-pots]", ("at", 0), 6),
        ("at: gull-pots", ("at", 0), 5),
        ("quote: gull-pots", ("quotes", 0, "exact"), 8),
        ('at: "gull\\x2dpots"', ("at",), 0),
        ("at: >-\n  gull-pots", ("at",), 0),
    ],
)
def test_a_slip_is_fixed_where_a_line_has_the_word_in_whatever_form(
    text: str, path: tuple[str | int, ...], column: int
) -> None:
    document, _ = read_yaml(text, "x.yml")
    assert document is not None
    fix = Fix(Span("x.yml", 1, column), "gull-pots", "gull-post")
    assert fixes_of(Place(document, path), "gull-pots", {"gull-post"}) == ((fix,) if column else ())
