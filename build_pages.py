#!/usr/bin/env python3
"""Command line and MkDocs hook: builds the pages of a site from its ``sources/``.

The only place that prints or exits; what it calls returns values and diagnostics.
"""

import gc
import io
import os
import sys
from collections.abc import Callable, Sequence

from topicpages.commands import Outcome, command, parsed
from topicpages.diagnostics import Format, formatted, has_errors, visible

# The root is on ``sys.path`` only while MkDocs imports this file, so the hook is imported here; a command
# need not wait for it.
if __name__ != "__main__":
    from topicpages.publishing.hook import (
        on_config,
        on_env,
        on_files,
        on_page_markdown,
        on_post_build,
        on_serve,
        on_startup,
    )

_ALLOCATIONS_BETWEEN_COLLECTIONS = 50_000

__all__ = [
    "main",
    "on_config",
    "on_env",
    "on_files",
    "on_page_markdown",
    "on_post_build",
    "on_serve",
    "on_startup",
]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status: 0 good, 1 faults, 2 usage or not audited, 3 busy."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that knows no curly quotes gets \u201c
            stream.reconfigure(errors="backslashreplace")
    settings = parsed(arguments)
    # What a command makes lives to its end: to look for cycles in it at each turn finds nothing.
    gc.set_threshold(_ALLOCATIONS_BETWEEN_COLLECTIONS)
    progress, finished = _progress_line()
    outcome = command(settings.command)(settings, progress)
    finished()
    heard = _print(outcome, settings.format)
    rounds = iter(outcome.later)
    try:
        while heard and (following := next(rounds, None)):
            outcome = following
            finished()
            heard = _print(outcome, settings.format)
    except KeyboardInterrupt:  # how a command ends that goes on
        finished()
    return outcome.status


def _progress_line() -> tuple[Callable[[str], None], Callable[[], None]]:
    """Return what shows the stage on a terminal, and what wipes it; elsewhere both do nothing."""
    if not sys.stderr.isatty():
        return (lambda _: None), (lambda: None)

    def show(stage: str) -> None:
        print(f"\r\033[K{stage} …", end="", file=sys.stderr, flush=True)

    def wipe() -> None:
        print("\r\033[K", end="", file=sys.stderr, flush=True)

    return show, wipe


def _print(outcome: Outcome, as_format: Format) -> bool:
    """Print what was found to standard output, and beside JSON nothing else there; tell if it was read."""
    terminal = sys.stdout.isatty()
    coloured = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") != "dumb"
    report = formatted(outcome.diagnostics, as_format, coloured=coloured, found=outcome.found)
    told = as_format is Format.JSON and outcome.found is not None
    try:
        if report:
            print(report)
        if terminal and has_errors(outcome.diagnostics) and as_format is Format.TEXT:
            print("explain CODE tells more")
        if outcome.said and not told:
            said = "\n".join(map(visible, outcome.said.splitlines()))
            print(said, file=sys.stderr if as_format is Format.JSON else sys.stdout)
        sys.stdout.flush()
    except BrokenPipeError:  # such as “| head”, which has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
