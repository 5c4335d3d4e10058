"""The finished site: pages, published by MkDocs, guarded, checked, and only then put in place."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config import load_config

from topicpages.diagnostics import Diagnostic, Faults, Progress, Span, has_errors
from topicpages.evidence import rights_faults
from topicpages.pages import draw_cards
from topicpages.publishing.building import build_docs
from topicpages.publishing.exchange import PostStep, build_site
from topicpages.publishing.hook_input import tell_topics
from topicpages.publishing.html_check import check_site, theme_of
from topicpages.publishing.mkdocs_run import Built
from topicpages.publishing.policy import insert_policy, policy, script_hashes
from topicpages.publishing.theme import blank_site
from topicpages.publishing.unpublishable import unpublishable
from topicpages.sources import Library


def build_public(root: Path, *, progress: Progress) -> tuple[Faults, str]:
    """Leave the finished site in ``root/site``; the caller holds the ``BuildMutex``."""
    sources, _, faults = build_docs(root, progress=progress)
    if has_errors(faults):
        return faults, ""
    out = root / "site"
    built, problems = publish(
        root, library=sources.library, out=out, config_file=root / "mkdocs.yml", progress=progress
    )
    faults = (*faults, *problems)
    return faults, built.output if has_errors(faults) else f"the site is in {out}"


def publish(
    root: Path,
    *,
    library: Library,
    out: Path,
    config_file: Path,
    progress: Progress,
    first_steps: Sequence[PostStep] = (),
) -> tuple[Built, Faults]:
    """Publish the pages of ``root``, made from ``library``, with MkDocs at ``out``, guarded and checked.

    ``first_steps`` change what MkDocs built before it is guarded.
    """
    if faults := unpublishable(root, library):
        return Built(1), faults
    progress("publishing with MkDocs")
    step = _finishing(config_file, library=library, progress=progress)
    with tempfile.TemporaryDirectory() as folder:
        built, problems = build_site(
            root,
            out=out,
            config_file=config_file,
            environment=tell_topics(library.topics, Path(folder)),
            post_steps=(*first_steps, step),
        )
    if built.status != 0 and not has_errors(problems):
        what = "MkDocs did not build the site"
        problems = (*problems, Diagnostic(Span("mkdocs.yml"), "mkdocs-failed", what, "see what it printed"))
    return built, problems


def _finishing(config: Path, *, library: Library, progress: Progress) -> Callable[[Path], Faults]:
    """Return the step that draws cards if asked, writes the policy into every page and checks all of them.

    What the theme itself writes is learned from a site without a word of the sources, so no text of theirs
    can allow a script or an element.
    """

    def finish(tree: Path) -> Faults:
        progress("guarding and checking pages")
        settings = load_config(str(config))
        if settings.extra.get("cards") and (undrawn := draw_cards(tree, site_url=settings.site_url or "")):
            return undrawn
        base_path = urlsplit(settings.site_url or "/").path or "/"
        with tempfile.TemporaryDirectory() as folder:
            depth = blank_site.depth_of(tree)
            empty = blank_site.build_blank_site(config, Path(folder), depth=depth)
            hashes = script_hashes(empty)
            theme = theme_of(empty, base_path=base_path)
        unguarded = insert_policy(tree, policy(hashes))
        faults = check_site(tree, base_path=base_path, theme=theme)
        return (*unguarded, *faults, *rights_faults(tree, library))

    return finish
