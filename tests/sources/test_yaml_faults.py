"""A text that is no YAML is told in an editor's words, where the mistake was made."""

import re

import pytest
import yaml

from topicpages.sources import yaml_reader
from topicpages.sources.yaml_reader import read_yaml

PATH = "sources/facts/ferries.yml"

# Each is one mistake; lines and columns are where it was made, not where the parser gave up.
MISTAKES = {
    "title: Ferries\n\tsections: []\n": (
        "2:1: a tab stands where YAML needs spaces (indent with spaces, two for each level)"
    ),
    "boats:\n  name: boats\n  \tis: ferries\n": (
        "3:3: a tab stands where YAML needs spaces (indent with spaces, two for each level)"
    ),
    "title The pier\nsections: []\n": (
        "1:1: “title The pier” has no key with a colon (write “title: The pier”)"
    ),
    "title: T\ndescription The pier\nsections: []\n": (
        "2:1: “description The pier” has no key with a colon (write “description: The pier”)"
    ),
    "title: T\nsections\n  - title: S\n": "2:1: “sections” has no key with a colon (write “sections: …”)",
    "id: fare\nkind:event\nquestion: Q\n": (
        "2:5: no space follows the colon of “kind” (write “kind: event”)"
    ),
    'a:\n  - quote: "three ferries\n    kind: event\n    title: "Boats"\n': (
        '2:12: the quote mark " is not closed: “"three ferries” (write " at the end of the quoted text)'
    ),
    'title: "Boats\n': (
        '1:8: the quote mark " is not closed: “"Boats” (write " at the end of the quoted text)'
    ),
    'title: "Boats\n---\n': (
        '1:8: the quote mark " is not closed: “"Boats” (write " at the end of the quoted text)'
    ),
    '"title\nfare": 1\n': (
        '1:1: the quote mark " is not closed: “"title” (write " at the end of the quoted text)'
    ),
    "quotes: ['the gulls, the pier']\nnote: 'Old\nkind: event\nwhy: don't\n": (
        "2:7: the quote mark ' is not closed: “'Old” (write ' at the end of the quoted text)"
    ),
    "text: 'It's late'\n": (
        "1:10: the text in ' ends before “s late'” (write '' for a mark inside the text, or use “ and ”)"
    ),
    'text: "a "late" boat"\n': (
        '1:10: the text in " ends before “late" boat"” '
        '(write \\" for a mark inside the text, or use “ and ”)'
    ),
    "quotes: [three ferries\nkind: event\n": (
        "1:9: “[” is not closed: “[three ferries” (write “]” where it ends)"
    ),
    "values: [{amount: 3, unit: boats]\n": "1:10: “{” is not closed before “]” (write “}” where it ends)",
    "a: {kind: event, where: [pier}\nb: 1\n": "1:25: “[” is not closed before “}” (write “]” where it ends)",
    'quotes: ["a" "b"]\n': (
        '1:14: “"b"]” follows a value inside “[]” '
        "(write a comma between the two, or put a text with “: ” or “, ” in quotes)"
    ),
    "a: [b]\nquotes: ['[', {c: d}, [e],": (
        "2:9: “[” is not closed: “['[', {c: d}, [e],” (write “]” where it ends)"
    ),
    "quotes: [a,, b]\n": "1:12: nothing stands before “,” (write a value, or remove the comma)",
    "statement: Pier: open\n": (
        "1:16: “: ” stands inside the text of “statement” "
        '(put the text in quotes: “statement: "Pier: open"”)'
    ),
    'statement: the "pier": open\n': (
        "1:22: “: ” stands inside the text of “statement” "
        "(put the text in quotes: “statement: 'the \"pier\": open'”)"
    ),
    "--- a: 1\n": "1:6: a key stands where none may (begin it on a line of its own)",
    "id: fare\n  kind: event\n": (
        "2:3: this line is indented deeper than “id”, which has its value already (indent it like line 1)"
    ),
    "claims:\n    - id: a\n  kind: event\n": (
        "3:3: “kind: event” stands at an indentation of 2, at which nothing is open "
        "(indent it as what it belongs to, like line 1 or line 2)"
    ),
    "- id: a\n - id: b\n": (
        "2:2: “- id: b” is no entry of the list that begins on line 1 (indent its “-” like that of line 1)"
    ),
    "claims:\n  - id: a\n  kind: event\n": (
        "3:3: “kind: event” is no entry of the list that begins on line 2 "
        "(indent it like “id” before it, or begin it with “- ”)"
    ),
    "- pier\nkind: event\n": (
        "2:1: “kind: event” is no entry of the list that begins on line 1 "
        "(indent it like the key of the list, or begin it with “- ”)"
    ),
    "where: - pier\n": (
        "1:8: a list entry begins on the line of “where” "
        "(begin it on a line of its own, or write “where: [pier]”)"
    ),
    "a: {b: c}- pier\n": (
        "1:10: a list entry begins inside a line (begin it on a line of its own, or write “key: [pier]”)"
    ),
    "a: {b: c}pier\n": (
        "1:10: “pier” follows a value that is complete (remove it, or put the whole text in quotes)"
    ),
    "[a] ]\n": (
        "1:5: “]” follows a value that is complete (remove it, or write every line as “key: value”)"
    ),
    "voice: @pier\n": '1:8: a text cannot begin with “@” (put it in quotes: "@pier")',
    "voice: `pier`\n": '1:8: a text cannot begin with “`” (put it in quotes: "`pier`")',
    "share: %5\n": '1:8: a text cannot begin with “%” (put it in quotes: "%5")',
    "share: ,5\n": '1:8: a text cannot begin with “,” (put it in quotes: ",5")',
    "share: !five{\n": '1:8: a text cannot begin with “!” (put it in quotes: "!five{")',
    "%share: 5\n": (
        "1:1: a line that begins with “%” is an instruction to YAML (remove it, or put the text in quotes)"
    ),
    "%YAML 1.2\n%YAML 1.2\n---\n": (
        "1:1: a line that begins with “%” is an instruction to YAML (remove it, or put the text in quotes)"
    ),
    'text: "C:\\dock"\n': (
        "1:10: “\\d” stands for no character (write \\\\ for a backslash, or the character itself)"
    ),
    "text: > The pier\n  is old.\n": (
        "1:7: more than the mark “>” stands on its line "
        "(begin the text on the next line, indented by two spaces)"
    ),
    "[{\n--- a": "2:1: nothing stands before “-” (write a value, or remove the comma)",
}  # fmt: skip


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], autouse=True)
def _each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_reader, "_Loader", getattr(yaml, request.param))


