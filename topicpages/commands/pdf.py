"""The command ``pdf``."""

from topicpages.commands.locked import locked
from topicpages.commands.outcome import Outcome, Settings, outcome
from topicpages.progress import Progress
from topicpages.publishing.documents import print_documents


@locked
def run(settings: Settings, progress: Progress) -> Outcome:
    """Leave each topic as a document."""
    return outcome(*print_documents(settings.root, progress=progress))
