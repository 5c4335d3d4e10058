"""The passage card: what a citation rests on, beside the words that are being read."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect

from tests.conftest import BuiltSite
from tests.support.axe import violations
from tests.support.browser import accounted

TOPIC = "topics/military-channel/"
CARD = ".tp-popover"


@pytest.fixture
def topic(page: Page, site: BuiltSite) -> Page:
    page.goto(site.home + TOPIC)
    return page


@pytest.fixture
def touched(browser: Browser, site: BuiltSite) -> Iterator[Page]:
    """Open the topic on a telephone."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(site.home + TOPIC)
    yield page
    context.close()


# The page itself says how many of its timers have not fired yet: when none is left, nothing closes the card.
_COUNT_WHAT_WAITS = """() => {
    const waiting = new Set(), { setTimeout: set, clearTimeout: clear } = globalThis;
    const say = () => { document.documentElement.dataset.waiting = waiting.size; };
    const forget = (timer) => { waiting.delete(timer); say(); };
    globalThis.setTimeout = (task, ...rest) => {
        const timer = set((...given) => { task(...given); forget(timer); }, ...rest);
        waiting.add(timer);
        say();
        return timer;
    };
    globalThis.clearTimeout = (timer) => { clear(timer); forget(timer); };
}"""


def _box(shown: Locator) -> FloatRect:
    box = shown.bounding_box()
    assert box is not None
    return box


def _overlap(one: FloatRect, other: FloatRect) -> bool:
    return (
        one["x"] < other["x"] + other["width"]
        and other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"]
        and other["y"] < one["y"] + one["height"]
    )


def _tab_to(citation: Locator) -> None:
    """Move the focus as a keyboard does: a script's focus is not shown to the reader."""
    citation.evaluate("mark => mark.closest('p').querySelector('.tp-cite').focus()")
    citation.page.keyboard.press("Shift+Tab")
    while not citation.evaluate("mark => mark === document.activeElement"):
        citation.page.keyboard.press("Tab")


def test_the_card_says_what_the_list_of_sources_says(topic: Page) -> None:
    citation = topic.locator(".tp-cite").first
    source = topic.locator(f"#{citation.get_attribute('data-source')}")
    article = source.locator("xpath=ancestor::li[contains(@class, 'tp-source')]")
    citation.hover()
    card = topic.locator(CARD)
    expect(card.locator(".tp-words")).to_have_text(source.locator(".tp-words").inner_text())
    expect(card.locator(".tp-source__title")).to_have_text(article.locator(".tp-source__title").inner_text())
    expect(card.locator("mark").first).to_be_visible()
    hrefs = card.locator(".tp-ways a").evaluate_all("links => links.map(link => link.href)")
    assert hrefs[0] == citation.evaluate("mark => mark.href")
    assert "#:~:text=" in hrefs[1]
    assert topic.locator("[id]").evaluate_all("all => new Set(all.map(one => one.id)).size === all.length")


def test_the_card_marks_the_words_of_its_own_citation_alone(topic: Page) -> None:
    shared = topic.locator(".tp-cited", has=topic.locator(".tp-backlinks a:text-is('c')")).first
    total = shared.locator("mark").count()
    for letter in "ac":
        way = shared.locator(f".tp-backlinks a:text-is('{letter}')")
        own = shared.locator(f"mark.tp-by-{letter}").all_inner_texts()
        mark = (way.get_attribute("href") or "").partition("#")[2]
        topic.locator(f"[id='{mark}']").hover()
        expect(topic.locator(f"{CARD} mark")).to_have_text(own)
        assert 0 < len(own) < total
        topic.keyboard.press("Escape")


def test_the_card_stays_while_the_pointer_is_on_it_and_goes_when_it_leaves(topic: Page) -> None:
    topic.evaluate(_COUNT_WHAT_WAITS)
    topic.locator(".tp-cite").first.hover()
    card = topic.locator(CARD)
    card.hover()
    expect(topic.locator("html")).to_have_attribute("data-waiting", "0")
    expect(card).to_be_visible()
    topic.locator("h1").hover()
    expect(card).to_have_count(0)


def test_the_keyboard_opens_the_card_leads_into_it_and_esc_gives_the_focus_back(topic: Page) -> None:
    citation = topic.locator(".tp-cite").nth(1)
    _tab_to(citation)
    card = topic.locator(CARD)
    expect(card).to_be_visible()
    expect(citation).to_have_attribute("aria-expanded", "true")
    topic.keyboard.press("Tab")
    assert card.evaluate("card => card.contains(document.activeElement)")
    topic.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(citation).to_be_focused()
    expect(citation).to_have_attribute("aria-expanded", "false")


