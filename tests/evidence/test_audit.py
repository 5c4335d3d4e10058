"""Audit: notes of an invented article against its invented original."""

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

from topicpages.diagnostics import Format, formatted
from topicpages.evidence.audit import audit_notes
from topicpages.evidence.audit.published import page_texts
from topicpages.evidence.audit.runs import SharedRuns
from topicpages.sources.corpus import read_corpus
from topicpages.sources.files import SourceFile
from topicpages.sources.link import link_corpus
from topicpages.sources.originals import read_originals

ORIGINAL = """\
Menu

Harbour opens
The harbour of Lund opened on 3 May after nearly 40 years. Its mayor said the town was ready.
Ships may not enter by night because the old light is broken and nobody mends it.
"""
RECORD = """\
---
title: Harbour opens
publisher: herald
published: {{edtf: 2024-05-04}}
kinds: [report]
text: notes
origins: []
original:
  sha256: {sha256}
  passages:
    - {{lines: 3, role: title}}
    - {{lines: 4, role: body}}
    - {{lines: 5, role: body}}
  skipped: [{{lines: 1, why: menu}}]
---
{notes}
"""
LUND = "sources/articles/lund.md"
NOTES = """\
The title announces “Harbour opens” and no more.

Lund’s port “opened on 3 May”, when it had been shut for “nearly 40 years”; the mayor calls the town “ready”.

At night it stays shut, by the word “Ships”, as its “old light is broken”.
"""


def _files(record: str, entities: str = "") -> dict[str, SourceFile]:
    texts = {
        "sources/site.yml": "name: Lund\ndescription: A town\n",
        "sources/publishers.yml": "herald: {name: Herald}\n",
        "sources/entities.yml": entities or "{}\n",
        "sources/articles/lund.md": record,
    }
    return {path: SourceFile(path, text) for path, text in texts.items()}


def _faults(
    notes: str = NOTES,
    *,
    original: str = ORIGINAL,
    sha256: str = "",
    rows: str = "",
    title: str = "",
    entities: str = "",
) -> str:
    digest = sha256 or hashlib.sha256(original.encode()).hexdigest()
    record = RECORD.format(sha256=digest, notes=notes)
    if title:
        record = record.replace("title: Harbour opens", f"title: {title}")
    if rows:
        record = record.replace("  skipped: [{lines: 1, why: menu}]", rows)
    corpus, misshapen = read_corpus(_files(record, entities))
    library, unlinked = link_corpus(corpus)
    assert misshapen + unlinked == ()
    with TemporaryDirectory() as folder:
        (Path(folder) / "lund.txt").write_text(original, "utf-8")
        originals = read_originals(Path(folder), library.articles)
    return formatted(audit_notes(library, originals)[1], Format.TEXT)


def test_notes_that_quote_letter_for_letter_are_proven() -> None:
    assert _faults() == ""


def test_a_changed_letter_in_a_quoted_phrase_is_found() -> None:
    assert _faults(NOTES.replace("old light is", "old lights is")) == (
        f"{LUND}:20:54: error[audit-phrase]: “old lights is broken” is not in the lines of "
        "passage 3 (quote it letter for letter or say it in your own words)"
    )


def test_a_phrase_of_another_passage_is_not_accepted() -> None:
    assert "“nearly 40 years” is not in the lines of passage 3" in _faults(
        NOTES.replace(
            "stays shut, by the word “Ships”", "stays shut, not for “nearly 40 years”, by the word “Ships”"
        )
    )


def test_a_figure_of_ours_that_the_lines_do_not_give_is_found() -> None:
    assert _faults(NOTES.replace("the mayor calls", "its 7 mayors call")) == (
        f"{LUND}:18:81: error[audit-figure]: “7” is in the note of passage 2 but not in its "
        "lines (correct the figure or the lines)"
    )


def test_a_quoted_sentence_is_found() -> None:
    assert _faults(
        NOTES.replace("the mayor calls the town “ready”", "and “Its mayor said the town was ready.”")
    ) == (
        f"{LUND}:18:82: error[audit-sentence]: “Its mayor said the town was ready.” is a whole "
        "sentence (quote only the decisive words)"
    )


