"""Every rule on the substance of sheets has a case that fails without it, and one beside it that is good."""

import pytest

from tests.support.evidence_samples import (
    ONE,
    REGISTRIES,
    TODAY,
    article,
    assessed,
    claim,
    library,
    linked,
    reported,
    sheet,
)
from topicpages.evidence.checks import check
from topicpages.sources.library import Library

_NOTE = "It says that “North freed 157 people” in May."
_SECOND = "Of South it says that “South freed nearly 40 people” then, and later “in 2024” too."
TWO = article(_NOTE, _SECOND)
_OURS = "and here we say as much again in words that are all our own"


def found(of: Library) -> list[str]:
    """Return line, column, severity and code of every fault."""
    faults = check(of, assessed(of))
    assert all(fault.message and fault.remedy for fault in faults)
    return [f"{fault.span.line}:{fault.span.column} {fault.severity} {fault.code}" for fault in faults]


def codes(of: Library) -> list[str]:
    """Return the codes of every fault."""
    return [fault.code for fault in check(of, assessed(of))]


def _one(*, note: str | None = None, lead: str = "", below: str = "", **keys: str) -> Library:
    """Return a library of one claim; ``below`` follows the sections of its sheet."""
    record = TWO if note is None else article(note)
    return library(articles={"one": record}, sheets={"topic": sheet(claim(**keys), lead=lead, more=below)})


def _cites(*quotes: str, more: str = "") -> str:
    exact = ", ".join(f'"{quote}"' for quote in quotes)
    return f"[{{article: one, quotes: [{exact}]{more}}}]"


def test_a_sound_claim_has_no_fault() -> None:
    assert check(library(), assessed(library())) == ()


# --- values ----------------------------------------------------------------------------------------------


def test_a_wrong_figure_in_a_statement_is_named_with_its_passage() -> None:
    of = _one(statement="North freed 175 people.")
    faults = check(of, assessed(of))
    assert [(fault.code, fault.span.line, fault.span.column) for fault in faults] == [
        ("figure-not-proven", 7, 20),
        ("value-not-in-statement", 7, 20),
    ]
    assert faults[0].message == ("“175” is in the statement but in none of the quotes of “one”, passage 1")


_OTHER_PARTY = {"value-contradicts-statement", "value-party-not-in-statement"}


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"values": "[{amount: 158, unit: people}]"}, {"value-not-proven", "value-not-in-statement"}),
        ({"values": "[{amount: 157, unit: drones, party: north}]"}, {"value-not-proven"}),
        ({"values": "[{amount: 157, unit: people, party: south}]"}, {"value-not-proven", *_OTHER_PARTY}),
        ({"values": "[{amount: 157, unit: people, qualifier: nearly}]"}, {"value-not-proven"}),
        ({"values": "[{edtf: 2026-05}]"}, {"value-not-proven"}),
        ({"values": "[{parties: [north, south]}]"}, {"value-not-proven", "value-party-not-in-statement"}),
        ({"values": "[{text: 158 of them}]"}, {"value-not-proven"}),
        ({"statement": "North freed nearly 157 people."}, {"figure-not-proven"}),
        ({"statement": "South freed 157 people."}, {"name-not-proven", "party-differs", *_OTHER_PARTY}),
        ({"statement": "On Friday North freed 157 people."}, {"figure-not-proven"}),
    ],
)  # fmt: skip
def test_what_no_citation_carries_is_a_fault(keys: dict[str, str], expected: set[str]) -> None:
    assert set(codes(_one(**keys))) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("doubled", []),
        ("tripled", ["figure-not-proven"]),
        ("nearly doubled", ["figure-not-proven"]),
        ("quadrupled", ["figure-not-proven"]),
    ],
)
def test_a_figure_hidden_in_a_verb_is_proven_as_well(said: str, expected: list[str]) -> None:
    cited = _cites("North doubled its drones")
    told = f"{_OURS} “North doubled its drones” {_OURS}"
    assert (
        codes(_one(note=told, statement=f"North {said} its drones.", values="[]", citations=cited))
        == expected
    )


def test_one_citation_must_carry_the_whole_answer() -> None:
    halves = '[{article: one, quotes: ["North freed"]}, {article: one, quotes: ["157 people"]}]'
    assert "value-not-proven" in codes(_one(citations=halves))


