"""What is written into ``sources/`` for an editor: a record from a web page, proposals, tidy files.

In goes what an editor has: an address, a saved page, an article of the library. Out come texts of files,
proposals, and what stands at an address today. Nothing here writes; a command hands the texts to
``publishing``.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from topicpages.editing.fetching import KnownRobots, is_public
    from topicpages.editing.fixing import Mended, mended
    from topicpages.editing.formatting import formatted_source
    from topicpages.editing.intake import (
        Asked,
        Received,
        Taken,
        is_address,
        received_file,
        received_page,
        take_in,
    )
    from topicpages.editing.rechecking import Archive, Look, cited_quotes, look_at, why_skipped
    from topicpages.editing.suggesting import (
        Proposal,
        Relation,
        others_that_carry,
        proposals_as_objects,
        proposals_yaml,
        suggest,
    )

# Loaded when they are asked for: what one command needs, another one need not wait for.
_ROOMS = {
    **dict.fromkeys(("KnownRobots", "is_public"), "fetching"),
    **dict.fromkeys(("Mended", "mended"), "fixing"),
    "formatted_source": "formatting",
    **dict.fromkeys(
        ("Asked", "Received", "Taken", "is_address", "received_file", "received_page", "take_in"), "intake"
    ),
    **dict.fromkeys(("Archive", "Look", "cited_quotes", "look_at", "why_skipped"), "rechecking"),
    **dict.fromkeys(
        ("Proposal", "Relation", "others_that_carry", "proposals_as_objects", "proposals_yaml", "suggest"),
        "suggesting",
    ),
}

__all__ = [
    "Archive",
    "Asked",
    "KnownRobots",
    "Look",
    "Mended",
    "Proposal",
    "Received",
    "Relation",
    "Taken",
    "cited_quotes",
    "formatted_source",
    "is_address",
    "is_public",
    "look_at",
    "mended",
    "others_that_carry",
    "proposals_as_objects",
    "proposals_yaml",
    "received_file",
    "received_page",
    "suggest",
    "take_in",
    "why_skipped",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 -- as the language names it
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
