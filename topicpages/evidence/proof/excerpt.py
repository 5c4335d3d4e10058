"""A quote as it stands in its passage."""

import re
from dataclasses import dataclass

from topicpages.language import normalise

_OMISSION = re.compile(r" ?\[\.\.\.\] ?")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The quote ``text``, the note in which it was found and the parties that the note names.

    ``spans`` are those of its parts in ``note``; without them nothing is known of what stands around it.
    """

    text: str
    passage: int = 0
    note: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    named: frozenset[str] = frozenset()
    role: str = ""
    """What its passage is in the article, in words: “heading”."""

    def standing(self, start: int) -> int | None:
        """Return where the character ``start`` of the normalised quote stands in the normalised note."""
        begins = [0, *(gap.end() for gap in _OMISSION.finditer(normalise(self.text).text))]
        if len(begins) != len(self.spans):
            return None
        part = max(index for index, begin in enumerate(begins) if begin <= max(start, 0))
        return normalise(self.note).from_raw(self.spans[part][0]) + start - begins[part]
