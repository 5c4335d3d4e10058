"""Builds that are killed: at random moments, and before each single step.

Bounded by ``KILLS`` (pages) and ``SITE_KILLS`` (sites), seeded by ``SEED``. The killing is done by this
same file run as a program of its own, which forks: a test runner has threads, and must not.
"""

import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.support.killing import killed_after, killed_before_step
from topicpages.publishing import exchange as publish
from topicpages.publishing.exchange import MARKER, build_site, recover
from topicpages.publishing.write import acquire, write_pages
from topicpages.publishing.write.paths import folders_of

PROJECT = Path(__file__).parents[2]
HAND_MADE = {"index.md": "Home, by hand\n", "topics/mine.md": "by hand too\n", "notes/kept.txt": "kept\n"}
PLACES = (
    *(f"{folder}/{n}.md" for folder in ("topics", "a", "a/b") for n in range(5)),
    "about.md",
    "data.json",
)
SITE_FILES = 12

Pages = dict[str, str]


# ---- what is built, and what must then be there --------------------------------------------------------


def some_pages(chance: random.Random) -> Pages:
    """Return a page set of which each text tells by its first line whether it is whole."""
    chosen = chance.sample(PLACES, chance.randint(0, len(PLACES)))
    return {path: whole(chance.randbytes(chance.choice((1, 200, 20_000))).hex()) for path in sorted(chosen)}


def whole(text: str) -> str:
    return f"{hashlib.sha256(text.encode()).hexdigest()}\n{text}"


def is_whole(text: str) -> bool:
    first, _, rest = text.partition("\n")
    return first == hashlib.sha256(rest.encode()).hexdigest()


def put_by_hand(root: Path) -> None:
    for path, text in HAND_MADE.items():
        place = root / "docs" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
        os.utime(place, ns=(1, 1))


def by_hand(root: Path) -> dict[str, tuple[str, int, int]]:
    """Return text, time and mode of each file that the editor made."""
    places = {path: root / "docs" / path for path in HAND_MADE}
    return {
        path: (place.read_text(), place.lstat().st_mtime_ns, place.lstat().st_mode)
        for path, place in places.items()
    }


def torn(root: Path) -> list[str]:
    """Return each generated page that is neither the old text nor the new one as a whole."""
    places = (root / "docs" / path for path in PLACES)
    return [str(place) for place in places if place.exists() and not is_whole(place.read_text())]


def unlike_a_clean_build(root: Path, pages: Pages) -> list[str]:
    """Tell each way in which ``root`` differs from a folder where only ``pages`` were ever built."""
    texts = HAND_MADE | pages
    made = {folder for path in pages for folder in folders_of(path)} - {
        folder for path in HAND_MADE for folder in folders_of(path)
    }
    wrong = []
    found = {str(place.relative_to(root / "docs")): place for place in (root / "docs").rglob("*")}
    for path, place in found.items():
        if place.is_file() and texts.get(path, "").encode() != place.read_bytes():
            wrong.append(f"text of {path}")
        if (path in pages or path in made) and place.lstat().st_mode & 0o777 != (0o644, 0o755)[path in made]:
            wrong.append(f"mode of {path}")
    expected = {*texts, *(folder for path in texts for folder in folders_of(path))} - {"."}
    wrong += [f"{path} is there or is not" for path in sorted(expected ^ found.keys())]
    ours = {place.name for place in (root / ".topicpages").iterdir()}
    wrong += [f".topicpages/{name}" for name in sorted(ours - {".gitignore", "lock", "manifest.json"})]
    manifest = json.loads((root / ".topicpages/manifest.json").read_text())
    hashes = {path: hashlib.sha256(text.encode()).hexdigest() for path, text in pages.items()}
    wrong += [] if manifest["pages"] == hashes else ["manifest"]
    sys.stderr.write("".join(f"  {what}\n" for what in wrong))
    return wrong


def build_in_a_row(root: Path, page_sets: list[Pages]) -> None:
    lock = acquire(root)
    assert lock is not None, "the killed build still holds the lock"
    with lock:
        for pages in page_sets:
            _, faults = write_pages(root, pages)
            assert not faults, faults


# ---- the trials ----------------------------------------------------------------------------------------


