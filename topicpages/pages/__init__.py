"""What a reader sees: every generated file, as text.

In go library, evidence and lock as ``Inputs``; ``generated_files`` gives Markdown pages and the files
of the search by their path below ``docs/``, equal for equal inputs. Every text of articles and sheets
on a page has passed through ``markdown``; the search index is JSON. Nothing here writes below ``docs/``;
``draw_cards`` alone adds files, to a site that is built.
"""

from topicpages.pages.cards import draw_cards
from topicpages.pages.outputs import Inputs, generated_files
from topicpages.pages.pictures.svg import PICTURE_ELEMENTS
from topicpages.pages.render import TEMPLATES
from topicpages.pages.render.addresses import FOLDERS, Addresses, topic_page

__all__ = [
    "FOLDERS",
    "PICTURE_ELEMENTS",
    "TEMPLATES",
    "Addresses",
    "Inputs",
    "draw_cards",
    "generated_files",
    "topic_page",
]
