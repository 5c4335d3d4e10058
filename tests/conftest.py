"""A real browser and the real site, built once for all tests of a run; a folder that anybody can reach."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page

from tests.support.browser import ROOT, accounted, chromium, served

# The same examples in every run: a failure that comes and goes helps nobody.
settings.register_profile("same", derandomize=True)
settings.load_profile("same")

# Where the workflow that publishes lets readers report errors; nothing asks it for anything.
REPORTS = "https://github.com/example/repository/issues/new"
INPUTS = ("sources", "overrides", "docs", "mkdocs.yml", "build_pages.py", "topicpages")


@dataclass(frozen=True)
class BuiltSite:
    """The finished site in ``folder``, served at ``home``, which is below the server's root."""

    folder: Path
    home: str

    @property
    def pages(self) -> list[str]:
        """The addresses of all pages below ``home``, sorted; the page of lost addresses apart."""
        found = (page.parent.relative_to(self.folder).as_posix() for page in self.folder.rglob("index.html"))
        return sorted("" if folder == "." else f"{folder}/" for folder in found)


@pytest.fixture
def open_root() -> Iterator[Path]:
    """Return a folder that anybody can reach, as ``tmp_path`` is not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuiltSite]:
    """Build the site from its sources as ``make site`` does, in a folder of its own."""
    root = tmp_path_factory.mktemp("real")
    for path in _written_by_people():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / path, root / path)
    (root / "site").mkdir()
    with served(root / "site", "/base/") as home:
        shutil.rmtree(root / "site")
        _build(root, home)
        yield BuiltSite(root / "site", home)


def _written_by_people() -> list[str]:
    """Return the files that a clone has, and those that are about to be added to it."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *INPUTS]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [path for path in listed.split("\0") if path and (ROOT / path).is_file()]


def _build(root: Path, home: str) -> None:
    environment = {**os.environ, "SITE_URL": home, "REPORT_URL": REPORTS, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "build_pages.py", "site"]
    made = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr


@pytest.fixture
def context(browser: Browser, site: BuiltSite) -> Iterator[BrowserContext]:
    """Open pages of the site; when the test is over none of them may have done what they must not."""
    with accounted(browser, site.home) as (opened, account):
        yield opened
        assert (account.dialogs, account.requests) == ([], [])
        assert (account.violations, account.errors) == ([], [])


@pytest.fixture
def page(context: BrowserContext) -> Page:
    opened = context.new_page()
    opened.emulate_media(reduced_motion="reduce")
    return opened
