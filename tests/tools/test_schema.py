"""The schemas for editors are those of the models, and editors read the sheets as the build does."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.miniature import CASES
from tools import schema
from topicpages.sources.decode import decode_tree
from topicpages.sources.model import FactSheet
from topicpages.sources.yaml_reader import Place, read_yaml

ROOT = Path(__file__).parents[2]
# Each of these is a number, a day or a word to an editor's parser, and text to the build.
UNQUOTED = """\
title: 2010
lead:
  - {text: 1.5, rests_on: [2010]}
sections:
  - title: 2021
    claims:
      - id: 2010
        question: 7
        statement: 1550
        kind: quantity
        as_of: 2026
        stale_after: 2031-05-04
        when: {edtf: 2021, as: 2021}
        values:
          - {amount: 1550, unit: 3}
          - {edtf: 2026-02-05}
          - {start: 2010, end: 2026-02, as: 2010}
          - {answer: no}
        citations:
          - article: 2010
            quotes: [2010, {exact: 1550, prefix: 3}]
            reads: [{from: 2010, means: 2021, by: years-between}]
corrections:
  - {claim: 2010, on: 2026-02-05, was: 1, now: 2, why: 3}
"""


def verdict(name: str, *files: Path) -> tuple[int, str]:
    """Return what a checker with an editor's parser and the schema ``name`` says of ``files``."""
    schema_file = str(ROOT / f"schema/{name}.schema.json")
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", schema_file, *map(str, files)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout + ran.stderr


def sheet(folder: Path, text: str) -> Path:
    path = folder / "sheet.yml"
    path.write_text(text, "utf-8")
    return path


def test_the_schemas_in_the_repository_are_what_the_models_give() -> None:
    assert schema.main(["--check"]) == 0


def test_a_schema_that_differs_or_has_no_model_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(schema, "FOLDER", tmp_path / "schema")
    assert schema.main([]) == 0
    assert schema.main(["--check"]) == 0
    (tmp_path / "schema/old.schema.json").write_text("{}", "utf-8")
    (tmp_path / "schema/units.schema.json").write_text("{}", "utf-8")
    assert schema.main(["--check"]) == 1
    assert re.findall(r"^schema/\S+", capsys.readouterr().out, re.MULTILINE) == [
        "schema/old.schema.json",
        "schema/units.schema.json",
    ]


def test_every_kind_of_source_has_a_schema() -> None:
    single = {path.stem for path in (ROOT / "sources").glob("*.yml")}
    assert {*single, "article", "fact-sheet"} == {
        name.removesuffix(".schema.json") for name in schema.schemas()
    }


@pytest.mark.parametrize(
    "name",
    ["entities", "origins", "paraphrases", "publishers", "site", "units", "warnings", "wording"],
)
def test_the_registries_fit_their_schema(name: str) -> None:
    assert verdict(name, ROOT / f"sources/{name}.yml") == (0, "ok -- validation done\n")


def test_the_fact_sheets_fit_their_schema() -> None:
    assert verdict("fact-sheet", *(ROOT / "sources/facts").glob("*.yml")) == (0, "ok -- validation done\n")


def test_the_front_matter_of_the_articles_fits_its_schema(tmp_path: Path) -> None:
    found = []
    for record in (ROOT / "sources/articles").glob("*.md"):
        found.append(tmp_path / f"{record.stem}.yml")
        found[-1].write_text(record.read_text("utf-8").split("---\n")[1], "utf-8")
    assert verdict("article", *found) == (0, "ok -- validation done\n")


def test_numbers_and_days_without_quotes_are_right_for_the_build_and_for_an_editor(tmp_path: Path) -> None:
    document, faults = read_yaml(UNQUOTED, "sheet.yml")
    assert document is not None
    assert (faults, decode_tree(Place(document), FactSheet)[1]) == ((), ())
    assert verdict("fact-sheet", sheet(tmp_path, UNQUOTED)) == (0, "ok -- validation done\n")


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [
        ("kind: quantity", "kind: quantities", r"\$\.sections\[0\]\.claims\[0\]"),
        ("question: 7", "qestion: 7", r"\$\.sections\[0\]\.claims\[0\]"),
        ("title: 2010", "title: [2010]", r"\$\.title"),
        ("corrections:", "correction:", r"\$: .*'correction'"),
    ],
)
def test_what_the_build_refuses_an_editor_marks(tmp_path: Path, right: str, wrong: str, place: str) -> None:
    assert right in UNQUOTED
    status, said = verdict("fact-sheet", sheet(tmp_path, UNQUOTED.replace(right, wrong, 1)))
    assert status == 1
    assert re.search(place, said)


SHORT = CASES / "short-forms-mean-what-the-long-ones-say/sources"


def test_short_forms_are_right_for_an_editor_and_both_forms_of_one_thing_are_not(tmp_path: Path) -> None:
    front = (SHORT / "articles/harbour-post.md").read_text("utf-8").split("---\n")[1]
    facts = (SHORT / "facts/ferries.yml").read_text("utf-8")
    record = tmp_path / "record.yml"
    record.write_text(front, "utf-8")
    assert verdict("publishers", SHORT / "publishers.yml") == (0, "ok -- validation done\n")
    assert verdict("article", record) == (0, "ok -- validation done\n")
    assert verdict("fact-sheet", sheet(tmp_path, facts)) == (0, "ok -- validation done\n")
    for was, now in (
        ("quote: three ferries", "quote: three ferries, quotes: [x]"),
        ("quote: three ferries", "voice: own"),
        ("value: {amount: 3, unit: ferries}", "value: {answer: no}\n        values: []"),
    ):
        assert was in facts
        assert verdict("fact-sheet", sheet(tmp_path, facts.replace(was, now)))[0] == 1
    record.write_text(f"{front}kinds: [report]\n", "utf-8")
    assert verdict("article", record)[0] == 1


def test_the_line_in_the_format_leads_from_a_fact_sheet_to_its_schema() -> None:
    told = re.findall(r"yaml-language-server: \$schema=(\S+)", (ROOT / "FORMAT.md").read_text("utf-8"))
    assert [(ROOT / "sources/facts" / path).resolve() for path in told] == [
        ROOT / "schema/fact-sheet.schema.json"
    ]
