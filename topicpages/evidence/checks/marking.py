"""Where in a text of a sheet a word stands of which a check speaks."""

from topicpages.diagnostics import Span
from topicpages.language import normalise
from topicpages.sources import Place


def at_character(place: Place, text: str, at: int) -> Span:
    """Return where character ``at`` of normalised ``text``, which stands at ``place``, is."""
    return place.character(normalise(text).raw_span(at, at + 1)[0])


def at_words(place: Place, text: str, words: str) -> Span:
    """Return where ``words`` first stand in normalised ``text``, or else where the text begins."""
    return at_character(place, text, max(normalise(text).text.find(words), 0))
