"""Of the theme's own files those are published that its scripts ask for; an editor's are left alone."""

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, get_files

from topicpages.publishing.theme.files import keep_what_is_asked_for

LUNR = "assets/javascripts/lunr"
MAP_COMMENT = "//# sourceMappingURL=theirs.js.map\n"


def config_of(root: Path, more: str = "") -> MkDocsConfig:
    """Return the configuration of a site with this theme and these settings."""
    (root / "docs").mkdir(exist_ok=True)
    (root / "mkdocs.yml").write_text(f"site_name: Boats\ntheme: {{name: material{more}}}\n", "utf-8")
    return load_config(str(root / "mkdocs.yml"))


def published(config: MkDocsConfig) -> Files:
    """Return what would be published, as MkDocs collects it."""
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    files = get_files(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    keep_what_is_asked_for(files, config)
    return files


def kinds(files: Files) -> list[str]:
    """Return folder and ending of each file, sorted."""
    return sorted({f"{Path(path).parent}/*{Path(path).suffix}" for path in files.src_uris})


def test_a_site_in_english_gets_neither_maps_nor_languages_but_the_icon_of_the_theme(tmp_path: Path) -> None:
    assert kinds(published(config_of(tmp_path))) == [
        "assets/images/*.png",
        "assets/javascripts/*.js",
        "assets/javascripts/workers/*.js",
        "assets/stylesheets/*.css",
    ]


def test_a_site_with_an_icon_of_its_own_does_not_get_the_one_of_the_theme(tmp_path: Path) -> None:
    files = published(config_of(tmp_path, ", favicon: assets/logo.svg"))
    assert [path for path in files.src_uris if path.startswith("assets/images")] == []


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        ("en", []),
        ("[en]", []),
        ("de", ["min/lunr.de.min.js", "min/lunr.stemmer.support.min.js"]),
        ("[en, de]", ["min/lunr.de.min.js", "min/lunr.multi.min.js", "min/lunr.stemmer.support.min.js"]),
        ("ja", ["min/lunr.ja.min.js", "min/lunr.stemmer.support.min.js", "tinyseg.js"]),
        ("th", ["min/lunr.stemmer.support.min.js", "min/lunr.th.min.js", "wordcut.js"]),
    ],
)
def test_the_search_of_the_theme_gets_the_languages_that_it_is_set_to(
    tmp_path: Path, languages: str, expected: list[str]
) -> None:
    config = config_of(tmp_path, f"}}\nplugins: {{search: {{lang: {languages}}}")
    found = sorted(path for path in published(config).src_uris if path.startswith(LUNR))
    assert [path.removeprefix(f"{LUNR}/") for path in found] == expected


def test_the_language_of_the_theme_is_the_one_of_its_search(tmp_path: Path) -> None:
    files = published(config_of(tmp_path, ", language: de"))
    assert f"{LUNR}/min/lunr.de.min.js" in files.src_uris


def test_a_script_of_the_theme_no_longer_names_its_map(tmp_path: Path) -> None:
    files = published(config_of(tmp_path))
    (bundle,) = [
        file for path, file in files.src_uris.items() if path.startswith("assets/javascripts/bundle")
    ]
    theirs = next(Path(folder) / bundle.src_uri for folder in config_of(tmp_path).theme.dirs)
    text = theirs.read_text("utf-8")
    assert "//# sourceMappingURL=" in text
    assert bundle.content_string == text[: text.rindex("//# sourceMappingURL=")]


def test_what_an_editor_put_there_is_published_as_it_is(tmp_path: Path) -> None:
    for folder in ("docs", "ours"):
        (tmp_path / folder / LUNR).mkdir(parents=True)
    (tmp_path / "docs/theirs.js").write_text(MAP_COMMENT, "utf-8")
    (tmp_path / "docs/theirs.js.map").write_text("{}", "utf-8")
    (tmp_path / "ours" / LUNR / "own.js").write_text(MAP_COMMENT, "utf-8")
    files = published(config_of(tmp_path, f", custom_dir: {tmp_path}/ours"))
    assert {"theirs.js", "theirs.js.map", f"{LUNR}/own.js"} <= files.src_uris.keys()
    assert files.src_uris["theirs.js"].content_string == MAP_COMMENT
    assert files.src_uris[f"{LUNR}/own.js"].content_string == MAP_COMMENT
