"""A page is fetched, or refused in words; neither its server nor its address can do harm."""

import gzip
import itertools
import socket
import ssl
import subprocess
import threading
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.local_server import LocalServer, answered, is_loopback, local_server, names, redirected
from topicpages.editing.fetching import USER_AGENT, Fetched, KnownRobots, Limits, fetch, is_public

PAGE = "<title>Ferries</title><p>The ferry of Lund sails at noon.</p>"
PATIENT = Limits(seconds=20)
SMALL = Limits(seconds=0.3, size=1_000)


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with local_server() as running:
        yield running


Fetch = Callable[..., Fetched | str]


@pytest.fixture
def got(server: LocalServer) -> Fetch:
    """Return what fetches a path of the server, or an address: the page, or the fault as it is printed."""

    def of(path: str, limits: Limits = PATIENT) -> Fetched | str:
        address = path if ":" in path else server.home + path
        page, faults = fetch(address, limits=limits, may_connect=is_loopback)
        if faults:
            return "\n".join(map(str, faults)).replace(server.home, "HOME")
        assert page is not None
        return page

    return of


def fault(code: str, what: str, remedy: str) -> str:
    return f"sources/articles:1:1: error[{code}]: {what} ({remedy})"


LATER = "try again later, or save the page in a browser and add the file"
OPEN = "open it in a browser and give the address at which it ends"
PUBLIC = "give the address of a public page, or save the page and add the file"
SHORTEN = "save the part that is the article and add the file"


# --- pages


@pytest.mark.parametrize(
    "media_type",
    ["text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf", "Text/HTML"],
)
def test_a_page_is_given_with_its_type_and_charset(server: LocalServer, got: Fetch, media_type: str) -> None:
    server.lay({"/a?b=1": answered(PAGE, media_type=f"{media_type}; charset=ISO-8859-1")})
    assert got("/a?b=1#part") == Fetched(
        asked=f"{server.home}/a?b=1#part",
        final=f"{server.home}/a?b=1",
        moved="",
        status=200,
        media_type=media_type.lower(),
        charset="iso-8859-1",
        body=PAGE.encode(),
    )


def test_a_request_names_the_program_and_holds_nothing_of_its_user(server: LocalServer, got: Fetch) -> None:
    server.lay({"/a": redirected("/b", "302 Found").replace(b"\r\n\r\n", b"\r\nSet-Cookie: a=b\r\n\r\n")})
    server.lay({"/b": answered(PAGE)})
    got("/a")
    assert server.asked == ["/robots.txt", "/a", "/b"]
    sent = [header.partition(":")[0] for header in server.headers[-1].splitlines()[1:] if header]
    assert sorted(sent) == [
        "Accept",
        "Accept-Encoding",
        "Accept-Language",
        "Connection",
        "Host",
        "User-Agent",
    ]
    assert f"User-Agent: {USER_AGENT}\r\n" in server.headers[-1]
    assert f"Host: 127.0.0.1:{server.port}\r\n" in server.headers[-1]


@pytest.mark.parametrize(
    ("media_type", "shown"),
    [
        ("application/zip", "of the type “application/zip”"),
        ("image/png", "of the type “image/png”"),
        ("", "of no type"),
    ],
)
def test_what_is_no_page_is_refused_unread(
    server: LocalServer, got: Fetch, media_type: str, shown: str
) -> None:
    server.lay({"/a": answered("", "Content-Length: 10", media_type=media_type)})  # and its body never comes
    remedy = "give the address of HTML, plain text, Markdown or PDF"
    assert got("/a") == fault("not-a-page", f"“HOME/a” is {shown}, not a page", remedy)


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "403 Forbidden", "500 Oh", "503 Later"])
def test_another_status_is_told_and_its_page_is_given(server: LocalServer, status: str) -> None:
    server.lay({"/a": answered(PAGE, status=status), "/b": answered("{}", status=status, media_type="a/b")})
    for path, body in (("/a", PAGE.encode()), ("/b", b"")):
        page, faults = fetch(server.home + path, may_connect=is_loopback)
        assert page is not None
        assert (page.status, page.body) == (int(status[:3]), body)
        what = f"“{server.home}{path}” answered {status[:3]} instead of a page"
        remedy = "open it in a browser and correct the address"
        assert [str(one) for one in faults] == [fault("fetch-failed", what, remedy)]