def test_a_citation_that_carries_part_is_no_fault_beside_one_that_carries_all() -> None:
    both = '[{article: one, quotes: ["157 people"]}, {article: one, quotes: ["North freed 157 people"]}]'
    of = _one(citations=both)
    assert check(of, assessed(of)) == ()
    answer = assessed(of).assertions["topic/freed"]
    assert [(one.whole, one.lacks, one.share) for one in answer.carried] == [
        (False, ("North",), 1 / 3),
        (True, (), 1.0),
    ]


def test_the_voice_of_a_citation_names_itself() -> None:
    note, values = (
        "North’s ministry says of May: it “freed 157 people” then.",
        "[{amount: 157, unit: people}]",
    )
    assert codes(_one(note=note, values=values, citations=_cites("freed 157 people"))) == ["name-not-proven"]
    voiced = _cites("freed 157 people", more=", voice: north")
    assert codes(_one(note=note, values=values, citations=voiced)) == []


def test_an_outlet_is_no_party_and_must_be_cited_where_it_is_named() -> None:
    names = REGISTRIES["publishers"] + "times: {name: The North Times}\n"
    for statement, expected in (
        ("The North Times says that 157 people were freed.", []),
        ("Beta says that 157 people were freed.", ["outlet-not-cited"]),
    ):
        of = library(
            articles={
                "one": article("It says at length that “157 people were freed” then.", publisher="times")
            },
            sheets={
                "topic": sheet(
                    claim(
                        statement=statement,
                        values="[{amount: 157, unit: people}]",
                        citations=_cites("157 people were freed"),
                    )
                )
            },
            registries={"publishers": names},
        )
        assert codes(of) == expected


def test_a_retired_answer_needs_no_proof() -> None:
    assert (
        codes(_one(statement="North freed 175 people.", more="retired: {on: 2026-02-20, why: misread}")) == []
    )


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        ('{from: ["157", "40"], means: "197", by: sum}', ["quote-cuts-figure"]),
        ('{from: ["157"], means: "197", by: sum}', ["quote-cuts-figure", "unproven-reading"]),
    ],
)
def test_a_reading_is_evaluated(reading: str, expected: list[str]) -> None:
    cited = _cites("North freed 157 people", "40 people", more=f", reads: [{reading}]")
    assert sorted(codes(_one(citations=cited))) == expected


def test_a_reading_that_does_not_hold_is_reported_where_it_stands() -> None:
    cited = _cites("North freed 157 people", more=', reads: [{from: "157", means: "158", by: sum}]')
    assert found(_one(citations=cited)) == ["10:80 error unproven-reading"]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("{edtf: 2024, as: in 2024}", []),
        ("{edtf: 2023}", ["when-not-proven"]),
        ("{edtf: 2023, basis: inferred, why: told as past}", []),
        ("{edtf: 2023, basis: inferred}", ["when-not-proven"]),
    ],
)
def test_a_day_is_stated_by_a_quote_or_inferred_for_a_reason(when: str, expected: list[str]) -> None:
    cited = _cites("North freed 157 people", "in 2024")
    assert codes(_one(citations=cited, more=f"when: {when}")) == expected


def test_a_quote_may_not_cut_a_figure_from_its_qualifier() -> None:
    cited = _cites("North freed 157 people", "40 people")
    assert found(_one(citations=cited)) == ["10:71 error quote-cuts-figure"]


def test_a_voice_that_its_passage_does_not_name_is_a_warning() -> None:
    cited = _cites("North freed 157 people", more=", voice: ministry")
    assert found(_one(citations=cited)) == ["10:79 warning voice-not-in-passage"]
    assert codes(_one(citations=_cites("North freed 157 people", more=", voice: north"))) == []


_OTHER_WORD = ["word-left-out", "word-not-carried"]


@pytest.mark.parametrize(
    ("statement", "note", "expected"),
    [
        ("North freed 157 people.", "North freed 157 people", []),
        ("North never freed 157 people.", "North freed 157 people", ["negation-differs", "word-not-carried"]),
        ("North freed 157 people.", "North never freed 157 people", ["negation-differs", "word-left-out"]),
        ("North has not freed 157 people.", "North never freed 157 people", _OTHER_WORD),
        ("North has not freed 157 people.", "North hasn't freed 157 people", []),
    ],
)
def test_a_negation_on_one_side_only_is_a_warning(statement: str, note: str, expected: list[str]) -> None:
    told = f"It is told in May that “{note}” in one go."
    assert codes(_one(note=told, statement=statement, citations=_cites(note))) == expected


