"""The command ``build``."""

from pathlib import Path

from topicpages.commands.exclusive import exclusive
from topicpages.commands.outcome import Outcome, Settings, counted, done
from topicpages.diagnostics import Progress
from topicpages.publishing import Written, build_docs


@exclusive
def run(settings: Settings, progress: Progress) -> Outcome:
    """Write the pages that changed."""
    _, written, faults = build_docs(settings.root, progress=progress)
    return done(faults, _told(settings.root, written))


def _told(root: Path, written: Written) -> str:
    lines = [
        f"{verb} {root / 'docs' / path}"
        for verb, paths in (
            ("wrote", written.created),
            ("rewrote", written.changed),
            ("deleted", written.deleted),
        )
        for path in paths
    ]
    total = counted(len(written.created) + len(written.changed), "page")
    rest = f"{len(written.deleted)} deleted, {len(written.unchanged)} unchanged"
    return "\n".join([*lines, f"{total} written, {rest}"])
