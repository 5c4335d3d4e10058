"""The command ``explain``."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from textwrap import fill

from topicpages.commands.explanations import Change, Explanation, explanations
from topicpages.commands.outcome import GOOD, USAGE, Outcome, Settings
from topicpages.diagnostics import Progress, near_miss

_WIDTH = 88
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def run(settings: Settings, _progress: Progress) -> Outcome:
    """Say what codes mean, or list all; loads nothing slow and reads no site."""
    known = {one.code: one for one in explanations()}
    unknown = [code for code in settings.codes if code not in known]
    if unknown:
        return Outcome(USAGE, (), "\n".join(_unknown(code, known) for code in unknown))
    chosen = [known[code] for code in settings.codes]
    return Outcome(
        GOOD,
        (),
        "\n\n".join(map(_told, chosen)) if chosen else "\n".join(_listed(known)),
        found={"codes": [asdict(one) for one in chosen or known.values()]},
    )


def _unknown(code: str, known: dict[str, Explanation]) -> str:
    return f"there is no code “{code}” ({near_miss(code, known) or 'explain without a code lists all'})"


def _listed(known: dict[str, Explanation]) -> Iterator[str]:
    width = max(map(len, known))
    stage = ""
    for one in known.values():
        if one.stage != stage:
            yield f"{one.stage}:"
            stage = one.stage
        yield f"  {one.code:{width}}  {_plain(one.line)}"


def _told(one: Explanation) -> str:
    bad = [*_lines(one.changes, bad=True), *(f"  → {line}" for line in one.example.splitlines())]
    good = _lines(one.changes, bad=False) or ["  nothing: take these lines out"]
    parts = [
        f"{one.code} ({one.severity})",
        _wrapped(one.means),
        f"Why it matters: {one.stage}",
        _wrapped(one.why),
        "What to do",
        _wrapped(one.remedy),
        "Bad",
        "\n".join(bad),
        "Good",
        "\n".join(good),
    ]
    return "\n\n".join([parts[0], parts[1], *map("\n".join, zip(parts[2::2], parts[3::2], strict=True))])


def _lines(changes: tuple[Change, ...], *, bad: bool) -> list[str]:
    """Return the bad or the good lines, below the name of their file if that is known."""
    found: list[str] = []
    for change in changes:
        lines = change.bad if bad else change.good
        if lines:
            found += [f"  {change.path}"] if change.path else []
            found += [f"    {line}".rstrip() for line in lines]
    return found


def _wrapped(markdown: str) -> str:
    """Return paragraphs and points of a list, indented and no wider than a terminal."""
    blocks = re.split(r"\n\n|\n(?=- )", _plain(markdown))
    return "\n".join(
        fill(
            " ".join(block.split()),
            _WIDTH,
            initial_indent="  ",
            subsequent_indent="    " if block.startswith("- ") else "  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
        for block in blocks
    )


def _plain(markdown: str) -> str:
    return _LINK.sub(r"\1", markdown).replace("**", "")
