"""Writing pages: all or nothing, and never over somebody else's work."""

import errno
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.disks import files_of_at_most, without_rights
from topicpages.diagnostics import Diagnostic, Span
from topicpages.publishing.write import Written, acquire, ours, write_pages
from topicpages.publishing.write.disk import write_new
from topicpages.publishing.write.state import replace_file

PROJECT = Path(__file__).parents[2]
PAGES = {"topics/new-start.md": "New START\n", "articles/axios.md": "Axios\n", "about.md": "About\n"}
HAND_MADE = {"index.md": "Home, by hand\n", "topics/mine.md": "by hand too\n"}

Tree = dict[str, tuple[int, str | None]]


# ---- what a test looks at ------------------------------------------------------------------------------


def tree(root: Path) -> Tree:
    """Return mode and text of everything under ``docs``, hidden files too; a folder's text is nothing."""
    places = sorted((root / "docs").rglob("*"))
    return {
        str(place.relative_to(root / "docs")): (
            place.lstat().st_mode & 0o777,
            place.read_text(encoding="utf-8") if place.is_file() else None,
        )
        for place in places
    }


def clean_tree(pages: dict[str, str]) -> Tree:
    """Return what ``tree`` must be when only ``pages`` were ever written."""
    found: Tree = {}
    for path, text in pages.items():
        found[path] = (0o644, text)
        found.update({str(above): (0o755, None) for above in Path(path).parents if str(above) != "."})
    return dict(sorted(found.items()))


def state(root: Path) -> list[str]:
    return sorted(place.name for place in (root / ".topicpages").iterdir())


def lock_faults(root: Path) -> tuple[Diagnostic, ...]:
    """Return why there is no lock to be had, though nobody else builds."""
    lock = acquire(root)
    assert lock is not None
    with lock:
        return lock.diagnostics


def put(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        place = root / "docs" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


def error(path: str, code: str, message: str, remedy: str) -> Diagnostic:
    return Diagnostic(Span(path), code, message, remedy)


def no_space(path: str) -> Diagnostic:
    return error(
        path,
        "cannot-write",
        f"“{path}” cannot be written: no space left on device",
        "free some space, then build again",
    )


def forbidden(path: str, reason: str = "permission denied") -> Diagnostic:
    return error(
        path,
        "cannot-write",
        f"“{path}” cannot be written: {reason}",
        "make it and its folder writable for you, then build again",
    )


def gone(path: str, reason: str) -> Diagnostic:
    return error(
        path,
        "cannot-write",
        f"“{path}” cannot be written: {reason}",
        "see that every folder above it is a folder and stays there, then build again",
    )


# ---- what happens in the middle of a write -------------------------------------------------------------

# The call by which a path tells what is in its folder.
_LISTING = "os.scandir" if sys.version_info >= (3, 13) else "os.listdir"

_reactions: list[Callable[[str, tuple[object, ...]], None]] = []


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    for reaction in tuple(_reactions):
        reaction(event, arguments)


sys.addaudithook(_listen)


@contextmanager
def just_before(event: str, begins: str, action: Callable[[], object]) -> Iterator[None]:
    """Do ``action`` once, just before the first such system call on a file whose name ``begins`` so."""

    def reaction(happening: str, arguments: tuple[object, ...]) -> None:
        if happening == event and Path(str(arguments[0])).name.startswith(begins):
            _reactions.remove(reaction)
            action()

    _reactions.append(reaction)
    try:
        yield
        assert reaction not in _reactions, f"{event} of {begins} never came"
    finally:
        if reaction in _reactions:
            _reactions.remove(reaction)


@pytest.fixture
def small_disk(open_root: Path) -> Iterator[Path]:
    """Return a folder on a disk of its own that holds 64 KiB."""
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "none", open_root], check=False, capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip("only root can mount; the limit on file sizes tests the same")
    try:
        yield open_root
    finally:
        subprocess.run(["umount", "--lazy", open_root], check=True)


# ---- the plain cases -----------------------------------------------------------------------------------


def test_first_build_creates_every_page_and_its_folders(tmp_path: Path) -> None:
    written = write_pages(tmp_path, PAGES)
    assert written == (Written(created=tuple(sorted(PAGES))), ())
    assert tree(tmp_path) == clean_tree(PAGES)
    assert state(tmp_path) == [".gitignore", "manifest.json"]


def test_generated_pages_can_be_told_from_those_by_hand(tmp_path: Path) -> None:
    put(tmp_path, HAND_MADE)
    assert ours(tmp_path) == ()
    write_pages(tmp_path, PAGES)
    assert ours(tmp_path) == tuple(sorted(PAGES))


def test_second_build_touches_no_file(tmp_path: Path) -> None:
    put(tmp_path, HAND_MADE)
    write_pages(tmp_path, PAGES)
    before = {place: place.lstat().st_mtime_ns for place in tmp_path.rglob("*")}
    assert write_pages(tmp_path, PAGES) == (Written(unchanged=tuple(sorted(PAGES))), ())
    assert {place: place.lstat().st_mtime_ns for place in tmp_path.rglob("*")} == before


