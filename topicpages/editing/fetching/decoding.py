"""The text of a page, also where its header names the wrong character set."""

import codecs
import re
from collections.abc import Iterator

from topicpages.editing.fetching.shapes import Fetched

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-zA-Z0-9_:.-]{1,40})""", re.IGNORECASE)
_HEAD = 4_096

# Python has codecs that no page is written in, some of them slow; pages are in one of these.
_OF_PAGES = re.compile(
    r"(ascii|utf-(8|16|32)|iso8859-|cp\d|koi8|mac|tis-620|gb|big5|euc|shift_jis|iso2022|johab|hz)"
)
# Also read as UTF-8 without a fault, as other text.
_SEVEN_BITS = re.compile(r"iso2022|hz|utf-(16|32)")
# Browsers read the larger set under the name of the smaller one.
_LARGER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}


def decoded(fetched: Fetched) -> str:
    """Return the text of a page that is no PDF: by its byte order mark, else by what decodes it cleanly.

    UTF-8 comes before what is declared, since other text is hardly ever UTF-8 by chance; then the header,
    then ``<meta charset>``, then a guess. Never raises; what no character set reads is U+FFFD.
    """
    body = fetched.body
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    for name in _candidates(fetched):
        try:
            return body.decode(name)
        except UnicodeError:
            continue
    return _guessed(body)


def _candidates(fetched: Fetched) -> Iterator[str]:
    declared = [name for raw in _declared(fetched) if (name := _known(raw))]
    yield from (name for name in declared if _SEVEN_BITS.match(name))
    yield "utf-8"
    yield from declared


def _declared(fetched: Fetched) -> Iterator[str]:
    yield fetched.charset
    if "html" in fetched.media_type:
        yield from (found[1].decode("ascii") for found in _META.finditer(fetched.body[:_HEAD]))


def _known(raw: str) -> str:
    """Return Python's name of a character set in which pages are written; else nothing."""
    try:
        name = codecs.lookup(raw).name
    except (LookupError, ValueError):
        return ""
    return _LARGER.get(name, name) if _OF_PAGES.match(name) else ""


def _guessed(body: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 -- loaded for the few pages that need it

    best = from_bytes(body).best()
    return body.decode("cp1252", "replace") if best is None else str(best)
