"""The command ``pdf``."""

from topicpages.commands.locked import locked
from topicpages.commands.outcome import Outcome, Settings, outcome
from topicpages.documents import print_documents
from topicpages.progress import Progress


@locked
def run(settings: Settings, progress: Progress) -> Outcome:
    """Leave each topic as a document."""
    return outcome(*print_documents(settings.root, progress=progress))
