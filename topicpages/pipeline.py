"""The stages that only judge, in order: sources are read, linked, weighed and checked."""

from dataclasses import dataclass
from datetime import date
from os import environ
from pathlib import Path

from topicpages.diagnostics import Diagnostic, Progress, has_errors, silent
from topicpages.evidence import (
    Evidence,
    Lock,
    assess,
    check,
    private_faults,
    read_lock,
    with_chosen_severity,
    without_consequences,
)
from topicpages.sources import (
    Library,
    day_of_build,
    link_corpus,
    read_corpus,
    read_lock_file,
    read_originals,
    read_sources,
    with_report_address,
)


@dataclass(frozen=True, slots=True, eq=False)
class JudgedSources:
    """A site's sources, linked and judged; ``diagnostics`` are of all stages so far.

    ``stages`` are the faults of shape, then those of links: a later stage sees only what those before let
    through.
    """

    root: Path
    library: Library
    evidence: Evidence
    lock: Lock
    today: date
    diagnostics: tuple[Diagnostic, ...]
    stages: tuple[tuple[Diagnostic, ...], ...] = ()

    @property
    def sound(self) -> bool:
        """Whether pages may be written: no error stands."""
        return not has_errors(self.diagnostics)


def folder_of_originals(root: Path) -> Path:
    """Return the folder that ``ORIGINALS`` names, or else ``originals/`` of the site."""
    return Path(environ.get("ORIGINALS") or root / "originals")


def judge(
    root: Path, progress: Progress = silent, *, originals: Path | None = None, today: date | None = None
) -> JudgedSources:
    """Read, link and judge the sources below ``root``. Writes nothing and never raises.

    ``originals`` is the folder of the private originals; what is there of them need not be in the lock. They
    are judged for the day of the build, unless for ``today``.
    """
    progress("reading sources")
    files, unread = read_sources(root)
    corpus, misshapen = read_corpus(files, unread)
    lock_text, unopened = read_lock_file(root)
    lock, unlocked = read_lock(lock_text)
    progress("linking")
    private = [key for key, (record, _, _) in corpus.articles.items() if record.text == "private"]
    texts = read_originals(originals or folder_of_originals(root), private)
    library, unlinked = link_corpus(corpus, texts, lock.texts)
    library, unaddressed = with_report_address(library)
    day = today or day_of_build(root, library)
    progress("weighing evidence")
    evidence, weighed = assess(library, lock, day)
    unsound = (*weighed, *check(library, evidence), *private_faults(library))
    found = (*unread, *misshapen, *unlinked, *unaddressed, *unopened, *unlocked)
    found += without_consequences(unsound, library, evidence)
    if has_errors(unsound) and not has_errors(found):  # what is left out never makes a site sound
        found += unsound
    told = tuple(sorted(set(with_chosen_severity(found, library))))
    return JudgedSources(root, library, evidence, lock, day, told, (misshapen, unlinked))