def test_eight_words_of_the_original_outside_quotes_are_found_and_seven_are_not() -> None:
    eight = NOTES.replace("At night", "Because the old light is broken and nobody mends it, at night")
    assert _faults(eight) == (
        f"{LUND}:20:1: error[audit-run]: “Because the old light is broken and nobody” runs word "
        "for word with the original of “lund” (say it in other words, or quote at most 12 words)"
    )
    assert _faults(NOTES.replace("At night", "Since old light is broken and nobody mends it, at night")) != ""
    assert _faults(NOTES.replace("At night", "Since light is broken and nobody mends it, at night")) == ""


def test_words_in_quotes_break_a_run() -> None:
    runs = SharedRuns({"lund": ORIGINAL})
    assert runs.first("because the old light “is broken” and nobody mends it") is None


def test_a_run_inside_a_printed_title_is_no_fault_and_one_that_leaves_it_is() -> None:
    title = "one two three four five six seven eight"
    runs = SharedRuns({"lund": f"{title} nine"})
    assert runs.first(f"It is called {title} today", exempt=[title]) is None
    assert runs.first(f"It is called {title} nine", exempt=[title]) == (
        17,
        "two three four five six seven eight nine",
        "lund",
    )


def test_another_file_than_the_record_names_is_found() -> None:
    digest = hashlib.sha256(ORIGINAL.encode()).hexdigest()
    assert _faults(sha256="0" * 64) == (
        f"{LUND}:9:11: error[audit-sha256]: the original of “lund” is another file: its SHA-256 is "
        f"{digest} (compare anew, then correct the record)"
    )


def test_a_line_in_no_row_is_found() -> None:
    assert _faults(rows="  skipped: []") == (
        f"{LUND}:10:3: error[audit-lines]: line 1 of the original is neither a passage nor skipped "
        "(add a row for it)"
    )


def test_a_missing_original_is_reported_and_not_passed_over(tmp_path: Path) -> None:
    library, _ = link_corpus(read_corpus(_files(RECORD.format(sha256="0" * 64, notes=NOTES)))[0])
    originals = read_originals(tmp_path, library.articles)
    assert formatted(audit_notes(library, originals)[1], Format.TEXT) == (
        f"{LUND}:8:1: error[original-missing]: the original of “lund” is not in the folder of "
        "originals (put it there as lund.txt)"
    )


def test_a_soft_hyphen_and_a_line_break_of_the_original_hide_no_run() -> None:
    runs = SharedRuns({"lund": "because the old light\nis broken and nobody mends it"})
    assert runs.first("the old li\u00adght is bro\u200bken and nobody mends") == (
        0,
        "the old li\u00adght is bro\u200bken and nobody mends",
        "lund",
    )


def test_a_page_is_read_through_inline_tags_and_parted_by_blocks() -> None:
    inline = {
        "a.md": "<p>because <a href='x'>the old</a> light is <mark>broken</mark> and nobody mends it</p>"
    }
    blocks = {"a.md": "<li>because the old light</li><li>is broken and nobody mends it</li>"}
    runs = SharedRuns({"lund": ORIGINAL})
    assert [runs.first(text) is not None for text, _ in (*page_texts(inline), *page_texts(blocks))] == [
        True,
        False,
    ]


def test_a_quote_of_more_than_twelve_words_hides_no_run() -> None:
    words = "one two three four five six seven eight nine ten eleven twelve"
    runs = SharedRuns({"lund": f"{words} thirteen"})
    assert runs.first(f"It says “{words}”") is None
    assert runs.first(f"It says “{words} thirteen”") == (9, "one two three four five six seven eight", "lund")


def test_a_title_is_the_whole_line_that_the_original_prints() -> None:
    for title in ("Harbour", "The harbour of Lund opened on 3 May after nearly 40 years."):
        assert _faults(title=title) == (
            f"{LUND}:2:8: error[audit-title]: the title of “lund” is not what the lines of a passage with "
            "role title hold (write it as printed, and give its lines that role)"
        )


def test_a_name_is_no_hiding_place_for_more_than_twelve_words() -> None:
    name = "Ships may not enter by night because the old light is broken"
    assert _faults(entities=f"ship: {{name: {name}, kind: place}}") == ""
    assert _faults(entities=f"ship: {{name: {name} and nobody, kind: place}}") == (
        "sources/entities.yml:1:14: error[audit-run]: “Ships may not enter by night because the” runs word "
        "for word with the original of “lund” (say it in other words, or quote at most 12 words)"
    )
