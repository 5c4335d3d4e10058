"""A link that reports an error fills a form, whatever the statement holds, and assumes no host."""

from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.hostile_strings import CLASSES
from topicpages.language.characters import one_line
from topicpages.pages.markdown import url
from topicpages.pages.render.reporting import LONGEST, article_link, error_link
from topicpages.sources.urls import public_url

FORMS = Path(__file__).parents[2] / ".github/ISSUE_TEMPLATE"
HOST = "https://github.com/tern-bay/ferries/issues/new"
# Read by the host itself, not fields of a form.
OF_THE_HOST = {"template", "title", "labels", "body", "assignees", "milestone", "projects", "type"}


def _link(
    statement: str = "There are three ferries.", *, address: str = HOST, question: str = "How many?"
) -> str:
    return error_link(
        address,
        claim="ferries/number/three",
        page="topics/ferries/#number--three",
        question=question,
        statement=statement,
    )


def _fields(link: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(link).query, keep_blank_values=True, strict_parsing=True))


def test_the_link_of_an_answer_names_form_claim_page_question_and_statement() -> None:
    assert _link("It’s “3 %” & 1/2: #3 ferries + a boat?") == (
        "https://github.com/tern-bay/ferries/issues/new?template=error-in-a-claim.yml"
        "&claim=ferries%2Fnumber%2Fthree&page=topics%2Fferries%2F%23number--three"
        "&title=Error%3A%20How%20many%3F"
        "&statement=It%E2%80%99s%20%E2%80%9C3%20%25%E2%80%9D%20%26%201%2F2%3A%20%233%20ferries%20%2B%20a%20boat%3F"
    )


@pytest.mark.parametrize("kind", CLASSES)
def test_a_hostile_statement_arrives_as_it_is_seen_and_adds_no_field(kind: str) -> None:
    for text in CLASSES[kind]:
        link = _link(text, question=text)
        assert public_url(link) == (link, None)
        assert url(link)
        fields = _fields(link)
        assert {*fields} <= {"template", "claim", "page", "title", "statement"}
        seen = one_line(text)
        shown = fields.get("statement", "")
        assert shown == seen or (shown.endswith("…") and seen.startswith(shown.removesuffix("…")))


@settings(deadline=None)
@given(st.text(max_size=400), st.text(max_size=160))
def test_any_statement_gives_an_address_of_limited_length_that_a_page_may_hold(text: str, asked: str) -> None:
    link = _link(text, question=asked)
    assert len(link) <= LONGEST
    assert url(link)
    assert _fields(link)["claim"] == "ferries/number/three"


@pytest.mark.parametrize("char", ["a", "é", "€", "🚢", "%", " x"])
def test_a_statement_too_long_for_an_address_arrives_with_its_beginning(char: str) -> None:
    fields = _fields(link := _link(char * 3_000, question=char * 160))
    assert LONGEST - 12 - 9 <= len(link) <= LONGEST
    assert fields["statement"].endswith("…")
    assert (char * 3_000).strip().startswith(fields["statement"].removesuffix("…").rstrip())
    assert fields["title"].startswith("Error: ")
    assert len(fields["statement"]) > len(fields["title"])


def test_a_link_is_filled_to_the_last_character_and_a_title_to_300() -> None:
    start = len(_link("x", question="y")) - 1
    room = LONGEST - start
    assert (LONGEST, len(_link("x" * room, question="y"))) == (2_000, 2_000)
    assert _fields(_link("x" * room, question="y"))["statement"] == "x" * room
    assert _fields(_link("x" * (room + 1), question="y"))["statement"] == "x" * (room - 9) + "…"
    # What comes after a character that does not fit is left out, even if it would.
    assert _fields(_link("x" * (room - 11) + "€" + "y" * 20, question="y"))["statement"] == (
        "x" * (room - 11) + "…"
    )
    title = "Error: ".replace(":", "%3A").replace(" ", "%20")
    asked = 300 - len(title)
    assert _fields(_link(question="q" * asked))["title"] == "Error: " + "q" * asked
    assert _fields(_link(question="q" * (asked + 1)))["title"] == "Error: " + "q" * (asked - 9) + "…"


def test_half_a_character_is_sent_as_what_it_is() -> None:
    assert _fields(_link("a\ud800b"))["statement"] == "a[U+D800]b"


def test_an_address_with_words_of_its_own_keeps_them() -> None:
    link = _link(address=f"{HOST}?labels=a,b#new")
    assert link.startswith(f"{HOST}?labels=a,b&template=error-in-a-claim.yml&claim=ferries")
    assert "#" not in link
    assert article_link(f"{HOST}?labels=a") == f"{HOST}?labels=a&template=article-to-add.yml"


def test_an_address_as_long_as_one_may_be_keeps_its_form_and_leaves_out_what_does_not_fit() -> None:
    address = f"https://example.org/{'a' * 1_900}/issues/new"
    assert _link(address=address) == f"{address}?template=error-in-a-claim.yml&claim=ferries%2Fnumber%2Fthree"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/contact",
        "https://example.org/contact?to=editors#form",
        "https://gitlab.example.org/tern-bay/ferries/-/issues/new",
        "https://example.org/issues/new/",
        "https://example.org/issues",
    ],
)
def test_an_address_that_takes_no_fields_is_linked_to_as_it_is(address: str) -> None:
    assert (_link(address=address), article_link(address)) == (address, address)


def test_what_a_link_fills_in_is_a_field_of_its_form() -> None:
    for link in (_link(), article_link(HOST)):
        fields = _fields(link)
        form = yaml.safe_load((FORMS / fields["template"]).read_text("utf-8"))
        typed = {part["id"] for part in form["body"] if part["type"] in ("input", "textarea")}
        assert fields.keys() - OF_THE_HOST <= typed
        assert {part.get("id") for part in form["body"]} & OF_THE_HOST == set()
    assert _fields(_link()).keys() == {"template", "claim", "page", "title", "statement"}
