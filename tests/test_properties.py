"""What holds for any input: nothing raises, order does not matter, and every text is seen as it is.

Examples are the same at every run; ``PROPERTY_EXAMPLES`` gives more of them.
"""

import copy
import os
import random
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, cast

import markdown
import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from tests.support.miniature import BASE, CASES
from topicpages.diagnostics import Diagnostic, Format, formatted
from topicpages.evidence.assessment import Evidence, assess
from topicpages.evidence.checks import check
from topicpages.evidence.lock_file import Lock
from topicpages.language.characters import one_line
from topicpages.pages.render import render_pages
from topicpages.sources.corpus import read_corpus
from topicpages.sources.decode import decode_tree
from topicpages.sources.files import SourceFile, read_sources
from topicpages.sources.library import Library
from topicpages.sources.link import link_corpus
from topicpages.sources.model import (
    ArticleRecord,
    Entity,
    FactSheet,
    Origin,
    Publisher,
    SiteSpec,
    Unit,
    Warnings,
    Wording,
)
from topicpages.sources.yaml_reader import Place, Tree, read_yaml

ROOT = Path(__file__).parents[1]
MODELS = (FactSheet, ArticleRecord, Publisher, Origin, Entity, Unit, SiteSpec, Warnings, Wording)
EXAMPLES = int(os.environ.get("PROPERTY_EXAMPLES", "0"))
TODAY = date(2031, 5, 5)

Files = Mapping[str, SourceFile]


def examples(number: int) -> settings:
    """Return the settings of a property that is tried that often in the normal suite."""
    return settings(
        max_examples=EXAMPLES or number,
        deadline=None,
        derandomize=not EXAMPLES,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )


# --- the miniature site with every key -------------------------------------------------------------------


@cache
def whole() -> Files:
    """Return the files of the case that uses every key of the format."""
    case = CASES / "a-site-that-uses-every-key-of-the-format-passes"
    return {**read_sources(BASE)[0], **read_sources(case)[0]}


@cache
def trees() -> Mapping[str, Tree]:
    """Return its YAML files as plain values."""
    read = {path: read_yaml(file.text, path)[0] for path, file in whole().items() if path.endswith("yml")}
    return {path: document.tree for path, document in read.items() if document}


def judged(files: Files) -> tuple[Library, Evidence, tuple[Diagnostic, ...]]:
    """Take ``files`` through every stage before rendering."""
    corpus, misshapen = read_corpus(files)
    library, unlinked = link_corpus(corpus)
    evidence, weighed = assess(library, Lock(), TODAY)
    return library, evidence, (*misshapen, *unlinked, *weighed, *check(library, evidence))


def steps_into(tree: object) -> list[tuple[str | int, ...]]:
    """Return the paths of all values in ``tree``."""
    found: list[tuple[str | int, ...]] = [()]
    if isinstance(tree, dict):
        found += [(key, *rest) for key, inner in tree.items() for rest in steps_into(inner)]
    elif isinstance(tree, list):
        found += [(index, *rest) for index, inner in enumerate(tree) for rest in steps_into(inner)]
    return found


def replaced(tree: Tree, path: tuple[str | int, ...], value: Tree) -> Tree:
    """Return a copy of ``tree`` with ``value`` at ``path``."""
    if not path:
        return value
    changed: Any = copy.deepcopy(tree)
    inner = changed
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return cast("Tree", changed)


# --- what is tried ---------------------------------------------------------------------------------------

_texts = st.text(max_size=40) | st.text(
    st.sampled_from(
        "aZ0 9-–—“”‘’\"'[]{}():;,.!?#*_`<>&|\\/%$€=+~^@\t\n\r\u00a0\u200b\u202e\u2028é日😀ا\u200d\0"
    ),
    max_size=40,
)
_telling = st.sampled_from(
    """port-office harbour-post gull-gazette ferries number three percent nobody all own yes no 2031-05-02
    2031-04 [2029..2031] 1/2 0 -1 3 1e9 1e999 3-5 notes full true event quantity people weekday sum scope
    Three April""".split()  # noqa: SIM905 -- a list of forty lines is no easier to read
)


def _properties(schema: object) -> frozenset[str]:
    """Return every key that ``schema`` knows at any depth."""
    if isinstance(schema, list):
        return frozenset().union(*map(_properties, schema))
    if not isinstance(schema, dict):
        return frozenset()
    return frozenset(schema.get("properties", {})).union(*map(_properties, schema.values()))


