"""A real Chromium that keeps account of what a page did: dialogs, requests, violations, errors."""

import os
import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Dialog, Request, sync_playwright

ROOT = Path(__file__).parents[2]

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Also what happened before the page's own scripts ran is kept.
_LISTEN = """
    document.addEventListener("securitypolicyviolation", (event) =>
        console.warn("violation: " + [event.effectiveDirective, event.blockedURI, event.sample].join(" ")));
"""


@cache
def _path() -> str:
    """Return the browser that ``make test`` found, or the one that its script finds."""
    given = os.environ.get("TOPICPAGES_BROWSER")
    if given:
        return given
    return subprocess.run(
        ["tools/browser.sh"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser; none on the machine is an error, not a skip."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_path(), args=_FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Account:
    """What pages of one context did; ``requests`` are those that left the site."""

    home: str
    dialogs: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def request(self, request: Request) -> None:
        inside = request.url.startswith((self.home, "data:", "blob:", "about:"))
        # Playwright also tells of requests that the policy stopped before they were made.
        if not inside and request.failure != "csp":
            self.requests.append(request.url)

    def console(self, kind: str, text: str) -> None:
        if text.startswith("violation: "):
            self.violations.append(text.removeprefix("violation: "))
        elif kind == "error":
            self.errors.append(text)


@contextmanager
def accounted(browser: Browser, home: str) -> Iterator[tuple[BrowserContext, Account]]:
    """Open a new context whose pages are kept account of; ``home`` is where requests may go."""
    account = Account(home)
    context = browser.new_context()
    context.set_default_timeout(10_000)
    context.add_init_script(_LISTEN)
    # Nothing leaves the machine or waits for an answer from elsewhere; it is on the account all the same.
    context.route(re.compile(r"https?://(?!127\.0\.0\.1[:/])"), lambda route: route.abort())
    context.on("dialog", account.dialog)
    context.on("requestfinished", account.request)
    context.on("requestfailed", account.request)
    context.on("console", lambda message: account.console(message.type, message.text))
    context.on("weberror", lambda found: account.errors.append(str(found.error)))
    try:
        yield context, account
    finally:
        context.close()


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder under a base path and gives its ``404.html`` for what is absent, as a host would."""

    def __init__(self, *arguments: object, base: str, **more: object) -> None:
        self._base = base
        super().__init__(*arguments, **more)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        inside = path.startswith(self._base)
        return super().translate_path("/" + path.removeprefix(self._base) if inside else "/nothing-here")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Print nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Print nothing: a page that is closed early is no fault."""


@contextmanager
def served(folder: Path, base: str = "/") -> Iterator[str]:
    """Serve ``folder``, which may be filled later, and give its address, which ends in ``base``."""
    server = _Server(("127.0.0.1", 0), partial(_Handler, directory=str(folder), base=base))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{base}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
