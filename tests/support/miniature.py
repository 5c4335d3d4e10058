"""A miniature site in a folder of its own: the sound one of ``tests/cases/_base``, and cases laid over it."""

import ast
import os
import shutil
from pathlib import Path

CASES = Path(__file__).parents[1] / "cases"
ROOT = Path(__file__).parents[2]
BASE = CASES / "_base"
LAID_OVER = ("sources", "originals", "docs", "papers")


def laid_out(case: Path, root: Path) -> None:
    """Put the base into ``root``, the case over it, and arrange what files cannot."""
    for origin in (BASE, case):
        for folder in LAID_OVER:
            if (origin / folder).is_dir():
                shutil.copytree(origin / folder, root / folder, dirs_exist_ok=True)
    for line in text_of(case / "arrange.txt").splitlines():
        arrange(root, *line.split(" ", 2))


def arrange(root: Path, verb: str, path: str, rest: str = "") -> None:
    place = root / path
    match verb:
        case "remove" if place.is_dir():
            shutil.rmtree(place)
        case "remove":
            place.unlink()
        case "link":
            place.symlink_to(rest.removeprefix("-> "))
        case "pipe":
            os.mkfifo(place)
        case "bytes":
            place.write_bytes(ast.literal_eval(f"b{rest}"))
        case "repeat":
            count, _, text = rest.partition(" ")
            place.write_text(str(ast.literal_eval(text)) * int(count), "utf-8")
        case _:
            raise ValueError(f"arrange.txt cannot “{verb}”")


def text_of(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


def tree(folder: Path) -> dict[str, bytes]:
    """Return every regular file below ``folder`` but the build's own memory."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    texts = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    return {path: content for path, content in texts.items() if not path.startswith(".topicpages/")}


def miniature(root: Path) -> Path:
    """Make the sound site in the folder ``root``, which is made if need be, and return it."""
    root.mkdir(parents=True, exist_ok=True)
    laid_out(BASE, root)
    return root


def publishable(root: Path) -> Path:
    """Make the sound site at ``root`` with what the README says that a site of one's own needs."""
    miniature(root)
    for name in ("mkdocs.yml", "build_pages.py"):
        shutil.copy(ROOT / name, root / name)
    for name in ("overrides", "docs/assets"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "docs/search.md", root / "docs/search.md")
    return root
