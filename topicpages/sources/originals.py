"""Reads the private originals; they lie outside of what is published and of version control."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from topicpages.sources.model import LineRange

MAX_BYTES = 4_194_304


@dataclass(frozen=True, slots=True)
class OriginalText:
    """One original: its lines without ends, and the SHA-256 of the file."""

    lines: tuple[str, ...]
    sha256: str

    def between(self, lines: LineRange) -> str:
        """Return the text of ``lines``, joined by line ends."""
        return "\n".join(self.lines[lines.first - 1 : lines.last])


Originals = Mapping[str, OriginalText]


def read_originals(folder: Path, articles: Iterable[str]) -> Originals:
    """Return the originals ``<article>.txt`` of ``articles`` that are in ``folder`` and can be read."""
    found: dict[str, OriginalText] = {}
    for article in articles:
        try:
            raw = _read(folder / f"{article}.txt")
        except (OSError, ValueError):
            continue
        text = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
        found[article] = OriginalText(tuple(text.split("\n")), hashlib.sha256(raw).hexdigest())
    return found


def _read(path: Path) -> bytes:
    with path.open("rb") as stream:
        raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise ValueError("too large")
    return raw
