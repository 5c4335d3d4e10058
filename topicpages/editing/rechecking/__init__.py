"""What stands at the address of an article today, and whether the quotes that claims cite still stand there.

``look_at`` asks for the page of one article and gives a ``Look``; it never raises and writes nothing.
"""

from topicpages.editing.rechecking.archives import Archive
from topicpages.editing.rechecking.citing import CitedQuote, cited_quotes, why_skipped
from topicpages.editing.rechecking.look import Look, look_at

__all__ = ["Archive", "CitedQuote", "Look", "cited_quotes", "look_at", "why_skipped"]
