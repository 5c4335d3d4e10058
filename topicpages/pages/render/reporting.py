"""Links by which readers report an error or propose an article.

A code host takes what fills the fields of a form from the address of a new issue; every other address is
linked to as it is.
"""

from collections.abc import Iterable
from urllib.parse import quote as percent_encoded
from urllib.parse import urlsplit, urlunsplit

from topicpages.language import one_line

LONGEST = 2_000
"""As long as a link gets. Hosts take 8,000 characters, but mail and chat break long ones earlier."""
_LONGEST_TITLE = 300

# GitHub's forms, and what takes their addresses; at GitLab the path of a new issue means other words.
_NEW_ISSUE, _NOT_OURS = "/issues/new", "/-/issues/new"
_ERROR, _ARTICLE = "error-in-a-claim.yml", "article-to-add.yml"


def error_link(address: str, *, claim: str, page: str, question: str, statement: str) -> str:
    """Return the link that reports an error in ``claim`` at the ``address`` that a site gives for it.

    ``page`` is the address of the claim below the site's. At a host of forms the fields are filled; of a
    statement that is too long for an address the beginning is.
    """
    fields = [("claim", claim), ("page", page), ("title", f"Error: {question}"), ("statement", statement)]
    return _filled(address, _ERROR, fields)


def article_link(address: str) -> str:
    """Return the link that proposes an article at the ``address`` that a site gives for reports."""
    return _filled(address, _ARTICLE, ())


def _filled(address: str, template: str, fields: Iterable[tuple[str, str]]) -> str:
    parts = urlsplit(address)
    if not parts.path.endswith(_NEW_ISSUE) or parts.path.endswith(_NOT_OURS):
        return address
    query = "&".join([*([parts.query] if parts.query else []), f"template={template}"])
    whole = urlunsplit(parts._replace(query=query, fragment=""))
    for name, text in fields:
        room = LONGEST - len(whole) - len(f"&{name}=")
        value = _encoded(text, min(room, _LONGEST_TITLE) if name == "title" else room)
        if value:
            whole += f"&{name}={value}"
    return whole


def _encoded(text: str, most: int) -> str:
    """Return ``text`` percent-encoded, with an ellipsis for the words that do not fit into ``most``."""
    flat = one_line(text)
    encoded = [percent_encoded(char, safe="") for char in flat]
    if sum(map(len, encoded)) <= most:
        return "".join(encoded)
    ellipsis = percent_encoded("…")
    shown = ""
    for char in encoded:
        if len(shown) + len(char) + len(ellipsis) > most:
            break
        shown += char
    return shown + ellipsis if shown else ""
