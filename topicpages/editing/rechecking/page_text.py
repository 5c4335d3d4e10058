"""The text of a fetched page: what its article says, and all that a reader sees."""

import json
import logging
import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from topicpages.editing.fetching import Fetched, decoded

_LARGEST = 1_000_000
"""From larger pages, in characters, menus and adverts are not left out: that would take too long."""
_UNSEEN = frozenset({"script", "style", "template", "head", "svg", "iframe", "object", "textarea", "select"})
_WITHIN_WORDS = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font"}
    | {"i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub"}
    | {"sup", "time", "tt", "u", "var", "wbr"}
)
_BREAK = "\n"
# Elements that are never closed count too, so that this is far more than any page has.
_DEEPEST = 30_000
_TAG = re.compile(r"<(/?)[a-zA-Z]")


@dataclass(frozen=True, slots=True)
class PageText:
    """Texts of a page; ``headings`` has its title too.

    ``main`` is the article without menus and adverts, ``whole`` all that a reader sees. ``says_paid`` tells
    whether the page declares to programs that its article is not free.
    """

    headings: tuple[str, ...]
    main: str
    whole: str
    says_paid: bool = False


def page_text(fetched: Fetched) -> PageText:
    """Return the text of a page of any type that ``fetch`` gives. Never raises; what has no text is empty."""
    if fetched.media_type == "application/pdf":
        return _of_pdf(fetched.body)
    text = decoded(fetched)
    if "html" not in fetched.media_type:
        return PageText((), text, text)
    if _is_too_deep(text):
        return PageText((), "", "")
    tree = LexborHTMLParser(text)
    headings = tuple(" ".join(node.text().split()) for node in tree.css("head > title, h1"))
    whole = _seen(tree.body) if tree.body else ""
    return PageText(
        headings=headings,
        main=_main_text(text) if len(text) <= _LARGEST else whole,
        whole=whole,
        says_paid=any(
            _declared_paid(node) for node in tree.css("script[type='application/ld+json'], [itemprop]")
        ),
    )


def _is_too_deep(html: str) -> bool:
    """Tell whether elements may stand so deep in each other that a parser takes minutes: no article's do."""
    depth = 0
    for tag in _TAG.finditer(html):
        depth += -1 if tag[1] else 1
        if depth > _DEEPEST:
            return True
    return False


def _main_text(html: str) -> str:
    from trafilatura import extract  # noqa: PLC0415 -- takes long to load, and not every set-up has it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # only build_pages.py prints
    return extract(html, include_comments=False) or ""


def _seen(body: LexborNode) -> str:
    """Return the text that a browser shows, with a line break wherever one element is not within a word."""
    pieces: list[str] = []
    node: LexborNode | None = body
    while node is not None:
        if node.is_text_node:
            pieces.append(node.text_content or "")
        elif not node.is_comment_node and node.tag not in _WITHIN_WORDS:
            pieces.append(_BREAK)
        seen = node.is_text_node or not (node.tag in _UNSEEN or "hidden" in node.attributes)
        node = (node.child if seen else None) or _after(node, body, pieces)
    return "".join(pieces)


def _after(node: LexborNode, body: LexborNode, pieces: list[str]) -> LexborNode | None:
    """Return the node behind ``node`` and all within it; add a break for each block that ends there."""
    at: LexborNode | None = node
    while at is not None and at.mem_id != body.mem_id:  # “==” would compare their HTML
        if not (at.is_text_node or at.is_comment_node) and at.tag not in _WITHIN_WORDS:
            pieces.append(_BREAK)
        if at.next is not None:
            return at.next
        at = at.parent
    return None


def _declared_paid(node: LexborNode) -> bool:
    """Tell whether schema.org's ``isAccessibleForFree`` says no, in JSON-LD or in an attribute."""
    if node.tag != "script":
        attributes = node.attributes
        return attributes.get("itemprop") == "isAccessibleForFree" and _is_no(attributes.get("content"))
    try:
        return _says_paid(json.loads(node.text()))
    except (ValueError, RecursionError):
        return False


def _says_paid(tree: object) -> bool:
    if isinstance(tree, dict):
        return _is_no(tree.get("isAccessibleForFree")) or any(map(_says_paid, tree.values()))
    return isinstance(tree, list) and any(map(_says_paid, tree))


def _is_no(value: object) -> bool:
    return value is False or (isinstance(value, str) and value.lower().rpartition("/")[2] == "false")


def _of_pdf(body: bytes) -> PageText:
    from topicpages.editing.intake import pdf_text  # noqa: PLC0415 -- not every set-up has what it needs

    text, _ = pdf_text(body)
    return PageText((), text, text)
