"""One style sheet of the parts that ``mkdocs.yml`` names: a reader's browser asks once, not a dozen times."""

from pathlib import PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

JOINED = "assets/styles.css"
# Parts stand in these folders. Others may name files beside them, which would not be found from elsewhere.
_FOLDERS = (PurePosixPath("assets"), PurePosixPath("assets/styles"))


def join_style_sheets(files: Files, config: MkDocsConfig) -> None:
    """Put one sheet in the place of all parts in ``files``, where the first of them was configured."""
    parts = [path for path in config.extra_css if PurePosixPath(path).parent in _FOLDERS]
    found = [file for file in map(files.get_file_from_path, parts) if file is not None]
    if len(found) != len(parts) or not parts:
        return  # MkDocs says which one is missing
    for file in found:
        files.remove(file)
    joined = "\n".join(file.content_string for file in found)
    files.append(File.generated(config, JOINED, content=joined))
    first = config.extra_css.index(parts[0])
    rest = [path for path in config.extra_css if path not in parts]
    config.extra_css = [*rest[:first], JOINED, *rest[first:]]
