"""Taking an article in: from a page, a text or a PDF to a record, its publisher's entry and its original.

``take_in`` gives texts and bytes for a command to write, and says what was guessed, skipped and found alike.
What is not known is left out: nothing in a record is made up. ``pdf_text`` reads a PDF for others too.
"""

from topicpages.editing.intake.pdf import pdf_text
from topicpages.editing.intake.reading import Received
from topicpages.editing.intake.receiving import is_address, received_file, received_page
from topicpages.editing.intake.taking import Asked, Taken, take_in

__all__ = [
    "Asked",
    "Received",
    "Taken",
    "is_address",
    "pdf_text",
    "received_file",
    "received_page",
    "take_in",
]
