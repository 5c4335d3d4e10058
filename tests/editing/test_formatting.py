"""A file in the canon says what it said, has every comment at its key, and stays as it is."""

import json
import os
import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.corpora import needs_corpora, strings
from tests.support.miniature import CASES, ROOT
from topicpages.editing import formatting
from topicpages.editing.formatting import formatted_source
from topicpages.editing.formatting.layout import WIDTH
from topicpages.sources.yaml_reader import Tree, read_yaml

# ``PROPERTY_EXAMPLES`` gives more of them, and others at every run.
EXAMPLES = int(os.environ.get("PROPERTY_EXAMPLES", "0"))
SHEET, ENTITIES, RECORD = (
    "sources/facts/ferries.yml",
    "sources/entities.yml",
    "sources/articles/harbour-post.md",
)


def formatted(text: str, path: str = SHEET) -> str:
    """Return a text that has no faults in the canon, in which it must stay as it is."""
    found, faults = formatted_source(path, text)
    assert [str(fault) for fault in faults] == []
    assert formatted_source(path, found) == (found, ())
    return found


def tree_of(text: str) -> Tree:
    document, faults = read_yaml(text, SHEET)
    assert document is not None
    assert faults == ()
    return document.tree


def _quoted(text: object) -> str:
    return json.dumps(text, ensure_ascii=False)


# --- whole files -----------------------------------------------------------------------------------------

SHORT = """\
publisher: The Gull Gazette
kind: report
author: Ada Gull
published: 2031-05-02~
archive: https://archive.example/1
text: private
unconfirmed: [published, title]   # look at them
title: Ferries
original:
  passages:
    - {role: body, note: "Three ferries sail: no more.", lines: 3}
    - lines: 5-7
      note: The office says nothing of the fares that it asks of islanders, or asks others.
      role: body
  sha256: 0000000000000000000000000000000000000000000000000000000000000000
rights: The Gull Gazette
"""

SHORT_TIDY = """\
title: Ferries
publisher: The Gull Gazette
author: Ada Gull
published: "2031-05-02~"
archive: https://archive.example/1
kind: report
text: private
unconfirmed: [published, title]  # look at them
original:
  sha256: "0000000000000000000000000000000000000000000000000000000000000000"
  passages:
    - {lines: 3, role: body, note: "Three ferries sail: no more."}
    - lines: 5-7
      role: body
      note: "The office says nothing of the fares that it asks of islanders, or asks others."
rights: The Gull Gazette
"""

SHORT_SHEET = """\
lead: They sail.
sections:
  - claims:
      - {id: number, kind: status, note: Nobody asks., citation: {quote: three, article: harbour-post},
         statement: They sail., question: Do they?, value: {answer: yes}, when: 2031-05}
    title: Boats
title: Ferries
"""

SHORT_SHEET_TIDY = """\
title: Ferries
lead: "They sail."
sections:
  - title: Boats
    claims:
      - id: number
        question: "Do they?"
        statement: "They sail."
        kind: status
        when: "2031-05"
        value: {answer: "yes"}
        citation: {article: harbour-post, quote: "three"}
        note: "Nobody asks."
"""


def test_short_forms_stay_short_in_the_place_of_what_they_mean() -> None:
    record = formatted(f"---\n{SHORT}---\nkept:  as it is\n", "sources/articles/gull.md")
    assert record == f"---\n{SHORT_TIDY}---\nkept:  as it is\n"
    assert formatted(SHORT_SHEET) == SHORT_SHEET_TIDY
    assert formatted("report:   https://ferries.example/new\nname: A\n", "sources/site.yml") == (
        "name: A\nreport: https://ferries.example/new\n"
    )
    publishers = "gull: The Gull Gazette\npost: {country: unknown, name: '010'}\n"
    assert formatted(publishers, "sources/publishers.yml") == (
        'gull: The Gull Gazette\npost: {name: "010", country: unknown}\n'
    )


