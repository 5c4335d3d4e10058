"""The index of the search over claims, and the library that reads it in the browser.

The library is lunr, which comes with MkDocs from the lock; it is copied, never committed. Both are classic
scripts: unlike JSON and modules, browsers also load these from a disk.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path

from topicpages.evidence import ClaimEvidence, Evidence, Prover
from topicpages.pages.render.addresses import Addresses, topic_page
from topicpages.sources import Claim, Library

FOLDER = "search-index"
_LUNR = ("mkdocs.contrib.search", "templates/search/lunr.js")


@dataclass(frozen=True, slots=True)
class ShownStanding:
    """The shape and the word of a standing."""

    slug: str
    word: str


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """A claim as the search knows it; ``url`` is below the site's base, ``names`` are not shown."""

    url: str
    question: str
    answers: tuple[str, ...]
    topic: str
    section: str
    standings: tuple[ShownStanding, ...]
    sources: tuple[str, ...]
    names: str = ""
    note: str = ""


def search_records(library: Library, evidence: Evidence, *, addresses: Addresses) -> tuple[SearchRecord, ...]:
    """Return a record for each claim with an answer that stands, in reading order."""
    return tuple(
        SearchRecord(
            url=f"{addresses.published(topic_page(claim.topic))}#{claim.anchor}",
            question=claim.spec.question,
            answers=tuple(assertion.spec.statement for assertion in claim.standing_assertions),
            topic=topic.sheet.title,
            section=section.title,
            standings=_standings(evidence.claims[claim.id]),
            sources=_sources(claim),
            names=" ".join(_names(claim, library, evidence.prover)),
            note=claim.spec.note.text if claim.spec.note else "",
        )
        for topic in library.topics.values()
        for section in topic.sections
        for claim in section.claims
        if claim.standing_assertions
    )


def search_files(records: Iterable[SearchRecord]) -> Mapping[str, str]:
    """Return the files of the search by their path below the site: the library and the index."""
    claims = json.dumps(
        {"claims": [asdict(record) for record in records]}, ensure_ascii=False, separators=(",", ":")
    )
    # Inside a script nothing of a claim may end it or break a line.
    for character in "<>&\u2028\u2029":
        claims = claims.replace(character, f"\\u{ord(character):04x}")
    return {
        f"{FOLDER}/claims.js": f"globalThis.topicSearch={claims};\n",
        f"{FOLDER}/lunr.js": _lunr(),
    }


def _lunr() -> str:
    """Return the source of lunr; found by its module's file, which the successors of MkDocs have too."""
    package, path = _LUNR
    return Path(str(import_module(package).__file__)).parent.joinpath(path).read_text("utf-8")


def _standings(evidence: ClaimEvidence) -> tuple[ShownStanding, ...]:
    shown = (
        ShownStanding(answer.standing.value, answer.standing.word)
        for answer in evidence.answers
        if answer.assertion.spec.retired is None
    )
    return tuple(dict.fromkeys(shown))


def _sources(claim: Claim) -> tuple[str, ...]:
    articles = (article for assertion in claim.standing_assertions for article in assertion.articles)
    return tuple(
        dict.fromkeys(article.publisher.name for article in articles if not article.record.withdrawn)
    )


def _names(claim: Claim, library: Library, prover: Prover) -> Iterator[str]:
    """Yield every way to write the entities and units of ``claim`` that it may not use itself.

    Entities inside longer names are among them: Poland in “Polish airspace”.
    """
    texts = (claim.spec.question, *(assertion.spec.statement for assertion in claim.standing_assertions))
    named = prover.mentions.of_claim(claim).union(*map(prover.named, texts))
    for key in sorted(named & library.entities.keys()):
        yield from (*library.entities[key].wordings, *library.entities[key].spellings)
    values = (value for assertion in claim.standing_assertions for value in assertion.spec.values)
    for unit in sorted({unit for value in values for unit in value.unit_ids} & library.units.keys()):
        yield from (library.units[unit].name, *library.units[unit].words)
