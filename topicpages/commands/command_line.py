"""The command line: which commands there are, what each is asked with, and what was asked."""

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from topicpages.commands.outcome import Settings
from topicpages.diagnostics import Format, visible

DEFAULT = "build"

_LONGEST_NAME = 200

SHELLS = ("bash", "zsh", "tcsh")

AddArguments = Callable[[argparse.ArgumentParser], None]


@dataclass(frozen=True, slots=True)
class CommandLine:
    """What a command does, in a line, and what adds its own arguments; each sets a field of ``Settings``."""

    does: str
    arguments: AddArguments = lambda _: None


def _originals(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--originals",
        type=Path,
        default=argparse.SUPPRESS,
        help="folder of the private originals (default: $ORIGINALS, else originals/)",
    )


def _of_audit(parser: argparse.ArgumentParser) -> None:
    _originals(parser)
    parser.add_argument("--record", action="store_true", help="write what was proven into the lock")


def _of_recheck(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("articles", nargs="*", metavar="ARTICLE", help="id of an article; default: all")


def _of_fmt(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="default: all of sources/")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file would change")


def _of_review(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("claims", nargs="*", metavar="CLAIM", help="such as topic/claim; default: all")
    parser.add_argument("--by", type=_name, required=True, help="who signs the claims off")


def _of_changes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--against", type=Path, required=True, metavar="FOLDER", help="where sources/ is as it was before"
    )


def _of_check(parser: argparse.ArgumentParser) -> None:
    _originals(parser)
    # Whoever watches has a file open: what is written into it meanwhile would be lost, or lose what is typed.
    once = parser.add_mutually_exclusive_group()
    once.add_argument("--watch", action="store_true", help="check again whenever a source is saved")
    once.add_argument("--fix", action="store_true", help="write what has one safe answer into sources/")


def _of_explain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("codes", nargs="*", metavar="CODE", help="of a fault; default: list all")


def _of_completion(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help=f"one of: {', '.join(SHELLS)}")


def _of_add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "source", metavar="FROM", help="address of a page, or a file: HTML, text, Markdown, PDF"
    )
    parser.set_defaults(text="private")
    text = parser.add_mutually_exclusive_group()
    text.add_argument(
        "--full", dest="text", action="store_const", const="full", help="hold a text that one may publish"
    )
    text.add_argument(
        "--notes", dest="text", action="store_const", const="notes", help="leave a place for each note"
    )
    parser.add_argument("--id", type=_name, help="of the article (default: made from outlet and title)")
    parser.add_argument("--publisher", type=_name, metavar="NAME", help="of the outlet, if it is not told")
    parser.add_argument("--published", type=_name, metavar="DAY", help="such as 2026-02-05, or 2026-02-05~")
    parser.add_argument("--url", help="where the article stands, if it is not told")
    _originals(parser)


def _of_suggest(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", help="the name of its file, without .md")


COMMANDS: Mapping[str, CommandLine] = {
    "build": CommandLine("write the pages that changed"),
    "check": CommandLine("judge the sources and write nothing", _of_check),
    "add": CommandLine("make a record of an article: from a web page or a file", _of_add),
    "fmt": CommandLine("write the sources in their canonical form", _of_fmt),
    "audit": CommandLine("prove notes and quotes against the private originals", _of_audit),
    "changes": CommandLine("tell what an edit of the sources does, as Markdown", _of_changes),
    "coverage": CommandLine("say what of the articles no claim uses"),
    "suggest": CommandLine("propose what an article may be cited for", _of_suggest),
    "review": CommandLine("sign claims off", _of_review),
    "recheck": CommandLine("look whether articles are still at their addresses", _of_recheck),
    "stats": CommandLine("count what the site has of everything"),
    "explain": CommandLine("say what the code of a fault means, with examples", _of_explain),
    "completion": CommandLine("print what completes commands in a shell", _of_completion),
    "site": CommandLine("leave the finished, checked site in site/"),
    "offline": CommandLine("leave a zip that works from a folder"),
    "pdf": CommandLine("leave each topic as a document"),
}


def parser(*, commands_help: str = argparse.SUPPRESS) -> argparse.ArgumentParser:
    """Return the parser of the command line; its own list of commands is ``epilog``, if no help is given."""
    width = max(map(len, COMMANDS))
    commands = (f"  {name:{width}}  {line.does}" for name, line in COMMANDS.items())
    shared = _shared()
    top = argparse.ArgumentParser(
        prog="build_pages.py",
        description="Build topic pages with proven citations from sources/.",
        usage="%(prog)s [COMMAND] [OPTIONS]",
        epilog="\n".join([f"commands (default: {DEFAULT}; COMMAND --help tells more):", *commands]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[shared],
    )
    chosen = top.add_subparsers(dest="command", metavar="COMMAND", help=commands_help)
    for name, line in COMMANDS.items():
        line.arguments(
            chosen.add_parser(
                name, prog=f"{top.prog} {name}", description=line.does, help=line.does, parents=[shared]
            )
        )
    return top


def _shared() -> argparse.ArgumentParser:
    """Return the options of all commands; they may stand before the command or behind it."""
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--root", type=Path, help="folder of the site (default: this one)")
    shared.add_argument("--format", type=Format, choices=list(Format), help="of diagnostics")
    shared.add_argument("--require-review", action="store_true", help="an edit since the review is a fault")
    return shared


def parsed(arguments: Sequence[str] | None) -> Settings:
    """Return what ``arguments`` ask for; prints and exits with status 2 when they make no sense."""
    known = vars(parser().parse_args(arguments))
    known["command"] = known["command"] or DEFAULT
    root = known.setdefault("root", Path())
    if "originals" not in known:
        named = os.environ.get("ORIGINALS")
        known["originals"] = Path(named) if named else root / "originals"
    several = {name: tuple(given) for name, given in known.items() if isinstance(given, list)}
    return Settings(**{**known, **several})


def _name(text: str) -> str:
    """Return a person's name from the command line."""
    if not text.strip() or not text.isprintable() or len(text) > _LONGEST_NAME:
        raise argparse.ArgumentTypeError(f"“{visible(text[:_LONGEST_NAME])}” is not a name")
    return text.strip()