def kill_pages_at_random(root: Path, *, kills: int, seed: int) -> Counter[str]:
    """Kill builds of changing pages, some several times in a row, and build cleanly in between."""
    chance, counts = random.Random(seed), Counter[str]()
    put_by_hand(root)
    untouched = by_hand(root)
    build_in_a_row(root, [some_pages(chance)])
    longest = 20_000.0
    while counts["kills"] < kills:
        page_sets = [some_pages(chance) for _ in range(3)]
        if not killed_after(chance.uniform(0, longest), partial(build_in_a_row, root, page_sets)):
            longest *= 0.9
            counts["too late"] += 1
            continue
        longest *= 1.03
        counts["kills"] += 1
        counts["left an intent"] += (root / ".topicpages/intent.json").exists()
        counts["left temporary files"] += any((root / "docs").rglob(".topicpages-*.tmp"))
        counts["torn pages"] += len(torn(root))
        counts["touched by hand"] += by_hand(root) != untouched
        if chance.random() < 0.7:
            pages = some_pages(chance)
            build_in_a_row(root, [pages])
            counts["clean builds after"] += 1
            counts["unlike a clean build"] += bool(unlike_a_clean_build(root, pages))
    counts["touched by hand"] += by_hand(root) != untouched
    return counts


def kill_pages_before_each_step(folder: Path, *, kills_in_a_row: int, stride: int, seed: int) -> Counter[str]:
    """Kill a build before each of its steps, then, if wanted, the next one before each of its own."""
    chance, counts = random.Random(seed), Counter[str]()
    page_sets = [some_pages(chance) for _ in range(4)]

    def kill(row: tuple[int, ...]) -> bool:
        with tempfile.TemporaryDirectory(dir=folder) as name:
            root = Path(name)
            put_by_hand(root)
            untouched = by_hand(root)
            build_in_a_row(root, page_sets[:1])
            for number, pages in zip(row, page_sets[1:], strict=False):
                if not killed_before_step(number, partial(build_in_a_row, root, [pages])):
                    return False
                counts["torn pages"] += len(torn(root))
            # The killed set once more, the one before it, and another one.
            last = page_sets[sum(row) % 4]
            build_in_a_row(root, [last])
            counts["kills"] += len(row)
            counts["clean builds after"] += 1
            counts["unlike a clean build"] += bool(unlike_a_clean_build(root, last))
            counts["touched by hand"] += by_hand(root) != untouched
            return True

    first = 1
    while kill((first,)):
        second = 1
        while kills_in_a_row == 2 and kill((first, second)):
            second += stride
        first += stride
    return counts


STAND_IN = """
import os, pathlib, sys
site = pathlib.Path(sys.argv[sys.argv.index("--site-dir") + 1])
site.mkdir()
for number in range(int(os.environ["FILES"])):
    (site / f"{number}.html").write_text(os.environ["TEXT"] * 1000)
"""


