"""What ``add`` prints and writes, as an editor calls it."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

import build_pages
from tests.support.local_server import answered, is_loopback, local_server, names
from tests.support.miniature import miniature, tree
from topicpages.editing.fetching import fetch

RECEIVED = Path(__file__).parent / "editing" / "received"
ID = "island-gazette-new-ferry-line-opens-lund"
FERRY = f"""\
wrote sources/articles/{ID}.md
wrote sources/publishers.yml
kept the original, which is private and never committed: originals/{ID}.html, originals/{ID}.txt
10 passages: 1 title, 1 deck, 4 body, 2 heading, 2 bullet
skipped as cookie notice: 1-3
skipped as head of the page: 5
skipped as menu: 7-8
skipped as author line: 14
skipped as date line: 16
skipped as caption of a picture: 20
skipped as advertisement: 29-31
skipped as source list: 39-42
skipped as related articles: 44-46
skipped as comment form: 48-54
skipped as invitation to subscribe: 56
skipped as footer: 58-60
new publisher “island-gazette”: owner and country are unknown
guessed, so look at it and take it out of “unconfirmed”: publisher, authors, published, kinds, rights
next: look at the record, write a claim that quotes it, then run build_pages.py audit --record
"""

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a sound miniature site, in which the command runs, with received files beside its sources."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1935705600")  # 5 May 2031
    monkeypatch.delenv("ORIGINALS", raising=False)
    monkeypatch.chdir(miniature(tmp_path / "site"))
    shutil.copytree(RECEIVED, tmp_path / "site" / "in")
    return tmp_path / "site"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def running(*arguments: str) -> tuple[int, str]:
        return build_pages.main(arguments), capsys.readouterr().out

    return running


def test_a_saved_page_is_one_command_from_a_record_that_check_accepts(root: Path, run: Run) -> None:
    assert run("add", "in/ferry.html") == (0, FERRY)
    record = (root / f"sources/articles/{ID}.md").read_text("utf-8")
    assert record == (RECEIVED.parent / "taken/ferry.html.record.md").read_text("utf-8")
    kept = tree(root / "originals")
    assert kept.keys() == {".gitignore", f"{ID}.html", f"{ID}.txt"}
    assert kept[f"{ID}.html"] == (RECEIVED / "ferry.html").read_bytes()
    status, out = run("check")
    assert (status, out.count("warning[unconfirmed-field]"), out.count("\n")) == (0, 1, 2)
    assert run("audit")[1].count(ID) == 0


def test_an_article_is_not_added_twice(root: Path, run: Run) -> None:
    run("add", "in/ferry.html")
    before = tree(root)
    what = f"“{ID}” is a record of this text"
    remedy = "keep that one; remove it first to take the article in anew"
    assert run("add", "in/ferry.html") == (
        1, f"in/ferry.html:1:1: error[same-original]: {what} ({remedy})\n"
    )  # fmt: skip
    assert tree(root) == before


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("in/missing.html",), "not-an-article"),
        (("in/undated.html",), "day-not-found"),
        (("in/plain.txt",), "publisher-not-found"),
        (("in/plain.txt", "--publisher", "A", "--id", "Not an id"), "bad-id"),
        (("in/plain.txt", "--publisher", "A", "--published", "soon"), "bad-date"),
        (("in/plain.txt", "--url", "javascript:alert(1)"), "bad-url"),
        (("in/nothing.txt",), "unreadable"),
        (("in",), "unreadable"),
        (("http://127.0.0.1/a",), "address-refused"),
    ],
)
def test_what_is_refused_writes_nothing(root: Path, run: Run, arguments: tuple[str, ...], code: str) -> None:
    before = tree(root)
    status, out = run("add", *arguments)
    assert (status, f"error[{code}]: " in out) == (1, True), out
    assert tree(root) == before


def test_an_original_of_that_name_keeps_everything_as_it_was(root: Path, run: Run) -> None:
    (root / "originals").mkdir()
    (root / f"originals/{ID}.txt").write_text("of another article")
    status, out = run("add", "in/ferry.html")
    assert (status, out.splitlines()[0]) == (0, f"wrote sources/articles/{ID}-2.md")
    assert (root / f"originals/{ID}.txt").read_text() == "of another article"
    assert run("add", "in/plain.txt", "--publisher", "A", "--id", ID)[0] == 1


def test_sources_that_cannot_be_written_leave_no_original(
    root: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("topicpages.publishing.source_files.stage", full)
    before = tree(root)
    status, out = run("add", "in/ferry.html")
    assert (status, "error[cannot-write]" in out) == (1, True)
    assert tree(root) == before | {"originals/.gitignore": b"*\n"}


def test_without_the_packages_for_editors_it_says_how_to_get_them(
    root: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("topicpages.commands.outcome.find_spec", lambda _: None)
    assert run("add", "in/ferry.html") == (2, "to add articles takes more packages (run: make editing)\n")
    assert not (root / "originals").exists()


def test_an_article_is_added_from_its_address(root: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    names(monkeypatch, {"gazette.example.org": ("127.0.0.1",)})
    monkeypatch.setattr("topicpages.editing.intake.receiving.fetch", partial(fetch, may_connect=is_loopback))
    page = (RECEIVED / "ferry.html").read_bytes().partition(b"<!-- saved")
    with local_server() as server:
        server.lay({"/2031/ferry?id=2&utm_source=x": answered(page[0] + b"<!-- " + page[2])})
        address = f"http://gazette.example.org:{server.port}/2031/ferry?id=2&utm_source=x"
        status, out = run("add", address)
    assert (status, out.splitlines()[0]) == (0, f"wrote sources/articles/{ID}.md")
    record = (root / f"sources/articles/{ID}.md").read_text("utf-8")
    assert f"\nurl: http://gazette.example.org:{server.port}/2031/05/04/ferry  # canonical link\n" in record


@pytest.mark.parametrize(("option", "warnings"), [("--full", 1), ("--notes", 2)])
def test_a_full_text_and_places_for_notes_build_and_stand_the_audit(
    root: Path, run: Run, option: str, warnings: int
) -> None:
    assert run("add", "in/ferry.html", option)[0] == 0
    status, out = run("build")
    assert (status, out.count("warning[unconfirmed-field]"), out.count("error")) == (0, warnings, 0)
    (root / "originals/harbour-post.txt").write_text("x")
    assert ID not in "".join(line for line in run("audit")[1].splitlines() if "error" in line)
