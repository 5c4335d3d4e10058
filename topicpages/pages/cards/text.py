"""What a card says, and how its words are broken into lines."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Card:
    """The words of a card; ``site`` and ``kind`` may be empty."""

    site: str
    kind: str
    title: str
    description: str


def lines(text: str, room: float, *, width: Callable[[str], float], most: int) -> tuple[str, ...]:
    """Return ``text`` broken so that each line is at most ``room`` wide; beyond ``most`` it ends with “…”."""
    broken = list(_broken(text.split(), room, width))
    if len(broken) <= most:
        return tuple(broken)
    last = broken[most - 1]
    while last and width(f"{last}…") > room:
        last = last[:-1].rstrip(" ,;:–-")
    return (*broken[: most - 1], f"{last}…")


def _broken(words: list[str], room: float, width: Callable[[str], float]) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}".lstrip()
        if width(longer) <= room:
            line = longer
            continue
        if line:
            yield line
        line = word
        while width(line) > room and len(line) > 1:
            fits = next(
                size for size in range(len(line) - 1, 0, -1) if size == 1 or width(line[:size]) <= room
            )
            yield line[:fits]
            line = line[fits:]
    if line:
        yield line
