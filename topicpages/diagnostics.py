"""Faults with a place, and progress: stages report them, and only ``build_pages.py`` prints them."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from itertools import islice
from typing import Any, assert_never

_LAST_OF_BMP = 0xFFFF

MAX_FAULTS = 1_000
"""How many faults of one file or stage are told: a file may hold a hundred times as many."""
# A message quotes what is wrong, and a source may hold a megabyte of that.
_LONGEST = 1_000
_SHOWN_BY_GITHUB = 10


class Severity(StrEnum):
    """How much a diagnostic matters: any error keeps every page from being written."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file: ``path`` is relative to the site's root and uses ``/``.

    ``line`` and ``column`` are 1-based; columns count characters, not bytes.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Fix:
    """What the one safe answer to a fault is at one place: ``old``, which stands there, becomes ``new``."""

    span: Span
    old: str
    new: str

    def __str__(self) -> str:
        return visible(f"{self.span.path}:{self.span.line}: {self.old} → {self.new}")


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One fault: where, its stable kebab-case ``code``, what is wrong, and what to do.

    Where it has one safe answer, ``fixes`` are that answer at each place that it is about, all or none. They
    take no part in comparisons: they follow from the rest.
    """

    span: Span
    code: str
    message: str
    remedy: str = ""
    severity: Severity = Severity.ERROR
    fixes: tuple[Fix, ...] = field(default=(), compare=False)

    @property
    def text(self) -> str:
        """What is wrong, shortened where it is very long, and in parentheses what to do; on one line."""
        message = self.message if len(self.message) <= _LONGEST else f"{self.message[:_LONGEST]}…"
        return f"{message} ({self.remedy})" if self.remedy else message

    def __str__(self) -> str:
        return visible(f"{self.span}: {self.severity}[{self.code}]: {self.text}")

    @property
    def coloured(self) -> str:
        """The same for a terminal: whatever a text holds is made visible before the colours are added."""
        grave = f"{_COLOURS[self.severity]}{self.severity}[{visible(self.code)}]{_PLAIN}"
        return f"{_BOLD}{visible(str(self.span))}{_PLAIN}: {grave}: {visible(self.text)}"


_BOLD, _PLAIN = "\033[1m", "\033[0m"
_COLOURS = {Severity.ERROR: "\033[1;31m", Severity.WARNING: "\033[1;33m"}  # red, yellow

# What a stage found wrong, in no particular order.
Faults = tuple[Diagnostic, ...]


class Format(StrEnum):
    """How diagnostics are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def capped(faults: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the first ``MAX_FAULTS`` of ``faults``, and one more that says so when there are others."""
    shown = tuple(islice(faults, MAX_FAULTS + 1))
    if len(shown) <= MAX_FAULTS:
        return shown
    what = f"there are more than {MAX_FAULTS:,} faults like those before"
    return (*shown[:-1], Diagnostic(shown[-1].span, "too-many-faults", what, "correct those first"))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any of ``diagnostics`` is an error."""
    return any(fault.severity is Severity.ERROR for fault in diagnostics)


def near_miss(word: str, known: Collection[str]) -> str:
    """Return “did you mean …” for the known word closest to ``word``, or the empty string."""
    close = get_close_matches(word[:100], sorted(known), n=1, cutoff=0.6)
    return f"did you mean “{close[0]}”?" if close else ""


def visible(text: str) -> str:
    r"""Return ``text`` with every character that hides or moves others written as ``\uXXXX``."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) <= _LAST_OF_BMP else f"\\U{ord(char):08x}"


def formatted(
    diagnostics: Iterable[Diagnostic],
    as_format: Format = Format.TEXT,
    *,
    coloured: bool = False,
    found: Mapping[str, Any] | None = None,
) -> str:
    """Return the whole report, sorted by place; the empty string when there is nothing to say.

    Only text can be ``coloured``. JSON is always a list, also when empty; its objects hold ``path``,
    ``line``, ``column``, ``severity``, ``code`` and ``message``. With ``found`` it is an object: that, and
    the list as ``diagnostics``. Where there is one safe answer, ``fixes`` says of each place that from
    ``column`` to before ``end_column`` of ``line`` in ``path`` stands ``old``, where ``new`` should. GitHub
    shows no more than the first few of each severity, so errors come first there.
    """
    ordered = sorted(set(diagnostics))
    match as_format:
        case Format.TEXT:
            return "\n".join(fault.coloured if coloured else str(fault) for fault in ordered)
        case Format.JSON:
            told = [_as_json(fault) for fault in ordered]
            return json.dumps(told if found is None else {**found, "diagnostics": told}, indent=2)
        case Format.GITHUB:
            return "\n".join(_github_commands(ordered))
    assert_never(as_format)


def _as_json(fault: Diagnostic) -> dict[str, object]:
    fixes = {"fixes": [_fix_as_json(fix) for fix in fault.fixes]} if fault.fixes else {}
    return {
        "path": fault.span.path,
        "line": fault.span.line,
        "column": fault.span.column,
        "severity": fault.severity.value,
        "code": fault.code,
        "message": fault.text,
        **fixes,
    }


def _fix_as_json(fix: Fix) -> dict[str, str | int]:
    return {
        "path": fix.span.path,
        "line": fix.span.line,
        "column": fix.span.column,
        "end_column": fix.span.column + len(fix.old),
        "old": fix.old,
        "new": fix.new,
    }


def _github_commands(ordered: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield a workflow command for each fault, errors first, and one that says how many are not shown.

    A host that reads these shows ten errors, ten warnings and ten notices of a step. All are printed: the log
    has them.
    """
    hidden = []
    for severity in Severity:
        faults = [fault for fault in ordered if fault.severity is severity]
        yield from map(_as_github_command, faults)
        if len(faults) > _SHOWN_BY_GITHUB:
            more = len(faults) - _SHOWN_BY_GITHUB
            hidden.append(f"{more} {severity}{'' if more == 1 else 's'}")
    if hidden:
        yield f"::notice title=more::not shown here: {' and '.join(hidden)} (the log has all of them)"


def _as_github_command(fault: Diagnostic) -> str:
    """Return a workflow command; GitHub reads ``%``, CR and LF escaped, in properties ``:`` and ``,`` too.

    It stands at the start of its line, so that nothing within (“##[…]” is another way to write one) is read
    as a command of its own.
    """
    path = _command_data(visible(fault.span.path)).replace(":", "%3A").replace(",", "%2C")
    place = f"file={path},line={fault.span.line},col={fault.span.column}"
    return f"::{fault.severity} {place},title={fault.code}::{_command_data(visible(fault.text))}"


def _command_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


# Called with the name of each stage that a long run begins.
Progress = Callable[[str], None]


def silent(_: str) -> None:
    """Tell nobody of the progress."""
