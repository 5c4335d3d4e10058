"""Private texts: original and lock give the same words of them, and no more than may be known."""

import hashlib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topicpages.diagnostics import Span
from topicpages.language import Ambiguous, Located, Phrasebook, QuotePlace
from topicpages.sources.article_reader import Passage
from topicpages.sources.model import Original, QuoteSpec, Role
from topicpages.sources.originals import OriginalText
from topicpages.sources.private_texts import (
    RUN,
    KeptText,
    NotRecorded,
    PrivateText,
    prints,
    private_text,
    quote_key,
)
from topicpages.sources.private_texts.known import (
    JoinedRun,
    KnownWords,
    doubts_beside,
    known_words,
    sentence_ends,
)

TEXT = (
    "The Island Council said on Monday that it may sell the old ferry to North Bay. “No price” was named; "
    "the Port Office did not approve the sale, and Capt. Ann Roe will not sail under an­other flag."
)
LINES = ("A title", "", TEXT, "", "The “hall” was cold.")
NAMES = Phrasebook([("Island Council", ""), ("North Bay", ""), ("Port Office", "")])
SHA = hashlib.sha256("\n".join(LINES).encode()).hexdigest()
ROWS = [{"lines": "1", "role": "title"}, {"lines": "3", "role": "body"}, {"lines": "5", "role": "body"}]
RECORD = Original.model_validate({"sha256": SHA, "passages": ROWS})
PASSAGES = tuple(
    Passage(number=number, role=row.role, text="", span=Span("x.md", number), lines=row.lines)
    for number, row in enumerate(RECORD.passages, start=1)
)
QUOTES = (
    QuoteSpec(exact="Island Council said"),
    QuoteSpec(exact="said […] sell the old ferry"),
    QuoteSpec(exact="Port Office"),
    QuoteSpec(exact="approve the sale"),
    QuoteSpec(exact='"No price" was named'),
    QuoteSpec(exact="under another flag"),
)


def found(
    *quotes: QuoteSpec,
    original: bool = True,
    kept: KeptText | None = None,
    passages: tuple[Passage, ...] = PASSAGES,
    record: Original = RECORD,
) -> PrivateText:
    text = OriginalText(LINES, SHA) if original else None
    return private_text(passages, record, quotes or QUOTES, original=text, kept=kept, names=NAMES)


def kept(*quotes: QuoteSpec) -> KeptText:
    fresh = found(*quotes).fresh
    assert fresh is not None
    return fresh.model_copy(update={"on": date(2031, 5, 6)})


# --- the words that are known


def test_a_passage_is_made_of_quoted_words_of_names_and_of_the_doubts_that_quotes_leave_out() -> None:
    assert [passage.text for passage in found().passages] == [
        "",
        (
            "“Island Council said … may sell the old ferry” … North Bay … “'No price' was named … "
            "Port Office … not approve the sale … will not … under another flag”"
        ),
        "",
    ]


def test_with_the_lock_alone_all_is_as_with_the_original() -> None:
    by_lock, by_original = found(original=False, kept=kept()), found()
    assert [one.text for one in by_lock.passages] == [one.text for one in by_original.passages]
    assert by_lock.verdicts == by_original.verdicts
    assert (by_lock.places, by_lock.known) == (by_original.places, by_original.known)
    assert (by_lock.words, by_lock.ends) == ({2: by_original.words[2]}, by_original.ends)
    assert by_lock.prints == by_original.prints
    assert (by_lock.text, by_lock.fresh) == ({}, None)


def test_a_quote_stands_where_its_words_are_known() -> None:
    private = found()
    for spec in QUOTES:
        verdict = private.verdict(spec)
        assert isinstance(verdict, Located)
        shown = [private.passages[1].text[start:end] for start, end in verdict.place.spans]
        assert " […] ".join(shown) == spec.exact.replace('"', "'")


def test_the_lock_holds_no_words_but_names_and_doubts() -> None:
    passages = kept().passages
    assert passages.keys() == {"2"}
    names = ["Island Council", "North Bay", "Port Office"]
    assert sorted(passages["2"].marks.values()) == sorted([*names, "No", "may", "not", "not", "will"])
    assert passages["2"].words == len(TEXT.split())
    assert set(passages["2"].quotes) == {quote_key(spec) for spec in QUOTES}


def test_what_is_recorded_is_told_from_what_is_not() -> None:
    assert not found().is_recorded
    assert found(kept=kept()).is_recorded
    assert not found(*QUOTES[:2], kept=kept()).is_recorded
    assert found(original=False).is_recorded


