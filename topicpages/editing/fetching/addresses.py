"""Which addresses may be fetched, and to which machines that leads: to public ones only."""

import queue
import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from topicpages.diagnostics import visible
from topicpages.editing.fetching.shapes import Deadline, StoppedError, stopped, too_late

Machine = IPv4Address | IPv6Address
MayConnect = Callable[[Machine], bool]

_PORTS = {"http": 80, "https": 443}
_LONGEST = 2_000
_LONGEST_HOST = 253
_HOST = re.compile(r"[a-z0-9_.:-]+")
# What stands in an address as it is; the rest becomes %XX of its UTF-8.
_PATH = "/:@!$&'()*+,;=-._~%"

# Only these of IPv6 are public, but for the ones below: of ISATAP, Teredo, 6to4, papers.
_UNICAST = IPv6Network("2000::/3")
_NOT_PUBLIC = tuple(
    map(
        ip_network, ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
    )
)
_ISATAP = (0x00005EFE, 0x02005EFE)


@dataclass(frozen=True, slots=True)
class Address:
    """An address to fetch, in its parts; ``path`` has the query and no fragment."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def site(self) -> str:
        """Scheme, host and port: what one robots.txt is for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    def __str__(self) -> str:
        return self.site + self.path


def is_public(machine: Machine) -> bool:
    """Tell whether ``machine`` stands in the open net: not here, not beside us, not behind a translation."""
    if any(machine in network for network in _NOT_PUBLIC if network.version == machine.version):
        return False
    if isinstance(machine, IPv6Address) and (
        machine not in _UNICAST or (int(machine) >> 32) & 0xFFFFFFFF in _ISATAP
    ):
        return False  # also those that wrap an address of IPv4: ::ffff:0:0/96, 64:ff9b::/96
    return machine.is_global and not machine.is_multicast and not machine.is_reserved


def address(raw: str, *, base: Address | None = None) -> Address:
    """Return the address that ``raw`` gives, seen from ``base``.

    Raises:
        StoppedError: it is none that we fetch.
    """
    try:
        parts = urlsplit(urljoin(str(base), raw) if base else raw)
        host, port = (parts.hostname or "").removesuffix("."), parts.port
    except ValueError:
        raise _refused(raw, "is not a well-formed address") from None
    if problem := _problem(raw, parts, host):
        raise _refused(raw, problem)
    query = f"?{quote(parts.query, safe=_PATH + '?')}" if parts.query else ""
    path = quote(parts.path, safe=_PATH) or "/"
    return Address(parts.scheme, host, _PORTS[parts.scheme] if port is None else port, path + query)


def _problem(raw: str, parts: SplitResult, host: str) -> str:
    """Return what is wrong with an address, if anything."""
    if len(raw) > _LONGEST:
        return f"has {len(raw)} characters (at most {_LONGEST})"
    if not raw.isprintable() or any(char.isspace() or char == "\\" for char in raw):
        return "holds white space, a backslash or a character that cannot be seen"
    if parts.scheme not in _PORTS:
        return "is not an http or https address"
    if "@" in parts.netloc:
        return "names a user or a password"
    if not host.isascii():
        return "has a host outside ASCII (write its xn-- form, as a browser copies it)"
    if not _HOST.fullmatch(host) or len(host) > _LONGEST_HOST:
        return "has no host that can be looked up"
    return ""


def machines(of: Address, may_connect: MayConnect, deadline: Deadline) -> tuple[Machine, ...]:
    """Return the machines that the host of an address names, all of which may be connected to.

    Raises:
        StoppedError: there are none, one of them may not be connected to, or nobody answers in time.
    """
    found = tuple(dict.fromkeys(_looked_up(of, deadline)))
    for machine in found:
        if not may_connect(machine):
            raise _refused(of.host, f"leads to {machine}, which is not in the public net")
    return found


def _looked_up(of: Address, deadline: Deadline) -> list[Machine]:
    answers: queue.SimpleQueue[list[Machine] | OSError | ValueError] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            rows = socket.getaddrinfo(of.host, of.port, type=socket.SOCK_STREAM)
            answers.put([ip_address(str(row[4][0])) for row in rows])
        except (OSError, ValueError) as error:  # UnicodeError is a ValueError
            answers.put(error)

    # The system's resolver knows no deadline, and a thread that still waits for it keeps nobody.
    threading.Thread(target=look_up, daemon=True).start()
    try:
        found = answers.get(timeout=deadline.left())
    except queue.Empty:
        raise too_late(deadline.seconds) from None
    if not isinstance(found, list) or not found:
        what = f"the host “{of.host}” is not known"
        raise stopped("fetch-failed", what, "correct the address, or try again later") from None
    return found


def _refused(raw: str, problem: str) -> StoppedError:
    remedy = "give the address of a public page, or save the page and add the file"
    return stopped("address-refused", f"“{visible(raw[:_LONGEST])}” {problem}", remedy)
