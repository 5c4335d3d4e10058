"""The command ``check``."""

from topicpages.commands.judged import judged
from topicpages.commands.outcome import Outcome, Settings, counted, done
from topicpages.diagnostics import Progress


def run(settings: Settings, progress: Progress) -> Outcome:
    """Judge the sources and write nothing; with ``watch`` again whenever one of them is saved."""
    if settings.watch:
        from topicpages.commands.watching import watched  # noqa: PLC0415 -- only who watches waits for it

        return watched(_check, settings, progress)
    return _check(settings, progress)


def _check(settings: Settings, progress: Progress) -> Outcome:
    site, faults = judged(settings, progress)
    library = site.library
    claims = counted(sum(1 for _ in library.claims), "claim")
    sheets = counted(len(library.topics), "fact sheet")
    return done(faults, f"checked {claims} of {sheets} against {counted(len(library.articles), 'article')}")
