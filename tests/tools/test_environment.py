"""Set-up installs what the locks name, whatever was released since; a line says what it does or lacks."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.metadata import distribution, distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.package_index import Wheel, serving

ROOT = Path(__file__).parents[2]
UV = ROOT / ".venv-uv/bin/uv"
# The interpreter that environments are made from: the one of an environment has no pip.
PYTHON = f"{sys.base_prefix}/bin/python3.{sys.version_info.minor}"
LOCK, UV_LOCK = "requirements/dev.txt", "requirements/uv.txt"
LISTING_LOCK = "requirements/sbom.txt"
NEWER = "9999.0"
NOBODY = "http://127.0.0.1:9/simple/"

_PIN = re.compile(
    r"^(?P<pin>(?P<name>[a-z0-9-]+)(?:\[[a-z,-]+\])?==(?P<version>\S+)(?: ; [^\\]+?)?) \\$", re.MULTILINE
)


def locked_packages(lock: str) -> Iterator[tuple[str, Wheel]]:
    """Yield each pin of a lock with a package like the one it names: that name, version, needs and extras.

    What is installed here tells the needs; a package for another platform gets none.
    """
    here = {canonicalize_name(found.name): found for found in distributions()}
    for match in _PIN.finditer((ROOT / lock).read_text("utf-8")):
        found = here.get(canonicalize_name(match["name"]))
        needs = found.requires or [] if found else []
        extras = found.metadata.get_all("Provides-Extra") or [] if found else []
        yield match["pin"], Wheel(match["name"], match["version"], tuple(needs), tuple(extras))


def lock_text(packages: Mapping[str, Wheel]) -> str:
    """Return a lock with these pins and the hashes of the packages beside them."""
    return "".join(f"{pin} \\\n    --hash=sha256:{wheel.sha256}\n" for pin, wheel in packages.items())


def newer(wheel: Wheel) -> Wheel:
    return Wheel(wheel.name, NEWER, wheel.requires, wheel.extras)


def wanted_here(packages: Mapping[str, Wheel]) -> dict[str, str]:
    """Return the versions by name that the pins mean on this platform."""
    pins = {Requirement(pin): wheel.version for pin, wheel in packages.items()}
    return {
        canonicalize_name(pin.name): version
        for pin, version in pins.items()
        if pin.marker is None or pin.marker.evaluate()
    }


def installed(environment: Path) -> dict[str, str]:
    """Return the versions by name that stand in an environment, pip apart."""
    packages = next(environment.glob("lib/python3.*/site-packages"))
    found = {canonicalize_name(one.name): one.version for one in distributions(path=[str(packages)])}
    return {name: version for name, version in found.items() if name not in ("pip", "setuptools")}


class Clone:
    """A clone with nothing but its set-up and two locks, on a machine whose pip is set to one index."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index = NOBODY
        self.packages = dict(locked_packages(LOCK))
        assert UV.is_file(), f"{UV} is not there: run tools/environment.sh .venv-uv {UV_LOCK}"
        # The real uv, in a package of the name and version that the lock wants.
        through = {"uv": f'#!/bin/sh\nexec "{UV}" "$@"\n'}
        self.uv = {
            pin: Wheel(wheel.name, wheel.version, programs=through) for pin, wheel in locked_packages(UV_LOCK)
        }
        for path in ("tools", "requirements", "home"):
            (folder / path).mkdir(parents=True)
        shutil.copy2(ROOT / "tools/environment.sh", folder / "tools")
        (folder / LOCK).write_text(lock_text(self.packages), "utf-8")
        (folder / UV_LOCK).write_text(lock_text(self.uv), "utf-8")

    @property
    def released(self) -> list[Wheel]:
        """What the index has: what was locked and, of each package, a newer release."""
        locked = [*self.packages.values(), *self.uv.values()]
        return [*locked, *map(newer, locked)]

    @property
    def environment(self) -> dict[str, str]:
        """The variables of a machine that has only this index, and caches of its own."""
        inherited = {name: value for name, value in os.environ.items() if not re.match("PIP_|UV_", name)}
        home = str(self.folder.parent / "home")
        ours = {"HOME": home, "XDG_CACHE_HOME": f"{home}/.cache", "PIP_CONFIG_FILE": os.devnull}
        return {**inherited, **ours, "PIP_INDEX_URL": self.index, "PYTHON": PYTHON}

    def set_up(self, **environment: str) -> tuple[int, str, str]:
        """Run the set-up and return its status and what it printed to both streams."""
        ended = subprocess.run(
            ["tools/environment.sh", ".venv", LOCK],
            cwd=self.folder,
            env={**self.environment, **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        return ended.returncode, ended.stdout, ended.stderr


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone(tmp_path / "clone")


def said(*, uv: bool = True) -> str:
    """Return what a set-up prints that had to install, with or without its installer."""
    version = ".".join(map(str, sys.version_info[:3]))
    uv_line = "set-up: uv, which installs what the locks name, in .venv-uv\n" if uv else ""
    return f"{uv_line}set-up: Python {version} and what {LOCK} names, in .venv\n"


def test_set_up_installs_what_the_lock_names_whatever_was_released_since(clone: Clone) -> None:
    with serving(clone.released) as clone.index:
        assert clone.set_up() == (0, said(), "")
    assert installed(clone.folder / ".venv") == wanted_here(clone.packages)
    assert installed(clone.folder / ".venv-uv") == wanted_here(clone.uv)


def test_pip_by_itself_installs_what_a_lock_with_extras_names_too(clone: Clone) -> None:
    clone.packages = dict(locked_packages(LISTING_LOCK))
    (clone.folder / LISTING_LOCK).write_text(lock_text(clone.packages), "utf-8")
    assert any("[" in pin for pin in clone.packages)
    with serving(clone.released) as clone.index:
        for command in (
            [PYTHON, "-m", "venv", ".venv"],
            [".venv/bin/python", "-m", "pip", "install", "--quiet", "--require-hashes", "-r", LISTING_LOCK],
        ):
            subprocess.run(command, cwd=clone.folder, env=clone.environment, check=True)
    assert installed(clone.folder / ".venv") == wanted_here(clone.packages)


def test_what_is_installed_is_left_alone_and_needs_no_network(clone: Clone) -> None:
    with serving(clone.released) as clone.index:
        clone.set_up()
    assert clone.set_up() == (0, "", "")


def test_what_was_downloaded_once_is_installed_again_without_network(clone: Clone) -> None:
    with serving(clone.released) as clone.index:
        clone.set_up()
    shutil.rmtree(clone.folder / ".venv")
    assert clone.set_up() == (0, said(uv=False), "")
    assert installed(clone.folder / ".venv") == wanted_here(clone.packages)


def test_a_clone_that_was_moved_gets_programs_that_start(clone: Clone) -> None:
    with serving(clone.released) as clone.index:
        clone.set_up()
        clone.folder = clone.folder.rename(clone.folder.with_name("moved"))
        assert clone.set_up() == (0, said(), "")
    assert installed(clone.folder / ".venv") == wanted_here(clone.packages)


def test_a_lock_that_changed_is_installed_and_what_it_no_longer_names_goes(clone: Clone) -> None:
    with serving(clone.released) as clone.index:
        clone.set_up()
        pin = next(pin for pin, wheel in clone.packages.items() if wheel.name == "zizmor")
        wheel = newer(clone.packages.pop(pin))
        del clone.packages[next(pin for pin in clone.packages if pin.startswith("ruff=="))]
        clone.packages[f"zizmor=={NEWER}"] = wheel
        (clone.folder / LOCK).write_text(lock_text(clone.packages), "utf-8")
        assert clone.set_up() == (0, said(uv=False), "")
    assert installed(clone.folder / ".venv") == wanted_here(clone.packages)


def no_index(lock: str, log: str) -> str:
    """Return the line that a set-up ends with when there is no network and ``lock`` was never installed."""
    what = f"error: no package index answers, so {lock} is not installed"
    remedy = (
        f"(connect this machine, or name a mirror in PIP_INDEX_URL, then run this again; {log} tells more)"
    )
    return f"{what} {remedy}\n"


def test_without_network_a_new_clone_says_so_in_a_line_and_what_to_do(clone: Clone) -> None:
    uv_line = said().splitlines(keepends=True)[0]
    assert clone.set_up() == (1, uv_line, no_index(UV_LOCK, ".cache/set-up-venv-uv.log"))


def test_without_network_a_lock_whose_packages_are_not_here_says_the_same(clone: Clone) -> None:
    with serving(clone.uv.values()) as clone.index:
        clone.set_up()
    assert clone.set_up() == (1, said(uv=False), no_index(LOCK, ".cache/set-up-venv.log"))


def test_a_package_that_is_not_there_for_this_python_is_told_with_what_to_do(clone: Clone) -> None:
    pin, wheel = next((pin, wheel) for pin, wheel in clone.packages.items() if wheel.name == "pytest")
    clone.packages[pin] = replace(wheel, tag="cp27-cp27mu-manylinux1_x86_64")
    (clone.folder / LOCK).write_text(lock_text(clone.packages), "utf-8")
    with serving(clone.released) as clone.index:
        status, _, told = clone.set_up()
    version = ".".join(map(str, sys.version_info[:3]))
    what = f"error: {LOCK} has a package that is not there for Python {version} on this machine"
    log = ".cache/set-up-venv.log"
    remedy = f"(name another Python, such as PYTHON=python3.14; {log} tells which package)"
    assert (status, told) == (1, f"{what} {remedy}\n")


def python_that_says(folder: Path, name: str, minor: int) -> None:
    """Put a program into ``folder`` that is the interpreter of these tests under another version."""
    folder.mkdir(exist_ok=True)
    code = f"import sys; sys.version_info = (3, {minor}, 0); exec(sys.argv.pop(1))"
    asked = f'if [ "$1" = -c ]; then shift; exec "{PYTHON}" -c "{code}" "$@"; fi'
    told = f'if [ "$1" = --version ]; then echo "Python 3.{minor}.0"; exit; fi'
    makes = f'if [ "$2" = venv ]; then echo 3.{minor} >"{folder}/taken"; fi'
    (folder / name).write_text(f'#!/bin/sh\n{asked}\n{told}\n{makes}\nexec "{PYTHON}" "$@"\n', "utf-8")
    (folder / name).chmod(0o755)


@pytest.mark.parametrize(
    ("there", "taken"),
    [
        ({"python3": 11}, 11),
        ({"python3": 10, "python3.12": 12}, 12),
        ({"python3": 99, "python3.13": 13}, 13),
        ({"python3": 98}, 98),
    ],
)
def test_a_tested_python_is_taken_before_one_that_is_too_old_or_newer(
    clone: Clone, tmp_path: Path, there: dict[str, int], taken: int
) -> None:
    every = {f"python3.{minor}": 9 for minor in (14, 13, 12, 11)}  # hides those of this machine
    for name, minor in {**every, **there}.items():
        python_that_says(tmp_path / "bin", name, minor)
    with serving(clone.released) as clone.index:
        status, _, _ = clone.set_up(PATH=f"{tmp_path}/bin:{os.environ['PATH']}", PYTHON="")
    assert (status, (tmp_path / "bin/taken").read_text("utf-8")) == (0, f"3.{taken}\n")


def test_an_environment_of_another_python_than_the_named_is_made_anew(clone: Clone, tmp_path: Path) -> None:
    python_that_says(tmp_path / "bin", "python3.99", 99)
    with serving(clone.released) as clone.index:
        clone.set_up()
        (clone.folder / ".venv/of-before").touch()
        assert clone.set_up(PYTHON=f"{tmp_path}/bin/python3.99") == (0, said(uv=False), "")
    assert (tmp_path / "bin/taken").read_text("utf-8") == "3.99\n"
    assert not (clone.folder / ".venv/of-before").exists()
    assert installed(clone.folder / ".venv") == wanted_here(clone.packages)


def test_a_python_that_is_not_there_is_told_also_when_everything_is_installed(clone: Clone) -> None:
    with serving(clone.released) as clone.index:
        clone.set_up()
    missing = "error: “/nowhere/python3” is not on this machine (apt-get install python3 python3-venv)\n"
    assert clone.set_up(PYTHON="/nowhere/python3") == (1, "", missing)


def test_an_installation_that_stopped_does_not_pass_for_the_one_before(clone: Clone) -> None:
    with serving(clone.released) as clone.index:
        clone.set_up()
        (clone.folder / LOCK).write_text(f"zizmor==9998.0 \\\n    --hash=sha256:{'0' * 64}\n", "utf-8")
        assert clone.set_up()[0] == 1
        shutil.rmtree(next((clone.folder / ".venv").glob("lib/python3.*/site-packages/pydantic-*")))
        (clone.folder / LOCK).write_text(lock_text(clone.packages), "utf-8")
        assert clone.set_up() == (0, said(uv=False), "")
    assert installed(clone.folder / ".venv") == wanted_here(clone.packages)


def test_the_password_of_an_index_is_neither_printed_nor_kept(clone: Clone) -> None:
    with serving(clone.uv.values()) as clone.index:
        clone.set_up()
    clone.index = NOBODY.replace("http://", "http://me:s3cret@")
    assert clone.set_up() == (1, said(uv=False), no_index(LOCK, ".cache/set-up-venv.log"))
    assert "s3cret" not in (clone.folder / ".cache/set-up-venv.log").read_text("utf-8")


def test_without_a_python_that_is_new_enough_it_is_said_which_is_needed(clone: Clone, tmp_path: Path) -> None:
    python_that_says(tmp_path / "bin", "python3.9", 9)
    status, out, told = clone.set_up(PATH=f"{tmp_path}/bin:{os.environ['PATH']}", PYTHON="python3.9")
    remedy = "(apt-get install python3.11 python3.11-venv, or name another: make PYTHON=…)"
    assert (status, out, told) == (
        1,
        "",
        f"error: “python3.9” is Python 3.9.0, but 3.11 or later is needed {remedy}\n",
    )


def test_a_package_that_is_not_the_locked_one_to_the_last_byte_is_not_installed(clone: Clone) -> None:
    pin, wheel = next((pin, wheel) for pin, wheel in clone.packages.items() if wheel.name == "pytest")
    forged = Wheel(wheel.name, wheel.version, wheel.requires, wheel.extras, {"pytest": "#!/bin/sh\n"})
    with serving([forged, *(one for one in clone.released if one != wheel)]) as clone.index:
        status, _, told = clone.set_up()
    assert status == 1
    assert f"Hash mismatch for `{pin}`" in told
    where = "(above is what the installer said, .cache/set-up-venv.log has all of it)"
    assert told.splitlines()[-1] == f"error: {LOCK} was not installed {where}"
    assert installed(clone.folder / ".venv") == {}


def test_a_python_without_pip_is_given_one_for_the_installer_alone(clone: Clone) -> None:
    (clone.folder.parent / "bare").mkdir()
    subprocess.run([PYTHON, "-m", "venv", "--without-pip", clone.folder.parent / "bare"], check=True)
    with serving(clone.released) as clone.index:
        assert clone.set_up(PYTHON=f"{clone.folder.parent}/bare/bin/python") == (0, said(), "")
    assert [(clone.folder / one / "bin/pip3").exists() for one in (".venv-uv", ".venv")] == [True, False]
    assert installed(clone.folder / ".venv") == wanted_here(clone.packages)


@pytest.mark.parametrize("home", ["", os.devnull, "closed"])
def test_a_home_that_is_not_there_or_cannot_be_written_in_is_not_needed(
    clone: Clone, tmp_path: Path, home: str
) -> None:
    if home == "closed":
        (tmp_path / "closed/.cache/uv").mkdir(parents=True)
        (tmp_path / "closed/.cache/uv").chmod(0o555)
        home = str(tmp_path / "closed")
    with serving(clone.released) as clone.index:
        assert clone.set_up(HOME=home, XDG_CACHE_HOME="") == (0, said(), "")
    assert installed(clone.folder / ".venv") == wanted_here(clone.packages)
    assert (clone.folder / ".cache/uv").is_dir() or (os.geteuid() == 0 and "closed" in home)


def test_an_environment_that_was_not_finished_is_made_whole(clone: Clone) -> None:
    with serving(clone.released) as clone.index:
        clone.set_up()
        shutil.rmtree(next((clone.folder / ".venv").glob("lib/python3.*/site-packages")))
        assert clone.set_up() == (0, said(uv=False), "")
    assert installed(clone.folder / ".venv") == wanted_here(clone.packages)


def test_the_theme_advertises_nothing_between_our_lines() -> None:
    # As MkDocs is started by hand: by its program, in the environment that the set-up made.
    without = {name: value for name, value in os.environ.items() if name != "NO_MKDOCS_2_WARNING"}
    code = "import sys; sys.argv = ['mkdocs']; import material.templates"
    ended = subprocess.run(
        [sys.executable, "-c", code], env=without, capture_output=True, text=True, check=True
    )
    assert (ended.stdout, ended.stderr) == ("", "")


def test_what_is_installed_here_is_what_the_lock_names() -> None:
    names = {Requirement(pin).name for pin, _ in locked_packages(LOCK)}
    here = {name: distribution(name).version for name in wanted_here(dict(locked_packages(LOCK)))}
    assert here == wanted_here(dict(locked_packages(LOCK)))
    assert {"mkdocs", "pytest"} < names
    # A pin that is written in a way not known here would be passed over.
    assert len(dict(locked_packages(LOCK))) == (ROOT / LOCK).read_text("utf-8").count("==")
