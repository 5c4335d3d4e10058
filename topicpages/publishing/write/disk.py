"""Folders and files, never reached through a symlink."""

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path, PurePosixPath

from topicpages.publishing.write.paths import DOCS

FILE_MODE = 0o644
FOLDER_MODE = 0o755
_FOLDER_FLAGS = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
# O_NONBLOCK: a named pipe that takes the file's place in the last moment must not make us wait for ever.
_READ_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
# O_EXCL: not even a dangling symlink is followed.
_NEW_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL

Stamp = tuple[int, int, int]


class Kind(Enum):
    """The kinds of things that may stand at a path."""

    ABSENT = auto()
    FILE = auto()
    FOLDER = auto()
    SYMLINK = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Standing:
    """What stood at a path when we looked.

    ``sha256`` is of a file's bytes; ``stamp`` (inode, size, time of change) tells whether it is still that.
    """

    kind: Kind
    sha256: str = ""
    stamp: Stamp | None = None


@contextmanager
def open_folder(root: Path, folder: str) -> Iterator[int]:
    """Yield a descriptor of ``folder`` (relative to ``docs``), opened part by part, following no symlink."""
    with _open_parts(root, (DOCS, *PurePosixPath(folder).parts)) as descriptor:
        yield descriptor


@contextmanager
def _open_parts(root: Path, parts: tuple[str, ...]) -> Iterator[int]:
    descriptor = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for part in parts:
            above, descriptor = descriptor, os.open(part, _FOLDER_FLAGS, dir_fd=descriptor)
            os.close(above)
        yield descriptor
    finally:
        os.close(descriptor)


def make_folder(root: Path, folder: str) -> None:
    """Make ``folder`` (relative to ``docs``; ``.`` is ``docs`` itself) in the folder above it."""
    *above, name = (DOCS, *PurePosixPath(folder).parts)
    with _open_parts(root, tuple(above)) as descriptor, suppress(FileExistsError):
        os.mkdir(name, FOLDER_MODE, dir_fd=descriptor)


def remove_folder(root: Path, folder: str) -> None:
    """Remove the empty ``folder`` (relative to ``docs``)."""
    *above, name = (DOCS, *PurePosixPath(folder).parts)
    with _open_parts(root, tuple(above)) as descriptor:
        os.rmdir(name, dir_fd=descriptor)


@contextmanager
def open_plain_folder(folder: Path) -> Iterator[int]:
    """Yield a descriptor of ``folder`` itself, which must not be a symlink."""
    descriptor = os.open(folder, _FOLDER_FLAGS)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def open_folder_of(root: Path, path: str) -> Iterator[tuple[int, str]]:
    """Yield a descriptor of the folder of ``path`` and the name in it."""
    place = PurePosixPath(path)
    with open_folder(root, str(place.parent)) as descriptor:
        yield descriptor, place.name


def look(root: Path, path: str) -> Standing:
    """Tell what stands at ``path`` (relative to ``docs``)."""
    try:
        with open_folder_of(root, path) as (folder, name):
            return _look_in(folder, name)
    except FileNotFoundError:
        return Standing(Kind.ABSENT)


def _look_in(folder: int, name: str) -> Standing:
    status = os.stat(name, dir_fd=folder, follow_symlinks=False)
    if (kind := kind_of(status.st_mode)) is not Kind.FILE:
        return Standing(kind)
    with os.fdopen(os.open(name, _READ_FLAGS, dir_fd=folder), "rb") as file:
        return Standing(kind, hashlib.file_digest(file, "sha256").hexdigest(), _stamp_of(status))


def kind_at(place: Path) -> Kind:
    """Return what stands at ``place``, which is not followed when it is a symlink."""
    try:
        return kind_of(os.lstat(place).st_mode)
    except FileNotFoundError:
        return Kind.ABSENT


def kind_of(mode: int) -> Kind:
    """Return what a file of that ``st_mode`` is."""
    if stat.S_ISLNK(mode):
        return Kind.SYMLINK
    if stat.S_ISDIR(mode):
        return Kind.FOLDER
    return Kind.FILE if stat.S_ISREG(mode) else Kind.OTHER


def stamp(folder: int, name: str) -> Stamp | None:
    """Return the stamp of ``name`` in the open ``folder``; nothing when it is not there."""
    try:
        return _stamp_of(os.stat(name, dir_fd=folder, follow_symlinks=False))
    except FileNotFoundError:
        return None


def _stamp_of(status: os.stat_result) -> Stamp:
    return status.st_ino, status.st_size, status.st_mtime_ns


def write_new(folder: int, name: str, content: bytes) -> None:
    """Write a file that was not there, and wait until it is on the disk."""
    with os.fdopen(os.open(name, _NEW_FLAGS, FILE_MODE, dir_fd=folder), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def settle(folder: int) -> None:
    """Wait until renames and deletions in ``folder`` are on the disk, where the file system can tell."""
    with suppress(OSError):
        os.fsync(folder)


@contextmanager
def modes_from_us() -> Iterator[None]:
    """Give new files and folders exactly ``FILE_MODE`` and ``FOLDER_MODE``, whatever the umask."""
    previous = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(previous)
