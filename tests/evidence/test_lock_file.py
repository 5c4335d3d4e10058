"""The lock keeps who confirmed what, notices any edit, and diffs well."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.evidence_samples import (
    ONE,
    REGISTRIES,
    article,
    claim,
    library,
    positions,
    reported,
    sheet,
)
from topicpages.evidence.lock_file import (
    AddressRecord,
    AddressState,
    Change,
    Lock,
    fingerprint,
    lines,
    lock_text,
    notes_hash,
    read_lock,
    record_audits,
    record_looks,
    reviewed_changes,
    sign_claims,
    sign_paraphrases,
)
from topicpages.sources.library import Library

FEBRUARY, MARCH, APRIL = (date(2026, month, 20) for month in (2, 3, 4))


def _sheet(*claims: str) -> Library:
    return library(sheets={"topic": sheet(*claims)})


def _signed(found: Library, lock: Lock | None = None, *, by: str = "Ann", on: date = FEBRUARY) -> Lock:
    return sign_claims(lock or Lock(), found.claims, library=found, by=by, on=on)


def _print(found: Library, key: str = "topic/freed") -> str:
    return next(fingerprint(one, found) for one in found.claims if one.id == key)


# --- what a hash covers ----------------------------------------------------------------------------------

_FULL = """\
when: {edtf: 2026-05, as: in May}
as_of: 2026-05-01
stale_after: 2027-01-01
where: [south]
note: {text: "A note."}
see: [freed]
self_contradicts: [one]
speaker: north"""


def _full(was: str = "", now: str = "", **keys: str) -> Library:
    text = claim(more=_FULL, **keys)
    assert was in text
    return _sheet(text.replace(was, now, 1))


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("when: {edtf: 2026-05}", "when: 2026-05"),
        ("values: [{amount: 157, unit: people, party: north}]",
            "value: {amount: 157, unit: people, party: north}"),
        ('citations: [{article: one, quotes: ["North freed 157 people"]}]',
            "citation: {article: one, quote: North freed 157 people}"),
        ("where: [south]", "where: south"),
        ('note: {text: "A note."}', "note: A note."),
    ],
)  # fmt: skip
def test_a_short_form_is_signed_like_the_long_one(was: str, now: str) -> None:
    text = claim(more=_FULL.replace("{edtf: 2026-05, as: in May}", "{edtf: 2026-05}"))
    assert was in text
    assert _print(_sheet(text)) == _print(_sheet(text.replace(was, now, 1)))


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("North freed 157 people.", "North freed 157 people"),
        ("How many were freed?", "How many did North free?"),
        ("kind: quantity", "kind: event"),
        ("amount: 157", "amount: 158"),
        ("party: north", "party: south"),
        ("unit: people", "unit: drones"),
        ('quotes: ["North freed 157 people"]', 'quotes: ["freed 157 people"]'),
        ("as: in May", "as: that May"),
        ("edtf: 2026-05,", "edtf: 2026-04,"),
        ("as_of: 2026-05-01", "as_of: 2026-05-02"),
        ("stale_after: 2027-01-01", "stale_after: 2027-01-02"),
        ("where: [south]", "where: [north]"),
        ("A note.", "Another note."),
        ('text: "A note."', 'text: "A note.", outside: true'),
        ("see: [freed]", "see: []"),
        ("self_contradicts: [one]", "self_contradicts: []"),
        ("speaker: north", "speaker: south"),
        ('"North freed 157 people"]', '"North freed 157 people"], voice: north'),
        ('"North freed 157 people"]', '"North freed 157 people"], says: denies'),
        ('people"]}', 'people"], reads: [{from: May, means: 2025-05, by: latest-date}]}'),
        ("note:", "retired: {on: 2026-02-20, why: misread}\n        note:"),
        ("note:", "differs_by: [time]\n        note:"),
    ],
)  # fmt: skip
def test_everything_a_reader_sees_of_a_claim_is_in_its_hash(was: str, now: str) -> None:
    assert _print(_full(was, now)) != _print(_full())


@pytest.mark.parametrize(
    "sources",
    [
        {"articles": {"one": article("It said that “North freed 157 people” in May.")}},
        {"articles": {"one": ONE.replace("Printed title", "Other title")}},
        {"articles": {"one": ONE.replace("2026-02-05", "2026-02-06")}},
        {"registries": {"publishers": REGISTRIES["publishers"].replace("Alpha", "Alphabet")}},
        {"registries": {"entities": REGISTRIES["entities"].replace("name: North,", "name: Northland,")}},
        {"registries": {"units": REGISTRIES["units"].replace("name: people", "name: persons")}},
    ],
)
def test_names_titles_and_notes_shown_with_a_claim_are_in_its_hash(
    sources: dict[str, dict[str, str]],
) -> None:
    assert _print(library(**sources)) != _print(library())


_DERIVED = article(
    "It says that “North freed 157 people” in May.",
    origins="[{origin: wire, relation: rewrite-of, basis: compared}]",
)
_ORIGINS, _OUTLETS = REGISTRIES["origins"], REGISTRIES["publishers"]


@pytest.mark.parametrize(
    ("record", "registries"),
    [
        (_DERIVED.replace("kinds: [report]", "kinds: [analysis]"), {}),
        (_DERIVED.replace("role: body", "role: heading"), {}),
        (_DERIVED.replace("role: body", "role: body, voice: commentary"), {}),
        (_DERIVED.replace("text: notes", "text: notes\nurl: https://a.example/b"), {}),
        (_DERIVED.replace("text: notes", "text: notes\nwithdrawn: true"), {}),
        (_DERIVED.replace("basis: compared", "basis: stated"), {}),
        (_DERIVED.replace("origin: wire", "origin: agency"), {}),
        (ONE, {}),
        (ONE.replace("origins: []\n", ""), {}),
        (_DERIVED, {"publishers": _OUTLETS.replace("{name: Alpha}", "{name: Alpha, owner: Big House}")}),
        (_DERIVED, {"origins": _ORIGINS.replace("Wire, kind: wire", "Wire, kind: wire, from: [agency]")}),
        (_DERIVED, {"origins": _ORIGINS.replace("Wire, kind: wire", "Wire, kind: statement")}),
    ],
)
def test_what_the_standing_of_a_claim_is_counted_from_is_in_its_hash(
    record: str, registries: dict[str, str]
) -> None:
    changed = library(articles={"one": record}, registries=registries)
    assert _print(changed) != _print(library(articles={"one": _DERIVED}))


def test_comments_key_order_and_line_wraps_change_no_hash() -> None:
    plain = claim(more="as_of: 2026-05\nwhere: [south]")
    moved = claim(more="where: [south]\nas_of: '2026-05' # since then").replace(
        '"North freed 157 people."', '"North freed\n          157 people."'
    )
    assert _print(_sheet(f"      # a comment\n{moved}")) == _print(_sheet(plain))


def test_amounts_are_the_same_however_many_zeros_follow_their_point() -> None:
    assert _print(_sheet(claim().replace("157,", "157.0,"))) == _print(_sheet(claim()))


def test_other_claims_and_unused_passages_are_not_in_the_hash() -> None:
    more = library(
        articles={"one": article("It says that “North freed 157 people” in May.", "Ours.")},
        sheets={"topic": sheet(claim("other"), claim())},
    )
    assert _print(more) == _print(library())


def test_each_position_is_in_the_lines_of_its_claim() -> None:
    found = _sheet(positions(("A.", "[{answer: 'yes'}]"), ("B.", "[{parties: [north, south]}]")))
    assert lines(next(found.claims), found) == (
        "question: How many were freed?",
        "p1: statement: A.",
        "p1: kind: quantity",
        "p1: value: answer yes",
        "p1: cites: one reports “North freed 157 people”",
        "p2: statement: B.",
        "p2: kind: quantity",
        "p2: value: parties North and South",
        "p2: cites: one reports “North freed 157 people”",
    )


# --- signed off, and what changed ------------------------------------------------------------------------


def test_signing_off_again_without_a_change_keeps_the_day() -> None:
    first = _signed(library())
    assert _signed(library(), first, on=MARCH) == first
    assert _signed(library(), first, by="Ben", on=MARCH).reviews["topic/freed"].on == MARCH
    assert _signed(library(), first, by="Ben", on=MARCH).history == ()


def test_earlier_texts_stay_in_the_lock_and_tell_what_changed() -> None:
    lock = _signed(_sheet(claim(statement="A.")))
    lock = _signed(_sheet(claim(statement="B.")), lock, on=MARCH)
    lock = _signed(_sheet(claim(statement="C.")), lock, by="Ben", on=APRIL)
    assert [(old.by, old.on, old.until) for old in lock.history] == [
        ("Ann", FEBRUARY, MARCH),
        ("Ann", MARCH, APRIL),
    ]
    assert reviewed_changes(lock, "topic") == (
        Change("topic/freed", APRIL, ("statement: B.",), ("statement: C.",)),
        Change("topic/freed", MARCH, ("statement: A.",), ("statement: B.",)),
    )
    assert reviewed_changes(lock, "top") == ()


def test_only_the_claims_that_were_named_are_signed() -> None:
    found = _sheet(claim(), claim("other"))
    one = [claim for claim in found.claims if claim.id == "topic/other"]
    assert list(sign_claims(Lock(), one, library=found, by="Ann", on=MARCH).reviews) == ["topic/other"]


# --- audits ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Proof:
    article: str = "one"
    sha256: str = "a" * 64
    phrases: int = 37
    figures: int = 12


def test_an_unchanged_proof_keeps_its_day_and_a_changed_one_does_not() -> None:
    found = library()
    first = record_audits(Lock(), [_Proof()], library=found, on=FEBRUARY)
    assert record_audits(first, [_Proof()], library=found, on=MARCH) == first
    assert record_audits(first, [], library=found, on=MARCH) == first
    for changed in (_Proof(phrases=38), _Proof(figures=1), _Proof(sha256="b" * 64)):
        assert record_audits(first, [changed], library=found, on=MARCH).audits["one"].on == MARCH
    edited = library(articles={"one": article("It said that “North freed 157 people” in May.")})
    assert record_audits(first, [_Proof()], library=edited, on=MARCH).audits["one"].on == MARCH


def test_the_hash_of_notes_covers_their_text_and_lines_but_no_line_wraps() -> None:
    wrapped = library(articles={"one": ONE.replace("It says that", "It says\nthat")})
    moved = library(articles={"one": ONE.replace("lines: 1", "lines: 2")})
    hashes = [notes_hash(found.articles["one"]) for found in (library(), wrapped, moved)]
    assert hashes[0] == hashes[1] != hashes[2]


def test_a_paraphrase_keeps_its_day_until_its_words_or_the_claims_that_need_it_change() -> None:
    seen = {"reopen": ("reopen for restore: topic/freed",)}
    first = sign_paraphrases(Lock(), seen, by="Ann", on=FEBRUARY)
    assert first.paraphrases["reopen"].states == seen["reopen"]
    assert sign_paraphrases(first, seen, by="Ann", on=MARCH) == first
    assert sign_paraphrases(first, seen, by="Ben", on=MARCH).paraphrases["reopen"].on == MARCH
    more = {"reopen": ("reopen for restore: topic/freed, topic/other",)}
    assert sign_paraphrases(first, more, by="Ann", on=MARCH).paraphrases["reopen"].on == MARCH
    assert sign_paraphrases(_signed(library()), seen, by="Ann", on=MARCH).reviews.keys() == {"topic/freed"}


# --- addresses --------------------------------------------------------------------------------------------

LIVE, CHANGED, DEAD = AddressState.LIVE, AddressState.CHANGED, AddressState.DEAD
SILENT = AddressState.UNREACHABLE
URL = "https://alpha.example/a"
COPY = "https://archive.example/1/a"


@dataclass(frozen=True)
class _Look:
    article: str = "one"
    url: str = URL
    state: AddressState = LIVE
    standing: int = 2
    cited: int = 2
    at: str | None = None
    archive: str | None = None


def _looked(*looks: tuple[_Look, date]) -> AddressRecord:
    lock = Lock()
    for look, on in looks:
        lock = record_looks(lock, [look], on=on)
    return lock.addresses["one"]


def _silent(times: int) -> list[tuple[_Look, date]]:
    return [(_Look(state=SILENT, standing=0), APRIL)] * times


def test_what_is_found_again_keeps_its_day_and_what_has_changed_does_not() -> None:
    first = AddressRecord(url=URL, on=FEBRUARY, state=LIVE, standing=2, cited=2)
    assert _looked((_Look(), FEBRUARY), (_Look(), MARCH)) == first
    for other in (
        _Look(state=CHANGED, standing=1),
        _Look(state=DEAD),
        _Look(cited=3, standing=3),
        _Look(at=URL + "/new", state=AddressState.MOVED),
    ):
        found = _looked((_Look(), FEBRUARY), (other, MARCH))
        assert (found.on, found.state, found.standing, found.at) == (
            MARCH,
            other.state,
            other.standing,
            other.at,
        )


def test_a_copy_in_an_archive_stays_known_and_changes_no_day() -> None:
    with_copy = _looked((_Look(), FEBRUARY), (_Look(archive=COPY), MARCH), (_Look(), APRIL))
    assert (with_copy.on, with_copy.archive) == (FEBRUARY, COPY)
    assert _looked((_Look(archive=COPY), FEBRUARY), (_Look(state=DEAD), MARCH)).archive == COPY


@pytest.mark.parametrize("state", [LIVE, CHANGED, AddressState.MOVED])
def test_a_page_is_unreachable_only_after_three_looks_without_an_answer(state: AddressState) -> None:
    there = (_Look(state=state), FEBRUARY)
    for times in (1, 2):
        found = _looked(there, *_silent(times))
        assert (found.state, found.on, found.standing, found.failures) == (state, FEBRUARY, 2, times)
    assert _looked(there, *_silent(2), there, *_silent(2)).failures == 2  # an answer between counts anew
    for times in (3, 4):
        found = _looked(there, *_silent(times))
        assert (found.state, found.on, found.failures) == (SILENT, APRIL, times)
    assert _looked(there, *_silent(3), (_Look(), MARCH)) == _looked((_Look(), MARCH))


@pytest.mark.parametrize("state", [DEAD, AddressState.SOFT_404, AddressState.PAYWALLED])
def test_silence_does_not_bring_back_a_page_that_is_gone(state: AddressState) -> None:
    found = _looked((_Look(state=state), FEBRUARY), *_silent(5))
    assert (found.state, found.on, found.failures) == (state, FEBRUARY, 5)


def test_a_page_that_never_answered_is_unreachable_at_once_and_keeps_its_day() -> None:
    assert _looked(*_silent(1)).state is SILENT
    assert _looked((_Look(state=SILENT), FEBRUARY), *_silent(1)).on == FEBRUARY


def test_what_was_found_at_another_address_is_forgotten() -> None:
    corrected = _Look(url=URL + "/new", state=SILENT)
    found = _looked((_Look(archive=COPY), FEBRUARY), (corrected, MARCH))
    assert found == AddressRecord(url=corrected.url, on=MARCH, state=SILENT, standing=2, cited=2, failures=1)


# --- the file --------------------------------------------------------------------------------------------


def test_the_file_is_sorted_and_has_one_record_or_sentence_a_line() -> None:
    lock = record_audits(_signed(library()), [_Proof()], library=library(), on=MARCH)
    assert lock_text(lock) == (
        "{\n"
        '  "audits": {\n'
        '    "one": {"figures": 12, "normaliser": 2, '
        f'"notes": "{lock.audits["one"].notes}", "on": "2026-03-20", '
        f'"phrases": 37, "sha256": "{"a" * 64}"}}\n'
        "  },\n"
        '  "history": [],\n'
        '  "paraphrases": {},\n'
        '  "reviews": {\n'
        '    "topic/freed": {\n'
        '      "by": "Ann",\n'
        f'      "hash": "{lock.reviews["topic/freed"].hash}",\n'
        '      "on": "2026-02-20",\n'
        '      "states": [\n'
        '        "question: How many were freed?",\n'
        '        "statement: North freed 157 people.",\n'
        '        "kind: quantity",\n'
        '        "value: amount 157, party North, unit people",\n'
        '        "cites: one reports “North freed 157 people”"\n'
        "      ]\n"
        "    }\n"
        "  },\n"
        '  "texts": {}\n'
        "}\n"
    )


def test_what_is_written_is_read_again() -> None:
    lock = _signed(_sheet(claim(statement="A “quoted” back\\\\slash.")))
    lock = record_audits(
        _signed(library(), lock, by="Ænn", on=MARCH), [_Proof()], library=library(), on=MARCH
    )
    lock = record_looks(lock, [_Look(at=URL, archive=COPY)], on=MARCH)
    assert read_lock(lock_text(lock)) == (lock, ())
    assert read_lock(None) == read_lock("\n") == (Lock(), ())


def test_an_address_takes_one_line_of_the_file_and_leaves_out_what_it_lacks() -> None:
    assert lock_text(record_looks(Lock(), [_Look()], on=MARCH)) == (
        "{\n"
        '  "addresses": {\n'
        '    "one": {"cited": 2, "failures": 0, "on": "2026-03-20", "standing": 2, "state": "live", '
        f'"url": "{URL}"}}\n'
        "  },\n"
        '  "audits": {},\n'
        '  "history": [],\n'
        '  "paraphrases": {},\n'
        '  "reviews": {},\n'
        '  "texts": {}\n'
        "}\n"
    )


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ('{"reviews": {}', 1, 15, "expecting ',' delimiter"),
        ('{\n  "reviews": {},\n  audits\n}', 3, 3, "expecting property name"),
        ("<<<<<<< HEAD\n{}\n", 1, 1, "expecting value"),
        ("[]", 1, 1, "expected a mapping"),
        ('{\n  "reviews": {\n    "a/b": {"by": "", "on": "2026-02-30"}\n  }\n}', 3, 5, "is missing"),
        ('{\n  "audit": {}\n}', 2, 3, "unknown key “audit”"),
        ('{\n  "audits": {},\n  "audits": {}\n}', 3, 3, "stands twice"),
        ("[" * 100_000, 1, 13, "nested deeper"),
        ('{"addresses": {"a": {"at": "javascript:x"}}}', 1, 28, "is not an http or https address"),
        ('{"audits": {"a": {"phrases": ' + "9" * 5000 + "}}}", 1, 30, "999…”"),
    ],
)
def test_a_damaged_lock_is_a_fault_with_its_place(text: str, line: int, column: int, words: str) -> None:
    lock, faults = read_lock(text)
    assert lock == Lock()
    assert {fault.code for fault in faults} == {"bad-lock"}
    assert any((f.span.line, f.span.column) == (line, column) and words in f.message for f in faults), (
        reported(faults)
    )


@given(st.text(max_size=60) | st.text(alphabet='{}[]":,0 a\n', max_size=60))
def test_no_text_makes_reading_the_lock_fail(text: str) -> None:
    lock, faults = read_lock(text)
    assert isinstance(lock, Lock)
    assert all(fault.code == "bad-lock" for fault in faults)