def test_only_changed_pages_are_written_and_stale_ones_vanish_with_their_folder(tmp_path: Path) -> None:
    put(tmp_path, HAND_MADE)
    write_pages(tmp_path, PAGES)
    kept = (tmp_path / "docs/about.md").lstat()
    pages = {
        "topics/new-start.md": "New START, mended\n",
        "about.md": "About\n",
        "topics/drone.md": "Drone\n",
    }
    assert write_pages(tmp_path, pages) == (
        Written(
            created=("topics/drone.md",),
            changed=("topics/new-start.md",),
            deleted=("articles/axios.md",),
            unchanged=("about.md",),
        ),
        (),
    )
    assert tree(tmp_path) == clean_tree(pages | HAND_MADE)
    assert (tmp_path / "docs/about.md").lstat() == kept


def test_no_pages_leave_nothing_of_ours_and_everything_of_the_editor(tmp_path: Path) -> None:
    put(tmp_path, HAND_MADE)
    write_pages(tmp_path, PAGES | {"a/b/c/deep.md": "deep\n"})
    (tmp_path / "docs/a/b/kept.md").write_text("by hand\n")
    deleted = tuple(sorted([*PAGES, "a/b/c/deep.md"]))
    assert write_pages(tmp_path, {}) == (Written(deleted=deleted), ())
    assert tree(tmp_path) == clean_tree(HAND_MADE | {"a/b/kept.md": "by hand\n"})
    (tmp_path / "docs/a/b/kept.md").unlink()
    assert write_pages(tmp_path, {}) == (Written(), ())
    assert tree(tmp_path) == clean_tree(HAND_MADE)


def test_docs_itself_vanishes_when_we_made_it_and_nothing_is_left_in_it(tmp_path: Path) -> None:
    write_pages(tmp_path, PAGES)
    write_pages(tmp_path, {})
    assert not (tmp_path / "docs").exists()


def test_no_pages_on_an_untouched_site_write_nothing_at_all(tmp_path: Path) -> None:
    assert write_pages(tmp_path, {}) == (Written(), ())
    assert list(tmp_path.iterdir()) == []


def test_folder_that_the_editor_made_stays_when_it_is_empty(tmp_path: Path) -> None:
    (tmp_path / "docs/topics").mkdir(parents=True)
    write_pages(tmp_path, {"topics/a.md": "a"})
    write_pages(tmp_path, {})
    assert tree(tmp_path) == {"topics": ((tmp_path / "docs/topics").stat().st_mode & 0o777, None)}


def test_page_that_was_deleted_by_hand_comes_back(tmp_path: Path) -> None:
    write_pages(tmp_path, PAGES)
    shutil.rmtree(tmp_path / "docs/topics")
    assert write_pages(tmp_path, PAGES)[0].created == ("topics/new-start.md",)
    assert tree(tmp_path) == clean_tree(PAGES)


def test_stale_page_that_was_deleted_by_hand_is_forgotten(tmp_path: Path) -> None:
    write_pages(tmp_path, PAGES)
    shutil.rmtree(tmp_path / "docs/topics")
    rest = {path: text for path, text in PAGES.items() if path != "topics/new-start.md"}
    assert write_pages(tmp_path, rest) == (Written(unchanged=tuple(sorted(rest))), ())
    put(tmp_path, {"topics/new-start.md": "by hand\n"})
    assert write_pages(tmp_path, rest) == (Written(unchanged=tuple(sorted(rest))), ())


def test_file_that_already_is_what_we_would_write_becomes_ours(tmp_path: Path) -> None:
    put(tmp_path, PAGES)
    assert write_pages(tmp_path, PAGES) == (Written(unchanged=tuple(sorted(PAGES))), ())
    assert write_pages(tmp_path, {}) == (Written(deleted=tuple(sorted(PAGES))), ())


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o777])
def test_modes_do_not_depend_on_the_umask(tmp_path: Path, umask: int) -> None:
    previous = os.umask(umask)
    try:
        write_pages(tmp_path, PAGES)
        assert os.umask(umask) == umask
    finally:
        os.umask(previous)
    assert tree(tmp_path) == clean_tree(PAGES)


def test_manifest_does_not_depend_on_the_order_of_the_pages(tmp_path: Path) -> None:
    for name, order in (("one", sorted(PAGES)), ("two", sorted(PAGES, reverse=True))):
        (tmp_path / name).mkdir()
        write_pages(tmp_path / name, {path: PAGES[path] for path in order})
    one, two = ((tmp_path / name / ".topicpages/manifest.json").read_bytes() for name in ("one", "two"))
    assert one == two


def test_manifest_lists_folders_and_pages_by_name(tmp_path: Path) -> None:
    write_pages(tmp_path, dict.fromkeys(["c/x.md", "b/x.md", "b/a/x.md", "f/x.md", "e/x.md", "a.md"], "text"))
    sha256 = "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1"
    assert json.loads((tmp_path / ".topicpages/manifest.json").read_bytes(), object_pairs_hook=list) == [
        ("folders", [".", "b", "b/a", "c", "e", "f"]),
        ("pages", [(path, sha256) for path in ("a.md", "b/a/x.md", "b/x.md", "c/x.md", "e/x.md", "f/x.md")]),
    ]


