"""The command ``check``."""

from dataclasses import replace

from topicpages.commands.judged import judged
from topicpages.commands.outcome import Outcome, Settings, counted, done
from topicpages.diagnostics import Progress, has_errors


def run(settings: Settings, progress: Progress) -> Outcome:
    """Judge the sources and write nothing.

    With ``watch`` again whenever one of them is saved; with ``fix`` what has one safe answer is fixed first.
    """
    if settings.watch:
        from topicpages.commands.watching import watched  # noqa: PLC0415 -- only who watches waits for it

        return watched(_check, settings, progress)
    if not settings.fix:
        return _check(settings, progress)
    fixed = _fixed(settings, progress)
    if has_errors(fixed.diagnostics):
        return fixed
    told = _check(settings, progress)
    return replace(told, said="\n".join(filter(None, (fixed.said, told.said))))


def _check(settings: Settings, progress: Progress) -> Outcome:
    site, faults = judged(settings, progress)
    library = site.library
    claims = counted(sum(1 for _ in library.claims), "claim")
    sheets = counted(len(library.topics), "fact sheet")
    checked = f"checked {claims} of {sheets} against {counted(len(library.articles), 'article')}"
    return done(faults, checked)


def _fixed(settings: Settings, progress: Progress) -> Outcome:
    # What writes takes longer to load than all that judges.
    from topicpages.commands.mending import run as mend  # noqa: PLC0415

    return mend(settings, progress)