@pytest.mark.parametrize(
    ("packed", "encoding"),
    [(gzip.compress, "gzip"), (gzip.compress, "x-gzip"), (zlib.compress, "deflate"), (bytes, "identity")],
)
def test_a_packed_page_is_unpacked(
    server: LocalServer, got: Fetch, packed: Callable[[bytes], bytes], encoding: str
) -> None:
    long = PAGE * 5_000  # more than one read, packed and unpacked
    server.lay({"/a": answered(packed(long.encode()), f"Content-Encoding: {encoding}")})
    page = got("/a")
    assert isinstance(page, Fetched)
    assert page.body == long.encode()


def test_a_page_in_chunks_and_one_without_a_length_are_read(server: LocalServer, got: Fetch) -> None:
    chunks = f"{len(PAGE):x}\r\n{PAGE}\r\n0\r\n\r\n"
    server.lay({"/chunks": answered(chunks, "Transfer-Encoding: chunked")})
    server.lay({"/open": f"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}".encode()})
    for path in ("/chunks", "/open"):
        page = got(path)
        assert isinstance(page, Fetched)
        assert page.body == PAGE.encode()


# --- redirects


@pytest.mark.parametrize(
    ("hops", "moved"),
    [
        (["301"], "/1"),
        (["308", "301"], "/2"),
        (["302"], ""),
        (["303"], ""),
        (["307"], ""),
        (["301", "302"], "/1"),
        (["302", "301"], ""),
        (["301", "301", "302", "301", "301"], "/2"),
    ],
)
def test_a_page_has_moved_as_far_as_permanent_redirects_lead_first(
    server: LocalServer, got: Fetch, hops: list[str], moved: str
) -> None:
    server.lay({f"/{at}": redirected(f"/{at + 1}", f"{hop} X") for at, hop in enumerate(hops)})
    server.lay({f"/{len(hops)}": answered(PAGE)})
    page = got("/0")
    assert isinstance(page, Fetched)
    assert (page.final, page.moved) == (f"{server.home}/{len(hops)}", moved and server.home + moved)


def test_a_sixth_redirect_and_a_circle_end_the_fetch(server: LocalServer, got: Fetch) -> None:
    server.lay({f"/{at}": redirected(f"/{at + 1}") for at in range(9)})
    assert got("/0") == fault("fetch-failed", "“HOME/0” is redirected more than 5 times", OPEN)
    server.lay({"/a": redirected("/b"), "/b": redirected("/a#part")})
    assert got("/a") == fault("fetch-failed", "“HOME/a” is redirected in a circle, again to “HOME/a”", OPEN)


@pytest.mark.parametrize(
    ("to", "problem"),
    [
        ("file:///etc/passwd", "is not an http or https address"),
        ("gopher://127.0.0.1/", "is not an http or https address"),
        ("javascript:alert(1)", "is not an http or https address"),
        ("http://user:password@127.0.0.1/", "names a user or a password"),
        ("http://10.0.0.1/", "leads to 10.0.0.1, which is not in the public net"),
        ("//169.254.169.254/latest/meta-data", "leads to 169.254.169.254, which is not in the public net"),
        ("http://[::ffff:10.0.0.1]/", "leads to ::ffff:a00:1, which is not in the public net"),
        ("http://167772161/", "leads to 10.0.0.1, which is not in the public net"),
        ("http://127.0.0.1:99999/", "is not a well-formed address"),
    ],
)
def test_a_redirect_is_checked_like_the_first_address(
    server: LocalServer, got: Fetch, to: str, problem: str
) -> None:
    server.lay({"/a": redirected(to)})
    said = got("/a")
    assert isinstance(said, str)
    assert said.startswith("sources/articles:1:1: error[address-refused]: “")
    assert said.endswith(f"” {problem} ({PUBLIC})")
    assert server.asked == ["/robots.txt", "/a"]


