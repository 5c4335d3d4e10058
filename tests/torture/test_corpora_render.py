"""Every hostile string in every place of a page: seen as it is, and nothing of it acts.

Each test has a bounded share that always runs and, under ``torture``, the whole, which prints its figures.
"""

import html
import random
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle

import pytest
from mkdocs.utils import meta

from tests.support.contexts import CONTEXTS, Signature, expected, page, signature
from tests.support.corpora import SEED, needs_corpora, seen, some, strings
from tests.support.placing import Placing, pages_with, site_markdown, with_texts
from topicpages.sources.ids import id_problem
from topicpages.sources.urls import public_url

pytestmark = needs_corpora

PLACES = 100_000


# ---- every kind of place, one at a time --------------------------------------------------------------


def wrong_in_contexts(texts: Sequence[str]) -> list[tuple[str, str]]:
    return [
        (context, text)
        for text in texts
        for context in CONTEXTS
        if signature(page(context, text)) != expected(context, text)
    ]


def test_a_share_of_the_corpora_is_only_text_in_every_kind_of_place() -> None:
    assert wrong_in_contexts(some(seen(strings()), 80)) == []


@pytest.mark.torture
def test_the_corpora_are_only_text_in_every_kind_of_place() -> None:
    texts = seen(strings())
    assert wrong_in_contexts(texts) == []
    renders = len(texts) * len(CONTEXTS)
    sys.stdout.write(f"\n{len(texts)} strings, {len(CONTEXTS)} kinds of place: {renders} renders, 0 wrong\n")


# ---- the real templates, extensions and library, a string of its own in every place ------------------


def published(source: str) -> tuple[Mapping[str, object], Signature]:
    """Return front matter and body of a page as MkDocs reads them."""
    body, values = meta.get_data(source)
    return values, signature(site_markdown().reset().convert(body))


def wrong_pages(
    harmless: Mapping[str, str], put: Mapping[str, str], shown: Sequence[str], *, among: Sequence[str]
) -> Iterator[str]:
    """Yield the pages that differ from the harmless ones in more than the text that was put in."""
    for path in among:
        values, body = published(harmless[path])
        wanted_values = {
            name: with_texts(value, shown, quoted=html.escape) if isinstance(value, str) else value
            for name, value in values.items()
        }
        wanted = tuple(tuple(with_texts(part, shown) for part in row) for row in body)
        if published(put[path]) != (wanted_values, wanted):
            yield path


def one_of_each(pages: Mapping[str, str]) -> list[str]:
    """Return the shortest page that each template made."""
    by_template: dict[str, list[str]] = {}
    for path in pages:
        folder, _, name = path.rpartition("/")
        by_template.setdefault(name if not folder or name == "index.md" else folder, []).append(path)
    return [min(paths, key=lambda path: len(pages[path])) for paths in by_template.values()]


def test_a_share_of_the_corpora_is_only_text_in_the_real_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    samples, hostile = Placing(), Placing(cycle(some(seen(strings()), 2_000)))
    harmless, put = pages_with(samples, monkeypatch), pages_with(hostile, monkeypatch)
    assert len(samples.shown) == len(hostile.shown) > 1_000
    assert list(wrong_pages(harmless, put, hostile.shown, among=one_of_each(harmless))) == []


@pytest.mark.torture
def test_the_corpora_are_only_text_in_the_real_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    texts, chance, placed, rounds = seen(strings()), random.Random(SEED), 0, 0
    harmless = pages_with(Placing(), monkeypatch)
    while placed < PLACES:
        chance.shuffle(texts)
        hostile = Placing(cycle(texts))
        put = pages_with(hostile, monkeypatch)
        assert list(wrong_pages(harmless, put, hostile.shown, among=list(harmless))) == []
        placed, rounds = placed + len(hostile.shown), rounds + 1
    sys.stdout.write(
        f"\n{len(texts)} strings in the places of {len(harmless)} pages, {rounds} times over: "
        f"{placed} renders, 0 wrong\n"
    )


def test_the_comparison_sees_a_text_that_acts(monkeypatch: pytest.MonkeyPatch) -> None:
    samples, hostile = Placing(), Placing(cycle(["<b>x</b>"]))
    harmless, put = pages_with(samples, monkeypatch), pages_with(hostile, monkeypatch)
    for place in ("&#60;", "&lt;"):
        put = {path: text.replace(place, "<", 1) for path, text in put.items()}
    among = one_of_each(harmless)
    assert sorted(wrong_pages(harmless, put, hostile.shown, among=among)) == sorted(among)


# ---- what is not escaped: ids and addresses; what stays exact: structured data -------------------------


def test_no_string_of_the_corpora_is_an_id_that_needs_escaping() -> None:
    accepted = [text for text in strings() if id_problem(text) is None]
    assert [text for text in accepted if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text)] == []


def test_every_string_of_the_corpora_that_passes_as_an_address_is_inert() -> None:
    for text in strings():
        for raw in (text, f"https://example.org/{text}", f"https://{text}", f"https://example.org/?q={text}"):
            address, problem = public_url(raw)
            assert (address is None) != (problem is None)
            if address is not None:
                assert re.fullmatch(r"https?://[a-z0-9.:-]+/[A-Za-z0-9/:@!$&()*+,;=._~%?#-]*", address), raw
