"""Reads the private originals."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from topicpages.diagnostics import Diagnostic
from topicpages.sources import Article, Library, LineRange

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


def read_originals(folder: Path, library: Library) -> tuple[Originals, tuple[Diagnostic, ...]]:
    """Return the originals ``<article>.txt`` in ``folder`` of the articles that are held as notes."""
    found: dict[str, OriginalText] = {}
    faults: list[Diagnostic] = []
    for article in library.articles.values():
        if article.record.original is None:
            continue
        try:
            raw = _read(folder / f"{article.id}.txt")
        except (OSError, ValueError):
            what = f"the original of “{article.id}” is not in the folder of originals"
            faults.append(_fault(article, "original-missing", what, f"put it there as {article.id}.txt"))
            continue
        text = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
        found[article.id] = OriginalText(tuple(text.split("\n")), hashlib.sha256(raw).hexdigest())
    return found, tuple(faults)


def _read(path: Path) -> bytes:
    with path.open("rb") as stream:
        raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise ValueError("too large")
    return raw


def _fault(article: Article, code: str, what: str, remedy: str) -> Diagnostic:
    return Diagnostic((article.place / "original").key_span, code, what, remedy)
