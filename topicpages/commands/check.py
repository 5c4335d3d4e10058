"""The command ``check``."""

from topicpages.commands.judged import judged
from topicpages.commands.outcome import Outcome, Settings, counted, done
from topicpages.diagnostics import Progress


def run(settings: Settings, progress: Progress) -> Outcome:
    """Judge the sources and write nothing."""
    site, faults = judged(settings, progress)
    library = site.library
    claims = counted(sum(1 for _ in library.claims), "claim")
    sheets = counted(len(library.topics), "fact sheet")
    return done(faults, f"checked {claims} of {sheets} against {counted(len(library.articles), 'article')}")
