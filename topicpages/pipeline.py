"""The stages in order: what reads, links, judges, renders and writes a site."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from topicpages.checks import check
from topicpages.corpus import read_corpus
from topicpages.diagnostics import Diagnostic, Span, has_errors
from topicpages.evidence import Evidence, assess
from topicpages.files import SOURCES, read_lock_file, read_sources
from topicpages.library import Library
from topicpages.link import link
from topicpages.lock import Lock, read_lock
from topicpages.publish import recover
from topicpages.render import FOLDERS, Addresses, render
from topicpages.search import search_files, search_records
from topicpages.severity import judged
from topicpages.today import today
from topicpages.write import BuildLock, Written, acquire, write_pages

Progress = Callable[[str], None]

_NAMES_AND_UNITS = frozenset({f"{SOURCES}/entities.yml", f"{SOURCES}/units.yml"})


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """A site's sources, linked and judged; ``diagnostics`` are of all stages so far."""

    root: Path
    library: Library
    evidence: Evidence
    lock: Lock
    today: date
    diagnostics: tuple[Diagnostic, ...]

    @property
    def sound(self) -> bool:
        """Whether pages may be written: no error stands."""
        return not has_errors(self.diagnostics)


def silent(_: str) -> None:
    """Say nothing."""


def load(root: Path, progress: Progress = silent) -> Site:
    """Read, link and judge the sources below ``root``. Writes nothing and never raises."""
    progress("reading sources")
    files, unread = read_sources(root)
    corpus, misshapen = read_corpus(files, unread)
    progress("linking")
    library, unlinked = link(corpus)
    lock_text, unopened = read_lock_file(root)
    lock, unlocked = read_lock(lock_text)
    day = today(root, library)
    progress("weighing evidence")
    evidence, weighed = assess(library, lock, day)
    # Without all names and units hardly a proof would succeed, and no fault of substance would be one.
    unsound = () if corpus.partial & _NAMES_AND_UNITS else check(library, evidence)
    found = (*unread, *misshapen, *unlinked, *unopened, *unlocked, *weighed, *unsound)
    return Site(root, library, evidence, lock, day, tuple(sorted(set(judged(found, library)))))


def pages(site: Site, *, addresses: Addresses, progress: Progress = silent) -> Mapping[str, str]:
    """Return every generated file of ``site`` by its path below ``docs/``: pages and the search index."""
    records = search_records(site.library, site.evidence, addresses=addresses)
    texts = render(
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
) -> tuple[Site, Written, tuple[Diagnostic, ...]]:
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
