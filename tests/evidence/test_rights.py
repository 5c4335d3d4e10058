"""Words that are not ours to publish stay out of a site, wherever in it they would stand."""

import hashlib
import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.support.evidence_samples import ONE, article, assessed, claim, library, positions, sheet
from topicpages.diagnostics import Diagnostic, Span
from topicpages.evidence.lock_file import Lock, lines, sign_claims
from topicpages.evidence.rights import rights_faults
from topicpages.pages.render import FOLDERS
from topicpages.pages.render.changes import topic_changes
from topicpages.pages.render.context import context
from topicpages.pages.search_index import search_files
from topicpages.publishing.unpublishable import unpublishable
from topicpages.sources.library import Library

_NOTE = "It says that “North freed 157 people” in the wet and windy month of May, late."
_FULL = "One gull sat on the pier, while a second gull flew over the U.S.-built ferry and a third slept."
_SEVEN = "a second gull flew over the U.S.-built"
_EIGHT = f"{_SEVEN} ferry"


def full(limit: int = 7) -> Library:
    record = article(_FULL, text="full").replace("text: full", f"text: full\nexcerpt_max_words: {limit}")
    return library(articles={"one": ONE, "gulls": record})


def withdrawn(*, also: str = "It says nothing.") -> Library:
    gone = article(_NOTE).replace("text: notes", "text: notes\nwithdrawn: true")
    records = {"one": ONE.replace("North freed 157 people", "North freed 15"), "gone": gone}
    citations = (
        '[{article: gone, quotes: ["North freed 157 people"]}, {article: two, quotes: ["157 of them"]}]'
    )
    records["two"] = article("It says that they “freed 157 of them” then.", also)
    return library(articles=records, sheets={"topic": sheet(claim(citations=citations))})


def faults(tree: Path, text: str, of: Library, *, path: str = "index.html") -> list[str]:
    place = tree / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, "utf-8")
    return [f"{fault.span} {fault.code} {fault.message}" for fault in rights_faults(tree, of)]


def run(words: int, place: str = "index.html:1:4") -> list[str]:
    what = f"{words} words in sequence are those of “gulls”, of which at most 7 may be shown"
    return [f"{place} rights-run {what}"]


def test_a_full_text_may_be_shown_as_far_as_its_excerpts_go_and_no_farther(tmp_path: Path) -> None:
    assert faults(tmp_path, f"<p>And {_SEVEN} …</p>", full()) == []
    assert faults(tmp_path, f"<p>And {_EIGHT} …</p>", full()) == run(8)
    assert faults(tmp_path, f"<p>{_FULL}</p>", full()) == run(19)
    assert faults(tmp_path, f"<p>{_FULL}</p>", full(19)) == []


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{_EIGHT.upper().replace(' ', ', ')}</p>",
        "<p>a second <mark>gull</mark> flew&#32;over\nthe U.S.-<a href='x'>built</a> ferry</p>",
    ],
)
def test_case_punctuation_and_markup_hide_no_run(page: str, tmp_path: Path) -> None:
    assert faults(tmp_path, page, full()) == run(8)


@pytest.mark.parametrize(
    "page",
    [
        f'<p data-copy="{_EIGHT}">',
        f'<p><a href="https://example.org/#:~:text={quote(_EIGHT)}">original</a>',
        f"<p><!-- {_EIGHT} -->",
        f'<p><script type="application/ld+json">{json.dumps({"a": [_EIGHT]})}</script>',
    ],
)
def test_attributes_links_comments_and_scripts_are_looked_at_too(page: str, tmp_path: Path) -> None:
    assert [fault.split(" ", 1)[1] for fault in faults(tmp_path, page, full())] == [
        fault.split(" ", 1)[1] for fault in run(8)
    ]


def test_the_search_indexes_are_decoded_and_looked_at(tmp_path: Path) -> None:
    text = json.dumps({"docs": [{"text": "<p>" + _EIGHT.replace(" ", "\n", 1) + "</p>"}]})
    first = faults(tmp_path, text, full(), path="search/search_index.json")
    assert first == run(8, "search/search_index.json:1:1")
    claims = "globalThis.topicSearch=" + json.dumps({"claims": [{"note": _EIGHT}]}) + ";\n"
    assert "search-index/claims.js" in search_files(())
    both = faults(tmp_path, claims, full(), path="search-index/claims.js")
    assert both == [*run(8, "search-index/claims.js:1:1"), *first]


def test_the_title_of_a_full_text_names_it_and_is_no_excerpt(tmp_path: Path) -> None:
    record = article(f"# {_EIGHT}", text="full").replace("text: full", "text: full\nexcerpt_max_words: 7")
    titled = library(articles={"one": ONE, "gulls": record.replace("Printed title", _EIGHT)})
    assert faults(tmp_path, f"<title>{_EIGHT}</title>", titled) == []
    assert faults(tmp_path, f"<p>An {_EIGHT}</p>", library(articles={"one": ONE, "gulls": record})) != []


def test_of_a_withdrawn_article_neither_a_long_run_nor_a_quoted_phrase_may_stand(tmp_path: Path) -> None:
    told = "words in sequence are those of “gone”, which is withdrawn"
    phrase, eight = "North freed 157 people", "in the wet and windy month of May"
    assert faults(tmp_path, f"<p>On {phrase}.</p>", withdrawn()) == [f"index.html:1:4 rights-run 4 {told}"]
    assert faults(tmp_path, f"<p>On {eight}.</p>", withdrawn()) == [f"index.html:1:4 rights-run 8 {told}"]
    assert faults(tmp_path, "<p>in the wet and windy month of June, freed 157</p>", withdrawn()) == []


