"""A command that goes on: again whenever a source is saved, with what changed since the time before."""

import os
from collections import Counter
from collections.abc import Callable, Generator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from queue import Empty, Queue
from typing import Protocol

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

from topicpages.commands.outcome import USAGE, Command, Outcome, Settings, counted
from topicpages.diagnostics import Faults, Progress
from topicpages.sources import SOURCES

# An editor saves in several steps, such as a new file put in the place of the old one: they are over when
# nothing has happened for this long. It is what a person does not notice.
_QUIET_SECONDS = 0.05
# Whatever else goes on in the folder, an answer does not wait for longer than this many times.
_MOST_WAITS = 40
_SHOWN = 3
# Opening and closing a file, as each check does, is no event.
_EVENTS: list[type[FileSystemEvent]] = [
    *(FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent),
    *(DirCreatedEvent, DirMovedEvent, DirDeletedEvent),
]

# What tells two states of a file apart: a file that is replaced is another one, of whatever time and size.
_Stamps = Mapping[str, tuple[int, int, int]]


def watched(check: Command, settings: Settings, progress: Progress) -> Outcome:
    """Return the outcome of ``check``; its ``later`` has one for each time that sources were saved since."""
    watch = _Watch(settings.root, settings.root / SOURCES, settings.originals)
    try:
        watch.start()
    except OSError as error:
        why = (error.strerror or "it is absent").lower()
        return Outcome(USAGE, (), f"not watched: “{settings.root}” cannot be watched: {why}")
    seen = watch.stamps()  # before the check, so that what is saved meanwhile is seen
    first = check(settings, progress)
    return replace(first, later=_rounds(watch, seen, first.diagnostics, partial(check, settings, progress)))


def _rounds(
    watch: "_Waits", seen: _Stamps, before: Faults, check: Callable[[], Outcome]
) -> Generator[Outcome, None, None]:
    """Yield an outcome whenever the stamps of the sources are other ones; closed, it ends the watch."""
    try:
        while True:
            watch.wait()
            now = watch.stamps()
            saved = sorted(path for path in {*seen, *now} if seen.get(path) != now.get(path))
            seen = now
            if not saved:
                continue
            found = check()
            told = f"{_named(saved)} changed: {_difference(before, found.diagnostics)}"
            before = found.diagnostics
            yield replace(found, said=f"{found.said}\n{told}" if found.said else told)
    finally:
        watch.stop()


def _named(paths: list[str]) -> str:
    return ", ".join(paths) if len(paths) <= _SHOWN else f"{len(paths)} files"


def _difference(before: Faults, after: Faults) -> str:
    """Return how many faults went and came; one that only moved to another line did neither."""
    old, new = _without_lines(before), _without_lines(after)
    mended, added = (old - new).total(), (new - old).total()
    if not mended and not added:
        return "no fault mended, none new"
    return f"{counted(mended, 'fault')} mended, {added} new"


def _without_lines(faults: Faults) -> Counter[tuple[str, ...]]:
    return Counter((fault.span.path, fault.severity, fault.code, fault.message) for fault in faults)


class _Waits(Protocol):
    """What tells that something happened to files, and what they are like."""

    def wait(self) -> None: ...
    def stamps(self) -> _Stamps: ...
    def stop(self) -> None: ...


class _Watch(FileSystemEventHandler):
    """Waits for events in ``folders``; one may also come later, or be put in place of another."""

    def __init__(self, root: Path, *folders: Path) -> None:
        self.root, self.folders = root, folders
        self._happened: Queue[None] = Queue()
        self._observer = Observer()
        self._watched: dict[Path, tuple[int, ObservedWatch]] = {}

    def start(self) -> None:
        """Begin; raises OSError when the root is absent or the system watches no more folders."""
        self._observer.start()
        try:
            self._observer.schedule(self, str(self.root), event_filter=_EVENTS)
            self._follow()
        except OSError:
            self.stop()
            raise

    def stop(self) -> None:
        self._observer.stop()
        self._observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note that something happened; what it was, the stamps tell."""
        del event
        self._happened.put(None)

    def wait(self) -> None:
        """Wait until something happens, and then until nothing has happened for a moment."""
        self._happened.get()
        for _ in range(_MOST_WAITS):
            try:
                self._happened.get(timeout=_QUIET_SECONDS)
            except Empty:
                break
        with suppress(OSError):  # it went again: its coming is an event of the root
            self._follow()

    def _follow(self) -> None:
        """Watch the folders that are there now."""
        for folder in self.folders:
            number = folder.stat().st_ino if folder.is_dir() else None
            before, watch = self._watched.get(folder, (None, None))
            if number == before:
                continue
            if watch is not None:
                del self._watched[folder]
                self._observer.unschedule(watch)
            if number is not None:
                watch = self._observer.schedule(self, str(folder), recursive=True, event_filter=_EVENTS)
                self._watched[folder] = number, watch

    def stamps(self) -> _Stamps:
        """Return what tells the states of all files apart; names with a dot in front are an editor's own."""
        found: dict[str, tuple[int, int, int]] = {}
        for folder in self.folders:
            for inner, folders, files in os.walk(folder):
                folders[:] = [name for name in folders if not name.startswith(".")]
                for path in (Path(inner, name) for name in files if not name.startswith(".")):
                    with suppress(OSError):  # it went while we looked
                        there = path.lstat()
                        key = path.relative_to(folder.parent).as_posix()
                        found[key] = (there.st_ino, there.st_size, there.st_mtime_ns)
        return found
