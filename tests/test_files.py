"""Reading the sources: what cannot be read is told, and nothing is read through a link."""

from pathlib import Path

from tests.disks import without_rights
from topicpages.files import read_lock_file, read_sources


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


def test_a_missing_lock_is_nothing_to_tell(tmp_path: Path) -> None:
    assert read_lock_file(tmp_path) == (None, ())
