"""Finds files that must never be published though they stand in published folders: originals and symlinks."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from topicpages.diagnostics import Diagnostic, Faults
from topicpages.publishing.write.disk import Kind, kind_at
from topicpages.publishing.write.faults import StoppedError, fault, writing
from topicpages.sources import Library

# MkDocs copies these folders, and follows symbolic links in them.
_PUBLISHED = ("docs", "overrides")
_ORIGINALS = "originals"


def unpublishable(root: Path, library: Library) -> Faults:
    """Return what below ``root`` MkDocs would publish though it must not: symlinks and originals."""
    records = (article.record for article in library.articles.values())
    originals = {record.original.sha256 for record in records if record.original}
    try:
        return tuple(
            fault for name in _PUBLISHED for fault in _file_faults(root / name, name, originals=originals)
        )
    except StoppedError as stopped:
        return (stopped.diagnostic,)


def _file_faults(place: Path, path: str, *, originals: set[str]) -> Iterator[Diagnostic]:
    """Yield the faults of the file or folder ``place``; ``path`` is its path below the root."""
    with writing(path):
        kind = kind_at(place)
        entries = sorted(place.iterdir()) if kind is Kind.FOLDER else []
        original = kind is Kind.FILE and _is_original(place, path, originals=originals)
    if kind is Kind.SYMLINK:
        what, remedy = f"“{path}” is a symbolic link", "replace it by what it leads to"
        yield fault(path, "symlink", what, remedy=remedy)
    if original:
        what = f"“{path}” is an article's original, or lies in a folder of originals"
        yield fault(path, "original-published", what, remedy="keep it out of what is published")
    for entry in entries:
        yield from _file_faults(entry, f"{path}/{entry.name}", originals=originals)


def _is_original(place: Path, path: str, *, originals: set[str]) -> bool:
    if _ORIGINALS in path.casefold().split("/")[:-1]:
        return True
    return bool(originals) and hashlib.sha256(place.read_bytes()).hexdigest() in originals
