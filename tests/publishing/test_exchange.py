"""The finished site: the old tree or the new one, and nobody else's folder."""

import ctypes
import errno
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.support.disks import without_rights
from topicpages.diagnostics import Diagnostic, Severity, Span
from topicpages.publishing import exchange as publish
from topicpages.publishing.exchange import MARKER, PostStep, build_site, exchange, mark, recover
from topicpages.publishing.mkdocs_run import Built

# What stands in for MkDocs where a test is not about MkDocs itself: it writes what it is told and ends so.
STAND_IN = """
import os, pathlib, sys
site = pathlib.Path(sys.argv[sys.argv.index("--site-dir") + 1])
(site / "topics").mkdir(parents=True)
(site / "index.html").write_text(os.environ.get("TEXT", "new"))
(site / "topics/a.html").symlink_to("../index.html")
told = os.environ
options = sys.argv[1:sys.argv.index("--config-file")]
print("options:", *options)
print("banner:", told["NO_MKDOCS_2_WARNING"], "utf-8:", sys.flags.utf8_mode, "in:", pathlib.Path.cwd().name)
sys.exit(int(os.environ.get("STATUS", "0")))
"""
MOVE_AWAY = "move it away or delete it, or choose another folder, then build again"

Tree = dict[str, str | None]


def tree(folder: Path) -> Tree:
    """Return the text of everything under ``folder``, hidden files too; a folder's text is nothing."""
    return {
        str(place.relative_to(folder)): place.read_text(encoding="utf-8") if place.is_file() else None
        for place in sorted(folder.rglob("*"))
    }


def error(path: str, code: str, message: str, remedy: str) -> Diagnostic:
    return Diagnostic(Span(path), code, message, remedy)


