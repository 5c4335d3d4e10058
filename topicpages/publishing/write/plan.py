"""Decides for each page what a build would do, or why it must not. Changes nothing on disk."""

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from topicpages.diagnostics import Diagnostic
from topicpages.publishing.write.disk import Kind, Standing, kind_at, look
from topicpages.publishing.write.faults import StoppedError, fault, not_writable, writing
from topicpages.publishing.write.paths import DOCS, folders_of, in_root, unsafe_paths
from topicpages.publishing.write.state import Manifest, State


@dataclass(frozen=True, slots=True)
class Plan:
    """Every page by what is to become of it, each tuple sorted.

    ``contents`` holds the bytes of every page, ``before`` what stands at its place and at those of stale
    pages. ``new_folders`` come the outer first, ``emptied_folders`` the inner first.
    """

    created: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    contents: Mapping[str, bytes] = field(default_factory=dict)
    before: Mapping[str, Standing] = field(default_factory=dict)
    new_folders: tuple[str, ...] = ()
    emptied_folders: tuple[str, ...] = ()
    manifest: Manifest = field(default_factory=Manifest)


@dataclass(frozen=True, slots=True)
class _Disk:
    """What stands at our pages and at the folders above them, both relative to ``docs``."""

    folders: Mapping[str, Kind]
    pages: Mapping[str, Standing]


def decide(root: Path, pages: Mapping[str, str], *, state: State) -> tuple[Plan, tuple[Diagnostic, ...]]:
    """Compare ``pages`` with the disk and with what we remember; with any fault there is no plan."""
    contents, faults = _encoded(pages)
    if faults := unsafe_paths(pages) + faults:
        return Plan(), faults
    hashes = {path: hashlib.sha256(content).hexdigest() for path, content in contents.items()}
    try:
        disk, faults = _look_at_all(root, hashes, state=state)
        if faults := faults or _refusals(hashes, disk, state=state):
            return Plan(), faults
        plan = _planned(root, contents, hashes=hashes, disk=disk, state=state)
    except StoppedError as stopped:
        return Plan(), (stopped.diagnostic,)
    return plan, _closed_folders(root, plan, disk)


def _encoded(pages: Mapping[str, str]) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    contents, faults = {}, []
    for path, text in sorted(pages.items()):
        try:
            contents[path] = text.encode()
        except UnicodeEncodeError as error:
            half = f"\\u{ord(text[error.start]):04x}"
            message = f"the page holds “{half}”, which is half a character"
            faults.append(fault(in_root(path), "not-utf-8", message, remedy="remove it from the source"))
    return contents, tuple(faults)


def _look_at_all(
    root: Path, hashes: Mapping[str, str], *, state: State
) -> tuple[_Disk, tuple[Diagnostic, ...]]:
    """Return what stands on the disk, or why some page cannot be looked at without following a link."""
    ours = sorted({*hashes, *state.pages})
    above = {folder for path in ours for folder in folders_of(path)}
    made = {folder for path in state.folders for folder in (path, *folders_of(path))}
    folders: dict[str, Kind] = {}
    for folder in sorted(above | made):
        parent = str(PurePosixPath(folder).parent)
        is_reachable = folder == "." or folders[parent] is Kind.FOLDER
        with writing(in_root(folder)):
            folders[folder] = kind_at(root / DOCS / folder) if is_reachable else Kind.ABSENT
    wrong = (folder for folder in sorted(above) if folders[folder] not in (Kind.FOLDER, Kind.ABSENT))
    if faults := tuple(_wrong_folder(folder, folders[folder]) for folder in wrong):
        return _Disk(folders, {}), faults
    standings = {}
    for path in ours:
        with writing(in_root(path)):
            standings[path] = look(root, path)
    return _Disk(folders, standings), ()