paths = st.from_regex(r"(?:[ab]/){0,2}[xyz]\.md", fullmatch=True)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
page_sets = st.lists(st.dictionaries(paths, texts, max_size=6), min_size=1, max_size=4)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(builds=page_sets)
def test_any_row_of_builds_ends_as_a_clean_build_of_the_last(
    builds: list[dict[str, str]], tmp_path: Path
) -> None:
    root = Path(tempfile.mkdtemp(dir=tmp_path))
    put(root, HAND_MADE)
    for pages in builds:
        assert write_pages(root, pages)[1] == ()
    for path, text in (builds[-1] | HAND_MADE).items():
        assert (root / "docs" / path).read_bytes() == text.encode()
    assert set(tree(root)) == set(clean_tree(builds[-1] | HAND_MADE))


# ---- somebody else's files -----------------------------------------------------------------------------


def refused(root: Path, pages: dict[str, str]) -> tuple[Diagnostic, ...]:
    """Return why nothing was written, having seen that nothing was."""
    before, stood = tree(root), {place: place.lstat().st_mtime_ns for place in root.rglob("*")}
    written, faults = write_pages(root, pages)
    assert written == Written()
    assert tree(root) == before
    assert {place: place.lstat().st_mtime_ns for place in root.rglob("*")} == stood
    return faults


def test_file_that_is_not_ours_keeps_every_page_from_being_written(tmp_path: Path) -> None:
    put(tmp_path, {"about.md": "mine\n", "articles/axios.md/note": "a folder\n"})
    remedy = "move it away or delete it, then build again"
    assert refused(tmp_path, PAGES) == (
        error("docs/about.md", "not-ours", "“docs/about.md” was not written by this tool", remedy),
        error(
            "docs/articles/axios.md",
            "not-ours",
            "“docs/articles/axios.md” was not written by this tool",
            remedy,
        ),
    )


@pytest.mark.parametrize("pages", [PAGES, {}], ids=["still wanted", "stale"])
def test_page_edited_by_hand_is_neither_overwritten_nor_deleted(
    tmp_path: Path, pages: dict[str, str]
) -> None:
    write_pages(tmp_path, PAGES)
    put(tmp_path, {"about.md": "About, by hand\n"})
    assert refused(tmp_path, pages) == (
        error(
            "docs/about.md",
            "edited-by-hand",
            "“docs/about.md” is generated and was edited by hand",
            "move the change into the sources, delete the file, then build again",
        ),
    )


def test_page_edited_by_hand_into_what_we_would_write_is_no_fault(tmp_path: Path) -> None:
    write_pages(tmp_path, {"a.md": "one"})
    put(tmp_path, {"a.md": "two"})
    assert write_pages(tmp_path, {"a.md": "two"}) == (Written(unchanged=("a.md",)), ())


@pytest.mark.parametrize("pages", [PAGES, {}], ids=["still wanted", "stale"])
def test_page_replaced_by_a_symlink_is_not_followed(tmp_path: Path, pages: dict[str, str]) -> None:
    write_pages(tmp_path, PAGES)
    (tmp_path / "elsewhere").write_text("About\n")
    (tmp_path / "docs/about.md").unlink()
    (tmp_path / "docs/about.md").symlink_to("../elsewhere")
    remedy = "delete the link, then build again"
    assert refused(tmp_path, pages) == (
        error("docs/about.md", "symlink", "“docs/about.md” is a symlink", remedy),
    )


@pytest.mark.parametrize("folder", ["docs", "docs/topics"])
@pytest.mark.parametrize("pages", [PAGES, {}], ids=["still wanted", "stale"])
def test_folder_replaced_by_a_symlink_is_not_followed(
    tmp_path: Path, folder: str, pages: dict[str, str]
) -> None:
    write_pages(tmp_path, PAGES)
    (tmp_path / folder).rename(tmp_path / "elsewhere")
    (tmp_path / folder).symlink_to(tmp_path / "elsewhere")
    assert refused(tmp_path, pages) == (
        error(
            folder,
            "symlink",
            f"“{folder}” is a symlink, and pages are written into it",
            "put a folder in its place, then build again",
        ),
    )


def test_file_where_a_folder_should_be_is_not_ours(tmp_path: Path) -> None:
    put(tmp_path, {"topics": "a file\n"})
    assert refused(tmp_path, PAGES) == (
        error(
            "docs/topics",
            "not-ours",
            "“docs/topics” is not a folder, and pages are written into it",
            "move it away, then build again",
        ),
    )


