"""The command ``site``."""

from topicpages.commands.locked import locked
from topicpages.commands.outcome import Outcome, Settings, outcome
from topicpages.progress import Progress
from topicpages.publishing.finished_site import build_public


@locked
def run(settings: Settings, progress: Progress) -> Outcome:
    """Leave the finished, checked site in ``site/``."""
    return outcome(*build_public(settings.root, progress=progress))
