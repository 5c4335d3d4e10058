"""The normaliser folds what it promises and nothing more; a quote is found only where it stands."""

import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from topicpages.language.quotes import (
    Ambiguous,
    Located,
    Misplaced,
    Missing,
    Near,
    OwnWords,
    PartsFault,
    Phrase,
    QuotePlace,
    TextMode,
    Uncheckable,
    locate,
    normalise,
    phrases,
    prepared,
)

NOTES = (
    "The ministry spoke of “157 Russian soldiers” and of “nearly 15,000 people” wounded.",
    "It did “not agree to a pause” – “1,150 Ukrainian drones” flew, “70–80 of them” at night.",
    "Our count says 42 ships; the paper has “the ‘old’ harbour” and, later, “a café in Łódź”.",
    "The paper repeats “157 Russian soldiers” at the end.",
)

MARKS = "«»›‹“”„‟‘’‚‛\"'-‐‑‒–—―…−\u00ad\u200b\u200d\ufeff \u00a0\u202f\u2009\n\té\u0301e1Ａﬁ가\u1100\u1161"
texts = st.text() | st.text(alphabet=MARKS)


def in_notes(quote: str, *, prefix: str | None = None, suffix: str | None = None) -> object:
    return locate(quote, prepared(NOTES, mode=TextMode.NOTES), prefix=prefix, suffix=suffix)


def span_of(words: str, note: int) -> tuple[int, int]:
    at = NOTES[note - 1].index(words)
    return at, at + len(words)


# --- normaliser ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("“curly” ‘single’ „low‟ ‚low‛ it’s", "\"curly\" 'single' \"low\" 'low' it's"),
        ("a‐b‑c‒d–e—f―g", "a-b-c-d-e-f-g"),
        ("wait…", "wait..."),
        ("New\u00a0START 1\u202f550 thin\u2009space", "New START 1 550 thin space"),
        ("  two \n\t lines\r\n", "two lines"),
        ("sof\u00adt zero\u200bwidth\u2060 mark\ufeff jo\u200din\u200cer", "soft zerowidth mark joiner"),
        ("cafe\u0301", "caf\u00e9"),
        ("cafe\u00ad\u0301", "caf\u00e9"),
        ("", ""),
        (" \u00ad ", ""),
        ("« Nous sommes »", '"Nous sommes"'),
        ("«Wir» und »ihr«", '"Wir" und "ihr"'),
        ("‹ so ›", "'so'"),
        ("„Wir“", '"Wir"'),
        ("the ﬁrst oﬃce", "the first office"),
        ("the mili-\ntary", "the military"),
        ("the mili-\n  tary", "the military"),
        ("a mid-\nair crash", "a mid-air crash"),
        ("a sea-\nplane by the sea", "a sea-plane by the sea"),
        ("a sea-\nplane", "a seaplane"),
        ("twenty-\nfive, one-\nthird, ten-\nyear", "twenty-five, one-third, ten-year"),
        ("seven-\nteen, head-\nquarters, writ-\nten", "seventeen, headquarters, written"),
        ("Kyiv-\nMoscow, US-\nRussia, e-\nmail", "Kyiv-Moscow, US-Russia, e-mail"),
        ("a 5-\nyear F-\n16, 2021-\n22", "a 5-year F-16, 2021-22"),
        ("pre-\nand post-war", "pre- and post-war"),
        ("mili\u00ad\ntary, Kyiv\u00ad\nMoscow", "military, KyivMoscow"),
        ("mili\u2010\ntary, twenty\u2010\nfive", "military, twenty-five"),
        ("«  oui  » et «\u00a0 non\u202f»", '"oui" et "non"'),
        ("sagte »…« und »Ja!« sowie ›so‹ bei", 'sagte "..." und "Ja!" sowie \'so\' bei'),
        ("oui » et « non », dit « …", 'oui" et "non", dit "...'),
    ],
)
def test_the_normaliser_folds_exactly_this(raw: str, folded: str) -> None:
    assert normalise(raw).text == folded


@pytest.mark.parametrize(
    "kept",
    [
        "Case CASE",
        "0123456789",
        "café cafe",
        "−5 and -5",
        "1⁄2 ½ ² Ａ",
        "mid - air",
        "′ ″ ʼ `",
        "a\u202eb",
    ],
)
def test_the_normaliser_leaves_this_as_it_is(kept: str) -> None:
    assert normalise(kept).text == kept


