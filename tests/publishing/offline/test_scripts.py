"""Modules become one classic script that does the same."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.browser import ROOT
from topicpages.publishing.offline.scripts import classic_script

MODULES = {
    "site.js": 'import { greet, mark } from "./words.js";\n\nglobalThis.said = [greet("reader"), mark];\n',
    "words.js": (
        'import { name } from "./names.js";\n\nconst end = "!";\nexport const mark = "—";\n'
        "export function greet(whom) {\n  return `${name}, ${whom}${end}`;\n}\n"
    ),
    "names.js": 'export const name = "Hello";\nconst end = "?";\n',
}


def test_the_script_does_what_the_modules_do_and_leaves_no_names_behind(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<p>page</p>")
    page.evaluate(f"(0, eval)({classic_script(MODULES, entry='site.js')!r})")
    assert page.evaluate("globalThis.said") == ["Hello, reader!", "—"]
    assert page.evaluate("[typeof end, typeof greet, typeof module_words_js]") == ["undefined"] * 3
    page.close()


def scripts() -> list[Path]:
    """Return our scripts and the one that knows the theme, which are published side by side."""
    return [path for folder in ("docs", "overrides") for path in (ROOT / folder / "assets").glob("*.js")]


def test_the_modules_of_the_site_can_be_joined() -> None:
    modules = {path.name: path.read_text("utf-8") for path in scripts()}
    script = classic_script(modules, entry="site.js")
    assert "\nimport " not in script
    assert "\nexport " not in script
    assert all(f"module_{name.replace('-', '_').replace('.', '_')}" in script for name in modules)


def test_no_module_of_the_site_is_longer_than_200_lines() -> None:
    modules = scripts()
    assert [path.name for path in modules if path.read_text("utf-8").count("\n") >= 200] == []
    assert len(modules) >= 8


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('import { gone } from "./gone.js";\n', "“gone.js” is not there"),
        ('import { one } from "./site.js";\n', "imports itself"),
        ('import words from "./words.js";\n', "not understood"),
        ("export default 1;\n", "not understood"),
        ("const here = import.meta.url;\n", "not understood"),
        ('const words = await import("./words.js");\n', "not understood"),
    ],
)
def test_a_module_that_imports_or_exports_otherwise_is_refused(source: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        classic_script({**MODULES, "site.js": source}, entry="site.js")
