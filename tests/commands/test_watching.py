"""``check --watch`` as an editor sees it: a process that answers to saves, one answer to each."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest

import build_pages
from tests.support.miniature import miniature
from topicpages.commands.outcome import Outcome, Settings
from topicpages.commands.watching import _rounds, watched

PROGRAM = Path(build_pages.__file__)
SHEET = "sources/facts/ferries.yml"
SOUND = "checked 1 claim of 1 fact sheet against 2 articles"
FAULT = f"{SHEET}:2:1: error[unknown-key]: unknown key “tittle” (did you mean “title”?)"
_LONGEST_SECONDS = 60


class Watched:
    """A running ``check --watch`` of a miniature site."""

    def __init__(self, root: Path) -> None:
        self.sheet = root / SHEET
        self.sound = self.sheet.read_text("utf-8")
        self.broken = self.sound.replace("title: Ferries\n", "title: Ferries\ntittle: Boats\n", 1)
        self.process = subprocess.Popen(
            [sys.executable, str(PROGRAM), "check", "--watch", "--root", str(root)],
            env={**os.environ, "SOURCE_DATE_EPOCH": "1935705600", "ORIGINALS": ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.overdue = Timer(_LONGEST_SECONDS, self.process.kill)
        self.overdue.start()

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().rstrip("\n")

    def round(self) -> list[str]:
        """Return the lines of one answer to a save."""
        lines = [self.line()]
        while lines[-1] and " changed: " not in lines[-1]:
            lines.append(self.line())
        return lines

    def end(self) -> tuple[int, str]:
        """Return the status and what was left to say when it was interrupted."""
        self.process.send_signal(signal.SIGINT)
        assert self.process.stdout is not None
        left = self.process.stdout.read()
        return self.process.wait(), left


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Watched]:
    started = Watched(miniature(tmp_path))
    with started.process:
        assert started.line() == SOUND
        yield started
        started.process.kill()
    started.overdue.cancel()


def test_each_save_is_answered_once_with_what_changed_since(running: Watched) -> None:
    running.sheet.write_text(running.broken, "utf-8")
    assert running.round() == [FAULT, f"{SHEET} changed: 0 faults mended, 1 new"]
    running.sheet.write_text(running.sound, "utf-8")
    assert running.round() == [SOUND, f"{SHEET} changed: 1 fault mended, 0 new"]
    assert running.end() == (0, "")


def test_it_ends_with_the_status_of_the_last_check(running: Watched) -> None:
    running.sheet.write_text(running.broken, "utf-8")
    assert running.round()[0] == FAULT
    assert running.end() == (1, "")


def test_a_fault_that_only_moves_to_another_line_is_neither_mended_nor_new(running: Watched) -> None:
    running.sheet.write_text(running.broken, "utf-8")
    running.round()
    running.sheet.write_text(f"# a comment\n{running.broken}", "utf-8")
    assert running.round() == [
        FAULT.replace(":2:1:", ":3:1:"), f"{SHEET} changed: no fault mended, none new"
    ]  # fmt: skip


def test_a_file_that_is_replaced_deleted_or_written_in_halves_is_checked_as_it_is_then(
    running: Watched,
) -> None:
    saved = running.sheet.with_name(".ferries.yml.new")
    saved.write_text(running.broken, "utf-8")
    saved.replace(running.sheet)
    assert running.round() == [FAULT, f"{SHEET} changed: 0 faults mended, 1 new"]
    running.sheet.unlink()
    assert running.round()[-1] == f"{SHEET} changed: 1 fault mended, 0 new"
    with running.sheet.open("w", encoding="utf-8") as file:
        file.write(running.sound[:40])
        file.flush()
        file.write(running.sound[40:])
    assert running.round()[0] == SOUND


def test_sources_in_place_of_others_that_were_moved_away_are_watched(running: Watched) -> None:
    sources = running.sheet.parents[1]
    shutil.copytree(sources, sources.with_name("others"))
    sources.rename(sources.with_name("elsewhere"))
    assert running.round()[-1].endswith("files changed: 0 faults mended, 1 new")
    sources.with_name("others").rename(sources)
    assert running.round()[-1].endswith("files changed: 1 fault mended, 0 new")
    running.sheet.write_text(running.broken, "utf-8")
    assert running.round()[0] == FAULT


def test_originals_that_come_later_are_watched_too(running: Watched) -> None:
    originals = running.sheet.parents[2] / "originals"
    originals.with_name("others").mkdir()
    (originals.with_name("others") / "gull-gazette.txt").write_text("How many boats sail?\n")
    originals.with_name("others").rename(originals)
    told = "originals/gull-gazette.txt changed: no fault mended, none new"
    assert running.round() == [SOUND, told]
    (originals / "gull-gazette.txt").write_text("How many ships sail?\n")
    assert running.round() == [SOUND, told]


def test_files_that_an_editor_keeps_for_itself_are_no_save(running: Watched) -> None:
    running.sheet.with_name(".ferries.yml.swp").write_bytes(b"\0")
    running.sheet.write_text(running.broken, "utf-8")
    assert running.round()[-1] == f"{SHEET} changed: 0 faults mended, 1 new"


class _Scripted:
    """A watch whose sources have these stamps at one event after the other."""

    def __init__(self, *stamps: dict[str, tuple[int, int, int]]) -> None:
        self.left = list(stamps)
        self.stopped = False

    def wait(self) -> None:
        pass

    def stop(self) -> None:
        self.stopped = True

    def stamps(self) -> dict[str, tuple[int, int, int]]:
        return self.left.pop(0)


def test_an_event_that_changed_nothing_is_not_answered() -> None:
    old, new = {SHEET: (1, 1, 1)}, {SHEET: (1, 1, 2), "sources/site.yml": (2, 1, 1)}
    scripted = _Scripted(old, old, new, new, old)
    rounds = _rounds(scripted, old, (), lambda: Outcome(0, (), "checked"))
    told = f"checked\n{SHEET}, sources/site.yml changed: no fault mended, none new"
    assert [next(rounds), next(rounds)] == [Outcome(0, (), told)] * 2
    assert (scripted.left, scripted.stopped) == ([], False)
    rounds.close()
    assert scripted.stopped


def test_a_site_that_is_not_there_cannot_be_watched(tmp_path: Path) -> None:
    nowhere = Settings("check", tmp_path / "nowhere", watch=True)
    told = f"not watched: “{nowhere.root}” cannot be watched: no such file or directory"
    assert watched(lambda *_: Outcome(0), nowhere, lambda _: None) == Outcome(2, (), told)
