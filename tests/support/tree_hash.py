"""One hash for a whole folder."""

import hashlib
from pathlib import Path


def tree_hash(folder: Path) -> str:
    """Return one hash over the names, modes and bytes of all files below ``folder``."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            found.update(f"{name} {path.stat().st_mode:o} {content}\n".encode())
    return found.hexdigest()
