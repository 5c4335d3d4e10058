"""The command ``offline``."""

from topicpages.commands.exclusive import exclusive
from topicpages.commands.outcome import Outcome, Settings, outcome
from topicpages.diagnostics import Progress
from topicpages.publishing import build_offline


@exclusive
def run(settings: Settings, progress: Progress) -> Outcome:
    """Leave a zip that works from a folder."""
    return outcome(*build_offline(settings.root, progress=progress))
