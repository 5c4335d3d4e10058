"""What ``explain`` shows as bad gives the fault, and what it shows as good does not."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_pages import main
from tests.support.miniature import BASE, CASES, laid_out, text_of
from topicpages.commands.explanations import Change, Explanation, explanations

SHOWN = {one.code: one for one in explanations()}
CASES_WITH_REPORT = [case for case in sorted(CASES.iterdir()) if (case / "report.txt").is_file()]

# What is shown of these is no text of a file in ``sources/``: a command, a kind of file, its size or bytes.
NO_LINES = {
    *("no-sources", "stray-file", "symlink", "unreadable", "too-large", "not-utf-8", "yaml-size"),
    *("too-many-answers", "not-reviewed", "original-missing", "not-ours"),
    *("quote-not-recorded", "original-changed", "proof-not-recorded"),
}
PROVEN = sorted(one.code for one in SHOWN.values() if one.example and one.code not in NO_LINES)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1935705600")  # 5 May 2031
    monkeypatch.delenv("ORIGINALS", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def cases_of(shown: Explanation) -> Iterator[Path]:
    """Yield the cases that report the example and have the bad lines, the shortest report first."""
    for case in sorted(CASES_WITH_REPORT, key=lambda case: len(text_of(case / "report.txt"))):
        if shown.example in text_of(case / "report.txt").splitlines() and all(
            any(places(lines_of(case, change.path), change.bad)) for change in shown.changes
        ):
            yield case


def lines_of(case: Path, path: str) -> list[str]:
    removed = f"remove {path}" in text_of(case / "arrange.txt").splitlines()
    return [] if removed else (text_of(case / path) or text_of(BASE / path)).splitlines()


def places(lines: list[str], bad: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Yield where ``bad`` stands in ``lines``, indented alike, and by what."""
    for start in range(len(lines) - len(bad) + 1):
        there = lines[start : start + len(bad)]
        indent = " " * max(0, len(there[0]) - len(bad[0])) if bad else ""
        if there == [f"{indent}{one}" if one else "" for one in bad]:
            yield start, indent


def mend(root: Path, change: Change, line: int) -> range:
    """Exchange the bad lines for the good ones, where they stand nearest to ``line``; return theirs."""
    path = root / change.path
    lines = text_of(path).splitlines()
    start, indent = min(places(lines, change.bad), key=lambda place: abs(place[0] + 1 - line))
    lines[start : start + len(change.bad)] = [f"{indent}{good}" if good else "" for good in change.good]
    path.write_text("".join(f"{one}\n" for one in lines), "utf-8")
    return range(start + 1, start + 1 + len(change.good))


def reported(case: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    main((text_of(case / "command.txt") or "check").split())
    return [line for line in capsys.readouterr().out.splitlines() if re.search(r": (error|warning)\[", line)]


def said(lines: list[str]) -> Counter[str]:
    """Count lines of a report without their places."""
    return Counter(line.split(": ", 1)[1] for line in lines)


@pytest.mark.parametrize("code", PROVEN)
def test_the_bad_lines_give_the_fault_and_the_good_ones_neither_it_nor_another(
    code: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = SHOWN[code]
    case = next(cases_of(shown))
    laid_out(case, root)
    before = reported(case, capsys)
    assert shown.example in before
    line = int(shown.example.split(":")[1])
    good = {(change.path, at) for change in shown.changes for at in mend(root, change, line)}
    after = reported(case, capsys)
    (fault,) = said([shown.example])
    assert said(after)[fault] < said(before)[fault]
    assert [one for one in after if place_of(one) in good and not said([one]) & said(before)] == []


def place_of(line: str) -> tuple[str, int]:
    path, at = line.split(":")[:2]
    return path, int(at)


def test_every_code_has_a_bad_and_a_good_example() -> None:
    assert [one.code for one in SHOWN.values() if not one.changes] == []


def test_what_is_shown_without_a_proof_is_named_here_and_is_needed() -> None:
    assert sorted(code for code in NO_LINES if not SHOWN[code].example) == []