def test_what_another_article_says_too_may_stand(tmp_path: Path) -> None:
    also = withdrawn(also="It says that “North freed 157 people” too.")
    assert faults(tmp_path, "<p>North freed 157 people.</p>", also) == []


def test_a_site_without_such_articles_is_not_even_read(tmp_path: Path) -> None:
    (tmp_path / "dangling.html").symlink_to("nowhere")
    assert rights_faults(tmp_path, library()) == ()
    with pytest.raises(FileNotFoundError):
        rights_faults(tmp_path, full())


# --- what changed


def _history(*states: tuple[str, ...]) -> Lock:
    """Return the lock of the claim once its reviews have found one state after the other."""
    reviews = [
        {"by": "Ann", "on": date(2026, 2, day), "hash": "0" * 64, "states": state}
        for day, state in enumerate(states, start=1)
    ]
    history = [
        {"claim": "topic/freed", "by": "Ann", "on": old["on"], "until": new["on"], "states": old["states"]}
        for old, new in pairwise(reviews)
    ]
    return Lock.model_validate({"reviews": {"topic/freed": reviews[-1]}, "history": history})


def _changes(of: Library, *states: tuple[str, ...]) -> list[tuple[str, str]]:
    lock = _history(*states)
    found = context(of, assessed(of, lock), lock, addresses=FOLDERS)
    return [(change.was, change.now) for change in topic_changes(found, of.topics["topic"], "changes.md")]


_CITES = "cites: one reports “North freed 157 people”"


def test_readers_see_what_a_claim_said_and_no_lines_of_the_lock() -> None:
    was = ("question: Who?", "p1: statement: North did.", "p1: " + _CITES, "note: A note: so.")
    now = ("question: Who?", "p1: statement: South did.", "p1: cites: one reports “x”")
    assert _changes(library(), was, now) == [("North did.; A note: so.", "South did.")]
    assert _changes(library(), now, (*now, "note from outside: B.")) == [("nothing", "B.")]


def test_a_change_of_nothing_that_a_claim_says_is_told_in_a_word() -> None:
    was = ("statement: North did.", _CITES, "value: amount 1", "see: topic/more")
    now = ("statement: North did.", "cites: one reports “x”", "value: amount 2")
    assert _changes(library(), was, now) == [("other citations and values", "changed citations and values")]
    assert _changes(library(), was, was[:-1]) == [("other details", "changed details")]


def test_words_of_a_withdrawn_article_are_not_kept_by_what_changed() -> None:
    earlier = "cites: gone reports “took the old boat”"
    was = ("statement: They “freed 157 people” and “took the old” boat.", earlier)
    now = ("statement: North freed 157 people.", "note: Two say “freed many”.")
    last = ("statement: All are free.",)
    assert _changes(withdrawn(), was, now, last) == [
        ("words of an article that is withdrawn; Two say “freed many”.", "All are free."),
        ("They “…” and “…” boat.", "words of an article that is withdrawn; Two say “freed many”."),
    ]


def test_lines_are_read_as_the_lock_writes_them() -> None:
    other = ("South freed 157 people.", "[]")
    before = library(sheets={"topic": sheet(positions(("It freed 157 people.", "[]"), other))})
    after = library(sheets={"topic": sheet(positions(("North freed 157 people.", "[]"), other))})
    lock = Lock()
    for day, of in enumerate((before, after), start=1):
        lock = sign_claims(lock, of.claims, library=of, by="Ann", on=date(2026, 2, day))
    assert all(": " in line for one in after.claims for line in lines(one, after))
    found = context(after, assessed(after, lock), lock, addresses=FOLDERS)
    (change,) = topic_changes(found, after.topics["topic"], "changes.md")
    assert (change.was, change.now) == ("It freed 157 people.", "North freed 157 people.")


# --- files


def test_links_and_originals_are_refused_before_they_are_published(tmp_path: Path) -> None:
    text = b"Not ours to publish.\n"
    known = ONE.replace("a" * 64, hashlib.sha256(text).hexdigest())
    docs = tmp_path / "docs"
    (docs / "Originals/deep").mkdir(parents=True)
    (docs / "assets").mkdir()
    (docs / "assets/site.css").write_text("p {}")
    (docs / "assets/copy.css").write_bytes(text)
    (docs / "Originals/deep/other.txt").write_text("Another one.")
    (docs / "folder").symlink_to(tmp_path)
    (docs / "file.md").symlink_to("assets/site.css")
    (tmp_path / "overrides").symlink_to("docs")
    remedy = "keep it out of what is published"

    def original(path: str) -> Diagnostic:
        what = f"“{path}” is an article's original, or lies in a folder of originals"
        return Diagnostic(Span(path), "original-published", what, remedy)

    def link(path: str) -> Diagnostic:
        what = f"“{path}” is a symbolic link"
        return Diagnostic(Span(path), "symlink", what, "replace it by what it leads to")

    assert unpublishable(tmp_path, library(articles={"one": known})) == (
        original("docs/Originals/deep/other.txt"),
        original("docs/assets/copy.css"),
        link("docs/file.md"),
        link("docs/folder"),
        link("overrides"),
    )


def test_a_root_without_such_files_is_sound(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/originals.md").write_text("# Of originals\n")
    assert unpublishable(tmp_path, library()) == ()
