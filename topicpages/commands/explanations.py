"""What each code means, as the program brings it along; DIAGNOSTICS.md is where the words are written."""

import json
from dataclasses import dataclass
from pathlib import Path

STORED = Path(__file__).with_suffix(".json")


@dataclass(frozen=True, slots=True)
class Change:
    """Lines of a file that have the fault, and those that mend it; either may be none."""

    path: str
    bad: tuple[str, ...]
    good: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code means, in Markdown; ``why`` is said once for all codes of a stage.

    ``example`` is the line of a report, and ``changes`` are what gives it and what mends it; both are empty
    where no edit of a source gives the code.
    """

    code: str
    severity: str
    stage: str
    why: str
    means: str
    remedy: str
    example: str
    changes: tuple[Change, ...]

    @property
    def line(self) -> str:
        """What it means in a line: the first sentence."""
        flat = " ".join(self.means.split())
        end = flat.find(". ")
        return flat if end < 0 else flat[: end + 1]


def explanations() -> tuple[Explanation, ...]:
    """Return all explanations, in the order of the stages that find the faults."""
    return tuple(
        Explanation(**{**one, "changes": tuple(_change(**change) for change in one["changes"])})
        for one in json.loads(STORED.read_text("utf-8"))
    )


def _change(path: str, bad: list[str], good: list[str]) -> Change:
    return Change(path, tuple(bad), tuple(good))
