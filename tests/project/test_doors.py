"""Each wing gives through its door just what others take; what its tests need is nobody else's business."""

import ast
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "topicpages"
WINGS = ("language", "sources", "evidence", "editing", "pages", "publishing")


def taken_from(wing: str) -> set[str]:
    """Return the names that other wings, the commands and the pipeline import from the door of ``wing``."""
    others = [path for path in PACKAGE.rglob("*.py") if path.relative_to(PACKAGE).parts[0] != wing]
    imports = (node for path in others for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    return {
        alias.name
        for node in imports
        if isinstance(node, ast.ImportFrom) and node.module == f"topicpages.{wing}"
        for alias in node.names
    }


@pytest.mark.parametrize("wing", WINGS)
def test_a_door_gives_what_others_take_and_no_more(wing: str) -> None:
    door = import_module(f"topicpages.{wing}")
    assert set(door.__all__) == taken_from(wing)
    assert all(hasattr(door, name) for name in door.__all__)


def test_the_list_of_the_package_has_at_most_ten_entries() -> None:
    entries = [path.name for path in PACKAGE.iterdir() if path.name != "__pycache__"]
    assert len(entries) <= 10, sorted(entries)


# Rooms that have no test file of their own name, and the tests that fail first when they break.
ELSEWHERE = {
    "sources/article_reader": "sources/test_decode.py",
    "sources/corpus": "sources/test_decode.py",
    "sources/library": "evidence/assessment/test_citing.py",
    "sources/link": "test_cases.py",
    "sources/model": "sources/test_values.py",
    "sources/today": "publishing/test_building.py",
    "evidence/mentions": "pages/test_search_index.py",
    "evidence/severity": "test_cases.py",
    "pages/render": "test_cases.py",
    "pages/templates": "test_cases.py",
    "publishing/documents": "test_build_pages.py",
    "publishing/finished_site": "test_build_pages.py",
    "publishing/hook_input": "publishing/test_hook.py",
    "publishing/mkdocs_run": "publishing/test_exchange.py",
    "publishing/dist": "publishing/offline/test_edition.py",
    "publishing/unpublishable": "evidence/test_rights.py",
}


def test_the_tests_of_a_room_have_its_name_or_are_named_here() -> None:
    tests = ROOT / "tests"
    rooms = {
        f"{wing}/{path.stem}"
        for wing in WINGS
        for path in (PACKAGE / wing).iterdir()
        if path.name not in ("__init__.py", "__pycache__")
    }
    by_name = {
        f"{wing}/{path.stem.removeprefix('test_')}" for wing in WINGS for path in (tests / wing).iterdir()
    }
    assert rooms - by_name == ELSEWHERE.keys()
    assert [path for path in ELSEWHERE.values() if not (tests / path).is_file()] == []
