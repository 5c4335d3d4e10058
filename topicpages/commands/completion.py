"""The command ``completion``."""

import argparse
from collections.abc import Iterator, Mapping
from importlib import import_module

from topicpages.commands.command_line import parser
from topicpages.commands.explanations import explanations
from topicpages.commands.outcome import GOOD, USAGE, Outcome, Settings
from topicpages.diagnostics import Progress

# The first claim of a sheet stands as deep as the others; what stands deeper is a position.
_CLAIMS = r"""awk 'FNR == 1 { topic = FILENAME; sub(/.*\//, "", topic); sub(/\.yml$/, "", topic); depth = 0 }
    /^ *- id: [a-z0-9-]+ *$/ {
      at = index($0, "-"); if (!depth) depth = at; if (at == depth) print topic "/" $3
    }' sources/facts/*.yml 2>/dev/null"""
_ARTICLES = r"""ls sources/articles 2>/dev/null | sed -n 's/\.md$//p'"""


def run(settings: Settings, _progress: Progress) -> Outcome:
    """Print what a shell runs to complete commands, options, codes, claims and articles."""
    try:
        shtab = import_module("shtab")  # installed for editors only
    except ImportError:
        return Outcome(USAGE, (), "completion needs a package that is not installed (run: make editing)")
    line = parser(commands_help="what to do")
    codes = " ".join(one.code for one in explanations())
    words = {
        "codes": {**_printed_by("codes", f"echo {codes}"), "tcsh": f"({codes})"},
        "claims": _printed_by("claims", _CLAIMS),
        "articles": _printed_by("articles", _ARTICLES),
        "article": _printed_by("articles", _ARTICLES),
        "root": shtab.DIRECTORY,
        "originals": shtab.DIRECTORY,
    }
    for action in _arguments(line):
        if action.dest in words:
            action.complete = words[action.dest]  # type: ignore[attr-defined] # how shtab is told
    return Outcome(GOOD, (), shtab.complete(line, settings.shell))


def _arguments(line: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Yield the arguments of the command line and of every command."""
    for action in line._actions:  # noqa: SLF001 -- argparse lists them nowhere else
        if isinstance(action.choices, Mapping):
            for command in action.choices.values():
                yield from _arguments(command)
        else:
            yield action


def _printed_by(name: str, command: str) -> dict[str, str | dict[str, str]]:
    """Return how each shell completes the words that ``command`` prints; tcsh has no functions."""
    printed = f"_topicpages_{name}() {{\n  {command}\n}}\n"
    complete = f"_topicpages_complete_{name}"
    return {
        "bash": complete,
        "zsh": complete,
        "tcsh": "",
        "preamble": {
            "bash": f'{printed}{complete}() {{\n  compgen -W "$(_topicpages_{name})" -- "$1"\n}}\n',
            "zsh": f"{printed}{complete}() {{\n  compadd -- $(_topicpages_{name})\n}}\n",
        },
    }
