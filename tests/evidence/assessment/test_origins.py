"""Independent origins are counted along the graph of derivations."""

from collections.abc import Mapping
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.evidence_samples import (
    ONE,
    REGISTRIES,
    TODAY,
    article,
    assessed,
    claim,
    library,
    reported,
    sheet,
)
from topicpages.diagnostics import Diagnostic
from topicpages.evidence.assessment import GraphEdge, Standing, assess
from topicpages.evidence.lock_file import Lock
from topicpages.sources.library import Library
from topicpages.sources.model import Relation, RelationBasis

_NOTE = "It says that “North freed 157 people” in May."
_SECOND = "It says that “157 people were freed by North” later."


def _wire(origin: str = "wire", *, relation: str = "rewrite-of", passages: str = "all") -> str:
    return f"[{{origin: {origin}, relation: {relation}, basis: compared, passages: {passages}}}]"


def _cites(*articles: str, voice: str = "own", quote: str = "North freed 157 people") -> str:
    return ", ".join(f'{{article: {key}, quotes: ["{quote}"], voice: {voice}}}' for key in articles)


def _library(records: Mapping[str, str], citations: str | None = None, **registries: str) -> Library:
    cited = claim(citations=f"[{citations or _cites(*records)}]")
    return library(articles=records, sheets={"topic": sheet(cited)}, registries=registries)


def _counts(records: Mapping[str, str], citations: str | None = None, **registries: str) -> str:
    return str(assessed(_library(records, citations, **registries)).assertions["topic/freed"].counts)


def _standing(records: Mapping[str, str], citations: str | None = None) -> Standing:
    return assessed(_library(records, citations)).assertions["topic/freed"].standing


def test_two_outlets_with_own_reporting_are_two_origins() -> None:
    records = {"one": article(_NOTE), "two": article(_NOTE, publisher="beta")}
    assert _counts(records) == "2 articles · 2 origins"
    assert _standing(records) is Standing.SEVERAL_ORIGINS


def test_two_outlets_that_rewrite_one_wire_are_one_origin() -> None:
    records = {
        "one": article(_NOTE, origins=_wire()),
        "two": article(_NOTE, publisher="beta", origins=_wire()),
    }
    assert _counts(records) == "2 articles · 1 origin"
    assert _standing(records) is Standing.ONE_ORIGIN


def test_two_outlets_that_rewrite_different_wires_are_two_origins() -> None:
    records = {
        "one": article(_NOTE, origins=_wire()),
        "two": article(_NOTE, publisher="beta", origins=_wire("agency")),
    }
    assert _counts(records) == "2 articles · 2 origins"


def test_two_outlets_of_one_owner_are_one_origin() -> None:
    records = {"one": article(_NOTE, publisher="gamma"), "two": article(_NOTE, publisher="delta")}
    assert _counts(records) == "2 articles · 1 origin"


def test_a_wire_owned_by_the_owner_of_an_outlet_is_the_same_origin() -> None:
    owned = "wire: {name: The Wire, kind: wire, owner: big house}\n"
    records = {"one": article(_NOTE, publisher="gamma"), "two": article(_NOTE, origins=_wire())}
    assert _counts(records, origins=owned) == "2 articles · 1 origin"


def test_unknown_owners_do_not_make_outlets_one() -> None:
    unknown = "alpha: {name: Alpha, owner: UNKNOWN}\nbeta: {name: Beta, owner: Unknown}\n"
    records = {"one": article(_NOTE), "two": article(_NOTE, publisher="beta")}
    assert _counts(records, publishers=unknown) == "2 articles · 2 origins"


def test_an_outlet_named_as_origin_is_the_publisher_of_that_name() -> None:
    outlets = "b-news: {name: Beta, kind: outlet}\n"
    records = {"one": article(_NOTE, origins=_wire("b-news")), "two": article(_NOTE, publisher="beta")}
    assert _counts(records, origins=outlets) == "2 articles · 1 origin"


def test_an_origin_that_comes_from_another_is_the_same() -> None:
    chain = "wire: {name: The Wire, kind: wire}\nagency: {name: The Agency, kind: wire, from: [wire]}\n"
    records = {
        "one": article(_NOTE, origins=_wire()),
        "two": article(_NOTE, publisher="beta", origins=_wire("agency")),
    }
    assert _counts(records, origins=chain) == "2 articles · 1 origin"


def test_an_article_of_unknown_origin_never_adds_one() -> None:
    unknown = article(_NOTE, publisher="beta", origins=None)
    assert _counts({"one": unknown}) == "1 article · origin unknown"
    assert _counts({"one": ONE, "two": unknown}) == "2 articles · 1 origin"
    assert _standing({"one": ONE, "two": unknown}) is Standing.ONE_ORIGIN
    assert _standing({"one": unknown}) is Standing.ONE_ARTICLE


