"""Takes the addresses that sources give apart, and puts together only what is safe to link to."""

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit
from urllib.parse import quote as percent_encoded

from topicpages.language import hides

LONGEST = 2_000

# What RFC 3986 lets stand in each part; everything else becomes %XX of its UTF-8.
# The apostrophe goes too: it could end an attribute.
_IN_PATH = "/:@!$&()*+,;=-._~%"
_IN_QUERY = _IN_PATH + "?"
_IN_FRAGMENT = _IN_QUERY

# Two labels or more, the last with a letter first: no browser reads such a host as a number, that is, as an
# address in a network.
_PUBLIC_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])")
_LONGEST_HOST = 253
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ESCAPED_CONTROL = re.compile(r"%(?:[01][0-9A-Fa-f]|7[Ff])")
_DEFAULT_PORT = {"http": 80, "https": 443}
_ELLIPSIS = re.compile(r"\s*\[(?:…|\.\.\.)\]\s*")


def public_url(raw: str) -> tuple[str | None, str | None]:
    """Return ``raw`` rebuilt from its parts, or ``None`` and what is wrong with it. Never raises.

    Scheme and host become lower case, a default port goes, a missing path becomes ``/``, and whatever an
    address cannot hold is percent-encoded, so the result is printable ASCII without white space or
    quotes. Hosts are names in ASCII (``xn--…`` stays as it is and shows what it is).
    """
    for problem in _raw_problems(raw):
        return None, problem
    try:
        parts = urlsplit(raw)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None, "is not a well-formed address"
    for problem in (*_parts_problems(parts), *_host_problems(host)):
        return None, problem
    return _rebuilt(parts, host, port), None


def text_fragment(url: str, quote: str, *, prefix: str = "", suffix: str = "") -> str:
    """Return ``url`` with a fragment that makes a browser open it at ``quote``.

    ``url`` comes from ``public_url``. A quote with ``[…]`` reaches from its first part to its last.
    ``prefix`` and ``suffix`` are the words right before and after it.
    """
    parts = [part for part in _ELLIPSIS.split(quote.strip()) if part]
    if not parts:
        return url
    ends = (parts[0], parts[-1]) if len(parts) > 1 else (parts[0],)
    directive = ",".join(
        [
            *([_directive_text(prefix) + "-"] if prefix.strip() else []),
            *map(_directive_text, ends),
            *(["-" + _directive_text(suffix)] if suffix.strip() else []),
        ]
    )
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"


def _directive_text(text: str) -> str:
    # "-", "&" and "," mean something in a text directive; percent-encoding would leave the first as it is.
    return percent_encoded(" ".join(text.split()), safe="", errors="replace").replace("-", "%2D")


def _raw_problems(raw: str) -> Iterator[str]:
    """Yield what is wrong before parsing: urlsplit drops or trims some of these in silence."""
    if len(raw) > LONGEST:
        yield f"has {len(raw)} characters (at most {LONGEST})"
    if any(char.isspace() for char in raw):
        yield "holds white space"
    if hides(raw):
        yield "holds a control character or one that cannot be seen"
    if "\\" in raw:
        yield "holds a backslash"


def _parts_problems(parts: SplitResult) -> Iterator[str]:
    if parts.scheme not in _DEFAULT_PORT:
        yield "is not an http or https address"
    if "@" in parts.netloc:
        yield "names a user or a password"
    rest = f"{parts.path}?{parts.query}#{parts.fragment}"
    if _BAD_ESCAPE.search(rest):
        yield "has a “%” without two hexadecimal digits after it (write %25)"
    if _ESCAPED_CONTROL.search(rest):
        yield "holds an escaped control character"
    if ":~:" in parts.fragment:
        yield "ends in a text fragment (leave out “:~:” and what follows)"


def _host_problems(host: str) -> Iterator[str]:
    if not host:
        yield "has no host"
    if not host.isascii():
        yield "has a host outside ASCII (write its xn-- form, as a browser copies it)"
    if len(host) > _LONGEST_HOST or not _PUBLIC_HOST.fullmatch(host):
        yield "has a host that is not a public name, such as example.org"


def _rebuilt(parts: SplitResult, host: str, port: int | None) -> str:
    shown_port = "" if port in (None, _DEFAULT_PORT[parts.scheme]) else f":{port}"
    path = percent_encoded(parts.path, safe=_IN_PATH) or "/"
    query = f"?{percent_encoded(parts.query, safe=_IN_QUERY)}" if parts.query else ""
    fragment = f"#{percent_encoded(parts.fragment, safe=_IN_FRAGMENT)}" if parts.fragment else ""
    return f"{parts.scheme}://{host}{shown_port}{path}{query}{fragment}"