def test_a_redirect_to_a_path_outside_ascii_is_followed(server: LocalServer, got: Fetch) -> None:
    server.lay({"/a": redirected("/ö b"), "/%C3%B6%20b": answered(PAGE)})
    page = got("/a")
    assert isinstance(page, Fetched)
    assert page.moved == f"{server.home}/%C3%B6%20b"


# --- addresses


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("ftp://ferries.example/", "is not an http or https address"),
        ("/etc/passwd", "is not an http or https address"),
        ("file:///etc/passwd", "is not an http or https address"),
        ("http://", "has no host that can be looked up"),
        ("http://a b.example/", "holds white space, a backslash or a character that cannot be seen"),
        (
            "http://a.example\\@b.example/",
            "holds white space, a backslash or a character that cannot be seen",
        ),
        ("http://a.example/\r\nHost:b", "holds white space, a backslash or a character that cannot be seen"),
        ("http://a@b.example/", "names a user or a password"),
        (
            "http://hafenstraße.example/",
            "has a host outside ASCII (write its xn-- form, as a browser copies it)",
        ),
        ("http://a.example:70000/", "is not a well-formed address"),
        ("http://[::1/", "is not a well-formed address"),
        ("http://[fe80::1%25eth0]/", "has no host that can be looked up"),
        ("http://a.example/" + "a" * 2_000, "has 2017 characters (at most 2000)"),
    ],
)
def test_an_address_that_is_none_of_a_public_page_is_refused(address: str, problem: str) -> None:
    page, (told,) = fetch(address)
    assert page is None
    assert told.code == "address-refused"
    assert told.message.endswith(f"” {problem}")


PUBLIC_MACHINES = ["8.8.8.8", "93.184.216.34", "192.0.1.1", "2606:2800:220:1::1", "2a00:1450:4001::1"]
OTHER_MACHINES = [
    "0.0.0.0",  # noqa: S104 -- is refused
    "10.1.2.3",
    "100.64.0.1",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.8",
    "192.0.0.170",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::a00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::a00:1",
    "100::1",
    "2001::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:10::1",
    "2001:20::1",
    "2001:db8::1",
    "2002:a00:1::1",
    "2606:2800:220:1:0:5efe:a00:1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd12::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
]


def test_only_machines_of_the_public_net_are_public() -> None:
    every = [*PUBLIC_MACHINES, *OTHER_MACHINES]
    assert [one for one in every if is_public(ip_address(one))] == PUBLIC_MACHINES


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001"])
def test_this_machine_is_refused_by_default_in_every_way_to_write_it(server: LocalServer, host: str) -> None:
    page, (told,) = fetch(f"http://{host}:{server.port}/a")
    assert (page, told.code) == (None, "address-refused")
    assert server.asked == []


