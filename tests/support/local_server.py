"""A web server on 127.0.0.1 that gives what a test lays out, to the byte, and tells what it was asked."""

import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from typing import Any

# The whole answer, or what sends it bit by bit.
Reply = bytes | Callable[[socket.socket], None]


def answered(
    body: bytes | str, *headers: str, status: str = "200 OK", media_type: str = "text/html"
) -> bytes:
    """Return an answer with that body and those header lines."""
    content = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", *([f"Content-Type: {media_type}"] if media_type else []), *headers]
    if not any(header.lower().startswith(("content-length", "transfer-encoding")) for header in headers):
        lines.append(f"Content-Length: {len(content)}")
    return "\r\n".join([*lines, "", ""]).encode() + content


def redirected(to: str, status: str = "301 Moved Permanently") -> bytes:
    """Return an answer that leads elsewhere."""
    return answered("", f"Location: {to}", status=status)


def is_loopback(machine: Any) -> bool:  # noqa: ANN401 -- an address of either version
    """Tell whether tests may connect to ``machine``."""
    return bool(machine.is_loopback)


class LocalServer:
    """Answers paths by ``replies``; any other path, robots.txt too, is not found."""

    def __init__(self, port: int, scheme: str) -> None:
        self.replies: dict[str, Reply] = {}
        self.asked: list[str] = []
        self.headers: list[str] = []
        self.port = port
        self.home = f"{scheme}://127.0.0.1:{port}"

    def lay(self, replies: Mapping[str, Reply]) -> None:
        """Answer these paths too."""
        self.replies.update(replies)

    def answer(self, connected: socket.socket) -> None:
        """Read one request and answer it."""
        request = b""
        while b"\r\n\r\n" not in request:
            more = connected.recv(65_536)
            if not more:
                return
            request += more
        text = request.decode("latin-1")
        path = text.split(" ", 2)[1]
        self.asked.append(path)
        self.headers.append(text)
        reply = self.replies.get(path, answered("no", status="404 Not Found"))
        if callable(reply):
            reply(connected)
        else:
            connected.sendall(reply)


@contextmanager
def local_server(context: ssl.SSLContext | None = None) -> Iterator[LocalServer]:
    """Yield a server that runs, with TLS when there is a ``context``."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):  # who asked has left, as a test wants it
                if context is None:
                    ours.answer(self.request)
                else:
                    with context.wrap_socket(self.request, server_side=True) as wrapped:
                        ours.answer(wrapped)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        ours = LocalServer(server.server_address[1], "http" if context is None else "https")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield ours
        finally:
            server.shutdown()
            thread.join()


def names(monkeypatch: Any, known: Mapping[str, tuple[str, ...]]) -> list[str]:  # noqa: ANN401 -- pytest's
    """Let the system's resolver know just these names; return the list of what it is asked from now on."""
    asked: list[str] = []

    def look_up(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        asked.append(host)
        if host not in known:
            raise socket.gaierror(socket.EAI_NONAME, "name or service not known")
        return [
            (
                socket.AF_INET6 if ip_address(one).version == 6 else socket.AF_INET,
                socket.SOCK_STREAM,
                6,
                "",
                (one, port),
            )
            for one in known[host]
        ]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked
