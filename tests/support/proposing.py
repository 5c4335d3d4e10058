"""An invented sheet on a ferry, and articles that it does not cite yet."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tests.support.evidence_samples import article, assessed, claim, library, sheet
from tests.support.subjects import invented
from topicpages.editing.suggesting import Proposal, proposals_as_objects, suggest
from topicpages.evidence.assessment.proving import Prover
from topicpages.language import TextMode, prepared
from topicpages.sources.library import Library

ENTITIES = (
    "coast-guard: {name: Coast Guard, kind: organisation}\n"
    "harbour-board: {name: Harbour Board, kind: organisation}\n"
    "ferry-line: {name: Ferry Line, kind: organisation}\n"
    "ada-lund: {name: Ada Lund, kind: person}\n"
    "ostby: {name: Ostby, kind: place}\n"
)
UNITS = (
    "passengers: {name: passengers, words: [passenger, passengers]}\n"
    "crowns: {name: crowns, words: [crown, crowns]}\n"
)
SAVED = claim(
    "saved",
    question="How many passengers were saved?",
    statement="The Coast Guard saved 41 passengers near Ostby.",
    values="[{amount: 41, unit: passengers, party: coast-guard}]",
    citations='[{article: one, quotes: ["the Coast Guard saved 41 passengers near Ostby"]}]',
)
FINED = claim(
    "fined",
    question="Who was fined?",
    statement="The Harbour Board fined the Ferry Line.",
    values="[]",
    citations='[{article: one, quotes: ["the Harbour Board fined the Ferry Line"]}]',
)
LEFT = claim(
    "left",
    question="When did the ferry leave?",
    statement="The ferry left the old pier on 3 February 2026.",
    values="[{edtf: 2026-02-03}]",
    citations='[{article: one, quotes: ["the ferry left the old pier on 3 February 2026"]}]',
)
ONE = article(
    "Of the rescue it tells that “the Coast Guard saved 41 passengers near Ostby” by night.",
    "Of the fine it tells in few words that “the Harbour Board fined the Ferry Line” for this.",
    "Of the day it tells that “the ferry left the old pier on 3 February 2026” at noon, and no more.",
)


def ferries(
    *notes: str, text: str = "notes", claims: Sequence[str] = (SAVED, FINED, LEFT), **articles: str
) -> Library:
    """Return a library in which the article “two” has ``notes`` and is not cited."""
    two = article(*notes, publisher="beta", text=text)
    records: Mapping[str, str] = {"one": ONE, "two": two, **articles}
    registries = {"entities": ENTITIES, "units": UNITS}
    return library(articles=records, sheets={"ferry": sheet(*claims)}, registries=registries)


def proposals(found: Library, key: str = "two") -> tuple[Proposal, ...]:
    """Return what is proposed for an article."""
    return suggest(found, assessed(found).prover, found.articles[key], found.articles[key].prepared)


def told(found: Library, key: str = "two") -> list[str]:
    """Return passage, relation, answer and quotes of each proposal for an article."""
    lines = []
    for one in proposals_as_objects(found, proposals(found, key)):
        citation = one["paste"] if "article" in one["paste"] else one["paste"]["citations"][0]
        lines.append(f"{one['passage']} {one['relation']} {one['claim']}: {citation['quotes']}")
    return lines


def relations(subject: str, text: str) -> dict[str, str]:
    """Return how a new article with ``text`` stands to each answer of an invented subject."""
    found, _ = invented(subject)
    passage = found.articles["one"].passages[0]
    new = replace(found.articles["one"], id="new", passages=(replace(passage, text=text),))
    ready = prepared([text], mode=TextMode.FULL)
    proposed = suggest(found, Prover(found), new, ready)
    return {one.answer.id: one.relation.value for one in proposed if one.answer}
