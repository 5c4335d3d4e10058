"""Puts untrusted text into Markdown pages so that a reader sees exactly it, and nothing of it acts.

Every trigger of Markdown, of its extensions and of HTML is an ASCII punctuation mark; written as ``&#N;``
it reaches the browser untouched, for Python-Markdown leaves numeric references alone.
"""

import html
import json
import re
import string
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import jinja2

from topicpages.language import BREAKS, one_line, unhidden


class Safe(str):
    """Text that may stand in a page as it is: escaped already, or written by us.

    What string methods and ``+`` make of it is plain ``str`` again, and so is escaped when it is printed: a
    slip shows as ``&#38;`` on the page, never as a hole. (markupsafe's type would join text after
    escaping it for HTML only, which is not enough in Markdown.)
    """

    __slots__ = ()


# Spaces with a width of their own, which Markdown would strip at the ends of a text.
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_REFERENCES = {ord(char): f"&#{ord(char)};" for char in string.punctuation + _SPACES}
_ATTRIBUTE_REFERENCES = _REFERENCES | {ord(char): f"&#{ord(char)};" for char in "\t\n"}
# HTML has no reference that gives these back as they are.
_OTHER_BREAKS = re.compile("\r\n|[\v\f\r\u0085\u2028\u2029]")

_PUBLIC_URL = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]+)?/[A-Za-z0-9/:@!$&()*+,;=._~%?#-]*")
_NOT_IN_URL = re.compile(r"[^A-Za-z0-9:/?.%-]")
_ANCHOR = re.compile(r"[a-z0-9]+(?:[_-]{1,2}[a-z0-9]+)*")
_PATH = re.compile(
    r"(?:\.\./)*(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*(?:[A-Za-z0-9_-][A-Za-z0-9._-]*)?(?:#[a-z0-9_-]+)?"
)


def escape(text: str) -> Safe:
    """Return ``text`` for any place that shows text: paragraph, heading, cell, label, our own HTML, SVG.

    It becomes one line; what hides is shown by name (see ``characters.one_line``).
    """
    return Safe(one_line(text).translate(_REFERENCES))


def fragment(text: str) -> Safe:
    """Return ``text`` escaped as ``escape`` does, for a piece of a line: spaces at its ends stay."""
    inner = escape(text)
    if not inner:
        return Safe(" " if text else "")
    return Safe(f"{' ' if text[0] in BREAKS else ''}{inner}{' ' if text[-1] in BREAKS else ''}")


def attribute(text: str) -> Safe:
    """Return ``text`` for between the double quotes of an attribute, though not beside ``markdown="…"``.

    Python-Markdown would decode it there and write ``&lt;`` as ``<``: inert, but not what was said.
    Spaces and tabs stay, and so do line breaks, as U+000A each: text to be copied keeps its lines.
    """
    return Safe(unhidden(_OTHER_BREAKS.sub("\n", text)).translate(_ATTRIBUTE_REFERENCES))


def url(address: str) -> Safe:
    """Return an ``address`` from ``urls`` for a Markdown link or an attribute.

    Raises:
        ValueError: it did not pass ``urls.public_url``.
    """
    if not _PUBLIC_URL.fullmatch(address):
        raise ValueError(f"“{address}” did not come from public_url")
    return Safe(_NOT_IN_URL.sub(lambda found: f"&#{ord(found.group())};", address))


def path(target: str) -> Safe:
    """Return the relative path of a page or file of ours, with or without ``#anchor``, unchanged.

    Raises:
        ValueError: it holds what paths made of ids cannot.
    """
    if not target or not _PATH.fullmatch(target):
        raise ValueError(f"“{target}” is not a relative path made of ids")
    return Safe(target)


def anchor(name: str) -> Safe:
    """Return an id of ours unchanged, for ``{#…}``, ``id="…"`` and ``href="#…"``.

    Raises:
        ValueError: it holds what anchors made of ids cannot.
    """
    if not _ANCHOR.fullmatch(name):
        raise ValueError(f"“{name}” is not an anchor made of ids")
    return Safe(name)


def front_matter(text: str) -> Safe:
    """Return ``text`` as a quoted YAML scalar that the theme may print into HTML without escaping."""
    return Safe(json.dumps(html.escape(one_line(text)), ensure_ascii=False))


@lru_cache(maxsize=4)  # a preview compiles anew only the templates that changed
def environment(templates: Path) -> jinja2.Environment:
    """Return what renders the templates in that folder: whatever they print is escaped, unless ``Safe``.

    An undefined name, ``None`` or an object is an error, not an empty place on a page. Jinja's own filters
    for HTML are absent: they escape too little for Markdown, or nothing.
    """
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates, encoding="utf-8"),
        autoescape=False,  # noqa: S701 -- finalize escapes, and for more than HTML
        undefined=jinja2.StrictUndefined,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        newline_sequence="\n",
    )
    for name in ("safe", "e", "escape", "forceescape", "striptags", "tojson", "urlize", "xmlattr", "random"):
        del made.filters[name]
    made.filters |= {
        one.__name__: one for one in (escape, fragment, attribute, url, path, anchor, front_matter)
    }
    return made


def _printed(value: object) -> str:
    match value:
        case Safe():
            return value
        case jinja2.Undefined():
            return str(value)  # raises, and names what is undefined
        case bool():
            raise TypeError(f"a template prints {value}; let it choose words instead")
        case str() | int() | float() | Decimal():
            return escape(str(value))
        case _:
            raise TypeError(f"a template prints a {type(value).__name__}; print one of its fields instead")
