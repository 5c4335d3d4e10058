"""What each command does; the command line only reads arguments and prints outcomes.

A command is the function ``run`` of a module here that has its name. It is imported when it is called, so
that none waits for what only another one needs.
"""

from importlib import import_module
from typing import cast

from topicpages.commands.outcome import Command, Outcome, Settings

COMMANDS = {
    "build": "write the pages that changed",
    "check": "judge the sources and write nothing",
    "audit": "prove the notes against the private originals",
    "coverage": "say what of the articles no claim uses",
    "review": "sign claims off",
    "site": "leave the finished, checked site in site/",
    "offline": "leave a zip that works from a folder",
    "pdf": "leave each topic as a document",
}

__all__ = ["COMMANDS", "Command", "Outcome", "Settings", "command"]


def command(name: str) -> Command:
    """Return what runs the command of that name, one of ``COMMANDS``."""
    return cast("Command", import_module(f"{__name__}.{name}").run)
