"""Words: which are of one family, what they do in a sentence, and which are each other's opposite."""

import pytest

from topicpages.language.words import Word, WordKind, opposite, opposites_of, phrase, words_in
from topicpages.language.words.closed import (
    HEDGES,
    IRREGULAR,
    NEGATIONS,
    PLURALS,
    SAYS_NOTHING,
    TURNS,
    UNRELATED,
)
from topicpages.language.words.forms import is_past, keys


def _one(text: str, word: str) -> Word:
    return next(found for found in words_in(text) if found.text == word)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fired", "fires"),
        ("firing", "fire"),
        ("stopped", "stopping"),
        ("carried", "carry"),
        ("verified", "verifying"),
        ("goes", "go"),
        ("shook", "shaken"),
        ("lost", "losing"),
        ("freed", "free"),
        ("said", "say"),
        ("operate", "operation"),
        ("operated", "operations"),
        ("agreed", "agreement"),
        ("restored", "restoration"),
        ("substantially", "substantial"),
        ("willingness", "willing"),
        ("characterize", "characterising"),
        ("normalised", "normalize"),
        ("prisoners", "prisoner"),
        ("parties", "party"),
        ("servicemen", "serviceman"),
        ("towards", "toward"),
        ("till", "until"),
        ("children", "child"),
        ("buses", "bus"),
        ("crises", "crisis"),
        ("severely", "severe"),
        ("editions", "edition"),
        ("found", "finding"),
    ],
)
def test_forms_of_one_family_are_alike(one: str, other: str) -> None:
    assert not keys(one).isdisjoint(keys(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("international", "internal"),
        ("important", "import"),
        ("university", "universe"),
        ("author", "authority"),
        ("prisoner", "prison"),
        ("organ", "organisation"),
        ("general", "generate"),
        ("statement", "state"),
        ("department", "depart"),
        ("policy", "police"),
        ("large", "largest"),
        ("witness", "wit"),
        ("downed", "down"),
        ("lasted", "last"),
        ("hardly", "hard"),
        ("nearly", "near"),
        ("commander", "command"),
        ("before", "after"),
        ("deadly", "dead"),
        ("costly", "cost"),
        ("basement", "base"),
        ("supplement", "supple"),
        ("business", "busy"),
        ("news", "new"),
        ("goods", "good"),
        ("arms", "arm"),
        ("severe", "sever"),
        ("severely", "sever"),
        ("editions", "edit"),
        ("found", "founded"),
        ("conversion", "conversation"),
    ],
)
def test_words_of_other_families_are_not_alike(one: str, other: str) -> None:
    assert keys(one).isdisjoint(keys(other))


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("The boats of the town", "of", WordKind.EMPTY),
        ("They said so", "said", WordKind.EMPTY),
        ("before it", "before", WordKind.TURN),
        ("Several boats", "Several", WordKind.TURN),
        ("They didn't go", "didn't", WordKind.TURN),
        ("They cannot go", "cannot", WordKind.TURN),
        ("The town plans it", "plans", WordKind.HEDGE),
        ("an alleged crime", "alleged", WordKind.HEDGE),
        ("The agreement", "agreement", WordKind.OTHER),
        ("He shook hands", "shook", WordKind.VERB),
        ("to fire at it", "fire", WordKind.VERB),
        ("They fire at it", "fire", WordKind.OTHER),
        ("a hundred", "hundred", WordKind.OTHER),
        ("in the morning", "morning", WordKind.OTHER),
        ("It rose sharply", "sharply", WordKind.VERB),
        ("the fleet", "fleet", WordKind.OTHER),
    ],
)
def test_a_word_is_known_by_what_it_does(text: str, word: str, kind: WordKind) -> None:
    assert _one(text, word).kind is kind


@pytest.mark.parametrize(
    ("text", "word", "is_open", "past"),
    [
        ("Boats fired", "fired", False, True),
        ("They plan to fire", "fire", True, False),
        ("They would have fired", "fired", True, False),
        ("It is to be cut and sold", "sold", False, True),
        ("They will soon be fired", "fired", True, False),
        ("Boats fire", "fire", False, False),
        ("They went to town, fired and left", "fired", False, True),
        ("They plan to scramble and shoot at it", "shoot", True, False),
        ("They plan to send boats and shoot at it", "shoot", True, False),
        ("They plan to go, and boats shoot at it", "shoot", False, False),
    ],
)
def test_what_has_not_happened_is_told_from_what_has(
    text: str, word: str, *, is_open: bool, past: bool
) -> None:
    found = _one(text, word)
    assert (found.open, found.past) == (is_open, past)


def test_hyphens_part_words_and_places_are_kept() -> None:
    found = words_in("A high-level talk's end")
    assert [(word.text, word.start, word.end) for word in found] == [
        ("A", 0, 1),
        ("high", 2, 6),
        ("level", 7, 12),
        ("talk's", 13, 19),
        ("end", 20, 23),
    ]
    assert _one("A high-level talk's end", "talk's").is_like(_one("talks", "talks"))


def test_an_entry_of_a_list_is_read_as_text() -> None:
    assert [word.text for word in phrase("  take   part ")] == ["take", "part"]


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        ("raise", "cut", True),
        ("raised", "cutting", True),
        ("before", "after", True),
        ("all", "several", True),
        ("legal", "illegal", True),
        ("escalate", "de-escalate", True),
        ("first", "last", True),
        ("first", "lasted", False),
        ("raise", "increase", False),
        ("reopen", "restore", False),
    ],
)
def test_opposites_are_those_of_the_list_in_any_form(one: str, other: str, *, are: bool) -> None:
    assert opposite(one, other) is are
    assert opposite(other, one) is are


def test_the_opposites_of_a_word_are_found_from_both_sides() -> None:
    assert opposites_of("raise") == ("cut", "decrease", "drop", "lower", "reduce")


def test_no_word_is_in_two_closed_lists() -> None:
    assert not SAYS_NOTHING & TURNS
    assert not SAYS_NOTHING & HEDGES
    assert not UNRELATED & (TURNS | SAYS_NOTHING | IRREGULAR.keys() | PLURALS.keys())
    assert NEGATIONS <= TURNS


def test_no_irregular_form_is_a_form_of_two_verbs() -> None:
    assert all(is_past(form) for form in IRREGULAR)
    assert not IRREGULAR.keys() & set(IRREGULAR.values())
