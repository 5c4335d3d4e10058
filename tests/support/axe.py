"""The rules of axe, run inside a page."""

from functools import cache
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def _script() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


def violations(page: Page) -> list[str]:
    """Return what axe finds on the page as it is now: rule and element of each violation, sorted."""
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(_script())
    found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", _RULES)
    return sorted(
        f"{violation['id']}: {node['html'][:200]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    )
