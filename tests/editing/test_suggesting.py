"""What is proposed for an article: what it supports, contradicts, adds to, and what is new in it."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.evidence_samples import ONE as FREED
from tests.support.evidence_samples import article, assessed, claim, library, positions, sheet
from tests.support.miniature import CASES, laid_out
from tests.support.proposing import (
    ENTITIES,
    FINED,
    LEFT,
    ONE,
    SAVED,
    UNITS,
    ferries,
    proposals,
    relations,
    told,
)
from tests.support.subjects import SUBJECTS, invented
from topicpages.editing.suggesting import others_that_carry, proposals_as_objects, proposals_yaml, suggest
from topicpages.editing.suggesting.cutting import OpenPassage
from topicpages.editing.suggesting.traces import Sought
from topicpages.editing.suggesting.trying import Trial, Trier
from topicpages.evidence.checks import check
from topicpages.language import TextMode, prepared
from topicpages.pipeline import judge
from topicpages.sources.library import Library

NOTES = (
    "The paper tells that “the Coast Guard saved 41 passengers near Ostby” in the dark.",
    "Later it says otherwise, that “the Coast Guard saved 38 passengers near Ostby” and no more.",
    "Of the fine it says that “the Ferry Line must pay the Harbour Board” a sum: “a fine of 900 crowns”.",
    "It says that “the Harbour Board fined the Ferry Line” and that “two lifeboats had no oars”.",
    "At last it tells of somebody else, how “a lighthouse keeper painted the gulls” of an island.",
    "Of the day it has only that “the ferry left the old pier on Tuesday” at noon, and gives no date.",
)


def shown(found: Library) -> str:
    return proposals_yaml(found, found.articles["two"], proposals(found))


def pasted(found: Library) -> list[Any]:
    """Return what is to be pasted, from the JSON."""
    return [one["paste"] for one in proposals_as_objects(found, proposals(found))]


def test_each_passage_is_told_what_it_supports_contradicts_adds_or_brings() -> None:
    assert (
        shown(ferries(*NOTES))
        == """\
# Proposals for “two”. The program has read words, not meanings: read each against its passage
# before you paste it where its comment says. Empty texts are yours to write.

# --- passage 1, body

# sources/facts/ferry.yml, claim saved, under citations:
# supports; shares 41, Coast Guard, Ostby, saved, passengers, near
- article: two
  quotes: ["Coast Guard saved 41 passengers near Ostby"]

# --- passage 2, body

# sources/facts/ferry.yml, claim saved, under positions: (make its one answer the first of them)
# contradicts saved (its statement is a guess); shares Coast Guard, Ostby, saved, passengers, near
- id: ""
  statement: "The Coast Guard saved 38 passengers near Ostby."
  kind: quantity
  values: [{amount: "38", unit: passengers, party: coast-guard}]
  citations:
    - article: two
      quotes: ["Coast Guard saved 38 passengers near Ostby"]

# --- passage 3, body

# sources/facts/ferry.yml, section “Section”, under claims:
# adds to fined; shares Ferry Line, Harbour Board, fine
- id: ""
  question: ""
  statement: ""
  kind: ""
  citations:
    - article: two
      quotes: ["Ferry Line must pay the Harbour Board", "fine of 900 crowns"]

# --- passage 4, body

# sources/facts/ferry.yml, claim fined, under citations:
# supports; shares Ferry Line, Harbour Board, fined
- article: two
  quotes: ["Harbour Board fined the Ferry Line"]

# sources/facts/ferry.yml, section “Section”, under claims:
# adds to fined; shares Ferry Line, Harbour Board, fined
- id: ""
  question: ""
  statement: ""
  kind: ""
  citations:
    - article: two
      quotes: ["two lifeboats had no oars"]

# --- passage 5, body

# any sheet, under claims:
# new
- id: ""
  question: ""
  statement: ""
  kind: ""
  citations:
    - article: two
      quotes: ["lighthouse keeper painted the gulls"]

# --- passage 6, body

# sources/facts/ferry.yml, claim left, under citations:
# supports; shares ferry, left, old, pier
- article: two
  quotes: ["ferry left the old pier on Tuesday"]
  reads: [{from: "Tuesday", means: "2026-02-03", by: weekday}]
"""
    )


def test_json_has_the_same_as_objects() -> None:
    found = ferries(*NOTES)
    assert yaml.safe_load(shown(found)) == pasted(found)
    assert proposals_as_objects(found, proposals(found))[1] == {
        "passage": 2,
        "role": "body",
        "relation": "contradicts",
        "claim": "ferry/saved",
        "where": (
            "sources/facts/ferry.yml, claim saved, under positions: (make its one answer the first of them)"
        ),
        "score": 1.0,
        "shares": ["Coast Guard", "Ostby", "saved", "passengers", "near"],
        "lacks": [],
        "turns": [],
        "paste": {
            "id": "",
            "statement": "The Coast Guard saved 38 passengers near Ostby.",
            "kind": "quantity",
            "values": [{"amount": "38", "unit": "passengers", "party": "coast-guard"}],
            "citations": [{"article": "two", "quotes": ["Coast Guard saved 38 passengers near Ostby"]}],
        },
    }


def test_what_supports_a_claim_is_sound_once_it_is_pasted() -> None:
    found = ferries(*NOTES)
    tree = yaml.safe_load(sheet(SAVED, FINED, LEFT))
    claims = {one["id"]: one for one in tree["sections"][0]["claims"]}
    for one in proposals_as_objects(found, proposals(found)):
        if one["relation"] == "supports":
            claims[one["claim"].removeprefix("ferry/")]["citations"].append(one["paste"])
    assert [len(one["citations"]) for one in claims.values()] == [2, 2, 2]
    articles = {"one": ONE, "two": article(*NOTES, publisher="beta")}
    registries = {"entities": ENTITIES, "units": UNITS}
    assert [fault.code for fault in check(found, assessed(found))] == ["quote-share"] * 3
    sheets = {"ferry": yaml.safe_dump(json.loads(json.dumps(tree, default=str)), sort_keys=False)}
    after = library(articles=articles, sheets=sheets, registries=registries)
    # The notes of these samples quote more than half of their words.
    assert [fault.code for fault in check(after, assessed(after))] == ["quote-share"] * 3


def test_an_article_without_anything_to_propose_says_so() -> None:
    found = ferries("Here the paper says nothing that it would be worth to quote.")
    assert shown(found) == "# Nothing to propose for “two”.\n"
    assert proposals_as_objects(found, proposals(found)) == []


# --- which quotes ----------------------------------------------------------------------------------------


def test_our_own_words_in_a_note_are_no_quote() -> None:
    assert told(ferries("The Harbour Board fined the Ferry Line, as it says, “in the end”.")) == []


def test_a_quote_of_a_full_text_is_short_and_no_whole_sentence() -> None:
    boats = "The Coast Guard, which has its boats at the old pier,"
    long = f"{boats} saved in the night 41 of the passengers near Ostby."
    found = ferries("The Harbour Board fined the Ferry Line.", long, text="full")
    assert told(found) == [
        "1 supports ferry/fined: ['Harbour Board fined the Ferry Line']",
        "2 supports ferry/saved: ['Coast Guard', 'saved in the night 41 of the passengers near Ostby']",
        "2 adds to ferry/saved: ['boats at the old pier']",
    ]


def test_a_sentence_whose_words_all_match_is_quoted_in_parts() -> None:
    fined = FINED.replace('statement: "The Harbour Board', 'statement: "Ada Lund').replace(
        "the Harbour Board fined", "Ada Lund fined"
    )
    said = article("It says that “Ada Lund fined the Ferry Line” for this.")
    found = ferries("Ada Lund fined the Ferry Line.", claims=(fined,), one=said, text="full")
    assert told(found) == ["1 supports ferry/fined: ['Ada Lund fined', 'Ferry Line']"]


def test_the_words_of_a_private_original_may_be_given_instead_of_the_notes() -> None:
    found = ferries("Of a fine.")
    text = "In spring the Harbour Board fined the Ferry Line."
    ready = prepared([text], mode=TextMode.FULL)
    (one,) = suggest(found, assessed(found).prover, found.articles["two"], ready)
    assert (one.relation, [quote.exact for quote in one.citation.quotes]) == (
        "supports",
        ["Harbour Board fined the Ferry Line"],
    )


def test_words_that_stand_twice_come_with_those_before_or_behind_them() -> None:
    found = ferries(
        "In spring it tells that “the Harbour Board fined the Ferry Line” for a delay.",
        "In autumn it tells that “the Harbour Board fined the Ferry Line” for a collision.",
    )
    assert pasted(found) == [
        {
            "article": "two",
            "quotes": [{"exact": "Harbour Board fined the Ferry Line", "suffix": "for a delay."}],
        },
        {
            "article": "two",
            "quotes": [{"exact": "Harbour Board fined the Ferry Line", "suffix": "for a collision."}],
        },
    ]


def test_words_with_the_same_ones_behind_them_are_told_by_those_before() -> None:
    found = ferries(
        "In spring it tells that “the Harbour Board fined the Ferry Line” for this.",
        "In winter it does so with “the Harbour Board fined the Ferry Line” for this.",
    )
    prefixes = [one["quotes"][0]["prefix"] for one in pasted(found)]
    assert prefixes == ["that the", "with the"]


def test_words_that_nothing_tells_from_others_are_not_proposed() -> None:
    words = "“the Harbour Board fined the Ferry Line”"
    note = f"It is told that here and now {words} as it was told once before this."
    assert told(ferries(note, note)) == []


@pytest.mark.parametrize(
    "words",
    [
        'fined the Ferry Line: "pay" # now',
        "fined the Ferry Line - {or} [not]",
        "fined the Ferry Line ‘yes’ \\",
    ],
)
def test_text_that_yaml_would_read_otherwise_is_read_as_it_stands(words: str) -> None:
    found = ferries(
        f"The Harbour Board {words} and the Council painted gulls: no, * & ! % @ `x`", text="full"
    )
    assert yaml.safe_load(shown(found)) == pasted(found)
    assert len(pasted(found)) > 1


def test_characters_that_hide_are_shown_in_comments_and_escaped_in_quotes() -> None:
    found = ferries("The Harbour Board fined the Ferry\u202e Line \u202egulls", text="full")
    assert "\u202e" not in shown(found)
    assert yaml.safe_load(shown(found)) == pasted(found)


# --- what is left out ------------------------------------------------------------------------------------


def test_a_retired_answer_is_not_proposed() -> None:
    retired = FINED.replace("kind:", "retired: {on: 2026-02-20, why: misread}\n        kind:")
    note = "It tells that “the Harbour Board fined the Ferry Line” for this."
    assert told(ferries(note, claims=(retired,))) == ["1 new None: ['Harbour Board fined the Ferry Line']"]


def test_a_withdrawn_article_has_no_proposals() -> None:
    gone = article("It tells that “the Harbour Board fined the Ferry Line” for this.").replace(
        "---\n\n", "withdrawn: true\nwithdrawn_why: by request\n---\n\n"
    )
    assert told(ferries("Of nothing.", three=gone), "three") == []


def test_a_passage_that_is_marked_as_unused_has_no_proposals() -> None:
    note = "It tells that “the Harbour Board fined the Ferry Line” for this."
    found = ferries(
        "Of nothing.", three=article(note).replace("role: body", "role: body, unused: repetition")
    )
    assert told(found, "three") == []


def test_a_passage_is_not_proposed_for_what_cites_it_already() -> None:
    assert told(ferries("Of nothing."), "one") == []


def test_what_one_outlet_says_is_not_proposed_for_an_article_of_another() -> None:
    says = FINED.replace("fined the Ferry Line.", "fined the Ferry Line, Alpha says.")
    note = "It tells that “the Harbour Board fined the Ferry Line” for this."
    assert told(ferries(note, claims=(says,))) == ["1 new None: ['Harbour Board fined the Ferry Line']"]


# --- how much it carries ---------------------------------------------------------------------------------


def test_other_words_and_less_are_told_with_what_they_lack() -> None:
    found = ferries(
        "It tells that “the Coast Guard rescued 41 passengers near Ostby” at night.",
        "It tells that “41 passengers were saved” there.",
    )
    carried = "supports in other words; lacks saved; turns rescued"
    assert [line for line in shown(found).splitlines() if line.startswith("# supports")] == [
        f"# {carried}; shares 41, Coast Guard, Ostby, passengers, near",
    ]
    less = ferries("It tells that “41 passengers were saved near Ostby” there.")
    assert [line for line in shown(less).splitlines() if line.startswith("# supports")] == [
        "# supports in part; lacks Coast Guard; shares 41, Ostby, passengers, saved, near",
    ]


def test_parties_that_change_places_and_denials_are_told() -> None:
    turned = shown(ferries("It tells that “the Ferry Line fined the Harbour Board” for this."))
    assert "# supports in other words; turns the order of Harbour Board and Ferry Line; shares" in turned
    denied = shown(ferries("It tells that “the Harbour Board never fined the Ferry Line” for this."))
    assert "# supports in other words; turns never; shares" in denied


def test_words_that_the_statement_quotes_must_stand_in_the_quotes() -> None:
    quoting = FINED.replace("fined the Ferry Line.", "fined the Ferry Line “without mercy”.").replace(
        'Ferry Line"]}', 'Ferry Line", "without mercy"]}'
    )
    said = article("It says that “the Harbour Board fined the Ferry Line” and that “without mercy”.")
    found = ferries(
        "It tells that “the Harbour Board fined the Ferry Line” for this.", claims=(quoting,), one=said
    )
    (paragraph,) = proposals(found)
    assert (paragraph.relation, paragraph.lacks) == ("supports in part", ("“without mercy”",))


def test_whose_word_it_is_is_proposed_when_the_passage_names_them() -> None:
    spoken = FINED.replace("fined the Ferry Line.", "fined the Ferry Line, Ada Lund said.").replace(
        'Ferry Line"]}', 'Ferry Line"], voice: ada-lund, says: claims}'
    )
    said = article("Ada Lund says that “the Harbour Board fined the Ferry Line” for this.")
    note = "In the paper it is Ada Lund by whose word “the Harbour Board fined the Ferry Line” at last."
    found = ferries(note, claims=(spoken,), one=said)
    assert pasted(found) == [
        {
            "article": "two",
            "quotes": ["Harbour Board fined the Ferry Line"],
            "voice": "ada-lund",
            "says": "claims",
        }
    ]
    assert "; voice Ada Lund: does the passage say so?" in shown(found)


def test_what_another_citation_says_in_other_words_is_found_by_these() -> None:
    reworded = FINED.replace(
        'Line"]}]', 'Line"]}, {article: three, quotes: ["the Harbour Board punished the Ferry Line"]}]'
    )
    three = article("It says that “the Harbour Board punished the Ferry Line” now.", publisher="gamma")
    note = "It tells that “the Harbour Board has punished the Ferry Line” for this."
    without, with_it = (ferries(note, claims=(one, SAVED, LEFT), three=three) for one in (FINED, reworded))
    scores = [proposals(found)[0].score for found in (without, with_it)]
    assert scores[0] < scores[1]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_of_an_invented_subject_what_is_true_is_supported_and_what_is_denied_is_not(subject: str) -> None:
    for answer in invented(subject)[0].assertions:
        true = answer.spec.statement
        said = f"{true[0].lower()}{true[1:]}"
        assert relations(subject, f"In short {said}")[answer.id] == "supports"
        falsehoods = (
            f"It is not true that {said}",
            f"Allegedly {said}",
            f"In short {said.removesuffix('.')}, they deny.",
            f"Hardly {said}",
        )
        for false in falsehoods:
            assert relations(subject, false).get(answer.id) != "supports", false


# --- what contradicts ------------------------------------------------------------------------------------


def test_another_day_contradicts() -> None:
    found = ferries("Of the day it tells that “the ferry left the old pier on 4 February 2026” at noon.")
    assert told(found) == ["1 contradicts ferry/left: ['ferry left the old pier on 4 February 2026']"]
    assert pasted(found)[0]["values"] == [{"edtf": "2026-02-04"}]


def test_a_figure_of_something_else_contradicts_nothing() -> None:
    notes = ("It tells that “the Coast Guard saved 38 boats near Ostby” at night.",)
    assert "contradicts" not in shown(ferries(*notes))
    far = "The Coast Guard saved passengers near Ostby. In the bay 38 passengers sang."
    assert "contradicts" not in shown(ferries(far, text="full"))


def test_a_figure_that_another_position_has_supports_that_one() -> None:
    both = positions(
        ("North freed 157 people.", "[{amount: 157, unit: people, party: north}]"),
        ("North freed 158 people.", "[{amount: 158, unit: people, party: north}]"),
    )
    records = {
        "one": article("It says that “North freed 157 people” in May."),
        "two": article("It says that “North freed 158 people” in May.", publisher="beta"),
    }
    found = library(articles=records, sheets={"topic": sheet(both)})
    assert told(found) == ["1 supports topic/freed/p2: ['North freed 158 people']"]


# --- all articles, many claims ---------------------------------------------------------------------------


def test_other_articles_that_may_carry_an_answer_are_found() -> None:
    note = "It tells that “the Harbour Board fined the Ferry Line” for this."
    found = ferries(note)
    prover = assessed(found).prover
    others = [
        (record.id, one.passage, one.answer.id if one.answer else "", str(one.relation))
        for record, one in others_that_carry(found, prover, {"ferry/fined"})
    ]
    assert others == [("two", 1, "ferry/fined", "supports")]
    assert list(others_that_carry(found, prover, {"ferry/saved"})) == []


def test_a_passage_is_tried_for_few_of_many_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    many = [
        claim(
            f"c{number}",
            question=f"What of {number}?",
            statement=f"The Harbour Board fined boat {number}.",
            values="[]",
            citations='[{article: one, quotes: ["the Harbour Board fined the Ferry Line"]}]',
        )
        for number in range(1_001, 1_201)
    ]
    found = ferries(
        "It tells that “the Harbour Board fined boat 1,007 at noon” there.", claims=[FINED, *many]
    )
    tried: list[str] = []
    best = Trier.best

    def counted(self: Trier, passage: OpenPassage, one: Sought) -> Trial | None:
        tried.append(one.answer.id)
        return best(self, passage, one)

    monkeypatch.setattr(Trier, "best", counted)
    assert told(found)[0] == "1 supports ferry/c1007: ['Harbour Board fined boat 1,007']"
    assert len(tried) <= 30


def test_of_a_private_passage_no_more_is_proposed_than_claims_may_still_quote(tmp_path: Path) -> None:
    laid_out(CASES / "quotes-of-a-private-text-are-found-in-its-original", tmp_path)
    site = judge(tmp_path)
    article = site.library.articles["island-herald"]
    assert article.private is not None
    found = suggest(site.library, site.evidence.prover, article, article.prepared)
    words = {
        one.passage: sum(len(quote.exact.split()) for quote in one.citation.quotes)
        for one in found
        if not any(lack.startswith("room (") for lack in one.lacks)
    }
    assert words
    for number, proposed in words.items():
        left = article.private.most_quoted(number) - article.private.quoted(number)
        assert 0 < proposed <= left or not article.is_known_in_part(number)


def test_a_passage_that_shares_one_word_with_a_claim_is_new() -> None:
    passage = "The people of the harbour town painted the old lighthouse white in the spring of that year."
    found = library(articles={"one": FREED, "two": article(passage, publisher="beta", text="full")})
    proposed = suggest(found, assessed(found).prover, found.articles["two"], found.articles["two"].prepared)
    assert [(one.relation.value, one.answer) for one in proposed] == [("new", None)]