def test_named_pipe_in_the_place_of_a_page_does_not_make_us_wait(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    os.mkfifo(tmp_path / "docs/about.md")
    message = "“docs/about.md” was not written by this tool"
    remedy = "move it away or delete it, then build again"
    written = write_pages(tmp_path, PAGES)
    assert written == (Written(), (error("docs/about.md", "not-ours", message, remedy),))


def test_hard_link_elsewhere_keeps_its_text(tmp_path: Path) -> None:
    write_pages(tmp_path, {"a.md": "one"})
    (tmp_path / "elsewhere").hardlink_to(tmp_path / "docs/a.md")
    assert write_pages(tmp_path, {"a.md": "two"}) == (Written(changed=("a.md",)), ())
    assert (tmp_path / "elsewhere").read_text() == "one"


@pytest.mark.parametrize(
    "path",
    [
        "", ".", "..", "/etc/cron.md", "../index.md", "a/../b.md", "a//b.md", "./a.md", "a/", "a\\b.md",
        "a.md\n", "a\0.md", ".hidden.md", "a/.git/b.md", "ä.md", "a b.md", "v1.0/a.md", "noextension",
        "PRN.md", "aux/a.md", "com0.md", "com5.md", "lpt9.json",
        "con.md", "a/NUL.x.md", "lpt1/a.md", "-flag.md", "a.", "a..md", "x" * 300 + ".md", "a\u202eb.md",
        "~/a.md", "a:b.md", "*.md",
    ],
)  # fmt: skip
def test_path_that_is_not_plain_is_unsafe(tmp_path: Path, path: str) -> None:
    (tmp_path / "docs").mkdir()
    assert refused(tmp_path, PAGES | {path: "x"}) == (
        error(
            "docs",
            "unsafe-path",
            f"“{path}” is not a safe path for a page",
            "use letters, digits, “-” and “_”, with an extension for the file, none for a folder",
        ),
    )


def test_every_unsafe_path_is_told(tmp_path: Path) -> None:
    written, faults = write_pages(tmp_path, dict.fromkeys(("-a.md", "b c.md", "t/D.md", "t/d.md"), "x"))
    assert written == Written()
    assert [fault.message for fault in faults] == [
        "“-a.md” is not a safe path for a page",
        "“b c.md” is not a safe path for a page",
        "“t/d.md” and “t/D.md” differ only in case",
    ]


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [("a.md", "A.md", ("a.md", "A.md")), ("t/a.md", "T/b.md", ("t", "T"))],
)
def test_paths_that_differ_only_in_case_are_unsafe(
    tmp_path: Path, one: str, other: str, clash: tuple[str, str]
) -> None:
    message = f"“{clash[0]}” and “{clash[1]}” differ only in case"
    remedy = "use letters, digits, “-” and “_”, with an extension for the file, none for a folder"
    written = write_pages(tmp_path, {one: "x", other: "y"})
    assert written == (Written(), (error("docs", "unsafe-path", message, remedy),))
    assert list(tmp_path.iterdir()) == []