def test_origins_count_passage_by_passage() -> None:
    origins = (
        "[{origin: wire, relation: based-on, basis: compared, passages: [1]},"
        " {origin: agency, relation: based-on, basis: compared, passages: [2]}]"
    )
    mixed = article(_NOTE, _SECOND, publisher="beta", origins=origins)
    records = {"one": article(_NOTE, origins=_wire()), "two": mixed}
    same = f'{_cites("one")}, {{article: two, quotes: ["North freed 157 people"]}}'
    other = f'{_cites("one")}, {{article: two, quotes: ["157 people were freed by North"]}}'
    assert _counts(records, same) == "2 articles · 1 origin"
    assert _counts(records, other) == "2 articles · 2 origins"


def test_a_passage_beside_derived_ones_is_of_unknown_origin() -> None:
    records = {"one": article(_NOTE, _SECOND, origins=_wire(passages="[2]"))}
    assert _counts(records) == "1 article · origin unknown"


def test_an_article_that_only_quotes_others_elsewhere_reports_the_rest_itself() -> None:
    quoting = _wire(relation="quotes", passages="[2]")
    assert _counts({"one": article(_NOTE, _SECOND, origins=quoting)}) == "1 article · 1 origin"
    speech = _wire("speech", relation="based-on", passages="[2]")
    assert _counts({"one": article(_NOTE, _SECOND, origins=speech)}) == "1 article · 1 origin"


def test_a_citation_of_a_known_and_an_unknown_passage_adds_nothing() -> None:
    records = {"one": article(_NOTE, _SECOND, origins=_wire(passages="[2]"))}
    both = '{article: one, quotes: ["North freed 157 people", "157 people were freed by North"]}'
    assert _counts(records, both) == "1 article · origin unknown"


def test_a_statement_is_a_voice_and_no_origin() -> None:
    passed_on = article(_NOTE, origins=_wire("speech", relation="based-on"))
    other = article(_NOTE, publisher="beta", origins=_wire("speech"))
    assert _counts({"one": passed_on, "two": other}) == "2 articles · origin unknown · 1 voice"
    assert _standing({"one": passed_on, "two": other}) is Standing.ATTRIBUTED_ONLY


def test_a_statement_of_nobody_known_is_a_voice_of_its_own() -> None:
    leaks = "leak: {name: A Leak, kind: post}\nother: {name: Another, kind: post}\n"
    records = {"one": article(_NOTE, origins=_wire("leak")), "two": article(_NOTE, origins=_wire("other"))}
    assert _counts(records, origins=leaks) == "2 articles · origin unknown · 2 voices"


def test_an_article_that_quotes_a_statement_reports_it_itself() -> None:
    assert (
        _counts({"one": article(_NOTE, origins=_wire("speech", relation="quotes"))}) == "1 article · 1 origin"
    )


def test_five_articles_that_give_one_ministry_its_word_are_one_voice() -> None:
    records = {f"a{number}": article(_NOTE) for number in range(5)}
    assert _counts(records, _cites(*records, voice="ministry")) == "5 articles · 1 origin · 1 voice"


def test_the_owner_of_a_statement_is_the_voice_that_citations_name() -> None:
    records = {"one": article(_NOTE, origins=_wire("speech")), "two": article(_NOTE, publisher="beta")}
    cited = f"{_cites('one')}, {_cites('two', voice='north')}"
    assert _counts(records, cited) == "2 articles · 1 origin · 1 voice"
    assert _standing(records, cited) is Standing.ATTRIBUTED_ONLY


def test_an_article_with_two_possible_origins_connects_them_unless_one_accounts_for_it() -> None:
    both = (
        "[{origin: wire, relation: based-on, basis: compared},"
        " {origin: agency, relation: based-on, basis: compared}]"
    )
    mixed = article(_NOTE, origins=both)
    from_wire, from_agency = (
        article(_NOTE, publisher="beta", origins=_wire(key)) for key in ("wire", "agency")
    )
    assert _counts({"one": mixed}) == "1 article · 1 origin"
    assert _counts({"one": mixed, "two": from_wire}) == "2 articles · 1 origin"
    assert _counts({"one": mixed, "two": from_wire, "three": from_agency}) == "3 articles · 2 origins"


def test_two_citations_of_one_article_count_once() -> None:
    assert _counts({"one": ONE}, _cites("one", "one")) == "1 article · 1 origin"


_ORIGINS = st.sampled_from([None, "[]", _wire(), _wire("agency"), _wire("speech"), _wire(relation="quotes")])
_PUBLISHERS = st.sampled_from(["alpha", "beta", "gamma", "delta"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(_PUBLISHERS, _ORIGINS), min_size=1, max_size=4))
def test_another_article_never_makes_the_origins_of_plain_derivations_fewer(
    made: list[tuple[str, str | None]],
) -> None:
    records = {
        f"a{number}": article(_NOTE, publisher=publisher, origins=origins)
        for number, (publisher, origins) in enumerate(made)
    }
    answer = "topic/freed"
    before = 0
    for count in range(1, len(records) + 1):
        cited = _library(dict(list(records.items())[:count]))
        counts = assessed(cited).assertions[answer].counts
        assert before <= counts.origins <= counts.articles == count
        before = counts.origins


