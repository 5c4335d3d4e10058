"""The style sheet falls into parts, of which readers get one; a single part names the theme."""

import re
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, get_files

from topicpages.publishing.theme.style_sheet import JOINED, join_style_sheets

ROOT = Path(__file__).parents[3]
STYLES = ROOT / "docs/assets/styles"


def site(root: Path, sheets: dict[str, str], named: list[str]) -> tuple[Files, MkDocsConfig]:
    """Return the files of a site with these sheets, and its configuration that names some."""
    for path, text in sheets.items():
        (root / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / path).write_text(text, "utf-8")
    (root / "mkdocs.yml").write_text(f"site_name: S\nextra_css: {named}\n", "utf-8")
    config = load_config(str(root / "mkdocs.yml"))
    config.plugins._current_plugin = "hook"  # noqa: SLF001 -- as MkDocs sets it while it calls one
    return get_files(config), config


def test_parts_become_one_sheet_in_their_order_and_others_stay(tmp_path: Path) -> None:
    sheets = {
        "first.css": "f {}\n",
        "assets/styles/b.css": "b {}\n",
        "assets/styles/a.css": "a {}\n",
        "assets/own.css": "o {}\n",
        "assets/deep/er/own.css": "d {}\n",
        "assets/styles/unnamed.css": "u {}\n",
    }
    named = [
        "first.css",
        "assets/styles/b.css",
        "assets/styles/a.css",
        "assets/deep/er/own.css",
        "assets/own.css",
    ]
    files, config = site(tmp_path, sheets, named)
    join_style_sheets(files, config)
    assert config.extra_css == ["first.css", JOINED, "assets/deep/er/own.css"]
    assert sorted(files.src_uris) == [
        "assets/deep/er/own.css",
        JOINED,
        "assets/styles/unnamed.css",
        "first.css",
    ]
    assert files.src_uris[JOINED].content_string == "b {}\n\na {}\n\no {}\n"


def test_without_a_part_that_is_named_all_stays_as_it_is(tmp_path: Path) -> None:
    named = ["assets/styles/a.css", "assets/styles/missing.css"]
    files, config = site(tmp_path, {"assets/styles/a.css": "a {}\n"}, named)
    join_style_sheets(files, config)
    assert (config.extra_css, list(files.src_uris)) == (named, ["assets/styles/a.css"])


def test_a_site_without_style_sheets_gets_none(tmp_path: Path) -> None:
    files, config = site(tmp_path, {"index.html": "x"}, [])
    join_style_sheets(files, config)
    assert (config.extra_css, list(files.src_uris)) == ([], ["index.html"])


def test_every_part_is_named_once_and_stands_below_two_hundred_lines() -> None:
    named = re.findall(r"^  - (assets/\S+\.css)", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    there = {f"assets/styles/{path.name}" for path in STYLES.iterdir()}
    assert sorted(named) == sorted({*there, "assets/material.css"})
    long = {path.name for path in STYLES.iterdir() if len(path.read_text("utf-8").splitlines()) > 200}
    assert long == set()


def test_only_what_is_in_overrides_names_a_class_a_variable_or_an_attribute_of_the_theme() -> None:
    endings = (".css", ".js", ".jinja", ".py")
    ours = [path for base in ("docs/assets", "topicpages") for path in sorted((ROOT / base).rglob("*"))]
    names = re.compile(r"\bmd-[a-z_]|__drawer|__search|document\$")
    assert [path for path in ours if path.suffix in endings and names.search(path.read_text("utf-8"))] == []
    theirs = (ROOT / "overrides/assets").iterdir()
    assert all(names.search(path.read_text("utf-8")) for path in theirs)