UNTIDY = """\
# yaml-language-server: $schema=../../schema/fact-sheet.schema.json
# The licence of this file.

# What the sheet is about.
sections:   # two of them
- claims:
  # of the first claim
  - question: How many ferries sail?   # asked often
    id:   'number'

    # The count of the office.
    statement: There are three ferries.
    kind: quantity

    values: [
      {unit: ferries, amount: "3"},   # as counted
      # the other one
      {unit: boats,
       amount: 010},
    ]
    as_of: 2031-05-02
    citations: [{quotes: ['three "ferries"', "it's\\u00a0so"], article: harbour-post}]
    later: NO
    # nothing more of it


    # of the next claim
  - id: fare
    question: "Is it dear?"
    statement:
      # the words of the office
      The fare
      is dear, they say
    kind: "status"
    citations:
      - quotes:
          - {suffix: "is dear", prefix: and so,
             exact: a run of words that needs so much more room than a single line has
             }
        article: harbour-post
  title: 'Boats'
title: Ferries
# the end
"""

TIDY = """\
# yaml-language-server: $schema=../../schema/fact-sheet.schema.json
# The licence of this file.

title: Ferries
# What the sheet is about.
sections:  # two of them
  - title: Boats
    claims:
      # of the first claim
      - id: number
        question: "How many ferries sail?"  # asked often

        # The count of the office.
        statement: "There are three ferries."
        kind: quantity
        as_of: "2031-05-02"

        values:
          - {amount: 3, unit: ferries}  # as counted
          # the other one
          - {amount: "010", unit: boats}
        citations: [{article: harbour-post, quotes: [three "ferries", "it's\\u00a0so"]}]
        later: "NO"
        # nothing more of it

        # of the next claim
      - id: fare
        question: "Is it dear?"
        # the words of the office
        statement: "The fare is dear, they say"
        kind: status
        citations:
          - article: harbour-post
            quotes:
              - exact: "a run of words that needs so much more room than a single line has"
                prefix: "and so"
                suffix: "is dear"
# the end
"""


def test_a_whole_sheet_is_put_into_the_order_of_the_models_with_its_comments() -> None:
    assert formatted(UNTIDY) == TIDY


def test_the_front_matter_of_a_record_is_formatted_and_its_notes_are_not() -> None:
    notes = "\nThe  heading “asks” 'so' # not a comment\n\n\n  - {b: 1,  a: 2}\n"
    untidy = "text: notes\npublisher:  'harbour-post' # whose\nkinds: [report]\ntitle: New boats\n"
    tidy = "title: New boats\npublisher: harbour-post  # whose\nkinds: [report]\ntext: notes\n"
    assert formatted(f"---\n{untidy}---\n{notes}", RECORD) == f"---\n{tidy}---\n{notes}"


def test_the_entries_of_a_registry_keep_their_order_and_the_blank_lines_between_them() -> None:
    text = (
        "# Places\ntern-bay: {kind: place, name: Tern Bay}\n\n\n"
        "# Posts\nada: {kind: person, name: Ada, in_sentence: Ada}\n"
    )
    assert formatted(text, ENTITIES) == (
        "# Places\ntern-bay: {name: Tern Bay, kind: place}\n\n"
        "# Posts\nada: {name: Ada, in_sentence: Ada, kind: person}\n"
    )


def test_a_blank_line_goes_with_its_key_and_never_stands_first() -> None:
    assert formatted("description: a\n\ntitle: b\n\nlead: []\n") == 'title: b\ndescription: "a"\n\nlead: []\n'


# --- scalars ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("'Boats'", "Boats"),
        ("Boats, and more", "Boats, and more"),
        ("'no'", '"no"'),
        ("y", '"y"'),
        ("'12:30'", '"12:30"'),
        ("1e3", '"1e3"'),
        ("~", '"~"'),
        ("2031-05-02", '"2031-05-02"'),
        ("2031-05", '"2031-05"'),
        ("'it''s # so'", '"it\'s # so"'),
        ("'- a'", '"- a"'),
        ('a "b" c', 'a "b" c'),
        ('"a\\tb"', '"a\\tb"'),
        ('"a\\u202eb"', '"a\\u202eb"'),
        ("a\u202eb", '"a\u202eb"'),
        ("“😀”", "“😀”"),
        ('""', '""'),
        ("", ""),
        ("a\n  b", "a b"),
    ],
)  # fmt: skip
def test_a_name_stands_bare_where_every_reader_reads_it_the_same(written: str, canonical: str) -> None:
    assert formatted(f"title: {written}\n") == f"title: {canonical}".rstrip() + "\n"


