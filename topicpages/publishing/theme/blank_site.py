"""Builds the site without a word of its sources: what stands in there was written by the theme."""

import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

_PAGE = "---\ntitle: Empty\ndescription: Empty\n{more}---\n\n# Empty\n\n## Empty\n\n### Empty too\n"
# Pages may hide parts of what the theme writes; it then marks them as hidden.
_SECOND = "second.md"
_HIDING = "hide: [navigation, toc, path]\n"


def build_blank_site(
    config_file: Path, folder: Path, *, depth: int, environment: Mapping[str, str] | None = None
) -> Path:
    """Return the root of a site built in ``folder`` with that configuration and pages that say nothing.

    There is a page at every depth down to ``depth`` (0 is home), one for each file that the navigation
    names, and the 404 page. Hooks do not run. ``environment`` is added to ours for the ``!ENV`` values.
    """
    docs, site = folder / "docs", folder / "site"
    with _silent(), _with_environment(environment or {}):
        config = load_config(
            str(config_file), docs_dir=_made(docs), site_dir=_made(site), hooks=[], strict=False
        )
        for path in {*_at_every_depth(depth), *_named(config.nav)}:
            _write_page(docs, path)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    return site


def depth_of(site: Path) -> int:
    """Return how many folders below ``site`` its deepest page stands."""
    return max((len(page.relative_to(site).parts) - 1 for page in site.rglob("*.html")), default=0)


def _at_every_depth(depth: int) -> Iterator[str]:
    yield "index.md"
    for level in range(max(depth, 1)):
        yield f"{'deep/' * (level + 1)}index.md"
        # A second page in each folder: without a neighbour the theme leaves some of its links out.
        yield f"{'deep/' * level}{_SECOND}"


def _named(nav: object) -> Iterator[str]:
    match nav:
        case str():
            yield nav
        case list():
            for entry in nav:
                yield from _named(entry)
        case dict():
            for entry in nav.values():
                yield from _named(entry)
        case _:
            return


def _write_page(docs: Path, path: str) -> None:
    page = docs / path
    # The navigation may hold addresses too, and whatever else an editor wrote there.
    if page.suffix == ".md" and page.resolve().is_relative_to(docs.resolve()):
        page.parent.mkdir(parents=True, exist_ok=True)
        more = _HIDING if page.name == _SECOND else ""
        page.write_text(_PAGE.format(more=more), encoding="utf-8", newline="\n")


def _made(folder: Path) -> str:
    folder.mkdir(parents=True)
    return str(folder)


@contextmanager
def _silent() -> Iterator[None]:
    """Keep what MkDocs says of pages that say nothing off the terminal."""
    logger, handler = logging.getLogger("mkdocs"), logging.NullHandler()
    propagates, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagates


@contextmanager
def _with_environment(added: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in added}
    os.environ.update(added)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
