"""How wide text is and where it breaks, for a typeface that is not known beforehand."""

import unicodedata
from collections.abc import Iterator

from topicpages.language import one_line

# Widths in a hundredth of the type size: those of common sans-serif faces, rounded up; what is not listed
# counts as a wide letter, scripts of full width as a whole square.
_WIDTHS: dict[str, int] = {
    char: width
    for chars, width in (
        ("ijl'|", 25), ("!,.:;I \u00a0ft()[]/\\‘’·", 31), ('r-*"“”`', 37), ("Jcksvxyz^", 53),
        ("abdeghnopqu0123456789", 58), ("L?F_$TZ–", 63), ("<>+=~ABEKPSVXY&", 70), ("CDHNRUw", 75),
        ("GOQ", 80), ("Mm", 88), ("W@%—…", 100),
    )
    for char in chars
}  # fmt: skip
_OTHER, _SQUARE = 70, 105
_BOLD = 1.07
_MARK = "…"


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how far ``text`` reaches at most in faces such as Arial or Roboto, in the units of ``size``."""
    hundredths = sum(_WIDTHS.get(char) or _unlisted(char) for char in text)
    return hundredths * size / 100 * (_BOLD if bold else 1)


def wrapped(text: str, room: float, size: float, *, bold: bool = False, lines: int = 6) -> tuple[str, ...]:
    """Return ``text`` on at most ``lines`` lines that are not wider than ``room``, ``…`` where it is cut.

    Hidden characters are shown by name, as everywhere; at least one line comes back, empty for no text.
    """
    found: list[str] = []
    line = ""
    for word in _pieces(one_line(text), room, size, bold=bold):
        longer = f"{line} {word}" if line else word
        if line and width(longer, size, bold=bold) > room:
            found.append(line)
            line = word
        else:
            line = longer
    found.append(line)
    if len(found) <= lines:
        return tuple(found)
    return (*found[: lines - 1], _cut(found[lines - 1], room, size, bold=bold))


def fitted(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return ``text`` on one line of ``room``, cut with ``…`` if need be."""
    return wrapped(text, room, size, bold=bold, lines=1)[0]


def _pieces(text: str, room: float, size: float, *, bold: bool) -> Iterator[str]:
    """Yield the words, those that no line can hold in parts."""
    for word in text.split(" "):
        part = ""
        for char in word:
            if part and width(part + char, size, bold=bold) > room:
                yield part
                part = ""
            part += char
        yield part


def _cut(line: str, room: float, size: float, *, bold: bool) -> str:
    while line and width(line + _MARK, size, bold=bold) > room:
        line = line[:-1]
    return line.rstrip(" ,;:.") + _MARK


def _unlisted(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return _SQUARE if unicodedata.east_asian_width(char) in "WF" else _OTHER
