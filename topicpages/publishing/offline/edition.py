"""The offline edition: the site as files that a browser opens from a disk, in one zip."""

import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from topicpages.diagnostics import Diagnostic, Faults, Progress, Span, has_errors
from topicpages.pages import Addresses
from topicpages.pipeline import JudgedSources, judge
from topicpages.publishing.building import generated
from topicpages.publishing.dist import DIST, make_dist, put_into_dist
from topicpages.publishing.finished_site import publish
from topicpages.publishing.offline.scripts import classic_script, needed_modules
from topicpages.publishing.unpublishable import unpublishable
from topicpages.publishing.write import write_pages
from topicpages.publishing.write.faults import StoppedError, writing
from topicpages.publishing.write.state import read_state

# Without a server there is no fetching: links are to files, no page is swapped in place. Of the theme's
# search only the box in the header is used: ours answers in it and needs no worker.
_CONFIG_FILE = "offline.yml"
_CONFIG = """\
INHERIT: mkdocs.yml
site_url: ""
use_directory_urls: false
theme: {features: [navigation.sections, navigation.top, toc.follow]}
extra: {offline: true}
"""
_ASSETS = "docs/assets"
_THEME_ASSETS = "overrides/assets"
_ENTRY = "site.js"
_NEEDED = ("mkdocs.yml", "build_pages.py", f"{_ASSETS}/{_ENTRY}")
_ZIP = "offline.zip"
# The oldest day that a zip can hold: no clock, so the same site gives the same bytes.
_DAY = (1980, 1, 1, 0, 0, 0)


def build_offline(root: Path, *, progress: Progress) -> tuple[Faults, str]:
    """Leave ``dist/offline.zip``; the caller holds the ``BuildMutex``.

    It is built in a copy, since its links are to files and those of ``docs/`` to folders.
    """
    site = judge(root, progress)
    faults = site.diagnostics
    if site.sound:
        faults += (*_missing(root), *unpublishable(root, site.library))
    if has_errors(faults):
        return faults, ""
    try:
        make_dist(root)
        with writing(f"{DIST}/{_ZIP}"), tempfile.TemporaryDirectory() as folder:
            problems, printed = _built(site, Path(folder), progress=progress)
            if has_errors(problems):
                return (*faults, *problems), printed
            put_into_dist(root, _ZIP, _zipped(Path(folder) / "site"))
    except StoppedError as stopped:
        return (*faults, stopped.diagnostic), ""
    said = f"the offline edition is {root / DIST / _ZIP}: unpack it and open index.html"
    return (*faults, *problems), said


def _missing(root: Path) -> Iterator[Diagnostic]:
    for path in _NEEDED:
        if not (root / path).is_file():
            yield Diagnostic(Span(path), "missing-file", f"{path} is missing", "copy it from another site")


def _built(site: JudgedSources, folder: Path, *, progress: Progress) -> tuple[Faults, str]:
    """Build the edition at ``folder/site`` from a copy beside it; also return what MkDocs printed."""
    copy = folder / "root"
    _copy(site.root, copy)
    if faults := _join_modules(copy / _ASSETS, copy / _THEME_ASSETS):
        return faults, ""
    texts = generated(site, addresses=Addresses(folders=False), progress=progress)
    _, unwritten = write_pages(copy, texts)
    if has_errors(unwritten):
        return unwritten, ""
    progress("publishing the offline edition")
    built, problems = publish(
        copy,
        library=site.library,
        out=folder / "site",
        config_file=copy / _CONFIG_FILE,
        progress=progress,
        first_steps=(_without_server,),
    )
    return (*unwritten, *problems), built.output


def _without_server(tree: Path) -> Faults:
    """Delete what only a server shows, such as links to the root of a host, and what can only be fetched."""
    for name in ("404.html", "sitemap.xml"):
        (tree / name).unlink(missing_ok=True)
    for folder in ("search", "assets/javascripts/workers"):
        shutil.rmtree(tree / folder, ignore_errors=True)
    return ()


def _copy(root: Path, copy: Path) -> None:
    """Copy what a build reads, without the pages that it writes; links stay links, to be refused."""
    copy.mkdir()
    shutil.copytree(root / "sources", copy / "sources", symlinks=True)
    for name in ("mkdocs.yml", "build_pages.py"):
        shutil.copy(root / name, copy / name)
    (copy / _CONFIG_FILE).write_text(_CONFIG, "utf-8")
    if (root / "overrides").is_dir():
        shutil.copytree(root / "overrides", copy / "overrides", symlinks=True)
    generated = read_state(root)[0].pages

    def ignored(folder: str, names: list[str]) -> Iterable[str]:
        below = Path(folder).relative_to(root / "docs")
        return [name for name in names if (below / name).as_posix() in generated]

    shutil.copytree(root / "docs", copy / "docs", symlinks=True, ignore=ignored)


def _join_modules(*folders: Path) -> Faults:
    """Replace our scripts, which are published side by side, by one that browsers load from a disk."""
    # Of two of one name MkDocs publishes that of docs/, which is named first.
    places = {path.name: path for folder in reversed(folders) for path in folder.glob("*.js")}
    try:
        modules = {name: path.read_text("utf-8") for name, path in places.items()}
        (folders[0] / "offline.js").write_text(classic_script(modules, entry=_ENTRY), "utf-8")
        for name in needed_modules(modules, entry=_ENTRY):
            places[name].unlink()
    except ValueError as error:
        remedy = "import by name from files beside it, export functions and constants"
        return (Diagnostic(Span(f"{_ASSETS}/{_ENTRY}"), "unjoinable-script", str(error), remedy),)
    return ()


def _zipped(site: Path) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(
            path for path in site.rglob("*") if path.is_file() and not path.name.startswith(".")
        ):
            name = f"{Path(_ZIP).stem}/{path.relative_to(site).as_posix()}"
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes())
    return content.getvalue()
