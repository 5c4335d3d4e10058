"""Finds the day of a build without a clock, so that the same tree gives the same pages; the day of a look."""

import os
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

from topicpages.language import parse_edtf
from topicpages.sources.library import Library

# More seconds than this many digits hold lie beyond the years that a date can have.
_DIGITS = 11


def day_of_build(root: Path, library: Library) -> date:
    """Return the day of ``SOURCE_DATE_EPOCH``, else of the last commit, else of the newest article."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "") or _last_commit(root)
    if seconds.isdecimal() and len(seconds) <= _DIGITS:
        return datetime.fromtimestamp(int(seconds), UTC).date()
    published = (parse_edtf(article.record.published.edtf) for article in library.articles.values())
    return max((when.upper for when in published if when and when.upper), default=date.min)


def day_of_look() -> date:
    """Return the day of ``SOURCE_DATE_EPOCH``, else today: what stands in the web today is not repeatable."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if seconds.isdecimal() and len(seconds) <= _DIGITS:
        return datetime.fromtimestamp(int(seconds), UTC).date()
    return datetime.now(UTC).date()


def _last_commit(root: Path) -> str:
    """Return the seconds of the last commit of ``root``; empty where there is no repository or no git."""
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=10, check=False).stdout.strip()  # noqa: S603 -- arguments are ours
    except (OSError, subprocess.SubprocessError):
        return ""