_keys = st.sampled_from(sorted(_properties([model.model_json_schema() for model in MODELS]))) | _texts
_trees = st.recursive(
    st.none() | _texts | _telling,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_keys, inner, max_size=4),
    max_leaves=12,
)


# --- nothing raises --------------------------------------------------------------------------------------


@examples(200)
@given(st.text())
def test_any_text_is_read_as_a_tree_or_refused_at_a_place_in_it(text: str) -> None:
    document, faults = read_yaml(text, "x.yml")
    lines = text.split("\n")
    for fault in faults:
        assert 1 <= fault.span.line <= len(lines) + text.count("\r")
        assert fault.span.column >= 1
    assert (document is not None) or faults


@examples(200)
@given(_trees, st.sampled_from(MODELS))
def test_any_tree_is_a_model_or_faults_inside_the_text(tree: Tree, model: type[Any]) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
    document, faults = read_yaml(text, "x.yml")
    if document is None:
        assert faults
        return
    value, found = decode_tree(Place(document), model)
    assert (value is None) == bool(found)
    assert all(fault.span.line <= text.count("\n") + 1 for fault in found)


@examples(60)
@given(st.data())
def test_no_change_of_any_value_in_any_file_raises(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(trees())))
    tree = trees()[path]
    for _ in range(data.draw(st.integers(1, 3))):
        step = data.draw(st.sampled_from(steps_into(tree)))
        tree = replaced(tree, step, data.draw(_trees))
    text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
    _, _, faults = judged({**whole(), path: SourceFile(path, text)})
    for as_format in Format:
        formatted(faults, as_format).encode()


@examples(40)
@given(st.data(), st.sampled_from(["sources/articles/harbour-post.md", "sources/facts/ferries.yml"]))
def test_no_change_of_any_characters_in_a_file_raises(data: st.DataObject, path: str) -> None:
    text = whole()[path].text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 60)))
    text = text[:start] + data.draw(_texts) + text[end:]
    _, _, faults = judged({**whole(), path: SourceFile(path, text)})
    formatted(faults, Format.TEXT)


@examples(30)
@given(st.sets(st.sampled_from(sorted(whole())), min_size=1))
def test_no_set_of_missing_files_raises(missing: set[str]) -> None:
    judged({path: file for path, file in whole().items() if path not in missing})


# --- order does not matter -------------------------------------------------------------------------------


def test_files_read_in_any_order_give_the_same_pages_and_faults() -> None:
    expected = everything(whole())
    for seed in range(3):
        order = sorted(whole())
        random.Random(seed).shuffle(order)
        assert everything({path: whole()[path] for path in order}) == expected


def everything(files: Files) -> tuple[Mapping[str, str], str]:
    library, evidence, faults = judged(files)
    return render_pages(library, evidence, Lock()), formatted(faults, Format.TEXT)


def test_pages_rendered_twice_are_the_same() -> None:
    assert everything(whole()) == everything(whole())


# --- every text is seen as it is -------------------------------------------------------------------------

SHEET = """\
title: TITLE
lead: [{text: LEAD, rests_on: [number]}]
sections:
  - title: SECTION
    claims:
      - id: number
        question: QUESTION
        statement: STATEMENT
        kind: quantity
        note: {text: NOTE}
        citations:
          - {article: harbour-post, quotes: [QUOTE]}
"""
ARTICLE = """\
---
title: PRINTED
publisher: harbour-post
authors: [{literal: AUTHOR}]
published: {edtf: 2031-05-02, basis: inferred, why: WHY}
kinds: [report]
text: notes
original:
  sha256: 1111111111111111111111111111111111111111111111111111111111111111
  passages:
    - {lines: 1, role: body}
rights: {holder: HOLDER}
---

We say “WORDS” here.
"""
TOPIC, LEDGER = "topics/ferries.md", "articles/harbour-post.md"
# Where each text of the files above is seen: page, element, and what templates put before and behind it.
SEEN = {
    "TITLE": (TOPIC, "h1", "", "¶"),
    "LEAD": (TOPIC, ".tp-lead p", "", " ↓ "),
    "SECTION": (TOPIC, "h2#section-1", "", "¶"),
    "QUESTION": (TOPIC, "h3", "", "¶"),
    "STATEMENT": (TOPIC, ".tp-statement", "", " 1¶1"),
    "NOTE": (TOPIC, ".tp-note", "Editor’s note. ", ""),
    "QUOTE": (TOPIC, ".tp-words mark", "", ""),
    "PRINTED": (LEDGER, "h1", "", "¶"),
    "AUTHOR": (LEDGER, "dt:nth-of-type(2) + dd", "", ""),
    "WHY": (LEDGER, "dt:nth-of-type(3) + dd .tp-meta", "(inferred: ", ")"),
}


