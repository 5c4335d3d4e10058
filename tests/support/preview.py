"""A miniature site with this project's own ``mkdocs.yml``, looks and program, and a preview of it."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.miniature import miniature

ROOT = Path(__file__).parents[2]
BY_HAND = ("mkdocs.yml", "build_pages.py", "overrides", "topicpages", "docs/assets", "docs/search.md")
PATIENCE = 60.0
"""Seconds after which something that should have happened counts as not happening."""


def project(root: Path) -> Path:
    """Make a miniature site in ``root`` with everything that people wrote for this one, and return it."""
    miniature(root)
    for path in BY_HAND:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / path).is_dir():
            shutil.copytree(ROOT / path, root / path, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(ROOT / path, root / path)
    return root


def mkdocs(root: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "mkdocs", *arguments, "--config-file", str(root / "mkdocs.yml")]


def environment() -> dict[str, str]:
    """Return ours without what would make a preview stricter or build pages from elsewhere."""
    without = {name: value for name, value in os.environ.items() if name not in {"CI", "SITE_URL"}}
    return {**without, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1", "SOURCE_DATE_EPOCH": "1935705600"}


@dataclass
class Preview:
    """A running ``mkdocs serve``: its site at ``home``, what it prints in ``log``."""

    root: Path
    home: str
    log: Path
    process: subprocess.Popen[bytes]

    def page(self, path: str) -> str:
        """Return the page at ``path``, or the empty string where there is none."""
        try:
            with urllib.request.urlopen(f"{self.home}{path}", timeout=PATIENCE) as answer:  # noqa: S310 -- ours
                return str(answer.read().decode())
        except urllib.error.HTTPError as answer:
            answer.close()
            return ""
        except urllib.error.URLError:
            return ""

    def until(self, path: str, shows: Callable[[str], bool]) -> float:
        """Wait until the page at ``path`` is as wanted, and return after how many seconds."""
        begun = time.monotonic()
        while not shows(self.page(path)):
            waited = time.monotonic() - begun
            assert waited < PATIENCE, f"{path} after {waited:.0f} s\n{self.log.read_text()}"
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.05)  # between two looks: nothing tells when the page has changed
        return time.monotonic() - begun

    def settle(self) -> None:
        """Wait until every build that was begun has ended: a page may be seen before its build says so."""
        begun = time.monotonic()
        while self.built < self.builds and time.monotonic() - begun < PATIENCE:
            time.sleep(0.05)

    @property
    def builds(self) -> int:
        """How many builds were begun so far."""
        return len(re.findall(r"Building documentation", self.log.read_text()))

    @property
    def built(self) -> int:
        """How many builds were ended so far, whether they went well or not.

        MkDocs tells how long each took only when that differs from what it told last.
        """
        return len(re.findall(r"Serving on|Reloading browsers|An error happened", self.log.read_text()))

    @property
    def memory(self) -> int:
        """How many KiB of memory the server holds."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.findall(r"VmRSS:\s+(\d+) kB", status)[0])


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def previewed(root: Path, log: Path) -> Iterator[Preview]:
    """Serve the site of ``root`` until the end of the block."""
    port = free_port()
    with log.open("wb") as out:
        process = subprocess.Popen(
            mkdocs(root, "serve", "--dev-addr", f"127.0.0.1:{port}"),
            env=environment(),
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    preview = Preview(root, f"http://127.0.0.1:{port}/", log, process)
    try:
        preview.until("", bool)
        yield preview
    finally:
        process.terminate()
        process.wait(PATIENCE)
