"""Reading the sources: what cannot be read is told, and nothing is read through a link."""

import os
from pathlib import Path

import pytest

from tests.support.disks import without_rights
from topicpages.sources.files import read_lock_file, read_sources


def told(root: Path) -> list[str]:
    with without_rights():
        _, faults = read_sources(root)
        _, more = read_lock_file(root)
    return [str(fault) for fault in (*faults, *more)]


def unreadable(path: str) -> str:
    remedy = "(check that it exists and that you may read it)"
    return f"{path}:1:1: error[unreadable]: “{path}” cannot be read: permission denied {remedy}"


def test_a_file_that_we_may_not_read_is_told(open_root: Path) -> None:
    (open_root / "sources").mkdir()
    (open_root / "sources").chmod(0o755)
    for name in ("site.yml", "evidence.lock.json"):
        (open_root / "sources" / name).write_text("secret\n", "utf-8")
        (open_root / "sources" / name).chmod(0)
    assert told(open_root) == [unreadable("sources/site.yml"), unreadable("sources/evidence.lock.json")]


def test_a_folder_that_we_may_not_list_is_told_once(open_root: Path) -> None:
    (open_root / "sources/facts").mkdir(parents=True)
    (open_root / "sources").chmod(0o755)
    (open_root / "sources/facts").chmod(0)
    assert told(open_root) == [unreadable("sources/facts")]


def test_a_lock_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "lock.json").write_text("{}", "utf-8")
    (tmp_path / "sources/evidence.lock.json").symlink_to("../lock.json")
    path = "sources/evidence.lock.json"
    text, faults = read_lock_file(tmp_path)
    assert text is None
    assert [str(fault) for fault in faults] == [
        f"{path}:1:1: error[symlink]: “{path}” is a symbolic link (replace it by what it leads to)"
    ]


def test_a_lock_of_more_than_sixteen_mebibytes_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    lock = tmp_path / "sources/evidence.lock.json"
    lock.write_bytes(b" " * 16_777_216)
    assert read_lock_file(tmp_path)[1] == ()
    lock.write_bytes(b" " * 16_777_217)
    text, faults = read_lock_file(tmp_path)
    assert (text, [fault.code for fault in faults]) == (None, ["too-large"])


def test_a_file_that_becomes_a_link_before_it_is_opened_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/site.yml").write_text("name: N\n", "utf-8")
    (tmp_path / "secret").write_text("secret\n", "utf-8")
    open_as_it_is = os.open

    def exchanged(path: Path, flags: int) -> int:
        path.unlink()
        path.symlink_to(tmp_path / "secret")
        return open_as_it_is(path, flags)

    monkeypatch.setattr(os, "open", exchanged)
    found, faults = read_sources(tmp_path)
    assert (found, [fault.code for fault in faults]) == ({}, ["unreadable"])


def test_every_line_end_is_one_and_a_wrong_byte_is_told_in_its_line(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    place = tmp_path / "sources/site.yml"
    place.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\rc: 3\n")
    found, faults = read_sources(tmp_path)
    assert (found["sources/site.yml"].text, faults) == ("a: 1\nb: 2\nc: 3\n", ())
    place.write_bytes(b"a: 1\r\nb: 2\rc: \xc3\xa9\xe9\n")
    _, faults = read_sources(tmp_path)
    assert [str(fault) for fault in faults] == [
        "sources/site.yml:3:5: error[not-utf-8]: byte 0xe9 is not UTF-8 (save the file as UTF-8)"
    ]


def test_a_missing_lock_is_nothing_to_tell(tmp_path: Path) -> None:
    assert read_lock_file(tmp_path) == (None, ())
