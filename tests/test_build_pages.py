"""What the commands print, write and answer with, as people and build machines call them."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import build_pages
from tests.support.miniature import miniature, tree
from tests.support.preview import project
from topicpages.commands import COMMANDS, command
from topicpages.publishing.write import acquire

PROGRAM = Path(build_pages.__file__)
SHEET = "sources/facts/ferries.yml"
LOCK = "sources/evidence.lock.json"
FAULT = f"{SHEET}:2:1: error[unknown-key]: unknown key “tittle” (did you mean “title”?)"

ANOTHER_SHEET = """\
title: Gulls
sections:
  - title: Opinions
    claims:
      - id: gulls
        question: Who finds the pier pretty?
        statement: There are the gulls.
        kind: status
        citations:
          - {article: harbour-post, quotes: ["the gulls"]}
"""

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a sound miniature site, in which the command runs."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1935705600")  # 5 May 2031
    monkeypatch.delenv("ORIGINALS", raising=False)
    monkeypatch.chdir(miniature(tmp_path / "site of ours"))
    return tmp_path / "site of ours"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs a command and gives its exit status and standard output."""

    def running(*arguments: str) -> tuple[int, str]:
        try:
            status = build_pages.main(arguments)
        except SystemExit as ended:
            status = int(ended.code or 0)
        return status, capsys.readouterr().out

    return running


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def break_sheet(root: Path) -> None:
    edit(root / SHEET, "title: Ferries\n", "title: Ferries\ntittle: Boats\n")


def process(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(PROGRAM), *arguments],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


# --- exit statuses ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("root")
def test_a_sound_site_is_checked_with_status_0_and_what_was_checked(run: Run) -> None:
    assert run("check") == (0, "checked 1 claim of 1 fact sheet against 2 articles\n")


def test_a_fault_gives_status_1_and_nothing_is_built(root: Path, run: Run) -> None:
    break_sheet(root)
    assert run("check") == (1, FAULT + "\n")
    assert run("build") == (1, FAULT + "\n")
    assert not (root / "docs").exists()


def test_a_warning_keeps_status_0_and_is_told(root: Path, run: Run) -> None:
    edit(root / SHEET, "title: Ferries", "title: A disgrace")
    remedy = "(use a neutral word, or quote who says it)"
    warning = f"{SHEET}:1:8: warning[loaded-word]: “disgrace” takes sides: blames {remedy}"
    assert run("check") == (0, f"{warning}\nchecked 1 claim of 1 fact sheet against 2 articles\n")


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize(
    "arguments",
    [("paint",), ("check", "ferries/number"), ("review",), ("check", "--format", "xml"), ("--roof", ".")],
)
def test_a_command_that_does_not_exist_or_lacks_something_is_usage(
    arguments: tuple[str, ...], run: Run
) -> None:
    assert run(*arguments) == (2, "")


def test_a_second_build_at_once_is_told_to_wait_with_status_3(root: Path, run: Run) -> None:
    lock = acquire(root)
    assert lock is not None
    with lock:
        busy = ".topicpages:1:1: error[busy]: another build of this site runs (wait for it, or stop it)\n"
        assert run("build") == (3, busy)
        assert run("site") == (3, busy)
        assert run("check")[0] == 0
    assert run("build")[0] == 0


def test_of_four_builds_at_once_each_builds_or_is_told_to_wait(root: Path, run: Run) -> None:
    started = [process("build", "--root", str(root)) for _ in range(4)]
    ended = sorted((one.wait(60), "Traceback" in "".join(one.communicate())) for one in started)
    assert ended[0] == (0, False)
    assert {status for status, _ in ended} <= {0, 3}
    assert run("build") == (0, "0 pages written, 0 deleted, 13 unchanged\n")


# --- what is loaded --------------------------------------------------------------------------------------

# Each takes a tenth of a second and more to import; the first word of a module's name counts.
SLOW = {"jinja2", "markdown", "mkdocs", "PIL", "pydantic", "selectolax", "yaml"}