@pytest.mark.parametrize(
    ("key", "written", "canonical"),
    [
        ("amount", "'3'", "3"),
        ("amount", "3.50", "3.50"),
        ("amount", "'-3'", "-3"),
        ("amount", "1_000", '"1_000"'),
        ("amount", "012", '"012"'),
        ("unit", "'ferries'", "ferries"),
        ("unit", "'3'", '"3"'),
        ("answer", "yes", '"yes"'),
        ("edtf", "2031-05~", '"2031-05~"'),
    ],
)
def test_a_number_stands_bare_where_its_key_takes_numbers(key: str, written: str, canonical: str) -> None:
    before = "sections:\n  - claims:\n      - values:\n          - "
    assert formatted(f"{before}{key}: {written}\n") == f"{before}{key}: {canonical}\n"


def test_sentences_stand_in_double_quotes_and_texts_on_lines_of_their_own_keep_them() -> None:
    text = """\
description: >-  # long
        The ferries
        sail.

        And  more:
          - so
lead:
  - text: The ferries sail.
    rests_on: ['number']
  - text: |
      As
      it is.

    rests_on: [number]
  - text: |+
      Kept

    rests_on: []
"""
    assert formatted(text) == """\
description: >-  # long
  The ferries
  sail.

  And  more:
    - so
lead:
  - text: "The ferries sail."
    rests_on: [number]
  - text: |
      As
      it is.

    rests_on: [number]
  - text: "Kept\\n\\n"

    rests_on: []
"""  # fmt: skip


def test_a_list_on_one_line_stays_there_up_to_the_width_and_no_further() -> None:
    room = WIDTH - len('lead: [{text: "", rests_on: [number]}]')
    fitting = f'lead: [{{text: "{"x" * room}", rests_on: [number]}}]\n'
    assert formatted(fitting) == fitting
    longer = f'lead: [{{text: "{"x" * (room + 1)}", rests_on: [number]}}]\n'
    assert formatted(longer) == f'lead:\n  - {{text: "{"x" * (room + 1)}", rests_on: [number]}}\n'


# --- comments --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("a: # x\n  - b\n", "a:  # x\n  - b\n"),
        ("a:\n# x\n- b # y\n# z\n", "a:\n  # x\n  - b  # y\n# z\n"),
        ("a:\n  - b\n  # x\nc: d\n", "a:\n  - b\n  # x\nc: d\n"),
        ("a:\n  - b\n# x\n  # y\nc: d\n", "a:\n  - b\n# x\n# y\nc: d\n"),
        ("a:\n  - # x\n    b: c\n", "a:\n  # x\n  - b: c\n"),
        ("a: [b, # x\n  c # y\n  ] # z\n", "a:  # z\n  - b  # x\n  - c  # y\n"),
        ("a:\n- b\n# x\nc: d\n", "a:\n  - b\n# x\nc: d\n"),
        ("a: [ # x\n  ]\n", "# x\na: []\n"),
        ("a: # x\n  [b]\n", "a: [b]  # x\n"),
        ("a:\n  # x\n  [b]\n", "# x\na: [b]\n"),
        ("a: [[b, # x\n  c], d]\n", "a:\n  -   - b  # x\n      - c\n  - d\n"),
        ("a: [{b: c}, # x\n  d,\n  # y\n  ]\n", "a:\n  - {b: c}  # x\n  - d\n  # y\n"),
        ("a:\n- [b, # x\n   c] # z\n", "a:\n  # z\n  -   - b  # x\n      - c\n"),
        ("a: 'b # c' # d\n", 'a: "b # c"  # d\n'),
        ("a: b#c\n", "a: b#c\n"),
        ("a: |\n  b # c\n  # d\n# e\nf: g\n", "a: |\n  b # c\n  # d\n# e\nf: g\n"),
        ("--- # x\na: b\n... # y\n", "# x\na: b\n# y\n"),
        ("# x\n\n\n\n# y\na: b\n\n\n", "# x\n\n# y\na: b\n"),
        ("? a # x\n: b\n", "a: b  # x\n"),
        ("a:\n  b: # x\n  c:\n  # y\nd:\n", "a:\n  b:  # x\n  c:\n  # y\nd:\n"),
    ],
)
def test_a_comment_stays_with_what_it_is_about(written: str, canonical: str) -> None:
    assert formatted(written, "sources/unknown.yml") == canonical


