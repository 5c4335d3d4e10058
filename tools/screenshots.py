"""Takes the README's pictures of the finished site into ``.github/images/``.

usage: python -m tools.screenshots [SITE]

``SITE`` is the folder of the site, by default ``site``; nothing is built.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, FloatRect, Page, ViewportSize

from tests.support.browser import ROOT, chromium, served

FOLDER = ROOT / ".github/images"
LARGEST = 250_000
_TOPIC = "topics/military-channel/"
_DISPUTE = "#suspension-length"
# The header stays where it is and would lie over what is scrolled to; between the two is the section's title.
_ABOVE = 128
_MARGIN = 12


@dataclass(frozen=True)
class Picture:
    """One picture: the address below the site's home, the window, and what is done before it is taken.

    With ``column`` it shows only what is below the header and as wide as that element.
    """

    name: str
    address: str
    width: int
    height: int
    show: Callable[[Page], None]
    dark: bool = False
    column: str = ""


def _dispute(page: Page) -> None:
    page.locator(_DISPUTE).evaluate(
        "(it, above) => scrollTo(0, it.getBoundingClientRect().top + scrollY - above)", _ABOVE
    )


def _card(page: Page) -> None:
    _dispute(page)
    page.locator(f"{_DISPUTE} ~ .tp-claim .tp-cite").first.hover()
    page.locator(".tp-popover .tp-words").wait_for()


def _answer(page: Page) -> None:
    page.locator("#tp-hits > li").first.wait_for()


PICTURES = (
    Picture("topic", _TOPIC, 1280, 748, _dispute),
    Picture("topic-small-dark", _TOPIC, 390, 844, _dispute, dark=True),
    Picture("card", _TOPIC, 1280, 570, _card, column="article"),
    Picture("search", "search/?find=Grinkevich", 1280, 764, _answer, column="#tp-hits > li"),
)


def take(browser: Browser, home: str, picture: Picture) -> bytes:
    """Return ``picture`` of the site at ``home`` as PNG."""
    window = ViewportSize(width=picture.width, height=picture.height)
    context = browser.new_context(
        viewport=window,
        device_scale_factor=1.5 if picture.column else 1,
        color_scheme="dark" if picture.dark else "light",
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="UTC",
    )
    try:
        page = context.new_page()
        page.goto(home + picture.address, wait_until="networkidle")
        picture.show(page)
        page.wait_for_timeout(500)  # what fades in has faded in
        clip = _column(page, picture.column) if picture.column else None
        return page.screenshot(animations="disabled", caret="hide", clip=clip)
    finally:
        context.close()


def _column(page: Page, selector: str) -> FloatRect:
    """Return the part of the window below the header that is as wide as the element."""
    header, text = page.locator(".md-header").bounding_box(), page.locator(selector).first.bounding_box()
    window = page.viewport_size
    if header is None or text is None or window is None:
        raise ValueError("the page has no header or no text")
    top = header["y"] + header["height"]
    return FloatRect(
        x=text["x"] - _MARGIN, y=top, width=text["width"] + 2 * _MARGIN, height=window["height"] - top
    )


def main(arguments: Sequence[str]) -> int:
    """Take all pictures and return the exit status: 1 when one is too large, 2 without a site."""
    site = Path(arguments[0] if arguments else ROOT / "site")
    if not (site / "index.html").is_file():
        print(f"there is no site in “{site}” (run `make site`)")
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    too_large = 0
    with chromium() as browser, served(site) as home:
        for picture in PICTURES:
            taken = take(browser, home, picture)
            (FOLDER / f"{picture.name}.png").write_bytes(taken)
            print(f"{picture.name}.png: {len(taken) // 1000} kB")
            too_large += len(taken) > LARGEST
    return 1 if too_large else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
