"""The offline edition: the site as files that a browser opens from a disk, in one zip."""

import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

import topicpages
from topicpages import pipeline
from topicpages.diagnostics import has_errors
from topicpages.offline_script import classic_script
from topicpages.pipeline import Progress
from topicpages.render import Addresses
from topicpages.site import Found, publish
from topicpages.write import write_pages
from topicpages.write.state import load as load_state

# Without a server there is no fetching: links are to files, no page is swapped in place, and the search is
# ours, which needs no worker. A list in place of the plugins' mapping replaces it.
_CONFIG_FILE = "offline.yml"
_CONFIG = """\
INHERIT: mkdocs.yml
site_url: ""
use_directory_urls: false
plugins: []
theme: {features: [navigation.sections, navigation.top, toc.follow]}
extra: {offline: true}
"""
# The oldest day that a zip can hold: no clock, so the same site gives the same bytes.
_DAY = (1980, 1, 1, 0, 0, 0)


def build_offline(root: Path, *, progress: Progress) -> tuple[Found, str]:
    """Leave ``dist/offline.zip``; the caller holds the build lock.

    It is built in a copy, since its links are to files and those of ``docs/`` to folders.
    """
    site = pipeline.load(root, progress)
    if not site.sound:
        return site.diagnostics, ""
    texts = pipeline.pages(site, addresses=Addresses(folders=False), progress=progress)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "root"
        _copy(root, copy)
        _, unwritten = write_pages(copy, texts)
        progress("publishing the offline edition")
        out = Path(folder) / "site"
        # The copy has no code of its own to import.
        environment = {"PYTHONPATH": str(Path(topicpages.__file__).parent.parent)}
        built, problems = publish(
            copy,
            out=out,
            config_file=copy / _CONFIG_FILE,
            progress=progress,
            environment=environment,
            first_steps=(_without_404,),
        )
        found = (*site.diagnostics, *unwritten, *problems)
        if has_errors(found):
            return found, built.output
        target = root / "dist" / "offline.zip"
        target.parent.mkdir(exist_ok=True)
        _zip(out, target)
    return found, f"the offline edition is {target}: unpack it and open index.html"


def _without_404(tree: Path) -> Found:
    """Delete the page that only a server shows; its links are to the root of a host."""
    (tree / "404.html").unlink(missing_ok=True)
    return ()


def _copy(root: Path, copy: Path) -> None:
    """Copy what a build reads, without the pages that it writes."""
    copy.mkdir()
    shutil.copytree(root / "sources", copy / "sources")
    for name in ("mkdocs.yml", "build_pages.py"):
        shutil.copy(root / name, copy / name)
    (copy / _CONFIG_FILE).write_text(_CONFIG, "utf-8")
    if (root / "overrides").is_dir():
        shutil.copytree(root / "overrides", copy / "overrides")
    generated = load_state(root)[0].pages

    def ignored(folder: str, names: list[str]) -> Iterable[str]:
        below = Path(folder).relative_to(root / "docs")
        return [name for name in names if (below / name).as_posix() in generated]

    shutil.copytree(root / "docs", copy / "docs", ignore=ignored)
    assets = copy / "docs" / "assets"
    modules = {path.name: path.read_text("utf-8") for path in assets.glob("*.js")}
    (assets / "offline.js").write_text(classic_script(modules, entry="site.js"), "utf-8")


def _zip(site: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(
            path for path in site.rglob("*") if path.is_file() and not path.name.startswith(".")
        ):
            entry = zipfile.ZipInfo(f"{target.stem}/{path.relative_to(site).as_posix()}", _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes())
