"""The stages that only judge, in order: sources are read, linked, weighed and checked."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from topicpages.diagnostics import Diagnostic, has_errors
from topicpages.evidence.assessment import Evidence, assess
from topicpages.evidence.checks import check
from topicpages.evidence.lock_file import Lock, read_lock
from topicpages.evidence.severity import with_chosen_severity
from topicpages.progress import Progress, silent
from topicpages.sources.corpus import read_corpus
from topicpages.sources.files import SOURCES, read_lock_file, read_sources
from topicpages.sources.library import Library
from topicpages.sources.link import link_corpus
from topicpages.sources.today import day_of_build

_NAMES_AND_UNITS = frozenset({f"{SOURCES}/entities.yml", f"{SOURCES}/units.yml"})


@dataclass(frozen=True, slots=True, eq=False)
class JudgedSources:
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


def load(root: Path, progress: Progress = silent) -> JudgedSources:
    """Read, link and judge the sources below ``root``. Writes nothing and never raises."""
    progress("reading sources")
    files, unread = read_sources(root)
    corpus, misshapen = read_corpus(files, unread)
    progress("linking")
    library, unlinked = link_corpus(corpus)
    lock_text, unopened = read_lock_file(root)
    lock, unlocked = read_lock(lock_text)
    day = day_of_build(root, library)
    progress("weighing evidence")
    evidence, weighed = assess(library, lock, day)
    # Without all names and units hardly a proof would succeed, and no fault of substance would be one.
    unsound = () if corpus.partial & _NAMES_AND_UNITS else check(library, evidence)
    found = (*unread, *misshapen, *unlinked, *unopened, *unlocked, *weighed, *unsound)
    return JudgedSources(
        root, library, evidence, lock, day, tuple(sorted(set(with_chosen_severity(found, library))))
    )
