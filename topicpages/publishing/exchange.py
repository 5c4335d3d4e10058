"""The finished site: built beside the old one, checked there, and exchanged for it in one step.

``site/`` is at any moment the old tree or the new one. Where the disk cannot exchange two folders in one
step there is a moment without it; a build that ends there is put right by ``recover`` at the next start.
"""

import ctypes
import errno
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from topicpages.diagnostics import Diagnostic, Severity, has_errors
from topicpages.publishing.mkdocs_run import Built, run_mkdocs
from topicpages.publishing.write.disk import (
    FILE_MODE,
    FOLDER_MODE,
    Kind,
    kind_at,
    modes_from_us,
    open_plain_folder,
    settle,
)
from topicpages.publishing.write.faults import StoppedError, fault, writing
from topicpages.publishing.write.state import STATE, content_of, linked_state, make_state_folder, replace_file

MARKER = ".topicpages-site"
PUBLISHING = "publishing.json"

_MARKER_TEXT = "Made by topicpages: the next build replaces this folder as a whole.\n"
_GITIGNORE = ".gitignore"
_NEW, _OLD = "new", "old"
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
_CANNOT_EXCHANGE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)
_LIBC = ctypes.CDLL(None, use_errno=True)

PostStep = Callable[[Path], tuple[Diagnostic, ...]]


