"""A preview that is edited for long: hundreds of edits at random, good, broken, new, renamed and deleted.

Bounded by ``EDITS``, chosen by ``SEED``.
"""

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.miniature import tree
from tests.support.preview import PATIENCE, Preview, environment, previewed, project

EDITS = int(os.environ.get("EDITS", "500"))
SEED = int(os.environ.get("SEED", "1"))
# What Python and MkDocs keep of the first builds; after those nothing may be kept any more.
WARM_UP = 40
LEAK_KIB_PER_EDIT = 40

SHEET = """\
title: Gulls WORD
sections:
  - title: Opinions
    claims:
      - id: gulls
        question: Who finds the pier pretty?
        statement: The gulls find it pretty.
        kind: status
        note: {text: Said of WORD.}
        citations:
          - {article: harbour-post, quotes: [QUOTE]}
"""
NAMES = ("ay", "be", "ce")
# A sheet that is renamed keeps its words: so two may rest on the same quotes, which is one more fault.
QUOTES = ("the gulls", "since April", "New boats")
BROKEN = ("\ttitle: x\n", "title: [\n", "titel: x\n", "\x00", "title: &a T\n", "sections: []\n", "- a\n- b\n")


class Editor:
    """Edits the sources of a preview at random; ``sheets`` are the names of sheets that it made."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        self.root, self.chance = root, chance
        self.facts = root / "sources/facts"
        self.sheets: set[str] = set()
        self.edits = 0

    @property
    def _word(self) -> str:
        self.edits += 1
        return "".join(self.chance.choices("abcdefgh", k=8)) + chr(ord("a") + self.edits % 26)

    def edit(self) -> None:
        """Change one file so that the preview has something to build."""
        chosen: Callable[[], None] = self.chance.choice(
            [self.make, self.make, self.mend, self.spoil, self.rename, self.delete, self.reword]
        )
        if self.sheets or chosen in (self.make, self.reword):
            chosen()
        else:
            self.make()

    def make(self) -> None:
        """Write a new sound sheet, or another text into one that is there."""
        free = [name for name in NAMES if name not in self.sheets]
        self._write(free[0] if free else self._one, is_sound=True)

    def mend(self) -> None:
        """Make a sheet sound, whatever it was."""
        self._write(self._one, is_sound=True)

    def spoil(self) -> None:
        """Break a sheet."""
        self._write(self._one, is_sound=False)

    def _write(self, name: str, *, is_sound: bool) -> str:
        """Write the sheet ``name`` and return a word that stands in it alone."""
        word = self._word
        text = SHEET.replace("WORD", word).replace("QUOTE", QUOTES[NAMES.index(name)])
        spoilt = f"# {word}\n{self.chance.choice(BROKEN)}"
        (self.facts / f"{name}.yml").write_text(text if is_sound else spoilt, "utf-8")
        self.sheets.add(name)
        return word

    def rename(self) -> None:
        """Give a sheet the name that another one had or may have, in one step."""
        old = self._one
        free = [name for name in NAMES if name not in self.sheets]
        if not free:
            self.delete()
            return
        (self.facts / f"{old}.yml").rename(self.facts / f"{free[0]}.yml")
        self.sheets ^= {old, free[0]}

    def delete(self) -> None:
        """Take a sheet away."""
        name = self._one
        (self.facts / f"{name}.yml").unlink()
        self.sheets.remove(name)

    def reword(self) -> None:
        """Change a note of an article or the description of the site."""
        path = self.root / self.chance.choice(["sources/articles/gull-gazette.md", "sources/site.yml"])
        lines = path.read_text("utf-8").splitlines()
        if path.suffix == ".md":
            lines[-1] = (
                f"A reader counted “four ferries” where there were “three ferries”, says {self._word}."
            )
        else:
            lines = [line for line in lines if not line.startswith("description:")]
            lines.append(f"description: Of {self._word}.")
        path.write_text("\n".join(lines) + "\n", "utf-8")

    def mend_all(self) -> dict[str, str]:
        """Make every sheet sound, and return a word that stands in each alone."""
        return {name: self._write(name, is_sound=True) for name in NAMES}

    @property
    def _one(self) -> str:
        return self.chance.choice(sorted(self.sheets)) if self.sheets else NAMES[0]


def until_built(preview: Preview, count: int) -> None:
    """Wait until that many builds have ended."""
    begun = time.monotonic()
    while preview.built < count:
        assert time.monotonic() - begun < PATIENCE, preview.log.read_text()[-3_000:]
        assert preview.process.poll() is None, preview.log.read_text()[-3_000:]
        time.sleep(0.02)  # between two looks: nothing tells when a build has ended


@pytest.mark.torture
def test_hundreds_of_edits_cost_no_memory_and_end_as_a_clean_build(tmp_path: Path) -> None:
    root = project(tmp_path / "edited")
    editor = Editor(root, random.Random(SEED))
    memory: list[int] = []
    waits: list[float] = []
    with previewed(root, tmp_path / "log") as preview:
        until_built(preview, 1)
        for number in range(EDITS):
            begun = time.monotonic()
            editor.edit()
            until_built(preview, number + 2)
            waits.append(time.monotonic() - begun)
            memory.append(preview.memory)
        for name, word in editor.mend_all().items():
            preview.until(f"topics/{name}/", lambda page, word=word: word in page)  # type: ignore[misc]
        # One build for each edit, and for the last ones together at most one for each of them.
        assert EDITS + 1 < preview.builds <= EDITS + 1 + len(NAMES)
        assert "Traceback" not in preview.log.read_text()
    waits.sort()
    growth = memory[-1] - memory[min(WARM_UP, EDITS - 1)]
    print(  # noqa: T201 -- the figures of the long tests are read by people
        f"\n{EDITS} edits: shown after {waits[len(waits) // 2]:.2f} s (median), {waits[-1]:.2f} s (longest);"
        f" {memory[-1] // 1024} MB at the end, {growth // 1024} MB more than after {WARM_UP} edits"
    )
    assert growth <= LEAK_KIB_PER_EDIT * EDITS
    assert pages(root) == clean_pages(root, tmp_path / "clean")


def pages(root: Path) -> dict[str, bytes]:
    return tree(root / "docs")


def clean_pages(root: Path, target: Path) -> dict[str, bytes]:
    """Return the pages of a first build from the same sources."""
    project(target)
    for path, content in tree(root / "sources").items():
        (target / "sources" / path).write_bytes(content)
    command = [sys.executable, str(target / "build_pages.py"), "--root", str(target)]
    subprocess.run(command, env=environment(), check=True, capture_output=True)
    return pages(target)
