"""What we know of our own pages: the manifest of what we wrote, the intent of what we are about to write.

Both stand in ``.topicpages/``. While an intent stands, a page of ours may hold what the manifest says or
any text that the intent names for it; that is how the next build knows its own half-done work.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from topicpages.diagnostics import Diagnostic
from topicpages.publishing.write.disk import FOLDER_MODE, open_plain_folder, settle, write_new
from topicpages.publishing.write.faults import cannot_write, fault
from topicpages.publishing.write.paths import FOLDER_PATTERN, PAGE_PATTERN, TEMP_PATTERN

STATE = ".topicpages"
MANIFEST = "manifest.json"
INTENT = "intent.json"

_PagePath = Annotated[str, StringConstraints(pattern=PAGE_PATTERN)]
_FolderPath = Annotated[str, StringConstraints(pattern=FOLDER_PATTERN)]
_TempPath = Annotated[str, StringConstraints(pattern=TEMP_PATTERN)]
_Hash = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Manifest(_Strict):
    """The pages as we left them, and the folders that we made for them."""

    folders: list[_FolderPath] = []
    pages: dict[_PagePath, _Hash] = {}


class Intent(_Strict):
    """The records and files that a killed build may leave behind."""

    folders: list[_FolderPath]
    pages: dict[_PagePath, list[_Hash]]
    temps: list[_TempPath]


_Record = TypeVar("_Record", Manifest, Intent)


@dataclass(frozen=True, slots=True)
class State:
    """Manifest and intent together: each page's possible hashes, our folders, our temporary files."""

    manifest: Manifest = field(default_factory=Manifest)
    pages: Mapping[str, frozenset[str]] = field(default_factory=dict)
    folders: frozenset[str] = frozenset()
    temps: tuple[str, ...] = ()
    is_unfinished: bool = False


def read_state(root: Path) -> tuple[State, tuple[Diagnostic, ...]]:
    """Read what the builds before this one left in ``root/.topicpages``."""
    if (found := linked_state(root)) is not None:
        return State(), (found,)
    manifest, manifest_faults = _read(root, MANIFEST, Manifest)
    intent, intent_faults = _read(root, INTENT, Intent)
    if faults := manifest_faults + intent_faults:
        return State(), faults
    return _together(manifest or Manifest(), intent), ()


def make_state_folder(root: Path) -> Path:
    """Return ``root/.topicpages``, made if need be, with a rule that keeps it out of git.

    The caller holds the mutex. What a killed build had staged here goes.
    """
    folder = root / STATE
    with suppress(FileExistsError):
        folder.mkdir(FOLDER_MODE)
    if not (folder / ".gitignore").exists():
        replace_file(folder / ".gitignore", b"*\n")
    for staged in sorted(folder.glob(".*.json.tmp")):
        staged.unlink()
    return folder


def content_of(record: BaseModel) -> bytes:
    """Return the bytes that ``record`` is stored as."""
    return (record.model_dump_json(indent=1) + "\n").encode()


def replace_file(path: Path, content: bytes) -> None:
    """Give the file at ``path`` that content, whole or not at all."""
    stage(path, content)
    commit(path)


def stage(path: Path, content: bytes) -> None:
    """Write ``content`` beside ``path``, so that ``commit`` needs no more room on the disk."""
    staged = _staged(path)
    staged.unlink(missing_ok=True)
    try:
        with open_plain_folder(path.parent) as folder:
            write_new(folder, staged.name, content)
    except OSError:
        staged.unlink(missing_ok=True)
        raise


def commit(path: Path) -> None:
    """Put what was staged for ``path`` in its place."""
    with open_plain_folder(path.parent) as folder:
        _staged(path).replace(path)
        settle(folder)


def unstage(path: Path) -> None:
    """Delete what was staged for ``path`` and is not in its place."""
    with suppress(OSError):
        _staged(path).unlink()


def _staged(path: Path) -> Path:
    return path.with_name(f".{path.name}.tmp")


def linked_state(root: Path) -> Diagnostic | None:
    """Report ``.topicpages`` as ``symlink`` when it is one: what it holds would not be ours alone."""
    if not (root / STATE).is_symlink():
        return None
    return fault(STATE, "symlink", f"“{STATE}” is a symlink", remedy="delete the link, then build again")


def _read(root: Path, name: str, shape: type[_Record]) -> tuple[_Record | None, tuple[Diagnostic, ...]]:
    path = f"{STATE}/{name}"
    try:
        return shape.model_validate_json((root / STATE / name).read_bytes()), ()
    except FileNotFoundError:
        return None, ()
    except ValidationError:
        remedy = f"delete the folder “{STATE}” and the generated pages, then build again"
        return None, (fault(path, "bad-manifest", f"“{path}” is not what a build wrote", remedy=remedy),)
    except OSError as error:
        return None, (cannot_write(path, error),)


def _together(manifest: Manifest, intent: Intent | None) -> State:
    pages = {path: frozenset({sha256}) for path, sha256 in manifest.pages.items()}
    if intent is None:
        return State(manifest, pages, frozenset(manifest.folders))
    for path, hashes in intent.pages.items():
        pages[path] = pages.get(path, frozenset()) | frozenset(hashes)
    folders = frozenset(manifest.folders) | frozenset(intent.folders)
    return State(manifest, pages, folders, temps=tuple(intent.temps), is_unfinished=True)
