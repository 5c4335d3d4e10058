import errno
import os
from pathlib import Path

import pytest

from tests.support.disks import files_of_at_most
from tests.support.miniature import tree
from topicpages.publishing.source_files import keep_originals, write_source_files
from topicpages.publishing.write import state

FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_source_files_are_written_and_folders_made(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/publishers.yml").write_text("old")
    texts = {"sources/articles/a.md": "é\n", "sources/publishers.yml": "new\n"}
    assert write_source_files(tmp_path, texts) == ()
    assert tree(tmp_path) == {path: text.encode() for path, text in texts.items()}


def test_a_full_disk_leaves_every_source_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/a.yml").write_text("old")
    staged = []

    def stage(path: Path, _: bytes) -> None:
        staged.append(path.name)
        if len(staged) > 1:
            raise FULL

    monkeypatch.setattr("topicpages.publishing.source_files.stage", stage)
    faults = write_source_files(tmp_path, {"sources/a.yml": "new", "sources/b.yml": "new"})
    fault = (
        "sources/b.yml:1:1: error[cannot-write]: “sources/b.yml” cannot be written: no space left on device"
    )
    assert list(map(str, faults)) == [f"{fault} (free some space, then build again)"]
    assert tree(tmp_path) == {"sources/a.yml": b"old"}


def test_source_files_for_which_the_disk_has_no_room_all_stay_and_nothing_beside_them(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/site.yml").write_text("old")
    with files_of_at_most(100):
        faults = write_source_files(tmp_path, {"sources/site.yml": "new", "sources/units.yml": "x" * 200})
    assert [(fault.span.path, fault.code) for fault in faults] == [("sources/units.yml", "cannot-write")]
    assert tree(tmp_path) == {"sources/site.yml": b"old"}


def test_originals_are_kept_where_git_adds_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "private" / "originals"
    assert keep_originals(folder, {"a.txt": b"text", "a.html": b"<p>"}) == ()
    assert tree(folder) == {".gitignore": b"*\n", "a.html": b"<p>", "a.txt": b"text"}


def test_an_original_is_never_replaced_and_then_none_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    faults = keep_originals(tmp_path, {"a.html": b"<p>", "a.txt": b"new"})
    what = f"“{tmp_path}/a.txt” is there already"
    assert list(map(str, faults)) == [
        f"{tmp_path}:1:1: error[original-kept]: {what} (give another --id, or remove it first)"
    ]
    assert tree(tmp_path) == {".gitignore": b"*\n", "a.txt": b"old"}


def test_originals_in_a_folder_that_is_a_file_are_a_fault(tmp_path: Path) -> None:
    (tmp_path / "originals").write_text("")
    faults = keep_originals(tmp_path / "originals", {"a.txt": b""})
    assert [fault.code for fault in faults] == ["cannot-write"]


def test_what_was_replaced_is_put_back_when_a_later_file_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/a.yml").write_text("old: 1\n")

    def commit(path: Path) -> None:
        if path.name == "c.yml":
            raise OSError(5, "Input/output error")
        state.commit(path)

    monkeypatch.setattr("topicpages.publishing.source_files.commit", commit)
    texts = {f"sources/{name}.yml": "new: 2\n" for name in "abc"}
    assert [fault.code for fault in write_source_files(tmp_path, texts)] == ["cannot-write"]
    assert tree(tmp_path / "sources") == {"a.yml": b"old: 1\n"}