def told(text: str, first_line: int = 1) -> list[str]:
    document, faults = read_yaml(text, PATH, first_line=first_line)
    assert document is None
    return [str(fault).removeprefix(f"{PATH}:").replace("error[yaml-syntax]: ", "") for fault in faults]


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_in_yaml_is_told_where_it_was_made_with_what_to_write(text: str) -> None:
    assert told(text) == [MISTAKES[text]]


def test_lines_are_those_of_the_file_in_what_is_told_too() -> None:
    assert told("id: fare\n  kind: event\n", first_line=2) == [
        "3:3: this line is indented deeper than “id”, which has its value already (indent it like line 2)"
    ]


def test_quote_marks_inside_plain_texts_blocks_and_comments_open_nothing() -> None:
    text = "a: don't # it's\nb: |\n  'x\n\n  \"y\nc: 'fine' # \"\nd: [it's, 'so']\ne: 'open\nf: don't\n"
    assert told(text) == [
        "8:4: the quote mark ' is not closed: “'open” (write ' at the end of the quoted text)"
    ]


def test_a_very_long_line_is_cut_in_what_is_told() -> None:
    (fault,) = told(f"statement: Pier: {'x' * 10_000}\n")
    assert len(fault) < 200


@pytest.mark.parametrize("stray", list("\t\"'[]{},:-?#&*!|>%@`\n\\ ~x"))
def test_whatever_stands_at_any_place_no_words_of_the_parser_are_told(stray: str) -> None:
    text = "a: \"b\"\nc:\n  - {d: e, f: [g, 'h']}\n  - i: >\n      j\n    k: l\nm: n\n"
    theirs = re.compile("while |expected|found |could not|not allowed in|<block|token|scalar|indicator|flow ")
    for at in range(len(text)):
        _, faults = read_yaml(f"{text[:at]}{stray}{text[at:]}", PATH)
        assert [str(fault) for fault in faults if theirs.search(fault.message)] == []
