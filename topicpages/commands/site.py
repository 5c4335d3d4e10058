"""The command ``site``."""

from topicpages.commands.exclusive import exclusive
from topicpages.commands.outcome import Outcome, Settings, outcome
from topicpages.diagnostics import Progress
from topicpages.publishing import build_public


@exclusive
def run(settings: Settings, progress: Progress) -> Outcome:
    """Leave the finished, checked site in ``site/``."""
    return outcome(*build_public(settings.root, progress=progress))