def site_with(**texts: str) -> Files:
    """Return a miniature site with these texts, as JSON would write them, in the places called so."""
    sheet, article = SHEET, ARTICLE
    for name, text in {**dict.fromkeys(SEEN, "word"), "HOLDER": "word", **texts}.items():
        sheet = sheet.replace(name, yaml_text(text))
        article = article.replace(f"“{name}”", f"“{text}”").replace(name, yaml_text(text))
    files = {"sources/facts/ferries.yml": sheet, "sources/articles/harbour-post.md": article}
    return {**read_sources(BASE)[0], **{path: SourceFile(path, text) for path, text in files.items()}}


def yaml_text(text: str) -> str:
    return str(yaml.safe_dump(text, default_style='"', width=10_000)).strip()


@cache
def converter() -> markdown.Markdown:
    """Return Python-Markdown as MkDocs sets it up for this site."""
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    configured = yaml.load(text, yaml.BaseLoader)["markdown_extensions"]  # noqa: S506 -- reads text only
    names = [next(iter(one)) if isinstance(one, dict) else one for one in configured]
    options = {name: value for one in configured if isinstance(one, dict) for name, value in one.items()}
    return markdown.Markdown(
        extensions=[*dict.fromkeys(["toc", "tables", "fenced_code", *names])], extension_configs=options
    )


def seen_in(page: str, selector: str) -> str:
    body = page.split("---\n", 2)[2]
    html = LexborHTMLParser(converter().reset().convert(body))
    found = html.css_first(selector)
    assert found is not None, selector
    return found.text()


# What Markdown, its extensions, HTML and the theme's scripts would act on, whole and in parts.
_TRIGGERS = (
    "*a*", "__b__", "`c`", "[d](e)", "![f](g)", "<b>h</b>", "<script>i()</script>", "<!-- j", "&amp;",
    "&lt;", "&#42;", "\\*", "{#k}", "{: .l}", "{{ m }}", "{% n %}", "<https://o.example>", "^p", "~~q~~",
    "==r==", "[^s]", "[[t]]", "||u||", "# ", "- ", "1. ", "> ", "    v", "\n\n", "\n---\n", "\n```\n",
    "|w|\n|-|\n", ":x:", "y\n===", "$z$", "</p>", '">', "'", "\u202e", "\u200b", "\u00a0", "\u0085",
    "\u2028", "\ufeff", "&", "<", "\\",
)  # fmt: skip
# Text that a sheet can hold: characters that YAML admits even when they are written as escapes.
_EXCLUDED = "".join(map(chr, [*range(9), *range(11, 32), 127]))
_shown = st.lists(
    st.sampled_from(_TRIGGERS)
    | st.text(st.characters(codec="utf-8", exclude_characters=_EXCLUDED), max_size=6),
    min_size=1,
    max_size=12,
).map("".join)


@pytest.mark.parametrize("name", [name for name in SEEN if name != "QUOTE"])
@examples(12)
@given(text=_shown)
def test_any_text_of_a_sheet_or_record_is_seen_on_its_page_as_it_is(name: str, text: str) -> None:
    assume(text.strip())
    library, evidence, _ = judged(site_with(**{name: text}, QUOTE="word", WORDS="word"))
    assume(library.topics and "harbour-post" in library.articles)
    page, selector, before, behind = SEEN[name]
    shown = seen_in(render_pages(library, evidence, Lock())[page], selector)
    assert shown == before + one_line(text.strip()) + behind


@examples(40)
@given(text=_shown)
def test_any_quoted_words_are_seen_and_marked_as_they_are(text: str) -> None:
    words = one_line(text)
    assume(any(char.isalnum() for char in words) and not set('“”"') & set(words) and "[…]" not in words)
    library, evidence, faults = judged(site_with(QUOTE=words, WORDS=words))
    assume(not any(fault.code.startswith("quote-") and fault.code != "quote-too-long" for fault in faults))
    pages = render_pages(library, evidence, Lock())
    assert seen_in(pages[TOPIC], ".tp-words mark").split() == words.split()
    assert seen_in(pages[LEDGER], ".tp-passage p").split() == f"We say “{words}” here.".split()
