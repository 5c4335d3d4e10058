"""Pages on disk: written all or not at all, and never over somebody else's work."""

from collections.abc import Mapping
from pathlib import Path

from topicpages.diagnostics import Diagnostic
from topicpages.publishing.write.carry_out import Written, carry_out, sweep
from topicpages.publishing.write.mutex import BuildMutex, acquire
from topicpages.publishing.write.plan import decide
from topicpages.publishing.write.state import read_state

__all__ = ["BuildMutex", "Written", "acquire", "ours", "write_pages"]


def write_pages(root: Path, pages: Mapping[str, str]) -> tuple[Written, tuple[Diagnostic, ...]]:
    """Make the generated pages under ``root/docs`` equal to ``pages``, and tell what that took.

    ``pages`` maps a path relative to ``root/docs`` (``topics/new-start.md``) to its text. The caller
    holds the ``BuildMutex``. Everything is decided first; any error there, and a disk that fills up, leaves
    every page as it was. After a kill at any moment, the next call gives the same
    result as if the killed one had never run.
    """
    state, faults = read_state(root)
    if faults:
        return Written(), faults
    sweep(root, state.temps)
    plan, faults = decide(root, pages, state=state)
    if faults:
        return Written(), faults
    return carry_out(root, plan, state=state)


def ours(root: Path) -> tuple[str, ...]:
    """Return the pages under ``root/docs`` that builds wrote, sorted; none when no record can be read."""
    state, _ = read_state(root)
    return tuple(sorted(state.pages))
