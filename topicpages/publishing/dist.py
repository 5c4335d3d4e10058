"""The folder ``dist/``, in which editions of the site beside the published one are left."""

from pathlib import Path

from topicpages.publishing.write.disk import Kind, kind_at, modes_from_us, open_plain_folder
from topicpages.publishing.write.faults import StoppedError, fault, writing
from topicpages.publishing.write.state import replace_file

DIST = "dist"


def put_into_dist(root: Path, name: str, content: bytes) -> None:
    """Make ``root/dist/name``, whole or not at all and never through a symlink.

    Raises:
        StoppedError: that was not possible.
    """
    make_dist(root)
    with writing(f"{DIST}/{name}"), modes_from_us():
        replace_file(root / DIST / name, content)


def make_dist(root: Path) -> None:
    """Make the folder ``root/dist`` unless it is there.

    Raises:
        StoppedError: it is something else, or cannot be made.
    """
    folder = root / DIST
    with writing(DIST), modes_from_us():
        if kind_at(folder) is Kind.SYMLINK:
            remedy = "delete the link, then build again"
            raise StoppedError(fault(DIST, "symlink", f"“{DIST}” is a symlink", remedy=remedy))
        folder.mkdir(exist_ok=True)
        with open_plain_folder(folder):
            pass
