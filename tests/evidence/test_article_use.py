"""Editors are told what is left to use and what could be better carried."""

from tests.support.evidence_samples import article, assessed, claim, library, sheet
from topicpages.evidence.article_use import ArticleUse, article_use_report, use_of_articles
from topicpages.sources.library import Library

_NOTE = "It says that “North freed 157 people” in May."
_OTHER = "Of the North it tells that “157 people” went home."


def _covered(found: Library) -> ArticleUse:
    return use_of_articles(found, assessed(found))


def _library(other: str = _OTHER, *, more: str = "", statement: str = "North freed 157 people.") -> Library:
    values = "[]" if "157" not in statement else "[{amount: 157, unit: people, party: north}]"
    rows = article(_NOTE, "Opinion.", "More.").replace("2, role: body", "2, role: body, unused: opinion")
    rows = rows.replace("3, role: body", "3, role: heading")
    cited = claim(statement=statement, values=values, more=more)
    return library(
        articles={"one": rows, "two": article(other, publisher="beta")}, sheets={"topic": sheet(cited)}
    )


def test_what_is_used_and_left_is_counted() -> None:
    found = _covered(_library())
    assert found.rows == (
        ("Claims", "1"),
        ("Answers", "1"),
        ("Passages used", "1 of 4"),
        ("Unused passages without a reason", "1"),
        ("Disputed questions", "0"),
        ("Explained differences", "0"),
        ("Declared paraphrases", "0"),
        ("Answers that one article alone carries", "1"),
        ("Answers that only commentary carries", "0"),
    )
    assert [(left.article.id, left.passage.number) for left in found.unused] == [
        ("one", 2),
        ("one", 3),
        ("two", 1),
    ]
    assert [left.article.id for left in found.unexplained] == ["two"]


def test_an_answer_that_two_articles_carry_is_not_single() -> None:
    other = '{article: two, quotes: ["157 people went North"]}'
    both = f'[{{article: one, quotes: ["North freed 157 people"]}}, {other}]'
    records = {
        "one": article(_NOTE),
        "two": article("There “157 people went North” again.", publisher="beta"),
    }
    found = library(
        articles=records,
        sheets={"topic": sheet(claim(citations=both, values="[{amount: 157, unit: people}]"))},
    )
    assert _covered(found).single == ()


def test_answers_that_only_commentary_carries_are_named() -> None:
    commentary = article(_NOTE).replace("role: body", "role: body, voice: commentary")
    opinion = article(_NOTE).replace("kinds: [report]", "kinds: [commentary]")
    mixed = article(_NOTE).replace("kinds: [report]", "kinds: [commentary, report]")
    for record, expected in ((commentary, 1), (opinion, 1), (mixed, 0), (article(_NOTE), 0)):
        assert len(_covered(library(articles={"one": record})).commentary_only) == expected


def test_an_answer_that_nothing_carries_is_not_carried_by_commentary() -> None:
    found = library(sheets={"topic": sheet(claim(statement="North freed 158 people."))})
    assert _covered(found).commentary_only == ()


def test_retired_answers_count_for_nothing() -> None:
    found = _covered(_library(more="retired: {on: 2026-02-20, why: misread}"))
    assert (found.claims, found.answers, found.single) == (1, 0, ())


def test_the_report_says_where_everything_stands() -> None:
    assert (
        article_use_report(_covered(_library()), ["topic/freed: passage 1 of “two” supports"])
        == """\
Claims: 1
Answers: 1
Passages used: 1 of 4
Unused passages without a reason: 1
Disputed questions: 0
Explained differences: 0
Declared paraphrases: 0
Answers that one article alone carries: 1
Answers that only commentary carries: 0

Passages that no claim uses (3)
  sources/articles/one.md:18:1: passage 2, opinion: Opinion.
  sources/articles/one.md:20:1: passage 3, heading: More.
  sources/articles/two.md:14:1: passage 1, no reason given: Of the North it tells that “157 people” went home.

Other articles that may carry it too (1)
  topic/freed: passage 1 of “two” supports

Carried by one article only (1)
  topic/freed: North freed 157 people.
"""
    )
