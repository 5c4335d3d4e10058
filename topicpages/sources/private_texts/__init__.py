"""Articles whose text stays private: their quotes found in the original, or in what the lock keeps of it.

Where the original is, each quote is looked for in it; elsewhere the lock tells in which passage it stands.
Both give the same passages, made of the words that are quoted, so that a site is the same on every machine.
"""

from topicpages.sources.private_texts.finding import NotRecorded, PrivateText, private_text
from topicpages.sources.private_texts.kept import KeptPassage, KeptText, quote_key
from topicpages.sources.private_texts.prints import RUN, prints, runs_of

__all__ = [
    "RUN",
    "KeptPassage",
    "KeptText",
    "NotRecorded",
    "PrivateText",
    "prints",
    "private_text",
    "quote_key",
    "runs_of",
]
