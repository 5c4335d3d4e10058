"""What is held out is forgotten, and what is proposed for it is compared with what the sheets have."""

from tests.support.proposing import FINED, SAVED, ferries
from tools.measure_suggest import Truth, hits, without
from topicpages.sources.library import Library

_BOTH = SAVED.replace(
    'Ostby"]}]', 'Ostby"]}, {article: two, quotes: ["Coast Guard saved 41 passengers near Ostby"]}]'
)


def _ferries() -> Library:
    note = "The paper tells that “the Coast Guard saved 41 passengers near Ostby” in the dark."
    return ferries(note, claims=(_BOTH, FINED))


def _cited(found: Library) -> dict[str, list[str]]:
    return {answer.id: [one.article.id for one in answer.citations] for answer in found.assertions}


def test_a_held_out_article_is_cited_nowhere_and_what_it_alone_carries_may_be_forgotten() -> None:
    found = _ferries()
    assert _cited(without(found, "two", forgetting=False)) == {"ferry/saved": ["one"], "ferry/fined": ["one"]}
    assert _cited(without(found, "one", forgetting=False)) == {"ferry/saved": ["two"], "ferry/fined": []}
    assert _cited(without(found, "one", forgetting=True)) == {"ferry/saved": ["two"]}


def test_a_proposal_is_right_where_the_sheets_cite_the_article_for_the_answer() -> None:
    found = _ferries()
    truth, proposed = Truth(found), {hit.place for hit in hits(found, forgetting=False)}
    assert truth.alone == {("one", "ferry/fined")}
    assert ("two", "ferry/saved", 1) in proposed & truth.places
