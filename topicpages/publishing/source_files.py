"""What editors' commands write: files of ``sources/``, and private originals beside them."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from topicpages.diagnostics import Diagnostic, Span
from topicpages.publishing.write.disk import modes_from_us, open_plain_folder, settle, write_new
from topicpages.publishing.write.faults import cannot_write
from topicpages.publishing.write.state import commit, stage, unstage
from topicpages.sources import SOURCES

# Git adds nothing in a folder whose own list of what it ignores names all.
_IGNORE = (".gitignore", "*\n")


def write_source_files(root: Path, texts: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Give each file below ``root`` its text, and return why that was not possible.

    All texts are on the disk before the first file is replaced, and what was replaced is put back when a
    later file cannot be. The caller holds the ``BuildMutex``.
    """
    path = SOURCES
    before = {name: _content(root / name) for name in texts}
    done: list[str] = []
    try:
        with modes_from_us():
            for path, text in sorted(texts.items()):
                (root / path).parent.mkdir(exist_ok=True)
                stage(root / path, text.encode())
            for path in sorted(texts):
                commit(root / path)
                done.append(path)
    except OSError as error:
        for staged in texts:
            unstage(root / staged)
        for replaced in done:
            _put_back(root / replaced, before[replaced])
        return (cannot_write(path, error),)
    return ()


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _put_back(path: Path, content: bytes | None) -> None:
    with suppress(OSError):
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content)


def keep_originals(folder: Path, files: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    """Put new files into the ``folder`` of the originals, and return why that was not possible.

    The folder is made if need be; a list for Git keeps all in it from being committed. A file that
    is there is never replaced: then, and after any other fault, none of ``files`` is left there.
    """
    written: list[str] = []
    try:
        with modes_from_us():
            _made(folder)
            with open_plain_folder(folder) as descriptor:
                for name, content in sorted(files.items()):
                    write_new(descriptor, name, content)
                    written.append(name)
                settle(descriptor)
    except FileExistsError as error:
        forget_originals(folder, written)
        what = f"“{folder / str(error.filename)}” is there already"
        return (
            Diagnostic(Span(str(folder)), "original-kept", what, "give another --id, or remove it first"),
        )
    except OSError as error:
        forget_originals(folder, written)
        return (cannot_write(str(folder), error),)
    return ()


def forget_originals(folder: Path, names: Mapping[str, bytes] | list[str]) -> None:
    """Remove files that were just put into the ``folder`` of the originals."""
    for name in names:
        with suppress(OSError):
            (folder / name).unlink()


def _made(folder: Path) -> None:
    if not folder.exists():
        folder.mkdir(parents=True)
    name, text = _IGNORE
    if not (folder / name).exists():
        (folder / name).write_text(text, "utf-8")
