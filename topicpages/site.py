"""The finished site: pages, published by MkDocs, guarded, checked, and only then put in place."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config import load_config

from topicpages import csp, empty_site, pipeline
from topicpages.diagnostics import Diagnostic, Span, has_errors
from topicpages.html_check import check_site, theme_of
from topicpages.pipeline import Progress
from topicpages.publish import Built, PostStep, build_site

Found = tuple[Diagnostic, ...]


def build_public(root: Path, *, progress: Progress) -> tuple[Found, str]:
    """Leave the finished site in ``root/site``; the caller holds the build lock."""
    _, _, found = pipeline.build(root, progress=progress)
    if has_errors(found):
        return found, ""
    out = root / "site"
    built, problems = publish(root, out=out, config_file=root / "mkdocs.yml", progress=progress)
    found = (*found, *problems)
    return found, built.output if has_errors(found) else f"the site is in {out}"


def publish(
    root: Path,
    *,
    out: Path,
    config_file: Path,
    progress: Progress,
    environment: Mapping[str, str] | None = None,
    first_steps: Sequence[PostStep] = (),
) -> tuple[Built, Found]:
    """Publish the pages of ``root`` with MkDocs at ``out``, guarded and checked.

    ``environment`` is added to ours, for MkDocs and the ``!ENV`` values of ``config_file``; ``first_steps``
    change what MkDocs built before it is guarded.
    """
    progress("publishing with MkDocs")
    step = _finishing(config_file, environment=environment or {}, progress=progress)
    built, problems = build_site(
        root, out=out, config_file=config_file, environment=environment, post_steps=(*first_steps, step)
    )
    if built.status != 0 and not has_errors(problems):
        what = "MkDocs did not build the site"
        problems = (*problems, Diagnostic(Span("mkdocs.yml"), "mkdocs-failed", what, "see what it printed"))
    return built, problems


def _finishing(
    config: Path, *, environment: Mapping[str, str], progress: Progress
) -> Callable[[Path], Found]:
    """Return the step that writes the policy into every page and then checks all of them.

    What the theme itself writes is learned from a site without a word of the sources, so no text of theirs
    can allow a script or an element. ``environment`` is that of the build.
    """

    def finish(tree: Path) -> Found:
        progress("guarding and checking pages")
        base_path = urlsplit(load_config(str(config)).site_url or "/").path or "/"
        with tempfile.TemporaryDirectory() as folder:
            depth = empty_site.depth_of(tree)
            empty = empty_site.build_empty_site(config, Path(folder), depth=depth, environment=environment)
            hashes = csp.script_hashes(empty)
            theme = theme_of(empty, base_path=base_path)
        unguarded = csp.insert_policy(tree, csp.policy(hashes))
        return (*unguarded, *check_site(tree, base_path=base_path, theme=theme))

    return finish
