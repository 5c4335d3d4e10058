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

from topicpages import pipeline
from topicpages.diagnostics import Diagnostic, Span, has_errors
from topicpages.pipeline import Progress
from topicpages.render.addresses import FOLDERS, topic_page
from topicpages.site import Found, build_public

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)
_SECONDS = 120


def print_documents(root: Path, *, progress: Progress) -> tuple[Found, str]:
    """Leave each topic as ``dist/<topic>.pdf``; the caller holds the build lock."""
    browser = os.environ.get("TOPICPAGES_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        what = "there is no Chromium or Chrome to print with"
        return (
            Diagnostic(Span("dist"), "no-browser", what, "install one, or name it in TOPICPAGES_BROWSER"),
        ), ""
    found, said = build_public(root, progress=progress)
    if has_errors(found):
        return found, said
    folder = root / "dist"
    folder.mkdir(exist_ok=True)
    topics = list(pipeline.load(root).library.topics)
    with _served(root / "site") as address:
        for topic in topics:
            progress(f"printing {topic}")
            fault = _print(
                browser, f"{address}{FOLDERS.published(topic_page(topic))}", folder / f"{topic}.pdf"
            )
            found = (*found, *fault)
    return found, "" if has_errors(found) else f"{len(topics)} documents are in {folder}"


@contextmanager
def _served(site: Path) -> Iterator[str]:
    """Serve ``site`` on this machine only and give its address."""
    handler = partial(_Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the library names it
        """Say nothing."""


def _print(browser: str, address: str, target: Path) -> Found:
    with tempfile.TemporaryDirectory() as profile:
        command = [browser, *_FLAGS, f"--user-data-dir={profile}", f"--print-to-pdf={target}", address]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603 -- ours
        except (OSError, subprocess.SubprocessError):
            what = f"the browser did not print “{target.name}”"
            return (Diagnostic(Span("dist"), "not-printed", what, f"try {browser} by hand"),)
    return ()
