"""Plain values in, models out; what does not fit is a fault at its own place, told once."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

import pytest
from pydantic import BaseModel, RootModel

from topicpages.diagnostics import Span, near_miss
from topicpages.sources.article_reader import MAX_PARAGRAPH, MAX_PARAGRAPHS, Passage, read_article
from topicpages.sources.corpus import Corpus, read_corpus
from topicpages.sources.decode import decode_registry, decode_tree
from topicpages.sources.files import SourceFile
from topicpages.sources.model import (
    AmountValue,
    AnswerValue,
    AnyValue,
    ArticleRecord,
    Coordinates,
    DateValue,
    Derivation,
    Entity,
    FactSheet,
    Paraphrases,
    PartiesValue,
    PassageRow,
    PositionsClaimSpec,
    Publisher,
    Retired,
    Shape,
    SingleClaimSpec,
    SiteSpec,
    TextValue,
    Unit,
    Value,
    Wording,
)
from topicpages.sources.model.examples import EXAMPLES, line
from topicpages.sources.yaml_reader import Place, Tree, read_yaml

PATH = "sources/x.yml"
Model = TypeVar("Model", bound=BaseModel)


class OneValue(RootModel[AnyValue]):
    """A value of whatever kind."""


def place_of(text: str) -> Place:
    document, faults = read_yaml(text, PATH)
    assert document is not None
    assert faults == ()
    return Place(document)


def made(model: type[Model], text: str) -> Model:
    """Return what a text without faults becomes."""
    value, faults = decode_tree(place_of(text), model)
    assert [str(fault) for fault in faults] == []
    assert value is not None
    return value


def faults_of(model: type[BaseModel], text: str) -> list[str]:
    value, faults = decode_tree(place_of(text), model)
    assert value is None
    return [str(fault).removeprefix(f"{PATH}:") for fault in faults]


def sheet(claim: str) -> str:
    return f"{{title: T, sections: [{{title: S, claims: [{claim}]}}]}}"


# --- what fits -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{amount: 1550, unit: warheads}", AmountValue(amount=Decimal(1550), unit="warheads")),
        ("{amount: 010, unit: boats}", AmountValue(amount=Decimal(10), unit="boats")),
        ("{min: 1.5, max: 2, unit: boats}", AmountValue(min=Decimal("1.5"), max=Decimal(2), unit="boats")),
        ("{answer: no}", AnswerValue(answer="no")),
        ("{answer: 'no'}", AnswerValue(answer="no")),
        ("{edtf: 2021~, as: about 2021}", DateValue.model_validate({"edtf": "2021~", "as": "about 2021"})),
        ("{parties: [a, b]}", PartiesValue(parties=("a", "b"))),
        ("{text: ' 12:30 '}", TextValue(text="12:30")),
        ("{text: , amount: 3, unit: boats, as: }", AmountValue(amount=Decimal(3), unit="boats")),
        ("{amount: , min: 3, unit: boats}", AmountValue(min=Decimal(3), unit="boats")),
    ],
)
def test_the_declared_type_alone_says_how_a_scalar_is_read(text: str, value: Value) -> None:
    assert made(OneValue, text).root == value


def test_a_claim_with_positions_is_told_from_one_with_a_single_answer() -> None:
    answer = "statement: S, kind: event, citations: [{article: a, quotes: [q]}]"
    one = f"{{id: one, question: Q, {answer}}}"
    two = f"{{id: two, question: Q, positions: [{{id: a, {answer}}}, {{id: b, {answer}}}]}}"
    claims = made(FactSheet, sheet(f"{one}, {two}")).sections[0].claims
    assert [type(claim) for claim in claims] == [SingleClaimSpec, PositionsClaimSpec]


def test_a_quote_is_a_text_or_a_text_with_its_context() -> None:
    citation = "{article: a, quotes: [q, {exact: r, prefix: p}]}"
    text = f"{{id: i, question: Q, statement: S, kind: event, citations: [{citation}]}}"
    claim = made(FactSheet, sheet(text)).sections[0].claims[0]
    assert isinstance(claim, SingleClaimSpec)
    assert [(quote.exact, quote.prefix) for quote in claim.citations[0].quotes] == [("q", None), ("r", "p")]


@pytest.mark.parametrize(("text", "lines"), [("3", (3, 3)), ("3-5", (3, 5)), ("'007'", (7, 7))])
def test_lines_are_a_number_or_a_range(text: str, lines: tuple[int, int]) -> None:
    assert made(PassageRow, f"{{lines: {text}, role: body}}").lines == lines


def test_a_day_is_written_in_one_way() -> None:
    assert made(Retired, "{on: 2026-02-05, why: w}").on == date(2026, 2, 5)
    fault = "1:6: error[bad-date]: “5 February 2026” is not a day (write 2026-02-05)"
    assert faults_of(Retired, "{on: 5 February 2026, why: w}") == [fault]
    for other in ("20260205", "2026-W06-4", "2026-2-5", "2026-02-30", "February 2026", "²026-02-05"):
        fault = f"1:6: error[bad-date]: “{other}” is not a day (write it as 2026-02-05)"
        assert faults_of(Retired, f"{{on: {other}, why: w}}") == [fault]


@pytest.mark.parametrize("passages", ["all", "[1, 2]", "[]"])
def test_passages_of_an_origin_are_all_or_listed(passages: str) -> None:
    text = f"{{origin: o, relation: quotes, basis: compared, passages: {passages}}}"
    assert json.dumps(made(Derivation, text).passages).strip('"') == passages


# --- what does not fit -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{amount: 3}", "1:1: error[bad-value]: an amount needs its “unit” (name a unit of units.yml)"),
        ("{min: 2, max: 1, unit: u}", "1:1: error[bad-value]: min 2 is above max 1 (exchange them)"),
        (
            "{amount: x, unit: u}",
            "1:10: error[wrong-type]: expected a number, found “x” (write it as in “amount: 700”)",
        ),
        ("{max: [1], unit: u}", "1:7: error[wrong-type]: expected a number, found a list (write “max: 1”)"),
        ("{answer: maybe}", "1:10: error[unknown-value]: “maybe” is not allowed here (one of: no, yes)"),
        ("{answer: yess}", "1:10: error[unknown-value]: “yess” is not allowed here (did you mean “yes”?)"),
        ("{text: {a: 1}}", "1:8: error[wrong-type]: expected text, found a mapping (write “text: 1”)"),
        ("{text: ' '}", "1:8: error[empty-value]: nothing stands here (write something or remove the key)"),
        ("[]", "1:1: error[wrong-type]: expected a mapping, found a list (write a mapping)"),
        ("{text: a, txt: b}", "1:11: error[unknown-key]: unknown key “txt” (did you mean “text”?)"),
        ("{parties: a}", "1:11: error[wrong-type]: expected a list, found “a” (write “parties: [a]”)"),
        ("{text: a, unit: a--b}", "1:1: error[bad-value]: “unit” does not belong to this value (remove it)"),
        ("{amonut: 5, unit: u}", "1:2: error[unknown-key]: unknown key “amonut” (did you mean “amount”?)"),
        ("{amount: 5, units: u}", "1:13: error[unknown-key]: unknown key “units” (did you mean “unit”?)"),
        (
            "{amount: abc}",
            "1:10: error[wrong-type]: expected a number, found “abc” (write it as in “amount: 700”)",
        ),
        ("{unit: a--b}", "1:8: error[bad-id]: “a--b” has two hyphens in a row (use single ones)"),
        (
            "{amount: , unit: u}",
            (
                "1:1: error[bad-value]: a value is one of amount, min and max, edtf, start, parties, answer,"
                " text (give exactly one of them)"
            ),
        ),
        ("{start: x, as: y, qualifier: over}",
            ("1:9: error[bad-date]: “x” is not an EDTF date"
            " (write 2026-02-05, 2026-02, 2021~, [2021-09..2021-12] or 2025/2026)")),
        ("{amount: 1, unit: a--b}", "1:19: error[bad-id]: “a--b” has two hyphens in a row (use single ones)"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_told_where_it_stands(text: str, fault: str) -> None:
    assert faults_of(OneValue, text) == [fault]


@pytest.mark.parametrize(
    "amount", ["1e999999999", "-1e-999999999", "1234567890123456", "0.1234567", "Infinity"]
)
def test_an_amount_that_no_article_has_is_refused_and_never_written_out(amount: str) -> None:
    (fault,) = faults_of(OneValue, f"{{amount: {amount}, unit: u}}")
    assert fault.startswith(("1:10: error[bad-value]: ", "1:10: error[wrong-type]: "))
    assert len(fault) < 200


def test_all_faults_of_the_fields_of_a_value_are_told_at_once() -> None:
    assert faults_of(OneValue, "{amount: abc, unit: a--b, zzz: y}") == [
        "1:10: error[wrong-type]: expected a number, found “abc” (write it as in “amount: 700”)",
        "1:21: error[bad-id]: “a--b” has two hyphens in a row (use single ones)",
        faults_of(OneValue, "{amount: 1,   unit: a,    zzz: y}")[0],
    ]


def test_an_unknown_key_without_a_near_miss_is_told_what_is_known() -> None:
    fault = "1:16: error[unknown-key]: unknown key “zzz” (known here: is, name, words)"
    assert faults_of(Unit, "{name: boats,  zzz: 1}") == [fault]


def test_a_claim_with_positions_is_told_its_own_keys_at_its_own_place() -> None:
    answer = "statement: S, kind: event, citations: [{article: a, quotes: [q]}]"
    text = f"""\
