"""The functions that MkDocs calls. They build the pages; a preview outlives faults of the sources.

MkDocs by itself publishes no more than ``make site`` does: no private original, no symlink, no words of an
article that are not ours to publish. (``make site`` guards and checks its pages for more than that.)
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from topicpages.diagnostics import Diagnostic, Severity
from topicpages.evidence import rights_faults
from topicpages.pages import TEMPLATES, Addresses, topic_page
from topicpages.pipeline import judge
from topicpages.publishing.building import ANOTHER_BUILD, begin_build, build_docs
from topicpages.publishing.exchange import mark
from topicpages.publishing.hook_input import told_topics
from topicpages.publishing.theme.files import PACKED_SITEMAP, keep_what_is_asked_for
from topicpages.publishing.theme.style_sheet import join_style_sheets
from topicpages.publishing.unpublishable import unpublishable
from topicpages.publishing.write.state import read_state
from topicpages.sources import Library

# MkDocs prints and counts what its own loggers say; --strict fails on a warning there.
_log = logging.getLogger("mkdocs.hooks.build_pages")


@dataclass(slots=True)
class _Remembered:
    """The memory of the hook from one event of MkDocs to the next.

    Of a preview, ``topics`` are those of the last good build. ``kept_out`` are paths that are not published.
    """

    serving: bool = False
    topics: tuple[str, ...] = ()
    library: Library | None = None
    kept_out: frozenset[str] = frozenset()


_remembered = _Remembered()


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG001 -- MkDocs names the arguments
    """Remember whether this is a preview."""
    _remembered.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Write the pages and put the topics into the navigation.

    Raises:
        PluginError: the sources have faults. A preview shows the first one instead and keeps the last pages.
    """
    root = Path(config.config_file_path).parent
    ready = told_topics()
    topics = _built(config, root) if ready is None else ready
    if config.nav is not None:
        pages = [topic_page(topic) for topic in topics]
        existing = [page for page in pages if (Path(config.docs_dir) / page).is_file()]
        config.nav = [*config.nav[:1], {"Topics": existing}, *config.nav[1:]] if existing else config.nav
    return config


def _built(config: MkDocsConfig, root: Path) -> tuple[str, ...]:
    """Build the pages and return the topics; what is wrong is logged, and shown on the pages of a preview."""
    mutex, faults = begin_build(root)
    if mutex is None:
        # Another build writes the pages just now: a preview goes on with them, a build may not.
        busy = all(diagnostic.code == ANOTHER_BUILD for diagnostic in faults)
        site = judge(root)
        faults = () if busy and _remembered.serving else (*faults, *site.diagnostics)
    else:
        with mutex:
            site, _, faults = build_docs(root, addresses=Addresses(folders=config.use_directory_urls))
    errors = _logged(faults)
    if errors and not _remembered.serving:
        message = f"{len(errors)} faults in the sources; no page was written"
        raise PluginError(message)
    withheld = unpublishable(root, site.library)
    if _logged(withheld) and not _remembered.serving:
        message = f"{len(withheld)} files that must not be published; no site was built"
        raise PluginError(message)
    _remembered.library = site.library
    kept_out = frozenset(fault.span.path for fault in withheld)
    # A record with a fault does not say which file is its original: what was known stays known.
    _remembered.kept_out = kept_out | _remembered.kept_out if errors else kept_out
    # A hook that raises during a preview would leave the browser waiting for ever.
    first = next(iter((*errors, *withheld)), None)
    config.extra["build_error"] = str(first) if first else ""
    if not errors or not _remembered.topics:
        _remembered.topics = tuple(site.library.topics)
    return _remembered.topics


def _logged(faults: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Let MkDocs print ``faults`` and return the errors among it."""
    errors = [diagnostic for diagnostic in faults if diagnostic.severity is Severity.ERROR]
    for diagnostic in faults:
        _log.log(logging.ERROR if diagnostic in errors else logging.INFO, "%s", diagnostic)
    return errors


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Take out of a preview what no build would publish, and of the theme what nobody asks for."""
    root = Path(config.config_file_path).parent
    keep_what_is_asked_for(files, config)
    for file in list(files):
        place = Path(file.abs_src_path or root)
        if any((root / path) in (place, *place.parents) for path in _remembered.kept_out):
            files.remove(file)
    join_style_sheets(files, config)
    return files


class _Compiled(jinja2.BytecodeCache):
    """Keeps what Jinja compiled of the theme from one build of a preview to the next."""

    def __init__(self) -> None:
        self._codes: dict[str, bytes] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        if bucket.key in self._codes:
            bucket.bytecode_from_string(self._codes[bucket.key])

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        self._codes[bucket.key] = bucket.bytecode_to_string()


_compiled = _Compiled()


def on_env(env: jinja2.Environment, **_: object) -> jinja2.Environment:
    """Compile the theme's templates once for a whole preview; Jinja sees by itself when one has changed."""
    if _remembered.serving:
        env.bytecode_cache = _compiled
    return env


def on_page_markdown(markdown: str, /, *, page: Page, **_: object) -> str:
    """Keep the pages of a preview out of the theme's own search: it takes a fifth of each build.

    The search over claims, which readers meet first, is there.
    """
    if _remembered.serving:
        page.meta["search"] = {"exclude": True}
    return markdown


@event_priority(-100)  # after the search, which writes its index at the same event
def on_post_build(*, config: MkDocsConfig) -> None:
    """Mark a site that MkDocs built by itself as ours, so that ``make site`` may replace it.

    Raises:
        PluginError: words that are not ours to publish stood in it; the files that had them are gone.
    """
    if _remembered.serving:
        return
    site = Path(config.site_dir)
    (site / PACKED_SITEMAP).unlink(missing_ok=True)
    mark(site)
    if told_topics() is not None or _remembered.library is None:
        return
    faults = rights_faults(site, _remembered.library)
    for fault in faults:
        (site / fault.span.path).unlink(missing_ok=True)
    if _logged(faults):
        files = len({fault.span.path for fault in faults})
        message = f"{files} files held words that must not be published; they are deleted"
        raise PluginError(message)


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
    generated = {path.split("/")[0] for path in read_state(Path(config.config_file_path).parent)[0].pages}
    for entry in sorted(docs.iterdir()):
        if entry.name not in generated:
            server.watch(str(entry))
    return server
