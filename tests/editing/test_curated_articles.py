"""What ``add`` makes of the articles that people have curated, beside what they wrote by hand.

It runs where the private originals are: in the folder ``originals``, or in the one that ORIGINALS names.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from topicpages.editing.intake import Asked, received_file, take_in
from topicpages.sources import (
    Article,
    Library,
    LineRange,
    SourceFile,
    link_corpus,
    read_article,
    read_corpus,
    read_sources,
)

ROOT = Path(__file__).parents[2]
ORIGINALS = Path(os.environ.get("ORIGINALS") or ROOT / "originals")

# Lines with the role that people gave them, of all with one; skipped lines, of all skipped; title; day.
TABLE = """\
anewz             18 of 18    1 of  1  same title  2026-02-05~
defense-watch     40 of 40   14 of 14  same title  asks for the day
liberty-reports   14 of 14    5 of  5  same title  2026-02-05~
newsspace         17 of 17    5 of  5  same title  2026-02-05~
washington-times   9 of  9    6 of  6  same title  2026-02-05
"""


@pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the private originals are not here")
def test_passages_title_and_day_are_those_that_people_found() -> None:
    library = link_corpus(read_corpus(read_sources(ROOT)[0])[0])[0]
    assert "".join(_compared(library, article) for article in library.articles.values()) == TABLE


def _compared(library: Library, article: Article) -> str:
    raw = (ORIGINALS / f"{article.id}.txt").read_bytes()
    others = {key: other for key, other in library.articles.items() if key != article.id}
    received = received_file(f"{article.id}.txt", raw)
    asked = Asked(publisher=article.publisher.name)
    day = article.record.published.edtf
    for given in (asked, replace(asked, published=day)):
        taken, _ = take_in(
            received, replace(library, articles=others), asked=given, on=date(2026, 11, 28), originals={}
        )
        if taken is not None:
            break
    assert taken is not None
    read, _ = read_article(SourceFile("a.md", taken.sources[f"sources/articles/{taken.id}.md"]))
    assert read is not None
    ours, theirs = read[0], article.record
    assert ours.original is not None
    assert theirs.original is not None
    full = {number for number, line in enumerate(raw.decode().split("\n"), start=1) if line.strip()}
    found = _by_line((row.lines, row.role.value) for row in ours.original.passages)
    known = _by_line((row.lines, row.role.value) for row in theirs.original.passages)
    skipped = _by_line((row.lines, "") for row in ours.original.skipped).keys() & full
    known_skipped = _by_line((row.lines, "") for row in theirs.original.skipped).keys() & full
    return (
        f"{article.id:16}  {sum(found.get(line) == role for line, role in known.items()):2} of {len(known):2}"
        f"   {len(skipped & known_skipped):2} of {len(known_skipped):2}"
        f"  {'same' if ours.title == theirs.title else 'another'} title"
        f"  {'asks for the day' if given.published else ours.published.edtf}\n"
    )


def _by_line(rows: Iterable[tuple[LineRange, str]]) -> Mapping[int, str]:
    return {line: role for lines, role in rows for line in range(lines.first, lines.last + 1)}
