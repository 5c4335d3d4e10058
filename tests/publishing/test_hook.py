"""MkDocs alone builds the pages, and its preview follows every edit: once, and over faults too."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.miniature import CASES, laid_out, text_of
from tests.support.preview import ROOT, environment, mkdocs, previewed, project

SHEET = "sources/facts/ferries.yml"
GULLS = """\
title: Gulls of the bay
sections:
  - title: Opinions
    claims:
      - id: gulls
        question: Who finds the pier pretty?
        statement: There are the gulls.
        kind: status
        citations:
          - {article: harbour-post, quotes: ["the gulls"]}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path / "project")


def built(root: Path) -> tuple[int, str]:
    command = mkdocs(root, "build", "--strict")
    ended = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    return ended.returncode, ended.stdout + ended.stderr


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_plain_mkdocs_builds_pages_and_site_without_a_warning(root: Path) -> None:
    status, output = built(root)
    assert (status, output.count("WARNING"), output.count("ERROR")) == (0, 0, 0), output
    assert (root / "docs/topics/ferries.md").is_file()
    page = (root / "site/topics/ferries/index.html").read_text("utf-8")
    assert "There are three ferries" in page
    assert 'href="../../articles/harbour-post/"' in page
    fallback = json.loads((root / "site/search/search_index.json").read_text("utf-8"))
    assert any("There are three ferries" in entry["text"] for entry in fallback["docs"])


def test_plain_mkdocs_builds_nothing_from_sources_with_faults_and_says_where_they_are(root: Path) -> None:
    edit(root / SHEET, "title: Ferries\n", "title: Ferries\ntittle: Boats\n")
    status, output = built(root)
    assert status == 1
    assert f"{SHEET}:2:1: error[unknown-key]: unknown key “tittle” (did you mean “title”?)" in output
    assert "Traceback" not in output
    assert not (root / "docs/topics").exists()
    assert not (root / "site").exists()


def original_in_docs(root: Path) -> Path:
    place = root / "docs/originals/harbour-post.txt"
    place.parent.mkdir()
    place.write_text("Not ours to publish.\n", "utf-8")
    return place


def test_plain_mkdocs_builds_no_site_with_an_original(root: Path) -> None:
    original_in_docs(root)
    status, output = built(root)
    what = "“docs/originals/harbour-post.txt” is an article's original, or lies in a folder of originals"
    assert status == 1
    assert f"docs/originals/harbour-post.txt:1:1: error[original-published]: {what}" in output
    assert "Traceback" not in output
    assert not (root / "site").exists()


PREVIEWED = """\
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
config = load_config(sys.argv[1])
config.plugins.on_startup(command="serve", dirty=False)
build(config, serve_url="http://127.0.0.1/")
"""


def test_a_preview_leaves_an_original_out_and_says_so(root: Path) -> None:
    original_in_docs(root)
    command = [sys.executable, "-c", PREVIEWED, str(root / "mkdocs.yml")]
    subprocess.run(command, env=environment(), cwd=ROOT, check=True, capture_output=True)
    assert not (root / "site/originals").exists()
    assert "error[original-published]" in (root / "site/topics/ferries/index.html").read_text("utf-8")


def test_plain_mkdocs_leaves_no_page_with_too_many_words_of_a_full_text(root: Path) -> None:
    laid_out(CASES / "a-full-text-is-shown-in-excerpts-no-longer-than-its-limit", root)
    (record,) = (
        path for path in sorted((root / "sources/articles").iterdir()) if "text: full" in text_of(path)
    )
    body = text_of(record).partition("\n---\n")[2]
    (root / "docs/mine.md").write_text(f"# Mine\n\n{body}\n", "utf-8")
    status, output = built(root)
    assert status == 1
    assert re.findall(r"(\S+):\d+:\d+: error\[rights-run\]", output) == [
        "mine/index.html",
        "search/search_index.json",
    ]
    assert "Traceback" not in output
    assert not (root / "site/mine/index.html").exists()
    assert not (root / "site/search/search_index.json").exists()
    assert (root / "site/topics/ferries/index.html").exists()


def test_a_preview_follows_each_edit_with_one_build_and_outlives_faults(root: Path, tmp_path: Path) -> None:
    with previewed(root, tmp_path / "log") as preview:
        preview.until("topics/ferries/", lambda page: "There are three ferries" in page)
        assert preview.builds == 1
        assert json.loads(preview.page("search/search_index.json"))["docs"] == []
        assert "There are three ferries" in preview.page("search-index/claims.js")

        edit(root / SHEET, "There are three ferries.", "Three ferries are there.")
        preview.until("topics/ferries/", lambda page: "Three ferries are there" in page)

        edit(root / "topicpages/pages/templates/topic.md.jinja", "## Sources {", "## What it rests on {")
        preview.until("topics/ferries/", lambda page: "What it rests on" in page)

        edit(root / "overrides/main.html", "These are the last good pages.", "Those are the last good pages.")
        edit(root / "sources/articles/harbour-post.md", "now sail", "are said to sail")
        preview.until("articles/harbour-post/", lambda page: "are said to sail" in page)

        edit(root / SHEET, "title: Ferries\n", "title: Ferries\ntittle: Boats\n")
        preview.until("topics/ferries/", lambda page: f"{SHEET}:2:1: error[unknown-key]" in page)
        for address in ("topics/ferries/", "articles/harbour-post/", ""):
            page = preview.page(address)
            assert "Those are the last good pages." in page
            assert 'topics/ferries/" class="md-nav__link"' in page or address == "topics/ferries/"
        assert "Three ferries are there" in preview.page("topics/ferries/")

        edit(root / SHEET, "tittle: Boats\n", "")
        preview.until("topics/ferries/", lambda page: "Those are the last good pages." not in page)

        (root / "sources/facts/gulls.yml").write_text(GULLS, "utf-8")
        preview.until("topics/gulls/", lambda page: "Gulls of the bay" in page)
        assert "Gulls of the bay" in preview.page("topics/ferries/")

        (root / "sources/facts/gulls.yml").unlink()
        preview.until("topics/gulls/", lambda page: page == "")
        assert "Gulls of the bay" not in preview.page("topics/ferries/")

        # Seven edits, one build each: a build that takes what it wrote for an edit would show as one more.
        preview.settle()
        assert (preview.builds, preview.built) == (8, 8), preview.log.read_text()
        assert "Traceback" not in preview.log.read_text()