def test_a_name_is_refused_when_one_of_its_machines_is_not_public(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = names(monkeypatch, {"ferries.example": ("8.8.8.8", "127.0.0.1")})
    page, told = fetch(f"http://ferries.example:{server.port}/a")
    assert page is None
    what = "“ferries.example” leads to 127.0.0.1, which is not in the public net"
    assert list(map(str, told)) == [fault("address-refused", what, PUBLIC)]
    assert (asked, server.asked) == (["ferries.example"], [])


def test_the_machine_that_was_checked_is_connected_to_and_its_name_not_looked_up_again(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name server that says something else the second time (DNS rebinding) gains nothing."""
    known = {"ferries.example": ("127.0.0.1",)}
    asked = names(monkeypatch, known)
    connected = []
    plain = socket.socket.connect

    def connect(ours: socket.socket, to: tuple[str, int]) -> None:
        connected.append(to)
        plain(ours, to)

    monkeypatch.setattr(socket.socket, "connect", connect)
    server.lay({"/a": answered(PAGE)})
    page, faults = fetch(f"http://ferries.example:{server.port}/a", may_connect=is_loopback)
    assert (page is not None, faults) == (True, ())
    assert (
        connected == [("127.0.0.1", server.port)] * 2
    )  # for robots.txt and the page, each after one look-up
    assert asked == ["ferries.example"] * 2
    assert f"Host: ferries.example:{server.port}\r\n" in server.headers[-1]


def test_each_machine_of_a_name_is_tried_in_turn(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    names(monkeypatch, {"ferries.example": ("127.0.0.2", "127.0.0.1")})  # nobody listens at the first
    server.lay({"/a": answered(PAGE)})
    page, _ = fetch(f"http://ferries.example:{server.port}/a", may_connect=is_loopback)
    assert page is not None


def test_a_name_that_nobody_knows_is_told(got: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    names(monkeypatch, {})
    what = "the host “ferries.example” is not known"
    assert got("https://ferries.example/a") == fault(
        "fetch-failed", what, "correct the address, or try again later"
    )


# --- limits

LATE = fault(
    "fetch-failed",
    "the page was not there within 0.3 seconds",
    "try again later, or save it in a browser and add the file",
)


def endless(head: bytes, piece: bytes) -> Callable[[socket.socket], None]:
    """Return what sends a piece over and over until nobody listens any more."""

    def send(connected: socket.socket) -> None:
        with suppress(OSError):
            connected.sendall(head)
            for _ in itertools.count():
                connected.sendall(piece)

    return send


def drip(head: bytes, piece: bytes) -> Callable[[socket.socket], None]:
    """Return what sends a piece now and then, more often than any limit of ours for a single read."""

    def send(connected: socket.socket) -> None:
        connected.settimeout(0.02)
        with suppress(ConnectionError):
            connected.sendall(head)
            while True:
                connected.sendall(piece)
                with suppress(TimeoutError):  # waits until the other side leaves
                    if not connected.recv(1):
                        return

    return send


def too_large(most: str) -> str:
    return fault("fetch-too-large", f"“HOME/a” is larger than {most} bytes", SHORTEN)


def test_a_body_is_refused_by_its_declared_length_before_it_comes(server: LocalServer, got: Fetch) -> None:
    server.lay({"/a": answered("", "Content-Length: 50000000")})
    assert got("/a") == too_large("10,000,000")


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
PIECE = b"a" * 100_000


@pytest.mark.parametrize(
    "reply",
    [
        endless(HEAD + b"\r\n", PIECE),
        endless(HEAD + b"Content-Length: -1\r\n\r\n", PIECE),
        endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"%x\r\n%s\r\n" % (len(PIECE), PIECE)),
        answered(b"a" * 50_000_000, "Transfer-Encoding: identity"),
    ],
    ids=["no length", "a length of no sense", "chunks", "fifty megabytes"],
)
def test_a_body_of_undeclared_length_is_read_up_to_the_limit(
    server: LocalServer, got: Fetch, reply: bytes | Callable[[socket.socket], None]
) -> None:
    server.lay({"/a": reply})
    assert got("/a") == too_large("10,000,000")


def test_a_body_of_just_the_limit_is_read(server: LocalServer, got: Fetch) -> None:
    server.lay({"/a": answered("a" * 1_000), "/b": answered("a" * 1_001)})
    limits = Limits(size=1_000)
    page = got("/a", limits)
    assert isinstance(page, Fetched)
    assert len(page.body) == 1_000
    assert got("/b", limits) == too_large("1,000").replace("HOME/a", "HOME/b")


def test_a_bomb_is_unpacked_up_to_the_limit_only(server: LocalServer, got: Fetch) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(100)) + packer.flush()
    assert len(bomb) < 1_000_000
    server.lay({"/a": answered(bomb, "Content-Encoding: gzip")})
    tracemalloc.start()
    said, (_, peak) = got("/a", Limits(size=200_000)), tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert said == too_large("200,000")
    assert peak < 10_000_000
    twice = gzip.compress(bomb)
    server.lay({"/b": answered(twice, "Content-Encoding: gzip, gzip")})
    what = "“HOME/b” gave no page: it is packed as “gzip, gzip”, which we did not ask for"
    assert got("/b") == fault("fetch-failed", what, LATER)


@pytest.mark.parametrize(
    "reply",
    [
        drip(b"", b"H"),
        drip(b"HTTP/1.1 200 OK\r\n", b"A: b\r\n"),
        drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        drip(HEAD + b"\r\n", b"a"),
        drip(HEAD + b"Content-Length: 900\r\n\r\n", b"a"),
        drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
        drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"A: b\r\n"),
        drip(HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"")[:10], b"\0\0\0\xff\xff"),
        drip(b"", b""),
    ],
    ids=["status", "headers", "continue", "body", "with a length", "chunks", "trailers", "packed", "silence"],
)
def test_a_slow_drip_does_not_keep_us_longer_than_the_limit(
    server: LocalServer, got: Fetch, reply: Callable[[socket.socket], None]
) -> None:
    server.lay({"/a": reply})
    assert got("/a", SMALL) == LATE


def test_a_name_server_that_never_answers_does_not_keep_us_either(
    got: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: left.wait() and [])
    try:
        assert got("http://ferries.example/a", SMALL) == LATE
    finally:
        left.set()


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (b"", "remote end closed connection without response"),
        (b"nonsense\r\n\r\n", "nonsense"),
        (b"HTTP/1.1 abc\r\n\r\n", "http/1.1 abc"),
        (answered("short", "Content-Length: 900"), "the connection closed before its end"),
        (answered("5\r\nab", "Transfer-Encoding: chunked"), "the connection closed before its end"),
        (answered("zz\r\nab", "Transfer-Encoding: chunked"), "the connection closed before its end"),
        (
            answered("no gzip", "Content-Encoding: gzip"),
            "error -3 while decompressing data: incorrect header check",
        ),
        (answered(gzip.compress(b"a")[:-9], "Content-Encoding: gzip"), "what it packed has no end"),
        (answered("", "A: " + "b" * 70_000), "got more than 65536 bytes when reading header line"),
    ],
    ids=[
        "nothing",
        "nonsense",
        "no status",
        "short",
        "chunk",
        "no size",
        "no gzip",
        "half a gzip",
        "long header",
    ],
)
def test_a_broken_answer_is_told(server: LocalServer, got: Fetch, reply: bytes, why: str) -> None:
    server.lay({"/a": reply})
    assert got("/a").lower() == fault("fetch-failed", f"“HOME/a” gave no page: {why}", LATER).lower()  # type: ignore[union-attr]


@settings(deadline=None, max_examples=60)
@given(
    st.binary(max_size=300), st.sampled_from([b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 301 X\r\nLocation: "])
)
def test_no_answer_makes_a_fetch_fail_in_another_way_than_by_a_fault(rest: bytes, head: bytes) -> None:
    with local_server() as server:
        server.lay({"/a": head + rest, "/robots.txt": head + rest})
        page, faults = fetch(server.home + "/a", limits=SMALL, may_connect=is_loopback)
    assert page is not None or [one.code for one in faults] != []


def test_a_machine_at_which_nobody_listens_is_told(got: Fetch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    what = f"“http://127.0.0.1:{port}/robots.txt” gave no page: connection refused"
    assert got(f"http://127.0.0.1:{port}/a") == fault("fetch-failed", what, LATER)


# --- certificates


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a certificate of ferries.example that signs itself, with its key."""
    folder = tmp_path_factory.mktemp("certificate")
    arguments = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=ferries.example"]
    names = ["-addext", "subjectAltName=DNS:ferries.example"]
    try:
        subprocess.run(
            ["openssl", "req", *arguments, *names, "-keyout", "key.pem", "-out", "certificate.pem"],
            cwd=folder,
            check=True,
            capture_output=True,
        )
    except FileNotFoundError:
        pytest.skip("openssl is not installed")
    return folder


@pytest.mark.parametrize(
    ("host", "trusted", "why"),
    [
        ("ferries.example", True, ""),
        ("ferries.example", False, "self-signed certificate"),
        ("gulls.example", True, "hostname mismatch, certificate is not valid for 'gulls.example'."),
    ],
)
def test_a_certificate_is_checked_for_the_name_though_we_connect_to_a_number(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, host: str, why: str, *, trusted: bool
) -> None:
    names(monkeypatch, {host: ("127.0.0.1",)})
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "certificate.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "certificate.pem", certificate / "key.pem")
    with local_server(context) as server:
        server.lay({"/a": answered(PAGE)})
        page, faults = fetch(f"https://{host}:{server.port}/a", may_connect=is_loopback)
    if not why:
        assert (page is not None and page.body, faults) == (PAGE.encode(), ())
        return
    what = f"“https://{host}:{server.port}/robots.txt” gave no page: its certificate is not valid ({why})"
    assert list(map(str, faults)) == [fault("fetch-failed", what, LATER)]


# --- robots.txt


def test_a_page_that_robots_txt_disallows_is_not_asked_for(server: LocalServer, got: Fetch) -> None:
    server.lay({"/robots.txt": answered("User-agent: *\nDisallow: /private", media_type="text/plain")})
    server.lay({"/private/a": answered(PAGE), "/a": redirected("/private/a")})
    what = "“HOME/robots.txt” does not allow “topicpages” to fetch “HOME/private/a”"
    told = fault("robots-disallow", what, "save the page in a browser and add the file")
    assert got("/private/a") == told
    assert got("/a") == told  # a redirect is no way around it
    assert "/private/a" not in server.asked


def test_a_packed_robots_txt_and_one_elsewhere_are_read(server: LocalServer, got: Fetch) -> None:
    rules = gzip.compress(b"User-agent: topicpages\nDisallow: /")
    server.lay({"/robots.txt": redirected("/r"), "/r": answered(rules, "Content-Encoding: gzip")})
    assert "robots-disallow" in str(got("/a"))


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "410 Gone", "204 No Content"])
def test_a_host_without_robots_txt_allows_everything(server: LocalServer, got: Fetch, status: str) -> None:
    server.lay({"/robots.txt": answered("", status=status), "/a": answered(PAGE)})
    assert isinstance(got("/a"), Fetched)


