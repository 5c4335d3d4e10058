"""YAML text in, plain values with their places out; everything else is a fault with a place."""

import re

import pytest
import yaml

from topicpages.diagnostics import Span
from topicpages.sources import yaml_reader
from topicpages.sources.yaml_reader import MAX_DEPTH, MAX_NODES, Document, Place, Tree, read_yaml

PATH = "sources/facts/ferries.yml"
SHEET = """\
title: Ferries
sections:
  - title: "Boats"
    claims: [{id: number}, {id:   fare}]

  - title:
"""


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], autouse=True)
def _each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every test with the parser in C and with the one in Python, which some machines have to use."""
    monkeypatch.setattr(yaml_reader, "_Loader", getattr(yaml, request.param))


def tree_of(text: str) -> Tree:
    document, faults = read_yaml(text, PATH)
    assert faults == ()
    assert document is not None
    return document.tree


def faults_of(text: str, *, first_line: int = 1) -> list[str]:
    """Return the faults of a text that is refused."""
    document, faults = read_yaml(text, PATH, first_line=first_line)
    assert document is None
    return [str(fault).removeprefix(f"{PATH}:") for fault in faults]


@pytest.mark.parametrize(
    "written", ["NO", "yes", "null", "~", "010", "0x1f", "1e3", "12:30", "2026-02-05", "1_000", ".nan", "="]
)
def test_a_plain_scalar_is_the_text_that_was_written(written: str) -> None:
    assert tree_of(f"key: {written}") == {"key": written}


def test_an_empty_plain_value_is_nothing_and_an_empty_quoted_one_is_text() -> None:
    assert tree_of("a:\nb: ''\nc: \"\"\n") == {"a": None, "b": "", "c": ""}


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n", "---\n...\n"])
def test_a_file_without_a_value_is_nothing(text: str) -> None:
    assert tree_of(text) is None


def test_mappings_keep_the_order_of_the_file() -> None:
    tree = tree_of("b: 1\na: 2\nc: 3\n")
    assert isinstance(tree, dict)
    assert list(tree) == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("path", "place", "key"),
    [
        ((), (1, 1), (1, 1)),
        (("title",), (1, 8), (1, 1)),
        (("sections", 0), (3, 5), (3, 5)),
        (("sections", 0, "title"), (3, 12), (3, 5)),
        (("sections", 0, "claims", 1, "id"), (4, 35), (4, 29)),
        (("sections", 1, "title"), (6, 11), (6, 5)),
        (("sections", 1, "claims", 7, "id"), (6, 5), (6, 5)),
        (("figures",), (1, 1), (1, 1)),
    ],
)
def test_every_value_has_its_place_and_an_absent_one_that_of_its_parent(
    path: yaml_reader.Path, place: tuple[int, int], key: tuple[int, int]
) -> None:
    document, _ = read_yaml(SHEET, PATH)
    assert document is not None
    assert (document.span(path), document.key_span(path)) == (Span(PATH, *place), Span(PATH, *key))


def test_a_place_is_walked_step_by_step() -> None:
    document, _ = read_yaml(SHEET, PATH)
    assert document is not None
    place = Place(document) / "sections" / 0 / "title"
    assert (place.path, place.span, place.key_span) == (
        ("sections", 0, "title"), Span(PATH, 3, 12), Span(PATH, 3, 5)
    )  # fmt: skip
    assert Document(PATH, None, {}).span(("anything",)) == Span(PATH)


@pytest.mark.parametrize("loader", [getattr(yaml, "CSafeLoader", yaml.SafeLoader), yaml.SafeLoader])
@pytest.mark.parametrize(
    ("value", "column"),
    [
        ("a plain text", 7),
        ('"a quoted text"', 8),
        ("'a quoted text'", 8),
        ('"é à quoted text"', 8),
        ('"an esc\\u0061ped text"', 4),
        ("'it''s doubled'", 4),
        ("a text\n  on two lines", 4),
        (">\n  a folded text", 4),
    ],
)
def test_a_character_of_a_text_is_found_on_its_line_or_the_text_is(
    monkeypatch: pytest.MonkeyPatch, loader: type, value: str, column: int
) -> None:
    monkeypatch.setattr(yaml_reader, "_Loader", loader)
    document, _ = read_yaml(f"k: {value}\n", "file.yml")
    assert document is not None
    assert (Place(document) / "k").character(3) == Span("file.yml", 1, column)


def test_columns_count_characters_not_bytes() -> None:
    assert faults_of('é: {"日本": 1, 😀: &x 2}') == [
        "1:17: error[yaml-anchor]: anchor “&x” (remove it and write values out)"
    ]


def test_lines_are_those_of_the_file_where_the_text_begins_later() -> None:
    assert faults_of("a: 1\nb: *x", first_line=2) == [
        "3:4: error[yaml-alias]: alias “*x” (write the value out)"
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: &x 1", "1:4: error[yaml-anchor]: anchor “&x” (remove it and write values out)"),
        ("&x a: 1", "1:1: error[yaml-anchor]: anchor “&x” (remove it and write values out)"),
        ("a: *x", "1:4: error[yaml-alias]: alias “*x” (write the value out)"),
        ("*x : 1", "1:1: error[yaml-alias]: alias “*x” (write the value out)"),
        ("a: !!str 1", "1:4: error[yaml-tag]: tag “!!str” (remove it; the type follows from the key)"),
        ("! a", "1:1: error[yaml-tag]: tag “!” (remove it; the type follows from the key)"),
        ("a: !ours {b: 1}", "1:4: error[yaml-tag]: tag “!ours” (remove it; the type follows from the key)"),
        ("a:\n  <<: {b: 1}", "2:3: error[yaml-merge]: merge key “<<” (write the entries out)"),
        (
            "a: 1\n---\nb: 2",
            "2:1: error[yaml-documents]: a second document begins (keep one document a file)",
        ),
        ("{[a]: 1}", "1:2: error[yaml-key]: a key that is a list or mapping (use plain text as key)"),
        ("? {a: 1}\n: 2", "1:3: error[yaml-key]: a key that is a list or mapping (use plain text as key)"),
        ('a: "\\x07"', "1:4: error[control-character]: character U+0007 is not allowed (remove it)"),
        ('"\\x7f": 1', "1:1: error[control-character]: character U+007F is not allowed (remove it)"),
    ],
)
def test_what_an_editor_should_not_meet_is_refused(text: str, fault: str) -> None:
    assert faults_of(text) == [fault]


@pytest.mark.parametrize("text", ['"<<": 1', "'<<': 1"])
def test_a_quoted_merge_key_is_a_key_like_any_other(text: str) -> None:
    assert tree_of(text) == {"<<": "1"}


@pytest.mark.parametrize(
    "char", "\0\x01\a\v\f\x1b\x7f\x80\x85\x9f\u2028\u2029\ud800\ud9ab\udfff\ufeff\ufffe\uffff\r"
)
def test_a_character_that_yaml_or_editors_read_otherwise_is_refused_where_it_stands(char: str) -> None:
    named = f"character U+{ord(char):04X} is not allowed (remove it)"
    assert faults_of(f"a: 1\nb: x{char}y") == [f"2:5: error[control-character]: {named}"]


def test_a_character_is_told_in_its_line_where_the_first_line_is_empty() -> None:
    named = "character U+0007 is not allowed (remove it)"
    assert faults_of("\nx\x07") == [f"2:2: error[control-character]: {named}"]


def test_an_escape_beyond_all_characters_is_told_by_the_parser_in_python(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(yaml_reader, "_Loader", yaml.SafeLoader)
    what = "an escape “\\U…” that stands for no character (write the character itself)"
    assert faults_of(r'a: "\UFFFFFFFF"') == [f"1:1: error[yaml-syntax]: {what}"]


def test_a_comment_cannot_be_ended_by_what_no_editor_shows_as_a_line_end() -> None:
    assert faults_of("# fine\u2028title: not fine")[0].startswith("1:7: error[control-character]")


@pytest.mark.parametrize("char", "\t\u00a0\u200b\u202e\u2066\ufffd\ue000\U0010ffff😀")
def test_other_characters_are_kept_and_shown_later_for_what_they_are(char: str) -> None:
    assert tree_of(f'a: "x{char}y"') == {"a": f"x{char}y"}


def test_a_doubled_key_is_told_with_its_first_line_and_nothing_inside_it_is_called_doubled() -> None:
    document, faults = read_yaml("a: {b: 1}\nc: 2\na: {b: 3}\na: 4\n", PATH)
    assert document is not None
    assert [str(fault) for fault in faults] == [
        f"{PATH}:3:1: error[duplicate-key]: key “a” stands twice, first on line 1 (keep one)"
    ]


def test_an_entry_without_its_dash_is_one_fault_however_many_keys_stand_twice() -> None:
    _, faults = read_yaml("- id: a\n  kind: b\n  why: c\n  id: d\n  kind: e\n  id: f\n", PATH)
    assert [str(fault) for fault in faults] == [
        (
            f"{PATH}:4:3: error[duplicate-key]: key “id” stands twice, first on line 1, and so do “kind” (if"
            " an entry of its own begins here, begin it with “- ”)"
        )
    ]


def test_equal_keys_of_different_mappings_are_not_doubled() -> None:
    assert tree_of("- {a: 1}\n- {a: 2}\n") == [{"a": "1"}, {"a": "2"}]


def test_depth_is_admitted_up_to_its_cap() -> None:
    assert tree_of("[" * MAX_DEPTH + "]" * MAX_DEPTH) is not None
    fault = f"1:{MAX_DEPTH + 1}: error[yaml-depth]: nested deeper than {MAX_DEPTH} levels (flatten it)"
    assert faults_of("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == [fault]


def test_values_are_admitted_up_to_their_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_NODES == 50_000
    monkeypatch.setattr(yaml_reader, "MAX_NODES", 5)
    assert tree_of("[a, b, c, d]") == ["a", "b", "c", "d"]
    assert faults_of("[a, b, c, d, e]") == ["1:14: error[yaml-size]: more than 5 values (split the file)"]


@pytest.mark.parametrize("escape", [r"\ud9ab", r"\ud83d\ude00", r"\u000b", r"\u0015"])
def test_half_a_character_or_a_control_is_refused_in_an_escape_too(escape: str) -> None:
    (fault,) = faults_of(f'a: "{escape}"')
    # The parser in C refuses halves of characters itself.
    assert re.match(r"1:(4: error\[control-character|5: error\[yaml-syntax)\]: ", fault)


@pytest.mark.parametrize("escape", [r"\xZZ", r"\ud800", r"\U00110000", r"\UFFFFFFFF", r"\q"])
def test_an_escape_that_stands_for_no_character_is_refused(escape: str) -> None:
    (fault,) = faults_of(f'a: "{escape}"')
    assert re.match(r"1:\d: error\[(yaml-syntax|control-character)\]: ", fault)


BOMBS = (
    "[" * 100_000,
    "{a: " * 50_000,
    "- " * 100_000,
    "? " * 100_000,
    "a: &a [" + "*a, " * 100_000 + "]",
    ": " * 100_000,
    "'" + "\n" * 100_000,
)


@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: bomb[:4])
def test_what_grows_without_end_is_refused_at_once(bomb: str) -> None:
    assert len(faults_of(bomb)) == 1


def test_the_texts_of_a_document_are_those_of_the_last_of_two_equal_keys() -> None:
    text = "a: [{b: one, c: [x, y]}, two]\na: [{b: three}]\n"
    document, faults = yaml_reader.read_yaml(text, "sources/x.yml")
    assert [fault.code for fault in faults] == ["duplicate-key"]
    assert document is not None
    assert [(path, said) for path, said, _ in document.texts()] == [(("a", 0, "b"), "three")]
