"""Topics as documents to print: the finished site, printed page by page by a browser."""

import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from topicpages.diagnostics import Diagnostic, Faults, Progress, Span, has_errors
from topicpages.pages import FOLDERS, topic_page
from topicpages.pipeline import judge
from topicpages.publishing.dist import DIST, make_dist, put_into_dist
from topicpages.publishing.finished_site import build_public
from topicpages.publishing.write.faults import StoppedError, writing

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)
_SECONDS = 120


def print_documents(root: Path, *, progress: Progress) -> tuple[Faults, str]:
    """Leave each topic as ``dist/<topic>.pdf``; the caller holds the ``BuildMutex``."""
    browser = os.environ.get("TOPICPAGES_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        what = "there is no Chromium or Chrome to print with"
        return (
            Diagnostic(Span(DIST), "no-browser", what, "install one, or name it in TOPICPAGES_BROWSER"),
        ), ""
    try:
        with writing(DIST):
            make_dist(root)
            return _printed(root, browser, progress=progress)
    except StoppedError as stopped:
        return (stopped.diagnostic,), ""


def _printed(root: Path, browser: str, *, progress: Progress) -> tuple[Faults, str]:
    faults, said = build_public(root, progress=progress)
    if has_errors(faults):
        return faults, said
    topics = list(judge(root).library.topics)
    with _served(root / "site") as address:
        for topic in topics:
            progress(f"printing {topic}")
            page = f"{address}{FOLDERS.published(topic_page(topic))}"
            content = _print(browser, page)
            if content is None:
                what = f"the browser did not print “{topic}.pdf”"
                fault = Diagnostic(Span(DIST), "not-printed", what, f"try {browser} by hand")
                faults = (*faults, fault)
            else:
                put_into_dist(root, f"{topic}.pdf", content)
    return faults, "" if has_errors(faults) else f"{len(topics)} documents are in {root / DIST}"


@contextmanager
def _served(site: Path) -> Iterator[str]:
    """Serve ``site`` on this machine only and give its address."""
    handler = partial(_Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the library names it
        """Say nothing."""


def _print(browser: str, address: str) -> bytes | None:
    """Return the page at ``address`` as a document; nothing when the browser made none."""
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder) / "document.pdf"
        profile = f"--user-data-dir={folder}/profile"
        # The sandbox of Chromium refuses to run for the root user.
        unguarded = ["--no-sandbox"] if os.geteuid() == 0 else []
        command = [browser, *_FLAGS, *unguarded, profile, f"--print-to-pdf={document}", address]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603 -- ours
            return document.read_bytes()
        except (OSError, subprocess.SubprocessError):
            return None