def test_one_denying_quote_among_several_is_enough_to_look_again() -> None:
    told = f"{_OURS} “North freed 157 people” and then “it never freed 157 people of North” was said."
    cited = (
        '[{article: one, quotes: ["North freed 157 people"]},'
        ' {article: one, quotes: ["it never freed 157 people of North"]}]'
    )
    assert found(_one(note=told, citations=cited)) == ["7:20 warning negation-differs"]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("North freed 157 people.", []),
        ("North freed 157 people of North.", ["7:20 warning said-more-often"]),
        ("North freed 157 people, these 157.", ["7:20 warning said-more-often"]),
    ],
)
def test_what_a_statement_says_twice_stands_twice_in_the_quotes(statement: str, expected: list[str]) -> None:
    assert found(_one(statement=statement)) == expected


# --- leads, captions, notes, questions -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("North freed 157 people.", []),
        ("North freed 175 people.", ["3:11 error lead-figure-not-in-claims"]),
        ("North freed nearly 157 people.", ["3:11 error lead-figure-not-in-claims"]),
        ("South freed 157 people.", ["3:11 warning lead-name-not-in-claims"]),
        ("In early February 2026 “North freed” them.", ["3:11 error lead-figure-not-in-claims"]),
        ("In early May 2026 “North freed” them.", []),
        ("They were “freed”.", []),
        ("They were “released”.", ["3:11 error quoted-words-not-cited"]),
    ],
)
def test_a_lead_says_no_more_than_its_claims(text: str, expected: list[str]) -> None:
    lead = f'\n  - text: "{text}"\n    rests_on: [freed]'
    day = "when: {edtf: 2026-05-03, basis: inferred, why: told as past}"
    assert found(_one(more=day, lead=lead)) == expected


def test_a_caption_says_no_more_than_its_claims() -> None:
    pictures = (
        "figures:\n  - {id: x, kind: people, title: People, caption: 175 people, "
        "alt: People of South, claims: [freed]}\n"
    )
    assert found(_one(below=pictures)) == [
        "12:51 error caption-figure-not-in-claims",
        "12:68 warning caption-name-not-in-claims",
    ]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ('{text: "Some say 175."}', ["11:22 error note-figure-not-in-claims"]),
        ('{text: "Some say 175.", outside: true}', []),
        ('{text: "It was 157, told in one passage of two."}', []),
        ('{text: "It says “North freed” them."}', []),
        ('{text: "It says “South released” them."}', ["11:22 error quoted-words-not-cited"]),
    ],
)
def test_a_note_says_no_more_than_claim_and_passages(note: str, expected: list[str]) -> None:
    assert found(_one(more=f"note: {note}")) == expected


def test_a_note_may_tell_of_claims_that_it_links_to() -> None:
    other = claim("other", question="And the others?", statement="North freed 157 people.", values="[]",
                  citations=_cites("North freed 157 people", "in 2024"))  # fmt: skip
    noted = claim(more='note: {text: "This was in 2024."}')
    linked = claim(more='note: {text: "This was in 2024."}\nsee: [other]')
    records = {"one": TWO}
    assert codes(library(articles=records, sheets={"topic": sheet(noted, other)})) == [
        "note-figure-not-in-claims"
    ]
    assert codes(library(articles=records, sheets={"topic": sheet(linked, other)})) == []


def test_a_question_says_no_more_than_its_claim() -> None:
    assert found(_one(question="Who freed 175 people?")) == ["6:19 error question-figure-not-in-claims"]
    assert found(_one(question="Which one of two freed them?")) == []


_CORRECTION = (
    "corrections:\n  - {{claim: freed, on: 2026-02-20, was: 175 by “all told”, now: '{}', why: misread}}\n"
)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("North freed 157 people.", []),
        ("North “freed 157” people.", []),
        ("North freed 175 people.", ["12:65 error correction-figure-not-in-claims"]),
        ("South freed 157 people.", ["12:65 warning correction-name-not-in-claims"]),
        ("North “let go” 157 people.", ["12:65 error quoted-words-not-cited"]),
        ("All came home: a disgrace of the regime.", ["12:65 warning loaded-word"]),
    ],
)
def test_what_a_correction_says_now_is_what_its_claim_says(now: str, expected: list[str]) -> None:
    assert found(_one(below=_CORRECTION.format(now))) == expected