@given(texts)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@given(texts)
def test_every_folded_character_maps_back_to_the_raw_one(text: str) -> None:
    folded = normalise(text)
    assert len(folded.offsets) == len(folded.ends) == len(folded.text)
    assert list(folded.offsets) == sorted(folded.offsets)
    for at in range(len(folded.text)):
        start, end = folded.raw_span(at, at + 1)
        assert 0 <= start < end <= len(text)
        # Between figures, which nothing joins: by itself white space at the ends would be lost.
        assert folded.text[at] in normalise(f"0{text[start:end]}0").text


@given(texts)
def test_folding_agrees_with_its_plain_definition(text: str) -> None:
    """The definition, without the map back, in the order of the rules; broken words and guillemets apart."""
    assume(not re.search("[-\u2010\u00ad]\\s|[«»‹›]", text))
    bare = re.sub("[\u00ad\u200b\u200c\u200d\u2060\ufeff]", "", text)
    composed = unicodedata.normalize("NFC", bare)
    for marks, plain in (("“”„‟", '"'), ("‘’‚‛", "'"), ("‐‑‒–—―", "-"), ("…", "..."), ("ﬁ", "fi")):
        composed = re.sub(f"[{marks}]", plain, composed)
    assert normalise(text).text == " ".join(composed.split())


# --- phrases ---------------------------------------------------------------------------------------------


def test_phrases_keep_order_offsets_and_nested_single_marks() -> None:
    note = "He said “one ‘two’ three”, then “four”."
    assert phrases(note) == ((Phrase(9, 24, "one ‘two’ three"), Phrase(33, 37, "four")), ())


@pytest.mark.parametrize(
    ("note", "offset", "message"),
    [
        ("a “b c", 2, "quote mark at ““b c” is never closed"),
        ("a b” c", 3, "quote mark at “” c” closes a phrase that was never opened"),
        ("a “b “c” d", 2, "quote mark at ““b “c” d” is not closed before the next “"),
        ('a "b', 2, 'straight quote mark “"” in a note'),
        ("a “b”, “c” d", 7, "quoted phrase “c” adjoins the one before"),
        ("a “, ” d", 2, "quoted phrase without a word"),
    ],
)
def test_faulty_quote_marks_are_reported_where_they_stand(note: str, offset: int, message: str) -> None:
    problems = phrases(note)[1]
    assert [(found.offset, found.message) for found in problems] == [(offset, message)]


@given(st.text(alphabet='“”‘’" ab.'))
def test_phrases_are_slices_of_the_note_between_curly_marks(note: str) -> None:
    for phrase in phrases(note)[0]:
        assert note[phrase.start : phrase.end] == phrase.text
        assert (note[phrase.start - 1], note[phrase.end]) == ("“", "”")
        assert not set(phrase.text) & set("“”")


# --- where a quote stands --------------------------------------------------------------------------------


def test_a_quote_inside_one_phrase_is_found_with_its_raw_span() -> None:
    assert in_notes("15,000 people") == Located(QuotePlace(1, (span_of("15,000 people", 1),)))


def test_a_quote_in_two_passages_is_ambiguous_until_context_chooses() -> None:
    first, last = (QuotePlace(number, (span_of("157 Russian", number),)) for number in (1, 4))
    assert in_notes("157 Russian") == Ambiguous((first, last))
    assert in_notes("157 Russian", prefix="spoke of") == Located(first)
    assert in_notes("157 Russian", prefix="paper repeats") == Located(last)
    assert in_notes("157 Russian", suffix="soldiers at the end") == Located(last)
    assert in_notes("157 Russian", suffix="soldiers") == Ambiguous((first, last))


def test_context_that_fits_no_place_is_a_fault_even_when_the_quote_is_unique() -> None:
    place = QuotePlace(1, (span_of("15,000 people", 1),))
    assert in_notes("15,000 people", prefix="almost") == Misplaced((place,))
    assert in_notes("15,000 people", prefix="arly") == Misplaced((place,))
    assert in_notes("15,000 people", suffix="wounded.") == Located(place)


def test_words_of_ours_never_match() -> None:
    assert in_notes("42 ships") == OwnWords((3,))
    assert in_notes("The paper repeats 157 Russian soldiers") == OwnWords((4,))
    assert in_notes("“157 Russian soldiers” and of “nearly 15,000 people”") == OwnWords((1,))


