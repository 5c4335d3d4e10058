"""Prints ``sources`` when a change only edits plain files under ``sources/``, else ``code`` and why.

usage: python tools/change_scope.py BASE HEAD

It decides whose code judges the change, and helps reviewers. What may be merged is decided by CODEOWNERS
together with a branch rule that asks for an owner's review.
"""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_SOURCES = b"sources/"
_ABSENT = b"000000"
_PLAIN_FILE = b"100644"
_NOT_A_NAME = {b"", b".", b"..", b".git"}


@dataclass(frozen=True, slots=True)
class Change:
    """One path that differs; modes are Git's, ``000000`` on the side where the path does not exist."""

    old_mode: bytes
    new_mode: bytes
    path: bytes


def reasons(changes: Iterable[Change]) -> Iterator[str]:
    """Yield one line for each path that is more than an edit of a plain file under ``sources/``."""
    for change in changes:
        shown = change.path.decode("utf-8", "backslashreplace").encode("unicode_escape").decode("ascii")
        if not change.path.startswith(_SOURCES) or _NOT_A_NAME & {*change.path.split(b"/")}:
            yield f"{shown}: outside sources/"
        elif {change.old_mode, change.new_mode} - {_ABSENT, _PLAIN_FILE}:
            yield f"{shown}: a link, a submodule or an executable file"


def changes_between(base: str, head: str) -> tuple[Change, ...]:
    """Return what ``head`` changes since it left ``base``; a move counts as a removal and an addition."""
    command = ["git", "diff", "--raw", "-z", "--no-renames", "--no-abbrev", f"{base}...{head}", "--"]
    fields = subprocess.run(command, check=True, capture_output=True).stdout.split(b"\0")  # noqa: S603
    # `:old new hash hash status`, then the path, each ended by a NUL.
    return tuple(
        Change(entry.split()[0].removeprefix(b":"), entry.split()[1], path)
        for entry, path in zip(fields[0::2], fields[1::2], strict=False)
    )


def main(arguments: list[str]) -> int:
    """Print the scope and return 0, or 2 when called with anything but two revisions."""
    if len(arguments) != 2 or any(revision.startswith("-") for revision in arguments):  # noqa: PLR2004
        print("usage: python tools/change_scope.py BASE HEAD", file=sys.stderr)
        return 2
    found = tuple(reasons(changes_between(*arguments)))
    print("code" if found else "sources")
    for reason in found:
        print(reason, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
