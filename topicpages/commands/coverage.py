"""The command ``coverage``."""

from topicpages.commands.judged import judged
from topicpages.commands.outcome import Outcome, Settings, outcome
from topicpages.diagnostics import Progress, has_errors
from topicpages.evidence import article_use_report, use_of_articles


def run(settings: Settings, progress: Progress) -> Outcome:
    """Say what of the articles no claim uses."""
    site, faults = judged(settings, progress)
    return outcome(
        faults, "" if has_errors(faults) else article_use_report(use_of_articles(site.library, site.evidence))
    )
