"""The finished site: pages, published by MkDocs, guarded, checked, and only then put in place."""

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config import load_config

from topicpages.diagnostics import Diagnostic, Faults, Progress, Span, has_errors
from topicpages.evidence import rights_faults
from topicpages.pages import draw_cards
from topicpages.publishing.building import build_docs
from topicpages.publishing.exchange import Built, PostStep, build_site
from topicpages.publishing.hook_input import tell_topics
from topicpages.publishing.html_check import check_site, theme_of
from topicpages.publishing.policy import insert_policy, policy, script_hashes
from topicpages.publishing.theme import blank_site
from topicpages.publishing.write.disk import Kind, kind_at, modes_from_us, open_plain_folder
from topicpages.publishing.write.faults import StoppedError, fault, writing
from topicpages.publishing.write.state import replace_file
from topicpages.sources import Library

DIST = "dist"
# What MkDocs copies from these folders it would also copy through a link.
_PUBLISHED = ("docs", "overrides")
_ORIGINALS = "originals"


def build_public(root: Path, *, progress: Progress) -> tuple[Faults, str]:
    """Leave the finished site in ``root/site``; the caller holds the build lock."""
    sources, _, faults = build_docs(root, progress=progress)
    if has_errors(faults):
        return faults, ""
    out = root / "site"
    built, problems = publish(
        root, library=sources.library, out=out, config_file=root / "mkdocs.yml", progress=progress
    )
    faults = (*faults, *problems)
    return faults, built.output if has_errors(faults) else f"the site is in {out}"


def publish(
    root: Path,
    *,
    library: Library,
    out: Path,
    config_file: Path,
    progress: Progress,
    first_steps: Sequence[PostStep] = (),
) -> tuple[Built, Faults]:
    """Publish the pages of ``root``, made from ``library``, with MkDocs at ``out``, guarded and checked.

    ``first_steps`` change what MkDocs built before it is guarded.
    """
    if faults := unpublishable(root, library):
        return Built(1), faults
    progress("publishing with MkDocs")
    step = _finishing(config_file, library=library, progress=progress)
    with tempfile.TemporaryDirectory() as folder:
        built, problems = build_site(
            root,
            out=out,
            config_file=config_file,
            environment=tell_topics(library.topics, Path(folder)),
            post_steps=(*first_steps, step),
        )
    if built.status != 0 and not has_errors(problems):
        what = "MkDocs did not build the site"
        problems = (*problems, Diagnostic(Span("mkdocs.yml"), "mkdocs-failed", what, "see what it printed"))
    return built, problems


def unpublishable(root: Path, library: Library) -> Faults:
    """Return what below ``root`` MkDocs would publish though it must not: symlinks and originals."""
    records = (article.record for article in library.articles.values())
    originals = {record.original.sha256 for record in records if record.original}
    try:
        return tuple(
            fault for name in _PUBLISHED for fault in _file_faults(root / name, name, originals=originals)
        )
    except StoppedError as stopped:
        return (stopped.diagnostic,)


def _file_faults(place: Path, path: str, *, originals: set[str]) -> Iterator[Diagnostic]:
    """Yield the faults of the file or folder ``place``; ``path`` is its path below the root."""
    with writing(path):
        kind = kind_at(place)
        entries = sorted(place.iterdir()) if kind is Kind.FOLDER else []
        original = kind is Kind.FILE and _is_original(place, path, originals=originals)
    if kind is Kind.SYMLINK:
        what, remedy = f"“{path}” is a symbolic link", "replace it by what it leads to"
        yield fault(path, "symlink", what, remedy=remedy)
    if original:
        what = f"“{path}” is an article's original, or lies in a folder of originals"
        yield fault(path, "original-published", what, remedy="keep it out of what is published")
    for entry in entries:
        yield from _file_faults(entry, f"{path}/{entry.name}", originals=originals)


def _is_original(place: Path, path: str, *, originals: set[str]) -> bool:
    if _ORIGINALS in path.casefold().split("/")[:-1]:
        return True
    return bool(originals) and hashlib.sha256(place.read_bytes()).hexdigest() in originals


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


def _finishing(config: Path, *, library: Library, progress: Progress) -> Callable[[Path], Faults]:
    """Return the step that draws cards if asked, writes the policy into every page and checks all of them.

    What the theme itself writes is learned from a site without a word of the sources, so no text of theirs
    can allow a script or an element.
    """

    def finish(tree: Path) -> Faults:
        progress("guarding and checking pages")
        settings = load_config(str(config))
        if settings.extra.get("cards") and (undrawn := draw_cards(tree, site_url=settings.site_url or "")):
            return undrawn
        base_path = urlsplit(settings.site_url or "/").path or "/"
        with tempfile.TemporaryDirectory() as folder:
            depth = blank_site.depth_of(tree)
            empty = blank_site.build_blank_site(config, Path(folder), depth=depth)
            hashes = script_hashes(empty)
            theme = theme_of(empty, base_path=base_path)
        unguarded = insert_policy(tree, policy(hashes))
        faults = check_site(tree, base_path=base_path, theme=theme)
        return (*unguarded, *faults, *rights_faults(tree, library))

    return finish
