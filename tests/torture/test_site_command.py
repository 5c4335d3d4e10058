"""The whole ``site`` command, killed at any moment, four times at once, and on a disk that is full.

Bounded by ``COMMAND_KILLS``, seeded by ``SEED``. The killing is done by this same file run as a program of
its own, which forks: a test runner has threads, and must not.
"""

import io
import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout
from functools import partial
from pathlib import Path

import pytest

from build_pages import main
from tests.support.killing import killed_after, killed_before_step
from tests.support.preview import ROOT, environment, project
from tests.support.tree_hash import tree_hash

SHEET = "sources/facts/ferries.yml"
TITLES = ("Ferries", "Boats")
SEED = int(os.environ.get("SEED", "1"))
KILLS = int(os.environ.get("COMMAND_KILLS", "200"))
STRIDE = 5
MUST_BE_NONE = ("torn sites", "litter", "unlike a clean build")

Kill = Callable[[Callable[[], None]], bool | None]


class Project:
    """A miniature site with two states of its sources; ``wholes`` are the hashes of their finished sites."""

    def __init__(self, folder: Path) -> None:
        self.root = project(folder / "root")
        self.target = self.root / "site"
        self.wholes = [self.clean(turn) for turn in range(len(TITLES))]
        self.names = self.names_now()

    def edit(self, turn: int) -> None:
        """Give the sources the other state, or the first one again."""
        sheet = self.root / SHEET
        _, rest = sheet.read_text("utf-8").split("\n", 1)
        sheet.write_text(f"title: {TITLES[turn % len(TITLES)]}\n{rest}", "utf-8")

    def clean(self, turn: int) -> str:
        """Build that state without being disturbed, and return the hash of its site."""
        self.edit(turn)
        self.run("site")
        return tree_hash(self.target)

    def run(self, command: str) -> None:
        """Run a command that must succeed."""
        with redirect_stdout(io.StringIO()) as printed:
            status = main([command, "--root", str(self.root)])
        assert status == 0, printed.getvalue()

    def is_whole(self) -> bool:
        """Tell whether the site is one of the two, to the last bit of each file and its mode."""
        return self.target.exists() and tree_hash(self.target) in self.wholes

    def names_now(self) -> set[str]:
        """Return what stands in the root and in our own folder there."""
        return {place.name for place in (*self.root.iterdir(), *(self.root / ".topicpages").iterdir())}


def kill_commands(folder: Path, kills: Iterable[Kill]) -> Counter[str]:
    """Kill the command as each of ``kills`` says until it says nothing; after each, start again and look."""
    made, counts = Project(folder), Counter[str]()
    turn, waiting = 0, list(kills)
    while waiting:
        made.edit(turn + 1)
        was_killed = waiting[0](partial(made.run, "site"))
        if was_killed is None:
            del waiting[0]
            continue
        turn += 1
        counts["kills" if was_killed else "too late"] += 1
        counts["away for a moment"] += not made.target.exists()
        counts["torn sites"] += made.target.exists() and not made.is_whole()
        made.run("build")
        counts["torn sites"] += not made.is_whole()
        counts["litter"] += made.names_now() != made.names
    counts["unlike a clean build"] += made.clean(0) != made.wholes[0]
    return counts


def at_random(*, kills: int, seed: int) -> Kill:
    """Return what kills that often, at moments that soon cover a whole build."""
    chance, done, longest = random.Random(seed), 0, 1_500_000.0

    def kill(work: Callable[[], None]) -> bool | None:
        nonlocal done, longest
        if done == kills:
            return None
        was_killed = killed_after(chance.uniform(0, longest), work)
        longest *= 1.03 if was_killed else 0.9
        done += was_killed
        return was_killed

    return kill


def before_each_step(*, stride: int) -> Kill:
    """Return what kills before the first change of the disk, then ``stride`` later each time."""
    step: int | None = 1

    def kill(work: Callable[[], None]) -> bool | None:
        nonlocal step
        if step is None:
            return None
        was_killed = killed_before_step(step, work)
        step = step + stride if was_killed else None
        return was_killed

    return kill


def counted(folder: Path, *, kills: int, stride: int) -> dict[str, int]:
    """Kill in a program of its own, print what it counted, and return that."""
    command = [sys.executable, __file__, str(folder), str(kills), str(stride), str(SEED)]
    # What a killed build leaves in the system's folder for such things is not the site's.
    (folder / "tmp").mkdir()
    told = {**environment(), "PYTHONPATH": str(ROOT), "TMPDIR": str(folder / "tmp")}
    ended = subprocess.run(command, check=False, capture_output=True, text=True, env=told)
    assert ended.returncode == 0, ended.stderr
    found: dict[str, int] = json.loads(ended.stdout)
    what = ", ".join(f"{what} {number}" for what, number in found.items())
    sys.stdout.write(f"\nkills of the site command, seed {SEED}: {what}\n")
    return found


