"""What ``explain`` knows is what DIAGNOSTICS.md says."""

from pathlib import Path

import pytest

from tools import explanations as tool
from topicpages.commands.explanations import STORED, Change, Explanation, explanations

PAPER = """\
# Diagnostics

## Files

Files matter
much.

### no-file

Error. A file is
absent. Its name says which.

**Do:** Write it.

```text
sources/a.yml:1:1: error[no-file]: it is absent (write it)
```

```diff
 same: here
-bad: line
+good: line
@@ sources/b.yml @@
+more: lines
```

### no-example

Warning. Nothing shows it.

**Do:** Wonder.
"""


def test_an_entry_has_its_words_and_the_lines_that_give_and_mend_the_fault() -> None:
    first, second = tool.explanations(PAPER)
    assert first == Explanation(
        code="no-file",
        severity="error",
        stage="Files",
        why="Files matter\nmuch.",
        means="A file is\nabsent. Its name says which.",
        remedy="Write it.",
        example="sources/a.yml:1:1: error[no-file]: it is absent (write it)",
        changes=(
            Change("sources/a.yml", ("same: here", "bad: line"), ("same: here", "good: line")),
            Change("sources/b.yml", (), ("more: lines",)),
        ),
    )
    assert first.line == "A file is absent."
    assert (second.severity, second.example, second.changes) == ("warning", "", ())


def test_the_file_that_comes_with_the_program_is_what_the_paper_gives() -> None:
    assert tool.main(["--check"]) == 0
    assert explanations() == tuple(tool.explanations(tool.PAPER.read_text("utf-8")))


def test_a_paper_that_was_edited_is_told_with_what_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edited = tmp_path / "DIAGNOSTICS.md"
    edited.write_text(PAPER, "utf-8")
    monkeypatch.setattr(tool, "PAPER", edited)
    stored = tmp_path / STORED.name
    monkeypatch.setattr(tool, "STORED", stored)
    assert tool.main(["--check"]) == 1
    assert capsys.readouterr().out == (
        "explanations.json is not what DIAGNOSTICS.md gives (run `make explanations`)\n"
    )
    assert (tool.main([]), tool.main(["--check"])) == (0, 0)
