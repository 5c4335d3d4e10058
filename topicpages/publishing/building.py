"""From judged sources to written pages, under the lock that keeps two builds apart."""

from collections.abc import Mapping
from pathlib import Path

from topicpages.diagnostics import Diagnostic, Span
from topicpages.pages.render import FOLDERS, Addresses, render_pages
from topicpages.pages.search_index import search_files, search_records
from topicpages.pipeline import JudgedSources, load
from topicpages.progress import Progress, silent
from topicpages.publishing.exchange import recover
from topicpages.publishing.write import BuildLock, Written, acquire, write_pages
from topicpages.sources.files import read_sources


def pages(site: JudgedSources, *, addresses: Addresses, progress: Progress = silent) -> Mapping[str, str]:
    """Return every generated file of ``site`` by its path below ``docs/``: pages and the search index."""
    records = search_records(site.library, site.evidence, addresses=addresses)
    texts = render_pages(
        site.library,
        site.evidence,
        site.lock,
        addresses=addresses,
        progress=lambda done, total: progress(f"rendering page {done} of {total}"),
    )
    return {**texts, **search_files(records)}


BUSY = "busy"


def begin(root: Path) -> tuple[BuildLock | None, tuple[Diagnostic, ...]]:
    """Take the build lock and put right what a killed build left; without a lock, say why there is none."""
    if not root.is_dir():
        return None, read_sources(root)[1]
    lock = acquire(root)
    if lock is None:
        what = "another build of this site runs"
        return None, (Diagnostic(Span(".topicpages"), BUSY, what, "wait for it, or stop it"),)
    if found := lock.diagnostics or recover(root):
        lock.release()
        return None, found
    return lock, ()


def build(
    root: Path,
    *,
    addresses: Addresses = FOLDERS,
    progress: Progress = silent,
) -> tuple[JudgedSources, Written, tuple[Diagnostic, ...]]:
    """Build the pages below ``root/docs``; with any error nothing is written.

    The caller holds the build lock.
    """
    site = load(root, progress)
    if not site.sound:
        return site, Written(), site.diagnostics
    texts = pages(site, addresses=addresses, progress=progress)
    progress("writing pages")
    written, unwritten = write_pages(root, texts)
    return site, written, (*site.diagnostics, *unwritten)
