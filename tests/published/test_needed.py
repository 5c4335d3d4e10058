"""Every file of the site is asked for, and it is known by what: nothing is there that nobody needs."""

from pathlib import Path

from tests.conftest import BuiltSite
from tests.support.needed import needed, published

PAGE = """\
<!DOCTYPE html><link rel="stylesheet" href="a.css"><meta property="og:image" content="https://e.example/base/b.png">
<script id="__config" type="application/json">{"search": "worker.js"}</script>
<script type="module" src="c/entry.js"></script><a href="topics/one/">One</a><a href="https://e.example/d.js">No</a>
"""


def test_every_file_of_the_site_is_asked_for(site: BuiltSite) -> None:
    assert published(site.folder) == sorted(needed(site.folder))


def test_a_file_is_asked_for_by_pages_styles_and_scripts_and_not_by_lying_there(tmp_path: Path) -> None:
    files = {
        "index.html": PAGE,
        "topics/one/index.html": '<img src="../../e.svg">',
        "a.css": '@import "f.css"; p { background: url(g/h.svg) }',
        "worker.js": "",
        "c/entry.js": 'import { one } from "./other.js"; fetch("c/data.json");',
        **dict.fromkeys(["b.png", "c/data.json", "c/other.js", "e.svg", "f.css", "g/h.svg"], ""),
        **dict.fromkeys(["a.css.map", "d.js", "h.svg", "other.js", "topics/two/index.html"], ""),
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    assert needed(tmp_path) == {
        "index.html": "whoever comes to the site",
        "a.css": "index.html",
        "b.png": "index.html",
        "c/data.json": "c/entry.js",
        "c/entry.js": "index.html",
        "c/other.js": "c/entry.js",
        "e.svg": "topics/one/index.html",
        "f.css": "a.css",
        "g/h.svg": "a.css",
        "topics/one/index.html": "index.html",
        "worker.js": "index.html",
    }
