"""The command ``pdf``."""

from topicpages.commands.exclusive import exclusive
from topicpages.commands.outcome import Outcome, Settings, outcome
from topicpages.diagnostics import Progress
from topicpages.publishing import print_documents


@exclusive
def run(settings: Settings, progress: Progress) -> Outcome:
    """Leave each topic as a document."""
    return outcome(*print_documents(settings.root, progress=progress))
