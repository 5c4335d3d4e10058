"""The command ``recheck`` against a web of the test's own: what it prints, writes, and leaves alone."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from build_pages import main
from tests.support.local_server import LocalServer, answered, is_loopback, local_server, names, redirected
from tests.support.miniature import miniature, tree
from topicpages.editing import Archive
from topicpages.publishing.write import acquire

LOCK = "sources/evidence.lock.json"
PAGE = "<title>New boats for the bay</title><p>The Port Office said that three ferries now sail."
DISALLOWED = (
    "“http://post.example/robots.txt” does not allow “topicpages” to fetch “http://post.example/boats”"
)
MARCH, APRIL = "1930435200", "1933113600"  # 5 March and 5 April 2031

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalServer]:
    """Yield the server behind post.example and archive.example; robots.txt allows everything."""
    with local_server() as server:
        names(monkeypatch, dict.fromkeys(("post.example", "archive.example"), ("127.0.0.1",)))
        monkeypatch.setattr("topicpages.commands.recheck.MAY_CONNECT", is_loopback)
        archive = Archive(service=f"http://archive.example:{server.port}/available", host="copies.example")
        monkeypatch.setattr("topicpages.commands.recheck.ARCHIVE", archive)
        yield server


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, web: LocalServer) -> Path:
    """Return a site whose harbour-post stands in the web, and whose gull-gazette has no address."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", MARCH)
    monkeypatch.chdir(miniature(tmp_path))
    give(tmp_path, f"url: http://post.example:{web.port}/boats\n")
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], web: LocalServer) -> Run:
    def running(*arguments: str) -> tuple[int, str]:
        try:
            status = main(["recheck", *arguments])
        except SystemExit as stop:
            status = int(str(stop.code))
        return status, capsys.readouterr().out.replace(f":{web.port}", "")

    return running


def give(root: Path, keys: str, article: str = "harbour-post") -> None:
    path = root / f"sources/articles/{article}.md"
    path.write_text(path.read_text("utf-8").replace("kinds:", f"{keys}kinds:", 1), "utf-8")


def copies(url: str, **more: object) -> bytes:
    closest = {"available": True, "url": url, "timestamp": "20310503000000", "status": "200"} | more
    return answered(json.dumps({"archived_snapshots": {"closest": closest}}), media_type="application/json")


def available(web: LocalServer) -> str:
    return f"/available?url=http%3A%2F%2Fpost.example%3A{web.port}%2Fboats&timestamp=20310502"


def locked(root: Path) -> object:
    return json.loads((root / LOCK).read_text("utf-8"))["addresses"]


NO_ADDRESS = "gull-gazette: skipped (has no address)\n"


def test_a_page_that_is_there_is_told_and_recorded_once(root: Path, run: Run, web: LocalServer) -> None:
    web.lay({"/boats": answered(PAGE)})
    told = f"{NO_ADDRESS}harbour-post: live; 1 of 1 quote there\nrechecked 2 articles: 1 skipped, 1 live\n"
    assert run() == (0, told)
    assert locked(root) == {
        "harbour-post": {
            "url": f"http://post.example:{web.port}/boats",
            "on": "2031-03-05",
            "state": "live",
            "standing": 1,
            "cited": 1,
            "failures": 0,
        }
    }
    before = tree(root)
    assert run() == (0, told)
    assert tree(root) == before
    assert web.asked.count("/robots.txt") == 4  # of the post and of the archive, once a run


def test_a_page_whose_quotes_are_gone_is_told_with_each_of_them(
    root: Path, run: Run, web: LocalServer
) -> None:
    web.lay({"/boats": answered(PAGE.replace("three", "four"))})
    web.lay({available(web): copies("http://copies.example/1/boats")})
    status, out = run("harbour-post")
    told = "changed; 0 of 1 quote there; no longer there: passage 2 “three ferries”"
    copy = "https://copies.example/1/boats"
    assert (status, out.splitlines()[0]) == (0, f"harbour-post: {told}; archived copy: {copy}")
    assert locked(root)["harbour-post"]["archive"] == "https://copies.example/1/boats"  # type: ignore[index]


@pytest.mark.parametrize(
    ("replies", "line"),
    [
        ({}, "dead (answered 404); archived copy: none known"),
        ({"/boats": answered("", status="410 Gone")}, "dead (answered 410); archived copy: none known"),
        (
            {"/boats": redirected("/new"), "/new": answered(PAGE)},
            "moved; 1 of 1 quote there; now at http://post.example/new; archived copy: none known",
        ),
        (
            {"/boats": answered("<h1>Page not found</h1>")},
            "soft-404 (the page says “not found”); archived copy: none known",
        ),
        (
            {"/boats": answered("<h1>New boats for the bay</h1><p>Subscribe to continue.")},
            "paywalled (the page says “Subscribe to continue”); archived copy: none known",
        ),
        (
            {"/boats": answered("", status="500 Oh")},
            "unreachable (answered 500); no answer 1 time in a row; archived copy: none known",
        ),
        (
            {"/robots.txt": answered("User-agent: *\nDisallow: /", media_type="text/plain")},
            f"unreachable ({DISALLOWED}); no answer 1 time in a row; archived copy: none known",
        ),
    ],
)
@pytest.mark.usefixtures("root")
def test_whatever_stands_there_is_told_in_a_line_and_is_no_fault(
    run: Run, web: LocalServer, replies: dict[str, bytes], line: str
) -> None:
    web.lay(replies)
    status, out = run("harbour-post")
    assert (status, out.splitlines()[0]) == (0, f"harbour-post: {line}")


