"""A plan made true on the disk, so that it may be killed between any two steps."""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from topicpages.diagnostics import Diagnostic
from topicpages.publishing.write import disk
from topicpages.publishing.write.faults import StoppedError, fault, writing
from topicpages.publishing.write.paths import folders_of, in_root, temp_path
from topicpages.publishing.write.plan import Plan
from topicpages.publishing.write.state import (
    INTENT,
    MANIFEST,
    STATE,
    Intent,
    State,
    commit,
    content_of,
    make_state_folder,
    replace_file,
    stage,
)


@dataclass(frozen=True, slots=True)
class Written:
    """The pages that a build created, changed, deleted or left: sorted paths relative to ``docs``."""

    created: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()


def carry_out(root: Path, plan: Plan, *, state: State) -> tuple[Written, tuple[Diagnostic, ...]]:
    """Do what ``plan`` says and tell what was done.

    Whatever can fail for want of room or rights is done beside the pages first; a fault after that
    leaves some pages new and some old, each whole, and the next build takes it from there.
    """
    touched = (*plan.created, *plan.changed, *plan.deleted)
    if (
        not touched
        and not plan.emptied_folders
        and not state.is_unfinished
        and plan.manifest == state.manifest
    ):
        return _written(plan, ()), ()
    token = token_hex(8)
    texts = (*plan.created, *plan.changed)
    temps = {path: temp_path(path, token=token, number=number) for number, path in enumerate(texts)}
    done: list[str] = []
    try:
        with disk.modes_from_us():
            _prepare(root, plan, state=state, temps=temps)
            _put_in_place(root, plan, temps=temps, done=done)
            _finish(root)
    except StoppedError as stopped:
        sweep(root, temps.values())
        _remove_folders(root, reversed(plan.new_folders))
        return _written(plan, done), (stopped.diagnostic,)
    return _written(plan, done), ()


def sweep(root: Path, temps: Iterable[str]) -> None:
    """Delete our temporary files, those that are still there."""
    for temp in temps:
        with suppress(OSError), disk.open_folder_of(root, temp) as (folder, name):
            os.unlink(name, dir_fd=folder)


def _prepare(root: Path, plan: Plan, *, state: State, temps: Mapping[str, str]) -> None:
    """Write the intent, then every text and the manifest beside where they will stand."""
    with writing(STATE):
        state_folder = make_state_folder(root)
        replace_file(state_folder / INTENT, content_of(_intent(plan, state=state, temps=temps)))
    for folder in plan.new_folders:
        with writing(in_root(folder)):
            disk.make_folder(root, folder)
    for path, temp in temps.items():
        with writing(in_root(path)), disk.open_folder_of(root, temp) as (descriptor, name):
            disk.write_new(descriptor, name, plan.contents[path])
    with writing(STATE):
        stage(state_folder / MANIFEST, content_of(plan.manifest))


def _intent(plan: Plan, *, state: State, temps: Mapping[str, str]) -> Intent:
    hashes = {path: set(known) for path, known in state.pages.items()}
    for path, sha256 in plan.manifest.pages.items():
        hashes.setdefault(path, set()).add(sha256)
    return Intent(
        folders=sorted({*state.folders, *plan.new_folders}),
        pages={path: sorted(hashes[path]) for path in sorted(hashes)},
        temps=list(temps.values()),
    )


def _put_in_place(root: Path, plan: Plan, *, temps: Mapping[str, str], done: list[str]) -> None:
    """Rename each text to its page, then delete the stale pages and the folders they leave empty."""
    for path, temp in temps.items():
        with writing(in_root(path)), disk.open_folder_of(root, path) as (descriptor, name):
            _see_unchanged(path, descriptor, plan)
            os.rename(Path(temp).name, name, src_dir_fd=descriptor, dst_dir_fd=descriptor)
            done.append(path)
    for path in plan.deleted:
        with writing(in_root(path)), disk.open_folder_of(root, path) as (descriptor, name):
            _see_unchanged(path, descriptor, plan)
            os.unlink(name, dir_fd=descriptor)
            done.append(path)
    for folder in sorted({folders_of(path)[0] for path in done}):
        with suppress(OSError), disk.open_folder(root, folder) as descriptor:
            disk.settle(descriptor)
    _remove_folders(root, plan.emptied_folders)


def _see_unchanged(path: str, folder: int, plan: Plan) -> None:
    """Stop before a page that somebody changed since the plan was made."""
    if disk.stamp(folder, Path(path).name) == plan.before[path].stamp:
        return
    page = in_root(path)
    message = f"“{page}” was changed while the pages were being written"
    raise StoppedError(fault(page, "edited-by-hand", message, remedy="build again to see what is to be done"))


def _finish(root: Path) -> None:
    with writing(STATE):
        commit(root / STATE / MANIFEST)
        (root / STATE / INTENT).unlink()


def _remove_folders(root: Path, folders: Iterable[str]) -> None:
    """Remove those of ``folders`` that are empty."""
    for folder in folders:
        with suppress(OSError):
            disk.remove_folder(root, folder)


def _written(plan: Plan, done: Iterable[str]) -> Written:
    finished = frozenset(done)
    return Written(
        created=tuple(path for path in plan.created if path in finished),
        changed=tuple(path for path in plan.changed if path in finished),
        deleted=tuple(path for path in plan.deleted if path in finished),
        unchanged=plan.unchanged,
    )