class _Publishing(BaseModel):
    """Where a build is about to put its site; relative to the root, or absolute when it is outside."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    target: Annotated[str, StringConstraints(pattern=r"^[^\x00]*[^\x00/]$")]


def build_site(
    root: Path,
    *,
    out: Path,
    strict: bool = True,
    config_file: Path | None = None,
    environment: Mapping[str, str] | None = None,
    post_steps: Sequence[PostStep] = (),
) -> tuple[Built, tuple[Diagnostic, ...]]:
    """Build the site of ``root`` with MkDocs, run ``post_steps`` on it, and put it at ``out``.

    The pages are written already and the caller holds the ``BuildMutex``. ``config_file`` is by default
    ``root/mkdocs.yml``; ``environment`` is added to ours, for its ``!ENV`` values and its hooks. A post-step
    gets the new tree before anybody sees it and may add to it; the first that reports an error ends the
    build. Whatever fails, what stood at ``out`` stays.
    """
    target = out.absolute()
    if faults := recover(root) or _refusals(target) or _refusals(_beside(target)):
        return Built(1), faults
    config = (config_file or root / "mkdocs.yml").absolute()
    options = ("--strict" if strict else "--no-strict", "--config-file", str(config))
    built = Built(1)
    try:
        with modes_from_us():
            new = _begin(root, target)
            built = run_mkdocs(root, (*options, "--site-dir", str(new)), environment=environment or {})
            if built.status == 0:
                faults += _checked_and_exchanged(new, target, post_steps=post_steps)
    except StoppedError as stopped:
        faults += (stopped.diagnostic,)
    finally:
        left_over = _clear(root, target)
    status = 1 if has_errors(faults) else built.status
    return replace(built, status=status), (*faults, *(_as_warning(one) for one in left_over))


def exchange(new: Path, target: Path) -> tuple[Diagnostic, ...]:
    """Put the tree ``new`` at ``target``; what stood there is then at ``new``, or at ``old`` beside it.

    Only a tree with our marker, or an empty folder, is replaced. Both must be on one disk.
    """
    if refusals := _refusals(target):
        return refusals
    try:
        with writing(target.name):
            if kind_at(target) is Kind.ABSENT:
                new.rename(target)
            elif not _swap(new, target):
                # Killed between these two, ``recover`` puts the old tree back.
                target.rename(new.with_name(_OLD))
                new.rename(target)
            with open_plain_folder(target.parent) as folder:
                settle(folder)
    except StoppedError as stopped:
        return (stopped.diagnostic,)
    return ()


def recover(root: Path) -> tuple[Diagnostic, ...]:
    """Repair what a killed build of ``root``'s site left; call it at every start.

    The caller holds the ``BuildMutex``. What it reports is an error: the next build would stumble over it.
    """
    if (linked := linked_state(root)) is not None:
        return (linked,)
    path = f"{STATE}/{PUBLISHING}"
    try:
        with writing(path):
            last = _Publishing.model_validate_json((root / path).read_bytes())
    except ValidationError:
        message, remedy = f"“{path}” is not what a build wrote", "delete it, then build again"
        return (fault(path, "bad-manifest", message, remedy=remedy),)
    except StoppedError as stopped:
        never_begun = isinstance(stopped.__cause__, FileNotFoundError)
        return () if never_begun else (stopped.diagnostic,)
    return _clear(root, root.absolute() / last.target)


def mark(site: Path) -> None:
    """Make ``site`` one of ours, which ``exchange`` may replace; a hook does it after ``mkdocs build``."""
    (site / MARKER).write_text(_MARKER_TEXT, encoding="utf-8", newline="\n")


def _beside(target: Path) -> Path:
    """Return the folder that we work in: beside the site, so that renaming never crosses a disk."""
    return target.with_name(f".{target.name}.topicpages")


def _refusals(place: Path) -> tuple[Diagnostic, ...]:
    """Say why the folder at ``place`` must stay; nothing when it is ours, empty or absent."""
    name = place.name or str(place)
    remedy = "move it away or delete it, or choose another folder, then build again"
    try:
        with writing(name):
            kind = kind_at(place)
            if kind is Kind.ABSENT:
                return ()
            if kind is Kind.SYMLINK:
                return (fault(name, "symlink", f"“{name}” is a symlink", remedy=remedy),)
            if kind is Kind.FOLDER and (kind_at(place / MARKER) is Kind.FILE or not any(place.iterdir())):
                return ()
    except StoppedError as stopped:
        return (stopped.diagnostic,)
    return (fault(name, "not-ours", f"“{name}” was not built by this tool", remedy=remedy),)


def _begin(root: Path, target: Path) -> Path:
    """Note where the site is to stand, make the folder beside it, and return where MkDocs is to build."""
    beside = _beside(target)
    within = target.relative_to(root.absolute()) if target.is_relative_to(root.absolute()) else target
    with writing(f"{STATE}/{PUBLISHING}"):
        replace_file(make_state_folder(root) / PUBLISHING, content_of(_Publishing(target=str(within))))
    with writing(beside.name):
        beside.mkdir(FOLDER_MODE, parents=True, exist_ok=True)
        mark(beside)
        (beside / _GITIGNORE).write_text("*\n", encoding="utf-8")
    return beside / _NEW


def _checked_and_exchanged(
    new: Path, target: Path, *, post_steps: Sequence[PostStep]
) -> tuple[Diagnostic, ...]:
    faults: tuple[Diagnostic, ...] = ()
    for step in post_steps:
        with writing(target.name):
            faults += step(new)
        if has_errors(faults):
            return faults
    with writing(target.name):
        mark(new)
        _give_modes(new)
        _settle_all(new)
    return faults + exchange(new, target)


def _give_modes(tree: Path) -> None:
    """Give every folder and file of ``tree`` the modes of a published site, wherever it came from."""
    for folder, _, names in os.walk(tree):
        Path(folder).chmod(FOLDER_MODE)
        for name in names:
            place = Path(folder, name)
            if kind_at(place) is Kind.FILE:
                place.chmod(FILE_MODE)


def _settle_all(tree: Path) -> None:
    """Wait until ``tree`` is on the disk: a power cut after the exchange must not leave empty files."""
    with open_plain_folder(tree) as folder:
        if (syncfs := getattr(_LIBC, "syncfs", None)) is None or syncfs(folder) != 0:
            os.sync()


def _swap(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; false where the system or the file system cannot."""
    if (renameat2 := getattr(_LIBC, "renameat2", None)) is None:
        return False
    if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    if (number := ctypes.get_errno()) in _CANNOT_EXCHANGE:
        return False
    raise OSError(number, os.strerror(number), str(other))


def _clear(root: Path, target: Path) -> tuple[Diagnostic, ...]:
    """Put the old site back if it is nowhere else, and delete the folder that we worked in."""
    beside = _beside(target)
    if refusals := _refusals(beside):
        return refusals
    try:
        with writing(beside.name):
            if kind_at(target) is Kind.ABSENT and kind_at(beside / _OLD) is Kind.FOLDER:
                (beside / _OLD).rename(target)
            _delete(beside)
            (root / STATE / PUBLISHING).unlink(missing_ok=True)
    except StoppedError as stopped:
        return (stopped.diagnostic,)
    return ()


def _delete(beside: Path) -> None:
    """Delete our working folder, its marker last: whenever this ends, what is left is still ours."""
    if kind_at(beside) is Kind.ABSENT:
        return
    for tree in (beside / _NEW, beside / _OLD):
        if kind_at(tree) is not Kind.ABSENT:
            shutil.rmtree(tree)
    for name in (_GITIGNORE, MARKER):
        (beside / name).unlink(missing_ok=True)
    beside.rmdir()


def _as_warning(fault: Diagnostic) -> Diagnostic:
    return replace(fault, severity=Severity.WARNING)