def test_half_a_character_is_a_fault_of_its_page(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    message = "the page holds “\\udc80”, which is half a character"
    assert refused(tmp_path, PAGES | {"z.md": "a\udc80"}) == (
        error("docs/z.md", "not-utf-8", message, "remove it from the source"),
    )


# ---- a disk that does not do as it is told -------------------------------------------------------------


def test_full_disk_leaves_every_page_as_it_was(small_disk: Path) -> None:
    old = {"a.md": "a" * 4000, "t/b.md": "b" * 4000}
    write_pages(small_disk, old)
    new = {"a.md": "A", "t/b.md": "B", "n/m/c.md": "c" * 100_000}
    assert write_pages(small_disk, new) == (Written(), (no_space("docs/n/m/c.md"),))
    assert tree(small_disk) == clean_tree(old)
    assert write_pages(small_disk, old | {"a.md": "A"}) == (
        Written(changed=("a.md",), unchanged=("t/b.md",)),
        (),
    )
    assert tree(small_disk) == clean_tree(old | {"a.md": "A"})
    assert state(small_disk) == [".gitignore", "manifest.json"]


def test_disk_full_to_the_last_byte_is_one_line(small_disk: Path) -> None:
    (small_disk / "everything").write_bytes(bytes(64 * 1024))
    assert write_pages(small_disk, PAGES) == (Written(), (no_space(".topicpages"),))
    assert lock_faults(small_disk) == (no_space(".topicpages/lock"),)
    (small_disk / "everything").unlink()
    assert write_pages(small_disk, PAGES)[1] == ()
    assert tree(small_disk) == clean_tree(PAGES)


def test_file_too_large_for_the_disk_leaves_every_page_as_it_was(tmp_path: Path) -> None:
    write_pages(tmp_path, PAGES)
    pages = {"about.md": "About, mended\n", "t/new.md": "n" * 10_000}
    with files_of_at_most(4000):
        written, faults = write_pages(tmp_path, pages)
    path = "docs/t/new.md"
    message = f"“{path}” cannot be written: file too large"
    assert (written, faults) == (
        Written(),
        (error(path, "cannot-write", message, "free some space, then build again"),),
    )
    assert tree(tmp_path) == clean_tree(PAGES)
    assert write_pages(tmp_path, pages)[1] == ()
    assert tree(tmp_path) == clean_tree(pages)


def test_build_that_failed_leaves_no_trace_once_there_is_nothing_more_to_do(tmp_path: Path) -> None:
    write_pages(tmp_path, PAGES)
    with files_of_at_most(4000):
        write_pages(tmp_path, PAGES | {"t/new.md": "n" * 10_000})
    assert state(tmp_path) == [".gitignore", "intent.json", "manifest.json"]
    assert write_pages(tmp_path, PAGES) == (Written(unchanged=tuple(sorted(PAGES))), ())
    assert state(tmp_path) == [".gitignore", "manifest.json"]
    assert tree(tmp_path) == clean_tree(PAGES)


def test_file_that_cannot_be_replaced_stays_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    replace_file(tmp_path / "record", b"old")
    with files_of_at_most(1000), pytest.raises(OSError, match="File too large"):
        replace_file(tmp_path / "record", b"n" * 2000)
    assert [(place.name, place.read_text()) for place in tmp_path.iterdir()] == [("record", "old")]


def test_folder_that_we_may_not_write_to_is_told_before_anything_is_written(open_root: Path) -> None:
    put(open_root, {"topics/mine.md": "mine\n"})
    write_pages(open_root, {"topics/a.md": "a", "old/b.md": "b"})
    for folder in ("topics", "old"):
        (open_root / "docs" / folder).chmod(0o555)
    with without_rights():
        written = write_pages(open_root, {"topics/a.md": "A", "topics/x/y/c.md": "c", "d.md": "d"})
    expected = ("docs", "docs/old", "docs/topics") if os.geteuid() == 0 else ("docs/old", "docs/topics")
    assert written == (Written(), tuple(forbidden(path) for path in expected))


def test_site_that_we_may_not_write_to_is_one_line(open_root: Path) -> None:
    open_root.chmod(0o555)
    with without_rights():
        assert write_pages(open_root, {"a.md": "a"}) == (Written(), (forbidden("."),))
        assert lock_faults(open_root) == (forbidden(".topicpages/lock"),)


def test_page_that_we_may_not_read_is_one_line(open_root: Path) -> None:
    put(open_root, {"a.md": "secret\n"})
    (open_root / "docs/a.md").chmod(0)
    with without_rights():
        assert write_pages(open_root, {"a.md": "a"}) == (Written(), (forbidden("docs/a.md"),))


def test_folder_that_we_may_not_enter_is_one_line(open_root: Path) -> None:
    put(open_root, {"t/u/a.md": "a\n"})
    (open_root / "docs/t").chmod(0)
    with without_rights():
        assert write_pages(open_root, {"t/u/a.md": "a"}) == (Written(), (forbidden("docs/t/u"),))


def test_a_record_in_a_folder_that_we_may_not_write_to_is_told_as_that(open_root: Path) -> None:
    open_root.chmod(0o555)
    with without_rights(), pytest.raises(PermissionError):
        replace_file(open_root / "record", b"new")


def test_the_lock_has_the_same_modes_whatever_the_umask(tmp_path: Path) -> None:
    previous = os.umask(0o077)
    try:
        assert lock_faults(tmp_path) == ()
    finally:
        os.umask(previous)
    modes = [(tmp_path / path).stat().st_mode & 0o777 for path in (".topicpages", ".topicpages/lock")]
    assert modes == [0o755, 0o644]


def test_frozen_folder_is_one_line(open_root: Path) -> None:
    """A folder with the immutable attribute refuses even root."""
    write_pages(open_root, PAGES)
    freeze = ["chattr", "+i", str(open_root / "docs/topics")]
    if shutil.which("chattr") is None or subprocess.run(freeze, check=False, capture_output=True).returncode:
        pytest.skip("nothing here freezes a folder, the disk cannot, or we are not root")
    try:
        written = write_pages(open_root, {"topics/new-start.md": "mended\n"})
    finally:
        subprocess.run(["chattr", "-i", open_root / "docs/topics"], check=True)
    assert written == (Written(), (forbidden("docs/topics"),))
    assert tree(open_root) == clean_tree(PAGES)


def test_root_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    reason = "no such file or directory"
    assert write_pages(tmp_path / "none", PAGES) == (Written(), (gone(".topicpages", reason),))


def test_file_in_the_place_of_our_own_folder_is_one_line(tmp_path: Path) -> None:
    (tmp_path / ".topicpages").write_text("a file")
    expected = tuple(
        gone(f".topicpages/{name}", "not a directory") for name in ("manifest.json", "intent.json")
    )
    assert write_pages(tmp_path, PAGES) == (Written(), expected)
    assert lock_faults(tmp_path) == (gone(".topicpages/lock", "not a directory"),)


def test_symlink_in_the_place_of_our_own_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".topicpages").symlink_to("elsewhere")
    remedy = "delete the link, then build again"
    expected = (error(".topicpages", "symlink", "“.topicpages” is a symlink", remedy),)
    assert write_pages(tmp_path, PAGES) == (Written(), expected)
    assert lock_faults(tmp_path) == expected
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("name", ["manifest.json", "intent.json"])
@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{", "\0", "[" * 100_000, '{"pages": {"../index.md": "' + "0" * 64 + '"}}',
        '{"temps": ["index.md"]}', '{"folders": ["../.."], "pages": {}, "temps": []}',
        '{"folders": [], "pages": {}, "temps": ["../x"]}',
        '{"folders": [], "pages": {}, "temps": ["t/index.md"]}', '{"pages": {"a.md": 1}}', '{"more": 1}',
    ],
    ids=range(12),
)  # fmt: skip
def test_record_that_no_build_wrote_is_a_fault_and_moves_nothing(
    tmp_path: Path, name: str, text: str
) -> None:
    put(tmp_path, HAND_MADE)
    (tmp_path / ".topicpages").mkdir()
    (tmp_path / ".topicpages" / name).write_text(text)
    path = f".topicpages/{name}"
    assert refused(tmp_path, PAGES) == (
        error(
            path,
            "bad-manifest",
            f"“{path}” is not what a build wrote",
            "delete the folder “.topicpages” and the generated pages, then build again",
        ),
    )


# ---- cut off in the midst --------------------------------------------------------------------------------


