"""Small falsehoods put into the real sheets are caught; the sheets as they are raise no alarm."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

import pytest

from tests.support.evidence_samples import TODAY
from tests.support.real_sheets import MOST, SEED, another, real
from topicpages.evidence.assessment import assess
from topicpages.evidence.checks import check
from topicpages.evidence.lock_file import Lock
from topicpages.language.figures import FigureKind
from topicpages.sources.library import Assertion, Claim, Section
from topicpages.sources.model import AmountValue, AnyValue, AssertionSpec

_NOT = re.compile(r"\b(?:not|never|no)\b ")
_HEDGE = re.compile(
    r"\b(?:over|nearly|about|almost|at least|more than|around|up to|no more than) (?=\d|[a-z]+ )"
)


@dataclass(frozen=True)
class Mutation:
    """An answer whose words or values were made false."""

    claim: Claim
    answer: Assertion
    spec: AssertionSpec

    def __str__(self) -> str:
        return f"{self.answer.id}: {self.spec.statement} {self.spec.values}"


def _with(claim: Claim, answer: Assertion, **changed: object) -> Mutation:
    return Mutation(claim, answer, answer.spec.model_copy(update=changed))


def _answers() -> Iterator[tuple[Claim, Assertion]]:
    library, _ = real()
    for claim in library.claims:
        for answer in claim.standing_assertions:
            yield claim, answer


def changed_figures() -> Iterator[Mutation]:
    """Each figure of each statement, a little greater."""
    _, prover = real()
    for claim, answer in _answers():
        text = answer.spec.statement
        for figure in prover.figures(text):
            changed = another(figure.text)
            if changed != figure.text:
                mutated = text[: figure.start] + changed + text[figure.end :]
                yield _with(claim, answer, statement=mutated)


def swapped_digits() -> Iterator[Mutation]:
    """Two different adjacent digits of a statement, exchanged: 157 becomes 175."""
    _, prover = real()
    for claim, answer in _answers():
        text = answer.spec.statement
        for figure in prover.figures(text):
            for match in re.finditer(r"(?=(\d)(\d))", figure.text):
                if match[1] == match[2] or figure.kind is not FigureKind.NUMBER:
                    continue
                at = figure.start + match.start()
                yield _with(claim, answer, statement=text[:at] + match[2] + match[1] + text[at + 2 :])


def dropped_qualifiers() -> Iterator[Mutation]:
    """A statement without its “nearly”."""
    _, prover = real()
    for claim, answer in _answers():
        text = answer.spec.statement
        for figure in prover.figures(text):
            bare = _HEDGE.sub("", figure.text)
            if figure.qualifier and bare != figure.text:
                yield _with(claim, answer, statement=text[: figure.start] + bare + text[figure.end :])


def changed_values() -> Iterator[Mutation]:
    """Each amount of each answer, one more."""
    for claim, answer in _answers():
        for index, value in enumerate(answer.spec.values):
            if isinstance(value, AmountValue) and value.amount is not None:
                yield _with_value(
                    claim, answer, index, value.model_copy(update={"amount": value.amount + Decimal(1)})
                )


def changed_parties() -> Iterator[Mutation]:
    """Each party of each value, exchanged for another."""
    for claim, answer in _answers():
        for index, value in enumerate(answer.spec.values):
            if isinstance(value, AmountValue) and value.party is not None:
                other = "ukraine" if value.party != "ukraine" else "russia"
                yield _with_value(claim, answer, index, value.model_copy(update={"party": other}))


def _with_value(claim: Claim, answer: Assertion, index: int, value: AnyValue) -> Mutation:
    values = (*answer.spec.values[:index], value, *answer.spec.values[index + 1 :])
    return _with(claim, answer, values=values)


def swapped_parties() -> Iterator[Mutation]:
    """Russia for Ukraine in a statement, and the other way round, one mention at a time."""
    pairs = (("Russia", "Ukraine"), ("Russian", "Ukrainian"), ("Moscow", "Kyiv"))
    for claim, answer in _answers():
        text = answer.spec.statement
        for one, other in (*pairs, *((other, one) for one, other in pairs)):
            for match in re.finditer(rf"\b{one}\b", text):
                yield _with(claim, answer, statement=text[: match.start()] + other + text[match.end() :])


def strangers() -> Iterator[Mutation]:
    """An entity of a statement, exchanged for one that no quote of it names."""
    library, prover = real()
    draw = random.Random(SEED)
    for claim, answer in _answers():
        text = answer.spec.statement
        known = prover.named(
            " ".join(quote.exact for citation in answer.spec.citations for quote in citation.quotes)
        )
        known |= {citation.voice for citation in answer.citations}
        others = [entity.name for key, entity in library.entities.items() if key not in known]
        for key in sorted(prover.named(text)):
            name = rf"\b{re.escape(library.entities[key].name)}\b"
            if re.search(name, text):
                yield _with(claim, answer, statement=re.sub(name, draw.choice(others), text, count=1))


def removed_negations() -> Iterator[Mutation]:
    """A statement without its “not”."""
    for claim, answer in _answers():
        text = answer.spec.statement
        for match in _NOT.finditer(text):
            yield _with(claim, answer, statement=text[: match.start()] + text[match.end() :])


def _faults(claim: Claim, answer: Assertion, spec: AssertionSpec) -> frozenset[str]:
    """Return the messages about a claim that has this one answer, changed or not."""
    library, _ = real()
    alone = replace(claim, assertions=(replace(answer, spec=spec),))
    topic = library.topics[claim.topic]
    small = replace(
        library,
        topics={topic.id: replace(topic, sections=(Section("x", (alone,)),), lead=(), pictures=())},
        articles={article.id: article for article in answer.articles},
    )
    evidence, found = assess(small, Lock(), TODAY)
    return frozenset(f"{fault.code} {fault.message}" for fault in (*found, *check(small, evidence)))


_SORTS = (
    changed_figures,
    swapped_digits,
    dropped_qualifiers,
    changed_values,
    changed_parties,
    swapped_parties,
    strangers,
    removed_negations,
)


@cache
def _faults_before(key: str) -> frozenset[str]:
    claim, answer = next(pair for pair in _answers() if pair[1].id == key)
    return _faults(claim, answer, answer.spec)


def _missed(mutations: list[Mutation]) -> list[str]:
    return [
        str(one)
        for one in mutations
        if _faults(one.claim, one.answer, one.spec) <= _faults_before(one.answer.id)
    ]


@pytest.mark.parametrize("mutate", _SORTS)
def test_a_small_falsehood_in_a_real_sheet_is_caught(mutate: Callable[[], Iterator[Mutation]]) -> None:
    mutations = list(mutate())
    random.Random(SEED).shuffle(mutations)
    assert _missed(mutations[:MOST]) == []


@pytest.mark.torture
@pytest.mark.parametrize("mutate", _SORTS)
def test_every_small_falsehood_in_the_real_sheets_is_caught(mutate: Callable[[], Iterator[Mutation]]) -> None:
    assert _missed(list(mutate())) == []


def test_there_is_something_to_make_false() -> None:
    # Sheets that name no party or figure would pass everything above.
    assert [sort.__name__ for sort in _SORTS if next(sort(), None) is None] == []
