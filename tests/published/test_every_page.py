"""What holds for every page of the finished site; each is opened once.

The pages of people and places come from one template and are many: without ``-m torture`` some of them do.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import BuiltSite
from tests.support.axe import violations
from tests.support.browser import Account, accounted

WIDTHS = (320, 390, 820, 1440)
LOOKS: tuple[tuple[Literal["light", "dark"], int], ...] = (
    ("light", 1440),
    ("dark", 320),
    ("light", 320),
    ("dark", 1440),
)


@dataclass
class Sweep:
    """What was seen, by the address of its page."""

    account: Account
    titles: dict[str, list[str]] = field(default_factory=dict)
    wider: dict[str, list[int]] = field(default_factory=dict)
    violations: dict[str, list[str]] = field(default_factory=dict)


def _some(pages: list[str]) -> list[str]:
    entities = [address for address in pages if address.startswith("entities/") and address != "entities/"]
    return [address for address in pages if address not in entities or address in entities[::8]]


@pytest.fixture(scope="module", params=["some", pytest.param("all", marks=pytest.mark.torture)])
def sweep(request: pytest.FixtureRequest, browser: Browser, site: BuiltSite) -> Iterator[Sweep]:
    pages = site.pages if request.param == "all" else _some(site.pages)
    with accounted(browser, site.home) as (context, account):
        page, seen = context.new_page(), Sweep(account)
        for address, (scheme, width) in zip([*pages, "404.html"], cycle(LOOKS), strict=False):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.goto(site.home + address)
            seen.titles[address] = page.locator("h1").all_inner_texts()
            seen.wider[address] = [one for one in WIDTHS if _scrolls_sideways(page, one)]
            page.set_viewport_size({"width": width, "height": 900})
            seen.violations[address] = violations(page)
        yield seen


def _scrolls_sideways(page: Page, width: int) -> bool:
    page.set_viewport_size({"width": width, "height": 900})
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def _with_any(found: Mapping[str, Sequence[object]]) -> dict[str, Sequence[object]]:
    return {address: what for address, what in found.items() if what}


def test_no_page_reports_an_error_breaks_its_policy_or_asks_another_host(sweep: Sweep) -> None:
    account = sweep.account
    assert (account.dialogs, account.requests, account.violations, account.errors) == ([], [], [], [])


def test_every_page_has_one_title(sweep: Sweep) -> None:
    assert {address: titles for address, titles in sweep.titles.items() if len(titles) != 1} == {}


def test_no_page_must_be_scrolled_sideways(sweep: Sweep) -> None:
    assert _with_any(sweep.wider) == {}


def test_axe_finds_nothing_on_any_page_in_light_or_dark_narrow_or_wide(sweep: Sweep) -> None:
    assert _with_any(sweep.violations) == {}
