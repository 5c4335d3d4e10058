"""Prints Lighthouse's scores of the finished site: home, one topic, one ledger, on a telephone and a desktop.

usage: python -m tools.lighthouse [--runs N] [--site SITE]

Each score is the median of N runs, by default 5; below stand the audits that took points away. The site is
served on this machine, compressed as hosts do it. Needs Node; what is run is pinned here. Not a test: the
performance depends on the machine and what else it does. The last column says how fast Lighthouse found it;
below 1,000 the score of performance says more about the machine than about the page.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

LIGHTHOUSE = "lighthouse@12.8.2"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FORMS: Mapping[str, tuple[str, ...]] = {"mobile": (), "desktop": ("--preset=desktop",)}
_ROOT = Path(__file__).parents[1]
_CHROME = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)
_COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"}
_SECONDS = 180


@cache
def _gzipped(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder as hosts of static pages do: compressed, connections kept, to be cached for a while."""

    protocol_version = "HTTP/1.1"

    def send_head(self) -> Any:  # noqa: ANN401 -- a file, as the library says
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() and self.path.split("?")[0].endswith("/") else path
        accepted = "gzip" in self.headers.get("Accept-Encoding", "")
        if not (accepted and file.is_file() and file.suffix in _COMPRESSED):
            return super().send_head()
        body = _gzipped(file)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve ``folder`` on this machine only and give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def pages(site: Path) -> Mapping[str, str]:
    """Return the addresses of the pages that are judged, by what they are; of each kind the largest."""

    def largest(kind: str) -> str:
        found = sorted((site / kind).glob("*/index.html"), key=lambda page: (-page.stat().st_size, page))
        return f"{kind}/{found[0].parent.name}/"

    return {"home": "", "topic": largest("topics"), "ledger": largest("articles")}


def judged(address: str, form: str) -> Mapping[str, Any]:
    """Return Lighthouse's report of one run."""
    browser = _printed([str(_ROOT / "tools/browser.sh")], os.environ).strip()
    command = ["npx", "--yes", LIGHTHOUSE, address, "--quiet", "--output=json", *FORMS[form]]
    command += [f"--chrome-flags={_CHROME}", f"--only-categories={','.join(CATEGORIES)}"]
    report: Mapping[str, Any] = json.loads(_printed(command, {**os.environ, "CHROME_PATH": browser}))
    return report


def _printed(command: list[str], environment: Mapping[str, str]) -> str:
    ran = subprocess.run(  # noqa: S603 -- our own command
        command, env=environment, check=True, stdout=subprocess.PIPE, text=True, timeout=_SECONDS
    )
    return ran.stdout


def lost(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield the audits that took points away, each with its category and what it measured."""
    for name in CATEGORIES:
        for member in report["categories"][name]["auditRefs"]:
            audit = report["audits"][member["id"]]
            if member["weight"] and audit["score"] is not None and audit["score"] < 1:
                measured = audit.get("displayValue", "").replace("\N{NO-BREAK SPACE}", " ")
                yield f"{name}: {member['id']} {measured}".rstrip()


def main() -> int:
    """Judge each page and print a line for it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=5, help="default: 5")
    parser.add_argument("--site", type=Path, default=_ROOT / "site", help="default: site/")
    chosen = parser.parse_args()
    if not (chosen.site / "index.html").is_file():
        print(f"there is no site in “{chosen.site}” (run `make site`)")
        return 2
    print(f"{'':8}{'':8}{'  '.join(CATEGORIES)}  machine")
    with served(chosen.site) as home:
        for kind, address in pages(chosen.site).items():
            for form in FORMS:
                reports = [judged(home + address, form) for _ in range(chosen.runs)]
                print(_line(kind, form, reports), flush=True)
    return 0


def _line(kind: str, form: str, reports: list[Mapping[str, Any]]) -> str:
    scores = [
        round(100 * median(report["categories"][name]["score"] or 0 for report in reports))
        for name in CATEGORIES
    ]
    figures = "  ".join(f"{score:{len(name)}}" for name, score in zip(CATEGORIES, scores, strict=True))
    speed = median(report["environment"]["benchmarkIndex"] for report in reports)
    middle = sorted(reports, key=lambda report: report["categories"]["performance"]["score"] or 0)
    return "\n".join(
        [
            f"{kind:8}{form:8}{figures}  {speed:7.0f}",
            *(f"    {one}" for one in lost(middle[len(middle) // 2])),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