def test_parts_stand_in_order_in_phrases_of_one_passage() -> None:
    expected = Located(QuotePlace(1, (span_of("157 Russian", 1), span_of("15,000 people", 1))))
    assert in_notes("157 Russian […] 15,000 people") == expected
    assert in_notes("157 Russian [...] 15,000 people") == expected
    assert in_notes("spoke of […] 15,000 people") == OwnWords((1,))


@pytest.mark.parametrize("quote", ["", " ", "…", "[…]", "157 […]", "[…] 157", "—"])
def test_a_quote_without_words_is_uncheckable(quote: str) -> None:
    assert isinstance(in_notes(quote), Uncheckable)


def test_an_article_without_passages_is_uncheckable() -> None:
    assert locate("x", ()) == Uncheckable("the article has no passages")


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("157", "1575 men"),
        ("150 Ukrainian", "1,150 Ukrainian drones"),
        ("150 Ukrainian", "1150 Ukrainian drones"),
        ("1", "1,150 drones"),
        ("80 of them", "70–80 of them"),
        ("70", "70-80 of them"),
        ("31", "a 31% rise"),
        ("5", "−5 degrees"),
        ("5", "it was -5 degrees"),
        ("500", "$500 in all"),
        ("2", "2.5 million"),
        ("can", "they can’t go"),
        ("five", "twenty-five men"),
        ("caf", "cafés"),
        ("e", "e\u0323\u0302"),
    ],
)
def test_a_quote_never_ends_inside_a_word_or_figure(quote: str, text: str) -> None:
    verdict = locate(quote, prepared([text], mode=TextMode.FULL))
    assert isinstance(verdict, Missing)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("157", "157, they said"),
        ("Russia", "Russia’s border"),
        ("since 2021", "closed since 2021—but not for ever"),
        ("military-to-military", "a military-to-military line"),
        ("31%", "a 31% rise"),
        ("U.S.", "the U.S.-Russia line"),
        ("5 ships", "– 5 ships"),
    ],
)
def test_a_quote_may_end_at_any_border_of_words(quote: str, text: str) -> None:
    at = text.index(quote)
    assert locate(quote, prepared([text], mode=TextMode.FULL)) == Located(
        QuotePlace(1, ((at, at + len(quote)),))
    )


def test_the_nearest_wording_is_shown_for_a_missing_quote() -> None:
    assert in_notes("157 Russian sailors") == Missing(Near(1, "157 Russian soldiers", 0.821))
    assert in_notes("not agree to a pausee") == Missing(Near(2, "not agree to a pause", 0.976))
    assert in_notes("zzz qqq") == Missing(None)


def test_a_quote_that_cuts_a_word_says_so() -> None:
    near = Near(2, "1,150 Ukrainian drones", 0.952)
    assert in_notes("150 Ukrainian drones") == Missing(near, PartsFault.CUTTING_A_WORD)


@pytest.mark.parametrize(
    ("quote", "fault"),
    [
        ("port opened […] opened on Monday", PartsFault.OVERLAPPING),
        ("the port opened […] opened on Monday […] Monday", PartsFault.OVERLAPPING),
        ("the port opened […] the port", PartsFault.OVERLAPPING),
        ("Monday […] Monday", PartsFault.OVERLAPPING),
        ("on Monday […] the port", PartsFault.IN_OTHER_ORDER),
        ("the port […] on Monday […] opened", PartsFault.IN_OTHER_ORDER),
        ("the port […] a crane", PartsFault.IN_SEVERAL_PASSAGES),
        ("a crane […] on Monday", PartsFault.IN_SEVERAL_PASSAGES),
        ("the por […] Monday", PartsFault.CUTTING_A_WORD),
        ("on Monday […] the por", PartsFault.CUTTING_A_WORD),
        ("the port […] a ship", None),
    ],
)
def test_what_is_wrong_with_the_parts_of_a_quote_is_told(quote: str, fault: PartsFault | None) -> None:
    for mode, passages in (
        (TextMode.NOTES, ["It says “the port opened on Monday”.", "It has “a crane”."]),
        (TextMode.FULL, ["the port opened on Monday", "a crane"]),
    ):
        verdict = locate(quote, prepared(passages, mode=mode), nearby=False)
        assert verdict == Missing(None, fault)


