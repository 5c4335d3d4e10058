"""What MkDocs calls: builds the pages before each build, and keeps a preview alive over faults."""

import logging
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer

from topicpages.diagnostics import Severity
from topicpages.pipeline import BUSY, begin, build, load
from topicpages.publish import PAGES_READY, mark
from topicpages.render import TEMPLATES, Addresses
from topicpages.render.addresses import topic_page
from topicpages.write.state import load as load_state

# MkDocs prints and counts what its own loggers say; --strict fails on a warning there.
_log = logging.getLogger("mkdocs.hooks.build_pages")


@dataclass(slots=True)
class _Preview:
    """What is remembered between the builds of a preview: ``topics`` are those of the last good one."""

    serving: bool = False
    topics: tuple[str, ...] = ()


_preview = _Preview()


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG001 -- MkDocs names the arguments
    """Remember whether this is a preview."""
    _preview.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Write the pages and put the topics into the navigation.

    Raises:
        PluginError: the sources have faults. A preview shows the first one instead and keeps the last pages.
    """
    root = Path(config.config_file_path).parent
    topics = _topics(root) if os.environ.get(PAGES_READY) else _built(config, root)
    if config.nav is not None:
        pages = [topic_page(topic) for topic in topics]
        existing = [page for page in pages if (Path(config.docs_dir) / page).is_file()]
        config.nav = [*config.nav[:1], {"Topics": existing}, *config.nav[1:]] if existing else config.nav
    return config


def _topics(root: Path) -> Iterable[str]:
    return load(root).library.topics


def _built(config: MkDocsConfig, root: Path) -> Iterable[str]:
    """Build the pages and return the topics; what is wrong is logged, and shown on the pages of a preview."""
    lock, found = begin(root)
    if lock is None:
        # Another build writes the pages just now: a preview goes on with them, a build may not.
        busy = all(diagnostic.code == BUSY for diagnostic in found)
        site = load(root)
        found = () if busy and _preview.serving else (*found, *site.diagnostics)
    else:
        with lock:
            site, _, found = build(root, addresses=Addresses(folders=config.use_directory_urls))
    errors = [diagnostic for diagnostic in found if diagnostic.severity is Severity.ERROR]
    for diagnostic in found:
        _log.log(logging.ERROR if diagnostic in errors else logging.INFO, "%s", diagnostic)
    if errors and not _preview.serving:
        message = f"{len(errors)} faults in the sources; no page was written"
        raise PluginError(message)
    # A hook that raises during a preview would leave the browser waiting for ever.
    config.extra["build_error"] = str(errors[0]) if errors else ""
    if not errors or not _preview.topics:
        _preview.topics = tuple(site.library.topics)
    return _preview.topics


def on_post_build(*, config: MkDocsConfig) -> None:
    """Mark a site that MkDocs built by itself as ours, so that ``make site`` may replace it."""
    if not _preview.serving:
        mark(Path(config.site_dir))


def on_serve(
    server: LiveReloadServer,
    /,
    *,
    config: MkDocsConfig,
    builder: Callable[..., None],  # noqa: ARG001 -- as MkDocs calls it
) -> LiveReloadServer:
    """Watch what people write, not what is generated: else each edit would build twice."""
    docs = Path(config.docs_dir)
    server.unwatch(str(docs))
    server.watch(str(TEMPLATES))
    generated = {path.split("/")[0] for path in load_state(Path(config.config_file_path).parent)[0].pages}
    for entry in sorted(docs.iterdir()):
        if entry.name not in generated:
            server.watch(str(entry))
    return server
