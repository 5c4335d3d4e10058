"""What each command does; the command line only reads arguments and prints outcomes.

A command is the function ``run`` of a module here that has its name. It is imported when it is called, so
that none waits for what only another one needs; what it is asked with stands in ``command_line``.
"""

from importlib import import_module
from typing import cast

from topicpages.commands.command_line import COMMANDS, parsed
from topicpages.commands.outcome import Command, Outcome, Settings

__all__ = ["COMMANDS", "Command", "Outcome", "Settings", "command", "parsed"]


def command(name: str) -> Command:
    """Return what runs the command of that name, one of ``COMMANDS``."""
    return cast("Command", import_module(f"{__name__}.{name}").run)
