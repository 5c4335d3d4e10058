"""Each folder of ``tests/cases`` is a sentence, shown by a miniature site and what must become of it.

A case lays its ``sources/`` (and ``docs/``, ``papers/``) over the sound site in ``_base``. ``report.txt`` is
what the command prints, ``pages/`` the pages that the case is about, byte for byte. ``command.txt`` names
the command when it is not ``check``; ``arrange.txt`` does what files in a repository cannot show::

    remove PATH            take a file or folder of the base away
    link PATH -> TARGET    put a symbolic link
    pipe PATH              put a named pipe
    bytes PATH "..."       put those bytes, written as in Python
    repeat PATH N "..."    put a text N times

With ``UPDATE_CASES`` in the environment what is expected is written anew: read the difference.
"""

import fnmatch
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_pages import main
from tests.support.codes import codes_in
from tests.support.miniature import BASE, CASES, LAID_OVER, laid_out, text_of, tree
from topicpages.evidence.severity import WARNINGS
from topicpages.sources.model import (
    ArticleRecord,
    Entity,
    FactSheet,
    Origin,
    Paraphrases,
    Publisher,
    SiteSpec,
    Unit,
    Warnings,
    Wording,
)

TESTS = Path(__file__).parent
PACKAGE = TESTS.parent / "topicpages"
NAMES = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir() and folder != BASE)
EVERY_KEY = CASES / "a-site-that-uses-every-key-of-the-format-passes"
UPDATE = bool(os.environ.get("UPDATE_CASES"))

