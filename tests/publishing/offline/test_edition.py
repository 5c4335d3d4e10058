"""A site outside the repository is built from anywhere; what is put into ``dist`` is whole or not there."""

import errno
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import build_pages
from tests.support.miniature import CASES, publishable, tree
from topicpages.publishing.dist import put_into_dist
from topicpages.publishing.write.faults import StoppedError

PROJECT = Path(build_pages.__file__).parent


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder outside the repository with what the README says that a site of one's own needs."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1935705600")  # 5 May 2031
    root = publishable(tmp_path / "bare")
    monkeypatch.chdir(tmp_path)
    return root


def run(root: Path, command: str) -> tuple[int, list[str]]:
    """Run the repository's command on ``root`` as a shell in another folder does."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ended = subprocess.run(
        [sys.executable, str(PROJECT / "build_pages.py"), command, "--root", str(root)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, (ended.stdout + ended.stderr).splitlines()


def test_a_site_outside_the_repository_is_built_from_anywhere(root: Path) -> None:
    assert run(root, "site") == (0, [f"the site is in {root}/site"])
    assert (root / "site/topics/ferries/index.html").is_file()


def test_the_offline_edition_of_a_site_outside_the_repository_is_one_whole_zip(root: Path) -> None:
    told = f"the offline edition is {root}/dist/offline.zip: unpack it and open index.html"
    assert run(root, "offline") == (0, [told])
    assert [path.name for path in (root / "dist").iterdir()] == ["offline.zip"]
    with zipfile.ZipFile(root / "dist/offline.zip") as archive:
        assert archive.testzip() is None
        assert {"offline/index.html", "offline/assets/offline.js"} <= set(archive.namelist())


@pytest.mark.parametrize("path", ["mkdocs.yml", "build_pages.py", "docs/assets/site.js"])
def test_a_file_that_the_offline_edition_needs_is_named_when_it_is_not_there(path: str, root: Path) -> None:
    (root / path).unlink()
    fault = f"{path}:1:1: error[missing-file]: {path} is missing (copy it from another site)"
    assert run(root, "offline") == (1, [fault])
    assert not (root / "dist").exists()


def test_a_script_that_cannot_be_joined_is_a_fault(root: Path) -> None:
    (root / "docs/assets/site.js").write_text('import all from "./elsewhere.js";\n')
    status, out = run(root, "offline")
    assert status == 1
    assert [line.split(": ")[:2] for line in out] == [
        ["docs/assets/site.js:1:1", "error[unjoinable-script]"],
    ]


def test_a_link_below_docs_reaches_neither_the_zip_nor_the_site(root: Path) -> None:
    (root / "secret.txt").write_text("secret")
    (root / "docs/assets/copy.txt").symlink_to(root / "secret.txt")
    what = "“docs/assets/copy.txt” is a symbolic link (replace it by what it leads to)"
    fault = f"docs/assets/copy.txt:1:1: error[symlink]: {what}"
    assert run(root, "site") == (1, [fault])
    assert run(root, "offline") == (1, [fault])
    assert not (root / "dist").exists()
    assert not (root / "site").exists()


def test_a_page_with_more_of_a_full_text_than_its_record_permits_is_not_published(root: Path) -> None:
    case = CASES / "a-full-text-is-shown-in-excerpts-no-longer-than-its-limit"
    shutil.copytree(case / "sources", root / "sources", dirs_exist_ok=True)
    assert run(root, "site") == (0, [f"the site is in {root}/site"])
    before = tree(root / "site")
    with (root / "docs/search.md").open("a", encoding="utf-8") as page:
        page.write("\n\nweather and tide permitting, three ferries between the quay\n")
    status, out = run(root, "site")
    told = "9 words in sequence are those of “harbour-post”, of which at most 8 may be shown"
    faults = [line for line in out if ": error[" in line]
    assert status == 1
    assert {line.split(":")[0] for line in faults} == {"search/index.html", "search/search_index.json"}
    assert [line for line in faults if told not in line] == []
    assert tree(root / "site") == before


@pytest.mark.parametrize("command", ["offline", "pdf"])
@pytest.mark.parametrize("what", ["file", "link"])
def test_a_dist_that_is_no_folder_is_a_fault(
    what: str, command: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOPICPAGES_BROWSER", "/bin/true")
    if what == "file":
        (root / "dist").write_text("mine")
        told = "error[cannot-write]: “dist” cannot be written: file exists (see that every folder above it is a folder and stays there, then build again)"  # noqa: E501
    else:
        (root.parent / "elsewhere").mkdir()
        (root / "dist").symlink_to("../elsewhere")
        told = "error[symlink]: “dist” is a symlink (delete the link, then build again)"
    assert run(root, command) == (1, [f"dist:1:1: {told}"])
    assert not list(root.parent.glob("elsewhere/*"))


def test_a_full_disk_leaves_what_stood_in_dist(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_into_dist(root, "ferries.pdf", b"old")

    def full(_folder: int, _name: str, _content: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("topicpages.publishing.write.state.write_new", full)
    with pytest.raises(StoppedError, match=r"“dist/ferries\.pdf” cannot be written: no space left"):
        put_into_dist(root, "ferries.pdf", b"new")
    assert {path.name: path.read_bytes() for path in (root / "dist").iterdir()} == {"ferries.pdf": b"old"}


def test_a_link_in_place_of_a_document_is_replaced_and_not_followed(root: Path) -> None:
    (root / "mine.txt").write_text("mine")
    (root / "dist").mkdir()
    (root / "dist/ferries.pdf").symlink_to(root / "mine.txt")
    put_into_dist(root, "ferries.pdf", b"new")
    assert (root / "mine.txt").read_text() == "mine"
    assert (root / "dist/ferries.pdf").read_bytes() == b"new"


def test_a_browser_that_makes_no_document_is_a_fault(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "site").mkdir()
    monkeypatch.setattr(
        "topicpages.publishing.documents.build_public", lambda _root, *, progress: ((), str(progress))
    )
    monkeypatch.setenv("TOPICPAGES_BROWSER", "/bin/true")
    assert build_pages.main(["pdf", "--root", str(root)]) == 1
    assert list((root / "dist").iterdir()) == []


def test_a_disk_that_fills_up_is_told_in_one_line(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("topicpages.publishing.offline.edition.shutil.copytree", full)
    assert build_pages.main(["offline", "--root", str(root)]) == 1
    what = "“dist/offline.zip” cannot be written: no space left on device"
    remedy = "(free some space, then build again)"
    assert capsys.readouterr().out == f"dist/offline.zip:1:1: error[cannot-write]: {what} {remedy}\n"
