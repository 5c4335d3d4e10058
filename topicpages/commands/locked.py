"""What commands that write share: the build lock, and the file of reviews and audits."""

from pathlib import Path

from topicpages.commands.judged import judged
from topicpages.commands.outcome import BUSY, FAULTS, Command, Outcome, Settings, outcome
from topicpages.diagnostics import Diagnostic, has_errors
from topicpages.progress import Progress
from topicpages.publishing import building as pipeline
from topicpages.publishing.write.disk import modes_from_us
from topicpages.publishing.write.faults import cannot_write
from topicpages.publishing.write.state import replace_file
from topicpages.sources.files import LOCK


def locked(run: Command) -> Command:
    """Return ``run`` as a command that holds the build lock, and that refuses claims without a review."""

    def running(settings: Settings, progress: Progress) -> Outcome:
        lock, found = pipeline.begin(settings.root)
        if lock is None:
            busy = any(diagnostic.code == pipeline.BUSY for diagnostic in found)
            return Outcome(BUSY if busy else FAULTS, found)
        with lock:
            if settings.require_review and has_errors(found := judged(settings, progress)[1]):
                return outcome(found)
            return run(settings, progress)

    return running


def write_lock(root: Path, text: str) -> tuple[Diagnostic, ...]:
    """Write the lock of ``root``, and return why that was not possible."""
    try:
        with modes_from_us():
            replace_file(root / LOCK, text.encode())
    except OSError as error:
        return (cannot_write(LOCK, error),)
    return ()
