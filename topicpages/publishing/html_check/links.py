"""Follows the addresses in a page as a browser would, and reports those that lead to nothing."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborNode

from topicpages.diagnostics import Diagnostic
from topicpages.publishing.html_check.page import Page

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PUBLIC = re.compile(r"https?://[^/]")
# Browsers drop some of these and read a backslash as a slash: such an address is not what it seems.
_DECEPTIVE = re.compile("[\\x00-\\x20\\x7f\\\\]|^//")
# The part of a fragment that tells the browser where to scroll names no anchor.
_DIRECTIVE = ":~:"

# An element and its attribute that holds an address: one to follow, one to fetch, several to fetch.
_LINKS = frozenset([("a", "href"), ("a", "xlink:href"), ("area", "href"), ("form", "action")])
_LOADING = {"image": ("href", "xlink:href"), "img": ("src",), "link": ("href",), "script": ("src",)}
_LOADING |= {"source": ("src",), "use": ("href", "xlink:href")}
_LOADS = frozenset((tag, name) for tag, names in _LOADING.items() for name in names)
_LISTS = frozenset([("img", "srcset"), ("source", "srcset")])
SINGLE = _LINKS | _LOADS
# These links say what else there is, and make the browser fetch nothing.
_RELATIONS = frozenset(["canonical", "alternate", "next", "prev", "license", "author"])

# Other sites fetch these to show them beside a link to the page.
_SHARED = "og:image"


class Kind(Enum):
    """The kind of an address, as its text shows it."""

    INTERNAL = "relative, or absolute on this host"
    PUBLIC = "http or https with a host"
    OTHER = "anything else"


@dataclass(frozen=True, slots=True)
class Address:
    """One address in a page: the element with that index, and whether the browser fetches it by itself."""

    index: int
    value: str
    loads: bool


def kind_of(value: str) -> Kind:
    """Return what kind of address ``value`` is to a browser, or ``OTHER`` when it deceives."""
    if _DECEPTIVE.search(value):
        return Kind.OTHER
    if _SCHEME.match(value):
        return Kind.PUBLIC if _PUBLIC.match(value) else Kind.OTHER
    return Kind.INTERNAL


def addresses(page: Page) -> Iterator[Address]:
    """Yield every address in ``page``, in document order; each of a ``srcset``."""
    for index, node in enumerate(page.elements):
        tag = (node.tag or "").lower()
        for name, value in node.attributes.items():
            if (tag, name.lower()) in SINGLE | _LISTS:
                loads = (tag, name.lower()) not in _LINKS and not _is_relation(tag, node)
                for one in _each(value or "", is_list=(tag, name.lower()) in _LISTS):
                    yield Address(index, one, loads)
        if tag == "meta" and node.attributes.get("property") == _SHARED:
            yield Address(index, node.attributes.get("content") or "", loads=True)


def _each(value: str, *, is_list: bool) -> list[str]:
    return [part.split()[0] for part in value.split(",") if part.split()] if is_list else [value]


def _is_relation(tag: str, node: LexborNode) -> bool:
    return tag == "link" and (node.attributes.get("rel") or "") in _RELATIONS


def link_faults(
    page: Page, *, base_path: str, files: frozenset[str], pages: Mapping[str, Page], known: frozenset[str]
) -> Iterator[Diagnostic]:
    """Yield what is wrong with each address in ``page``.

    ``files`` are all paths of the site, ``pages`` those with anchors, ``known`` the odd addresses that the
    theme writes itself.
    """
    own = _own_host(page)
    for address in addresses(page):
        problem = _problem(page, address, own=own, base_path=base_path, files=files, pages=pages)
        if problem and address.value not in known:
            code, message, remedy = problem
            yield Diagnostic(page.span(address.index), code, message, remedy)


def _problem(
    page: Page,
    address: Address,
    *,
    own: str,
    base_path: str,
    files: frozenset[str],
    pages: Mapping[str, Page],
) -> tuple[str, str, str] | None:
    value = address.value
    kind = kind_of(value)
    if kind is Kind.OTHER:
        return "page-scheme", f"“{value}” is not an address that a page may hold", "use http, https or a path"
    if kind is Kind.PUBLIC and not _is_on(value, own):
        if address.loads:
            return "page-loads", f"“{value}” would be fetched from another host", "copy it into the site"
        return None
    path, anchor = target_of(value, page.url)
    if not path.startswith(base_path):
        return "dead-link", f"“{value}” leads out of the site, to “{path}”", f"stay below “{base_path}”"
    # The page itself is there, also when it is the one for addresses where nothing is.
    file = page.path if path == unquote(page.url) else file_at(path.removeprefix(base_path), files)
    if file is None:
        return "dead-link", f"“{value}” leads to “{path}”, where nothing is", "correct the link"
    if anchor and file in pages and anchor not in pages[file].anchors:
        return (
            "dead-anchor",
            f"“{value}” leads to “#{anchor}”, which “{file}” does not have",
            "correct the link",
        )
    return None


def target_of(value: str, url: str) -> tuple[str, str]:
    """Return the path and the anchor that ``value`` means on the page at ``url``; neither is encoded."""
    parts = urlsplit(urljoin(f"http://site{url}", value))
    return unquote(parts.path), unquote(parts.fragment.split(_DIRECTIVE)[0])


def file_at(path: str, files: frozenset[str]) -> str | None:
    """Return the file that a plain host serves for ``path`` (below the site's), or ``None``."""
    if not path or path.endswith("/"):
        path += "index.html"
    return path if path in files else None


def _own_host(page: Page) -> str:
    """Return scheme and host of the site as the page itself states it; empty when it does not."""
    for node in page.elements:
        if node.tag == "link" and node.attributes.get("rel") == "canonical":
            parts = urlsplit(node.attributes.get("href") or "")
            return f"{parts.scheme}://{parts.netloc}"
    return ""


def _is_on(value: str, host: str) -> bool:
    return bool(host) and (value == host or value.startswith(f"{host}/"))
