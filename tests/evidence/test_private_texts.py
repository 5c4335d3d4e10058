"""Statements on private texts: what is refused with the original is refused with the lock alone."""

import hashlib
from collections.abc import Mapping
from datetime import date

import pytest

from tests.support.evidence_samples import REGISTRIES, sheet
from topicpages.diagnostics import Diagnostic
from topicpages.evidence.assessment import assess
from topicpages.evidence.audit import audit_notes, private_faults
from topicpages.evidence.checks import check
from topicpages.evidence.lock_file import Lock, record_audits
from topicpages.sources.corpus import read_corpus
from topicpages.sources.files import SourceFile
from topicpages.sources.library import Library
from topicpages.sources.link import link_corpus
from topicpages.sources.originals import OriginalText

DAY = date(2026, 3, 20)


def record(original: OriginalText, *, more: str = "", row: str = "") -> str:
    rows = f"    - {{lines: 1, role: title}}\n    - {{lines: 3, role: body{row}}}\n"
    return (
        f"---\ntitle: {original.lines[0]}\npublisher: alpha\npublished: 2026-02-05\n"
        "kind: report\ntext: private\n"
        f"origins: []\n{more}original:\n  sha256: {original.sha256}\n  passages:\n{rows}---\n"
    )


def original(passage: str) -> OriginalText:
    lines = ("News", "", passage)
    return OriginalText(lines, hashlib.sha256("\n".join(lines).encode()).hexdigest())


def said(statement: str, *quotes: str, kind: str = "event", context: str = "") -> str:
    cited = ", ".join(f'{{exact: "{quote}"{context}}}' for quote in quotes)
    return (
        f'      - {{id: said, question: What is said?, statement: "{statement}", kind: {kind}, '
        f"citations: [{{article: one, quotes: [{cited}]}}]}}\n"
    )


def linked(
    text: OriginalText, claims: str, *, here: bool = True, lock: Lock | None = None, **of_record: str
) -> tuple[Library, tuple[Diagnostic, ...]]:
    texts = {f"sources/{stem}.yml": registry for stem, registry in REGISTRIES.items()}
    texts["sources/articles/one.md"] = record(text, **of_record)
    texts["sources/facts/topic.yml"] = sheet(claims)
    corpus, misshapen = read_corpus({path: SourceFile(path, held) for path, held in texts.items()})
    library, unlinked = link_corpus(corpus, {"one": text} if here else {}, (lock or Lock()).texts)
    return library, (*misshapen, *unlinked)


def codes(found: tuple[Library, tuple[Diagnostic, ...]], lock: Lock | None = None) -> list[str]:
    library, faults = found
    evidence, weighed = assess(library, lock or Lock(), DAY)
    every = {*faults, *weighed, *check(library, evidence), *private_faults(library)}
    return sorted(fault.code for fault in every if fault.code != "proof-not-recorded")


def recorded(library: Library, text: OriginalText) -> Lock:
    proofs, _ = audit_notes(library, {"one": text})
    return record_audits(Lock(), proofs, library=library, on=DAY)


TRUE: Mapping[str, tuple[str, tuple[str, ...], str]] = {
    "a figure": (
        "North freed 157 people and let them go home by sea, the ministry said in the evening of that day.",
        ("North freed 157 people",),
        "North freed 157 people.",
    ),
    "a negation in the next clause": (
        "The ferry has sunk, but not the boat, and the whole town went to the pier to see what was left.",
        ("The ferry has sunk",),
        "The ferry has sunk.",
    ),
    "a negation in the clause before": (
        "The old man did not wait, and ferry traffic has stopped since then for all who live on the island.",
        ("ferry traffic has stopped",),
        "Ferry traffic has stopped.",
    ),
    "a month": (
        "On the fifth of May North freed 157 people and let them go home by sea, the ministry said later.",
        ("North freed 157 people",),
        "North freed 157 people.",
    ),
}
FALSE: Mapping[str, tuple[str, tuple[str, ...], str]] = {
    "may": (
        "The council said in the evening that it may sell the old ferry to the north by the end of the year.",
        ("it", "sell the old ferry"),
        "It sells the old ferry.",
    ),
    "not between two quotes": (
        "The council of the town did not close the north pier in the winter, as many people had feared.",
        ("The council", "close the north pier"),
        "The council closed the north pier.",
    ),
    "alleged": (
        "Two islanders who allegedly stole the old ferry were freed on Monday by the court of the town.",
        ("stole the old ferry",),
        "They stole the old ferry.",
    ),
}


@pytest.mark.parametrize("name", TRUE)
def test_what_a_private_text_says_may_be_said(name: str) -> None:
    passage, quotes, statement = TRUE[name]
    text = original(passage)
    library, faults = linked(text, said(statement, *quotes))
    assert codes((library, faults)) == []
    lock = recorded(library, text)
    assert codes(linked(text, said(statement, *quotes), here=False, lock=lock), lock) == []


@pytest.mark.parametrize("name", FALSE)
def test_a_doubt_beside_a_quote_must_be_said_with_the_original_and_with_the_lock(name: str) -> None:
    passage, quotes, statement = FALSE[name]
    text = original(passage)
    found = linked(text, said(statement, *quotes))
    assert "word-left-out" in codes(found)
    assert "word-left-out" in codes(
        linked(text, said(statement, *quotes), here=False, lock=recorded(found[0], text))
    )


def test_a_doubt_that_another_quote_held_is_not_forgotten_by_the_lock() -> None:
    text = original(FALSE["alleged"][0])
    library, _ = linked(text, said("x", "Two islanders who allegedly", "stole the old ferry"))
    lock = recorded(library, text)
    alone = said("They stole the old ferry.", "stole the old ferry")
    assert "word-left-out" in codes(linked(text, alone))
    assert "word-left-out" in codes(linked(text, alone, here=False, lock=lock))


def test_words_beside_a_quote_stay_few_too() -> None:
    text = original(TRUE["a figure"][0])
    long = "North freed 157 people and let them go home by sea, the ministry said"
    found = linked(text, said("x", "in the evening", context=f', prefix: "{long}"'))
    assert "quote-too-long" in codes(found)


def test_a_note_is_proven_by_the_original_and_then_by_the_lock() -> None:
    passage, _, statement = TRUE["a figure"]
    text, quotes = original(passage), ("North freed 157 people",)
    right = ', note: "It says that “North freed 157 people” in all."'
    wrong = right.replace("157", "158")
    library, _ = linked(text, said(statement, *quotes), row=right)
    lock = recorded(library, text)
    assert codes((library, ())) == []
    assert codes(linked(text, said(statement, *quotes), here=False, lock=lock, row=right)) == []
    changed = said(statement.replace("157", "158"), quotes[0].replace("157", "158"))
    assert codes(linked(text, changed, row=wrong)) == ["audit-figure", "audit-phrase"]
    assert codes(linked(text, changed, here=False, lock=lock, row=wrong)) == ["quote-not-recorded"]


def test_a_private_text_that_is_withdrawn_is_known_no_more_and_kept_no_more() -> None:
    passage, quotes, statement = TRUE["a figure"]
    text = original(passage)
    library, _ = linked(text, said(statement, *quotes))
    lock = recorded(library, text)
    assert lock.texts.keys() == {"one"}
    gone, _ = linked(
        text, said(statement, *quotes), lock=lock, more="withdrawn: true\nwithdrawn_why: asked\n"
    )
    assert gone.articles["one"].private is None
    assert record_audits(lock, [], library=gone, on=DAY).texts == {}
