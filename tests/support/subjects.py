"""Three invented subjects: an accident, a budget and an election, each with a sheet that its quotes carry."""

import json
from collections.abc import Iterator, Mapping
from functools import cache

from tests.support.evidence_samples import TODAY, article, claim, library, sheet
from topicpages.evidence.assessment import Evidence, assess
from topicpages.evidence.lock_file import Lock
from topicpages.sources.library import Library

_ACCIDENT = """
the ferry left Ostby shortly before the storm reached it
the Coast Guard saved 41 of the passengers -> The Coast Guard saved 41 passengers.
several of the lifeboats were damaged -> Several lifeboats were damaged.
the captain denied that he had ignored a warning
the Harbour Board accused the Ferry Line of a delay
the Harbour Board fined the Ferry Line -> The Ferry Line was fined by the Harbour Board.
the Ferry Line plans to replace the radar
the engine had not been inspected since 2019
only a part of the crew could swim
the ferry may be raised if the weather allows it
"""
_BUDGET = """
the Council cut its debt from 916 million to 550 million crowns
the Council agreed to raise the toll
the tax on boats will fall until 2030
the Treasury lent the Council €3m -> The Treasury lent the Council 3 million euros.
nearly all of the schools get more money -> Nearly all schools get more money.
the Treasury rejected a plan of the Harbour Board
the Harbour Board spends 700 crowns a day
spending rose by 4% despite the strike
the Council reportedly sold the old mill
"""
_ELECTION = """
the Reform Party lost 7 of its seats -> The Reform Party lost 7 seats.
in Ostby the Farmers League beat the Reform Party -> The Farmers League beat the Reform Party in Ostby.
the Farmers League defeated the Reform Party -> The Reform Party was defeated by the Farmers League.
most of the voters supported the bridge -> Most voters supported the bridge.
no party won a majority
turnout fell from 71% to 63%
the Farmers League offered to form a government with the Reform Party
the Reform Party refused because it opposes the bridge
the first count was wrong and was repeated after a week
two thirds of people voted early
"""
SUBJECTS: Mapping[str, str] = {"accident": _ACCIDENT, "budget": _BUDGET, "election": _ELECTION}

_ENTITIES = (
    "coast-guard: {name: Coast Guard, kind: organisation}\n"
    "harbour-board: {name: Harbour Board, kind: organisation}\n"
    "ferry-line: {name: Ferry Line, kind: organisation}\n"
    "council: {name: Council, kind: organisation}\n"
    "treasury: {name: Treasury, kind: organisation}\n"
    "reform-party: {name: Reform Party, kind: organisation}\n"
    "farmers-league: {name: Farmers League, kind: organisation}\n"
    "ostby: {name: Ostby, kind: place}\n"
)
_UNITS = (
    "crowns: {name: crowns, words: [crown, crowns]}\n"
    "euros: {name: euros, words: [euro, euros]}\n"
    "passengers: {name: passengers, words: [passenger, passengers]}\n"
    "people: {name: people, words: [people]}\n"
    "seats: {name: seats, words: [seat, seats]}\n"
)
_NOTE = (
    "Here the report tells at some length, mostly in words that are not quoted, how it went: “{}”, it says."
)


def _pairs(subject: str) -> Iterator[tuple[str, str]]:
    """Yield statement and quote; a line without “->” is the quote of the same sentence."""
    for line in SUBJECTS[subject].strip().splitlines():
        quote, _, statement = line.partition(" -> ")
        yield statement or f"{quote[0].upper()}{quote[1:]}.", quote


@cache
def invented(subject: str) -> tuple[Library, Evidence]:
    """Return the linked sheet of an invented subject, and its evidence."""
    pairs = list(_pairs(subject))
    claims = [
        claim(
            f"c{number}",
            question="What of it?",
            statement=statement,
            values="[]",
            citations=json.dumps([{"article": "one", "quotes": [quote]}], ensure_ascii=False),
        )
        for number, (statement, quote) in enumerate(pairs, start=1)
    ]
    record = article(*(_NOTE.format(quote) for _, quote in pairs))
    found = library(
        articles={"one": record},
        sheets={"topic": sheet(*claims)},
        registries={"entities": _ENTITIES, "units": _UNITS},
    )
    return found, assess(found, Lock(), TODAY)[0]