class CutOffError(BaseException):
    """As a kill: nothing that comes after it is done."""


def cut_off() -> None:
    raise CutOffError


def test_build_cut_off_before_the_first_page_is_cleared_away_by_the_next(tmp_path: Path) -> None:
    write_pages(tmp_path, PAGES)
    with pytest.raises(CutOffError), just_before("os.rename", ".topicpages-", cut_off):
        write_pages(tmp_path, PAGES | {"about.md": "new\n", "n/m.md": "m"})
    assert state(tmp_path) == [".gitignore", ".manifest.json.tmp", "intent.json", "manifest.json"]
    assert len(list((tmp_path / "docs").rglob(".topicpages-*.tmp"))) == 2
    assert write_pages(tmp_path, PAGES) == (Written(unchanged=tuple(sorted(PAGES))), ())
    assert tree(tmp_path) == clean_tree(PAGES)
    assert state(tmp_path) == [".gitignore", "manifest.json"]


def test_build_cut_off_after_the_last_page_is_known_by_the_next_as_our_own_work(tmp_path: Path) -> None:
    write_pages(tmp_path, {"a.md": "1", "stale.md": "s", "t/b.md": "b"})
    with pytest.raises(CutOffError), just_before("os.remove", "stale.md", cut_off):
        write_pages(tmp_path, {"a.md": "2", "n/m.md": "m"})
    assert (tmp_path / "docs/n/m.md").read_text() == "m"
    written = Written(changed=("a.md",), deleted=("n/m.md", "stale.md", "t/b.md"))
    assert write_pages(tmp_path, {"a.md": "3"}) == (written, ())
    assert tree(tmp_path) == clean_tree({"a.md": "3"})
    assert state(tmp_path) == [".gitignore", "manifest.json"]


def test_what_was_staged_by_a_build_that_was_cut_off_is_in_nobodys_way(tmp_path: Path) -> None:
    write_pages(tmp_path, {"a.md": "1"})
    before = (tmp_path / ".topicpages/.gitignore").stat().st_ino
    for name in ("publishing", "manifest", "intent"):
        (tmp_path / f".topicpages/.{name}.json.tmp").write_text("half")
    assert write_pages(tmp_path, {"a.md": "2"}) == (Written(changed=("a.md",)), ())
    assert state(tmp_path) == [".gitignore", "manifest.json"]
    assert (tmp_path / ".topicpages/.gitignore").stat().st_ino == before
    (tmp_path / ".record.tmp").write_text("half")
    replace_file(tmp_path / "record", b"whole")
    assert {name: (tmp_path / name).exists() for name in ("record", ".record.tmp")} == {
        "record": True, ".record.tmp": False,
    }  # fmt: skip


def synced(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int | None]]:
    """Return the list to which each name is added when it is on the disk, with the size of a file."""
    found: list[tuple[str, int | None]] = []

    def sync(descriptor: int) -> None:
        place = Path(f"/proc/self/fd/{descriptor}").resolve()
        name = re.sub("[0-9a-f]{16}", "TOKEN", place.name)
        found.append((name, None) if place.is_dir() else (name, place.stat().st_size))

    monkeypatch.setattr(os, "fsync", sync)
    return found


def test_texts_are_on_the_disk_before_they_take_their_places_and_folders_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs/t").mkdir(parents=True)
    write_pages(tmp_path, {})
    found = synced(monkeypatch)
    write_pages(tmp_path, {"t/a.md": "abc"})
    sizes = {name: size for name, size in found if name.endswith(".json.tmp")}
    assert found == [
        ("..gitignore.tmp", 2), (".topicpages", None),
        (".intent.json.tmp", sizes[".intent.json.tmp"]), (".topicpages", None),
        (".topicpages-TOKEN-0.tmp", 3), (".manifest.json.tmp", sizes[".manifest.json.tmp"]),
        ("t", None), (".topicpages", None),
    ]  # fmt: skip
    assert sizes[".manifest.json.tmp"] == (tmp_path / ".topicpages/manifest.json").stat().st_size
    assert all(sizes.values())


def test_a_disk_that_cannot_settle_folders_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(descriptor: int) -> None:
        if Path(f"/proc/self/fd/{descriptor}").is_dir():
            raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(os, "fsync", refuse)
    assert write_pages(tmp_path, PAGES)[1] == ()
    assert tree(tmp_path) == clean_tree(PAGES)


# ---- somebody works in the folder while we write -------------------------------------------------------


def test_folder_removed_while_we_write_is_one_line_and_the_next_build_is_clean(tmp_path: Path) -> None:
    write_pages(tmp_path, PAGES)
    pages = {path: f"{text}, mended\n" for path, text in PAGES.items()}
    with just_before("open", ".topicpages-", lambda: shutil.rmtree(tmp_path / "docs")):
        written = write_pages(tmp_path, pages)
    assert written == (Written(), (gone("docs/about.md", "no such file or directory"),))
    assert write_pages(tmp_path, pages) == (Written(created=tuple(sorted(pages))), ())
    assert tree(tmp_path) == clean_tree(pages)


def test_folder_removed_before_another_is_made_in_it_is_one_line(tmp_path: Path) -> None:
    with just_before("os.mkdir", "u", lambda: shutil.rmtree(tmp_path / "docs/t")):
        written = write_pages(tmp_path, {"t/u/a.md": "a"})
    assert written == (Written(), (gone("docs/t/u", "no such file or directory"),))
    assert write_pages(tmp_path, {"t/u/a.md": "a"})[1] == ()


