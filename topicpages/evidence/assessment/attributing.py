"""Where a statement says whose words it gives. That is proven by names and marks, not by its words."""

import re
from collections.abc import Iterator, Sequence

_MARKED = re.compile(r'"[^"]*"')
_VERB = (
    "(?:says?|said|writes?|wrote|states?|stated|calls?|called|describes?|described|reports?|reported|asks?)"
)
_OF_SOMEBODY = re.compile(
    r"\b(?:by the (?:account|count) of|in the (?:view|words) of|according to)\b", re.IGNORECASE
)
_BEFORE_OUTLET = re.compile(rf"\b{_VERB}(?: by| in)? (?:the )?$")
_BEHIND_OUTLET = re.compile(rf"^,? {_VERB}\b")
_BEFORE_MARKS = re.compile(
    r"\b(?:says?|said|writes?|wrote|calls?|called|describes?|described|asks?)"
    r'(?: it| as| of| them| these| what| that| the| an?)*(?=:? ")'
)


def in_marks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of normalised ``text`` in quotation marks; another check looks for them in quotes."""
    yield from (match.span() for match in _MARKED.finditer(text))


def reporting(text: str, outlets: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the spans of normalised ``text`` that only say whose words it gives.

    “in the view of AnewZ”, “by the count of”, “X calls it”, “is called “…””; ``outlets`` are the spans of the
    names of outlets.
    """
    for start, end in outlets:
        if before := _BEFORE_OUTLET.search(text, 0, start):
            yield before.span()
        if behind := _BEHIND_OUTLET.search(text[end:]):
            yield end, end + behind.end()
    for pattern in (_OF_SOMEBODY, _BEFORE_MARKS):
        yield from (match.span() for match in pattern.finditer(text))
