"""Makes things to publish from the pages: the checked site, its offline edition, printed documents."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config import load_config

from topicpages import csp, empty_site, pipeline
from topicpages.diagnostics import Diagnostic, Span, has_errors
from topicpages.html_check import check_site, theme_of
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
    built, problems = build_site(root, out=out, post_steps=(_finishing(root, progress),))
    found = (*found, *problems)
    if built.status != 0 and not has_errors(problems):
        what = "MkDocs did not build the site"
        found = (*found, Diagnostic(Span("mkdocs.yml"), "mkdocs-failed", what, "see what it printed"))
        return found, built.output
    return found, "" if has_errors(found) else f"the site is in {out}"


def _finishing(root: Path, progress: Progress) -> Callable[[Path], Found]:
    """Return the step that writes the policy into every page and then checks all of them.

    What the theme itself writes is learned from a site without a word of the sources, so no text of theirs
    can allow a script or an element.
    """

    def finish(tree: Path) -> Found:
        progress("guarding and checking pages")
        config = root / "mkdocs.yml"
        base_path = urlsplit(load_config(str(config)).site_url or "/").path or "/"
        with tempfile.TemporaryDirectory() as folder:
            empty = empty_site.build_empty_site(config, Path(folder), depth=empty_site.depth_of(tree))
            hashes = csp.script_hashes(empty)
            theme = theme_of(empty, base_path=base_path)
        unguarded = csp.insert_policy(tree, csp.policy(hashes))
        return (*unguarded, *check_site(tree, base_path=base_path, theme=theme))

    return finish


def build_offline(root: Path, *, progress: Progress) -> tuple[Found, str]:
    """Leave ``dist/<name>-offline.zip``, a site that works from a folder without a server."""
    raise NotImplementedError


def print_documents(root: Path, *, progress: Progress) -> tuple[Found, str]:
    """Leave each topic as ``dist/<topic>.pdf``."""
    raise NotImplementedError