def test_a_correction_that_was_corrected_again_need_not_be_right() -> None:
    again = "  - {claim: topic/freed, on: 2026-02-20, was: 160, now: 157, why: counted}\n"
    for was, expected in (("160", []), ("161", ["correction-figure-not-in-claims"])):
        first = "corrections:\n  - {claim: topic/freed, on: 2026-02-10, was: 175, now: 160, why: misread}\n"
        assert codes(_one(below=first + again.replace("160", was))) == expected


def _with_note(note: str) -> Library:
    entities = REGISTRIES["entities"].replace("kind: state,", f"kind: state, note: {note},", 1)
    return library(
        articles={"one": TWO},
        registries={"entities": entities},
        sheets={"topic": sheet(claim())},
    )


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ('{text: "It freed 157, as one of two sides."}', []),
        ('{text: "Said to have “freed 157 people”."}', []),
        ('{text: "It freed 175."}', ["1:48 error entity-note-figure-not-in-claims"]),
        ('{text: "It freed nearly 40."}', ["1:48 error entity-note-figure-not-in-claims"]),
        ('{text: "Said to have “let go” some."}', ["1:48 error quoted-words-not-cited"]),
        ('{text: "A regime."}', ["1:48 warning loaded-word"]),
        ('{text: "It has “let go” 175.", outside: true}', []),
    ],
)
def test_a_note_on_an_entity_says_what_claims_and_passages_say_of_it(note: str, expected: list[str]) -> None:
    assert found(_with_note(note)) == expected


@pytest.mark.parametrize(
    "reason",
    [
        "when: {{edtf: 2026-05, basis: inferred, why: '{}'}}",
        "retired: {{on: 2026-02-20, why: '{}'}}",
    ],
)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one of two passages says 157 of North", []),
        ("no passage says “freed 157”", []),
        ("it says 175", ["reason-figure-not-in-claims"]),
        ("it says “let go”", ["quoted-words-not-cited"]),
        ("a brave guess", ["loaded-word"]),
    ],
)
def test_a_reason_says_no_more_than_claim_and_passages(reason: str, text: str, expected: list[str]) -> None:
    assert codes(_one(more=reason.format(text))) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("title: Topic", "title: 157 people of North", []),
        ("title: Topic", "title: 175 people", ["1:8 error heading-figure-not-in-claims"]),
        ("title: Topic", "title: News of South", ["1:8 warning heading-name-not-in-claims"]),
        ("title: Topic", "title: Topic\ndescription: The 175.", ["2:14 error heading-figure-not-in-claims"]),
        ("title: Section", "title: The “let go”", ["3:12 error quoted-words-not-cited"]),
        ("title: Section", "title: The brave", ["3:12 warning loaded-word"]),
    ],
)
def test_a_title_says_no_more_than_the_claims_below_it(old: str, new: str, expected: list[str]) -> None:
    assert found(library(sheets={"topic": sheet(claim()).replace(old, new, 1)})) == expected


def test_quoted_words_of_a_statement_stand_in_its_quotes() -> None:
    assert codes(_one(statement="North “freed 157 people.”")) == []
    let_go = _one(statement="North “let go” 157 people.", citations=_cites("North", "157 people"))
    assert found(let_go) == ["7:20 error quoted-words-not-cited"]


# --- one-sided leads -------------------------------------------------------------------------------------

_SOUTH = '{article: one, quotes: ["South freed nearly 40 people"]}'
_RIVALS = f"""\
      - id: freed
        question: How many were freed?
        positions:
          - id: p1
            statement: North freed 157 people.
            kind: quantity
            values: [{{amount: 157, unit: people}}]
            citations: [{{article: one, quotes: ["North freed 157 people"]}}]
          - id: p2
            statement: South freed nearly 40 people.
            kind: quantity
            values: [{{amount: 40, qualifier: nearly, unit: people}}]
            citations: [{_SOUTH}]
"""


@pytest.mark.parametrize(
    ("text", "rests_on", "expected"),
    [
        ("157 were freed, or nearly 40.", "freed", []),
        ("157 were freed, or nearly 40.", "freed/p1, freed/p2", []),
        ("157 were freed.", "freed/p1", ["one-sided-lead"]),
        ("157 were freed.", "freed", ["one-sided-lead"]),
        ("People were freed.", "freed", ["one-sided-lead"]),
        ("The articles differ on who was freed.", "freed", []),
        ("The articles differ on who was freed.", "freed/p1", ["one-sided-lead"]),
    ],
)
def test_a_lead_may_not_take_a_side(text: str, rests_on: str, expected: list[str]) -> None:
    lead = f'\n  - text: "{text}"\n    rests_on: [{rests_on}]'
    of = library(articles={"one": TWO}, sheets={"topic": sheet(_RIVALS, lead=lead)})
    assert codes(of) == expected