class Site:
    """A site whose every file tells of which build it is, and a stand-in for MkDocs that writes it."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "root"
        self.target = self.root / "site"
        self.library = folder / "stand-in"
        self.root.mkdir()
        (self.library / "mkdocs").mkdir(parents=True)
        (self.library / "mkdocs/__init__.py").touch()
        (self.library / "mkdocs/__main__.py").write_text(STAND_IN)

    def build(self, text: str) -> None:
        told = {"PYTHONPATH": str(self.library), "TEXT": text, "FILES": str(SITE_FILES)}
        built, faults = build_site(self.root, out=self.target, environment=told)
        assert built.status == 0, built.output
        assert not faults, faults

    def is_whole(self) -> bool:
        """Tell whether every file is there and all are of one build."""
        names = {place.name for place in self.target.iterdir()}
        texts = {(self.target / name).read_text()[:1] for name in names - {MARKER}}
        sizes = {(self.target / name).stat().st_size for name in names - {MARKER}}
        return len(names) == SITE_FILES + 1 and len(texts) == 1 and sizes == {1000}


def kill_sites(
    folder: Path, kill: Callable[[int, Callable[[], None]], bool | None], *, exchanges: bool
) -> Counter[str]:
    """Kill builds of a site as ``kill`` says until it says nothing, and recover after each."""
    site, counts = Site(folder), Counter[str]()
    if not exchanges:
        vars(publish)["_LIBC"] = None  # a system that cannot exchange two folders
    site.build("0")
    turn = 0
    while (was_killed := kill(turn, partial(site.build, str(turn % 10)))) is not None:
        turn += 1
        counts["kills" if was_killed else "too late"] += 1
        counts["away for a moment"] += not site.target.exists()
        counts["torn sites"] += site.target.exists() and not site.is_whole()
        faults = recover(site.root)
        counts["faults"] += len(faults)
        counts["torn sites"] += not site.target.exists() or not site.is_whole()
        counts["litter"] += {place.name for place in site.root.iterdir()} != {".topicpages", "site"}
        counts["litter"] += (site.root / ".topicpages/publishing.json").exists()
    return counts


def kill_sites_at_random(folder: Path, *, kills: int, seed: int, exchanges: bool) -> Counter[str]:
    chance, done, longest = random.Random(seed), 0, 100_000.0

    def kill(_: int, work: Callable[[], None]) -> bool | None:
        nonlocal done, longest
        if done == kills:
            return None
        was_killed = killed_after(chance.uniform(0, longest), work)
        longest *= 1.03 if was_killed else 0.9
        done += was_killed
        return was_killed

    return kill_sites(folder, kill, exchanges=exchanges)


def kill_sites_before_each_step(folder: Path, *, stride: int, exchanges: bool) -> Counter[str]:
    has_ended = False

    def kill(turn: int, work: Callable[[], None]) -> bool | None:
        nonlocal has_ended
        if has_ended:
            return None
        has_ended = not killed_before_step(1 + turn * stride, work)
        return not has_ended

    return kill_sites(folder, kill, exchanges=exchanges)


def trial(name: str, folder: Path, *, amount: int, seed: int) -> Counter[str]:
    """Run the named trial; ``amount`` is how many kills, or how many steps to go on by."""
    match name:
        case "pages at random":
            return kill_pages_at_random(folder, kills=amount, seed=seed)
        case "pages before each step":
            return kill_pages_before_each_step(folder, kills_in_a_row=1, stride=amount, seed=seed)
        case "pages twice before each step":
            return kill_pages_before_each_step(folder, kills_in_a_row=2, stride=amount, seed=seed)
        case "site at random" | "site at random, two renames":
            return kill_sites_at_random(folder, kills=amount, seed=seed, exchanges=name == "site at random")
        case "site before each step" | "site before each step, two renames":
            exchanges = name == "site before each step"
            return kill_sites_before_each_step(folder, stride=amount, exchanges=exchanges)
        case _:
            raise ValueError(name)


# ---- the tests -----------------------------------------------------------------------------------------

SEED = int(os.environ.get("SEED", "1"))
KILLS = int(os.environ.get("KILLS", "1000"))
SITE_KILLS = int(os.environ.get("SITE_KILLS", "100"))
MUST_BE_NONE = ("torn pages", "touched by hand", "unlike a clean build", "torn sites", "litter", "faults")


def figures(name: str, folder: Path, *, amount: int) -> dict[str, int]:
    """Run a trial in a program of its own, print what it counted, and return that."""
    command = [sys.executable, __file__, name, str(folder), str(amount), str(SEED)]
    ended = subprocess.run(
        command, check=False, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(PROJECT)}
    )
    assert ended.returncode == 0, ended.stderr
    counted: dict[str, int] = json.loads(ended.stdout)
    sys.stdout.write(
        f"\nkills, {name}, seed {SEED}: {', '.join(f'{what} {n}' for what, n in counted.items())}\n"
    )
    sys.stdout.write(ended.stderr)
    return counted


def faults_of(counted: dict[str, int]) -> dict[str, int]:
    return {what: number for what, number in counted.items() if what in MUST_BE_NONE and number}


@pytest.mark.parametrize(
    ("name", "amount"),
    [
        ("pages at random", 25),
        ("pages before each step", 1),
        ("site at random", 6),
        ("site before each step", 7),
        ("site before each step, two renames", 7),
    ],
)
def test_killed_build_leaves_nothing_that_the_next_one_does_not_mend(
    tmp_path: Path, name: str, amount: int
) -> None:
    counted = figures(name, tmp_path, amount=amount)
    assert faults_of(counted) == {}
    assert counted["kills"] >= 6


@pytest.mark.torture
@pytest.mark.parametrize(
    ("name", "amount"),
    [
        ("pages at random", KILLS),
        ("pages twice before each step", 1),
        ("site at random", SITE_KILLS),
        ("site at random, two renames", SITE_KILLS),
        ("site before each step", 1),
        ("site before each step, two renames", 1),
    ],
)
def test_no_kill_among_many_leaves_what_the_next_build_does_not_mend(
    tmp_path: Path, name: str, amount: int
) -> None:
    counted = figures(name, tmp_path, amount=amount)
    assert faults_of(counted) == {}
    assert counted["kills"] >= min(amount, 20)


if __name__ == "__main__":
    counted = trial(sys.argv[1], Path(sys.argv[2]), amount=int(sys.argv[3]), seed=int(sys.argv[4]))
    sys.stdout.write(json.dumps(counted))
