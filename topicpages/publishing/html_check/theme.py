"""Learns which HTML the theme itself writes, from a site that has no text of ours: nobody has to list it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborNode

from topicpages.publishing.html_check.allowed import VALUES
from topicpages.publishing.html_check.links import SINGLE, Kind, kind_of, target_of
from topicpages.publishing.html_check.page import NOT_FOUND, Page
from topicpages.publishing.policy import TEXT_TYPES, hash_of

Trait = tuple[str, str, str]

# The value of these attributes decides what an element does, so the value must be the same too.
_DECIDING = {("a", "target"), ("input", "name"), ("link", "as"), ("link", "rel"), ("script", "type"), *VALUES}
_DECIDING |= {("meta", name) for name in ("charset", "http-equiv", "name", "property")}


@dataclass(frozen=True, slots=True)
class Theme:
    """The markup that a theme writes around the text of a page, into it, and into the 404 page's.

    ``scripts`` are hashes of those in the pages and paths of those beside them.
    """

    around: frozenset[Trait] = frozenset()
    within: frozenset[Trait] = frozenset()
    not_found: frozenset[Trait] = frozenset()
    scripts: frozenset[str] = frozenset()

    def traits(self, page: Page, node: LexborNode) -> frozenset[Trait]:
        """Return the traits that this element of ``page`` may have."""
        if node.mem_id not in page.body_text:
            return self.around
        return self.not_found if page.path == NOT_FOUND else self.within

    @property
    def odd_addresses(self) -> frozenset[str]:
        """The addresses that no page of ours may hold, but that the theme does."""
        every = self.around | self.within | self.not_found
        return frozenset(value for tag, name, value in every if value and (tag, name) in SINGLE)


def theme_of(empty: Path, *, base_path: str) -> Theme:
    """Return what stands in the pages of ``empty``, a blank site of the real configuration."""
    seen: dict[str, set[Trait]] = {"around": set(), "within": set(), "not_found": set()}
    scripts: set[str] = set()
    for file in sorted(empty.rglob("*.html")):
        page = Page(empty, file.relative_to(empty).as_posix(), base_path=base_path)
        text = "not_found" if page.path == NOT_FOUND else "within"
        for node in page.elements:
            seen[text if node.mem_id in page.body_text else "around"].update(traits(node))
            if node.tag == "script" and not is_text(node):
                scripts.add(identity(node, page.url))
    return Theme(**{name: frozenset(found) for name, found in seen.items()}, scripts=frozenset(scripts))


def traits(node: LexborNode) -> Iterator[Trait]:
    """Yield ``(tag, attribute, value)`` for what marks an element; empty where it does not matter.

    The first is ``(tag, "", "")``. A value matters where it decides what the element does, and where it is an
    address with a scheme that pages do not use.
    """
    tag = (node.tag or "").lower()
    yield tag, "", ""
    for given, value in node.attributes.items():
        name = given.lower()
        decides = (tag, name) in _DECIDING
        odd = (tag, name) in SINGLE and kind_of(value or "") is Kind.OTHER
        yield tag, name, (value or "") if decides or odd else ""


def is_text(script: LexborNode) -> bool:
    """Tell whether a browser takes the script for text, not for something to run."""
    return script.attributes.get("type") in TEXT_TYPES and "src" not in script.attributes


def identity(script: LexborNode, url: str) -> str:
    """Return what identifies a script: the hash of its text, or the path of its file."""
    source = script.attributes.get("src")
    if source is None:
        return hash_of(script.text())
    return target_of(source, url)[0] if kind_of(source) is Kind.INTERNAL else source
