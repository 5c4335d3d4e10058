"""Each kind of value says how it is proven, compared and shown, and no other stage knows the kinds."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import ClassVar

import pytest
from pydantic import TypeAdapter

from tests.support.evidence_samples import library
from topicpages.evidence.assessment.compare import Fit, comparable, compared
from topicpages.evidence.assessment.proving import parts_of
from topicpages.evidence.lock_file.seen import lines
from topicpages.language import Qualifier, parse_edtf
from topicpages.sources.model import (
    KINDS,
    Amount,
    AnyValue,
    Aspect,
    AssertionSpec,
    ClaimKind,
    Compared,
    Dating,
    Part,
    Parties,
    TextValue,
    Value,
    Words,
)
from topicpages.sources.model.values import Days, Interval, Same

VALUES: TypeAdapter[Value] = TypeAdapter(AnyValue)


def dating(text: str, as_stated: str | None = None) -> Dating:
    edtf = parse_edtf(text)
    assert edtf is not None
    return Dating(edtf, as_stated)


@dataclass
class Registry:
    """Knows some ids, and notes what was looked up where."""

    known: frozenset[str]
    asked: list[tuple[str, str, tuple[str | int, ...]]] = field(default_factory=list)

    def is_party(self, key: str, *steps: str | int) -> bool:
        self.asked.append(("party", key, steps))
        return key in self.known

    def is_unit(self, key: str, *steps: str | int) -> bool:
        self.asked.append(("unit", key, steps))
        return key in self.known


class Loud:
    """Names everything in capitals."""

    def entity(self, key: str) -> str:
        return key.upper()

    def unit(self, key: str) -> str:
        return f"{key.upper()}S"


ONE = Decimal(1)
ABOUT = Compared(Aspect.AMOUNT, ("boat", "north"), Interval(Decimal("0.9"), Decimal("1.1")))


@pytest.mark.parametrize(
    ("raw", "parts", "extents", "shown"),
    [
        (
            {"amount": 1, "unit": "boat", "party": "north", "qualifier": "about"},
            [Amount(ONE, ONE, "boat", Qualifier.ABOUT, "north")],
            [ABOUT],
            {"amount": ONE, "unit": "BOATS", "party": "NORTH", "qualifier": Qualifier.ABOUT},
        ),
        (
            {"min": 1, "unit": "boat"},
            [Amount(ONE, None, "boat")],
            [Compared(Aspect.AMOUNT, ("boat", ""), Interval(ONE, None))],
            {"min": ONE, "unit": "BOATS"},
        ),
        (
            {"edtf": "2031-05", "as": "May"},
            [dating("2031-05", "May")],
            [Compared(Aspect.DATE, ("edtf",), Days(dating("2031-05").edtf))],
            {"edtf": "2031-05", "as": "May"},
        ),
        (
            {"start": "2031", "end": "2032", "as": "then"},
            [dating("2031", "then"), dating("2032")],
            [
                Compared(Aspect.DATE, ("start",), Days(dating("2031").edtf)),
                Compared(Aspect.DATE, ("end",), Days(dating("2032").edtf)),
            ],
            {"start": "2031", "end": "2032", "as": "then"},
        ),
        (
            {"parties": ["north", "south"]},
            [Parties(("north", "south"))],
            [Compared(Aspect.PARTIES, ("parties",), Same(frozenset({"north", "south"})))],
            {"parties": "NORTH and SOUTH"},
        ),
        ({"answer": "no"}, [], [Compared(Aspect.ANSWER, ("answer",), Same("no"))], {"answer": "no"}),
        (
            {"text": "Quite so."},
            [Words("Quite so.")],
            [Compared(Aspect.TEXT, ("text",), Same("quite so"))],
            {"text": "Quite so."},
        ),
    ],
)
def test_a_value_says_how_it_is_proven_compared_and_shown(
    raw: dict[str, object], parts: list[Part], extents: list[Compared], shown: dict[str, object]
) -> None:
    value = VALUES.validate_python(raw)
    assert list(value.parts()) == parts
    assert list(value.compared()) == extents
    assert value.shown(Loud()) == shown


def test_every_kind_is_among_the_examples() -> None:
    assert [kind.__name__ for kind in KINDS.values()] == [
        "AmountValue",
        "DateValue",
        "PeriodValue",
        "PartiesValue",
        "AnswerValue",
        "TextValue",
    ]


@pytest.mark.parametrize(
    ("raw", "left", "asked"),
    [
        (
            {"amount": 1, "unit": "boat", "party": "moon"},
            {"amount": 1, "unit": "boat"},
            [("party", "moon", ("party",)), ("unit", "boat", ("unit",))],
        ),
        ({"amount": 1, "unit": "stone"}, {"text": "…"}, [("unit", "stone", ("unit",))]),
        (
            {"parties": ["moon", "north"]},
            {"parties": ["north"]},
            [("party", "moon", ("parties", 0)), ("party", "north", ("parties", 1))],
        ),
        ({"answer": "yes"}, {"answer": "yes"}, []),
    ],
)
def test_ids_that_name_nothing_are_left_out_and_each_is_looked_up_at_its_place(
    raw: dict[str, object], left: dict[str, object], asked: list[tuple[str, str, tuple[str | int, ...]]]
) -> None:
    registry = Registry(frozenset({"boat", "north"}))
    assert VALUES.validate_python(raw).registered(registry) == VALUES.validate_python(left)
    assert registry.asked == asked


class Share(Value):
    """A kind that the program does not have: a part of a hundred."""

    DEFINED_BY: ClassVar[tuple[tuple[str, ...], ...]] = (("share",),)

    share: int

    def parts(self) -> Iterator[Part]:
        yield Amount(Decimal(self.share), Decimal(self.share), "percent")

    def compared(self) -> Iterator[Compared]:
        yield Compared(Aspect.AMOUNT, ("share",), Same(self.share))


def answer(value: Value) -> AssertionSpec:
    shape = {"statement": "x", "kind": ClaimKind.EVENT, "citations": [{"article": "a", "quotes": ["q"]}]}
    return AssertionSpec.model_validate(shape).model_copy(update={"values": (value,)})


def test_a_new_kind_is_proven_compared_and_reviewed_without_a_change_elsewhere() -> None:
    half, third = answer(Share(share=50)), answer(Share(share=33))
    assert parts_of(half) == [Amount(Decimal(50), Decimal(50), "percent")]
    assert compared(comparable(half), comparable(third), {}) is Aspect.AMOUNT
    assert compared(comparable(half), comparable(half), {}) is Fit.COMPATIBLE
    assert compared(comparable(half), comparable(answer(TextValue(text="half"))), {}) is Fit.INCOMPARABLE
    known = library()
    claim = next(iter(known.claims))
    changed = replace(claim, assertions=(replace(claim.assertions[0], spec=half),))
    told = lines(changed, known)
    assert [line for line in told if line.startswith("value: ")] == ["value: share 50"]
