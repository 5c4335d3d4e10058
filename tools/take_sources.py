"""Writes ``sources/`` as a commit has it into a new folder: plain files only, and nothing is checked out.

usage: python tools/take_sources.py COMMIT FOLDER

For checks of changes that nobody has read yet. Links, submodules, executable files, odd paths and files that
are larger than any that is read are told, as annotations for GitHub, and then nothing is written.
"""

import io
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_SOURCES = b"sources/"
_PLAIN_FILE = b"100644"
_LOCK = b"sources/evidence.lock.json"
# As topicpages/sources/files.py has them; this script runs before anything is installed.
_MAX_BYTES, _MAX_LOCK_BYTES = 1_048_576, 16_777_216
_MAX_TOGETHER, _MAX_FILES = 268_435_456, 20_000
_LONGEST_NAME = 255
_NOT_A_NAME = (b"", b".", b"..", b".git")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a commit: Git's mode and kind, the name of its content, how long that is, and its path."""

    mode: bytes
    content: bytes
    size: int
    path: bytes


def entries_of(commit: str) -> tuple[Entry, ...]:
    """Return everything below ``sources/`` in ``commit``; of what is no file the size is 0."""
    listed = _git("ls-tree", "-r", "-z", "--long", "--full-tree", commit, "--", "sources")
    found = []
    for line in listed.split(b"\0"):
        if line:
            facts, _, path = line.partition(b"\t")
            mode, _, content, size = facts.split()
            found.append(Entry(mode, content, int(size) if size.isdigit() else 0, path))
    return tuple(found)


def reasons(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield one line for each entry that is not taken, and one when all together are too many."""
    together = files = 0
    for entry in entries:
        shown = entry.path.decode("utf-8", "backslashreplace").encode("unicode_escape").decode("ascii")
        most = _MAX_LOCK_BYTES if entry.path == _LOCK else _MAX_BYTES
        together, files = together + entry.size, files + 1
        if entry.mode != _PLAIN_FILE:
            yield f"{shown}: a link, a submodule or an executable file"
        elif not is_plain_path(entry.path):
            yield f"{shown}: no path that a file of the sources has"
        elif entry.size > most:
            yield f"{shown}: larger than {most:,} bytes"
    if together > _MAX_TOGETHER or files > _MAX_FILES:
        yield f"sources: more than {_MAX_FILES:,} files or {_MAX_TOGETHER:,} bytes"


def is_plain_path(path: bytes) -> bool:
    """Tell whether ``path`` leads below ``sources/`` and nowhere else."""
    names = path.split(b"/")
    return path.startswith(_SOURCES) and all(
        name not in _NOT_A_NAME and len(name) <= _LONGEST_NAME for name in names
    )


def write(entries: tuple[Entry, ...], folder: Path) -> None:
    """Write the contents of ``entries`` below ``folder``; a file that is there already raises ``OSError``."""
    names = b"".join(entry.content + b"\n" for entry in entries)
    # For each, a line “name blob size”, then its bytes and a line end.
    contents = io.BytesIO(_git("cat-file", "--batch", given=names))
    (folder / "sources").mkdir(parents=True)
    for entry in entries:
        contents.readline()
        path = folder / os.fsdecode(entry.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(contents.read(entry.size))
        contents.readline()


def _git(*arguments: str, given: bytes = b"") -> bytes:
    return subprocess.run(["git", *arguments], input=given, check=True, capture_output=True).stdout  # noqa: S603, S607


def main(arguments: list[str]) -> int:
    """Take the sources and return 0; 1 when there is a reason not to, 2 when called in another way."""
    if len(arguments) != 2 or any(argument.startswith("-") for argument in arguments):  # noqa: PLR2004
        print("usage: python tools/take_sources.py COMMIT FOLDER", file=sys.stderr)
        return 2
    commit, folder = arguments
    entries = entries_of(commit)
    found = tuple(reasons(entries))
    for reason in found:
        print(f"::error title=not taken::{reason.replace('%', '%25')}")
    if not found:
        write(entries, Path(folder))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
