"""The locks, workflows and small tools hold what SECURITY.md says of them."""

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from tools import bench
from tools.change_scope import Change, changes_between, reasons
from topicpages.pipeline import judge

ROOT = Path(__file__).parents[2]
LOCKS = [source.with_suffix(".txt") for source in sorted((ROOT / "requirements").glob("*.in"))]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def pins(lock: Path) -> dict[str, list[str]]:
    """Return the lines that pin each package of a lock; two when Python versions need different ones."""
    found: dict[str, list[str]] = {}
    for line in lock.read_text("utf-8").splitlines():
        if match := re.match(r"([a-z0-9-]+)(?:\[[a-z,-]+\])?==(\S+(?: ; [^\\]+)?)", line):
            found.setdefault(match[1], []).append(match[2].strip())
    return found


def wanted(source: Path) -> set[str]:
    """Return the normalised names of the packages that a ``*.in`` file asks for itself."""
    lines = (line.split("#")[0].strip() for line in source.read_text("utf-8").splitlines())
    return {
        re.split(r"[\[<>=]", line)[0].lower().replace("_", "-")
        for line in lines
        if line and not line.startswith("-")
    }


def tracked_files() -> list[str]:
    """Return the paths that Git tracks; skips where the project is not a clone."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone: nothing is tracked")
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    return [path for path in listing.stdout.split("\0") if path]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_line_of_a_lock_is_a_pin_with_a_hash_and_nothing_else(lock: Path) -> None:
    text = re.sub(r"^ *#.*\n", "", lock.read_text("utf-8"), flags=re.MULTILINE)
    pin = r"[a-z0-9-]+(\[[a-z,-]+\])?==[\w.]+( ; [^\\\n]+)? \\\n"
    hashes = r"(    --hash=sha256:[0-9a-f]{64} \\\n)*    --hash=sha256:[0-9a-f]{64}\n"
    assert re.sub(f"{pin}{hashes}", "", text) == ""


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_says_how_it_is_made_again_so_that_an_update_keeps_platforms_hashes_and_extras(
    lock: Path,
) -> None:
    command = lock.read_text("utf-8").splitlines()[1].split()
    wanted = {"--universal", "--python-version", "--generate-hashes", "--no-strip-extras", "--only-binary"}
    assert wanted - set(command) == set()
    assert command[-3:] == ["--output-file", lock.name, f"{lock.stem}.in"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_address_and_no_folder_of_a_machine(lock: Path) -> None:
    assert re.findall(r"https?:|file:|--index|--find-links|(?<![\w.])/\w+/", lock.read_text("utf-8")) == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_pins_every_package_that_its_source_asks_for(lock: Path) -> None:
    assert wanted(lock.with_suffix(".in")) - pins(lock).keys() == set()


@pytest.mark.parametrize("name", ["cards", "editing", "dev", "successors"])
def test_what_is_tested_is_the_versions_that_build_the_site(name: str) -> None:
    runtime, other = pins(ROOT / "requirements/site.txt"), pins(ROOT / f"requirements/{name}.txt")
    assert {package: other.get(package) for package in runtime} == runtime


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda workflow: workflow.name)
def test_every_action_is_pinned_by_commit_with_its_version_beside(workflow: Path) -> None:
    uses = re.findall(r"uses: (.+)", workflow.read_text("utf-8"))
    assert uses != []
    pinned = r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\$/\.github/workflows/[a-z]+\.yml"
    assert [step for step in uses if not re.fullmatch(pinned, step)] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda workflow: workflow.name)
def test_a_workflow_grants_nothing_at_the_top_and_each_job_says_what_it_needs(workflow: Path) -> None:
    loaded = yaml.safe_load(workflow.read_text("utf-8"))
    assert loaded["permissions"] == {}
    assert [name for name, job in loaded["jobs"].items() if "permissions" not in job] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda workflow: workflow.name)
def test_no_clone_of_a_workflow_keeps_the_token(workflow: Path) -> None:
    jobs = yaml.safe_load(workflow.read_text("utf-8"))["jobs"].values()
    clones = [
        step
        for job in jobs
        for step in job.get("steps", [])
        if step.get("uses", "").startswith("actions/checkout@")
    ]
    assert clones != []
    assert [step for step in clones if step["with"].get("persist-credentials") is not False] == []


def test_each_python_that_set_up_takes_first_is_tested() -> None:
    check = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text("utf-8"))
    script = (ROOT / "tools/environment.sh").read_text("utf-8")
    newest = re.search(r"for newest in (\d+) 99;", script)
    named = re.search(r"candidates\+=\(([^)]+)\)", script)
    assert newest is not None
    assert named is not None
    tested = check["jobs"]["test"]["strategy"]["matrix"]["python"]
    assert tested == [f"3.{minor}" for minor in range(11, int(newest[1]) + 1)]
    assert named[1].split() == [f"python{version}" for version in reversed(tested)]


def test_each_week_a_machine_runs_both_commands_of_the_readme_with_nothing_prepared() -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/set-up.yml").read_text("utf-8"))["jobs"]
    steps = jobs["commands"]["steps"]
    told = re.search(
        r"## Two commands\n.*?```console\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL
    )
    assert told is not None
    assert [step["run"] for step in steps if "run" in step] == re.findall(
        r"^\$ (make \w+)", told[1], re.MULTILINE
    )
    assert [step["uses"].split("@")[0] for step in steps if "uses" in step] == ["actions/checkout"]


@pytest.mark.parametrize(
    ("open_issue", "asked"),
    [
        ("", "issue create --title Set-up fails on a fresh machine --body"),
        ("17\n", "issue comment 17 --body"),
    ],
)
def test_a_set_up_that_fails_opens_an_issue_or_adds_to_the_open_one(
    tmp_path: Path, open_issue: str, asked: str
) -> None:
    (step,) = yaml.safe_load((ROOT / ".github/workflows/set-up.yml").read_text("utf-8"))["jobs"]["report"][
        "steps"
    ]
    host = tmp_path / "gh"
    host.write_text('#!/bin/sh\n[ "$2" = list ] && printf "%s" "$OPEN" || echo "$@"\n', "utf-8")
    host.chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    ran = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
        env={"PATH": path, "OPEN": open_issue, "RUN": "https://example.org/runs/1"},
        check=True,
        capture_output=True,
        text=True,
    )
    body = "`make site` or `make test` did not succeed on a machine that has never seen the project"
    assert (ran.stdout, ran.stderr) == (f"{asked} {body}: https://example.org/runs/1\n", "")


def step_of(workflow: str, job: str, name: str) -> str:
    """Return the shell text of a step."""
    jobs = yaml.safe_load((ROOT / f".github/workflows/{workflow}.yml").read_text("utf-8"))["jobs"]
    return next(str(step["run"]) for step in jobs[job]["steps"] if step.get("name") == name)


def shell(text: str, folder: Path, **environment: str) -> str:
    """Run the text of a step in ``folder``, programs of ``folder/bin`` first, and return what it prints."""
    ran = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", text],
        cwd=folder,
        env={"PATH": f"{folder}/bin:{os.environ['PATH']}", **environment},
        check=True,
        capture_output=True,
        text=True,
    )
    assert ran.stderr == ""
    return ran.stdout


def program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(0o755)


FOUND = (
    "a: live; 1 of 1 quote there\nb: skipped (no address)\nlive-c: dead (answered 404)\nrechecked 3 articles"
)


@pytest.mark.parametrize("changed", [True, False])
def test_a_recheck_tells_what_is_not_live_only_when_the_lock_has_changed(
    tmp_path: Path, *, changed: bool
) -> None:
    write = "mkdir -p sources; echo new > sources/evidence.lock.json\n" if changed else ""
    program(tmp_path / ".venv/bin/python", f"{write}printf '%s\\n' '{FOUND}'")
    shell("git init -q", tmp_path)
    output = tmp_path / "output"
    step = step_of("recheck", "look", "Recheck, and keep what is not as the lock says")
    paused, *said, resumed = shell(step, tmp_path, GITHUB_OUTPUT=str(output)).splitlines()
    assert said == FOUND.splitlines()
    assert re.fullmatch("::stop-commands::[0-9a-f]{32}", paused)
    assert resumed == f"::{paused.removeprefix('::stop-commands::')}::"
    if not changed:
        assert not output.exists()
        return
    first, *news, last = [line for line in output.read_text("utf-8").splitlines() if line]
    assert news == ["live-c: dead (answered 404)", "rechecked 3 articles"]
    assert re.fullmatch(r"news<<[0-9a-f]{32}", first)
    assert last == first.removeprefix("news<<")


@pytest.mark.parametrize(
    ("open_issue", "asked"),
    [("", "issue create --title Articles are not as they were --body"), ("17\n", "issue comment 17 --body")],
)
def test_news_of_articles_opens_an_issue_or_adds_to_the_open_one(
    tmp_path: Path, open_issue: str, asked: str
) -> None:
    program(tmp_path / "bin/gh", '[ "$2" = list ] && printf "%s" "$OPEN" || echo "$@"')
    news = "a: dead (the page says “$(touch hacked)”)\nb: moved @everybody"
    step = step_of("recheck", "report", "Open an issue, or add to the one that is open")
    said = shell(step, tmp_path, OPEN=open_issue, NEWS=news)
    head, _, tail = said.partition(f"````text\n{news}\n````\n\n")
    assert head == f"{asked} "
    assert tail.startswith("Run `make recheck`, do what EDITING.md says")
    assert not (tmp_path / "hacked").exists()


def test_the_job_that_reads_pages_of_strangers_can_write_nothing() -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/recheck.yml").read_text("utf-8"))["jobs"]
    assert {name: job["permissions"] for name, job in jobs.items()} == {
        "look": {"contents": "read"},
        "report": {"issues": "write"},
    }


def test_no_original_is_tracked() -> None:
    assert [path for path in tracked_files() if path.startswith("originals/")] == []


def test_no_tracked_file_names_the_host_of_a_package_registry() -> None:
    host = re.compile(rb"pypi\x2eorg|pythonhosted\x2eorg|registry\x2enpmjs|deb\x2edebian")
    files = [ROOT / path for path in tracked_files()]
    assert [file for file in files if file.is_file() and host.search(file.read_bytes())] == []


def test_make_help_lists_every_command() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert phony is not None
    shown = subprocess.run(["make", "help"], cwd=ROOT, check=True, capture_output=True, text=True)
    assert {line.split()[1] for line in shown.stdout.splitlines()} == set(phony[1].split())


def test_an_edit_of_plain_files_under_sources_needs_no_reason() -> None:
    added = Change(b"000000", b"100644", b"sources/facts/new.yml")
    edited = Change(b"100644", b"100644", b"sources/articles/a.md")
    assert list(reasons([added, edited])) == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (Change(b"100644", b"100644", b"build_pages.py"), "build_pages.py: outside sources/"),
        (Change(b"100644", b"100644", b"sources.yml"), "sources.yml: outside sources/"),
        (
            Change(b"000000", b"120000", b"sources/facts/a.yml"),
            "sources/facts/a.yml: a link, a submodule or an executable file",
        ),
        (
            Change(b"100644", b"100755", b"sources/facts/a.yml"),
            "sources/facts/a.yml: a link, a submodule or an executable file",
        ),
        (Change(b"000000", b"100644", b"a\nsources/b"), "a\\nsources/b: outside sources/"),
    ],
)
def test_whatever_is_more_than_that_is_named(change: Change, reason: str) -> None:
    assert list(reasons([change])) == [reason]


def test_a_file_moved_out_of_the_code_into_sources_counts_as_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)

    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
        subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)

    git("init", "--initial-branch=main")
    Path("tool.py").write_text("print()\n", "utf-8")
    git("add", ".")
    git("commit", "-m", "one")
    Path("sources").mkdir()
    git("mv", "tool.py", "sources/tool.py")
    git("commit", "-m", "two")

    assert changes_between("HEAD~1", "HEAD") == (
        Change(b"000000", b"100644", b"sources/tool.py"),
        Change(b"100644", b"000000", b"tool.py"),
    )


def tree_hash(folder: Path) -> str:
    """Return what the tool prints for ``folder``."""
    command = [ROOT / "tools/tree_hash.sh", folder]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_the_hash_of_a_tree_changes_with_a_name_or_a_byte_and_with_nothing_else(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        (folder / "b").mkdir(parents=True)
        (folder / "b/c d").write_text("text", "utf-8")
    os.utime(two / "b/c d", (0, 0))
    same = tree_hash(one)
    assert tree_hash(two) == same
    (two / "b/c d").write_text("Text", "utf-8")
    assert tree_hash(two) != same
    (one / "b/c d").rename(one / "b/e")
    assert tree_hash(one) != same


def test_the_synthetic_site_of_the_bench_has_no_fault(tmp_path: Path) -> None:
    bench.synthetic(tmp_path)
    site = judge(tmp_path)
    assert site.diagnostics == ()
    assert sum(1 for _ in site.library.claims) == bench.TOPICS * bench.CLAIMS
