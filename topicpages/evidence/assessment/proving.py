"""Prepares a library for the value proof: its names, units and parties, and each answer's requirements."""

from collections.abc import Iterator
from dataclasses import replace

from topicpages.evidence import proof
from topicpages.evidence.mentions import mentions_in
from topicpages.language import Figure, Names, Phrasebook, figures_in, normalise, parse_edtf
from topicpages.sources import AssertionSpec, Citation, Dating, Library, Part, Quote, ReadingSpec

_STATEMENT = "the statement"


class Prover:
    """Proves answers of one library; build one for a whole run."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.vocabulary = proof.Vocabulary(
            (proof.UnitWords(key, unit.words, unit.wider) for key, unit in library.units.items()),
            (proof.PartyWords(key, entity.wordings) for key, entity in library.entities.items()),
        )
        self.mentions = mentions_in(library)
        self._outlets = Phrasebook(_outlet_names(library))
        self.names = Names(_registered_names(library))
        self._carried: dict[Citation, proof.Carried] = {}
        self._named: dict[str, frozenset[str]] = {}

    def required(self, spec: AssertionSpec) -> proof.Requirements:
        """Return what one citation must carry by itself to carry the whole answer.

        Beside figures and values these are all the entities that the statement names.
        """
        return proof.required(
            self.without_outlets(spec.statement),
            parts_of(spec),
            self.names,
            self.vocabulary,
            name_parties=True,
        )

    def lacking(self, required: proof.Requirements, citation: Citation) -> tuple[proof.Lack, ...]:
        """Return what ``citation`` does not carry, units and parties by their names.

        The voice is named by the citation itself.
        """
        lacks = proof.lacking(required, self.carried(citation))
        return tuple(
            replace(lack, text=self._in_words(lack))
            for lack in lacks
            if lack.need != proof.PartyNeed(citation.voice, _STATEMENT)
        )

    def required_for_when(self, spec: AssertionSpec) -> proof.Requirements:
        """Return what shows that it was then; nothing when the editor infers it."""
        when = spec.when
        edtf = parse_edtf(when.edtf) if when and when.basis == "stated" else None
        values = [Dating(edtf, when.as_)] if when and edtf else []
        return proof.required("", values, self.names, self.vocabulary)

    def carried(self, citation: Citation) -> proof.Carried:
        """Return what the quotes of ``citation`` that were found carry, its readings evaluated."""
        if citation not in self._carried:
            self._carried[citation] = proof.carried(
                [self._excerpt(citation, quote) for quote in citation.quotes],
                [_reading(reading) for reading in citation.spec.reads],
                parse_edtf(citation.article.record.published.edtf),
                self.names,
                self.vocabulary,
            )
        return self._carried[citation]

    def _excerpt(self, citation: Citation, quote: Quote) -> proof.Excerpt:
        note = citation.article.passage(quote.passage).text
        spans = tuple((part.start, part.end) for part in quote.found)
        return proof.Excerpt(quote.spec.exact, quote.passage, note, spans, self.named(note))

    def named(self, text: str) -> frozenset[str]:
        """Return the entities that ``text`` names; a party in the name of an outlet is not named."""
        if text not in self._named:
            mentions = self.vocabulary.parties_in(self.without_outlets(text))
            self._named[text] = frozenset[str]().union(*(ids for _, _, ids in mentions))
        return self._named[text]

    def outlets(self, text: str) -> frozenset[str]:
        """Return the publishers that ``text`` names."""
        return frozenset(key for _, _, key in self._outlets.find(normalise(text).text))

    def without_outlets(self, text: str) -> str:
        """Return ``text`` normalised, with “…” for each name of an outlet (“The Washington Times”)."""
        text = normalise(text).text
        for start, end, _ in reversed(self._outlets.find(text)):
            text = f"{text[:start]}…{text[end:]}"
        return text

    def figures(self, text: str) -> tuple[Figure, ...]:
        """Return the figures of ``text``; those inside registered names are none."""
        return figures_in(text, names=self.names)

    def _in_words(self, lack: proof.Lack) -> str:
        if lack.missing is proof.LackKind.PARTY and lack.text in self.library.entities:
            return self.library.entities[lack.text].name
        if lack.missing is proof.LackKind.UNIT and lack.text in self.library.units:
            return self.library.units[lack.text].name
        return lack.text


def _outlet_names(library: Library) -> Iterator[tuple[str, str]]:
    for key, publisher in library.publishers.items():
        yield publisher.name, key
        yield publisher.name.removeprefix("The "), key


def _registered_names(library: Library) -> Iterator[str]:
    for entity in library.entities.values():
        yield from entity.wordings
    yield from (publisher.name for publisher in library.publishers.values())
    yield from (origin.name for origin in library.origins.values())


def parts_of(spec: AssertionSpec) -> list[Part]:
    """Return what the values of an answer are made of, as the proof takes it."""
    return [part for value in spec.values for part in value.parts()]


def _reading(spec: ReadingSpec) -> proof.Reading:
    return proof.Reading(spec.from_, spec.means, spec.by)
