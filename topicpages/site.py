"""Makes things to publish from the pages: the checked site, its offline edition, printed documents."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config import load_config

from topicpages import csp, empty_site, pipeline
from topicpages.diagnostics import Diagnostic, Span, has_errors
from topicpages.html_check import check_site
from topicpages.pipeline import Progress
from topicpages.publish import build_site

Found = tuple[Diagnostic, ...]


def build_public(root: Path, *, progress: Progress) -> tuple[Found, str]:
    """Build pages, publish them with MkDocs, guard and check the result, and exchange it for ``site/``."""
    _, _, found = pipeline.build(root, progress=progress)
    if has_errors(found):
        return found, ""
    out = root / "site"
    progress("publishing with MkDocs")
    built, problems = build_site(
        root, out=out, post_steps=(_guarding(root, progress), _checking(root, progress))
    )
    found = (*found, *problems)
    if built.status != 0 and not has_errors(problems):
        what = "MkDocs did not build the site"
        found = (*found, Diagnostic(Span("mkdocs.yml"), "mkdocs-failed", what, "see what it printed"))
        return found, built.output
    return found, "" if has_errors(found) else f"the site is in {out}"


def _guarding(root: Path, progress: Progress) -> Callable[[Path], Found]:
    """Return the step that writes the Content-Security-Policy into every page.

    Its hashes come from a site without a word of the sources, so no text of theirs can allow a script.
    """

    def guard(tree: Path) -> Found:
        progress("guarding pages")
        with tempfile.TemporaryDirectory() as folder:
            empty = empty_site.build_empty_site(
                root / "mkdocs.yml", Path(folder), depth=empty_site.depth_of(tree)
            )
            hashes = csp.script_hashes(empty)
        return csp.insert_policy(tree, csp.policy(hashes))

    return guard


def _checking(root: Path, progress: Progress) -> Callable[[Path], Found]:
    """Return the step that checks every page against what the templates may write."""

    def check(tree: Path) -> Found:
        progress("checking pages")
        address = load_config(str(root / "mkdocs.yml")).site_url or "/"
        return check_site(tree, base_path=urlsplit(address).path or "/")

    return check


def build_offline(root: Path, *, progress: Progress) -> tuple[Found, str]:
    """Leave ``dist/<name>-offline.zip``, a site that works from a folder without a server."""
    raise NotImplementedError


def print_documents(root: Path, *, progress: Progress) -> tuple[Found, str]:
    """Leave each topic as ``dist/<topic>.pdf``."""
    raise NotImplementedError
