"""Everything that is counted, as editors and programs read it."""

from pathlib import Path

import pytest

from tests.support.miniature import CASES, laid_out
from topicpages.evidence import use_of_articles
from topicpages.evidence.statistics import Statistics, statistics_of, statistics_report
from topicpages.pipeline import JudgedSources, judge

BASE = """\
Articles
  all                    2
  withdrawn              0
  held in full           0
  held as private texts  0
  publishers             2
  origins given          0
  origins own reporting  2
  origins not known      0
  kind report            2

Passages
  all                      5
  used                     1
  unused                   4
  unused without a reason  2

Each article
  gull-gazette  passages 2 · used 0 · share used 0.0 · quotes 0 · words quoted 0
  harbour-post  passages 3 · used 1 · share used 0.33 · quotes 1 · words quoted 2

Claims
  all                                     1
  answers                                 1
  answers retired                         0
  answers that one article alone carries  1
  answers that only commentary carries    0
  disputed questions                      0
  explained differences                   0
  declared paraphrases                    0

Claims by standing
  one-article  1

Answers by kind
  quantity  1

Claims by topic
  ferries  1

Quotes
  all    1
  words  2

Origins by kind
  statement  1
  wire       1

Reviews
  reviewed             0
  edited since review  0
  never reviewed       1"""


def judged(root: Path, case: str = "_base") -> JudgedSources:
    laid_out(CASES / case, root)
    return judge(root)


def counted(site: JudgedSources) -> Statistics:
    return statistics_of(site.library, site.evidence, site.diagnostics)


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1935705600")  # 5 May 2031


def test_a_report_has_a_figure_for_everything_that_the_site_has(tmp_path: Path) -> None:
    assert statistics_report(counted(judged(tmp_path))) == BASE


def test_words_that_two_quotes_share_are_counted_once(tmp_path: Path) -> None:
    laid_out(CASES / "_base", tmp_path)
    sheet = tmp_path / "sources/facts/ferries.yml"
    text = sheet.read_text("utf-8")
    sheet.write_text(text.replace('["three ferries"]', '["three ferries", "ferries"]'), "utf-8")
    quotes = counted(judge(tmp_path))["quotes"]
    assert quotes == {"all": 2, "words": 2}


def test_warnings_are_counted_by_code(tmp_path: Path) -> None:
    site = judged(tmp_path, "positions-that-agree-or-cannot-be-compared-are-doubted")
    assert counted(site)["warnings"] == {"positions-agree": 1, "positions-not-compared": 1}


def test_every_key_of_the_format_is_counted_where_it_matters(tmp_path: Path) -> None:
    site = judged(tmp_path, "a-site-that-uses-every-key-of-the-format-passes")
    found = counted(site)
    assert site.sound
    assert found["claims"]["oldest “as of”"] == "2031-05 (ferries/number/three)"
    assert found["citations by voice"] != {}


def test_what_coverage_tells_too_is_told_alike(tmp_path: Path) -> None:
    site = judged(tmp_path, "a-site-that-uses-every-key-of-the-format-passes")
    found, use = counted(site), use_of_articles(site.library, site.evidence)
    told = dict(use.rows)
    claims, passages = found["claims"], found["passages"]
    assert told == {
        "Claims": str(claims["all"]),
        "Answers": str(claims["answers"]),
        "Passages used": f"{passages['used']} of {passages['all']}",
        "Unused passages without a reason": str(passages["unused without a reason"]),
        "Disputed questions": str(claims["disputed questions"]),
        "Explained differences": str(claims["explained differences"]),
        "Declared paraphrases": str(claims["declared paraphrases"]),
        "Answers that one article alone carries": str(claims["answers that one article alone carries"]),
        "Answers that only commentary carries": str(claims["answers that only commentary carries"]),
    }