def test_a_lead_names_answers_by_who_gives_them() -> None:
    rivals = _RIVALS.replace(_SOUTH, _SOUTH.replace("one", "two"))
    records = {"one": TWO, "two": article(_NOTE, _SECOND, publisher="beta")}
    for text, expected in (
        ("Alpha writes of North, Beta of South.", []),
        ("Alpha writes of North.", ["one-sided-lead"]),
    ):
        lead = f'\n  - text: "{text}"\n    rests_on: [freed]'
        assert codes(library(articles=records, sheets={"topic": sheet(rivals, lead=lead)})) == expected


# --- quotes ----------------------------------------------------------------------------------------------

_TWELVE = "one and two and three and four and five and six and"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        (_TWELVE, []),
        (f"{_TWELVE} seven", ["quote-too-long"]),
        ("North freed them.", ["quote-too-long"]),
        ("Stop!", []),
        ("of U.S. forces.", []),
    ],
)
def test_a_phrase_of_a_note_has_at_most_twelve_words_and_is_no_sentence(
    phrase: str, expected: list[str]
) -> None:
    of = library(articles={"one": ONE, "two": article(f"{_OURS} “{phrase}” {_OURS}")})
    assert codes(of) == expected


@pytest.mark.parametrize(("limit", "expected"), [(4, []), (3, ["10:45 error quote-too-long"])])
def test_a_quote_of_a_full_text_is_no_longer_than_an_excerpt_may_be(limit: int, expected: list[str]) -> None:
    record = article("North freed 157 people in May.", text="full")
    limited = record.replace("text: full", f"text: full\nexcerpt_max_words: {limit}")
    assert found(library(articles={"one": limited})) == expected


@pytest.mark.parametrize(
    ("last", "expected"), [("six and", []), ("six and so", ["10:45 error quote-too-long"])]
)
def test_the_parts_of_a_quote_count_together(last: str, expected: list[str]) -> None:
    words = f"one and two and three and {last}"
    note = f"“North freed 157 people” say {_OURS} “yes and no” {_OURS} “{words}” {_OURS}"
    cited = _cites(f"North freed 157 people […] {words}")
    assert found(_one(note=note, citations=cited)) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Here all our own “stand four of theirs”", []),
        ("Here all our “stand four of theirs”", ["quote-share"]),
    ],
)
def test_half_of_a_note_at_most_is_quoted(note: str, expected: list[str]) -> None:
    assert codes(library(articles={"one": ONE, "two": article(note)})) == expected


def test_full_texts_may_be_quoted_at_length() -> None:
    of = library(articles={"one": ONE, "two": article(f"“{_TWELVE} seven and eight.”", text="full")})
    assert codes(of) == []


def test_two_claims_may_not_rest_on_the_same_words_alone() -> None:
    twice = sheet(claim(), claim("again", question="Again?"))
    assert found(library(sheets={"topic": twice})) == ["11:13 error same-quotes"]
    other = claim("again", question="Again?", citations=_cites("North freed 157 people", "in 2024"))
    assert codes(library(articles={"one": TWO}, sheets={"topic": sheet(claim(), other)})) == []


# --- loaded words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Brave North freed 157 people.", ["loaded-word"]),
        ("North bravely freed 157 people.", ["loaded-word"]),
        ("The regime of North freed 157 people.", ["loaded-word"]),
        ("The regimental North freed 157 people.", []),
        ("Unbraved North freed 157 people.", []),
    ],
)
def test_loaded_words_are_whole_words_with_any_ending_that_was_allowed(
    text: str, expected: list[str]
) -> None:
    told = text.removesuffix(".")
    assert codes(_one(statement=text, note=f"{_OURS} “{told}” {_OURS}", citations=_cites(told))) == expected


def test_loaded_words_are_free_in_quotes_names_and_titles() -> None:
    names = REGISTRIES["entities"] + "bravo: {name: Brave Base, kind: place}\n"
    note = "It says that “at Brave Base brave North freed 157 people” on some day in May, as we tell it here."
    of = library(
        articles={"one": article(note)},
        sheets={"topic": sheet(claim(statement="At Brave Base “brave North freed” 157 people.",
                                     citations=_cites("at Brave Base brave North freed 157 people")))},
        registries={"entities": names},
    )  # fmt: skip
    assert codes(of) == []