def slow_modules_of(*arguments: str) -> set[str]:
    """Return the slow modules that a command has loaded when it ends."""
    code = (
        "import atexit, runpy, sys; sys.argv = sys.argv[1:];"
        "atexit.register(lambda: print(*{name.split('.')[0] for name in sys.modules}));"
        "runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(PROGRAM), *arguments],
        cwd=PROGRAM.parent,
        env={**os.environ, "PYTHONPATH": str(PROGRAM.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    return SLOW & set(ran.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    ("arguments", "loaded"),
    [
        (("--help",), set[str]()),
        (("paint",), set[str]()),
        (("review",), set[str]()),
        (("check",), {"pydantic", "yaml"}),
        (("coverage",), {"pydantic", "yaml"}),
    ],
)
@pytest.mark.usefixtures("root")
def test_a_command_loads_nothing_that_only_another_one_needs(
    arguments: tuple[str, ...], loaded: set[str]
) -> None:
    assert slow_modules_of(*arguments) == loaded


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_the_help_can_be_run(name: str) -> None:
    assert callable(command(name))


# --- formats ---------------------------------------------------------------------------------------------


def test_json_is_a_list_of_what_is_wrong_where(root: Path, run: Run) -> None:
    break_sheet(root)
    status, out = run("check", "--format", "json")
    assert (status, json.loads(out)) == (
        1,
        [
            {
                "path": SHEET,
                "line": 2,
                "column": 1,
                "severity": "error",
                "code": "unknown-key",
                "message": "unknown key “tittle” (did you mean “title”?)",
            }
        ],
    )


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("command", ["check", "build", "coverage", "audit"])
def test_json_is_an_empty_list_when_nothing_is_wrong(command: str, run: Run) -> None:
    assert json.loads(run(command, "--format", "json")[1]) == []


def test_github_reads_each_fault_as_a_command_of_one_line(root: Path, run: Run) -> None:
    break_sheet(root)
    expected = (
        f"::error file={SHEET},line=2,col=1,title=unknown-key::unknown key “tittle” (did you mean “title”?)\n"
    )
    assert run("check", "--format", "github") == (1, expected)


def test_a_file_name_with_line_ends_stays_on_one_line_in_every_format(root: Path, run: Run) -> None:
    (root / "sources/a\n::error::b%\udcff.txt").write_text("")
    shown = "sources/a\\n::error::b%\\udcff.txt".replace("\\n", "\\u000a")
    text = run("check")[1].splitlines()
    assert text[0].startswith(f"{shown}:1:1: error[stray-file]: “{shown}” is none")
    github = run("check", "--format", "github")[1].splitlines()
    assert github[0].startswith("::error file=sources/a\\u000a%3A%3Aerror%3A%3Ab%25\\udcff.txt,line=1")
    assert (len(text), len(github)) == (1, 1)
    assert json.loads(run("check", "--format", "json")[1])[0]["path"] == "sources/a\n::error::b%\udcff.txt"


def test_a_terminal_without_curly_quotes_gets_the_report_too(root: Path) -> None:
    break_sheet(root)
    out, errors = process("check", "--root", str(root), PYTHONIOENCODING="ascii").communicate()
    assert out == FAULT.replace("“", "\\u201c").replace("”", "\\u201d") + "\n"
    assert errors == ""


def test_a_reader_that_closes_the_pipe_early_causes_no_traceback(root: Path) -> None:
    (root / SHEET).write_text("".join(f"key{number}: x\n" for number in range(5_000)))
    command = f'"{sys.executable}" "{PROGRAM}" check --root "{root}" | head -n 1'
    ended = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (ended.stdout.count("\n"), ended.stderr) == (1, "")


# --- what is written -------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["check", "coverage", "audit"])
def test_commands_that_only_judge_write_nothing(command: str, root: Path, run: Run) -> None:
    before = tree(root)
    run(command)
    assert tree(root) == before
    assert sorted(path.name for path in root.iterdir()) == ["sources"]


def test_build_says_which_pages_it_wrote_rewrote_and_deleted(root: Path, run: Run) -> None:
    (root / "sources/facts/more.yml").write_text(ANOTHER_SHEET, "utf-8")
    wrote = [line.split(" docs/") for line in run("build")[1].splitlines()]
    assert wrote[-1] == ["14 pages written, 0 deleted, 0 unchanged"]
    assert {verb for verb, *_ in wrote[:-1]} == {"wrote"}
    assert run("build") == (0, "0 pages written, 0 deleted, 14 unchanged\n")
    (root / "sources/facts/more.yml").unlink()
    status, out = run("build")
    assert status == 0
    assert "deleted docs/topics/more.md\n" in out
    assert "rewrote docs/index.md\n" in out
    assert not (root / "docs/topics/more.md").exists()


def test_another_root_is_built_there_and_nothing_here(root: Path, run: Run, tmp_path: Path) -> None:
    other = miniature(tmp_path / "other")
    assert (
        run("build", "--root", str(other))[1].splitlines()[0]
        == f"wrote {other}/docs/articles/gull-gazette.md"
    )
    assert run("--root", str(other)) == (0, "0 pages written, 0 deleted, 13 unchanged\n")
    assert sorted(path.name for path in root.iterdir()) == ["sources"]


def test_a_root_that_does_not_exist_is_a_fault_without_a_traceback(root: Path, run: Run) -> None:
    status, out = run("build", "--root", str(root / "nowhere"))
    assert (status, out.splitlines()[0].split(" (")[0]) == (
        1, "sources:1:1: error[no-sources]: there is no folder “sources”"
    )  # fmt: skip
    assert not (root / "nowhere").exists()


# --- audit, coverage, review -----------------------------------------------------------------------------


@pytest.mark.usefixtures("root")
def test_audit_without_originals_says_so_and_ends_with_status_2(run: Run) -> None:
    remedy = "(name it with --originals or ORIGINALS)"
    assert run("audit") == (2, f"not audited: there is no folder “originals” {remedy}\n")
    assert run("audit", "--originals", "private") == (
        2, f"not audited: there is no folder “private” {remedy}\n"
    )  # fmt: skip


def test_originals_are_named_by_the_environment_too(
    root: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "papers").mkdir()
    monkeypatch.setenv("ORIGINALS", str(root / "papers"))
    status, out = run("audit")
    assert (status, out.count("error[original-missing]")) == (1, 2)


@pytest.mark.usefixtures("root")
def test_coverage_says_which_passages_nobody_uses(run: Run) -> None:
    status, out = run("coverage")
    assert status == 0
    assert "gull-gazette" in out


def test_a_reviewed_claim_passes_until_it_is_edited(root: Path, run: Run) -> None:
    never = f"{SHEET}:5:13: error[not-reviewed]: “ferries/number” was never reviewed"
    assert run("check", "--require-review")[1].split(" (")[0] == never
    assert run("review", "ferries/number", "--by", "Ada") == (0, "1 claim signed off by Ada\n")
    assert run("check", "--require-review")[0] == 0
    assert run("build", "--require-review")[0] == 0
    edit(root / SHEET, "There are three ferries.", "Three ferries are there.")
    edited = f"{SHEET}:5:13: error[not-reviewed]: “ferries/number” was edited since review"
    assert run("check", "--require-review")[1].split(" (")[0] == edited
    assert run("build", "--require-review")[0] == 1
    assert [run(command, "--require-review")[0] for command in ("site", "offline", "pdf")] == [1, 1, 1]
    assert run("check")[0] == 0


def test_a_paraphrase_is_reviewed_with_the_claims_that_need_it(root: Path, run: Run) -> None:
    (root / "sources/paraphrases.yml").write_text("from: [since]\n", "utf-8")
    edit(root / SHEET, "There are three ferries.", "There are three ferries from April on.")
    edit(root / SHEET, '"three ferries"', '"three ferries", "since April"')
    assert run("check") == (0, "checked 1 claim of 1 fact sheet against 2 articles\n")
    assert run("review", "--by", "Ada") == (0, "1 claim and 1 paraphrase signed off by Ada\n")
    assert run("check", "--require-review")[0] == 0
    (root / "sources/paraphrases.yml").write_text(
        "from: [since, {word: since, in: ferries/number}]\n", "utf-8"
    )
    status, out = run("check", "--require-review")
    edited = "sources/paraphrases.yml:1:1: error[not-reviewed]: “paraphrases/from” was edited since review"
    assert (status, edited in out) == (1, True)
    assert run("review", "paraphrases/from", "--by", "Eve")[1].endswith("\n1 paraphrase signed off by Eve\n")
    assert run("build")[0] == 0
    method = (root / "docs/method.md").read_text("utf-8")
    assert "<dt>from</dt><dd>for “since” and “since”" in method
    assert "(reviewed by Eve on " in method
    assert "<summary>In our words</summary>“from” for “since” in Harbour Post" in (
        root / "docs/topics/ferries.md"
    ).read_text("utf-8")


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("name", [" ", "a\x1b[31mb", "x" * 201, "\udcff"])
def test_a_review_is_signed_by_a_name_that_can_be_read(run: Run, name: str) -> None:
    assert run("review", "--by", name)[0] == 2


def test_a_review_of_an_unknown_claim_signs_nothing(root: Path, run: Run) -> None:
    status, out = run("review", "ferries/nunber", "--by", "Ada")
    fault = "sources/facts:1:1: error[unknown-claim]: there is no claim “ferries/nunber”"
    assert (status, out) == (2, f"{fault} (did you mean “ferries/number”?)\n")
    assert not (root / LOCK).exists()


def test_a_review_that_finds_no_room_on_the_disk_is_a_fault(
    root: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _content: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("topicpages.publishing.building.replace_file", full)
    fault = f"{LOCK}:1:1: error[cannot-write]: “{LOCK}” cannot be written: no space left on device"
    assert run("review", "--by", "Ada") == (1, f"{fault} (free some space, then build again)\n")
    assert not (root / LOCK).exists()


# --- the finished site -----------------------------------------------------------------------------------


def test_a_site_that_mkdocs_does_not_build_is_a_fault_with_what_it_printed(root: Path, run: Run) -> None:
    (root / "mkdocs.yml").write_text("site_name: [")
    status, out = run("site")
    assert status == 1
    assert out.startswith(
        "mkdocs.yml:1:1: error[mkdocs-failed]: MkDocs did not build the site (see what it printed)\n"
    )
    assert len(out.splitlines()) > 1
    assert not (root / "site").exists()


def test_scripts_that_cannot_be_joined_for_the_offline_edition_are_a_fault(root: Path, run: Run) -> None:
    project(root)
    (root / "docs/assets/site.js").write_text('import "https://elsewhere.example/script.js";\n')
    status, out = run("offline")
    assert (status, out.split("]")[0]) == (1, "docs/assets/site.js:1:1: error[unjoinable-script")


def test_documents_without_a_browser_are_a_fault(
    root: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TOPICPAGES_BROWSER", raising=False)
    monkeypatch.setenv("PATH", str(root))
    fault = "dist:1:1: error[no-browser]: there is no Chromium or Chrome to print with"
    assert run("pdf") == (1, f"{fault} (install one, or name it in TOPICPAGES_BROWSER)\n")


def test_a_browser_that_does_not_print_is_a_fault(
    root: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "site").mkdir()
    monkeypatch.setattr(
        "topicpages.publishing.documents.build_public", lambda _root, *, progress: ((), str(progress))
    )
    monkeypatch.setenv("TOPICPAGES_BROWSER", "/bin/false")
    fault = "dist:1:1: error[not-printed]: the browser did not print “ferries.pdf”"
    assert run("pdf") == (1, f"{fault} (try /bin/false by hand)\n")