@pytest.mark.parametrize(
    ("change", "of_another"),
    [
        ({"sha256": "0" * 64}, True),
        ({"rows": "0" * 64}, True),
        ({"normaliser": 1}, True),
        ({"passages": {}}, False),
    ],
)
def test_a_lock_of_another_original_proves_nothing(change: dict[str, object], of_another: bool) -> None:  # noqa: FBT001 -- a column
    private = found(original=False, kept=kept().model_copy(update=change))
    assert {private.verdict(spec) for spec in QUOTES} == {NotRecorded(of_another=of_another)}
    assert [passage.text for passage in private.passages] == ["", "", ""]


def test_a_quote_is_known_with_the_prefix_and_suffix_with_which_it_was_recorded() -> None:
    plain, prefixed = QuoteSpec(exact="not"), QuoteSpec(exact="not", prefix="did")
    assert isinstance(found(plain).verdict(plain), Ambiguous)
    assert isinstance(found(prefixed).verdict(prefixed), Located)
    by_lock = found(plain, prefixed, original=False, kept=kept(prefixed))
    assert by_lock.verdict(plain) == NotRecorded(of_another=False)
    assert isinstance(by_lock.verdict(prefixed), Located)
    assert quote_key(QuoteSpec(exact="the “hall”")) == quote_key(QuoteSpec(exact='the  "hall"'))


def test_a_passage_with_a_note_is_quoted_by_its_note_with_or_without_the_original() -> None:
    noted = (*PASSAGES[:2], replace(PASSAGES[2], text="It calls the hall “cold”."))
    cold, hall = QuoteSpec(exact="cold"), QuoteSpec(exact="hall")
    proven = found(cold, passages=noted).fresh
    for private in (
        found(cold, passages=noted),
        found(cold, original=False, passages=noted, kept=proven),
    ):
        assert private.verdict(cold) == Located(QuotePlace(3, ((19, 23),)))
        assert private.passages[2].text == "It calls the hall “cold”."
        assert private.places == {}
    assert not isinstance(found(hall, passages=noted).verdict(hall), Located)


def test_a_note_that_was_changed_since_it_was_proven_proves_nothing() -> None:
    cold = QuoteSpec(exact="cold")
    noted = (*PASSAGES[:2], replace(PASSAGES[2], text="It calls the hall “cold”."))
    proven = found(cold, passages=noted).fresh
    assert proven is not None
    assert proven.passages == {}
    assert proven.notes.keys() == {"3"}
    changed = (*PASSAGES[:2], replace(PASSAGES[2], text="It finds the hall “cold”."))
    wrapped = (*PASSAGES[:2], replace(PASSAGES[2], text="It calls\n  the hall “cold”."))
    for kept_text, passages, is_found in (
        (proven, noted, True),
        (proven, wrapped, True),
        (proven, changed, False),
        (None, noted, False),
    ):
        verdict = found(cold, original=False, passages=passages, kept=kept_text).verdict(cold)
        assert isinstance(verdict, Located if is_found else NotRecorded)


def test_quotes_that_overlap_or_touch_are_one_run() -> None:
    words = known_words([((0, 7), "a b c d"), ((4, 9), "c d e"), ((10, 11), "f"), ((20, 21), "z")], {}, (30,))
    assert words == KnownWords("“a b c d e f … z”", ((0, 9, 1), (10, 11, 11), (20, 21, 15)))
    assert words.runs == ("a b c d e", "f", "z")
    assert words.joined_runs == (JoinedRun(0, 11, "a b c d e f", of_several=True), JoinedRun(20, 21, "z"))
    assert words.moved((4, 9)) == (5, 10)


def test_each_sentence_has_a_phrase_of_its_own() -> None:
    words = known_words([((0, 1), "a"), ((12, 13), "b")], {6: "Rome", 15: "not"}, (10, 30))
    assert words.text == "“a” … Rome … “b … not”"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four", ["One.", " Two!", " Three?", " Four"]),
        ("It met Gen. Roe of the U.S. Navy. He left.", ["It met Gen. Roe of the U.S. Navy.", " He left."]),
        ('He said "no." "Yes," said she.', ['He said "no."', ' "Yes," said she.']),
        ("It sank. Élan rose. the end", ["It sank.", " Élan rose. the end"]),
        ("On 5 Feb. 2031 it cost 1.5 million", ["On 5 Feb. 2031 it cost 1.5 million"]),
        ("", [""]),
    ],
)
def test_sentences_end_where_another_begins(text: str, sentences: list[str]) -> None:
    ends = sentence_ends(text)
    assert [text[start:end] for start, end in zip((0, *ends), ends, strict=False)] == sentences