# --- what is left as it is -------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "# nothing\n", "{}\n", "word\n"])
def test_a_file_that_holds_no_entries_is_left_as_it_is(text: str) -> None:
    assert formatted_source(SHEET, text) == (text, ())


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("b: [1\n", "yaml-syntax"),
        ("b: 1\nb: 2\n", "duplicate-key"),
        ("b: &x 1\n", "yaml-anchor"),
        ("b: !!str 1\n", "yaml-tag"),
    ],
)
def test_a_file_with_faults_of_yaml_is_left_as_it_is_and_they_are_told(text: str, fault: str) -> None:
    found, faults = formatted_source(SHEET, text)
    assert found == text
    assert fault in {one.code for one in faults}


def test_a_fault_in_front_matter_is_told_at_its_line_of_the_record() -> None:
    text = "---\ntitle: a\ntitle: b\n---\nNotes.\n"
    found, faults = formatted_source(RECORD, text)
    assert (found, [str(fault.span) for fault in faults]) == (text, [f"{RECORD}:3:1"])
    assert formatted_source(RECORD, "no front matter\n") == ("no front matter\n", ())


@pytest.mark.parametrize(
    ("spoilt", "by"), [("a: b\n", "a: c\n"), ("a: b # x\n", "a: b\n"), ("a: b\n", "a: [\n")]
)
def test_a_file_that_would_not_say_the_same_is_left_as_it_is(
    spoilt: str, by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formatting, "with_comments", lambda *_: by)
    found, faults = formatted_source(SHEET, spoilt)
    assert (found, [fault.code for fault in faults]) == (spoilt, ["not-formatted"])


# --- any file --------------------------------------------------------------------------------------------

_words = st.text("aB0 -:#'\"{}[],&*!|>%@\\é“\u00a0\u202e😀\t", min_size=0, max_size=12) | st.sampled_from(
    ["no", "null", "010", "2031-05-02", "3", "a b", "ferries", ""]
)
_keys = st.sampled_from(
    ["id", "title", "sections", "claims", "values", "note", "zzz", "text", "a b", "y", "1", "#"]
)
_trees = st.recursive(
    _words,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3) | st.dictionaries(_keys, inner, min_size=1, max_size=4)
    ),
    max_leaves=14,
)
_roots = st.dictionaries(_keys, _trees, min_size=1, max_size=4) | st.lists(_trees, min_size=1, max_size=3)