@pytest.mark.parametrize("status", ["500 Oh", "503 Later", "429 Too Many Requests"])
def test_a_host_that_cannot_say_what_it_allows_is_left_alone(
    server: LocalServer, got: Fetch, status: str
) -> None:
    server.lay({"/robots.txt": answered("", status=status), "/a": answered(PAGE)})
    what = f"“HOME/robots.txt”, which says what may be fetched, answered {status[:3]}"
    assert got("/a") == fault("fetch-failed", what, "try again later, or save the page and add the file")
    assert server.asked == ["/robots.txt"]


def test_a_very_long_robots_txt_is_read_up_to_its_limit(server: LocalServer, got: Fetch) -> None:
    rule = b"User-agent: *\nDisallow: /b\n"
    server.lay({"/robots.txt": endless(HEAD + b"\r\n" + rule, b"# " + PIECE + b"\n")})
    server.lay({"/a": answered(PAGE), "/b": answered(PAGE)})
    assert isinstance(got("/a"), Fetched)
    assert "robots-disallow" in str(got("/b"))


def test_a_host_is_asked_once_what_it_allows_when_pages_are_fetched_together(server: LocalServer) -> None:
    server.lay({"/a": answered(PAGE), "/b": answered(PAGE)})
    robots: KnownRobots = {}
    for path in ("/a", "/b"):
        fetch(server.home + path, may_connect=is_loopback, robots=robots)
    assert server.asked == ["/robots.txt", "/a", "/b"]
