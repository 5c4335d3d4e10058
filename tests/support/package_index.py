"""A package index on this machine: its packages have real names and needs, and nothing inside."""

import base64
import hashlib
import io
import threading
import zipfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# The oldest day that a zip can hold: the same package gives the same bytes.
_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Wheel:
    """A package of one version; ``programs`` are shell scripts by name, ``tag`` tells for which Python."""

    name: str
    version: str
    requires: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()
    programs: Mapping[str, str] = field(default_factory=dict)
    tag: str = "py3-none-any"

    @property
    def file_name(self) -> str:
        return f"{self._stem}-{self.tag}.whl"

    @property
    def content(self) -> bytes:
        """The file: what an installer unpacks, with a list of its files and their hashes."""
        metadata = [f"Name: {self.name}", f"Version: {self.version}"]
        metadata += [f"Provides-Extra: {extra}" for extra in self.extras]
        metadata += [f"Requires-Dist: {need}" for need in self.requires]
        files = {
            f"{self._stem}.dist-info/METADATA": "\n".join(["Metadata-Version: 2.1", *metadata, ""]),
            f"{self._stem}.dist-info/WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {self.tag}\n",
            **{f"{self._stem}.data/scripts/{name}": script for name, script in self.programs.items()},
        }
        record = f"{self._stem}.dist-info/RECORD"
        listed = "".join(f"{path},sha256={_digest(text)},{len(text)}\n" for path, text in files.items())
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for path, text in {**files, record: f"{listed}{record},,\n"}.items():
                entry = zipfile.ZipInfo(path, _DAY)
                entry.external_attr = 0o100755 << 16  # a file that may be run
                archive.writestr(entry, text)
        return packed.getvalue()

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def _stem(self) -> str:
        return f"{self.name.replace('-', '_')}-{self.version}"


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


class _Server(ThreadingHTTPServer):
    request_queue_size = 128  # uv asks for everything at once


@contextmanager
def serving(wheels: Collection[Wheel]) -> Iterator[str]:
    """Serve ``wheels`` as installers want to be served and give the index's address."""
    files = {f"/files/{wheel.file_name}": wheel.content for wheel in wheels}
    pages: dict[str, str] = {}
    for wheel in wheels:
        link = f'<a href="/files/{wheel.file_name}#sha256={wheel.sha256}">{wheel.file_name}</a>\n'
        page = f"/simple/{wheel.name}/"
        pages[page] = pages.get(page, "<!DOCTYPE html>\n") + link

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = files.get(self.path) or pages.get(self.path, "").encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html" if self.path in pages else "application/zip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    with _Server(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/simple/"
        finally:
            server.shutdown()
