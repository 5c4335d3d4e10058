"""The same sources give the same bytes, whatever the machine, its clock and its settings are."""

import builtins
import operator
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from functools import reduce
from math import fsum
from pathlib import Path

import pytest

from tests.support.miniature import CASES, laid_out
from tests.support.preview import ROOT, environment, project
from tests.support.tree_hash import tree_hash
from topicpages.pipeline import judge
from topicpages.publishing.building import generated

EVERY_KEY = CASES / "a-site-that-uses-every-key-of-the-format-passes"
# Machines that differ in everything at once; where they do not agree, the torture tests say in what.
MACHINES: Mapping[str, Mapping[str, str]] = {
    "in the east": {
        "PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0", "PYTHONOPTIMIZE": "2",
    },
    "in the west": {
        "PYTHONHASHSEED": "4294967295", "TZ": "Pacific/Pago_Pago", "LC_ALL": "C.UTF-8", "LANG": "tr_TR.UTF-8",
        "LANGUAGE": "tr", "HOME": "/nonexistent",
    },
}  # fmt: skip
SETTINGS = {
    f"{name}={value}": {name: value} for machine in MACHINES.values() for name, value in machine.items()
}
UMASKS = (0o000, 0o077)


def run(root: Path, command: str, settings: Mapping[str, str], *, umask: int = 0o022) -> None:
    program = root / "build_pages.py" if (root / "build_pages.py").exists() else ROOT / "build_pages.py"
    ended = subprocess.run(
        [sys.executable, str(program), command, "--root", str(root)],
        env={**environment(), "PYTHONHASHSEED": "0", "TZ": "UTC", **settings},
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


def pages_hash(root: Path, settings: Mapping[str, str], *, umask: int = 0o022) -> str:
    run(root, "build", settings, umask=umask)
    return tree_hash(root / "docs")


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the hash of the pages built without any particular setting."""
    root = tmp_path_factory.mktemp("plain")
    laid_out(EVERY_KEY, root)
    return pages_hash(root, {})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    laid_out(EVERY_KEY, tmp_path)
    return tmp_path


@pytest.mark.parametrize(("machine", "umask"), list(zip(MACHINES, UMASKS, strict=True)))
def test_pages_do_not_depend_on_the_machine(root: Path, machine: str, umask: int, expected: str) -> None:
    assert pages_hash(root, MACHINES[machine], umask=umask) == expected


def test_pages_do_not_depend_on_path_order_or_age_of_their_sources(
    tmp_path: Path, root: Path, expected: str
) -> None:
    other = tmp_path / "a folder, “elsewhere” ü %20"
    reversed_copy(root / "sources", other / "sources")
    assert pages_hash(other, {}) == expected


def reversed_copy(origin: Path, target: Path) -> None:
    """Copy a tree so that its files were made in the opposite order, long ago."""
    for path in sorted(origin.rglob("*"), reverse=True):
        if path.is_file():
            place = target / path.relative_to(origin)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
            os.utime(place, (1, 1))


def test_pages_built_again_over_others_are_those_of_a_clean_build(root: Path, expected: str) -> None:
    sheet = root / "sources/facts/ferries.yml"
    text = sheet.read_text("utf-8")
    sheet.write_text(text.replace("title: Ferries", "title: Boats"), "utf-8")
    assert pages_hash(root, {}) != expected
    sheet.write_text(text, "utf-8")
    assert pages_hash(root, {}) == expected


# --- the whole site, long --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def unbuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a miniature site with everything that its build needs, as it was at one moment."""
    return project(tmp_path_factory.mktemp("unbuilt") / "project")


@pytest.fixture(scope="module")
def expected_site(unbuilt: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    return site_hash(copied(unbuilt, tmp_path_factory.mktemp("plain")), {})


def copied(unbuilt: Path, folder: Path) -> Path:
    return Path(shutil.copytree(unbuilt, folder / "project"))


def site_hash(root: Path, settings: Mapping[str, str], *, umask: int = 0o022) -> str:
    run(root, "site", settings, umask=umask)
    return tree_hash(root / "site")


@pytest.mark.torture
@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS.keys())
def test_the_site_does_not_depend_on_a_setting(
    unbuilt: Path, tmp_path: Path, settings: Mapping[str, str], expected_site: str
) -> None:
    assert site_hash(copied(unbuilt, tmp_path), settings) == expected_site


@pytest.mark.torture
@pytest.mark.parametrize("umask", UMASKS)
def test_the_site_does_not_depend_on_the_umask(
    unbuilt: Path, tmp_path: Path, umask: int, expected_site: str
) -> None:
    assert site_hash(copied(unbuilt, tmp_path), {}, umask=umask) == expected_site


@pytest.mark.torture
def test_the_site_does_not_depend_on_path_order_or_age_of_what_it_is_made_of(
    unbuilt: Path, tmp_path: Path, expected_site: str
) -> None:
    other = tmp_path / "a folder, “elsewhere” ü"
    reversed_copy(unbuilt, other)
    assert site_hash(other, {}) == expected_site


def left_to_right(numbers: Iterable[float], start: float = 0) -> float:
    """Add as ``sum`` does up to Python 3.11, losing to rounding on the way."""
    return reduce(operator.add, numbers, start)


def without_loss(numbers: Iterable[float], start: float = 0) -> float:
    """Add as ``sum`` does from Python 3.12 on, or better."""
    added = [start, *numbers]
    return fsum(added) if any(isinstance(number, float) for number in added) else left_to_right(added)


def test_pages_do_not_hang_on_how_python_adds_fractions(monkeypatch: pytest.MonkeyPatch) -> None:
    site = judge(ROOT)
    built = []
    for adding in (left_to_right, without_loss):
        monkeypatch.setattr(builtins, "sum", adding)
        built.append(generated(site))
    assert [path for path in built[0] if built[0][path] != built[1][path]] == []
