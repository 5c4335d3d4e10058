"""Looked for are the quotes that answers of today cite, each once, at addresses that readers may follow."""

import pytest

from tests.support.evidence_samples import article, claim, library, sheet
from topicpages.editing.rechecking import CitedQuote, cited_quotes, why_skipped

NOTES = ("It says that “North freed 157 people” in May.", "It adds that “South freed 12 people” then.")
RETIRED = "retired: {on: 2026-02-20, why: No longer so.}"


def test_each_quote_that_an_answer_cites_is_looked_for_once_in_the_order_of_the_article() -> None:
    second = '[{article: one, quotes: ["South freed 12 people", "North freed 157 people"]}]'
    sheets = {"topic": sheet(claim(), claim("others", citations=second))}
    found = library(articles={"one": article(*NOTES), "two": article(NOTES[0])}, sheets=sheets)
    assert cited_quotes(found) == {
        "one": (CitedQuote(1, "North freed 157 people"), CitedQuote(2, "South freed 12 people")),
        "two": (),
    }


def test_what_only_a_retired_answer_cites_is_not_looked_for() -> None:
    found = library(articles={"one": article(*NOTES)}, sheets={"topic": sheet(claim(more=RETIRED))})
    assert cited_quotes(found) == {"one": ()}


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ("", "has no address"),
        ("url: https://alpha.example/a\n", ""),
        ("url: https://alpha.example/a\nurl_public: false\n", "has no public address"),
        ("url: https://alpha.example/a\nwithdrawn: true\nwithdrawn_why: A mistake.\n", "is withdrawn"),
    ],
)
def test_an_article_without_an_address_for_readers_is_skipped(keys: str, why: str) -> None:
    front = article(*NOTES).replace("kinds:", f"{keys}kinds:", 1)
    assert why_skipped(library(articles={"one": front}).articles["one"]) == why
