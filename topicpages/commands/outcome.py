"""What a command is asked, and what it answers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from topicpages.diagnostics import Diagnostic, Format, Progress, has_errors

GOOD, FAULTS, USAGE, BUSY = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Settings:
    """What the command line asked for."""

    command: str
    root: Path
    format: Format = Format.TEXT
    originals: Path = Path("originals")
    record: bool = False
    claims: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    by: str = ""
    require_review: bool = False
    against: Path = Path()
    codes: tuple[str, ...] = ()
    watch: bool = False
    shell: str = ""
    source: str = ""
    text: Literal["private", "full", "notes"] = "private"
    id: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    article: str = ""
    fix: bool = False
    check: bool = False
    files: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Exit status, faults, and what to say beside them.

    ``found`` is what a program was after, where that is more than faults: in JSON it stands beside them, in
    place of what is said. ``later`` are the outcomes of a command that goes on; each is waited for.
    """

    status: int
    diagnostics: tuple[Diagnostic, ...] = ()
    said: str = ""
    found: Mapping[str, Any] | None = None
    later: Iterable["Outcome"] = ()


Command = Callable[[Settings, Progress], Outcome]


def outcome(faults: tuple[Diagnostic, ...], said: str = "") -> Outcome:
    """Return the outcome of a command that found these faults and has that to say."""
    return Outcome(FAULTS if has_errors(faults) else GOOD, faults, said)


def done(faults: tuple[Diagnostic, ...], said: str) -> Outcome:
    """Return the outcome of a command that did what ``said`` tells, unless an error is among the faults."""
    return outcome(faults, "" if has_errors(faults) else said)


def are_installed(packages: Iterable[str]) -> bool:
    """Tell whether all ``packages`` are there; some commands need more than a build."""
    return all(find_spec(name) for name in packages)


def counted(number: int, noun: str) -> str:
    """Return the number with its noun, in the plural unless it is one."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
