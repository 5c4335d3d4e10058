"""The pictures that other sites show beside a link to a page, one for each page that names one.

``overrides/main.html`` writes their addresses, when ``extra.cards`` of ``mkdocs.yml`` is set. What draws them
stands in a lock of its own, so a build without them needs none of it.
"""

from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from topicpages.diagnostics import Diagnostic, Span
from topicpages.pages.cards.text import Card

_FOLDER = "cards"
_KINDS = {"topics": "Topic", "articles": "Source", "entities": "Named in the claims"}


def draw_cards(site: Path, *, site_url: str) -> tuple[Diagnostic, ...]:
    """Draw the card that each page of ``site`` names and put it there; return why that was not possible."""
    try:
        from topicpages.pages.cards.drawing import drawn  # noqa: PLC0415 -- not installed for a build without cards
    except ModuleNotFoundError as missing:
        what = f"cards are asked for, but “{missing.name}” is not installed"
        remedy = "run make site CARDS=1, which installs it, or leave CARDS out"
        return (Diagnostic(Span("requirements/cards.txt"), "cards-without-library", what, remedy),)
    for path, card in _asked(site, site_url):
        place = site / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(drawn(card))
    return ()


def _asked(site: Path, site_url: str) -> Iterator[tuple[str, Card]]:
    """Yield the path below ``site`` and the words of each card; a page may name none."""
    for page in sorted(site.rglob("*.html")):
        said = {
            node.attributes["property"]: node.attributes.get("content") or ""
            for node in LexborHTMLParser(page.read_bytes()).css("head meta[property]")
        }
        path = said.get("og:image", "").removeprefix(site_url)
        if path.startswith(f"{_FOLDER}/") and ".." not in path:
            yield path, _card(said, page.relative_to(site).parts)


def _card(said: dict[str | None, str], parts: tuple[str, ...]) -> Card:
    home = len(parts) == 1
    return Card(
        site="" if home else said["og:site_name"],
        kind=_KINDS.get(parts[0], "") if len(parts) > 2 else "",  # noqa: PLR2004 -- folder, page, index.html
        title=said["og:title"],
        description=said["og:description"],
    )
