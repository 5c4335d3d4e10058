"""Reads the text files of ``sources/``: the only place where input touches the disk."""

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from topicpages.diagnostics import Diagnostic, Span

MAX_BYTES = 1_048_576
MAX_LOCK_BYTES = 16_777_216
SOURCES = "sources"
ARTICLES = f"{SOURCES}/articles"
FACTS = f"{SOURCES}/facts"
PUBLISHERS = f"{SOURCES}/publishers.yml"
LOCK = f"{SOURCES}/evidence.lock.json"


@dataclass(frozen=True, slots=True)
class SourceFile:
    r"""One file as text: ``path`` is relative to the root, line ends are ``\n``, no byte order mark."""

    path: str
    text: str


def read_sources(root: Path) -> tuple[Mapping[str, SourceFile], tuple[Diagnostic, ...]]:
    """Return every YAML and Markdown file below ``root/sources``, by path and in sorted order.

    Faults: ``no-sources``, ``symlink``, ``unreadable``, ``too-large``, ``not-utf-8``, ``stray-file``.
    """
    if (root / SOURCES).is_symlink():
        return {}, (_symlink(SOURCES),)
    if not (root / SOURCES).is_dir():
        return {}, (_no_sources(f"there is no folder “{SOURCES}”"),)
    files: dict[str, SourceFile] = {}
    faults: list[Diagnostic] = []
    for path in _listing(root, SOURCES, faults):
        text = _read(root, path, faults)
        if text is not None:
            files[path] = SourceFile(path, text)
    if not files and not faults:
        faults.append(_no_sources(f"the folder “{SOURCES}” is empty"))
    return files, tuple(faults)


def read_lock_file(root: Path) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Return the text of the evidence lock; ``None`` when there is none.

    Faults: ``symlink``, ``unreadable``, ``too-large``, ``not-utf-8``.
    """
    if (root / LOCK).is_symlink():
        return None, (_symlink(LOCK),)
    # Where the folder cannot be listed or is a link, ``read_sources`` has said so.
    if (root / SOURCES).is_symlink() or not os.path.lexists(root / LOCK):
        return None, ()
    faults: list[Diagnostic] = []
    return _read(root, LOCK, faults, at_most=MAX_LOCK_BYTES), tuple(faults)


def _no_sources(what: str) -> Diagnostic:
    remedy = f"add articles to {ARTICLES}/ and fact sheets to {FACTS}/, or name the site's folder with --root"
    return Diagnostic(Span(SOURCES), "no-sources", what, remedy)


def _symlink(path: str) -> Diagnostic:
    what = f"“{path}” is a symbolic link"
    return Diagnostic(Span(path), "symlink", what, "replace it by what it leads to")


def _listing(root: Path, folder: str, faults: list[Diagnostic]) -> Iterator[str]:
    """Yield the paths of the files that are read, depth first and sorted; report what cannot be one."""
    try:
        entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
    except OSError as error:
        faults.append(_unreadable(folder, error))
        return
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if entry.name.startswith(".") or path == LOCK:
            continue
        if entry.is_symlink():
            faults.append(_symlink(path))
        elif entry.is_dir():
            yield from _listing(root, path, faults) if path in {ARTICLES, FACTS} else _stray(path, faults)
        elif not _belongs(folder, entry.name):
            yield from _stray(path, faults)
        else:
            yield path


def _belongs(folder: str, name: str) -> bool:
    return name.endswith(".md" if folder == ARTICLES else ".yml")


def _stray(path: str, faults: list[Diagnostic]) -> tuple[str, ...]:
    remedy = f"articles are {ARTICLES}/*.md, fact sheets {FACTS}/*.yml, registries {SOURCES}/*.yml"
    faults.append(
        Diagnostic(Span(path), "stray-file", f"“{path}” is none of the files that are read", remedy)
    )
    return ()


def _read(root: Path, path: str, faults: list[Diagnostic], *, at_most: int = MAX_BYTES) -> str | None:
    try:
        # A pipe or device would block for ever, so look before opening; O_NOFOLLOW closes the gap in between.
        descriptor = os.open(root / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as stream:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                faults.append(
                    Diagnostic(Span(path), "unreadable", f"“{path}” is not a regular file", "remove it")
                )
                return None
            raw = stream.read(at_most + 1)
    except OSError as error:
        faults.append(_unreadable(path, error))
        return None
    if len(raw) > at_most:
        what = f"“{path}” is larger than {at_most:,} bytes"
        faults.append(Diagnostic(Span(path), "too-large", what, "split it into several files"))
        return None
    return _decode(path, raw, faults)


def _unreadable(path: str, error: OSError) -> Diagnostic:
    what = f"“{path}” cannot be read: {(error.strerror or 'unknown error').lower()}"
    return Diagnostic(Span(path), "unreadable", what, "check that it exists and that you may read it")


def _decode(path: str, raw: bytes, faults: list[Diagnostic]) -> str | None:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        line_start = before.rfind(b"\n") + 1
        column = len(before[line_start:].decode("utf-8", "replace")) + 1
        where = Span(path, before.count(b"\n") + 1, column)
        faults.append(
            Diagnostic(
                where, "not-utf-8", f"byte 0x{raw[error.start]:02x} is not UTF-8", "save the file as UTF-8"
            )
        )
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")
