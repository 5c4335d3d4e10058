"""What a build tells the hook of the MkDocs that it runs: the pages are there, and these are the topics."""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

_VARIABLE = "TOPICPAGES_TOPICS"
_FILE = "topics.json"


def tell_topics(topics: Iterable[str], folder: Path) -> Mapping[str, str]:
    """Write the ids of ``topics`` into ``folder`` and return the environment in which MkDocs finds them.

    A file, since the names of many topics are too long for an environment.
    """
    place = folder / _FILE
    place.write_text(json.dumps(list(topics)), "utf-8")
    return {_VARIABLE: str(place)}


def told_topics() -> tuple[str, ...] | None:
    """Return the ids of the topics in order; nothing when MkDocs was run by itself."""
    place = os.environ.get(_VARIABLE)
    return tuple(json.loads(Path(place).read_text("utf-8"))) if place else None