def assert_nothing_lost(found: dict[str, int], *, kills: int) -> None:
    assert {what: found[what] for what in MUST_BE_NONE} == dict.fromkeys(MUST_BE_NONE, 0)
    assert found["kills"] >= kills


def test_a_site_command_that_is_killed_leaves_the_old_site_or_the_new_one(tmp_path: Path) -> None:
    assert_nothing_lost(counted(tmp_path, kills=2, stride=250), kills=4)


@pytest.mark.torture
def test_no_kill_of_the_site_command_among_many_tears_the_site(tmp_path: Path) -> None:
    assert_nothing_lost(counted(tmp_path, kills=KILLS, stride=STRIDE), kills=KILLS + 20)


# ---- four at once, and full disks ------------------------------------------------------------------------


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path / "project")


def started(root: Path, *limit: str) -> subprocess.Popen[str]:
    command = [*limit, sys.executable, str(root / "build_pages.py"), "site", "--root", str(root)]
    return subprocess.Popen(
        command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def finished(root: Path, *limit: str) -> tuple[int, str]:
    running = started(root, *limit)
    printed, _ = running.communicate()
    return running.returncode, printed


def names(root: Path) -> list[str]:
    return sorted(place.name for place in (*root.iterdir(), *(root / ".topicpages").iterdir()))


def test_of_four_site_commands_at_once_one_builds_and_the_others_are_told_to_wait(root: Path) -> None:
    running = [started(root) for _ in range(4)]
    printed = [one.communicate()[0] for one in running]
    statuses = sorted(one.returncode for one in running)
    assert statuses[0] == 0, printed
    assert set(statuses) <= {0, 3}
    assert not any("Traceback" in text for text in printed)
    site, left = tree_hash(root / "site"), names(root)
    assert finished(root)[0] == 0
    assert (tree_hash(root / "site"), names(root)) == (site, left)


def test_a_disk_that_takes_no_large_file_keeps_the_old_site_and_says_why_in_a_line(root: Path) -> None:
    assert finished(root)[0] == 0
    site, left = tree_hash(root / "site"), names(root)
    sheet = (root / SHEET).read_text("utf-8")
    (root / SHEET).write_text(sheet.replace(TITLES[0], TITLES[1]), "utf-8")
    status, printed = finished(root, "sh", "-c", 'ulimit -f 128; exec "$@"', "sh")
    assert (status, "Traceback" in printed) == (1, False), printed
    assert "error[mkdocs-failed]: MkDocs did not build the site (see what it printed)" in printed
    assert "MkDocs stopped: [Errno 27] File too large" in printed
    assert (tree_hash(root / "site"), names(root)) == (site, left)
    assert finished(root)[0] == 0
    assert TITLES[1] in (root / "site/topics/ferries/index.html").read_text("utf-8")
    assert names(root) == left


@pytest.mark.torture
@pytest.mark.parametrize("kib", [64, 256, 512, 1024, 2048, 3072, 4096, 5120, 6144])
def test_a_full_disk_keeps_the_old_site_and_says_why_in_a_line(open_root: Path, kib: int) -> None:
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "none", open_root], check=False, capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip("NOT RUN: only root can mount a small disk")
    try:
        small = project(open_root / "project")
        assert finished(small)[0] == 0
        site, left = tree_hash(small / "site"), names(small)
        (small / SHEET).write_text((small / SHEET).read_text("utf-8").replace(*TITLES), "utf-8")
        disk = os.statvfs(small)
        room = disk.f_bavail * disk.f_frsize - kib * 1024
        (open_root / "everything").write_bytes(bytes(room))
        status, printed = finished(small)
        assert (status, "Traceback" in printed) in ((1, False), (0, False)), printed
        if status == 1:
            assert (tree_hash(small / "site"), names(small)) == (site, left), printed
        (open_root / "everything").unlink()
        assert finished(small)[0] == 0
        assert names(small) == left
        assert TITLES[1] in (small / "site/topics/ferries/index.html").read_text("utf-8")
    finally:
        subprocess.run(["umount", "--lazy", open_root], check=True)


if __name__ == "__main__":
    asked_kills, asked_stride, asked_seed = map(int, sys.argv[2:])
    moments = (at_random(kills=asked_kills, seed=asked_seed), before_each_step(stride=asked_stride))
    sys.stdout.write(json.dumps(kill_commands(Path(sys.argv[1]), moments)))