@pytest.mark.parametrize(
    ("quoted", "doubts"),
    [
        ("sell the ferry", ["may"]),
        ("it", []),
        ("it may sell", ["may"]),
        ("the ferry", []),
        ("price", ["No"]),
    ],
)
def test_doubts_are_kept_that_stand_beside_a_quote_in_its_sentence(quoted: str, doubts: list[str]) -> None:
    text = "Perhaps by May it may sell the ferry. No price is named."
    at = text.index(quoted)
    near = doubts_beside(text, [(at, at + len(quoted))], sentence_ends(text))
    assert [text[start : start + len(word)] for start, word in near.items()] == list(near.values())
    assert list(near.values()) == doubts


# --- prints


def test_a_shared_run_of_24_words_leaves_the_same_print_wherever_it_stands() -> None:
    shared = " ".join(f"word{number}" for number in range(RUN + 4))
    for before in range(12):
        one = " ".join([*(f"a{n}" for n in range(before)), shared, *(f"b{n}" for n in range(9))])
        other = " ".join([*(f"c{n}" for n in range(5)), shared.upper(), *(f"d{n}" for n in range(before))])
        assert set(prints(one)) & set(prints(other))


def test_texts_that_share_a_word_less_than_a_run_share_no_print() -> None:
    shared = " ".join(f"word{number}" for number in range(RUN - 1))
    assert prints(shared) == ()
    assert not set(prints(f"one {shared} two")) & set(prints(f"three {shared} four"))
    assert len(prints(f"{shared} more")) == 1


# --- a lock that somebody wrote by hand


_offsets = st.integers(0, 300)
_spans = st.lists(st.tuples(_offsets, _offsets), min_size=1, max_size=3).map(
    lambda spans: " ".join(f"{start}-{end}" for start, end in spans)
)
_lines = st.lists(_offsets, min_size=1, max_size=4).map(lambda ends: " ".join(map(str, ends)))


@given(
    passages=st.dictionaries(
        st.integers(0, 5).map(str),
        st.fixed_dictionaries(
            {
                "words": _offsets,
                "ends": _lines,
                "marks": st.dictionaries(
                    _offsets.map(str), st.sampled_from(["not", "Rome", "“", "”"]), max_size=4
                ),
                "quotes": st.dictionaries(st.sampled_from([quote_key(spec) for spec in QUOTES]), _spans),
            }
        ),
        max_size=4,
    )
)
def test_whatever_the_lock_says_a_quote_is_found_with_its_own_words_or_not_at_all(
    passages: dict[str, object],
) -> None:
    lock = KeptText.model_validate({**kept().model_dump(), "passages": passages})
    private = found(original=False, kept=lock)
    for spec in QUOTES:
        verdict = private.verdict(spec)
        if isinstance(verdict, Located):
            assert verdict.place.passage in (1, 2, 3)
            assert private.passages[verdict.place.passage - 1].text
        else:
            assert verdict == NotRecorded(of_another=False)


def test_the_role_of_a_passage_stays() -> None:
    assert [passage.role for passage in found().passages] == [Role.TITLE, Role.BODY, Role.BODY]


def test_a_doubt_stays_known_when_the_quote_that_held_it_is_gone() -> None:
    whole, rest = QuoteSpec(exact="it may"), QuoteSpec(exact="sell the old ferry")
    by_lock = found(rest, original=False, kept=kept(whole, rest))
    assert by_lock.passages[1].text == "Island Council … “may sell the old ferry” … North Bay … Port Office"


def test_words_that_a_later_note_has_too_are_ambiguous_with_the_lock_alone() -> None:
    spec = QuoteSpec(exact="Port Office")
    noted = (*PASSAGES[:2], replace(PASSAGES[2], text="It names the “Port Office” again."))
    recorded = kept(spec).model_copy(update={"notes": found(spec, passages=noted).fresh.notes})  # type: ignore[union-attr]
    assert isinstance(found(spec, original=False, passages=noted, kept=recorded).verdict(spec), Ambiguous)


def test_a_registered_name_that_is_very_long_is_not_kept() -> None:
    long = "The Island Council said on Monday that it may sell the old ferry to North Bay"
    names = Phrasebook([(long * 3, ""), ("North Bay", "")])
    text = OriginalText((long * 3, "", "North Bay"), "0" * 64)
    spec = QuoteSpec(exact="Island Council said", prefix="North BayThe")
    private = private_text(PASSAGES[:1], RECORD, [spec], original=text, kept=None, names=names)
    assert private.fresh is not None