class _Written:
    """Writes a tree as somebody might, with comments that are counted."""

    def __init__(self, data: st.DataObject) -> None:
        self.data = data
        self.comments: list[str] = []
        self.after_lines = False

    def choose(self, *choices: str) -> str:
        return self.data.draw(st.sampled_from(choices))

    def comment(self) -> str:
        self.comments.append(f"# {len(self.comments)}{self.choose('', ' - a: b', ' “x” #')}")
        return self.comments[-1]

    def beside(self) -> str:
        return f" {self.comment()}" if self.choose("", "", "", "c") else ""

    def lines_before(self, indent: int) -> str:
        found = ""
        while kind := self.choose("", "", "", "", "blank", "comment", "odd"):
            # Deeper below a text on lines of its own, it would be a part of it.
            deepest = 1 if self.after_lines else 9
            depth = indent if kind == "comment" else self.data.draw(st.integers(0, deepest))
            found += "\n" if kind == "blank" else f"{' ' * depth}{self.comment()}\n"
        return found

    def in_line(self, tree: Tree, indent: int) -> str:
        """Write within brackets; a break of the line may have a comment."""

        def gap() -> str:
            broken = self.choose("", "", "", "", "\n")
            return f"{self.beside()}\n{' ' * (indent + 1)}" if broken else " "

        match tree:
            case list():
                parts = [self.in_line(one, indent) for one in tree]
            case dict():
                parts = [f"{_quoted(key)}: {self.in_line(one, indent)}" for key, one in tree.items()]
            case _:
                return _quoted(tree)
        opened, closed = "[]" if isinstance(tree, list) else "{}"
        inner = "".join(f"{gap()}{part}," for part in parts)
        return f"{opened}{inner}{gap()}{closed}"

    def scalar(self, text: str, indent: int) -> str:
        style = self.choose("double", "double", "single", "block")
        self.after_lines = False
        if style == "single" and text.isprintable():
            return "'" + text.replace("'", "''") + "'" + self.beside()
        if style == "block" and re.fullmatch(r"[^\s\u00a0](?:.*[^\s\u00a0])?", text) and "\t" not in text:
            self.after_lines = True
            return f"{self.choose('|', '>')}-{self.beside()}\n{' ' * (indent + 2)}{text}"
        return _quoted(text) + self.beside()

    def value(self, tree: Tree, indent: int) -> str:
        """Write what stands behind “key:” or “-”."""
        if isinstance(tree, str):
            return f" {self.scalar(tree, indent)}\n"
        if self.choose("block", "flow") == "flow":
            self.after_lines = False
            return f" {self.in_line(tree, indent)}{self.beside()}\n"
        return f"{self.beside()}\n{self.block(tree, indent + 2)}"

    def block(self, tree: Tree, indent: int) -> str:
        lines = []
        entries = tree.items() if isinstance(tree, dict) else ((None, one) for one in tree or [])
        for key, value in entries:
            start = "-" if key is None else f"{_quoted(key)}:"
            lines.append(f"{self.lines_before(indent)}{' ' * indent}{start}{self.value(value, indent)}")
        return "".join(lines)


@settings(
    max_examples=EXAMPLES or 150,
    deadline=None,
    derandomize=not EXAMPLES,
    suppress_health_check=list(HealthCheck),
)
@given(_roots, st.sampled_from([SHEET, ENTITIES, "sources/unknown.yml"]), st.data())
def test_any_file_keeps_its_values_and_comments_and_is_formatted_once(
    tree: Tree, path: str, data: st.DataObject
) -> None:
    writing = _Written(data)
    text = writing.block(tree, 0) + writing.lines_before(0)
    assert tree_of(text) == tree
    found = formatted(text, path)
    assert tree_of(found) == tree
    assert Counter(re.findall(r"# \d+(?: - a: b| “x” #)?$", found, re.MULTILINE)) >= Counter(writing.comments)
    assert "\n\n\n" not in found


@needs_corpora
@pytest.mark.parametrize("path", [SHEET, ENTITIES, RECORD])
def test_no_hostile_text_breaks_it_or_is_changed_in_meaning(path: str) -> None:
    for string in strings():
        text = string.replace("\r\n", "\n").replace("\r", "\n")
        text = f"---\n{text}\n---\n" if path == RECORD else text
        found, faults = formatted_source(path, text)
        assert "not-formatted" not in {fault.code for fault in faults}, text
        assert faults or formatted_source(path, found) == (found, ())


@needs_corpora
def test_a_hostile_text_as_value_or_key_stays_that_text() -> None:
    for string in strings():
        text = f"title: {_quoted(string)}\n{_quoted(string[:200] + '.')}: a\nlead: [{_quoted(string)}]\n"
        if not read_yaml(text, SHEET)[1]:
            assert tree_of(formatted(text)) == tree_of(text)


def test_every_file_of_the_cases_keeps_its_meaning() -> None:
    for path in sorted([*CASES.rglob("sources/**/*.yml"), *CASES.rglob("sources/**/*.md")]):
        name = path.as_posix().partition("/sources/")[2]
        if path.is_file() and not path.is_symlink() and path.stat().st_size < 100_000:
            text = path.read_text("utf-8", "replace").replace("\r", "")
            found, faults = formatted_source(f"sources/{name}", text)
            assert "not-formatted" not in {fault.code for fault in faults}, path
            assert formatted_source(f"sources/{name}", found)[0] == found, path


@pytest.mark.parametrize(
    "path", [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "sources").rglob("*.[ym][dm]*"))]
)
def test_the_sources_of_the_site_are_in_the_canon(path: str) -> None:
    text = (ROOT / path).read_text("utf-8")
    assert formatted_source(path, text) == (text, ())
