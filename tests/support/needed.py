"""Which files of a published site are asked for, and by what."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import urlsplit

from topicpages.publishing.exchange import MARKER
from topicpages.publishing.html_check.links import addresses, file_at, target_of
from topicpages.publishing.html_check.page import Page

# What is asked for though no file of the site names it.
BY_OTHERS = {
    MARKER: "the next build, which replaces only a site of ours",
    "404.html": "the host, for addresses where nothing is",
    "index.html": "whoever comes to the site",
    "sitemap.xml": "robots; the theme's script names it too",
}

_IN_STYLES = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
_IN_SCRIPTS = re.compile(r"""["'`]([\w./-]+\.(?:css|js|json|png|svg|xml))["'`]""")


def named_in(site: Path, path: str, files: frozenset[str]) -> Iterator[str]:
    """Yield the files of the site that one of them names, each as its kind of file does."""
    if path.endswith(".html"):
        yield from _named_in_page(site, path, files)
    elif path.endswith(".css"):
        for match in _IN_STYLES.finditer((site / path).read_text("utf-8")):
            yield normpath(join(dirname(path), match[1] or match[2]))
    elif path.endswith(".js"):
        for match in _IN_SCRIPTS.finditer((site / path).read_text("utf-8")):
            # A module names its neighbours; other names are below the site's root.
            yield normpath(join(dirname(path), match[1]) if match[1].startswith(".") else match[1])


def _named_in_page(site: Path, path: str, files: frozenset[str]) -> Iterator[str]:
    page = Page(site, path, base_path="/base/")
    values = [address.value for address in addresses(page)]
    for node in page.elements:
        if node.tag == "script" and node.attributes.get("id") == "__config":
            values.append(json.loads(node.text())["search"])  # the worker of the theme's search
        if node.tag == "meta" and node.attributes.get("property") == "og:image":
            values.append(urlsplit(node.attributes["content"] or "").path)
    for value in values:
        if not urlsplit(value).scheme:
            target = file_at(target_of(value, page.url)[0].removeprefix("/base/"), files)
            if target is not None:
                yield target


def needed(site: Path) -> dict[str, str]:
    """Return every file that is asked for by what asks for it first, starting from the home page."""
    files = frozenset(published(site))
    reasons = {path: why for path, why in BY_OTHERS.items() if path in files}
    waiting = list(reasons)
    while waiting:
        asking = waiting.pop()
        for path in named_in(site, asking, files):
            if path in files and path not in reasons:
                reasons[path] = asking
                waiting.append(path)
    return reasons


def published(site: Path) -> list[str]:
    """Return the paths of all files of ``site``, sorted."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
