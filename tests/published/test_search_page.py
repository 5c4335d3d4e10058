"""Finding claims: what readers type leads to the right claim, also with slips, aliases and narrowing."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from tests.conftest import BuiltSite
from tests.support.axe import violations
from tests.support.browser import ROOT

QUESTIONS: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/search_questions.yml").read_text("utf-8"))
HITS = "#tp-hits > li"


def _bare(text: str) -> str:
    return text.casefold().replace("\u00a0", " ").replace("\u2011", "-")


def _stands_in(text: str, wanted: str) -> bool:
    """Whether ``wanted`` stands in ``text``; a bare figure only where no digit touches it."""
    if not wanted.isdigit():
        return _bare(wanted) in _bare(text)
    around = pairwise(_bare(text).split(wanted))
    return any(not before[-1:].isdigit() and not after[:1].isdigit() for before, after in around)


@pytest.fixture
def search(page: Page, site: BuiltSite) -> Page:
    page.goto(f"{site.home}search/")
    expect(page.locator("#tp-found")).to_contain_text("All ")
    return page


def _ask(search: Page, typed: str) -> list[str]:
    """Type into the search page and return question and answers of each hit, best first."""
    search.locator("#tp-q").fill(typed)
    rows = search.locator(HITS)
    return [" ".join(row.locator(".tp-question, .tp-statement").all_inner_texts()) for row in rows.all()[:3]]


@pytest.fixture(scope="module")
def answers(browser: Browser, site: BuiltSite) -> Iterator[Mapping[str, list[str]]]:
    """Return the first three hits of every question, by what is typed."""
    page = browser.new_page()
    page.goto(f"{site.home}search/")
    expect(page.locator("#tp-found")).to_contain_text("All ")
    yield {row["typed"]: _ask(page, row["typed"]) for row in QUESTIONS}
    page.close()


@pytest.mark.parametrize("row", QUESTIONS, ids=[row["typed"] for row in QUESTIONS])
def test_the_right_claim_is_among_the_first_three(
    answers: Mapping[str, list[str]], row: dict[str, Any]
) -> None:
    first = answers[row["typed"]]
    assert any(all(_stands_in(hit, wanted) for wanted in row["must_contain"]) for hit in first), first


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("1,550 warheads", "1,550"), ("Kursk", "Kursk"), ("propeller", "propeller"), ("Peskov", "Peskov")],
)
def test_a_figure_or_a_name_gives_its_claim_first(search: Page, typed: str, wanted: str) -> None:
    assert wanted in _ask(search, typed)[0]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Grinkevitch", "Grynkewich"),
        ("Zelensky", "Zelenskyy"),
        ("Lubinetz", "Lubinets"),
        ("Pentagn", "Pentagon"),
    ],
)
def test_a_slip_of_spelling_finds_what_was_meant(search: Page, typed: str, meant: str) -> None:
    assert meant in " ".join(_ask(search, typed))


def test_a_question_that_nothing_answers_says_so_and_says_where_to_look(search: Page) -> None:
    assert _ask(search, "xylophone") == []
    expect(search.locator("#tp-found")).to_contain_text("No claim has this")


def test_a_hit_shows_standing_topic_and_sources_and_opens_at_its_claim(search: Page) -> None:
    _ask(search, "Kursk")
    hit = search.locator(HITS).first
    expect(hit.locator(".tp-standing")).to_be_visible()
    assert hit.locator(".tp-facts span").last.inner_text()
    question = hit.locator("a").inner_text()
    hit.locator("a").click()
    expect(search.locator(":target")).to_be_in_viewport()
    expect(search.locator(":target")).to_contain_text(question)


def test_the_address_holds_question_and_narrowing(search: Page, site: BuiltSite) -> None:
    _ask(search, "drone")
    topic = search.locator("select[name=topic]")
    topic.select_option(index=1)
    chosen = topic.input_value()
    kept = search.locator(HITS).all_inner_texts()
    assert kept
    assert all(chosen in hit for hit in kept)
    search.goto(search.url)
    expect(search.locator("#tp-q")).to_have_value("drone")
    expect(search.locator("select[name=topic]")).to_have_value(chosen)
    assert search.locator(HITS).all_inner_texts() == kept
    assert search.url.startswith(f"{site.home}search/?find=drone&topic=")


def test_an_address_that_asks_with_q_is_answered_by_the_page_and_opens_no_box_over_it(
    page: Page, site: BuiltSite
) -> None:
    page.goto(f"{site.home}search/?q=Kursk&topic=Prisoner+exchange")
    expect(page).to_have_url(f"{site.home}search/?topic=Prisoner+exchange&find=Kursk")
    expect(page.locator(HITS).first).to_contain_text("Kursk")
    expect(page.locator("#tp-q")).to_have_value("Kursk")
    expect(page.locator("#__search")).not_to_be_checked()


def test_clearing_the_box_in_the_header_clears_its_hits(page: Page, site: BuiltSite) -> None:
    page.goto(f"{site.home}method/")
    page.locator(".md-search__input").fill("Kursk")
    expect(page.locator(".md-search .tp-results li")).not_to_have_count(0)
    page.locator(".md-search [type=reset]").click()
    expect(page.locator(".md-search .tp-results li")).to_have_count(0)


@pytest.mark.parametrize(("label", "place"), [("standing", ".tp-standing"), ("source", ".tp-facts")])
def test_claims_can_be_narrowed(search: Page, label: str, place: str) -> None:
    every = search.locator(HITS).count()
    choice = search.locator(f"select[name={label}]")
    choice.select_option(index=2)
    kept = search.locator(HITS)
    assert kept.count() in range(1, every)
    wanted = choice.input_value()
    assert all(wanted in " ".join(row.locator(place).all_inner_texts()) for row in kept.all())


def test_the_keyboard_leads_from_the_question_to_the_hits_and_back(search: Page) -> None:
    _ask(search, "Kursk")
    search.locator("#tp-q").press("ArrowDown")
    expect(search.locator(HITS).first.locator("a")).to_be_focused()
    search.keyboard.press("ArrowUp")
    expect(search.locator("#tp-q")).to_be_focused()
    search.keyboard.press("Enter")
    expect(search.locator(HITS).first.locator("a")).to_be_focused()
    search.keyboard.press("Enter")
    search.wait_for_url("**/topics/**")


def test_the_box_in_the_header_finds_claims_and_leads_to_all_of_them(page: Page, site: BuiltSite) -> None:
    page.goto(f"{site.home}method/")
    page.keyboard.press("/")
    page.keyboard.type("Grinkevich")
    first = page.locator(".md-search .tp-hit").first
    expect(first).to_contain_text("Grynkewich")
    assert page.locator(".md-search-result__list:visible").count() == 0
    assert violations(page) == []
    page.keyboard.press("ArrowDown")
    expect(first.locator("a")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.home}search/?find=Grinkevich")
    expect(page.locator(HITS).first).to_contain_text("Grynkewich")


def test_a_hit_in_the_header_opens_at_its_claim_and_the_box_closes(page: Page, site: BuiltSite) -> None:
    page.goto(f"{site.home}method/")
    page.keyboard.press("/")
    page.keyboard.type("propeller")
    page.locator(".md-search .tp-hit a").first.click()
    page.wait_for_url("**/topics/airspace-incidents/#*")
    expect(page.locator(":target")).to_be_in_viewport()
    assert not page.locator("#__search").is_checked()


def test_a_hit_on_the_same_page_is_led_to_on_a_telephone_too(page: Page, site: BuiltSite) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site.home}topics/military-channel/")
    page.get_by_role("button", name="Search").click()
    page.locator(".md-search__input").fill("whom did Grynkewich meet in Abu Dhabi")
    expect(page.locator("body")).to_have_attribute("data-md-scrolllock", "")
    page.locator(".md-search .tp-results a").first.click()
    expect(page).to_have_url(f"{site.home}topics/military-channel/#who-met")
    expect(page.locator(":target")).to_be_in_viewport()


def test_without_our_index_the_search_of_the_theme_stays(page: Page, site: BuiltSite) -> None:
    page.route(
        "**/search-index/claims.js", lambda route: route.fulfill(body="", content_type="text/javascript")
    )
    page.goto(f"{site.home}method/")
    page.keyboard.press("/")
    page.keyboard.type("Kursk")
    expect(page.locator(".md-search-result__link").first).to_be_visible()


def test_axe_finds_nothing_on_the_page_of_hits(search: Page) -> None:
    _ask(search, "drone")
    for width, scheme in ((320, "dark"), (1440, "light")):
        search.set_viewport_size({"width": width, "height": 900})
        search.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert violations(search) == []


def test_the_index_is_small(site: BuiltSite) -> None:
    index: Path = site.folder / "search-index" / "claims.js"
    assert index.stat().st_size < 300_000
