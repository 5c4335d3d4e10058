"""The second wall: what MkDocs built holds what the templates and the theme write, and nothing else.

Escaping is to keep every text from becoming markup; this reads the finished pages as a browser does and
finds what got through all the same, and what is broken: dead links and anchors, ids and addresses used twice.
"""

from topicpages.publishing.html_check.theme import Theme, theme_of
from topicpages.publishing.html_check.tree import check_site

__all__ = ["Theme", "check_site", "theme_of"]
