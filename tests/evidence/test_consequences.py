"""One mistake gives one message: each of these breaks a sound site in one way."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from tests.support.miniature import CASES, laid_out
from topicpages.pipeline import judge

RICH = CASES / "a-site-that-uses-every-key-of-the-format-passes"
FERRIES, TALKS = "sources/facts/ferries.yml", "sources/facts/talks.yml"
POST, GAZETTE = "sources/articles/harbour-post.md", "sources/articles/gull-gazette.md"
ENTITIES, UNITS, PUBLISHERS = "sources/entities.yml", "sources/units.yml", "sources/publishers.yml"

MISTAKES = yaml.safe_load((Path(__file__).parents[1] / "support/one_mistake.yml").read_text("utf-8"))


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1935705600")  # 5 May 2031
    laid_out(RICH, tmp_path)
    return tmp_path


def report(root: Path) -> list[str]:
    return [str(fault) for fault in judge(root).diagnostics]


def test_the_site_that_is_broken_here_is_sound(root: Path) -> None:
    assert report(root) == []


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["now"].strip()[:60])
def test_one_mistake_gives_one_message(mistake: Mapping[str, str], root: Path) -> None:
    broken = root / mistake["path"]
    text = broken.read_text("utf-8")
    assert text.count(mistake["was"]) == 1
    broken.write_text(text.replace(mistake["was"], mistake["now"]), "utf-8")
    assert report(root) == [mistake["told"]]


def test_two_quotes_of_one_phrase_of_a_note_are_two_mistakes_once_the_note_has_another(root: Path) -> None:
    text = (root / POST).read_text("utf-8")
    (root / POST).write_text(text.replace("Office counts three", "Office count three"), "utf-8")
    assert [fault.code for fault in judge(root).diagnostics] == ["credit-not-shown", "quote-missing"]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (FERRIES, "sources/site.yml:4:17: error[unknown-topic]: unknown topic “ferries”"),
        (TALKS, (f"{FERRIES}:36:21: error[unknown-topic]: unknown topic “talks”, also in "
            "sources/paraphrases.yml:1 and in 1 more place")),
        (POST, (f"{ENTITIES}:13:67: error[unknown-article]: unknown article “harbour-post”, also in "
            f"{FERRIES}:20 and in 5 more places")),
        (GAZETTE, (f"{FERRIES}:26:26: error[unknown-article]: unknown article “gull-gazette”, also on line 33"
            " and in 3 more places")),
        (ENTITIES, (f"{FERRIES}:18:56: error[unknown-place]: unknown place “tern-bay”: there is no"
            f" {ENTITIES}, also on line 20 and in 4 more places")),
        (UNITS, (f"{FERRIES}:18:40: error[unknown-unit]: unknown unit “ferries”: there is no {UNITS}, also on"
            " line 24 and in 3 more places")),
        (PUBLISHERS, (f"{GAZETTE}:2:12: error[unknown-publisher]: unknown publisher “gull-gazette”: there is"
            f" no {PUBLISHERS}, also in {POST}:3 and in 2 more places")),
        ("sources/origins.yml", (f"{POST}:15:14: error[unknown-origin]: unknown origin “bay-wire”: there is"
            " no sources/origins.yml, also on line 16")),
        ("sources/site.yml", "sources/site.yml:1:1: error[missing-file]: sources/site.yml is missing"),
    ],
)  # fmt: skip
def test_a_file_that_is_gone_is_told_once_however_often_it_is_named(path: str, told: str, root: Path) -> None:
    (root / path).unlink()
    assert [fault.split(" (")[0] for fault in report(root)] == [told]


@pytest.mark.parametrize("path", [FERRIES, TALKS, POST, GAZETTE, ENTITIES, UNITS, PUBLISHERS,
    "sources/origins.yml", "sources/paraphrases.yml", "sources/warnings.yml", "sources/wording.yml",
    "sources/site.yml"])  # fmt: skip
@pytest.mark.parametrize("junk", [b"\xff", b"a: [b\n", b"{a: b\n}: c", b"\x00"])
def test_a_file_that_cannot_be_read_is_told_once(path: str, junk: bytes, root: Path) -> None:
    (root / path).write_bytes(junk)
    faults = report(root)
    assert len(faults) == 1
    assert faults[0].startswith(f"{path}:")


def test_what_is_left_out_never_makes_a_site_sound(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (root / FERRIES).read_text("utf-8")
    (root / FERRIES).write_text(text.replace("amount: 3", "amount: 9"), "utf-8")
    shown = report(root)
    assert shown != []
    monkeypatch.setattr("topicpages.pipeline.without_consequences", lambda *_: ())
    assert not judge(root).sound
