"""Holds every element of a page against what may stand there."""

import json
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from topicpages.diagnostics import Diagnostic
from topicpages.publishing.html_check.allowed import ELEMENTS, REQUIRED, VALUES
from topicpages.publishing.html_check.page import Page
from topicpages.publishing.html_check.theme import Theme, Trait, identity, is_text, traits

_POLICY = "content-security-policy"
_REMEDY = "find what made it; if a template is to, add it to topicpages/publishing/html_check/allowed.py"

Fault = tuple[str, str, str]


def markup_faults(page: Page, theme: Theme) -> Iterator[Diagnostic]:
    """Yield what stands in ``page`` though neither a template nor ``theme`` writes it, and ids used twice."""
    ids: set[str] = set()
    for index, node in enumerate(page.elements):
        for code, message, remedy in (
            *_element_faults(page, node, theme),
            *_script_faults(page, node, theme),
            *_id_faults(node, ids),
        ):
            yield Diagnostic(page.span(index), code, message, remedy)


def _element_faults(page: Page, node: LexborNode, theme: Theme) -> Iterator[Fault]:
    allowed = theme.traits(page, node)
    ours = node.mem_id in page.body_text
    for trait in traits(node):
        if trait in allowed or (ours and _is_ours(trait)) or _is_policy(trait, node):
            continue
        yield _fault_of(trait)
        if not trait[1]:
            return  # its attributes would only say the same again
    tag = (node.tag or "").lower()
    if ours and tag in REQUIRED and REQUIRED[tag] not in node.attributes:
        yield "page-markup", f"“<{tag}>” has no “{REQUIRED[tag]}”", _REMEDY


def _is_ours(trait: Trait) -> bool:
    tag, name, value = trait
    if tag not in ELEMENTS or (name and name not in ELEMENTS[tag]):
        return False
    pattern = VALUES.get((tag, name))
    return pattern is None or pattern.fullmatch(value) is not None


def _is_policy(trait: Trait, node: LexborNode) -> bool:
    tag, name, value = trait
    restrictive = (node.attributes.get("content") or "").startswith("default-src 'none'; ")
    return (tag, name, value.lower()) == ("meta", "http-equiv", _POLICY) and restrictive


def _fault_of(trait: Trait) -> Fault:
    tag, name, value = trait
    what = f"<{tag} {name}={value}>" if value else f"<{tag} {name}>" if name else f"<{tag}>"
    return "page-markup", f"“{what}” is not what the templates write", _REMEDY


def _script_faults(page: Page, node: LexborNode, theme: Theme) -> Iterator[Fault]:
    if node.tag != "script":
        return
    if is_text(node):
        if not _is_json(node.text()):
            yield "page-script", "a script of data is not JSON", "find what put it into the page"
    elif (name := identity(node, page.url)) not in theme.scripts:
        yield "page-script", f"the script “{name}” is none of the theme’s", "find what put it into the page"


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _id_faults(node: LexborNode, seen: set[str]) -> Iterator[Fault]:
    name = node.attributes.get("id")
    if name is None:
        return
    if name in seen:
        yield "page-id-twice", f"“{name}” is the id of an earlier element of the page too", "rename one"
    seen.add(name)
