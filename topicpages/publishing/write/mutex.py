"""One build of a site at a time."""

import fcntl
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from topicpages.diagnostics import Diagnostic
from topicpages.publishing.write.disk import FILE_MODE, FOLDER_MODE, modes_from_us
from topicpages.publishing.write.faults import cannot_write
from topicpages.publishing.write.state import STATE, linked_state, make_state_folder

LOCK = "lock"
_FLAGS = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW


@dataclass(slots=True)
class BuildMutex:
    """The right to build one site, given back at the end of the ``with`` block or of this program.

    ``diagnostics`` is not empty when no lock could be made (a folder that cannot be written): then there is
    nothing to give back, and nothing could be written either.
    """

    descriptor: int | None
    diagnostics: tuple[Diagnostic, ...] = ()

    def release(self) -> None:
        """Let the next build begin."""
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def acquire(root: Path) -> BuildMutex | None:
    """Return the mutex of the site at ``root``; nothing, at once, when another build holds it."""
    if (found := linked_state(root)) is not None:
        return BuildMutex(None, (found,))
    try:
        return _locked(root)
    except BlockingIOError:
        return None
    except OSError as error:
        return BuildMutex(None, (cannot_write(f"{STATE}/{LOCK}", error),))


def _locked(root: Path) -> BuildMutex:
    folder = root / STATE
    with modes_from_us():
        with suppress(FileExistsError):
            folder.mkdir(FOLDER_MODE)
        descriptor = os.open(folder / LOCK, _FLAGS, FILE_MODE)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Only with the mutex: builds that begin at the same moment would write the same files.
            make_state_folder(root)
        except OSError:
            os.close(descriptor)
            raise
    return BuildMutex(descriptor)