title: T
sections:
  - title: S
    claims:
      - id: i
        qestion: Q
        statement: S
        positions:
          - {{id: a, {answer}}}
          - {{id: b, {answer}, statment: S}}
"""
    assert faults_of(FactSheet, text) == [
        "6:9: error[unknown-key]: unknown key “qestion” (did you mean “question”?)",
        (
            "7:9: error[unknown-key]: key “statement” does not go with “positions” "
            "(move the answer into a position: - {id: …, statement: …, kind: …, citations: […]})"
        ),
        "10:88: error[unknown-key]: unknown key “statment” (did you mean “statement”?)",
    ]


def test_an_answer_beside_positions_is_one_mistake_however_many_keys_it_has() -> None:
    answer = "statement: S, kind: event, citations: [{article: a, quotes: [q]}]"
    text = sheet(f"{{id: i, question: Q, {answer}, positions: [{{id: a, {answer}}}, {{id: b, {answer}}}]}}")
    assert [fault.split(" (")[0] for fault in faults_of(FactSheet, text)] == [
        "1:64: error[unknown-key]: key “statement” does not go with “positions”"
    ]


def test_a_comma_that_ends_a_text_between_braces_is_told_once() -> None:
    text = "{name: boats, as the paper says, in its first lines, words: [boat]}"
    assert faults_of(Unit, text) == [
        (
            "1:15: error[unknown-key]: “as the paper says” stands behind a comma, which ends a text between "
            'braces (put the whole text in quotes: "…, …")'
        )
    ]


def test_a_key_that_looks_like_the_tag_of_a_shape_is_a_key_like_any_other() -> None:
    known = "known here: is, name, words"
    assert faults_of(Unit, "{name: boats, <all>: 1}") == [
        f"1:15: error[unknown-key]: unknown key “<all>” ({known})"
    ]


def test_a_list_is_not_called_empty_because_its_entries_have_faults() -> None:
    text = sheet("{id: i, question: Q, statement: S, kind: event, citations: [{article: A B, quotes: [q]}]}")
    assert [fault.split(" ")[1] for fault in faults_of(FactSheet, text)] == ["error[bad-id]:"]
    few = sheet("{id: i, question: Q, positions: [{id: a, statement: S, kind: event, citations: []}]}")
    assert [fault.split(": ", 2)[2] for fault in faults_of(FactSheet, few)] == [
        "1 given where at least 2 are needed (add what is missing)",
        "nothing stands here (write something or remove the key)",
    ]


def test_a_very_long_text_in_a_fault_is_cut() -> None:
    key, value = "k" * 100_000, "v" * 100_000
    faults = faults_of(Wording, f"words: {value}\n? {key}\n: 1\n")
    assert [len(fault) < 200 for fault in faults] == [True, True]


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("ferrys", {"ferries", "fares"}, "did you mean “ferries”?"),
        ("zebra", {"ferries"}, ""),
        ("", set(), ""),
        ("f" * 1_000_000, {"ferries"}, ""),
    ],
)
def test_a_near_miss_is_one_that_looks_like_it(word: str, known: set[str], hint: str) -> None:
    assert near_miss(word, known) == hint


def test_a_registry_keeps_its_good_entries_and_tells_of_the_others() -> None:
    text = "boats: {name: boats}\nBoats: {name: boats}\nrafts: {nam: rafts}\n"
    entries, faults = decode_registry(place_of(text).document, Unit)
    assert entries == {"boats": Unit(name="boats")}
    assert [(fault.span.line, fault.code) for fault in faults] == [
        (2, "bad-id"), (3, "unknown-key")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "sections: [" + "a, " * 5_000 + "]\ntitle: T",
        "sections: [" + "a, " * 25_000 + "]\ntitle: T",
        "title: T\nsections: []\n" + "".join(f"key{number}: x\n" for number in range(5_000)),
    ],
    ids=["wrong", "very many wrong", "unknown"],
)
def test_of_thousands_of_faults_the_first_thousand_are_told(text: str) -> None:
    faults = faults_of(FactSheet, text)
    more = "there are more than 1,000 faults like those before (correct those first)"
    assert [fault.split("]: ")[1] for fault in faults if "too-many-faults" in fault] == [more]
    assert len(faults) == 1_001


def test_very_many_faults_after_a_good_beginning_are_told_too() -> None:
    text = "name: N\ndescription: D\nabout: [" + "a, " * 1_001 + "{}, " * 20_001 + "]"
    codes = [fault.split("[")[1].split("]")[0] for fault in faults_of(SiteSpec, text)]
    assert codes == ["wrong-type"] * 1_000 + ["too-many-faults"]


def test_of_thousands_of_bad_entries_the_first_thousand_are_told() -> None:
    text = "".join(f"unit-{number}: {{}}\n" for number in range(5_000))
    _, faults = decode_registry(place_of(text).document, Unit)
    assert [fault.code for fault in faults] == ["missing-key"] * 1_000 + ["too-many-faults"]


@pytest.mark.parametrize("text", ["[boats]", "boats", "'boats: 1'"])
def test_a_registry_that_is_no_mapping_is_refused(text: str) -> None:
    entries, faults = decode_registry(place_of(text).document, Entity)
    assert (entries, [fault.code for fault in faults]) == ({}, ["wrong-type"])


# --- short forms -----------------------------------------------------------------------------------------

NOTES = f"text: notes, original: {{sha256: {'1' * 64}, passages: [{{lines: 1, role: body}}]}}"
RECORD = f"publisher: p, published: {{edtf: 2031-05-02}}, kinds: [report], {NOTES}"
CLAIM = "id: i, question: Q, statement: S, kind: event, citations: [{article: a, quotes: [q]}]"


@pytest.mark.parametrize(
    ("model", "short", "full"),
    [
        (ArticleRecord, f"publisher: p, published: 2031-05-02, kind: report, {NOTES}", RECORD),
        (ArticleRecord, f"publisher: p, published: 2031-05-02, kinds: report, {NOTES}", RECORD),
        (ArticleRecord, f"{RECORD}, author: Eva Tide", f"{RECORD}, authors: [{{literal: Eva Tide}}]"),
        (ArticleRecord, f"{RECORD}, authors: Eva Tide", f"{RECORD}, authors: [{{literal: Eva Tide}}]"),
        (
            ArticleRecord,
            f"{RECORD}, author: {{family: Tide}}, rights: The Post",
            f"{RECORD}, authors: [{{family: Tide}}], rights: {{holder: The Post}}",
        ),
        (FactSheet, sheet(f"{{{CLAIM}}}"), sheet(f"{{{CLAIM.replace('quotes: [q]', 'quote: q')}}}")),
        (
            FactSheet,
            sheet("{id: i, question: Q, statement: S, kind: event, citation: {article: a, quotes: q}}"),
            sheet(f"{{{CLAIM}}}"),
        ),
        (
            FactSheet,
            sheet("{id: i, question: Q, statement: S, kind: event, citations: {article: a, quote: q}}"),
            sheet(f"{{{CLAIM}}}"),
        ),
        (
            FactSheet,
            sheet(f"{{{CLAIM}, when: 2031-05, value: {{answer: no}}, where: w, see: s, note: N}}"),
            sheet(
                f"{{{CLAIM}, when: {{edtf: 2031-05, basis: stated}}, values: [{{answer: no}}], where: [w],"
                " see: [s], note: {text: N, outside: false}}"
            ),
        ),
        (
            FactSheet,
            sheet(f"{{{CLAIM}}}").replace("{title: T", "{title: T, lead: A text."),
            sheet(f"{{{CLAIM}}}").replace("{title: T", "{title: T, lead: [{text: A text.}]"),
        ),
        (
            FactSheet,
            sheet(f"{{{CLAIM}}}").replace("{title: T", "{title: T, lead: [{text: A., rests_on: i}]"),
            sheet(f"{{{CLAIM}}}").replace("{title: T", "{title: T, lead: [{text: A., rests_on: [i]}]"),
        ),
        (
            Entity,
            "name: N, kind: person, role: mayor, note: It is so.",
            "name: N, kind: person, role: {text: mayor}, note: {text: It is so.}",
        ),
        (Publisher, "The Post", "name: The Post"),
        (
            Paraphrases,
            "sail: leave, go: {word: walk, in: a/b}",
            "sail: [leave], go: [{word: walk, in: [a/b]}]",
        ),
        (
            SiteSpec,
            "name: N, description: D, about: A text., topics: t",
            "name: N, description: D, about: [A text.], topics: [t]",
        ),
    ],
)
def test_a_short_form_means_the_same_as_the_long_one(model: type[BaseModel], short: str, full: str) -> None:
    written = [text if text.startswith("{") or ":" not in text else f"{{{text}}}" for text in (short, full)]
    assert made(model, written[0]) == made(model, written[1])


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("citation: {article: A B, quote: q}", "bad-id", "A B"),
        ("citations: {article: A B, quote: q}", "bad-id", "A B"),
        ("citation: {article: a, quote: ''}", "empty-value", "''"),
        ("citation: {article: a, quote: {exact: ''}}", "empty-value", "''"),
        ("citation: {article: a}", "missing-key", "citation:"),
        ("when: 2031-13, citation: {article: a, quote: q}", "bad-date", "2031"),
        ("value: {amount: x, unit: u}, citation: {article: a, quote: q}", "wrong-type", "x"),
    ],
)
def test_a_fault_in_a_short_form_is_told_where_the_author_wrote_it(text: str, code: str, at: str) -> None:
    whole = sheet(f"{{id: i, question: Q, statement: S, kind: event, {text}}}")
    _, faults = decode_tree(place_of(whole), FactSheet)
    assert [(one.code, one.span) for one in faults] == [(code, Span(PATH, 1, whole.index(at) + 1))]


def test_places_of_the_long_form_are_those_of_the_short_one() -> None:
    place = place_of("citation: {article: a, quote: three ferries}\nwhen: 2031-05\nnote:\n  text: N\n")
    steps = [
        (("citations",), "1:11", "1:1"),
        (("citations", 0), "1:11", "1:11"),
        (("citations", 0, "article"), "1:21", "1:12"),
        (("citations", 0, "quotes"), "1:31", "1:24"),
        (("citations", 0, "quotes", 0), "1:31", "1:31"),
        (("citations", 0, "quotes", 0, "exact"), "1:31", "1:31"),
        (("when", "edtf"), "2:7", "2:7"),
        (("note", "text"), "4:9", "4:3"),
        (("values",), "1:1", "1:1"),
        (("citations", 1, "article"), "1:11", "1:11"),
    ]
    for path, value, key in steps:
        found = Place(place.document, path)
        assert (path, str(found.span)[len(PATH) + 1 :], str(found.key_span)[len(PATH) + 1 :]) == (
            path, value, key
        )  # fmt: skip
    quote = Place(place.document, ("citations", 0, "quotes", 0, "exact"))
    assert quote.character(6) == Span(PATH, 1, 37)


# --- what to write ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "text", "fault"),
    [
        (
            ArticleRecord,
            f"{{{RECORD}, published: [2031-05-02]}}".replace("published: {edtf: 2031-05-02}, ", ""),
            "expected a mapping, found a list (write “published: 2031-05-02”)",
        ),
        (
            ArticleRecord,
            f"{{{RECORD}, date: 2 May 2031}}".replace("published: {edtf: 2031-05-02}, ", ""),
            "unknown key “date” (write “published: 2031-05-02”)",
        ),
        (
            ArticleRecord,
            f"{{{RECORD}, kind: report}}",
            "“kind” and “kinds” say the same (keep one of them)",
        ),
        (
            ArticleRecord,
            f"{{{RECORD}}}".replace("{edtf: 2031-05-02}", "2 May 2031"),
            "“2 May 2031” is not an EDTF date (write 2031-05-02)",
        ),
        (
            FactSheet,
            sheet(f"{{{CLAIM}, value: 700 boats}}"),
            "expected a mapping, found “700 boats” (write “values: [{amount: 700, unit: boats}]”)",
        ),
        (
            FactSheet,
            sheet(f"{{{CLAIM}, values: ['yes']}}"),
            "expected a mapping, found “yes” (write “values: [{answer: yes}]”)",
        ),
        (
            FactSheet,
            sheet(f"{{{CLAIM}, value: 2031-05}}"),
            "expected a mapping, found “2031-05” (write “values: [{edtf: 2031-05}]”)",
        ),
        (
            FactSheet,
            sheet(f"{{{CLAIM}, value: the 'Gull'}}"),
            "expected a mapping, found “the 'Gull'” (write “values: [{text: the 'Gull'}]”)",
        ),
        (
            FactSheet,
            sheet(f"{{{CLAIM}, retired: 2031-05-04}}"),
            ("expected a mapping, found “2031-05-04” "
            "(write “retired: {on: 2031-05-04, why: The office withdrew it.}”)"),
        ),
        (
            FactSheet,
            sheet("{id: i, question: Q, statement: S, kind: event, citation: 'three: ferries'}"),
            ("expected a mapping, found “three: ferries” "
            '(write “citations: [{article: herald-lund, quote: "three: ferries"}]”)'),
        ),
        (
            FactSheet,
            sheet("{id: i, question: Q, statement: S, kind: event, article: a, quote: q, says: claims}"),
            (
                "unknown key “article” (it stands in “citations”: "
                "write “citations: [{article: a, quote: opened on 3 May}]”)"
            ),
        ),
        (
            FactSheet,
            sheet(f"{{{CLAIM}, amount: 3}}"),
            "unknown key “amount” (it stands in “values”: write “values: [{amount: 3, unit: boats}]”)",
        ),
        (
            FactSheet,
            sheet("'id:i'"),
            "expected a mapping, found “id:i” (write a space behind the colon: “id: i”)",
        ),
        (
            FactSheet,
            f"{{title: T, sections: {{title: Boats, claims: [{{{CLAIM}}}]}}}}",
            "expected a list, found a mapping (begin each entry with “- ”, such as “- title: Boats”)",
        ),
        (Unit, "{name: boats, words: 'boat, boats'}",
            "expected a list, found “boat, boats” (write “words: [boat, boats]”)"),
        (Unit, "boats", "expected a mapping, found “boats” (write a mapping)"),
        (Entity, "{name: N, kind: [person]}", "expected one word, found a list (write “kind: person”)"),
        (SiteSpec, "{title: N, description: D}", "unknown key “title” (write “name: N”)"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_once_with_the_line_to_write(
    model: type[BaseModel], text: str, fault: str
) -> None:
    assert [one.split("]: ", 1)[1] for one in faults_of(model, text)] == [fault]


def shapes() -> Iterator[type[BaseModel]]:
    left: list[type[BaseModel]] = [Shape]
    while left:
        left += left.pop().__subclasses__()
        yield from left[-1:]


# They put the keys of claims into order, and are no shapes of their own.
BASES = {"AssertionSpec", "Asked", "Beside", "Identified", "Positions"}


def test_every_key_has_an_example_that_fits_it() -> None:
    for model in {one for one in shapes() if one.__module__.startswith("topicpages.sources.model.")}:
        if not model.model_fields or model.__name__ in BASES:
            continue
        keys = {field.alias or name for name, field in model.model_fields.items()}
        assert keys == EXAMPLES[model.__name__].keys(), model.__name__
        for key, example in EXAMPLES[model.__name__].items():
            if "…" in str(example):
                continue
            text = line(key, example)
            _, faults = decode_tree(place_of(text), model)
            assert [str(one) for one in faults if one.code not in {"missing-key", "bad-value"}] == [], text


def test_a_line_to_write_reads_back_as_what_was_meant() -> None:
    for example in ("a: b", "x # y", "[a]", "- a", "a, b", "'a'", '"a"', "@a", "yes: ", "a:", "a"):
        for written in (example, [example, example], {"key": example}):
            (read,) = [place_of(line("k", written)).document.tree]
            assert read == {"k": written}


# --- articles --------------------------------------------------------------------------------------------

FRONT = """\
---
publisher: harbour-post
published: {edtf: 2031-05-02}
kinds: [report]
text: TEXT
original:
  sha256: 1111111111111111111111111111111111111111111111111111111111111111
  passages:
    - {lines: 1, role: title}
    - {lines: 3, role: body, voice: commentary, unused: opinion}
