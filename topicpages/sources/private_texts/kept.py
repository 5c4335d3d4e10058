"""What the lock keeps of a private text, so that its quotes are proven where the original is not.

Of the text itself that is no more than registered names and doubts that stand beside quotes; all else is
numbers and hashes.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Annotated

from pydantic import Field, StringConstraints

from topicpages.language import NORMALISER_VERSION, normalise
from topicpages.sources.model import Day, PassageRow, QuoteSpec, Sha256, Shape

Span = tuple[int, int]

LONGEST_MARK = 200
_KEY_DIGITS = 32
_Key = Annotated[str, StringConstraints(pattern=rf"^[0-9a-f]{{{_KEY_DIGITS}}}$")]
_Spans = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,7}-[0-9]{1,7}( [0-9]{1,7}-[0-9]{1,7})*$")]
_Offsets = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,7}( [0-9]{1,7})*$")]
_Prints = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{12}( [0-9a-f]{12})*)?$")]
_Offset = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,7}$")]
_Count = Annotated[int, Field(ge=0, le=9_999_999)]
_Mark = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_MARK)]


class KeptPassage(Shape):
    """One passage: ``words`` it has, where its sentences end, what is known of the words in it.

    Places count the characters of the normalised passage from 0. ``quotes`` has the spans of the parts of
    each quote, by :func:`quote_key`; ``marks`` has names and doubts by where they begin.
    """

    words: _Count
    ends: _Offsets
    marks: Mapping[_Offset, _Mark] = Field(default_factory=dict)
    quotes: Mapping[_Key, _Spans] = Field(default_factory=dict)


class KeptText(Shape):
    """What an audit kept of one original: ``passages`` by number, only those that are quoted.

    ``sha256`` is the hash of the original, ``rows`` that of the list of passages. ``prints`` are hashes of
    runs of words, to find the text again under another outlet. ``notes`` has the hash of each note that was
    proven, by the number of its passage.
    """

    on: Day
    sha256: Sha256
    rows: Sha256
    normaliser: _Count
    prints: _Prints = ""
    notes: Mapping[_Offset, Sha256] = Field(default_factory=dict)
    passages: Mapping[_Offset, KeptPassage] = Field(default_factory=dict)

    def is_of(self, sha256: str, rows: Sequence[PassageRow]) -> bool:
        """Tell whether it was kept of that very original, its passages and today's rules of matching."""
        return (self.sha256, self.rows, self.normaliser) == (sha256, rows_hash(rows), NORMALISER_VERSION)


def quote_key(spec: QuoteSpec) -> str:
    """Return the name under which a quote with its prefix and suffix is kept."""
    words = [normalise(part or "").text for part in (spec.exact, spec.prefix, spec.suffix)]
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()[:_KEY_DIGITS]


def rows_hash(rows: Sequence[PassageRow]) -> str:
    """Return a hash over where the passages stand and what they are."""
    return hashlib.sha256(json.dumps([[row.lines, row.role] for row in rows]).encode()).hexdigest()


def note_hash(note: str) -> str:
    """Return a hash over a note, however its lines are broken."""
    return hashlib.sha256(" ".join(note.split()).encode("utf-8", "surrogatepass")).hexdigest()


def written(spans: Sequence[Span]) -> str:
    """Return spans as the lock has them."""
    return " ".join(f"{start}-{end}" for start, end in spans)


def read(spans: str) -> tuple[Span, ...]:
    """Return the spans of such a text."""
    pairs = (span.partition("-") for span in spans.split())
    return tuple((int(start), int(end)) for start, _, end in pairs)
