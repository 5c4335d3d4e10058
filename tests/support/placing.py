"""Puts any text into every place of the pages that the real templates make of the real library."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import markdown as python_markdown
import pytest
from mkdocs.config import load_config

import topicpages.pages.markdown
from tests.support.contexts import in_attribute
from topicpages.language.characters import one_line
from topicpages.pages.render import render_pages
from topicpages.pipeline import JudgedSources, judge

ROOT = Path(__file__).parents[2]


class Placing:
    """Stands in for the two functions through which all text reaches a page, and gives other text.

    ``shown`` is what it gave, in order. Without ``texts`` it gives harmless words, each with its number.
    """

    def __init__(self, texts: Iterator[str] | None = None) -> None:
        self._texts = texts
        self.shown: list[str] = []

    def one_line(self, _: str) -> str:
        return self._next(one_line)

    def unhidden(self, _: str) -> str:
        return self._next(in_attribute)

    def _next(self, rule: Callable[[str], str]) -> str:
        text = f"sample{len(self.shown)}zqx" if self._texts is None else rule(next(self._texts))
        self.shown.append(text)
        return text


def with_texts(part: str, shown: Sequence[str], *, quoted: Callable[[str], str] = str) -> str:
    """Return ``part`` with the harmless words replaced by what was shown in their places."""
    return re.sub(r"sample(\d+)zqx", lambda found: quoted(shown[int(found[1])]), part)


def pages_with(placing: Placing, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, str]:
    """Return the Markdown of every page, with what ``placing`` gives in all places."""
    site = library()
    with monkeypatch.context() as patched:
        patched.setattr(topicpages.pages.markdown, "one_line", placing.one_line)
        patched.setattr(topicpages.pages.markdown, "unhidden", placing.unhidden)
        made = render_pages(site.library, site.evidence, site.lock)
    return {path: text for path, text in made.items() if path.endswith(".md")}


@cache
def library() -> JudgedSources:
    """Return the project's own sources, read once."""
    return judge(ROOT)


@cache
def site_markdown() -> python_markdown.Markdown:
    """Return Markdown as ``mkdocs.yml`` sets it up."""
    config = load_config(str(ROOT / "mkdocs.yml"), hooks=[], docs_dir=str(ROOT / "tests"), strict=False)
    return python_markdown.Markdown(
        extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}
    )
