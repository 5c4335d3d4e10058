"""Prints how long an editor waits for a report: ``check --watch`` after a save, beside ``check`` by itself.

    python tools/watch_time.py [RUNS]

Both check a copy of the site in ``sources/``. Nothing is tested: times say more about the machine.
"""

import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Measure both and print their medians and the ratio."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory(prefix="watch-") as folder:
        shutil.copytree(ROOT / "sources", Path(folder) / "sources")
        check = [sys.executable, str(ROOT / "build_pages.py"), "check", "--root", folder]
        alone = statistics.median(_alone(check, runs))
        saved = statistics.median(_saved(check, Path(folder), runs))
    print(f"check: {alone:.2f} s; from a save to the report: {saved:.2f} s; ratio {saved / alone:.2f}")


def _alone(check: list[str], runs: int) -> Iterator[float]:
    for _ in range(runs):
        begun = time.perf_counter()
        subprocess.run(check, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 -- our own program
        yield time.perf_counter() - begun


def _saved(check: list[str], root: Path, runs: int) -> Iterator[float]:
    sheet = max((root / "sources/facts").iterdir(), key=lambda path: path.stat().st_size)
    with subprocess.Popen([*check, "--watch"], stdout=subprocess.PIPE, text=True) as watch:  # noqa: S603
        assert watch.stdout is not None  # noqa: S101 -- it is a pipe
        watch.stdout.readline()
        for run in range(runs):
            begun = time.perf_counter()
            sheet.write_text(f"# {run}\n{sheet.read_text('utf-8')}", "utf-8")
            while " changed: " not in watch.stdout.readline():
                pass
            yield time.perf_counter() - begun
        watch.send_signal(signal.SIGINT)


if __name__ == "__main__":
    main()