def test_silence_is_counted_and_leaves_what_was_found_before(
    root: Path, run: Run, web: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.lay({"/boats": answered(PAGE)})
    run()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", APRIL)
    web.lay({"/boats": b""})
    for times in ("1 time", "2 times"):
        assert f"; no answer {times} in a row, stays live;" in run()[1]
    run()
    record = locked(root)["harbour-post"]  # type: ignore[index]
    assert (record["state"], record["on"], record["failures"]) == ("unreachable", "2031-04-05", 3)


def test_when_no_page_answers_at_all_the_machine_is_doubted_and_nothing_recorded(
    root: Path, run: Run, web: LocalServer
) -> None:
    give(root, f"url: http://lost.example:{web.port}/a\n", "gull-gazette")
    web.lay({"/boats": b""})
    status, out = run()
    lost = "gull-gazette: unreachable (the host “lost.example” is not known); archived copy: none known"
    silent = "“http://post.example/boats” gave no page: remote end closed connection without response"
    assert (status, out.splitlines()) == (
        0,
        [
            lost,
            f"harbour-post: unreachable ({silent}); archived copy: none known",
            "no page answered, so nothing is recorded: is this machine in the net?",
        ],
    )
    assert not (root / LOCK).exists()
    assert [row["state"] for row in json.loads(run("--format", "json")[1])["articles"]] == [None, None]


@pytest.mark.parametrize(
    "answer",
    [
        answered("{}", media_type="application/json"),
        answered("[]", media_type="application/json"),
        answered("{", media_type="application/json"),
        answered("[" * 100_000, media_type="application/json"),
        answered(json.dumps({"archived_snapshots": {}}), media_type="application/json"),
        answered("<p>no", media_type="text/html"),
        answered("", status="503 Later"),
        copies("http://copies.example/1", available=False),
        copies("http://copies.example/1", status="404"),
        copies("http://elsewhere.example/1"),
        copies("http://copies.example@elsewhere.example/1"),
        copies("javascript:alert(1)"),
        copies(""),
        b"",
    ],
)
def test_an_archive_that_names_no_copy_gives_none(
    root: Path, run: Run, web: LocalServer, answer: bytes
) -> None:
    web.lay({"/boats": answered(PAGE), available(web): answer})
    assert run()[0] == 0
    assert "archive" not in locked(root)["harbour-post"]  # type: ignore[index]
    assert available(web) in web.asked


def test_an_archive_is_not_asked_for_a_copy_that_is_known(root: Path, run: Run, web: LocalServer) -> None:
    web.lay({"/boats": answered(PAGE), available(web): copies("https://copies.example/1/boats")})
    run()
    run()
    assert web.asked.count(available(web)) == 1
    give(root, "archive: https://copies.example/2/boats\n")
    run()
    assert web.asked.count(available(web)) == 1
    assert locked(root)["harbour-post"]["archive"] == "https://copies.example/2/boats"  # type: ignore[index]


def test_articles_without_an_address_for_readers_are_told_and_not_asked_for(
    root: Path, run: Run, web: LocalServer
) -> None:
    give(root, "url_public: false\n")
    give(root, "url: https://gazette.example/a\nwithdrawn: true\nwithdrawn_why: a mistake\n", "gull-gazette")
    told = "gull-gazette: skipped (is withdrawn)\nharbour-post: skipped (has no public address)\n"
    assert run() == (0, f"{told}rechecked 2 articles: 2 skipped\n")
    assert web.asked == []
    assert not (root / LOCK).exists()


def test_json_has_an_object_for_each_article(root: Path, run: Run, web: LocalServer) -> None:
    web.lay({"/boats": answered(PAGE.replace("three", "four"))})
    status, out = run("--format", "json")
    assert status == 0
    assert json.loads(out) == {
        "diagnostics": [],
        "articles": [
            {"article": "gull-gazette", "found": "skipped", "why": "has no address"},
            {
                "article": "harbour-post",
                "found": "changed",
                "why": "",
                "url": "http://post.example/boats",
                "at": None,
                "archive": None,
                "cited": 1,
                "standing": 0,
                "missing": [{"passage": 2, "exact": "three ferries"}],
                "failures": 0,
                "state": "changed",
                "since": "2031-03-05",
            },
        ],
    }
    assert (root / LOCK).exists()


def test_an_article_that_nobody_knows_is_usage(root: Path, run: Run, web: LocalServer) -> None:
    what = "there is no article “harbour-pots” (did you mean “harbour-post”?)"
    assert run("harbour-pots") == (2, f"sources/articles:1:1: error[unknown-article]: {what}\n")
    assert (web.asked, (root / LOCK).exists()) == ([], False)


def test_a_site_with_faults_and_one_that_another_build_holds_are_left_alone(
    root: Path, run: Run, web: LocalServer
) -> None:
    mutex = acquire(root)
    assert mutex is not None
    with mutex:
        status, out = run("harbour-post")
        assert (status, "error[busy]" in out, (root / LOCK).exists()) == (3, True, False)
    give(root, "kind: report\n")
    asked = len(web.asked)
    status, out = run()
    assert (status, "unknown-key" in out, len(web.asked)) == (1, True, asked)
    assert run("--format", "json")[0] == 1


def test_what_was_reviewed_while_pages_were_fetched_stays_in_the_lock(
    root: Path, run: Run, web: LocalServer
) -> None:
    def review(connected: object) -> None:
        main(["review", "--by", "Ann"])
        connected.sendall(answered(PAGE))  # type: ignore[attr-defined]

    web.lay({"/boats": review})
    run()
    lock = json.loads((root / LOCK).read_text("utf-8"))
    assert (list(lock["reviews"]), list(lock["addresses"])) == (["ferries/number"], ["harbour-post"])


def test_without_the_packages_of_editors_it_says_what_to_run(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("topicpages.commands.outcome.find_spec", lambda _: None)
    assert run() == (2, "to recheck articles takes more packages (run: make editing)\n")