def test_folder_removed_before_it_is_seen_to_be_empty_is_one_line(tmp_path: Path) -> None:
    write_pages(tmp_path, {"t/a.md": "a"})
    with just_before(_LISTING, "t", lambda: shutil.rmtree(tmp_path / "docs/t")):
        written = write_pages(tmp_path, {})
    assert written == (Written(), (gone("docs/t", "no such file or directory"),))


def test_our_own_folder_removed_before_the_manifest_is_staged_is_one_line(tmp_path: Path) -> None:
    with just_before("open", ".manifest.json.tmp", lambda: shutil.rmtree(tmp_path / ".topicpages")):
        written = write_pages(tmp_path, {"a.md": "a"})
    assert written == (Written(), (gone(".topicpages", "no such file or directory"),))


def test_folder_removed_between_two_renames_tells_what_was_written(tmp_path: Path) -> None:
    write_pages(tmp_path, {"a.md": "a", "t/b.md": "b", "t/c.md": "c"})
    pages = {"a.md": "A", "t/b.md": "B"}
    # The first page's rename follows those of the intent and of nothing else.
    with just_before("os.rename", ".topicpages-", lambda: shutil.rmtree(tmp_path / "docs/t")):
        written = write_pages(tmp_path, pages)
    assert written == (Written(changed=("a.md",)), (gone("docs/t/b.md", "no such file or directory"),))
    assert write_pages(tmp_path, pages) == (Written(created=("t/b.md",), unchanged=("a.md",)), ())
    assert tree(tmp_path) == clean_tree(pages)


@pytest.mark.parametrize("wanted", [{"a.md": "A", "b.md": "B"}, {"a.md": "A"}], ids=["changed", "stale"])
def test_page_edited_while_we_write_keeps_the_edit(tmp_path: Path, wanted: dict[str, str]) -> None:
    write_pages(tmp_path, {"a.md": "a", "b.md": "b"})
    with just_before("os.rename", ".topicpages-", lambda: put(tmp_path, {"b.md": "by hand"})):
        written = write_pages(tmp_path, wanted)
    message = "“docs/b.md” was changed while the pages were being written"
    remedy = "build again to see what is to be done"
    assert written == (
        Written(changed=("a.md",)),
        (error("docs/b.md", "edited-by-hand", message, remedy),),
    )
    assert tree(tmp_path) == clean_tree({"a.md": "A", "b.md": "by hand"})
    assert [found.code for found in write_pages(tmp_path, wanted)[1]] == ["edited-by-hand"]
    (tmp_path / "docs/b.md").unlink()
    assert write_pages(tmp_path, wanted)[1] == ()
    assert tree(tmp_path) == clean_tree(wanted)


def test_folder_replaced_by_a_symlink_while_we_write_is_not_followed(tmp_path: Path) -> None:
    write_pages(tmp_path, {"t/a.md": "a"})
    (tmp_path / "elsewhere").mkdir()

    def replace() -> None:
        shutil.rmtree(tmp_path / "docs/t")
        (tmp_path / "docs/t").symlink_to(tmp_path / "elsewhere")

    with just_before("os.rename", ".intent", replace):
        written = write_pages(tmp_path, {"t/a.md": "A"})
    assert written == (Written(), (gone("docs/t/a.md", "not a directory"),))
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_page_replaced_by_a_pipe_while_we_look_does_not_make_us_wait(tmp_path: Path) -> None:
    page = tmp_path / "docs/a.md"
    write_pages(tmp_path, {"a.md": "a"})

    def replace() -> None:
        page.unlink()
        os.mkfifo(page)

    with just_before("open", "a.md", replace):
        assert [found.code for found in write_pages(tmp_path, {"a.md": "A"})[1]] == ["edited-by-hand"]
    assert page.is_fifo()


def test_page_replaced_by_a_symlink_while_we_look_is_not_followed(tmp_path: Path) -> None:
    page = tmp_path / "docs/a.md"
    write_pages(tmp_path, {"a.md": "a"})
    (tmp_path / "elsewhere").write_text("A")

    def replace() -> None:
        page.unlink()
        page.symlink_to("../elsewhere")

    with just_before("open", "a.md", replace):
        written = write_pages(tmp_path, {"a.md": "A"})
    message = "“docs/a.md” cannot be written: too many levels of symbolic links"
    assert written == (
        Written(),
        (error("docs/a.md", "cannot-write", message, "mend that, then build again"),),
    )


def test_link_to_nothing_made_while_we_write_stays(tmp_path: Path) -> None:
    page = tmp_path / "docs/a.md"
    with just_before("os.rename", ".topicpages-", lambda: page.symlink_to("nothing")):
        # The first of two pages to be put in its place; the link then stands where the second should.
        written = write_pages(tmp_path, {"a.md": "a", "B.md": "b"})
    assert [found.code for found in written[1]] == ["edited-by-hand"]
    assert page.is_symlink()


