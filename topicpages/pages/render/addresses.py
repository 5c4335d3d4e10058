"""Where pages are published and how one leads to another.

A page is named by its Markdown file below ``docs/``. Links are relative, so that the site works from a
sub-path and, with files instead of folders, from a disk.
"""

from dataclasses import dataclass

HOME = "index.md"
ARTICLES = "articles/index.md"
ENTITIES = "entities/index.md"
DISAGREEMENTS = "disagreements.md"
CHANGES = "changes.md"
TIMELINE = "timeline.md"
MAP = "map.md"
METHOD = "method.md"
SEARCH = "search.md"


def topic_page(topic: str) -> str:
    """Return the page of a topic."""
    return f"topics/{topic}.md"


def ledger_page(article: str) -> str:
    """Return the page of an article."""
    return f"articles/{article}.md"


def entity_page(entity: str) -> str:
    """Return the page of an entity."""
    return f"entities/{entity}.md"


def passage_anchor(number: int) -> str:
    """Return the fragment of a passage on its article's page."""
    return f"p{number}"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Links as ``folders`` (``topics/x/``) or as files (``topics/x.html``)."""

    folders: bool = True

    def published(self, page: str) -> str:
        """Return the address of ``page`` below the site's base; the home page of folders is empty."""
        name = page.removesuffix(".md")
        if not self.folders:
            return f"{name}.html"
        return "" if name == "index" else f"{name.removesuffix('/index')}/"

    def link(self, origin: str, target: str, anchor: str = "") -> str:
        """Return the relative link from page ``origin`` to ``anchor`` on page ``target``."""
        fragment = f"#{anchor}" if anchor else ""
        if origin == target and fragment:
            return fragment
        up = "../" * self.published(origin).count("/")
        return (up + self.published(target) or "./") + fragment


FOLDERS = Addresses()
