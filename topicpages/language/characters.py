"""Makes characters that hide, or that move others, visible; the ones a script needs stay.

The table is written out, not asked of ``unicodedata``, so that every Python gives the same pages.
"""

import re

# General categories Cc (but for white space), Cf, Cs and Co, noncharacters, and all that Unicode calls
# default-ignorable (version 16), with two that fonts draw as nothing: the Braille blank and the object mark.
_HIDDEN_RANGES = (
    (0x0000, 0x0008), (0x000E, 0x001F), (0x007F, 0x0084), (0x0086, 0x009F), (0x00AD, 0x00AD),
    (0x034F, 0x034F), (0x061C, 0x061C), (0x070F, 0x070F), (0x115F, 0x1160), (0x17B4, 0x17B5),
    (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x2800, 0x2800),
    (0x3164, 0x3164), (0xD800, 0xF8FF), (0xFDD0, 0xFDEF), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFC), (0xFFFE, 0xFFFF), (0x13430, 0x1345F), (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A), *((plane + 0xFFFE, plane + 0xFFFF) for plane in range(0x10000, 0xE0000, 0x10000)),
    (0xE0000, 0x10FFFF),
)  # fmt: skip

_ZWNJ, _ZWJ = "\u200c", "\u200d"
_TEXT_STYLE, _EMOJI_STYLE = "\ufe0e", "\ufe0f"


def _as_class(*ranges: tuple[int, int]) -> str:
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


# Scripts in which a joiner changes how letters are written: Arabic, Syriac, N'Ko and their kin, the
# scripts of India, Sri Lanka, Tibet, Myanmar, Cambodia, Mongolia.
_JOINING = _as_class(
    (0x0620, 0x06DC), (0x0710, 0x07FF), (0x0840, 0x088E), (0x08A0, 0x08E1), (0x0900, 0x0DFF),
    (0x0F40, 0x0FBC), (0x1000, 0x109F), (0x1780, 0x17B3), (0x17B6, 0x17D3), (0x1820, 0x18AA),
    (0xA840, 0xA877), (0xFB50, 0xFDC7), (0xFE70, 0xFEFC),
)  # fmt: skip
_PICTURE = _as_class((0x2194, 0x2BFF), (0x1F000, 0x1FAFF))
_STYLED = _PICTURE + "\u00a9\u00ae\u203c\u2049\u2122\u2139\u3030\u303d\u3297\u3299"

# A single joiner between letters of such a script; a single joiner or style mark in a picture or keycap.
_NEEDED = (
    f"(?<=[{_JOINING}])[{_ZWNJ}{_ZWJ}](?=[{_JOINING}])"
    f"|(?<=[{_STYLED}])[{_TEXT_STYLE}{_EMOJI_STYLE}]"
    f"|(?<=[#*0-9]){_EMOJI_STYLE}(?=\u20e3)"
    f"|(?<=[{_PICTURE}{_EMOJI_STYLE}]){_ZWJ}(?=[{_PICTURE}])"
)
_HIDDEN = re.compile(f"(?P<needed>{_NEEDED})|[{_as_class(*_HIDDEN_RANGES)}]")
# What ends a line or moves along it; other spaces (no-break, thin, ideographic) have a width of their own.
BREAKS = "\t\n\v\f\r \u0085\u2028\u2029"
_BREAKS = re.compile(f"[{BREAKS}]+")


def hides(text: str) -> bool:
    """Tell whether ``text`` holds a character that is not seen, or that moves others, without need."""
    return unhidden(text) != text


def unhidden(text: str) -> str:
    """Return ``text`` with each character that hides or moves others as its name, such as ``[U+202E]``.

    These are controls, bidirectional marks, invisible and ignorable characters, private use,
    noncharacters and lone surrogates. White space stays, and so do the joiners and style marks that
    Arabic and Indian scripts and emoji need, one at a time and only between such characters.
    """
    if text.isascii() and text.isprintable():
        return text  # the usual case, and seven times as fast
    return _HIDDEN.sub(_named, text)


def one_line(text: str) -> str:
    """Return ``text`` as a reader sees it: ``unhidden``, with breaks, tabs and runs of spaces as one space.

    Nothing stands before the first or after the last character that is seen. No-break and other spaces
    that have a width of their own stay.
    """
    return unhidden(_BREAKS.sub(" ", text).strip(" "))


def _named(found: re.Match[str]) -> str:
    return found.group() if found["needed"] else f"[U+{ord(found.group()):04X}]"
