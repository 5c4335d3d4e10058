"""Finds the entities that texts name."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from topicpages.language import Phrasebook, normalise
from topicpages.sources import OWN_VOICE, Assertion, Claim, Entity, Library

_NOBODY = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters ``start`` to ``end`` (excluded) of a text name the entity ``entity``."""

    entity: str
    start: int
    end: int


class Mentions:
    """Finds names, aliases and adjectives of entities as whole words; the longest name wins.

    A name in ``others`` that holds one of an entity is no mention: “The Washington Times” is no capital.
    """

    def __init__(self, entities: Mapping[str, Entity], *, others: Iterable[str] = ()) -> None:
        owned = ((name, key) for key, entity in entities.items() for name in entity.wordings)
        self._book = Phrasebook((*owned, *((name, _NOBODY) for name in others)))
        adjectives = (word for entity in entities.values() for word in entity.adjectives)
        self._adjectives = frozenset(normalise(word).text for word in adjectives)

    def found(self, text: str) -> Iterator[Mention]:
        """Yield every mention in ``text``, from left to right."""
        folded = normalise(text)
        for start, end, owner in self._book.find(folded.text):
            if owner != _NOBODY:
                yield Mention(owner, *folded.raw_span(start, end))

    def first_names(self, text: str, *, but: frozenset[str] = frozenset()) -> tuple[Mention, ...]:
        """Return the first mention of each entity by a name or alias, without those in ``but``."""
        first: dict[str, Mention] = {}
        for mention in self.found(text):
            word = normalise(text[mention.start : mention.end]).text
            if mention.entity not in but and word not in self._adjectives:
                first.setdefault(mention.entity, mention)
        return tuple(first.values())

    def of_answer(self, assertion: Assertion) -> frozenset[str]:
        """Return the entities that an answer names in its words, values, speaker or voices."""
        spec = assertion.spec
        named = {mention.entity for mention in self.found(spec.statement)}
        named.update(party for value in spec.values for party in value.party_ids)
        named.update(citation.voice for citation in assertion.citations if citation.voice != OWN_VOICE)
        return frozenset(named | ({spec.speaker} if spec.speaker else set()))

    def of_claim(self, claim: Claim) -> frozenset[str]:
        """Return the entities that a claim's question, places or any of its answers name."""
        named = {mention.entity for mention in self.found(claim.spec.question)} | set(claim.spec.where)
        return frozenset(named.union(*map(self.of_answer, claim.assertions)))


def mentions_in(library: Library) -> Mentions:
    """Return what finds the entities of ``library``; outlets and origins are names of their own."""
    outlets = [publisher.name for publisher in library.publishers.values()]
    short = [name.removeprefix("The ") for name in outlets]
    origins = [origin.name for origin in library.origins.values()]
    return Mentions(library.entities, others=[*outlets, *short, *origins])


def claims_by_entity(library: Library, mentions: Mentions) -> Mapping[str, tuple[Claim, ...]]:
    """Return the claims that name each entity, in reading order; entities that none names are left out."""
    found: dict[str, list[Claim]] = {}
    for claim in library.claims:
        for entity in sorted(mentions.of_claim(claim) & library.entities.keys()):
            found.setdefault(entity, []).append(claim)
    return {entity: tuple(claims) for entity, claims in sorted(found.items())}
