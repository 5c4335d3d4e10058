"""Breaks the modules that hold hostile input back, one small change at a time, and runs their tests on each.

usage: python -m tools.mutants [--share N] [--seed N] [--module PATH]

A change that no test notices has survived. Survivors that change nothing anybody could see are explained in
``tests/survivors.yml``; any other one, and an explanation of one that is killed, gives exit status 1. With
``--share`` only that many changes are tried, chosen by ``--seed``.

Nothing is written: each change is made in a process of its own, forked from this one, which has loaded the
libraries but no module of the program.
"""

import argparse
import ast
import contextlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import random
import resource
import signal
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType

import hypothesis
import jinja2
import markdown
import playwright.sync_api
import pydantic
import pytest
import selectolax.lexbor
import yaml

from tools.mutations import Mutation, mutations_of

ROOT = Path(__file__).parents[1]
SURVIVORS = ROOT / "tests/survivors.yml"
# Loaded once, before the first fork.
WARM = (hypothesis, jinja2, markdown, playwright.sync_api, pydantic, selectolax.lexbor)
_SECONDS = 120
_KINDS = ("not hypothesis", "hypothesis")
_KILLED, _SURVIVED = 0, 9

# What keeps hostile input harmless, and the tests that must notice when it does not; the quickest come first.
_WRITE = ("publishing/test_write.py",)
GUARDS: Mapping[str, Sequence[str]] = {
    "pages/markdown": ("pages/test_markdown.py",),
    "language/characters": ("language/test_characters.py", "pages/test_markdown.py"),
    "sources/urls": ("sources/test_urls.py",),
    "sources/ids": ("sources/test_ids.py",),
    "sources/yaml_reader": ("sources/test_yaml_reader.py", "test_cases.py"),
    "editing/fetching/robots": ("editing/fetching/test_robots.py",),
    "sources/files": ("sources/test_files.py", "test_cases.py"),
    "pages/render/reporting": ("pages/test_reporting.py",),
    "evidence/comparing/markup": ("evidence/test_comparing.py",),
    "publishing/write/__init__": _WRITE,
    "publishing/write/carry_out": _WRITE,
    "publishing/write/disk": _WRITE,
    "publishing/write/faults": _WRITE,
    "publishing/write/mutex": _WRITE,
    "publishing/write/paths": _WRITE,
    "publishing/write/plan": _WRITE,
    "publishing/write/state": _WRITE,
}


class _MutantFinder(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Loads one module from a changed text, and leaves all others to Python."""

    def __init__(self, module: str, tree: ast.Module) -> None:
        self._name = dotted(module)
        self._tree = tree

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        del path, target
        if fullname != self._name:
            return None
        spec = importlib.util.spec_from_loader(fullname, self, is_package=self.is_package(fullname))
        if spec is not None and self.is_package(fullname):
            spec.submodule_search_locations = [str(ROOT.joinpath(*fullname.split(".")))]
        return spec

    def is_package(self, fullname: str) -> bool:
        return ROOT.joinpath(*fullname.split("."), "__init__.py").is_file()

    def get_source(self, fullname: str) -> str:
        del fullname
        return ast.unparse(self._tree)

    def exec_module(self, module: ModuleType) -> None:
        name = module.__name__
        file = ROOT.joinpath(*name.split("."), *(["__init__"] if self.is_package(name) else []))
        module.__file__ = f"{file.with_suffix('.py') if file.name != '__init__' else file}"
        exec(compile(self._tree, module.__file__, "exec"), vars(module))  # noqa: S102 -- our own text, changed


def dotted(module: str) -> str:
    """Return the name by which the ``module`` of a path is imported."""
    return f"topicpages.{module.removesuffix('/__init__').replace('/', '.')}"


def source_of(module: str) -> str:
    """Return the text of a guard."""
    return ROOT.joinpath("topicpages", f"{module}.py").read_text("utf-8")


def mutations() -> Iterator[Mutation]:
    """Yield every change of every guard."""
    for module in GUARDS:
        yield from mutations_of(module, source_of(module))


def survives(module: str, tree: ast.Module) -> bool:
    """Tell whether all tests of ``module`` pass with ``tree`` in its place."""
    child = os.fork()
    if child == 0:
        status = _KILLED
        with contextlib.suppress(BaseException):
            status = _SURVIVED if _tests_pass(module, tree) else _KILLED
        os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == _SURVIVED


def _tests_pass(module: str, tree: ast.Module) -> bool:
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    # A change may make a loop endless or eat all memory: both are noticed.
    signal.alarm(_SECONDS)
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    sys.meta_path.insert(0, _MutantFinder(module, tree))
    hypothesis.settings.register_profile(
        "mutants",
        database=None,
        derandomize=True,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
    )
    tests = [str(ROOT / "tests" / name) for name in GUARDS[module]]
    options = ["-x", "-q", "-p", "no:cacheprovider", "--hypothesis-profile=mutants"]
    # Hypothesis is loaded already, which pytest would warn of.
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
    # Examples first: they need a tenth of the time, and most changes go no further.
    good = (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)
    return all(pytest.main([*options, "-m", f"not torture and {kind}", *tests]) in good for kind in _KINDS)


def explained() -> Mapping[str, str]:
    """Return why each explained survivor changes nothing, by the name of its mutation."""
    groups = yaml.safe_load(SURVIVORS.read_text("utf-8"))
    return {name: group["why"] for group in groups for name in group["mutants"]}


def tried(chosen: Sequence[Mutation]) -> tuple[Counter[str], list[str]]:
    """Try changes; return how many were killed and survived, and those that were not as explained."""
    known, counts, wrong = explained(), Counter[str](), []
    for number, mutation in enumerate(chosen, start=1):
        if sys.stderr.isatty():
            print(f"\r\033[K{number} of {len(chosen)}", end="\r", file=sys.stderr, flush=True)
        survived = survives(mutation.module, mutation.tree())
        counts[f"{mutation.module} {'survived' if survived else 'killed'}"] += 1
        if survived != (mutation.name in known):
            told = "survived" if survived else "explained, but killed"
            wrong.append(f"{told}: {mutation.name}")
            print(wrong[-1], flush=True)
    return counts, wrong


def main() -> int:
    """Try the changes, print what became of them, and return the exit status."""
    parser = argparse.ArgumentParser(description="Run the tests on broken copies of what guards the site.")
    parser.add_argument("--share", type=int, help="how many changes to try (default: all)")
    parser.add_argument("--seed", type=int, default=1, help="which ones")
    parser.add_argument("--module", choices=sorted(GUARDS), help="only those of one module")
    asked = parser.parse_args()
    chosen = [one for one in mutations() if asked.module in (None, one.module)]
    if asked.share is not None:
        chosen = random.Random(asked.seed).sample(chosen, min(asked.share, len(chosen)))  # noqa: S311
    for module in sorted({one.module for one in chosen}):
        # Else every change would count as noticed.
        if not survives(module, ast.parse(source_of(module))):
            print(f"{dotted(module)}: its tests fail as it is")
            return 1
    counts, wrong = tried(chosen)
    for module in GUARDS:
        killed, survived = counts[f"{module} killed"], counts[f"{module} survived"]
        if killed + survived:
            print(f"{dotted(module)}: {killed} killed, {survived} survived")
    print(f"{len(chosen)} changes: {len(wrong)} not as explained in {SURVIVORS.relative_to(ROOT)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
