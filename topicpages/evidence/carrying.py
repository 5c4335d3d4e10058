"""Tells what each citation proves of its answer."""

from topicpages.evidence.model import Carried
from topicpages.library import Assertion, Citation, Library


class Carrier:
    """Weighs citations against the answers that they are given for."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def carried(self, answer: Assertion) -> tuple[Carried, ...]:
        """Return what each citation of ``answer`` proves, in order."""
        return tuple(self._carried(citation) for citation in answer.citations)

    def _carried(self, citation: Citation) -> Carried:
        usable = not citation.article.record.withdrawn and len(citation.quotes) == len(citation.spec.quotes)
        return Carried(citation, needed=0, lacks=(), usable=usable)
