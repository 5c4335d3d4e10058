"""What a pull request runs: an edit of sources alone is judged by the target branch's code.

The steps are those of the workflow, run by a shell in a repository where a branch has been merged as the host
does it to try a request.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.miniature import miniature
from tools.take_sources import Entry, is_plain_path, reasons

ROOT = Path(__file__).parents[2]
JOBS: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text("utf-8"))["jobs"]
SHEET = "sources/facts/ferries.yml"
IS_SOURCES = "needs.scope.outputs.scope == 'sources'"
# Written by whatever of the branch is run.
MARK = 'import pathlib; pathlib.Path(__file__).with_name("was-run").touch()\n'


@dataclass(frozen=True)
class Ran:
    """What a job left: whether each step that ran succeeded, its output, the summary, and what it set."""

    succeeded: dict[str, bool]
    printed: str
    summary: str
    outputs: dict[str, str]


class Repository:
    """A repository with the code that a request needs, a target branch, and one that is merged into it."""

    def __init__(self, root: Path) -> None:
        self.root, self.temporary = root, root.parent / "temporary"
        self.temporary.mkdir()
        miniature(root)
        shutil.copytree(
            ROOT / "topicpages", root / "topicpages", ignore=shutil.ignore_patterns("__pycache__")
        )
        (root / "tools").mkdir()
        for name in ("build_pages.py", "tools/change_scope.py", "tools/take_sources.py"):
            shutil.copy(ROOT / name, root / name)
        self.git("init", "--initial-branch=main")
        self.commit()
        (root / ".venv/bin").mkdir(parents=True)
        (root / ".git/info/exclude").write_text("/.venv/\n__pycache__/\n")
        python = root / ".venv/bin/python"
        python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        python.chmod(0o755)
        self.git("checkout", "-b", "branch")

    def git(self, *arguments: str, given: bytes = b"") -> str:
        identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "core.protectNTFS=false"]
        command = ["git", *identity, *arguments]
        ran = subprocess.run(command, cwd=self.root, input=given, check=True, capture_output=True)
        return ran.stdout.decode().strip()

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--message", "a change")

    def edit(self, old: str, new: str) -> None:
        text = (self.root / SHEET).read_text("utf-8")
        assert old in text
        (self.root / SHEET).write_text(text.replace(old, new), "utf-8")

    def merge(self) -> str:
        """Merge the branch into the target branch and return the merge, which is checked out."""
        self.git("checkout", "--detach", "main")
        self.git("merge", "--no-ff", "branch", "--message", "merged")
        return self.git("rev-parse", "HEAD")

    def merge_tree(self, tree: str) -> str:
        """Return a merge that has ``tree``, which Git would not check out or add itself."""
        head = self.git("commit-tree", tree, "-p", "main", "-m", "a change")
        self.git("checkout", "--detach", "main")
        return self.git("commit-tree", tree, "-p", "main", "-p", head, "-m", "merged")

    def run(self, job: str, merge: str, *, scope: str = "") -> Ran:
        """Run the shell steps of a job, as a host would with that result of the job before."""
        output, told = self.temporary / f"{job}-output", self.temporary / f"{job}-summary"
        environment = {
            "PATH": os.environ["PATH"],
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GITHUB_SHA": merge,
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(told),
            "RUNNER_TEMP": str(self.temporary),
        }
        succeeded: dict[str, bool] = {}
        ids: set[str] = set()
        printed = ""
        for step in _shell_steps(job, scope):
            goes_on = any(
                f"!cancelled() && steps.{one}.outcome != 'skipped'" in step.get("if", "") for one in ids
            )
            if all(succeeded.values()) or goes_on:
                ids.add(step.get("id", ""))
                command = ["bash", "-e", "-o", "pipefail", "-c", step["run"]]
                ran = subprocess.run(
                    command, cwd=self.root, env=environment, capture_output=True, text=True, check=False
                )
                succeeded[step["name"]] = ran.returncode == 0
                printed += ran.stdout
        lines = output.read_text("utf-8").splitlines() if output.exists() else []
        summary = told.read_text("utf-8") if told.exists() else ""
        return Ran(succeeded, printed, summary, dict(line.split("=", 1) for line in lines))


def _shell_steps(job: str, scope: str) -> Iterator[dict[str, Any]]:
    """Yield the steps that run a command, but for those that install, test or build: that needs all of it."""
    for step in JOBS[job]["steps"]:
        left_out = any(word in step.get("run", "") for word in ("environment.sh", "make ", "tree_hash.sh"))
        applies = step.get("if") != IS_SOURCES or scope == "sources"
        if "run" in step and applies and not left_out:
            yield step


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    return Repository(tmp_path / "repository")


def test_an_edit_of_a_sheet_is_told_by_claims_and_pages_in_the_summary(repository: Repository) -> None:
    repository.edit("There are three ferries.", "Three ferries are there.")
    repository.commit()
    merge = repository.merge()
    assert repository.run("scope", merge).outputs == {"scope": "sources"}
    ran = repository.run("changes", merge, scope="sources")
    assert list(ran.succeeded.values()) == [True] * 4
    assert ran.printed == "checked 1 claim of 1 fact sheet against 2 articles\n"
    assert ran.summary.startswith("## What this change does\n\n1 claim changed; 1 page changed.\n")
    assert "+ statement: Three ferries are there.\n" in ran.summary


def test_a_fault_is_shown_at_its_line_and_the_summary_is_written_nonetheless(repository: Repository) -> None:
    repository.edit("title: Ferries\n", "title: Ferries\ntittle: Boats\n")
    repository.commit()
    ran = repository.run("changes", repository.merge(), scope="sources")
    assert list(ran.succeeded.values()) == [True, True, False, False]
    assert ran.printed.startswith(
        f"::error file={SHEET},line=2,col=1,title=unknown-key::unknown key “tittle”"
    )
    assert "**The sources have 1 error**" in ran.summary


def test_what_others_merged_meanwhile_is_no_change_of_this_request(repository: Repository) -> None:
    repository.edit("There are three ferries.", "Three ferries are there.")
    repository.commit()
    repository.git("checkout", "main")
    (repository.root / "tools/new.py").write_text("print()\n")
    site = repository.root / "sources/site.yml"
    site.write_text(site.read_text("utf-8").replace("An invented place", "A place"), "utf-8")
    repository.commit()
    merge = repository.merge()
    assert repository.run("scope", merge).outputs == {"scope": "sources"}
    summary = repository.run("changes", merge, scope="sources").summary
    assert "1 claim changed; 1 page changed.\n" in summary


PLANTED = (
    "sources/build_pages.py",
    "sources/conftest.py",
    "sources/sitecustomize.py",
    "sources/subprocess.py",
    "sources/facts/yaml.py",
    "sources/topicpages/__init__.py",
)


def test_programs_planted_among_the_sources_are_told_and_never_run(repository: Repository) -> None:
    for path in PLANTED:
        (repository.root / path).parent.mkdir(exist_ok=True)
        (repository.root / path).write_text(MARK)
    (repository.root / "sources/Makefile").write_text("all:\n\ttouch was-run\n")
    repository.commit()
    merge = repository.merge()
    assert repository.run("scope", merge).outputs == {"scope": "sources"}
    ran = repository.run("changes", merge, scope="sources")
    assert ran.succeeded["Show faults at their lines"] is False
    assert ran.printed.count("title=stray-file::") == len(PLANTED) + 1
    assert list(repository.root.parent.rglob("was-run")) == []


CODE = {
    "a program": "build_pages.py",
    "a module": "topicpages/__init__.py",
    "the tool that tells": "tools/change_scope.py",
    "the tool that takes": "tools/take_sources.py",
}


@pytest.mark.parametrize("changed", CODE.values(), ids=CODE)
def test_a_change_of_code_is_told_as_that_and_even_mistaken_for_sources_none_of_it_runs(
    repository: Repository, changed: str
) -> None:
    path = repository.root / changed
    path.write_text(MARK + path.read_text("utf-8"))
    repository.edit("There are three ferries.", "Three ferries are there.")
    repository.commit()
    merge = repository.merge()
    scope = repository.run("scope", merge)
    assert scope.outputs == {"scope": "code"}
    assert f"\n```\n{changed}: outside sources/\n```\n" in scope.summary
    ran = repository.run("changes", merge, scope="sources")
    assert "1 claim changed" in ran.summary
    assert list(repository.root.parent.rglob("was-run")) == []
    # The host runs a change of code as it is; this shows that the mark above tells something.
    shutil.rmtree(repository.temporary)
    repository.temporary.mkdir()
    repository.git("checkout", "--detach", merge)
    repository.run("changes", merge, scope="code")
    runs = {"tools/change_scope.py": []}.get(changed, [path.with_name("was-run")])
    assert list(repository.root.parent.rglob("was-run")) == runs


def test_a_link_among_the_sources_is_code_and_is_not_taken(repository: Repository) -> None:
    (repository.root / "sources/facts/link.yml").symlink_to("/etc/passwd")
    repository.commit()
    merge = repository.merge()
    scope = repository.run("scope", merge)
    assert scope.outputs == {"scope": "code"}
    why = "sources/facts/link.yml: a link, a submodule or an executable file"
    assert why in scope.summary
    for judged_as in ("sources", "code"):
        ran = repository.run("changes", merge, scope=judged_as)
        assert (ran.printed, ran.summary) == (f"::error title=not taken::{why}\n", "")
        assert ran.succeeded["Take sources/ as it is and as it would be"] is False
        assert not (repository.temporary / "after").exists()
        shutil.rmtree(repository.temporary / "before")
        repository.git("checkout", "--detach", merge)


def test_a_file_name_with_line_ends_and_commands_stays_one_word(repository: Repository) -> None:
    name = "a\n::error::b\n```\n# c\n.yml"
    (repository.root / "sources" / name).write_text("x: y\n")
    (repository.root / "tools" / name).write_text("x: y\n")
    repository.commit()
    merge = repository.merge()
    scope = repository.run("scope", merge)
    shown = "a\\n::error::b\\n```\\n# c\\n.yml"
    assert (
        scope.summary == f"### This pull request changes: code\n```\ntools/{shown}: outside sources/\n```\n"
    )
    ran = repository.run("changes", merge, scope="sources")
    escaped = "sources/a\\u000a%3A%3Aerror%3A%3Ab\\u000a```\\u000a# c\\u000a.yml"
    assert ran.printed.startswith(f"::error file={escaped},line=1,col=1,title=stray-file::")
    assert ran.printed.count("\n") == 1
    fence = "````"
    assert f"{fence}text\nsources/a\\u000a::error::b\\u000a```" in ran.summary


def test_a_file_larger_than_any_that_is_read_is_not_taken(repository: Repository) -> None:
    (repository.root / "sources/facts/giant%\n::error::.yml").write_bytes(b"x" * 1_048_577)
    repository.commit()
    ran = repository.run("changes", repository.merge(), scope="sources")
    why = "sources/facts/giant%25\\n::error::.yml: larger than 1,048,576 bytes"
    assert (ran.printed, ran.summary) == (f"::error title=not taken::{why}\n", "")


def _tree_with(repository: Repository, entry: str) -> str:
    """Return a tree of the target branch in which an entry was added to ``sources``."""
    sources = repository.git("ls-tree", "main:sources")
    inner = repository.git("mktree", given=f"{sources}\n{entry}\n".encode())
    outer = repository.git("ls-tree", "main").splitlines()
    outer = [line for line in outer if not line.endswith("\tsources")]
    given = "\n".join([*outer, f"040000 tree {inner}\tsources", ""])
    return repository.git("mktree", given=given.encode())


@pytest.mark.parametrize("name", ["..", ".", ".git"])
def test_a_path_that_leads_out_of_the_sources_is_code_and_is_not_taken(
    repository: Repository, name: str
) -> None:
    blob = repository.git("hash-object", "-w", "--stdin", given=b"x\n")
    folder = repository.git("mktree", given=f"100644 blob {blob}\tx\n".encode())
    merge = repository.merge_tree(_tree_with(repository, f"040000 tree {folder}\t{name}"))
    assert repository.git("ls-tree", "-r", "--name-only", merge, "sources").count(f"sources/{name}/x") == 1
    assert repository.run("scope", merge).outputs == {"scope": "code"}
    ran = repository.run("changes", merge, scope="sources")
    why = f"sources/{name}/x: no path that a file of the sources has"
    assert (ran.printed, ran.summary) == (f"::error title=not taken::{why}\n", "")
    assert not (repository.temporary / "x").exists()


def test_a_submodule_among_the_sources_is_code_and_is_not_taken(repository: Repository) -> None:
    main = repository.git("rev-parse", "main")
    merge = repository.merge_tree(_tree_with(repository, f"160000 commit {main}\tother"))
    assert repository.run("scope", merge).outputs == {"scope": "code"}
    assert "sources/other: a link, a submodule" in repository.run("changes", merge, scope="sources").printed


def _entry(path: bytes, *, size: int = 1) -> Entry:
    return Entry(b"100644", b"0" * 40, size, path)


def test_very_many_files_or_bytes_are_not_taken() -> None:
    most = "sources: more than 20,000 files or 268,435,456 bytes"
    assert list(reasons(_entry(b"sources/%d" % number) for number in range(20_000))) == []
    assert list(reasons(_entry(b"sources/%d" % number) for number in range(20_001))) == [most]
    assert list(reasons([_entry(b"sources/%d" % number, size=1_048_576) for number in range(257)])) == [most]
    assert list(reasons([_entry(b"sources/evidence.lock.json", size=16_777_216)])) == []


@pytest.mark.parametrize(
    ("path", "plain"),
    [
        (b"sources/a.yml", True),
        (b"sources/facts/\xff\n.yml", True),
        (b"sources", False),
        (b"sources//a", False),
        (b"sources/facts/../../a", False),
        (b"/sources/a", False),
        (b"sources/" + b"a" * 256, False),
    ],
)
def test_a_plain_path_leads_below_the_sources_and_nowhere_else(path: bytes, plain: bool) -> None:  # noqa: FBT001
    assert is_plain_path(path) is plain


# --- what else the workflow says of it ---------------------------------------------------------------------


def _conditions(holds: Callable[[str], bool]) -> set[str]:
    return {name for name, job in JOBS.items() if holds(job.get("if", ""))}


def test_for_sources_alone_every_job_that_runs_code_of_the_project_first_goes_to_the_target_branch() -> None:
    runs_code = {
        name
        for name, job in JOBS.items()
        for step in job["steps"]
        if any(word in step.get("run", "") for word in ("make ", "build_pages.py", "tools/environment.sh"))
    }
    not_for_sources = _conditions(lambda condition: "needs.scope.outputs.scope != 'sources'" in condition)
    assert runs_code == {"changes", "check", "test", "successors"}
    assert not_for_sources == {"check", "successors"}
    for name in runs_code - not_for_sources:
        commands = [step for step in JOBS[name]["steps"] if "run" in step]
        assert commands[0]["if"] == IS_SOURCES
        assert commands[0]["run"].startswith('git checkout --quiet --detach "$GITHUB_SHA^1"')


def test_the_tests_get_the_sources_of_the_change_in_the_code_of_the_target_branch(
    repository: Repository,
) -> None:
    repository.edit("There are three ferries.", "Three ferries are there.")
    (repository.root / "sources/facts/new.yml").write_text("title: New\n")
    repository.commit()
    merge = repository.merge()
    assert list(repository.run("test", merge, scope="sources").succeeded.values()) == [True]
    assert repository.git("rev-parse", "HEAD") == repository.git("rev-parse", "main")
    assert repository.git("status", "--porcelain").split("\n") == [f"M {SHEET}", "?? sources/facts/new.yml"]


def test_a_push_and_the_check_before_publishing_run_all_that_has_no_request_to_compare() -> None:
    waits = {name for name, job in JOBS.items() if job.get("needs") in ("scope", "test")}
    always = _conditions(lambda condition: "!cancelled()" in condition)
    assert waits - always == {"only-sources", "touches-code", "changes"}
