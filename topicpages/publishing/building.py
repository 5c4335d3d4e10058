"""From judged sources to written pages, one build at a time."""

from collections.abc import Mapping
from pathlib import Path

from topicpages.diagnostics import Diagnostic, Progress, Span, silent
from topicpages.pages import FOLDERS, Addresses, Inputs, generated_files
from topicpages.pipeline import JudgedSources, judge
from topicpages.publishing.exchange import recover
from topicpages.publishing.write import BuildMutex, Written, acquire, write_pages
from topicpages.publishing.write.disk import modes_from_us
from topicpages.publishing.write.faults import cannot_write
from topicpages.publishing.write.state import replace_file
from topicpages.sources import LOCK, read_sources

# The code of the fault that keeps a build out.
ANOTHER_BUILD = "busy"


def begin_build(root: Path) -> tuple[BuildMutex | None, tuple[Diagnostic, ...]]:
    """Keep other builds out and put right what a killed one left; without a mutex, say why there is none."""
    if not root.is_dir():
        return None, read_sources(root)[1]
    mutex = acquire(root)
    if mutex is None:
        what = "another build of this site runs"
        return None, (Diagnostic(Span(".topicpages"), ANOTHER_BUILD, what, "wait for it, or stop it"),)
    if faults := mutex.diagnostics or recover(root):
        mutex.release()
        return None, faults
    return mutex, ()


def generated(
    sources: JudgedSources, *, addresses: Addresses = FOLDERS, progress: Progress = silent
) -> Mapping[str, str]:
    """Return every generated file of a site by its path below ``docs/``."""
    return generated_files(
        Inputs(
            sources.library,
            sources.evidence,
            sources.lock,
            addresses,
            progress=lambda done, total: progress(f"rendering page {done} of {total}"),
        )
    )


def build_docs(
    root: Path,
    *,
    addresses: Addresses = FOLDERS,
    progress: Progress = silent,
) -> tuple[JudgedSources, Written, tuple[Diagnostic, ...]]:
    """Make the generated files below ``root/docs`` what the sources say; with any error nothing is written.

    The caller holds the ``BuildMutex``.
    """
    sources = judge(root, progress)
    if not sources.sound:
        return sources, Written(), sources.diagnostics
    texts = generated(sources, addresses=addresses, progress=progress)
    progress("writing pages")
    written, unwritten = write_pages(root, texts)
    return sources, written, (*sources.diagnostics, *unwritten)


def write_lock_file(root: Path, text: str) -> tuple[Diagnostic, ...]:
    """Write the lock file of ``root``, and return why that was not possible."""
    try:
        with modes_from_us():
            replace_file(root / LOCK, text.encode())
    except OSError as error:
        return (cannot_write(LOCK, error),)
    return ()
