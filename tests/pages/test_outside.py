"""Readers are led to where an article still stands, and told in words that stay true what was found."""

from datetime import date

import pytest

from tests.support.evidence_samples import TODAY, article, library
from topicpages.evidence.assessment import assess
from topicpages.evidence.lock_file import AddressRecord, AddressState, Lock
from topicpages.pages.render.addresses import FOLDERS
from topicpages.pages.render.context import context
from topicpages.pages.render.outside import Outside, outside
from topicpages.pages.render.pieces import Link

URL, COPY, NEW = "https://alpha.example/a", "https://archive.example/1/a", "https://alpha.example/new"
OWN_WAY, COPY_WAY = Link("its address", URL), Link("archived copy", COPY)
MARCH = date(2027, 3, 3)
LOOKED = "when looked at on 3 March 2027"
NOTES = "It says that “North freed 157 people” in May."


def shown(record: AddressRecord | None, keys: str = f"url: {URL}\n") -> Outside:
    front = article(NOTES).replace("kinds:", f"{keys}kinds:", 1)
    found = library(articles={"one": front})
    lock = Lock(addresses={"one": record} if record else {})
    return outside(
        context(found, assess(found, lock, TODAY)[0], lock, addresses=FOLDERS), found.articles["one"]
    )


def looked(state: AddressState, *, copy: str | None = COPY, failures: int = 0) -> AddressRecord:
    moved = NEW if state is AddressState.MOVED else None
    return AddressRecord(
        url=URL,
        on=MARCH,
        state=state,
        standing=2,
        cited=3,
        at=moved,
        archive=copy,
        failures=failures,
    )


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (AddressState.DEAD, "no longer at its address"),
        (AddressState.SOFT_404, "something else was at its address"),
        (AddressState.PAYWALLED, "closed or to be paid for"),
    ],
)
def test_the_archive_comes_first_when_an_article_is_gone(state: AddressState, words: str) -> None:
    assert shown(looked(state)) == Outside(
        COPY, "archived copy", (COPY_WAY, OWN_WAY), f"{words} {LOOKED}", is_trouble=True
    )


@pytest.mark.parametrize(
    ("state", "address"),
    [(AddressState.DEAD, ""), (AddressState.SOFT_404, ""), (AddressState.PAYWALLED, URL)],
)
def test_words_are_not_linked_where_nobody_would_find_them(state: AddressState, address: str) -> None:
    found = shown(looked(state, copy=None))
    assert (found.address, found.name, found.ways) == (address, "original", (OWN_WAY,))


def test_an_article_that_has_moved_is_linked_at_its_new_address() -> None:
    ways = (Link("new address", NEW), Link("address before", URL), COPY_WAY)
    assert shown(looked(AddressState.MOVED)) == Outside(
        NEW, "original", ways, f"at a new address {LOOKED}", is_trouble=True
    )


def test_a_changed_article_is_linked_with_how_many_quotes_stood_there() -> None:
    found = f"changed {LOOKED}: 2 of 3 cited quotes stood there"
    expected = Outside(URL, "original", (OWN_WAY, COPY_WAY), found, is_trouble=True)
    assert shown(looked(AddressState.CHANGED)) == expected


def test_an_article_that_is_there_is_no_trouble() -> None:
    found = f"there {LOOKED}, with 2 of 3 cited quotes"
    assert shown(looked(AddressState.LIVE)) == Outside(URL, "original", (OWN_WAY, COPY_WAY), found)


def test_silence_is_told_after_the_third_look_only() -> None:
    silent = AddressState.UNREACHABLE
    assert shown(looked(silent, failures=2)) == Outside(URL, "original", (OWN_WAY,))
    found = f"its address did not answer {LOOKED}"
    assert shown(looked(silent, failures=3)) == Outside(
        URL, "original", (OWN_WAY, COPY_WAY), found, is_trouble=True
    )


def test_what_was_found_at_another_address_is_not_told() -> None:
    corrected = f"url: {NEW}\n"
    assert shown(looked(AddressState.DEAD), corrected) == Outside(
        NEW, "original", (Link("its address", NEW),)
    )


def test_the_copy_that_the_record_names_comes_before_the_one_that_was_found() -> None:
    named = "https://archive.example/named"
    keys = f"url: {URL}\narchive: {named}\n"
    assert shown(looked(AddressState.DEAD), keys).address == named
    assert shown(None, keys) == Outside(URL, "original", (OWN_WAY, Link("archived copy", named)))


def test_an_article_without_a_public_address_is_read_in_its_copy_if_there_is_one() -> None:
    expected = Outside(COPY, "archived copy", (COPY_WAY,))
    assert shown(None, f"archive: {COPY}\n") == expected
    assert shown(None, f"url: {URL}\nurl_public: false\narchive: {COPY}\n") == expected
    assert shown(None, "") == Outside()


def test_a_withdrawn_article_is_not_led_to() -> None:
    keys = f"url: {URL}\narchive: {COPY}\nwithdrawn: true\nwithdrawn_why: A mistake.\n"
    assert shown(looked(AddressState.LIVE), keys) == Outside()