def made_site(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(text)
    mark(folder)
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a site's root, with the stand-in for MkDocs beside it."""
    (tmp_path / "stand-in/mkdocs").mkdir(parents=True)
    (tmp_path / "stand-in/mkdocs/__init__.py").touch()
    (tmp_path / "stand-in/mkdocs/__main__.py").write_text(STAND_IN)
    (tmp_path / "root").mkdir()
    return tmp_path / "root"


def build(
    root: Path,
    environment: Mapping[str, str] | None = None,
    *,
    out: Path | None = None,
    strict: bool = True,
    post_steps: Sequence[PostStep] = (),
) -> tuple[Built, tuple[Diagnostic, ...]]:
    stand_in = {"PYTHONPATH": str(root.parent / "stand-in"), "PYTHONDONTWRITEBYTECODE": "1"}
    return build_site(
        root,
        out=out or root / "site",
        strict=strict,
        environment={**stand_in, **(environment or {})},
        post_steps=post_steps,
    )


@pytest.fixture(params=["one step", "two renames"])
def _either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the test on a system that exchanges folders in one step, and on one that cannot."""
    if request.param == "two renames":
        monkeypatch.setattr(publish, "_LIBC", object())


# ---- exchange ------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_either_way")
def test_new_tree_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    new, target = made_site(tmp_path / "work/new", "new"), made_site(tmp_path / "site", "old")
    assert exchange(new, target) == ()
    assert tree(target)["index.html"] == "new"
    (old,) = (tmp_path / "work").iterdir()
    assert tree(old)["index.html"] == "old"


def test_first_site_is_simply_put_in_its_place(tmp_path: Path) -> None:
    new = made_site(tmp_path / "work/new", "new")
    assert exchange(new, tmp_path / "site") == ()
    assert tree(tmp_path / "site")["index.html"] == "new"
    assert not new.exists()


@pytest.mark.usefixtures("_either_way")
def test_empty_folder_may_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    assert exchange(made_site(tmp_path / "work/new", "new"), tmp_path / "site") == ()
    assert tree(tmp_path / "site")["index.html"] == "new"


def test_folder_of_somebody_else_is_never_replaced(tmp_path: Path) -> None:
    new = made_site(tmp_path / "work/new", "new")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/thesis.txt").write_text("ten years of work")
    expected = (error("site", "not-ours", "“site” was not built by this tool", MOVE_AWAY),)
    assert exchange(new, tmp_path / "site") == expected
    assert tree(tmp_path / "site") == {"thesis.txt": "ten years of work"}
    assert tree(new)["index.html"] == "new"


def test_file_in_the_place_of_the_site_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file")
    expected = (error("site", "not-ours", "“site” was not built by this tool", MOVE_AWAY),)
    assert exchange(made_site(tmp_path / "work/new", "new"), tmp_path / "site") == expected


def test_symlink_in_the_place_of_the_site_is_not_followed(tmp_path: Path) -> None:
    made_site(tmp_path / "elsewhere", "old")
    (tmp_path / "site").symlink_to("elsewhere")
    expected = (error("site", "symlink", "“site” is a symlink", MOVE_AWAY),)
    assert exchange(made_site(tmp_path / "work/new", "new"), tmp_path / "site") == expected
    assert tree(tmp_path / "elsewhere")["index.html"] == "old"


def test_disk_that_will_not_exchange_leaves_both_trees(tmp_path: Path) -> None:
    target = made_site(tmp_path / "site", "old")
    remedy = "see that every folder above it is a folder and stays there, then build again"
    message = "“site” cannot be written: no such file or directory"
    assert exchange(tmp_path / "none", target) == (error("site", "cannot-write", message, remedy),)
    assert tree(target)["index.html"] == "old"


def test_file_system_without_exchange_is_given_two_renames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file system may refuse what the system as a whole can do."""

    class Refusing:
        def renameat2(self, *_: object) -> int:
            return -1

    monkeypatch.setattr(publish, "_LIBC", Refusing())
    monkeypatch.setattr(ctypes, "get_errno", lambda: errno.EINVAL)
    target = made_site(tmp_path / "site", "old")
    assert exchange(made_site(tmp_path / "work/new", "new"), target) == ()
    assert tree(target)["index.html"] == "new"
    assert tree(tmp_path / "work/old")["index.html"] == "old"


# ---- build_site ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_either_way")
def test_site_is_built_beside_and_nothing_else_is_left(root: Path) -> None:
    made_site(root / "site", "old")
    built, found = build(root)
    output = "options: build --strict\nbanner: 1 utf-8: 1 in: root\n"
    assert (built, found) == (Built(0, output), ())
    assert tree(root / "site") == {
        "index.html": "new",
        MARKER: "Made by topicpages: the next build replaces this folder as a whole.\n",
        "topics": None,
        "topics/a.html": "new",
    }
    assert sorted(tree(root)) == sorted(
        [".topicpages", ".topicpages/.gitignore", "site", *(f"site/{path}" for path in tree(root / "site"))]
    )


def test_site_may_stand_outside_the_root(root: Path) -> None:
    out = root.parent / "else/where"
    assert build(root, out=out)[0].status == 0
    assert tree(out)["index.html"] == "new"
    assert [place.name for place in out.parent.iterdir()] == ["where"]


def test_strictness_can_be_given_up(root: Path) -> None:
    built, _ = build(root, strict=False)
    assert built.output.startswith("options: build --no-strict\n")


def test_site_has_the_same_modes_whatever_the_umask(root: Path) -> None:
    def close(site: Path) -> tuple[Diagnostic, ...]:
        (site / "topics").chmod(0o700)
        (site / "search.json").write_text("{}")
        (site / "search.json").chmod(0o600)
        return ()

    previous = os.umask(0o077)
    try:
        assert build(root, post_steps=[close])[0].status == 0
    finally:
        os.umask(previous)
    modes = {place.name: oct(place.lstat().st_mode & 0o777) for place in (root / "site").rglob("*")}
    del modes["a.html"]  # a symlink, which has none
    assert modes == {"index.html": "0o644", "search.json": "0o644", MARKER: "0o644", "topics": "0o755"}


def test_mkdocs_that_fails_leaves_the_old_site(root: Path) -> None:
    made_site(root / "site", "old")
    before = tree(root)
    built, found = build(root, {"STATUS": "3"})
    assert (built.status, found) == (3, ())
    assert tree(root) == before | {".topicpages": None, ".topicpages/.gitignore": "*\n"}


def test_first_post_step_that_finds_an_error_leaves_the_old_site(root: Path) -> None:
    made_site(root / "site", "old")
    seen: list[str] = []
    warning = Diagnostic(Span("index.html"), "odd", "odd", severity=Severity.WARNING)
    wrong = Diagnostic(Span("index.html"), "dead-link", "“x” leads nowhere")

    def step(name: str, *found: Diagnostic) -> PostStep:
        def run(site: Path) -> tuple[Diagnostic, ...]:
            seen.append(f"{name} sees {(site / 'index.html').read_text()}")
            return found

        return run

    built, found = build(root, post_steps=[step("one", warning), step("two", wrong), step("three")])
    assert (built.status, found) == (1, (warning, wrong))
    assert seen == ["one sees new", "two sees new"]
    assert tree(root / "site")["index.html"] == "old"


def test_warning_of_a_post_step_does_not_keep_the_site_back(root: Path) -> None:
    warning = Diagnostic(Span("index.html"), "odd", "odd", severity=Severity.WARNING)
    built, found = build(root, post_steps=[lambda _: (warning,)])
    assert (built.status, found) == (0, (warning,))
    assert tree(root / "site")["index.html"] == "new"


def test_post_step_that_raises_leaves_the_old_site_and_no_litter(root: Path) -> None:
    made_site(root / "site", "old")

    def fail(_: Path) -> tuple[Diagnostic, ...]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(root, post_steps=[fail])
    assert tree(root / "site")["index.html"] == "old"
    assert sorted(place.name for place in root.iterdir()) == [".topicpages", "site"]


def test_folder_removed_while_the_site_is_checked_is_one_line(root: Path) -> None:
    made_site(root / "site", "old")

    def remove_and_look(site: Path) -> tuple[Diagnostic, ...]:
        shutil.rmtree(site.parent)
        return (error(str((site / "index.html").stat().st_size), "odd", "odd", "odd"),)

    remedy = "see that every folder above it is a folder and stays there, then build again"
    message = "“site” cannot be written: no such file or directory"
    built, found = build(root, post_steps=[remove_and_look])
    assert (built.status, found) == (1, (error("site", "cannot-write", message, remedy),))
    assert tree(root / "site")["index.html"] == "old"
    assert sorted(place.name for place in root.iterdir()) == [".topicpages", "site"]


def test_folder_removed_just_before_the_exchange_is_one_line(root: Path) -> None:
    made_site(root / "site", "old")

    def remove(site: Path) -> tuple[Diagnostic, ...]:
        shutil.rmtree(site.parent)
        return ()

    built, found = build(root, post_steps=[remove])
    assert (built.status, [one.code for one in found]) == (1, ["cannot-write"])
    assert tree(root / "site")["index.html"] == "old"


def test_root_removed_while_the_site_is_checked_is_one_line(root: Path) -> None:
    def remove(_: Path) -> tuple[Diagnostic, ...]:
        shutil.rmtree(root)
        return ()

    built, found = build(root, post_steps=[remove])
    assert (built.status, [one.code for one in found]) == (1, ["cannot-write"])
    assert not root.exists()


def test_root_that_we_may_not_write_to_keeps_its_site(open_root: Path) -> None:
    made_site(open_root / "site", "old")
    (open_root / ".topicpages").mkdir()
    (open_root / ".topicpages").chmod(0o777)
    open_root.chmod(0o555)
    with without_rights():
        built, found = build_site(open_root, out=open_root / "site")
    message = "“.site.topicpages” cannot be written: permission denied"
    remedy = "make it and its folder writable for you, then build again"
    assert (built, found) == (Built(1), (error(".site.topicpages", "cannot-write", message, remedy),))
    assert sorted(tree(open_root)) == [
        ".topicpages",
        ".topicpages/.gitignore",
        "site",
        *(f"site/{path}" for path in (MARKER, "index.html")),
    ]


def test_user_folder_in_the_place_of_the_site_is_told_before_mkdocs_runs(root: Path) -> None:
    (root / "site").mkdir()
    (root / "site/mine.txt").write_text("mine")
    expected = (error("site", "not-ours", "“site” was not built by this tool", MOVE_AWAY),)
    assert build(root) == (Built(1), expected)
    assert tree(root) == {"site": None, "site/mine.txt": "mine"}


def test_place_that_we_may_not_look_at_is_one_line(root: Path) -> None:
    out = root / ("x" * 300)
    message = f"“{out.name}” cannot be written: file name too long"
    expected = (error(out.name, "cannot-write", message, "mend that, then build again"),)
    assert build(root, out=out) == (Built(1), expected)


def test_folder_that_we_work_in_is_ours_and_no_business_of_git(root: Path) -> None:
    (root / ".site.topicpages").mkdir()
    seen: list[Tree] = []

    def look(site: Path) -> tuple[Diagnostic, ...]:
        seen.append({path: text for path, text in tree(site.parent).items() if "/" not in path})
        return ()

    assert build(root, post_steps=[look])[0].status == 0
    marker = (root / "site" / MARKER).read_text()
    assert seen == [{".gitignore": "*\n", MARKER: marker, "new": None}]


def test_user_folder_in_the_place_that_we_work_in_is_left_alone(root: Path) -> None:
    (root / ".site.topicpages").mkdir()
    (root / ".site.topicpages/mine.txt").write_text("mine")
    message = "“.site.topicpages” was not built by this tool"
    assert build(root) == (Built(1), (error(".site.topicpages", "not-ours", message, MOVE_AWAY),))
    assert tree(root) == {".site.topicpages": None, ".site.topicpages/mine.txt": "mine"}


@pytest.mark.parametrize("out", ["/", ".", "docs", "docs/.."])
def test_folder_full_of_other_things_cannot_be_the_site(root: Path, out: str) -> None:
    (root / "docs").mkdir()
    (root / "docs/index.md").write_text("by hand")
    (found,) = build(root, out=root / out)[1]
    assert found.code == "not-ours"
    assert tree(root) == {"docs": None, "docs/index.md": "by hand"}


def test_root_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    path, remedy = (
        ".topicpages/publishing.json",
        "see that every folder above it is a folder and stays there, then build again",
    )
    message = f"“{path}” cannot be written: no such file or directory"
    assert build(tmp_path / "none") == (Built(1), (error(path, "cannot-write", message, remedy),))
    assert list(tmp_path.iterdir()) == []


def test_working_folder_that_cannot_be_deleted_is_a_warning(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(shutil, "rmtree", fail)
    made_site(root / "site", "old")
    built, found = build(root)
    message = "“.site.topicpages” cannot be written: permission denied"
    remedy = "make it and its folder writable for you, then build again"
    warning = Diagnostic(Span(".site.topicpages"), "cannot-write", message, remedy, Severity.WARNING)
    assert (built.status, found) == (0, (warning,))
    assert tree(root / "site")["index.html"] == "new"
    assert [one.severity for one in recover(root)] == [Severity.ERROR]
    monkeypatch.undo()
    assert recover(root) == ()
    assert sorted(place.name for place in root.iterdir()) == [".topicpages", "site"]


REAL_CONFIG = """\
site_name: A test
docs_dir: docs
hooks: [hook.py]
"""
REAL_HOOK = """\
import os
def on_page_markdown(markdown, **_):
    return markdown + f"told: {os.environ.get('TOLD')}"
"""


def test_real_mkdocs_builds_the_site_and_a_dead_link_keeps_the_old_one(root: Path) -> None:
    (root / "docs").mkdir()
    (root / "docs/index.md").write_text("# Home\n\n")
    (root / "mkdocs.yml").write_text(REAL_CONFIG)
    (root / "hook.py").write_text(REAL_HOOK)
    # A file that would be taken for a library if the site's folder were searched for modules.
    (root / "yaml.py").write_text("raise SystemExit('the site stood in for a library')")
    built, found = build_site(root, out=root / "site", environment={"TOLD": "something"})
    assert (built.status, found) == (0, ()), built.output
    good = (root / "site/index.html").read_text()
    assert "told: something" in good
    (root / "docs/index.md").write_text("# Home\n\n[nowhere](nowhere.md)\n")
    built, found = build_site(root, out=root / "site")
    assert (built.status, found) == (1, ())
    assert "nowhere.md" in built.output
    assert (root / "site/index.html").read_text() == good


# ---- recover -------------------------------------------------------------------------------------------


def interrupted(root: Path, *, out: str = "site", **trees: str) -> Path:
    """Leave what a build leaves that is killed with ``trees`` in its working folder."""
    (root / ".topicpages").mkdir()
    (root / ".topicpages/publishing.json").write_text(f'{{"target": "{out}"}}')
    beside = (root / out).with_name(f".{Path(out).name}.topicpages")
    beside.mkdir()
    mark(beside)
    (beside / ".gitignore").write_text("*\n")
    for name, text in trees.items():
        made_site(beside / name, text)
    return beside


def left(root: Path) -> list[str]:
    return sorted(place.name for place in (*root.iterdir(), *(root / ".topicpages").iterdir()))


def test_site_that_was_set_aside_is_put_back(root: Path) -> None:
    interrupted(root, new="new", old="old")
    assert recover(root) == ()
    assert tree(root / "site")["index.html"] == "old"
    assert left(root) == [".topicpages", "site"]


def test_site_outside_the_root_that_was_set_aside_is_put_back(root: Path) -> None:
    out = root.parent / "elsewhere"
    interrupted(root, out=str(out), old="old")
    assert recover(root) == ()
    assert tree(out)["index.html"] == "old"


@pytest.mark.parametrize("trees", [{}, {"new": "half"}, {"old": "older"}, {"new": "half", "old": "older"}])
def test_site_that_is_in_its_place_stays_and_the_rest_is_cleared(root: Path, trees: dict[str, str]) -> None:
    interrupted(root, **trees)
    made_site(root / "site", "whole")
    assert recover(root) == ()
    assert tree(root / "site")["index.html"] == "whole"
    assert left(root) == [".topicpages", "site"]


def test_first_build_that_was_killed_leaves_no_site(root: Path) -> None:
    interrupted(root, new="half")
    assert recover(root) == ()
    assert left(root) == [".topicpages"]


def test_clearing_that_was_killed_is_carried_on(root: Path) -> None:
    beside = interrupted(root)
    (beside / MARKER).unlink()
    (beside / ".gitignore").unlink()
    assert recover(root) == ()
    assert left(root) == [".topicpages"]


def test_nothing_to_recover_is_nothing_done(root: Path) -> None:
    made_site(root / "site", "whole")
    before = tree(root)
    assert recover(root) == ()
    assert tree(root) == before


def test_folder_of_somebody_else_with_the_name_of_ours_is_left_alone(root: Path) -> None:
    beside = interrupted(root, old="mine")
    (beside / MARKER).unlink()
    message = "“.site.topicpages” was not built by this tool"
    assert recover(root) == (error(".site.topicpages", "not-ours", message, MOVE_AWAY),)
    assert (beside / "old/index.html").read_text() == "mine"


@pytest.mark.parametrize(
    "text", ["", "[]", '{"target": ""}', '{"target": "/"}', '{"target": "a\\u0000b"}', '{"target": 1}', "\0"]
)
def test_record_that_no_build_wrote_is_a_fault(root: Path, text: str) -> None:
    (root / ".topicpages").mkdir()
    (root / ".topicpages/publishing.json").write_text(text)
    path = ".topicpages/publishing.json"
    message = f"“{path}” is not what a build wrote"
    assert recover(root) == (error(path, "bad-manifest", message, "delete it, then build again"),)
    assert build(root) == (Built(1), recover(root))


def test_record_that_cannot_be_read_is_a_fault(root: Path) -> None:
    (root / ".topicpages/publishing.json").mkdir(parents=True)
    assert [found.code for found in recover(root)] == ["cannot-write"]


def test_symlink_in_the_place_of_our_own_folder_is_refused(root: Path) -> None:
    (root.parent / "elsewhere").mkdir()
    (root / ".topicpages").symlink_to("../elsewhere")
    remedy = "delete the link, then build again"
    assert recover(root) == (error(".topicpages", "symlink", "“.topicpages” is a symlink", remedy),)
