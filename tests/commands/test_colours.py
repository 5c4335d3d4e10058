"""Colours stand in the report on a terminal that wants them, and nowhere else."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

import build_pages
from tests.support.miniature import miniature

PROGRAM = Path(build_pages.__file__)
SHEET = "sources/facts/ferries.yml"
HOSTILE = "\x1b[2J\x9b31m\u202e"
PLAIN = f"{SHEET}:2:1: error[unknown-key]: unknown key “tittle” (did you mean “title”?)\n"
COLOURED = (
    f"\x1b[1m{SHEET}:2:1\x1b[0m: \x1b[1;31merror[unknown-key]\x1b[0m: "
    "unknown key “tittle” (did you mean “title”?)\n"
)
MORE = "explain CODE tells more\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    sheet = miniature(tmp_path) / SHEET
    sheet.write_text(sheet.read_text("utf-8").replace("title: Ferries\n", "title: Ferries\ntittle: Boats\n"))
    return tmp_path


def on_terminal(root: Path, *arguments: str, **environment: str) -> str:
    """Return what a command writes on a terminal that knows colours, unless the environment says other."""
    ours, theirs = pty.openpty()
    shell = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    started = subprocess.Popen(
        [sys.executable, str(PROGRAM), *arguments, "--root", str(root)],
        env={**shell, "TERM": "xterm-256color", **environment},
        stdout=theirs,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    written = b""
    try:
        while read := os.read(ours, 65_536):
            written += read
    except OSError:  # how a terminal says that nobody writes any more
        pass
    os.close(ours)
    started.wait()
    return written.decode().replace("\r\n", "\n")


def test_a_terminal_gets_the_report_in_colours_and_a_hint_at_the_end(root: Path) -> None:
    assert on_terminal(root, "check") == COLOURED + MORE


def test_a_warning_has_another_colour_and_needs_no_hint(root: Path) -> None:
    sheet = miniature(root) / SHEET
    sheet.write_text(sheet.read_text("utf-8").replace("title: Ferries\n", "title: A disgrace\n"))
    shown = on_terminal(root, "check")
    assert shown.startswith(f"\x1b[1m{SHEET}:1:8\x1b[0m: \x1b[1;33mwarning[loaded-word]\x1b[0m: “disgrace”")
    assert MORE not in shown


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"NO_COLOR": "0"}, {"TERM": "dumb"}])
def test_colours_are_left_out_where_they_are_not_wanted_or_not_known(
    environment: dict[str, str], root: Path
) -> None:
    shown = on_terminal(root, "check", **environment)
    assert shown == PLAIN + MORE


def test_an_empty_no_color_asks_for_nothing(root: Path) -> None:
    assert on_terminal(root, "check", NO_COLOR="") == COLOURED + MORE


@pytest.mark.parametrize("as_format", ["json", "github"])
def test_reports_for_programs_have_no_colours_on_a_terminal_either(as_format: str, root: Path) -> None:
    shown = on_terminal(root, "check", "--format", as_format)
    assert "unknown-key" in shown
    assert "\x1b" not in shown
    assert MORE not in shown


def test_what_is_no_terminal_gets_neither_colours_nor_the_hint(root: Path) -> None:
    command = [sys.executable, str(PROGRAM), "check", "--root", str(root)]
    environment = {**os.environ, "TERM": "xterm-256color", "FORCE_COLOR": "1"}
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr) == (PLAIN, "")


def test_hostile_text_brings_no_escapes_of_its_own_to_a_terminal(root: Path) -> None:
    sheet = root / SHEET
    (root / "sources" / f"a{HOSTILE}.txt").write_text("")
    key = f'"tit{HOSTILE}tle"'.encode("unicode_escape").decode()
    sheet.write_text(sheet.read_text("utf-8").replace("tittle", key))
    shown = on_terminal(root, "check")
    escapes = re.findall(r"\x1b(?:\[[0-9;]*m)?", shown)
    assert set(escapes) == {"\x1b[1m", "\x1b[0m", "\x1b[1;31m"}
    assert not {"\x9b", "\u202e"} & set(shown)
    assert "a\\u001b[2J\\u009b31m\\u202e.txt" in shown