def test_the_order_of_citations_does_not_matter() -> None:
    both = (
        "[{origin: wire, relation: based-on, basis: compared},"
        " {origin: agency, relation: quotes, basis: compared}]"
    )
    records = {
        "one": article(_NOTE, origins=both),
        "two": article(_NOTE, publisher="beta"),
        "three": article(_NOTE, publisher="gamma", origins=_wire()),
    }
    assert {_counts(records, _cites(*order)) for order in permutations(records)} == {"3 articles · 2 origins"}


# --- cycles and undeclared relations ---------------------------------------------------------------------


def _faults(found: Library) -> tuple[Diagnostic, ...]:
    return assess(found, Lock(), TODAY)[1]


_LOOP = "a: {name: A, kind: wire, from: [b]}\nb: {name: B, kind: wire, from: [c]}\n"
_LOOP += "c: {name: C, kind: wire, from: [b]}\n"
_DETOUR = (
    "c: {name: C, kind: wire, from: [d, b]}\nd: {name: D, kind: wire}\nb: {name: B, kind: post, from: [c]}\n"
)


@pytest.mark.parametrize(
    ("origins", "expected"),
    [
        ("a: {name: A, kind: wire, from: [b]}\nb: {name: B, kind: wire, from: [a]}\n", "“a” → “b” → “a”"),
        ("a: {name: A, kind: statement, from: [a]}\n", "“a” → “a”"),
        (_LOOP, "“b” → “c” → “b”"),
        (_DETOUR, "“c” → “b” → “c”"),
    ],
)
def test_an_origin_that_comes_from_itself_is_a_fault(origins: str, expected: str) -> None:
    found = _faults(_library({"one": ONE}, origins=origins))
    assert [(fault.code, fault.message.partition(": ")[2]) for fault in found] == [("origin-cycle", expected)]
    assert found[0].span.line == 1 + (origins == _LOOP)


def test_origins_that_come_from_one_origin_on_two_ways_are_no_cycle() -> None:
    diamond = (
        "a: {name: A, kind: wire, from: [b, c]}\nb: {name: B, kind: wire, from: [d]}\n"
        "c: {name: C, kind: wire, from: [d]}\nd: {name: D, kind: wire}\n"
    )
    assert _faults(_library({"one": ONE}, origins=diamond)) == ()


def test_an_article_that_comes_from_its_own_outlet_is_a_fault() -> None:
    outlets = "alpha: {name: Alpha Online, kind: outlet}\n"
    found = _faults(_library({"one": article(_NOTE, origins=_wire("alpha"))}, origins=outlets))
    assert reported(found) == ["sources/articles/one.md:7:20 error origin-cycle"]


_LONG = (
    "Yesterday the ministry of the north said in a long sentence that nobody would ever write twice that all "
    "of its people had come home by train before the evening."
)


def _texts(**origins: str) -> Library:
    records = {
        "one": article(_LONG, text="full", origins=origins.get("one", "[]")),
        "two": article(
            f"A beginning. {_LONG}", text="full", publisher="beta", origins=origins.get("two", "[]")
        ),
    }
    cited = claim(statement="x", values="[]", citations='[{article: one, quotes: ["a long sentence"]}]')
    return library(articles=records, sheets={"topic": sheet(cited)})


def test_full_texts_that_share_a_long_run_without_a_declared_relation_are_a_warning() -> None:
    assert reported(_faults(_texts())) == ["sources/articles/two.md:10:1 warning undeclared-relation"]


def test_a_common_origin_declares_the_relation() -> None:
    assert _faults(_texts(one=_wire(), two=_wire())) == ()
    assert reported(_faults(_texts(one=_wire(), two=_wire("agency")))) == [
        "sources/articles/two.md:10:1 warning undeclared-relation"
    ]


def test_notes_are_our_own_words_and_may_be_alike() -> None:
    records = {
        key: article(_LONG, _NOTE, publisher=outlet) for key, outlet in (("one", "alpha"), ("two", "beta"))
    }
    assert _faults(_library(records)) == ()


# --- the graph -------------------------------------------------------------------------------------------


def test_the_graph_shows_what_comes_from_what() -> None:
    records = {"one": article(_NOTE, publisher="gamma", origins=_wire(relation="quotes", passages="[1]"))}
    graph = assessed(_library(records, origins=REGISTRIES["origins"])).graph
    assert [(node.key, node.kind, node.label, node.voice) for node in graph.nodes] == [
        ("article:one", "article", "Printed title", False),
        ("publisher:gamma", "publisher", "Gamma", False),
        ("origin:wire", "origin", "The Wire", False),
        ("origin:agency", "origin", "The Agency", False),
        ("origin:speech", "origin", "A Speech", True),
        ("owner:Big House", "owner", "Big House", False),
        ("owner:north", "owner", "north", False),
    ]
    assert graph.edges == (
        GraphEdge("article:one", "publisher:gamma"),
        GraphEdge("article:one", "origin:wire", Relation.QUOTES, RelationBasis.COMPARED, (1,)),
        GraphEdge("publisher:gamma", "owner:Big House"),
        GraphEdge("origin:speech", "owner:north"),
    )
