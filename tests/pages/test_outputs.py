"""What a build generates is what the table of outputs gives, all of it together."""

from datetime import date

import pytest

from tests.support.evidence_samples import assessed, library
from topicpages.evidence.lock_file import Lock
from topicpages.pages import outputs
from topicpages.pages.outputs import OUTPUTS, Inputs, generated_files
from topicpages.pages.render.addresses import FOLDERS


def inputs(told: list[tuple[int, int]]) -> Inputs:
    known = library()
    return Inputs(
        known, assessed(known, today=date(2031, 5, 5)), Lock(), FOLDERS, lambda *at: told.append(at)
    )


def test_all_outputs_are_generated_and_the_progress_of_pages_is_told() -> None:
    told: list[tuple[int, int]] = []
    made = inputs(told)
    texts = generated_files(made)
    assert texts == {**OUTPUTS["pages"](made), **OUTPUTS["search"](made)}
    assert {"index.md", "topics/topic.md", "search-index/claims.js"} <= texts.keys()
    pages = [path for path in texts if path.endswith(".md")]
    assert told[: len(pages)] == [(done, len(pages)) for done in range(1, len(pages) + 1)]


def test_a_new_output_is_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        outputs, "OUTPUTS", {"feed": lambda of: {"feed.xml": f"{len(of.library.topics)} topic"}}
    )
    assert generated_files(inputs([])) == {"feed.xml": "1 topic"}


def test_two_outputs_that_make_one_file_are_a_bug_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = {"one": lambda _: {"a.md": "1", "b.md": "1"}, "other": lambda _: {"b.md": "2"}}
    monkeypatch.setattr(outputs, "OUTPUTS", rows)
    with pytest.raises(ValueError, match=r"“other” makes \['b.md'\] again"):
        generated_files(inputs([]))
