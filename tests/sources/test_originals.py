"""The private originals are read as they are, and what is not there or too large is left out."""

import hashlib
from pathlib import Path

from topicpages.sources.model import LineRange
from topicpages.sources.originals import MAX_BYTES, read_originals


def test_an_original_is_lines_and_the_hash_of_its_bytes(tmp_path: Path) -> None:
    raw = "\ufeffTitle\r\n\r\nFirst.\rSecond.".encode()
    (tmp_path / "one.txt").write_bytes(raw)
    found = read_originals(tmp_path, ["one", "two"])
    assert found.keys() == {"one"}
    assert found["one"].lines == ("Title", "", "First.", "Second.")
    assert found["one"].sha256 == hashlib.sha256(raw).hexdigest()
    assert found["one"].between(LineRange(3, 4)) == "First.\nSecond."


def test_what_is_too_large_or_no_file_is_no_original(tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_bytes(b"a" * (MAX_BYTES + 1))
    (tmp_path / "whole.txt").write_bytes(b"a" * MAX_BYTES)
    (tmp_path / "folder.txt").mkdir()
    assert read_originals(tmp_path, ["large", "whole", "folder"]).keys() == {"whole"}
    assert read_originals(tmp_path / "nowhere", ["whole"]) == {}
