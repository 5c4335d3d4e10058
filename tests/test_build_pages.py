"""What the commands print, write and answer with, as people and build machines call them."""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

import build_pages
from tests.support.disks import files_of_at_most
from tests.support.miniature import CASES, laid_out, miniature, tree
from tests.support.preview import project
from topicpages.commands import COMMANDS, command
from topicpages.diagnostics import Diagnostic, Format, Severity, Span, formatted
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
SLOW = {"jinja2", "markdown", "mkdocs", "PIL", "pydantic", "ruamel", "selectolax", "yaml"}


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
        (("stats",), {"pydantic", "yaml"}),
        (("explain", "quote-missing"), set[str]()),
        (("completion", "bash"), set[str]()),
        (("suggest", "gull-gazette"), {"pydantic", "yaml"}),
        (("check", "--fix"), {"jinja2", "pydantic", "selectolax", "yaml"}),
        (("fmt", "--check"), {"jinja2", "pydantic", "ruamel", "selectolax", "yaml"}),
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


def test_json_says_where_a_fault_is_fixed_and_how(root: Path, run: Run) -> None:
    edit(root / SHEET, "article: harbour-post", "article: harbor-post")
    told = json.loads(run("check", "--format", "json")[1])
    place = {"path": SHEET, "line": 11, "column": 23, "end_column": 34}
    assert [fault.get("fixes") for fault in told] == [
        [{**place, "old": "harbor-post", "new": "harbour-post"}],
    ]


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


def test_github_gets_errors_first_and_is_told_how_many_it_does_not_show() -> None:
    faults = [
        Diagnostic(Span("sources/a.yml", line), "code", "what", severity=severity)
        for line in range(1, 13)
        for severity in (Severity.WARNING, Severity.ERROR)
    ]
    told = [f"{severity} file=sources/a.yml,line={line}" for severity in Severity for line in range(1, 13)]
    lines = formatted(faults, Format.GITHUB).splitlines()
    assert lines == [
        *(f"::{line},col=1,title=code::what" for line in told),
        "::notice title=more::not shown here: 2 errors and 2 warnings (the log has all of them)",
    ]
    ten_and_eleven = [
        fault for fault in faults if fault.span.line <= 10 + (fault.severity is Severity.WARNING)
    ]
    shown = "not shown here: 1 warning (the log has all of them)"
    assert formatted(ten_and_eleven, Format.GITHUB).splitlines()[-1] == f"::notice title=more::{shown}"
    assert "notice" not in formatted(faults[:20], Format.GITHUB)


def test_a_message_cannot_begin_a_line_or_a_command_of_its_own_for_github(root: Path, run: Run) -> None:
    hostile = "x%0A::error::y\\n##[error]z,line=9"
    (root / SHEET).write_text(f'"{hostile}": a\n', "utf-8")
    lines = run("check", "--format", "github")[1].splitlines()
    shown = "x%250A::error::y\\u000a##[error]z,line=9"
    assert lines[-1] == (
        f"::error file={SHEET},line=1,col=1,title=unknown-key::unknown key “{shown}” "
        "(known here: corrections, description, figures, lead, sections, title)"
    )
    assert {line.partition(" file=")[0] for line in lines} == {"::error"}


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


@pytest.mark.parametrize("command", ["check", "coverage", "stats", "audit"])
def test_commands_that_only_judge_write_nothing(command: str, root: Path, run: Run) -> None:
    before = tree(root)
    run(*command.split())
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


# --- changes ---------------------------------------------------------------------------------------------


@pytest.fixture
def before(root: Path, tmp_path: Path) -> Path:
    """Return a folder with the sources as they are now."""
    shutil.copytree(root / "sources", tmp_path / "before/sources")
    return tmp_path / "before"


def test_changes_tells_claims_and_pages_that_an_edit_changes_and_writes_nothing(
    root: Path, before: Path, run: Run
) -> None:
    nothing = "## What this change does\n\nNo claim, article or page changes.\n"
    assert run("changes", "--against", str(before)) == (0, nothing)
    edit(root / SHEET, "There are three ferries.", "Three ferries are there.")
    kept = tree(root)
    status, out = run("changes", "--against", str(before))
    assert (status, out) == (
        0,
        f"""\
## What this change does

1 claim changed; 1 page changed.

### Claims changed (1)

- `ferries/number` in `{SHEET}:5`
```diff
- statement: There are three ferries.
+ statement: Three ferries are there.
```

### Pages changed (1)

- `topics/ferries.md`
""",
    )
    assert tree(root) == kept


