"""What is written into ``sources/`` for an editor: a record from a web page, proposals, tidy files.

In goes what an editor has: an address, a saved page, an article of the library. Out come texts of files,
proposals, and what stands at an address today. Nothing here writes; a command hands the texts to
``publishing``.
"""

from topicpages.editing.fetching import KnownRobots, is_public
from topicpages.editing.rechecking import Archive, Look, cited_quotes, look_at, why_skipped

__all__ = ["Archive", "KnownRobots", "Look", "cited_quotes", "is_public", "look_at", "why_skipped"]