def test_tabbing_on_closes_the_card(topic: Page) -> None:
    citation = topic.locator(".tp-position").first.locator(".tp-cite").last
    _tab_to(citation)
    for _ in range(8):
        topic.keyboard.press("Tab")
    expect(topic.locator(CARD)).to_have_count(0)


@pytest.mark.parametrize("size", [(820, 1180), (1024, 768), (1440, 900)])
def test_the_card_never_covers_what_is_being_read(topic: Page, size: tuple[int, int]) -> None:
    topic.set_viewport_size({"width": size[0], "height": size[1]})
    citations = topic.locator(".tp-cite")
    for number in range(0, citations.count(), 9):
        citation = citations.nth(number)
        citation.scroll_into_view_if_needed()
        citation.hover()
        card = topic.locator(CARD)
        expect(card).to_have_attribute("aria-label", citation.get_attribute("aria-label") or "")
        statement = citation.locator("xpath=ancestor::p[1]")
        assert not _overlap(_box(card), _box(statement)), citation.get_attribute("id")
        topic.keyboard.press("Escape")


def test_a_tap_opens_the_card_below_the_words_and_a_second_one_closes_it(touched: Page) -> None:
    citations = touched.locator(".tp-cite")
    for number in (0, 7, citations.count() - 1):
        citation = citations.nth(number)
        citation.tap()
        card = touched.locator(CARD)
        expect(card).to_be_visible()
        assert not _overlap(_box(card), _box(citation.locator("xpath=ancestor::p[1]")))
        assert _box(card)["width"] == 390
        citation.tap()
        expect(card).to_have_count(0)
    assert touched.url.endswith(TOPIC)  # the tap did not follow the link


def test_on_touch_the_card_has_a_way_to_the_ledger_and_a_button_that_closes_it(touched: Page) -> None:
    touched.locator(".tp-cite").first.tap()
    touched.get_by_role("button", name="Close").tap()
    expect(touched.locator(CARD)).to_have_count(0)
    touched.locator(".tp-cite").first.tap()
    touched.locator(".tp-ways a").first.tap()
    expect(touched.locator(":target")).to_be_in_viewport()
    assert "/articles/" in touched.url


def test_cards_open_after_the_theme_has_swapped_the_page(page: Page, site: BuiltSite) -> None:
    page.goto(site.home)
    page.evaluate("globalThis.stillHere = true")
    page.locator(".tp-cards a").first.click()
    page.wait_for_url("**/topics/**")
    page.locator(".tp-cite").first.hover()
    expect(page.locator(CARD)).to_be_visible()
    assert page.evaluate("globalThis.stillHere")


def test_axe_finds_nothing_while_a_card_is_open(topic: Page) -> None:
    for width, scheme in ((390, "dark"), (1440, "light")):
        topic.set_viewport_size({"width": width, "height": 900})
        topic.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        _tab_to(topic.locator(".tp-cite").nth(2))
        expect(topic.locator(CARD)).to_be_visible()
        assert violations(topic) == []
        topic.keyboard.press("Escape")


def test_without_scripts_a_citation_is_a_link_and_nothing_is_offered_that_does_not_work(
    browser: Browser, site: BuiltSite
) -> None:
    with accounted(browser, site.home) as (_, account):
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(site.home + TOPIC)
        assert page.locator(".tp-copy:visible, .tp-find:visible").count() == 0
        page.locator(".tp-cite").first.click()
        expect(page.locator(":target")).to_be_in_viewport()
        context.close()
        assert account.requests == []


def test_a_name_in_a_statement_is_previewed_for_pointer_and_keyboard_and_esc_puts_it_away(
    topic: Page,
) -> None:
    name = topic.locator(".tp-statement .tp-entity").first
    entity = name.evaluate("link => fetch(link.href).then(page => page.text())")
    preview = topic.locator(".md-tooltip2--active")
    name.hover()
    expect(preview.locator("h3")).to_be_visible()
    assert f">{preview.get_attribute('aria-label')}<" in entity
    assert violations(topic) == []
    topic.keyboard.press("Escape")
    expect(preview).to_be_hidden()
    topic.locator("h1").hover()
    expect(topic.locator(".md-tooltip2")).to_have_count(0)
    name.focus()
    expect(preview).to_be_visible()
