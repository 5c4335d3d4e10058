"""The collections of hostile strings, which are private: read where they are, never copied."""

import base64
import json
import os
import random
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from tests.support.hostile_strings import STRINGS
from topicpages.language.characters import one_line

FOLDER = Path(os.environ.get("CORPORA") or Path(__file__).parents[3] / "shared" / "corpora")
# No text in sources may be longer; a pathological one says all it has to say in this.
LONGEST = 10_000
SEED = 20_260_205

needs_corpora = pytest.mark.skipif(
    not any(FOLDER.glob("*.json")),
    reason=f"NOT RUN: no corpora of hostile strings in “{FOLDER.name}” beside the project (set CORPORA)",
)


@cache
def strings(*names: str) -> tuple[str, ...]:
    """Return every different string in the corpora with these names; without names of all, and our own.

    Bytes are given decoded, with U+FFFD and with lone surrogates for what is not UTF-8.
    """
    found: dict[str, None] = {}
    for file in sorted(FOLDER.glob("*.json")):
        if not names or file.stem in names:
            for text in _strings_in(json.loads(file.read_bytes()), in_base64="b64" in file.stem):
                found[text[:LONGEST]] = None
    return tuple(found if names else {**found, **dict.fromkeys(STRINGS)})


def some(texts: Sequence[str], count: int) -> list[str]:
    """Return ``count`` of ``texts``, always the same."""
    return random.Random(SEED).sample(texts, min(count, len(texts)))


def seen(texts: Iterable[str]) -> list[str]:
    """Return those of which anything is to be seen: the others make no place on a page."""
    return [text for text in texts if one_line(text)]


def _strings_in(tree: object, *, in_base64: bool) -> Iterator[str]:
    match tree:
        case str() if in_base64:
            raw = base64.b64decode(tree)
            yield raw.decode("utf-8", "replace")
            yield raw.decode("utf-8", "surrogateescape")
        case str():
            yield tree
        case dict():
            if isinstance(parts := tree.get("parts"), list):
                yield "".join(text * min(times, LONGEST) for text, times in parts)
            for value in tree.values():
                yield from _strings_in(value, in_base64=in_base64)
        case list():
            for value in tree:
                yield from _strings_in(value, in_base64=in_base64)
        case _:
            return
