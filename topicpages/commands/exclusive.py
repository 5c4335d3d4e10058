"""What commands that write share: no other build of the site runs meanwhile."""

from topicpages.commands.judged import judged
from topicpages.commands.outcome import BUSY, FAULTS, Command, Outcome, Settings, outcome
from topicpages.diagnostics import Progress, has_errors
from topicpages.publishing import ANOTHER_BUILD, begin_build


def exclusive(run: Command) -> Command:
    """Return ``run`` as a command that keeps other builds out, and that refuses claims without a review."""

    def running(settings: Settings, progress: Progress) -> Outcome:
        mutex, faults = begin_build(settings.root)
        if mutex is None:
            busy = any(fault.code == ANOTHER_BUILD for fault in faults)
            return Outcome(BUSY if busy else FAULTS, faults)
        with mutex:
            if settings.require_review and has_errors(faults := judged(settings, progress)[1]):
                return outcome(faults)
            return run(settings, progress)

    return running
