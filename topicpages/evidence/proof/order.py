"""Who did what to whom, from what to what: the order of parties and figures in a statement and its quotes."""

import re
from collections.abc import Sequence
from itertools import combinations

from topicpages.evidence.proof.items import (
    SPEAKS,
    Item,
    Misorder,
    Told,
    are_equals,
    firsts,
    is_of_sort,
)
from topicpages.evidence.proof.turning import (
    strange_speakers,
    turned_directions,
    turned_owners,
    turned_parts,
    untold,
)
from topicpages.evidence.proof.vocabulary import Quoted

_MUTUAL = re.compile(r"\b(?:with|and|together|alongside)\b")
_TURNS = (turned_parts, turned_directions, turned_owners)
_CLAUSE = re.compile("[:;.?!] ")


def misordered(
    statement: Quoted,
    quotes: Sequence[Quoted],
    free: frozenset[str],
    *,
    listed: bool = True,
    named: frozenset[str] | None = None,
) -> tuple[Misorder, ...]:
    """Return the pairs of parties, or of figures of one sort, that the quotes have in another order.

    A passive turns the order round, in the statement or in the quote. Where no quote has both, the order in
    which the quotes are ``listed`` tells; if that says nothing, only one clause at a time has an order. Pairs
    that are named as equals have none, nor have the parties ``free``: places, and whose word it is; nor has
    what stands in quotation marks. Last come, if ``named`` is given, the parties whose word the quotes give
    and that neither the statement nor ``named`` names.
    """
    here, there = Told(statement), [Told(quote) for quote in quotes]
    found = list(strange_speakers(here, there, free))
    for items_of in (_parties, _figures):
        pairs = combinations(firsts(item for item in items_of(here) if _has_order(statement, item)), 2)
        for first, second in pairs:
            if first.key & second.key or free & (first.key | second.key) or not is_of_sort(first, second):
                continue
            if not listed and _CLAUSE.search(statement.text, first.end, second.start):
                continue
            shown = [(one.text, items_of(one)) for one in there]
            if not are_equals(statement, first.span, second.span) and not _is_shown(
                statement, first, second, shown, listed=listed
            ):
                found.append(Misorder(first, second))
    known = frozenset[object]().union(*(item.key for one in found for item in one.items))
    others = [turn for turns in _TURNS for turn in turns(here, there)]
    found += (one for one in others if not known & one.first.key)
    return (*found, *(untold(here, there, named) if named is not None else ()))


def _parties(text: Told) -> tuple[Item, ...]:
    return text.parties


def _figures(text: Told) -> tuple[Item, ...]:
    return text.figures


def _has_order(statement: Quoted, item: Item) -> bool:
    return not SPEAKS.match(statement.text, item.end) and not _is_in_marks(statement.text, item)


def _is_in_marks(text: str, item: Item) -> bool:
    return text.count('"', 0, item.start) % 2 == 1


def named_in_order(statement: Quoted) -> tuple[Item, ...]:
    """Return the parties and figures of ``statement``, each where it first stands."""
    items = (*firsts(Told(statement).parties), *firsts(Told(statement).figures))
    return tuple(sorted(items, key=lambda item: item.start))


def _is_shown(
    statement: Quoted,
    first: Item,
    second: Item,
    quotes: Sequence[tuple[Quoted, tuple[Item, ...]]],
    *,
    listed: bool,
) -> bool:
    """Tell whether a quote that has both has them in this order, or else the list of quotes."""
    orders = [
        _same_order((statement, first, second), (quote, one, other))
        for quote, items in quotes
        for one in items
        for other in items
        if one.key & first.key and other.key & second.key and one.start != other.start
    ]
    if orders or not listed:
        return not orders or any(orders)
    at_first = [at for at, (_, items) in enumerate(quotes) if any(item.key & first.key for item in items)]
    at_second = [at for at, (_, items) in enumerate(quotes) if any(item.key & second.key for item in items)]
    return not at_first or not at_second or min(at_first) <= min(at_second)


def _same_order(here: tuple[Quoted, Item, Item], there: tuple[Quoted, Item, Item]) -> bool:
    """Tell whether two items stand in the statement as in a quote, or as equals in both."""
    (statement, first, second), (quote, one, other) = here, there
    before, behind = (one, other) if one.start < other.start else (other, one)
    if are_equals(quote, before.span, behind.span) and _is_mutual(statement, first, second):
        return True
    is_turned = _is_passive(before, behind) != _is_passive(first, second)
    return (before is one) != is_turned


def _is_mutual(text: Quoted, before: Item, behind: Item) -> bool:
    """Tell whether what is said of the two holds of both: “A met with B”, “A and later B”."""
    return bool(_MUTUAL.search(text.text, before.end, behind.start))


def _is_passive(before: Item, behind: Item) -> bool:
    return behind.is_agent and not before.is_agent
