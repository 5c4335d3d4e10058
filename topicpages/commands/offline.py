"""The command ``offline``."""

from topicpages.commands.locked import locked
from topicpages.commands.outcome import Outcome, Settings, outcome
from topicpages.progress import Progress
from topicpages.publishing.offline.edition import build_offline


@locked
def run(settings: Settings, progress: Progress) -> Outcome:
    """Leave a zip that works from a folder."""
    return outcome(*build_offline(settings.root, progress=progress))
