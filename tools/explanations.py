"""Writes ``topicpages/commands/explanations.json`` from DIAGNOSTICS.md, for the command ``explain``.

usage: python -m tools.explanations [--check]

With ``--check`` nothing is written; the exit status is 1 when the file is not what the paper gives. The file
comes with the program wherever it is installed; the paper is where the words are written.
"""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from topicpages.commands.explanations import STORED, Change, Explanation

PAPER = Path(__file__).parents[1] / "DIAGNOSTICS.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"@@ (\S+) @@")


def explanations(paper: str) -> Iterator[Explanation]:
    """Yield what the text of DIAGNOSTICS.md says of each code, in its order.

    A section has words on why its codes matter; an entry its severity, what the code means, what to do, and
    where it can be shown the line of a report and a change that mends it.
    """
    for section in re.split(r"^## ", paper, flags=re.MULTILINE)[1:]:
        heading, _, rest = section.partition("\n")
        why, *entries = re.split(r"^### ", rest, flags=re.MULTILINE)
        for entry in entries:
            code, _, body = entry.partition("\n")
            blocks = dict(_BLOCK.findall(body))
            told, _, remedy = _BLOCK.sub("", body).partition("**Do:**")
            severity, _, means = told.strip().partition(". ")
            yield Explanation(
                code=code,
                severity=severity.lower(),
                stage=heading,
                why=why.strip(),
                means=means.strip(),
                remedy=remedy.strip(),
                example=blocks.get("text", "").strip(),
                changes=tuple(_changes(blocks.get("diff", ""), blocks.get("text", ""))),
            )


def _changes(diff: str, example: str) -> Iterator[Change]:
    """Yield the changes of a block: of the file that the example names, or of those that it names itself."""
    path, bad, good = example.partition(":")[0], list[str](), list[str]()
    for line in diff.splitlines():
        if named := _FILE.fullmatch(line):
            if bad or good:
                yield Change(path, tuple(bad), tuple(good))
            path, bad, good = named[1], [], []
            continue
        if line[:1] != "+":
            bad.append(line[1:])
        if line[:1] != "-":
            good.append(line[1:])
    if bad or good:
        yield Change(path, tuple(bad), tuple(good))


def stored(paper: str) -> str:
    """Return the text of the file that comes with the program: JSON with an entry a line."""
    entries = (json.dumps(asdict(one), ensure_ascii=False) for one in explanations(paper))
    return "[\n" + ",\n".join(entries) + "\n]\n"


def main(arguments: Sequence[str]) -> int:
    """Write the file, or with ``--check`` say whether it is what the paper gives; return the exit status."""
    wanted = stored(PAPER.read_text("utf-8"))
    if "--check" not in arguments:
        STORED.write_text(wanted, "utf-8")
        return 0
    if STORED.is_file() and STORED.read_text("utf-8") == wanted:
        return 0
    print(f"{STORED.name} is not what DIAGNOSTICS.md gives (run `make explanations`)")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
