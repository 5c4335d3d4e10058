"""The faults of a disk, in words for the editor."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from topicpages.diagnostics import Diagnostic, Span

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_GONE = (errno.ENOENT, errno.ENOTDIR, errno.EEXIST)


class StoppedError(Exception):
    """Ends a half-done write with the one diagnostic that says why; never leaves this package's callers."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic


@contextmanager
def writing(path: str) -> Iterator[None]:
    """Turn an ``OSError`` of the block into a ``StoppedError`` about ``path`` (relative to the root)."""
    try:
        yield
    except OSError as error:
        raise StoppedError(cannot_write(path, error)) from error


def cannot_write(path: str, error: OSError) -> Diagnostic:
    """Return the one line that says why ``path`` cannot be read or written."""
    reason = (error.strerror or str(error)).lower()
    return fault(path, "cannot-write", f"“{path}” cannot be written: {reason}", remedy=_remedy(error))


def not_writable(path: str) -> Diagnostic:
    """Say that the folder ``path`` lets us make or delete no file."""
    return cannot_write(path, PermissionError(errno.EACCES, "permission denied"))


def fault(path: str, code: str, message: str, *, remedy: str) -> Diagnostic:
    """Return an error about the whole file or folder ``path``."""
    return Diagnostic(Span(path), code, message, remedy)


def _remedy(error: OSError) -> str:
    if error.errno in _FULL:
        return "free some space, then build again"
    if error.errno in _FORBIDDEN:
        return "make it and its folder writable for you, then build again"
    if error.errno in _GONE:
        return "see that every folder above it is a folder and stays there, then build again"
    return "mend that, then build again"
