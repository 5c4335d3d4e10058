"""What ``completion`` prints completes in real shells."""

import os
import pty
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from build_pages import main
from tests.support.miniature import CASES, laid_out, miniature
from topicpages.commands import COMMANDS
from topicpages.commands.explanations import explanations

_BASH = """\
source "$1"; shift
COMP_WORDS=(build_pages.py "$@"); COMP_CWORD=$#; COMPREPLY=()
_shtab_build_pages_py
printf '%s\\n' "${COMPREPLY[@]}"
"""
_ZSH = """\
autoload -U compinit; compinit -u -d "$2"
eval "$(<$1)"
print -r -- $_comps[build_pages.py]
compadd() { shift; print -r -- $@ }
_topicpages_complete_claims
_topicpages_complete_codes
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(miniature(tmp_path / "site"))
    return tmp_path


def script(shell: str, root: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["completion", shell]) == 0
    (root / shell).write_text(capsys.readouterr().out, "utf-8")
    return root / shell


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["explain", "quote-mis"], {"quote-missing"}),
        (["explain", "quote-missing", "one-si"], {"one-sided-lead"}),
        (["review", ""], {"ferries/number"}),
        (["check", "--w"], {"--watch"}),
        (["check", "--format", ""], {"text", "json", "github"}),
        (["--root", "sou"], {"sources"}),
        (["completion", ""], {"bash", "zsh", "tcsh"}),
        ([""], set(COMMANDS)),
    ],
)
def test_bash_is_offered_commands_options_codes_and_claims(
    typed: list[str], offered: set[str], root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = script("bash", root, capsys)
    ran = subprocess.run(
        ["bash", "-c", _BASH, "bash", path, *typed], capture_output=True, text=True, check=True
    )
    assert (set(ran.stdout.split()), ran.stderr) == (offered, "")


def test_positions_are_not_offered_as_claims(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    laid_out(CASES / "a-lead-on-a-disputed-claim-names-more-than-one-answer", root / "site")
    command = ["bash", "-c", _BASH, "bash", str(script("bash", root, capsys)), "review", ""]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stdout == "ferries/number\n"


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
def test_zsh_knows_who_completes_the_command_and_finds_claims_and_codes(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = script("zsh", root, capsys)
    command = ["zsh", "-f", "-c", _ZSH, "zsh", str(path), str(root / "dump")]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL)
    completes, claims, codes = ran.stdout.splitlines()
    assert (completes, claims, ran.stderr) == ("_shtab_build_pages_py", "ferries/number", "")
    assert codes.split() == [one.code for one in explanations()]


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("expl", "explain"),
        ("explain quote-mis", "explain quote-missing"),
        ("review fer", "review ferries/number"),
    ],
)
def test_the_tab_key_completes_commands_codes_and_claims_where_somebody_types_in_zsh(
    typed: str, completed: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = script("zsh", root, capsys)
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        ["zsh", "-f", "-i"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "dumb"},
        start_new_session=True,
    ) as shell:
        os.close(theirs)
        begin = (
            f'autoload -U compinit; compinit -u -d "{root}/dump"; eval "$(<"{path}")"; PROMPT=REA; PROMPT+=DY'
        )
        os.write(ours, f"{begin}\r".encode())
        read_until(ours, "READY")
        os.write(ours, f"./build_pages.py {typed}\t\x01print -r -- '<\x05>'\r".encode())
        assert f"<./build_pages.py {completed}>" in read_until(ours, ">\r\n").rsplit("'", 1)[-1]
        shell.kill()
    os.close(ours)


def read_until(terminal: int, end: str) -> str:
    """Return what a terminal shows up to ``end``; stops after a minute in which nothing comes."""
    shown = ""
    while end not in shown and select.select([terminal], [], [], 60)[0]:
        shown += os.read(terminal, 4096).decode()
    return shown


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_what_is_printed_is_a_script_that_the_shell_can_read(
    shell: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = script(shell, root, capsys)
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    read = subprocess.run([shell, "-n", path], capture_output=True, text=True, check=False)
    assert (read.returncode, read.stderr) == (0, "")


def test_without_the_package_it_says_in_a_line_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert main(["completion", "bash"]) == 2
    assert capsys.readouterr().out == (
        "completion needs a package that is not installed (run: make editing)\n"
    )
