"""From generated files to a site that is whole or not there at all.

In goes the folder of a site; ``begin_build`` comes first, so that one build runs at a time.
``build_docs`` leaves the pages in ``docs/``, ``build_public`` the checked site in ``site/``,
``build_offline`` and ``print_documents`` what is in ``dist/``. Whenever a build is ended, each of these
is what it was or what it should be. Only files that a build made itself are replaced or deleted. MkDocs
has a door of its own: the functions of ``publishing.hook``.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from topicpages.publishing.building import (
    ANOTHER_BUILD,
    begin_build,
    build_docs,
    generated,
    write_lock_file,
)
from topicpages.publishing.source_files import forget_originals, keep_originals, write_source_files
from topicpages.publishing.write import Written

if TYPE_CHECKING:
    from topicpages.publishing.documents import print_documents
    from topicpages.publishing.finished_site import build_public
    from topicpages.publishing.offline.edition import build_offline

__all__ = [
    "ANOTHER_BUILD",
    "Written",
    "begin_build",
    "build_docs",
    "build_offline",
    "build_public",
    "forget_originals",
    "generated",
    "keep_originals",
    "print_documents",
    "write_lock_file",
    "write_source_files",
]

# Loaded when they are asked for: they need MkDocs, whose import takes longer than a check of the sources.
_WITH_MKDOCS = {
    "build_offline": "offline.edition",
    "build_public": "finished_site",
    "print_documents": "documents",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 -- as the language names it
    if name not in _WITH_MKDOCS:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    return getattr(import_module(f"{__name__}.{_WITH_MKDOCS[name]}"), name)
