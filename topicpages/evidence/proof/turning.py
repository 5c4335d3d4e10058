"""Who says it, who acts and who is acted on, to what and from what: where a statement turns that round."""

import re
from collections.abc import Iterator, Sequence

from topicpages.evidence.proof.acting import actions
from topicpages.evidence.proof.items import Item, Misorder, Told, Turn, is_of_kind

_DIRECTION = re.compile(r"\b(to|from|by) (?:the |nearly |about |some )?$", re.IGNORECASE)
_FARTHEST = 20
_SENTENCE = re.compile("[;.?!] ")


def strange_speakers(statement: Told, quotes: Sequence[Told], free: frozenset[str]) -> Iterator[Misorder]:
    """Yield the parties that say something in the statement, though others do so in the quotes."""
    speaking = (item for quote in quotes for item in quote.speakers) if statement.speakers else ()
    spoken = frozenset[object]().union(*(item.key for item in speaking))
    for item in statement.speakers if spoken else ():
        if not item.key & (spoken | free):
            yield Misorder(item, item, Turn.SPEAKER)


def untold(statement: Told, quotes: Sequence[Told], named: frozenset[str]) -> Iterator[Misorder]:
    """Yield the parties whose word the quotes give, and that neither the statement nor ``named`` names."""
    known = frozenset[object](named).union(*(item.key for item in statement.parties))
    for item in (item for quote in quotes for item in quote.speakers):
        if not item.key & known:
            yield Misorder(item, item, Turn.UNTOLD)


def turned_parts(statement: Told, quotes: Sequence[Told]) -> Iterator[Misorder]:
    """Yield the parties that act in the statement and are acted on in all quotes that tell it, or reverse."""
    own = tuple(actions(statement.text))
    shown = [action for quote in quotes for action in actions(quote.text)] if own else []
    for action in own:
        alike = {other.part for other in shown if other.is_of(action)}
        if alike and action.part not in alike:
            text = statement.text.text[action.start : action.end]
            item = Item(action.party, text, action.start, action.end)
            yield Misorder(item, item, Turn.PART, action.verb.text)


def turned_directions(statement: Told, quotes: Sequence[Told]) -> Iterator[Misorder]:
    """Yield what the statement has behind “to”, and every quote behind “from”, or the reverse.

    Of figures also “by”: “cut by 5” is not “cut to 5”.
    """
    for item in (*statement.parties, *statement.figures):
        if word := _direction(statement, item):
            shown = ((quote, other) for quote in quotes for other in (*quote.parties, *quote.figures))
            there = {_direction(*one) for one in shown if one[1].key & item.key}
            if there and "" not in there and word not in there:
                yield Misorder(item, item, Turn.DIRECTION, word)


def turned_owners(statement: Told, quotes: Sequence[Told]) -> Iterator[Misorder]:
    """Yield the figures of a party in the statement that are another's in the quotes, where it has its own.

    “North lost 5 boats and South 9” does not say that North lost 9.
    """
    own = tuple(_owned(statement))
    shown = [owned for quote in quotes for owned in _owned(quote)] if own else []
    for item, parties in own:
        owners = [there for other, there in shown if other.key & item.key]
        is_owner = any(
            parties & there and not other.key & item.key and is_of_kind(other, item) for other, there in shown
        )
        if is_owner and owners and not any(parties & there for there in owners):
            yield Misorder(item, item, Turn.OWNER)


def _owned(told: Told) -> Iterator[tuple[Item, frozenset[object]]]:
    """Yield each figure with the parties between it and the figure before it, in its sentence."""
    text = told.text.text
    for number, item in enumerate(told.figures):
        before = (other.end for other in told.figures[:number] if is_of_kind(other, item))
        begin = max(before, default=0)
        stops = (found.end() for found in _SENTENCE.finditer(text, begin, item.start))
        begin = max((begin, *stops))
        parties = (party.key for party in told.parties if begin <= party.start and party.end <= item.start)
        if owners := frozenset[object]().union(*parties):
            yield item, owners


def _direction(told: Told, item: Item) -> str:
    found = _DIRECTION.search(told.text.text, max(0, item.start - _FARTHEST), item.start)
    is_figure = item in told.figures
    return found[1].lower() if found and (is_figure or found[1].lower() != "by") else ""
