"""The command ``changes``."""

from dataclasses import asdict

from topicpages.commands.judged import judged
from topicpages.commands.outcome import FAULTS, GOOD, USAGE, Outcome, Settings
from topicpages.diagnostics import Format, Progress, has_errors
from topicpages.evidence import FileChanges, State, compare, compare_files, summary
from topicpages.pipeline import JudgedSources, judge
from topicpages.publishing import generated


def run(settings: Settings, progress: Progress) -> Outcome:
    """Tell as Markdown what differs from the sources below ``against`` to those below the root.

    The same code judges both, for the same day. Faults stand in that text; in JSON those of now stand beside
    what differs, and for GitHub they come as annotations instead.
    """
    if not settings.against.is_dir():
        return Outcome(USAGE, (), f"not compared: there is no folder “{settings.against}”")
    now, faults = judged(settings, progress)
    was = judge(settings.against, progress, today=now.today)
    changes = compare(State(was.library, was.evidence), State(now.library, now.evidence))
    pages = _pages(was, now, progress)
    status = FAULTS if has_errors(faults) else GOOD
    if settings.format is Format.GITHUB:
        return Outcome(status, faults)
    if settings.format is Format.JSON:
        found = {"changes": asdict(changes), "pages": asdict(pages) if pages else None}
        return Outcome(status, faults, found={**found, "sound_before": was.sound})
    return Outcome(status, (), summary(changes, pages, was=was.diagnostics, now=faults))


def _pages(was: JudgedSources, now: JudgedSources, progress: Progress) -> FileChanges | None:
    """Return which pages differ, or ``None`` where a state has errors and so no pages."""
    if not (was.sound and now.sound):
        return None
    return compare_files(generated(was, progress=progress), generated(now, progress=progress))
