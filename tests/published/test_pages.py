"""The finished site in a real browser: pages open, links lead there and back."""

import re
from collections import Counter

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.conftest import BuiltSite
from tests.support.axe import violations

TOPIC = "topics/prisoner-exchange/"


@pytest.mark.parametrize("slower", [1, 12])
def test_a_citation_leads_to_its_passage_and_back(page: Page, site: BuiltSite, slower: int) -> None:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    patience = 5_000 * slower  # milliseconds: what is slower may take longer, but not for ever
    page.goto(site.home + TOPIC, timeout=patience)
    citation = page.locator(".tp-cite").first
    claim = citation.locator("xpath=ancestor::*[contains(@class, 'tp-claim')]/preceding::h3[1]")
    question = claim.get_attribute("id")
    citation.click(timeout=patience)
    expect(page).to_have_url(re.compile(r"/articles/[a-z-]+/#p\d+$"), timeout=patience)
    passage = page.locator(":target")
    expect(passage).to_be_in_viewport(timeout=patience)
    expect(passage).not_to_have_css("background-image", "none")
    passage.locator(f".tp-uses a[href*='#{question}']").first.click(timeout=patience)
    expect(page).to_have_url(re.compile(f"/{TOPIC}#{question}"), timeout=patience)


def test_a_back_link_in_the_list_of_sources_leads_to_its_mark(page: Page, site: BuiltSite) -> None:
    page.goto(site.home + TOPIC)
    back = page.locator(".tp-backlinks a[href*='#r-']").first
    mark = (back.get_attribute("href") or "").partition("#")[2]
    back.click()
    expect(page.locator(f"[id='{mark}']")).to_be_in_viewport()
    assert page.locator(f"[id='{mark}']").evaluate("mark => mark.classList.contains('tp-cite')")


def test_every_citation_has_its_passage_below_for_readers_without_scripts(
    page: Page, site: BuiltSite
) -> None:
    for address in (one for one in site.pages if one.startswith("topics/")):
        page.goto(site.home + address)
        lost = page.eval_on_selector_all(
            ".tp-cite",
            """marks => marks.filter(
                mark => !document.querySelector(`#${mark.dataset.source} .tp-words`)).length""",
        )
        assert lost == 0, address
        assert page.locator(".tp-cite").count() > 10, address


def test_a_claim_is_copied_with_its_citation_and_address(
    context: BrowserContext, page: Page, site: BuiltSite
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site.home + TOPIC)
    button = page.locator(".tp-copy").first
    button.click()
    expect(page.locator(".md-dialog")).to_have_text("Copied to clipboard")
    copied = page.evaluate("navigator.clipboard.readText()")
    anchor = button.get_attribute("data-anchor")
    assert copied == f"{button.get_attribute('data-copy')}, {site.home}{TOPIC}#{anchor}"
    assert page.locator(f"[id='{anchor}']").count() == 1


def test_the_home_page_leads_to_every_topic_and_across_them_with_one_click(
    page: Page, site: BuiltSite
) -> None:
    page.goto(site.home)
    within = page.locator(".tp-page a")
    reached = set(within.evaluate_all("links => links.map(link => link.href.split('#')[0])"))
    topics = [site.home + address for address in site.pages if address.startswith("topics/")]
    across = [f"{site.home}{name}/" for name in ("disagreements", "changes", "articles", "entities")]
    assert {*topics, *across} <= reached


def test_no_two_pages_have_one_title_or_one_description(site: BuiltSite) -> None:
    for pattern in (r"<title>(.*?)</title>", r'<meta name="description" content="(.*?)">'):
        texts = [(site.folder / address / "index.html").read_text("utf-8") for address in site.pages]
        found = [found[1] for text in texts if (found := re.search(pattern, text))]
        assert len(found) == len(site.pages)
        assert [one for one, times in Counter(found).items() if times > 1] == []


def test_a_lost_address_gets_a_page_that_helps(page: Page, site: BuiltSite) -> None:
    page.route("**/nothing/**", lambda route: route.fulfill(path=site.folder / "404.html"))
    page.goto(f"{site.home}nothing/here/")
    page.get_by_label("Look for it among the claims").fill("Kursk")
    page.get_by_label("Look for it among the claims").press("Enter")
    expect(page).to_have_url(f"{site.home}search/?find=Kursk")
    expect(page.locator("#tp-hits li").first).to_contain_text("Kursk")


def test_a_printed_topic_is_numbered_and_has_its_sources_but_no_controls(page: Page, site: BuiltSite) -> None:
    page.goto(site.home + TOPIC)
    page.emulate_media(media="print", color_scheme="dark")
    number = "getComputedStyle(document.querySelector('.tp-page h3'), '::before').content"
    assert "counter(claim)" in page.evaluate(number)
    expect(page.locator("#sources")).to_be_visible()
    for control in (".md-header", ".tp-tools", ".md-sidebar", ".headerlink"):
        assert page.locator(f"{control}:visible").count() == 0, control
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(255, 255, 255)"


@pytest.mark.parametrize("address", ["", TOPIC, "articles/anewz/", "timeline/", "entities/"])
def test_axe_finds_nothing_in_print(page: Page, site: BuiltSite, address: str) -> None:
    page.goto(site.home + address)
    page.emulate_media(media="print")
    assert violations(page) == []


def test_the_dark_colours_of_the_system_are_the_same_with_and_without_scripts(
    browser: Browser, site: BuiltSite
) -> None:
    colours = []
    for scripts in (True, False):
        opened = browser.new_context(java_script_enabled=scripts, color_scheme="dark").new_page()
        opened.goto(site.home)
        colours.append(opened.evaluate(_COLOURS))
        opened.context.close()
    assert colours[0] == colours[1]
    dark = {"--tp-paper": "rgb(18, 23, 27)", "--pic-land": "rgb(48, 56, 63)", "color-scheme": "dark"}
    assert dark.items() <= colours[1].items()


# What the names of colours mean on a page, and what its paper is.
_COLOURS = """() => {
    const names = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
        .flatMap((rule) => [...(rule.style ?? [])]).filter((name) => /^--(tp|pic)-/.test(name));
    const probe = document.body.appendChild(document.createElement("i"));
    const meant = (name) => {
        probe.style.color = `var(${name})`;
        return getComputedStyle(probe).color;
    };
    const body = getComputedStyle(document.body);
    return Object.fromEntries([
        ...names.map((name) => [name, meant(name)]),
        ...["background-color", "color-scheme"].map((name) => [name, body.getPropertyValue(name)]),
    ]);
}"""