def _wrong_folder(folder: str, kind: Kind) -> Diagnostic:
    path = in_root(folder)
    if kind is Kind.SYMLINK:
        remedy = "put a folder in its place, then build again"
        return fault(path, "symlink", f"“{path}” is a symlink, and pages are written into it", remedy=remedy)
    remedy = "move it away, then build again"
    return fault(path, "not-ours", f"“{path}” is not a folder, and pages are written into it", remedy=remedy)


def _refusals(hashes: Mapping[str, str], disk: _Disk, *, state: State) -> tuple[Diagnostic, ...]:
    judged = (
        _refusal(path, standing, wanted=hashes.get(path), known=state.pages.get(path, frozenset()))
        for path, standing in disk.pages.items()
    )
    return tuple(found for found in judged if found is not None)


def _refusal(
    path: str, standing: Standing, *, wanted: str | None, known: frozenset[str]
) -> Diagnostic | None:
    """Say why what stands at ``path`` must stay; nothing when it is ours, absent or as ``wanted``."""
    page = in_root(path)
    if standing.kind is Kind.ABSENT or standing.sha256 in {*known, wanted}:
        return None
    if standing.kind is Kind.SYMLINK:
        remedy = "delete the link, then build again"
        return fault(page, "symlink", f"“{page}” is a symlink", remedy=remedy)
    if standing.kind is Kind.FILE and known:
        remedy = "move the change into the sources, delete the file, then build again"
        return fault(page, "edited-by-hand", f"“{page}” is generated and was edited by hand", remedy=remedy)
    remedy = "move it away or delete it, then build again"
    return fault(page, "not-ours", f"“{page}” was not written by this tool", remedy=remedy)


def _planned(
    root: Path, contents: Mapping[str, bytes], *, hashes: Mapping[str, str], disk: _Disk, state: State
) -> Plan:
    absent = {path for path, standing in disk.pages.items() if standing.kind is Kind.ABSENT}
    unchanged = {path for path in hashes if disk.pages[path].sha256 == hashes[path]}
    deleted = tuple(path for path in disk.pages if path not in contents and path not in absent)
    needed = {folder for path in contents for folder in folders_of(path)}
    new_folders = tuple(folder for folder in sorted(needed) if disk.folders[folder] is Kind.ABSENT)
    ours = {folder for folder in state.folders if disk.folders[folder] is Kind.FOLDER}
    emptied = _emptied(root, ours - needed, deleted=deleted)
    return Plan(
        created=tuple(sorted(absent & hashes.keys())),
        changed=tuple(sorted(hashes.keys() - absent - unchanged)),
        deleted=deleted,
        unchanged=tuple(sorted(unchanged)),
        contents=contents,
        before=disk.pages,
        new_folders=new_folders,
        emptied_folders=emptied,
        manifest=Manifest(folders=sorted({*ours, *new_folders} - {*emptied}), pages=dict(hashes)),
    )


def _emptied(root: Path, unneeded: Iterable[str], *, deleted: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ``unneeded`` folders that hold nothing but what is ``deleted``, the inner first."""
    going = set(deleted)
    emptied = []
    for folder in sorted(unneeded, reverse=True):
        with writing(in_root(folder)):
            held = [place.name for place in (root / DOCS / folder).iterdir()]
        if all(str(PurePosixPath(folder, name)) in going for name in held):
            going.add(folder)
            emptied.append(folder)
    return tuple(emptied)


def _closed_folders(root: Path, plan: Plan, disk: _Disk) -> tuple[Diagnostic, ...]:
    """Report each folder that the plan makes or deletes files in, but that we may not write to."""
    touched = (*plan.created, *plan.changed, *plan.deleted, *plan.emptied_folders)
    nearest = {
        next((in_root(folder) for folder in folders_of(path) if disk.folders[folder] is Kind.FOLDER), ".")
        for path in touched
    }
    return tuple(not_writable(path) for path in sorted(nearest) if not _is_open(root / path))


def _is_open(folder: Path) -> bool:
    # A folder that is gone is told as that when it is written to.
    # With the effective ids: they are what the writing will be judged by.
    return not folder.exists() or os.access(folder, os.W_OK | os.X_OK, effective_ids=True)
