"""What other sites show of a page: its title and words, and with ``CARDS`` a picture of both."""

import io
import sys
from pathlib import Path

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from tests.support.miniature import publishable
from topicpages.diagnostics import Diagnostic, Span
from topicpages.pages.cards import draw_cards
from topicpages.pages.cards.drawing import drawn
from topicpages.pages.cards.text import Card, lines
from topicpages.publishing.building import begin_build
from topicpages.publishing.finished_site import build_public

HOME = "https://example.org/base/"
DESCRIPTION = "What it says of the harbour, and where its articles differ."


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1935705600")  # 5 May 2031
    monkeypatch.setenv("SITE_URL", HOME)
    return publishable(tmp_path / "bare")


def built(root: Path) -> dict[str, dict[str, str]]:
    """Return what each page of the finished site says of itself; the page of lost addresses apart."""
    lock, _ = begin_build(root)
    assert lock is not None
    with lock:
        found, _ = build_public(root, progress=lambda _: None)
    assert found == ()
    return {
        page.relative_to(root / "site").as_posix(): said(page) for page in (root / "site").rglob("index.html")
    }


def said(page: Path) -> dict[str, str]:
    tree = LexborHTMLParser(page.read_bytes())
    named = (
        (
            node.attributes.get("property") or node.attributes.get("name") or "",
            node.attributes["content"] or "",
        )
        for node in tree.css("head meta[content]")
    )
    title = tree.css_first("title")
    return {**{name: content for name, content in named if name}, "title": title.text() if title else ""}


def test_every_page_has_a_card_of_its_own_of_the_size_it_says(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARDS", "1")
    pages = built(root)
    addresses = [page["og:image"] for page in pages.values()]
    assert len(set(addresses)) == len(pages) > 5
    for page in pages.values():
        assert page["og:image"].startswith(f"{HOME}cards/")
        file = root / "site" / page["og:image"].removeprefix(HOME)
        with Image.open(file) as image:
            size = (image.format, str(image.width), str(image.height))
        assert size == ("PNG", page["og:image:width"], page["og:image:height"]) == ("PNG", "1200", "630")
        assert page["og:image:alt"] == f"{page['og:title']}. {page['og:description']}"
        assert page["twitter:card"] == "summary_large_image"


def test_without_cards_no_page_names_one_and_none_is_there(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CARDS", raising=False)
    pages = built(root)
    assert [path for path, page in pages.items() if "og:image" in page] == []
    assert not (root / "site/cards").exists()
    assert {page["twitter:card"] for page in pages.values()} == {"summary"}
    types = {path: page["og:type"] for path, page in pages.items()}
    assert types == {**dict.fromkeys(pages, "article"), "index.html": "website"}
    assert pages["index.html"]["title"] == pages["index.html"]["og:title"]
    others = [page for path, page in pages.items() if path != "index.html"]
    assert [page["title"] for page in others] == [
        f"{page['og:title']} - {page['og:site_name']}" for page in others
    ]


def test_cards_without_their_library_are_a_fault_that_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "topicpages.pages.cards.drawing", None)
    (found,) = draw_cards(tmp_path, site_url=HOME)
    what = "cards are asked for, but “topicpages.pages.cards.drawing” is not installed"
    remedy = "run make site CARDS=1, which installs it, or leave CARDS out"
    assert found == Diagnostic(Span("requirements/cards.txt"), "cards-without-library", what, remedy)


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example/a.png", f"{HOME}cards/../../a.png", f"{HOME}index.html"]
)
def test_a_page_gets_no_card_outside_the_folder_of_cards(tmp_path: Path, address: str) -> None:
    site = tmp_path / "site"
    site.mkdir()
    text = (
        f'<head><meta property="og:image" content="{address}"><meta property="og:title" content="T"></head>'
    )
    (site / "index.html").write_text(text, "utf-8")
    assert draw_cards(site, site_url=HOME) == ()
    assert [path.name for path in tmp_path.rglob("*")] == ["site", "index.html"]


@pytest.mark.parametrize("title", ["New START", "", "Ω " * 200, "Donaudampfschifffahrtsgesellschaft" * 9])
def test_a_card_is_whole_whatever_its_words_and_the_same_each_time(title: str) -> None:
    card = Card("Site", "Topic", title, DESCRIPTION)
    with Image.open(io.BytesIO(drawn(card))) as image:
        assert image.size == (1200, 630)
        margin = image.convert("RGB").crop((1140, 30, 1200, 620))
    assert margin.getcolors() == [(60 * 590, (251, 250, 246))]
    assert drawn(card) == drawn(Card("Site", "Topic", title, DESCRIPTION))


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("", ()),
        ("one two", ("one two",)),
        ("one two three", ("one two", "three")),
        ("one, two three four five", ("one, two", "three…")),
        ("incomprehensible", ("incompre", "hensible")),
    ],
)
def test_words_are_broken_where_they_have_no_room(text: str, broken: tuple[str, ...]) -> None:
    assert lines(text, 8, width=len, most=2) == broken
