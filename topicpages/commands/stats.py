"""The command ``stats``."""

from topicpages.commands.judged import judged
from topicpages.commands.outcome import GOOD, Outcome, Settings, outcome
from topicpages.diagnostics import Progress, has_errors
from topicpages.evidence import statistics_of, statistics_report


def run(settings: Settings, progress: Progress) -> Outcome:
    """Count what the site has of everything; its warnings are counted too, not listed."""
    site, faults = judged(settings, progress)
    if has_errors(faults):
        return outcome(faults)
    statistics = statistics_of(site.library, site.evidence, faults)
    return Outcome(GOOD, (), statistics_report(statistics), found=statistics)
