"""Decides which ids may name a page, an anchor or a file, and which names file systems would mix up."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

LONGEST = 64

_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
# Windows opens a device for these, whatever the folder and whatever the extension.
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(10))]
)
_SHOWN = 60


def id_problem(text: str) -> str | None:
    """Return why ``text`` cannot be an id, or ``None`` when it can.

    An id is published as it stands: as the name of a file, in an address and as an anchor. So it may
    hold only what needs no escaping in any of them.
    """
    if not text:
        return "an id is missing (write small letters, digits and single hyphens)"
    if len(text) > LONGEST:
        return f"“{_short(text)}” has {len(text)} characters (an id has at most {LONGEST})"
    if not _ID.fullmatch(text):
        return f"“{_short(text)}” is not an id (use a-z, 0-9 and single hyphens between them)"
    if "--" in text:
        return f"“{text}” has two hyphens in a row (use single ones)"
    if text == "index":
        return "“index” is the page of the folder itself (choose another id)"
    if text in _DEVICES:
        return f"“{text}” is reserved by Windows (choose another id)"
    return None


def folded(name: str) -> str:
    """Return ``name`` as a file system would see it that ignores case and the ways to write a letter."""
    # Folding may undo the composition (and the other way round), so it is done on both sides.
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def collisions(names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of different ``names`` that are one name when ``folded``, sorted within and among."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        groups[folded(name)].add(name)
    return tuple(sorted(tuple(sorted(group)) for group in groups.values() if len(group) > 1))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