def test_parts_of_a_quote_may_stand_side_by_side() -> None:
    text = "the port opened on Monday"
    whole = Located(QuotePlace(1, ((0, 8), (9, 25))))
    assert locate("the port […] opened on Monday", prepared([text], mode=TextMode.FULL)) == whole
    touching = Located(QuotePlace(1, ((0, 8), (8, 21))))
    assert (
        locate("the port […], then closed", prepared(["the port, then closed"], mode=TextMode.FULL))
        == touching
    )


def test_parts_overlap_where_the_first_of_them_stands_again_after_the_second() -> None:
    passages = prepared(["port opened early, then port opened"], mode=TextMode.FULL)
    assert locate("port opened […] opened early", passages, nearby=False) == Missing(
        None, PartsFault.OVERLAPPING
    )


# --- mutations -------------------------------------------------------------------------------------------

QUOTES = [found.text for note in NOTES[:3] for found in phrases(note)[0][-1:]] + [
    "not agree to a pause",
    "1,150 Ukrainian drones",
]


def mutations(quote: str) -> list[str]:
    letters = [quote[:at] + "q" + quote[at + 1 :] for at, char in enumerate(quote) if char.isalpha()]
    swapped = [
        quote[:at] + quote[at + 1] + quote[at] + quote[at + 2 :]
        for at in range(len(quote) - 1)
        if quote[at : at + 2].isdigit() and quote[at] != quote[at + 1]
    ]
    words = quote.split()
    dropped = [" ".join(words[:at] + words[at + 1 :]) for at in range(1, len(words) - 1)]
    cased = [quote.swapcase()]
    return letters + swapped + dropped + cased + [quote.replace("é", "e")] * ("é" in quote)


@pytest.mark.parametrize("quote", QUOTES)
def test_no_change_of_a_quote_goes_unseen(quote: str) -> None:
    assert isinstance(in_notes(quote), Located)
    assert [
        changed for changed in mutations(quote) if not isinstance(in_notes(changed), (Missing, OwnWords))
    ] == []


def test_removing_an_inner_not_is_seen() -> None:
    notes = prepared(["They “did not agree” at all."], mode=TextMode.NOTES)
    assert isinstance(locate("did agree", notes), Missing)


VARIATIONS: dict[str, Callable[[str], str]] = {
    "no-break spaces": lambda quote: quote.replace(" ", "\u00a0"),
    "line wraps": lambda quote: quote.replace(" ", "\n    "),
    "soft hyphens": "\u00ad".join,
    "zero-width spaces": "\u200b".join,
    "decomposed accents": lambda quote: unicodedata.normalize("NFD", quote),
    "straight marks": lambda quote: quote.replace("‘", "'").replace("’", "'"),
    "hyphens": lambda quote: quote.replace("–", "-"),
    "spaces around": lambda quote: f" {quote}\n",
}


@pytest.mark.parametrize("variation", VARIATIONS)
@pytest.mark.parametrize("quote", QUOTES)
def test_typography_never_matters_on_either_side(quote: str, variation: str) -> None:
    varied = VARIATIONS[variation]
    assert in_notes(varied(quote)) == in_notes(quote)
    note = f"A note of “{varied(quote)}” here."
    verdict = locate(quote, prepared([note], mode=TextMode.NOTES))
    assert isinstance(verdict, Located)
    ((start, end),) = verdict.place.spans
    assert normalise(note[start:end]).text == normalise(quote).text


# --- straight marks --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("note", "mends"),
    [
        ('It says "so".', "“”"),
        ('"So" it says, ("and so") and "so"', "“”“”“”"),
        ('It says “so” and "so" too.', "“”"),
        ('A bar of 5" and a bar of 6" lie there.', ""),
        ('It says "so" and “so.', ""),
        ('It says "so.', ""),
        ('It says " so ".', ""),
        ('It says"so"too.', ""),
        ('It says "so"too.', ""),
        ('It says "“so”".', ""),
        ('It says “"so" it is”.', ""),
        ('It says "so", "so".', ""),
        ('""', ""),
        ('It says\n"so"\nhere.', "“”"),
    ],
)
def test_straight_marks_are_mended_only_where_all_of_them_pair(note: str, mends: str) -> None:
    assert "".join(problem.mend for problem in phrases(note)[1]) == mends
