"""The offline edition: everything works from files, without a server."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import BuiltSite
from tests.support.browser import accounted
from tests.support.needed import needed, published


@pytest.fixture(scope="module")
def unpacked(site: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the zip beside the site and unpack it."""
    root = site.folder.parent
    made = subprocess.run(
        [sys.executable, "build_pages.py", "offline"],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    folder = tmp_path_factory.mktemp("unpacked")
    (edition,) = (root / "dist").glob("*.zip")
    with zipfile.ZipFile(edition) as archive:
        archive.extractall(folder)
    (home,) = folder.rglob("method.html")
    return home.parent


@pytest.fixture
def page(browser: Browser, unpacked: Path) -> Iterator[Page]:
    with accounted(browser, unpacked.as_uri()) as (context, account):
        yield context.new_page()
        assert (account.dialogs, account.requests) == ([], [])
        assert (account.violations, account.errors) == ([], [])


def test_pages_lead_to_each_other_without_a_server(page: Page, unpacked: Path) -> None:
    page.goto((unpacked / "index.html").as_uri())
    page.locator(".tp-cards a").first.click()
    page.locator(".tp-cite").first.click()
    expect(page.locator(":target")).to_be_in_viewport()
    assert page.url.startswith((unpacked / "articles").as_uri())


def test_a_card_opens_without_a_server(page: Page, unpacked: Path) -> None:
    page.goto((unpacked / "topics/military-channel.html").as_uri())
    page.locator(".tp-cite").first.hover()
    expect(page.locator(".tp-popover .tp-words")).to_be_visible()


def test_the_search_finds_without_a_server(page: Page, unpacked: Path) -> None:
    page.goto((unpacked / "search.html").as_uri())
    page.locator("#tp-q").fill("Grinkevich")
    hit = page.locator("#tp-hits a").first
    expect(hit).to_be_visible()
    hit.click()
    expect(page.locator(":target")).to_be_in_viewport()


@pytest.mark.parametrize("width", [390, 1440])
def test_the_box_in_the_header_finds_without_a_server(page: Page, unpacked: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto((unpacked / "topics/military-channel.html").as_uri())
    if width == 390:
        page.get_by_role("button", name="Search").click()
    box = page.locator(".md-search__input")
    box.click()
    page.keyboard.type("Grinkevich")
    hits = page.locator(".md-search .tp-results a")
    expect(hits.first).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()
    if width == 390:
        page.get_by_role("button", name="Search").click()
    box.click()
    page.keyboard.press("ArrowDown")
    expect(hits.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(":target")).to_be_in_viewport()
    expect(page.locator("#__search")).not_to_be_checked()


def test_the_box_in_the_header_leads_to_the_search_page_without_a_server(page: Page, unpacked: Path) -> None:
    page.goto((unpacked / "articles/anewz.html").as_uri())
    page.locator(".md-search__input").fill("Kursk")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{(unpacked / 'search.html').as_uri()}?find=Kursk")
    expect(page.locator("#tp-hits li").first).to_contain_text("Kursk")


def test_every_file_of_the_edition_is_asked_for(unpacked: Path) -> None:
    assert published(unpacked) == sorted(needed(unpacked))