def test_folder_made_while_we_write_is_used_and_left(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    with just_before("os.mkdir", "t", lambda: put(tmp_path, {"t/mine.md": "mine\n"})):
        written = write_pages(tmp_path, {"t/a.md": "a"})
    assert written == (Written(created=("t/a.md",)), ())
    assert (tmp_path / "docs/t/mine.md").read_text() == "mine\n"


def test_file_put_into_an_emptied_folder_while_we_write_stays(tmp_path: Path) -> None:
    write_pages(tmp_path, {"t/a.md": "a", "b.md": "b"})
    with just_before("os.remove", "a.md", lambda: put(tmp_path, {"t/mine.md": "mine\n"})):
        assert write_pages(tmp_path, {"b.md": "b"}) == (Written(deleted=("t/a.md",), unchanged=("b.md",)), ())
    assert (tmp_path / "docs/t/mine.md").read_text() == "mine\n"


def test_our_own_folder_removed_while_we_write_is_one_line(tmp_path: Path) -> None:
    with just_before("os.rename", ".topicpages-", lambda: shutil.rmtree(tmp_path / ".topicpages")):
        written, faults = write_pages(tmp_path, PAGES)
    assert written == Written(created=tuple(sorted(PAGES)))
    assert faults == (gone(".topicpages", "no such file or directory"),)
    assert write_pages(tmp_path, PAGES) == (Written(unchanged=tuple(sorted(PAGES))), ())


# ---- one build at a time -------------------------------------------------------------------------------


def test_second_build_is_turned_away_until_the_first_is_done(tmp_path: Path) -> None:
    with acquire(tmp_path) or pytest.fail("nobody else builds here") as first:
        assert first.diagnostics == ()
        assert acquire(tmp_path) is None
    second = acquire(tmp_path)
    assert second is not None
    second.release()
    second.release()
    assert (tmp_path / ".topicpages/.gitignore").read_text() == "*\n"


def test_lock_that_is_a_symlink_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / ".topicpages").mkdir()
    (tmp_path / ".topicpages/lock").symlink_to(tmp_path / "elsewhere")
    assert [found.code for found in lock_faults(tmp_path)] == ["cannot-write"]
    assert not (tmp_path / "elsewhere").exists()


BUILDER = """
import sys
from pathlib import Path
from topicpages.publishing.write import acquire, write_pages
root, name = Path(sys.argv[1]), sys.argv[2]
built = busy = 0
print("ready", flush=True)
sys.stdin.readline()
while built < 12:
    lock = acquire(root)
    if lock is None:
        busy += 1
        continue
    with lock:
        pages = {f"t{built % 3}/{n}.md": f"{name} {built}\\n" * 50 for n in range(6)}
        written, faults = write_pages(root, pages)
        assert not faults, faults
        built += 1
print(busy)
"""


def test_four_builds_at_once_write_one_after_the_other(tmp_path: Path) -> None:
    put(tmp_path, HAND_MADE)
    pipe = subprocess.PIPE
    started = [
        subprocess.Popen(
            [sys.executable, "-c", BUILDER, str(tmp_path), name],
            cwd=PROJECT, stdin=pipe, stdout=pipe, stderr=pipe, text=True,
        )
        for name in "abcd"
    ]  # fmt: skip
    assert [one.stdout.readline() for one in started if one.stdout] == ["ready\n"] * 4
    for one in started:
        print("go", file=one.stdin, flush=True)
    ended = [one.communicate(timeout=60) for one in started]
    assert [errors for _, errors in ended] == [""] * 4
    assert sum(int(turned_away) for turned_away, _ in ended) > 0
    texts = {text for path, (_, text) in tree(tmp_path).items() if path not in HAND_MADE and text}
    assert len(texts) == 1
    assert write_pages(tmp_path, PAGES)[1] == ()
    assert tree(tmp_path) == clean_tree(PAGES | HAND_MADE)


def test_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    """A temporary file's name is a matter of chance, and chance may hit a name that is taken."""
    (tmp_path / "taken").write_text("mine")
    (tmp_path / "link").symlink_to("nothing")
    folder = os.open(tmp_path, os.O_RDONLY)
    try:
        for name in ("taken", "link"):
            with pytest.raises(FileExistsError):
                write_new(folder, name, b"ours")
    finally:
        os.close(folder)
    assert (tmp_path / "taken").read_text() == "mine"
    assert not (tmp_path / "nothing").exists()


def test_many_builds_keep_no_file_open(tmp_path: Path) -> None:
    write_pages(tmp_path, PAGES)
    before = len(list(Path("/dev/fd").iterdir()))
    for pages in ({}, PAGES, PAGES | {"../x.md": "x"}, PAGES | {"about.md": "About, mended\n"}):
        write_pages(tmp_path, pages)
        with acquire(tmp_path) or pytest.fail("nobody else builds here"):
            assert acquire(tmp_path) is None
    assert len(list(Path("/dev/fd").iterdir())) == before


def test_error_without_a_name_still_gives_a_line(tmp_path: Path) -> None:
    """An operating system error that no remedy is known for."""

    def fail() -> None:
        raise OSError(errno.EIO, "Input/output error")

    with just_before("open", ".topicpages-", fail):
        written = write_pages(tmp_path, {"a.md": "a"})
    message = "“docs/a.md” cannot be written: input/output error"
    assert written == (
        Written(),
        (error("docs/a.md", "cannot-write", message, "mend that, then build again"),),
    )