# Codes that no edit in sources/ provokes, and the test that does.
ELSEWHERE = {
    "address-refused": "editing/fetching/test_fetching.py",
    "bad-manifest": "publishing/test_write.py",
    "busy": "test_build_pages.py",
    "cannot-write": "publishing/test_write.py",
    "cards-without-library": "pages/test_cards.py",
    "day-not-found": "editing/test_intake.py",
    "dead-anchor": "publishing/test_html_check.py",
    "dead-link": "publishing/test_html_check.py",
    "edited-by-hand": "publishing/test_write.py",
    "fetch-failed": "editing/fetching/test_fetching.py",
    "fetch-too-large": "editing/fetching/test_fetching.py",
    "id-taken": "editing/test_intake.py",
    "mkdocs-failed": "test_build_pages.py",
    "no-browser": "test_build_pages.py",
    "not-a-page": "editing/fetching/test_fetching.py",
    "not-a-pdf": "editing/test_intake.py",
    "not-an-article": "editing/test_intake.py",
    "not-formatted": "editing/test_formatting.py",
    "not-printed": "test_build_pages.py",
    "original-kept": "publishing/test_source_files.py",
    "original-published": "evidence/test_rights.py",
    "page-address-twice": "publishing/test_html_check.py",
    "page-id-twice": "publishing/test_html_check.py",
    "page-loads": "publishing/test_html_check.py",
    "page-markup": "publishing/test_html_check.py",
    "page-scheme": "publishing/test_html_check.py",
    "page-script": "publishing/test_html_check.py",
    "page-symlink": "publishing/test_html_check.py",
    "page-without-policy": "publishing/test_policy.py",
    "publisher-not-found": "editing/test_intake.py",
    "publishers-not-extended": "editing/test_intake.py",
    "rights-run": "evidence/test_rights.py",
    "robots-disallow": "editing/fetching/test_fetching.py",
    "too-many-faults": "sources/test_decode.py",
    "unjoinable-script": "publishing/offline/test_edition.py",
    "unknown-file": "test_build_pages.py",
    "unsafe-path": "publishing/test_write.py",
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder in which the command runs, on a day of its own."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1935705600")  # 5 May 2031
    monkeypatch.delenv("ORIGINALS", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", NAMES)
def test_a_miniature_site_gives_the_report_and_pages_beside_it(
    name: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = CASES / name
    laid_out(case, root)
    before = tree(root)
    status = main((text_of(case / "command.txt") or "check").split())
    report = capsys.readouterr().out
    after = tree(root)
    shown = expected_paths(case)
    pages = {path: after.get(f"docs/{path}", b"").decode() for path in shown}
    if UPDATE:
        update(case, report, pages)
    assert report == text_of(case / "report.txt")
    assert pages == {path: text_of(case / "pages" / path) for path in shown}
    assert status == (1 if ": error[" in report else 0)
    assert after == before or (status == 0 and pages)


def expected_paths(case: Path) -> list[str]:
    files = (path for path in sorted((case / "pages").rglob("*")) if path.is_file())
    return [path.relative_to(case / "pages").as_posix() for path in files]


def update(case: Path, report: str, pages: dict[str, str]) -> None:
    (case / "report.txt").write_text(report, "utf-8")
    for path, text in pages.items():
        (case / "pages" / path).write_text(text, "utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_case_is_called_by_a_sentence_and_shows_something(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+){3,}", name)
    assert (CASES / name / "report.txt").is_file()
    assert {path.name for path in (CASES / name).iterdir()} <= {
        *LAID_OVER, "pages", "report.txt", "command.txt", "arrange.txt"
    }  # fmt: skip


def test_the_case_of_every_key_leaves_none_out() -> None:
    models = (
        *(FactSheet, ArticleRecord, Publisher, Origin, Entity, Unit, SiteSpec),
        *(Paraphrases, Warnings, Wording),
    )
    keys = {key for model in models for key in keys_in(model.model_json_schema())}
    texts = [path.read_text("utf-8") for path in EVERY_KEY.rglob("*") if path.is_file()]
    assert sorted(key for key in keys if not any(re.search(rf"\b{key}:", text) for text in texts)) == []


@pytest.mark.parametrize(
    ("path", "line", "code"),
    [
        ("sources/facts/talks.yml", "order: [port-office, island-council]", "order-differs"),
        ("sources/paraphrases.yml", "talk: [{word: meeting, in: talks/day}]", "word-not-carried"),
    ],
)
def test_the_case_of_every_key_needs_its_order_and_its_paraphrase(
    path: str, line: str, code: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    laid_out(EVERY_KEY, root)
    whole = (root / path).read_text("utf-8")
    assert whole.count(line) == 1
    (root / path).write_text(whole.replace(line, ""), "utf-8")
    assert main(["check"]) == 1
    assert f"error[{code}]" in capsys.readouterr().out


def keys_in(schema: object) -> Iterator[str]:
    match schema:
        case dict():
            yield from schema.get("properties", {})
            for inner in schema.values():
                yield from keys_in(inner)
        case list():
            for inner in schema:
                yield from keys_in(inner)
        case _:
            return


def reported() -> set[str]:
    reports = (text_of(CASES / name / "report.txt") for name in NAMES)
    return {
        code for report in reports for code in re.findall(r": (?:error|warning)\[([a-z0-9-]+)\]: ", report)
    }


def test_every_code_of_the_program_is_in_the_report_of_a_case() -> None:
    found = reported()
    untested = [code for code in codes_in(PACKAGE) if not fnmatch.filter(found, code)]
    assert sorted(set(untested) - ELSEWHERE.keys()) == []


def test_no_report_has_a_code_that_the_program_does_not_know() -> None:
    known = codes_in(PACKAGE)
    assert [code for code in sorted(reported()) if not any(fnmatch.fnmatch(code, one) for one in known)] == []


@pytest.mark.parametrize(("code", "test"), ELSEWHERE.items())
def test_a_code_without_a_case_is_named_by_the_test_that_provokes_it(code: str, test: str) -> None:
    assert re.search(rf"(?<![\w-]){code}(?![\w-])", (TESTS / test).read_text("utf-8"))


def test_the_warnings_that_a_site_may_name_are_those_that_reports_have() -> None:
    reports = (text_of(CASES / name / "report.txt") for name in NAMES)
    assert {
        code for report in reports for code in re.findall(r": warning\[([a-z0-9-]+)\]: ", report)
    } == WARNINGS
