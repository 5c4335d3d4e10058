"""The command ``coverage``."""

from topicpages.commands.judged import judged
from topicpages.commands.outcome import Outcome, Settings, outcome
from topicpages.diagnostics import has_errors
from topicpages.evidence.article_use import coverage, report
from topicpages.progress import Progress


def run(settings: Settings, progress: Progress) -> Outcome:
    """Say what of the articles no claim uses."""
    site, found = judged(settings, progress)
    return outcome(found, "" if has_errors(found) else report(coverage(site.library, site.evidence)))