def test_changes_are_of_one_day_so_that_a_later_day_alone_changes_nothing(
    root: Path, before: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    record = root / "sources/articles/harbour-post.md"
    edit(record, "published: {edtf: 2031-05-02}", "published: {edtf: 2031-05-09}")
    out = run("changes", "--against", str(before))[1]
    assert "- `articles/harbour-post.md`\n" in out
    assert "method.md" not in out


def test_changes_with_errors_says_so_and_makes_no_pages(root: Path, before: Path, run: Run) -> None:
    break_sheet(root)
    status, out = run("changes", "--against", str(before))
    assert status == 1
    assert f"\n```text\n{FAULT}\n```\n" in out
    assert "Pages were not compared" in out
    status, out = run("changes", "--against", str(root), "--root", str(before))
    assert (status, "**Before, the sources had 1 error**" in out) == (0, True)


def test_changes_as_json_stand_beside_the_faults_and_as_annotations_are_these(
    root: Path, before: Path, run: Run
) -> None:
    edit(root / SHEET, "There are three ferries.", "Three ferries are there.")
    found = json.loads(run("changes", "--against", str(before), "--format", "json")[1])
    assert found.keys() == {"changes", "pages", "sound_before", "diagnostics"}
    assert [change["id"] for change in found["changes"]["claims_changed"]] == ["ferries/number"]
    assert (found["sound_before"], found["diagnostics"]) == (True, [])
    break_sheet(root)
    found = json.loads(run("changes", "--against", str(before), "--format", "json")[1])
    assert (found["pages"], [fault["code"] for fault in found["diagnostics"]]) == (None, ["unknown-key"])
    status, out = run("changes", "--against", str(before), "--format", "github")
    assert (status, out.splitlines()[0].split(",")[0]) == (1, f"::error file={SHEET}")


@pytest.mark.usefixtures("root")
def test_changes_against_a_folder_that_is_not_there_is_usage(run: Run) -> None:
    assert run("changes", "--against", "nowhere") == (2, "not compared: there is no folder “nowhere”\n")
    assert run("changes") == (2, "")


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


def test_stats_are_figures_by_group_for_programs_too_unless_there_is_an_error(root: Path, run: Run) -> None:
    status, out = run("stats", "--format", "json")
    told = json.loads(out)
    assert (status, told["claims by topic"]) == (0, {"ferries": 1})
    assert told["each article"]["harbour-post"]["words quoted"] == 2
    assert run("stats")[1].startswith("Articles\n  all                    2\n")
    break_sheet(root)
    assert run("stats") == (1, FAULT + "\n")
    assert [one["code"] for one in json.loads(run("stats", "--format", "json")[1])] == ["unknown-key"]


@pytest.mark.usefixtures("root")
def test_coverage_says_which_passages_nobody_uses(run: Run) -> None:
    status, out = run("coverage")
    assert status == 0
    assert "gull-gazette" in out


@pytest.mark.usefixtures("root")
def test_suggest_prints_yaml_or_json_and_nothing_else(run: Run) -> None:
    status, out = run("suggest", "gull-gazette")
    proposed = yaml.safe_load(out)
    assert (status, len(proposed)) == (0, 2)
    status, out = run("suggest", "gull-gazette", "--format", "json")
    assert (status, [one["paste"] for one in json.loads(out)["proposals"]]) == (0, proposed)


@pytest.mark.usefixtures("root")
def test_suggest_names_the_article_that_was_meant(run: Run) -> None:
    fault = "sources/articles:1:1: error[unknown-article]: unknown article “gull-gazete”"
    assert run("suggest", "gull-gazete") == (2, f"{fault} (did you mean “gull-gazette”?)\n")


def test_suggest_proposes_nothing_while_the_sources_have_a_fault(root: Path, run: Run) -> None:
    break_sheet(root)
    assert run("suggest", "gull-gazette") == (1, f"{FAULT}\n")


def test_coverage_names_other_articles_that_may_carry_an_answer(root: Path, run: Run) -> None:
    assert "  ferries/number: passage 2 of “gull-gazette” supports\n" in run("coverage")[1]
    edit(root / "sources/articles/gull-gazette.md", "“three ferries”", "“five ferries”")
    assert "Other articles that may carry it too" not in run("coverage")[1]


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


# --- what is fixed ---------------------------------------------------------------------------------------

EVERY_KEY = CASES / "a-site-that-uses-every-key-of-the-format-passes"
# By code: the file, what stands in it, and the slip that is put there.
SLIPS = {
    "quote-marks": ("articles/gull-gazette.md", "“four ferries”", '"four ferries"'),
    "unknown-article": (
        "facts/talks.yml",
        "article: harbour-post, quote: the",
        "article: harbor-post, quote: the",
    ),
    "unknown-claim": ("facts/ferries.yml", "see: [wait, talks/sides]", "see: [wait, talks/side]"),
    "unknown-key": ("facts/ferries.yml", "statement: There are four", "statment: There are four"),
    "unknown-origin": ("articles/harbour-post.md", "origin: bay-wire", "origin: bay-wrie"),
    "unknown-party": (
        "facts/ferries.yml",
        "unit: ferries, party: port-office",
        "unit: ferries, party: port-ofice",
    ),
    "unknown-place": ("facts/ferries.yml", "where: [tern-bay]", "where: ['tern-bai']"),
    "unknown-publisher": ("articles/old-notice.md", "publisher: gull-gazette", "publisher: gull-gazete"),
    "unknown-topic": ("site.yml", "topics: [talks, ferries]", "topics: [talks, feries]"),
    "unknown-unit": ("units.yml", "is: boats", "is: boat"),
    "unknown-value": ("facts/ferries.yml", "kind: assessment", "kind: asessments"),
    "unknown-voice": ("facts/talks.yml", "speaker: ada-gull", "speaker: ada-gulls"),
    "unknown-warning": ("warnings.yml", "code: loaded-word", "code: loaded-words"),
}


def test_the_papers_mark_the_codes_that_are_fixed() -> None:
    paper = (PROGRAM.parent / "DIAGNOSTICS.md").read_text("utf-8")
    entries = (entry.partition("\n") for entry in paper.split("\n### ")[1:])
    assert {code for code, _, told in entries if "`check --fix` does it" in told} == SLIPS.keys()


def with_slips(root: Path, *codes: str) -> dict[str, bytes]:
    """Make the site with every key, let the hand slip at ``codes``, and return what stood there before."""
    laid_out(EVERY_KEY, root)
    before = tree(root / "sources")
    for code in codes:
        path, right, wrong = SLIPS[code]
        edit(root / "sources" / path, right, wrong)
    return before


@pytest.mark.parametrize("code", SLIPS)
def test_a_slip_is_told_by_its_code_and_fixed_alone(code: str, root: Path, run: Run) -> None:
    before = with_slips(root, code)
    assert f"error[{code}]" in run("check")[1]
    path, right, wrong = SLIPS[code]
    status, out = run("check", "--fix")
    assert (status, out.splitlines()[-1]) == (0, "checked 7 claims of 2 fact sheets against 4 articles")
    after = tree(root / "sources")
    assert {changed for changed in before if after[changed] != before[changed]} <= {path}
    assert after[path].decode() == before[path].decode().replace(right, wrong.replace(*kept(wrong, right)))


def kept(wrong: str, right: str) -> tuple[str, str]:
    """Return what of a slip is replaced and by what: quote marks around a word stay."""
    return ("tern-bai", "tern-bay") if "'" in wrong else (wrong, right)


def test_slips_in_all_files_are_fixed_in_rounds_and_every_fix_is_told(root: Path, run: Run) -> None:
    with_slips(root, *SLIPS)
    assert run("check", "--fix", "--root", str(root)) == (0, FIXED)
    assert run("check", "--fix") == (0, FIXED.splitlines()[-1] + "\n")


FIXED = """\
sources/articles/gull-gazette.md:18: " → “
sources/articles/gull-gazette.md:18: " → ”
sources/articles/harbour-post.md:15: bay-wrie → bay-wire
sources/articles/old-notice.md:2: gull-gazete → gull-gazette
sources/facts/ferries.yml:22: statment → statement
sources/facts/ferries.yml:43: asessments → assessment
sources/facts/talks.yml:37: ada-gulls → ada-gull
sources/facts/talks.yml:38: harbor-post → harbour-post
sources/units.yml:2: boat → boats
sources/warnings.yml:4: loaded-words → loaded-word
sources/facts/ferries.yml:18: port-ofice → port-office
sources/facts/ferries.yml:35: tern-bai → tern-bay
sources/facts/ferries.yml:36: talks/side → talks/sides
sources/site.yml:4: feries → ferries
checked 7 claims of 2 fact sheets against 4 articles
"""


def test_what_is_told_once_is_fixed_wherever_it_is_named(root: Path, run: Run) -> None:
    laid_out(EVERY_KEY, root)
    before = tree(root / "sources")
    for path in sorted((root / "sources").rglob("*.yml")):
        path.write_text(
            path.read_text("utf-8").replace("article: harbour-post", "article: harbor-post"), "utf-8"
        )
    told = run("check")[1]
    assert (told.count("harbor-post"), told.count("error[unknown-article]")) == (1, 1)
    status, out = run("check", "--fix")
    assert (status, {line.rpartition(": ")[2] for line in out.splitlines()[:-1]}) == (
        0,
        {"harbor-post → harbour-post"},
    )
    assert len({line.partition(":")[0] for line in out.splitlines()[:-1]}) > 1
    assert tree(root / "sources") == before


def test_what_is_told_once_is_fixed_nowhere_if_one_of_its_places_cannot_be(root: Path, run: Run) -> None:
    edit(root / SHEET, "article: harbour-post", 'article: "harbor\\x2dpost"')
    path = root / "sources/entities.yml"
    cited = "note: x, role: {text: clerk, citation: {article: harbor-post, quote: x}}"
    path.write_text(f"{path.read_text('utf-8')}clerk: {{name: Bo, kind: person, {cited}}}\n", "utf-8")
    before = tree(root)
    assert "error[unknown-article]" in run("check", "--fix")[1]
    assert tree(root) == before


def test_a_check_that_goes_on_fixes_nothing(root: Path, run: Run) -> None:
    before = tree(root)
    assert run("check", "--watch", "--fix")[0] == 2
    assert tree(root) == before


@pytest.mark.parametrize("quotes", ["one", "one, two"])
def test_a_file_with_no_fewer_faults_when_fixed_is_put_back(quotes: str, root: Path, run: Run) -> None:
    edit(root / SHEET, "harbour-post", "harbor-post")
    edit(root / SHEET, '"three ferries"', quotes)
    edit(root / "sources/units.yml", "is: boats", "is: boat")
    before = (root / SHEET).read_bytes()
    status, out = run("check", "--fix")
    assert (status, out.splitlines()[-2:]) == (
        1,
        [
            "sources/units.yml:2: boat → boats",
            f"{SHEET}: put back, for with its fixes it had no fewer faults",
        ],
    )
    assert "error[unknown-article]" in out
    assert (root / SHEET).read_bytes() == before


def test_what_an_entry_says_of_others_is_never_fixed_to_be_itself(root: Path, run: Run) -> None:
    edit(root / "sources/units.yml", "words: [boat, boats]}", "words: [boat, boats], is: boat}")
    edit(root / "sources/origins.yml", "kind: wire}", "kind: wire, from: [cost-wire]}")
    before = tree(root)
    status, out = run("check", "--fix")
    assert (status, out.count("error[unknown-unit]"), out.count("error[unknown-origin]")) == (1, 1, 1)
    assert tree(root) == before


def test_a_fix_that_lets_a_later_stage_see_more_faults_stays(root: Path, run: Run) -> None:
    edit(root / SHEET, '"three ferries"', "one, two, four")
    edit(root / SHEET, "question:", "qestion:")
    status, out = run("check", "--fix")
    assert (status, out.count("error[quote-"), out.splitlines()[-1]) == (
        1,
        3,
        f"{SHEET}:6: qestion → question",
    )


def test_nothing_is_fixed_while_another_build_runs_or_the_disk_is_full(root: Path, run: Run) -> None:
    edit(root / SHEET, "question:", "qestion:")
    before = tree(root)
    with acquire(root) or pytest.fail("held"):
        assert run("check", "--fix")[0] == 3
    assert tree(root) == before
    with files_of_at_most(100):
        status, out = run("check", "--fix")
    assert (status, out.partition("]")[0]) == (1, f"{SHEET}:1:1: error[cannot-write")
    assert tree(root) == before


def test_claims_without_a_review_are_fixed_too(root: Path, run: Run) -> None:
    edit(root / SHEET, "question:", "qestion:")
    status, out = run("check", "--fix", "--require-review")
    assert (status, out.splitlines()[-1]) == (1, f"{SHEET}:6: qestion → question")
    assert "error[not-reviewed]" in out


# --- the canonical form ----------------------------------------------------------------------------------


def test_fmt_writes_what_differs_and_fmt_check_names_it(root: Path, run: Run) -> None:
    named = [
        "sources/articles/gull-gazette.md", "sources/articles/harbour-post.md", "sources/entities.yml",
        "sources/facts/ferries.yml", "sources/site.yml", "sources/wording.yml",
    ]  # fmt: skip
    before = tree(root)
    differ = "".join(f"{path} is not in the canonical form (run fmt)\n" for path in named)
    assert run("fmt", "--check") == (1, f"{differ}9 files looked at, 6 to format\n")
    assert tree(root) == before
    rewrote = "".join(f"rewrote {path}\n" for path in named)
    assert run("fmt") == (0, f"{rewrote}9 files looked at, 6 rewritten\n")
    assert run("fmt", "--check") == (0, "9 files looked at, 0 to format\n")
    assert run("fmt") == (0, "9 files looked at, 0 rewritten\n")
    assert run("check")[0] == 0
    assert (root / SHEET).read_text("utf-8").splitlines()[5:8] == [
        '        question: "How many ferries sail?"',
        '        statement: "There are three ferries."',
        "        kind: quantity",
    ]


def test_fmt_takes_files_by_their_path_from_here_or_from_the_root(root: Path, run: Run) -> None:
    for name in ("sources/site.yml", str(root / "sources/wording.yml")):
        assert run("fmt", name)[1].splitlines()[-1] == "1 file looked at, 1 rewritten"
    assert run("fmt", "--root", str(root), "sources/site.yml", SHEET)[1].splitlines()[-1] == (
        "2 files looked at, 1 rewritten"
    )
    remedy = "(did you mean “sources/units.yml”?)"
    unknown = f"sources:1:1: error[unknown-file]: “sources/unit.yml” is no source file {remedy}\n"
    before = tree(root)
    assert run("fmt", "sources/unit.yml", SHEET) == (2, unknown)
    assert tree(root) == before


def test_fmt_leaves_a_file_with_faults_of_yaml_and_formats_the_others(root: Path, run: Run) -> None:
    edit(root / SHEET, "title: Ferries", "title: 'Ferries")
    before = (root / SHEET).read_bytes()
    status, out = run("fmt")
    assert (status, out.count("error["), out.count("rewrote")) == (1, 1, 5)
    assert (root / SHEET).read_bytes() == before
    assert run("fmt", "--check")[0] == 1
    assert run("fmt", "sources/units.yml") == (0, "1 file looked at, 0 rewritten\n")


def test_fmt_without_its_packages_says_how_to_install_them(
    root: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [
        name for name in sys.modules if name.startswith(("ruamel", "topicpages.editing.formatting"))
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "ruamel.yaml", None)
    before = tree(root)
    assert run("fmt") == (2, "not formatted: “ruamel.yaml” is not installed (run make editing)\n")
    assert tree(root) == before


def test_fmt_waits_for_nobody_and_needs_no_review(root: Path, run: Run) -> None:
    with acquire(root) or pytest.fail("held"):
        assert run("fmt")[0] == 3
        assert run("fmt", "--check")[0] == 1
    assert run("fmt", "--require-review")[0] == 0
