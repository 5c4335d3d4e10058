"""One request and its answer: to a machine that was checked, within a time and a size."""

import io
import socket
import ssl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection, HTTPException, HTTPResponse, IncompleteRead
from typing import Any

from topicpages.editing.fetching.addresses import Address, Machine, MayConnect, machines
from topicpages.editing.fetching.shapes import USER_AGENT, Deadline, stopped

_PIECE = 65_536
_CUT = "the connection closed before its end"
_UNPACKED_BY = {"gzip": 31, "x-gzip": 31, "deflate": 15}
_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip",
    "Accept-Language": "en",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """Status and headers of an answer, and the response from which its body can be read once."""

    status: int
    headers: Message
    response: HTTPResponse


class _TimedReads(io.RawIOBase):
    """What comes from a socket; every single read ends at the deadline, so that a slow drip gains nothing."""

    def __init__(self, connected: socket.socket, deadline: Deadline) -> None:
        self._socket, self._deadline = connected, deadline
        self._incoming = connected.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:  # noqa: ANN401 -- as typeshed has it
        self._socket.settimeout(self._deadline.left())
        return self._incoming.readinto(buffer)

    def close(self) -> None:
        self._incoming.close()
        super().close()


class _TimedSocket:
    """What ``HTTPConnection`` uses of a socket, within a deadline."""

    def __init__(self, connected: socket.socket, deadline: Deadline) -> None:
        self._socket, self._deadline = connected, deadline

    def sendall(self, content: bytes) -> None:
        self._socket.settimeout(self._deadline.left())
        self._socket.sendall(content)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedReads(self._socket, self._deadline), _PIECE)

    def close(self) -> None:
        """Close the socket once nobody reads from it any more."""
        self._socket.close()


class _CheckedConnection(HTTPConnection):
    """A connection to one of the machines that were checked; the host is not looked up again."""

    def __init__(self, to: Address, found: tuple[Machine, ...], deadline: Deadline) -> None:
        super().__init__(to.host, to.port)
        self.default_port = 443 if to.scheme == "https" else 80
        self._to, self._found, self._deadline = to, found, deadline

    def connect(self) -> None:
        connected = self._connected()
        if self._to.scheme == "https":
            connected.settimeout(self._deadline.left())
            connected = ssl.create_default_context().wrap_socket(connected, server_hostname=self._to.host)
        self.sock = _TimedSocket(connected, self._deadline)

    def _connected(self) -> socket.socket:
        last: OSError = OSError("no machine")
        for machine in self._found:
            left = self._deadline.left()
            family = socket.AF_INET if machine.version == 4 else socket.AF_INET6  # noqa: PLR2004 -- IPv4
            plain = socket.socket(family, socket.SOCK_STREAM)
            try:
                plain.settimeout(left)
                plain.connect((str(machine), self._to.port))
            except OSError as error:
                plain.close()
                last = error
            else:
                return plain
        raise last


@contextmanager
def answer(to: Address, may_connect: MayConnect, deadline: Deadline) -> Iterator[Answer]:
    """Yield the answer of the host of ``to``; what goes wrong, also while it is read, is a ``StoppedError``.

    Redirects are not followed, cookies are not kept.
    """
    connection = _CheckedConnection(to, machines(to, may_connect, deadline), deadline)
    try:
        connection.request("GET", to.path, headers=_HEADERS)
        with connection.getresponse() as response:
            yield Answer(response.status, response.headers, response)
    except TimeoutError:
        deadline.left()  # says so; what else times out is the system's own limit
        raise _failed(to, "the connection timed out") from None
    except IncompleteRead:
        raise _failed(to, _CUT) from None
    except ssl.SSLCertVerificationError as error:
        raise _failed(to, f"its certificate is not valid ({error.verify_message.lower()})") from None
    except (OSError, HTTPException, zlib.error, ValueError) as error:
        raise _failed(to, _reason(error)) from None
    finally:
        connection.close()


def _reason(error: Exception) -> str:
    text = " ".join((getattr(error, "strerror", None) or str(error) or type(error).__name__).split())
    return f"{text[:1].lower()}{text[1:200]}"


def _failed(to: Address, why: str) -> Exception:
    remedy = "try again later, or save the page in a browser and add the file"
    return stopped("fetch-failed", f"“{to}” gave no page: {why}", remedy)


def body(of: Answer, to: Address, most: int) -> bytes:
    """Return the body of an answer, unpacked.

    Raises:
        StoppedError: it is larger than ``most`` bytes, packed in a way we do not know, or ends too early.
    """
    declared = of.headers.get("Content-Length", "")
    if declared.isdecimal() and int(declared[:20]) > most:
        raise _too_large(to, most)
    whole = bytearray()
    for piece in _unpacked(of, to, most):
        whole += piece
        if len(whole) > most:
            raise _too_large(to, most)
    if of.response.length:
        raise _failed(to, _CUT)
    return bytes(whole)


def start(of: Answer, to: Address, most: int) -> bytes:
    """Return the first ``most`` bytes of a body, unpacked; what comes behind them is left."""
    whole = bytearray()
    for piece in _unpacked(of, to, most):
        whole += piece
        if len(whole) >= most:
            break
    return bytes(whole[:most])


def _unpacked(of: Answer, to: Address, most: int) -> Iterator[bytes]:
    """Yield the body in pieces of at most ``most`` bytes and one more."""
    packed = of.headers.get("Content-Encoding", "identity").strip().lower()
    pieces = iter(lambda: of.response.read(_PIECE), b"")
    if packed in ("identity", ""):
        yield from pieces
        return
    if packed not in _UNPACKED_BY:
        raise _failed(to, f"it is packed as “{packed[:40]}”, which we did not ask for")
    unpacker = zlib.decompressobj(_UNPACKED_BY[packed])
    for piece in pieces:
        left = piece
        while left and not unpacker.eof:
            yield unpacker.decompress(left, most + 1)
            left = unpacker.unconsumed_tail
    if not unpacker.eof:
        raise _failed(to, "what it packed has no end")


def _too_large(to: Address, most: int) -> Exception:
    what = f"“{to}” is larger than {most:,} bytes"
    return stopped("fetch-too-large", what, "save the part that is the article and add the file")
