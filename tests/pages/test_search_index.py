"""The search index: a record for each claim that stands, and nothing that a browser could act on."""

import json
import re
from collections.abc import Iterable

from tests.support.evidence_samples import REGISTRIES, article, assessed, claim, library, positions, sheet
from topicpages.pages.render.addresses import Addresses
from topicpages.pages.search_index import SearchRecord, ShownStanding, search_files, search_records

ONE_ARTICLE = ShownStanding("one-article", "one article")
NORTH = "North Northern people people"


def _records(*claims: str, folders: bool = True, entities: str = "", one: str = "") -> list[SearchRecord]:
    found = library(
        articles={"one": one or article("It says that “North freed 157 people” in May.")},
        sheets={"topic": sheet(*claims)},
        registries={"entities": REGISTRIES["entities"] + entities},
    )
    return list(search_records(found, assessed(found), addresses=Addresses(folders=folders)))


def _read_back(records: Iterable[SearchRecord]) -> object:
    script = search_files(records)["search-index/claims.js"]
    found = re.fullmatch(r"globalThis\.topicSearch=(\{.*\});\n", script)
    assert found
    return json.loads(found[1])


def test_a_claim_is_one_record_that_opens_at_the_claim() -> None:
    assert _records(claim()) == [
        SearchRecord(
            url="topics/topic/#freed",
            question="How many were freed?",
            answers=("North freed 157 people.",),
            topic="Topic",
            section="Section",
            standings=(ONE_ARTICLE,),
            sources=("Alpha",),
            names=NORTH,
        )
    ]


def test_links_are_to_files_where_there_are_no_folders() -> None:
    assert [record.url for record in _records(claim(), folders=False)] == ["topics/topic.html#freed"]


def test_positions_are_one_record_with_all_their_answers() -> None:
    value = "[{amount: 157, unit: people, party: north}]"
    (record,) = _records(positions(("North freed 157 people.", value), ("157 people came home.", value)))
    assert record.answers == ("North freed 157 people.", "157 people came home.")


def test_a_retired_answer_is_not_found() -> None:
    gone = claim(more="retired: {on: 2026-02-20, why: a slip}")
    kept = claim("kept", question="Who was freed?")
    assert [record.url for record in _records(gone, kept)] == ["topics/topic/#kept"]


def test_a_claim_is_found_by_names_inside_longer_names_and_by_spellings_it_does_not_use() -> None:
    entities = "northsky: {name: Northern airspace, kind: place, spellings: [Northairspace]}\n"
    (record,) = _records(
        claim(
            statement="157 people left Northern airspace.",
            values="[{amount: 157, unit: people}]",
            citations='[{article: one, quotes: ["157 people left Northern airspace"]}]',
        ),
        entities=entities,
        one=article("It says that “157 people left Northern airspace” in May."),
    )
    assert record.names == "North Northern Northern airspace Northairspace people people"


def test_the_index_gives_back_every_text_and_holds_nothing_that_ends_a_script() -> None:
    text = "</script><!-- & \u2028 \u2029 “quoted” \\ \" '"
    record = SearchRecord(
        url="topics/t/#c",
        question=text,
        answers=(text,),
        topic=text,
        section=text,
        standings=(ONE_ARTICLE,),
        sources=(text,),
    )
    script = search_files([record])["search-index/claims.js"]
    assert not re.search("[<>&\u2028\u2029]", script)
    assert script.count("\n") == 1
    assert _read_back([record]) == {
        "claims": [
            {
                "url": "topics/t/#c",
                "question": text,
                "answers": [text],
                "topic": text,
                "section": text,
                "standings": [{"slug": "one-article", "word": "one article"}],
                "sources": [text],
                "names": "",
                "note": "",
            }
        ]
    }


def test_the_library_comes_whole_with_its_licence() -> None:
    source = search_files([])["search-index/lunr.js"]
    assert "@license MIT" in source[:400]
    assert "lunr.Index" in source
