"""Which paths a generated page may have."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from topicpages.diagnostics import Diagnostic
from topicpages.publishing.write.faults import fault

DOCS = "docs"

# A file has a dot and a folder has none, so that no page is ever in the way of another page's folder;
# a leading dot is free for the files that stand only while we write.
FOLDER = r"[A-Za-z0-9_][A-Za-z0-9_-]{0,99}"
PAGE_PATTERN = rf"^(?:{FOLDER}/)*{FOLDER}(?:\.[A-Za-z0-9_-]{{1,40}}){{1,3}}$"
FOLDER_PATTERN = rf"^(?:\.|{FOLDER}(?:/{FOLDER})*)$"
TEMP_PATTERN = rf"^(?:{FOLDER}/)*\.topicpages-[0-9a-f]{{16}}-[0-9]+\.tmp$"

_PAGE = re.compile(PAGE_PATTERN[:-1])
_WINDOWS_DEVICE = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")


def unsafe_paths(paths: Iterable[str]) -> tuple[Diagnostic, ...]:
    """Report as ``unsafe-path`` each path that could leave the folder or be another file elsewhere."""
    spellings: dict[str, str] = {}
    found = []
    for path in sorted(paths):
        if not _PAGE.fullmatch(path) or _names_a_device(path):
            found.append(_unsafe(f"“{path}” is not a safe path for a page"))
            continue
        for part in (path, *folders_of(path)):
            first = spellings.setdefault(part.lower(), part)
            if first != part:
                found.append(_unsafe(f"“{part}” and “{first}” differ only in case"))
    return tuple(sorted(set(found)))


def folders_of(path: str) -> tuple[str, ...]:
    """Return every folder above ``path``, the nearest first; the last is ``.``, which is ``docs`` itself."""
    return tuple(map(str, PurePosixPath(path).parents))


def temp_path(path: str, *, token: str, number: int) -> str:
    """Return where the text of ``path`` stands until it is put in its place: in the same folder, hidden."""
    return str(PurePosixPath(path).with_name(f".topicpages-{token}-{number}.tmp"))


def in_root(path: str) -> str:
    """Return ``path``, relative to ``docs``, as a path relative to the root."""
    return str(PurePosixPath(DOCS, path))


def _names_a_device(path: str) -> bool:
    stems = (part.partition(".")[0].lower() for part in path.split("/"))
    return any(_WINDOWS_DEVICE.fullmatch(stem) for stem in stems)


def _unsafe(message: str) -> Diagnostic:
    remedy = "use letters, digits, “-” and “_”, with an extension for the file, none for a folder"
    return fault(DOCS, "unsafe-path", message, remedy=remedy)