_BRAVE = {
    "note": f"{_OURS} “North freed 157 people”, who had been “so brave”, {_OURS}",
    "citations": _cites("North freed 157 people", "brave"),
}


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ({"question": "Who was brave?"}, "6:19"),
        ({"more": 'note: {text: "They were brave."}'}, "11:22"),
        ({"lead": '\n  - text: "They were brave."\n    rests_on: [freed]', **_BRAVE}, "3:11"),
        ({"below": "description: Of brave people.\n"}, "11:14"),
    ],
)
def test_every_text_of_ours_is_read_for_loaded_words(keys: dict[str, str], place: str) -> None:
    assert found(_one(**keys)) == [f"{place} warning loaded-word"]


# --- registries ------------------------------------------------------------------------------------------


def _with_role(quote: str, source: str = "one") -> Library:
    role = f'{{text: a role, citations: [{{article: {source}, quotes: ["{quote}"]}}]}}'
    return library(
        registries={"entities": REGISTRIES["entities"] + f"ann: {{name: Ann, kind: person, role: {role}}}\n"}
    )


def test_a_role_is_shown_by_words_of_an_article() -> None:
    assert codes(_with_role("freed 157 people")) == []
    assert found(_with_role("in May")) == ["4:89 error role-not-shown"]


def test_an_article_that_should_show_a_role_and_is_not_there_is_told_when_ids_are_resolved() -> None:
    role = "role: {text: a role, citation: {article: nine, quote: x}}"
    entities = REGISTRIES["entities"] + f"ann: {{name: Ann, kind: person, {role}}}\n"
    _, faults = linked(registries={"entities": entities})
    assert reported(faults) == ["sources/entities.yml:4:73 error unknown-article"]


@pytest.mark.parametrize(
    ("shown_by", "passages", "expected"),
    [
        ("freed 157 people", "all", []),
        ("freed 157 people", "[1]", []),
        ("freed 157 people", "[2]", ["7:86 error credit-not-shown"]),
        ("It says", "all", ["7:86 error credit-not-shown"]),
    ],
)
def test_a_credit_is_shown_in_a_passage_that_it_credits(
    shown_by: str, passages: str, expected: list[str]
) -> None:
    origins = (
        f"[{{origin: wire, relation: quotes, basis: credited, passages: {passages}, shown_by: {shown_by}}}]"
    )
    of = library(articles={"one": article(_NOTE, _SECOND, origins=origins)})
    assert found(of) == expected


# --- time and publication --------------------------------------------------------------------------------


def test_a_stale_answer_is_a_warning() -> None:
    assert found(_one(more="stale_after: 2026-02-28")) == ["11:22 warning stale-answer"]
    assert codes(_one(more=f"stale_after: {TODAY}")) == []


def test_an_answer_whose_articles_were_all_withdrawn_must_be_retired_or_cited_anew() -> None:
    gone = {"one": TWO.replace("text: notes\n", "text: notes\nwithdrawn: true\n")}
    assert found(library(articles=gone)) == ["10:9 error answer-unsupported"]
    retired = sheet(claim(more="retired: {on: 2026-02-20, why: withdrawn}"))
    assert codes(library(articles=gone, sheets={"topic": retired})) == []


def test_corrections_and_retirements_dated_ahead_are_doubted() -> None:
    below = "corrections:\n  - {claim: freed, on: 2026-03-02, was: a, now: b, why: c}\n"
    assert found(_one(below=below)) == ["12:24 warning day-to-come"]
    assert found(_one(more="retired: {on: 2026-03-02, why: misread}")) == ["11:23 warning day-to-come"]
    assert codes(_one(more="retired: {on: 2026-03-01, why: misread}")) == []


@pytest.mark.parametrize(
    "key", ["sources", "changes", "section-1", "s1", "s1-p2", "r-freed-1-1", "picture-x"]
)
def test_a_claim_may_not_take_an_anchor_of_the_page(key: str) -> None:
    assert found(_one(key=key)) == ["5:13 error anchor-taken"]


@pytest.mark.parametrize("key", ["source", "section-one", "s-1", "re-freed"])
def test_other_ids_are_free(key: str) -> None:
    assert codes(_one(key=key)) == []