---
"""


def passages_of(body: str, *, text: str = "notes") -> tuple[Passage, ...]:
    article, faults = read_article(SourceFile("a.md", FRONT.replace("TEXT", text) + body))
    assert faults == ()
    assert article is not None
    return article[1]


def test_paragraphs_are_numbered_placed_and_matched_with_their_rows() -> None:
    title, body = passages_of("\n\n  The title\nin two lines.\n \t \n\nThe body.\n\n")
    assert (title.number, title.role, title.text, title.span) == (
        1, "title", "The title\nin two lines.", Span("a.md", 14, 3)
    )  # fmt: skip
    assert (body.number, body.commentary, body.unused, body.lines) == (2, True, "opinion", (3, 3))
    assert body.span == Span("a.md", 18, 1)


def test_a_place_inside_a_passage_is_that_in_the_file() -> None:
    title, _ = passages_of("\n  One\n two\n\nBody.\n")
    assert [str(title.span_at(offset)) for offset in (0, 2, 4, 6)] == [
        "a.md:13:3", "a.md:13:5", "a.md:14:1", "a.md:14:3"
    ]  # fmt: skip


def test_a_full_text_needs_no_rows_and_marks_its_headings() -> None:
    found = passages_of("\n# Of boats\n\nThey sail.\n\n#\n", text="full")
    assert [(passage.role, passage.text, passage.lines) for passage in found] == [
        ("heading", "Of boats", None), ("body", "They sail.", None), ("body", "#", None)
    ]  # fmt: skip


def test_a_paragraph_of_the_longest_length_passes_and_a_longer_one_does_not() -> None:
    article, faults = read_article(
        SourceFile("a.md", FRONT.replace("TEXT", "notes") + f"T\n\n{'x' * MAX_PARAGRAPH}")
    )
    assert (article is not None, faults) == (True, ())
    _, faults = read_article(
        SourceFile("a.md", FRONT.replace("TEXT", "notes") + f"T\n\n{'x' * (MAX_PARAGRAPH + 1)}")
    )
    remedy = "(a note sums up one passage: shorten it)"
    long = "a.md:14:1: error[too-long]: a paragraph of more than 4,000 characters"
    assert [str(fault) for fault in faults] == [f"{long} {remedy}"]


def test_a_record_of_more_paragraphs_than_the_cap_is_refused() -> None:
    text = FRONT.replace("TEXT", "full")
    assert read_article(SourceFile("a.md", text + "x\n\n" * MAX_PARAGRAPHS))[1] == ()
    _, faults = read_article(SourceFile("a.md", text + "x\n\n" * 300_000))
    fault = "a.md:10012:1: error[too-long]: more than 5,000 paragraphs (make several records of it)"
    assert [str(fault) for fault in faults] == [fault]


@pytest.mark.parametrize("space", [" ", "\t", "\u3000", "\n"])
def test_a_megabyte_of_nothing_is_read_at_once(space: str) -> None:
    assert (
        read_article(SourceFile("a.md", FRONT.replace("TEXT", "full") + "x" + space * 300_000))[0] is not None
    )


@pytest.mark.parametrize("text", ["", "---", "---\n", "--- a\n---\n", "x\n---\n---\n", "\n---\na: 1\n---\n"])
def test_a_record_without_front_matter_is_refused(text: str) -> None:
    article, faults = read_article(SourceFile("a.md", text))
    assert article is None
    assert [str(fault) for fault in faults] == [
        "a.md:1:1: error[no-front-matter]: no front matter between two lines “---” (begin the record with it)"
    ]


# --- all files -------------------------------------------------------------------------------------------


def corpus_of(files: Mapping[str, str]) -> tuple[Corpus, list[str]]:
    corpus, faults = read_corpus({path: SourceFile(path, text) for path, text in sorted(files.items())})
    return corpus, [f"{fault.span} {fault.code}" for fault in faults]


def test_a_corpus_knows_the_files_of_which_it_lacks_something() -> None:
    corpus, faults = corpus_of(
        {
            "sources/site.yml": "{name: N, description: D}",
            "sources/units.yml": "boats: {nam: b}",
            "sources/wording.yml": "",
            "sources/facts/Big.yml": "{title: T, sections: []}",
            "sources/articles/a.md": "nothing",
            "sources/boats.yml": "{}",
        }
    )
    assert faults == [
        "sources/units.yml:1:9 unknown-key",
        "sources/boats.yml:1:1 stray-file",
        "sources/articles/a.md:1:1 no-front-matter",
        "sources/facts/Big.yml:1:22 empty-value",
    ]
    assert corpus.partial == {fault.split(":")[0] for fault in faults}
    assert (corpus.site.name, corpus.units, corpus.sheets, corpus.articles) == ("N", {}, {}, {})


@pytest.mark.parametrize("model", [FactSheet, ArticleRecord, Entity, OneValue])
@pytest.mark.parametrize("tree", ["a", "[]", "{}", "[[]]", "{a: {b: [c]}}", "''", ""])
def test_any_tree_is_a_model_or_a_list_of_faults(model: type[BaseModel], tree: Tree) -> None:
    value, faults = decode_tree(place_of(str(tree)), model)
    assert (value is None) == bool(faults)


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("{lat: 1, lon: 2, bassis: b}", "bassis", "basis"),
        ('{lat: 1, lon: 2, "Basis": b}', "Basis", "basis"),
        ("{lat: 1, lon: 2, basis: b, bassis: b}", "", ""),
        ('{lat: 1, lon: 2, "bass\\x69s": b}', "", ""),
        ("{lat: 1, lon: 2, ground: b}", "", ""),
    ],
)
def test_a_key_is_renamed_only_where_the_other_one_is_not(text: str, old: str, new: str) -> None:
    _, faults = decode_tree(place_of(text), Coordinates)
    fixes = [fix for fault in faults for fix in fault.fixes]
    assert [(fix.old, fix.new) for fix in fixes] == ([(old, new)] if old else [])
    assert all(text[fix.span.column - 1 :].startswith(old) for fix in fixes)


@pytest.mark.parametrize("written", ["satate", "'satate'", '"satate"', '"sat\\x61te"', ">-\n  satate"])
def test_a_value_is_fixed_where_a_line_has_it_letter_for_letter(written: str) -> None:
    text = f"name: A\nkind: {written}\n"
    _, faults = decode_tree(place_of(text), Entity)
    fixes = [fix for fault in faults for fix in fault.fixes]
    assert [fix.new for fix in fixes] == ([] if "x61" in written or ">" in written else ["state"])
    lines = text.split("\n")
    assert all(lines[fix.span.line - 1][fix.span.column - 1 :].startswith("satate") for fix in fixes)
