"""The second wall: what MkDocs built holds what the templates and the theme write, and nothing else.

Escaping is to keep every text from becoming markup; this reads the finished pages as a browser does and
finds what got through all the same, and what is broken: dead links and anchors, ids and addresses used twice.
"""

from topicpages.html_check.site import check_site
from topicpages.html_check.theme import Theme, theme_of

__all__ = ["Theme", "check_site", "theme_of"]
