"""Which of the theme's own files a site publishes: those that a page, a script or a style sheet asks for.

By itself MkDocs copies all of them: maps for the theme's developers, its search in thirty languages, an icon
for sites without one.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

_MAP = ".map"
_MAP_COMMENT = re.compile(r"\s*^//# sourceMappingURL=.*\s*\Z", re.MULTILINE)
_ICON = "assets/images/favicon.png"
# The theme's search fetches these for languages other than English.
_LANGUAGES = "assets/javascripts/lunr/"
_CUT_WORDS = {"ja": "tinyseg.js", "hi": "wordcut.js", "th": "wordcut.js"}

# Robots and the theme itself ask for the plain one.
PACKED_SITEMAP = "sitemap.xml.gz"


def keep_what_is_asked_for(files: Files, config: MkDocsConfig) -> None:
    """Take out of ``files`` what of the theme nobody asks for, and from its scripts the names of maps.

    Whatever an editor put into ``docs/`` or into the folder of overrides stays.
    """
    spoken = frozenset(_asked_for_languages(_languages(config)))
    for file in list(files):
        if file.src_dir in (None, config.docs_dir, config.theme.custom_dir):
            continue
        if _is_asked_for(file.src_uri, icon=config.theme.get("favicon"), spoken=spoken):
            _forget_map(file)
        else:
            files.remove(file)


def _languages(config: MkDocsConfig) -> list[str]:
    """Return the languages of the theme's search; it sets them itself where the configuration does not."""
    search = next((one for name, one in config.plugins.items() if name.split("/")[-1] == "search"), None)
    languages = search.config.get("lang") if search is not None else None
    return [languages] if isinstance(languages, str) else list(languages or [])


def _is_asked_for(path: str, *, icon: object, spoken: frozenset[str]) -> bool:
    if path.endswith(_MAP):
        return False
    if path.startswith(_LANGUAGES):
        return path in spoken
    return path != _ICON or path == icon


def _asked_for_languages(languages: Iterable[str]) -> Iterator[str]:
    """Yield the files that the theme's search fetches to read these languages."""
    languages = set(languages)
    others = languages - {"en"}
    if others:
        yield f"{_LANGUAGES}min/lunr.stemmer.support.min.js"
    if len(languages) > 1:
        yield f"{_LANGUAGES}min/lunr.multi.min.js"
    for language in others:
        yield f"{_LANGUAGES}min/lunr.{language}.min.js"
        if language in _CUT_WORDS:
            yield f"{_LANGUAGES}{_CUT_WORDS[language]}"


def _forget_map(file: File) -> None:
    """Take the name of its map out of a script: a browser whose developer tools are open would ask for it."""
    if Path(file.src_uri).suffix != ".js":
        return
    script = file.content_string
    if (without := _MAP_COMMENT.sub("\n", script)) != script:
        file.content_string = without
