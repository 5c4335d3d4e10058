"""Prepares a library for the value proof: its names, units and parties, and each answer's requirements."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from topicpages.evidence import proof
from topicpages.evidence.assessment.attributing import in_marks, reporting
from topicpages.evidence.mentions import mentions_in
from topicpages.language import Figure, Names, Phrasebook, figures_in, normalise, parse_edtf, with_groups
from topicpages.sources import (
    OWN_VOICE,
    Assertion,
    AssertionSpec,
    Citation,
    Dating,
    EntityKind,
    Lead,
    Library,
    Part,
    Quote,
    ReadingSpec,
    Role,
    Says,
    Words,
)


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
        self.pairs = tuple(pair for pair, _ in declared(library) if not pair.bend)
        """The declared paraphrases; those that are refused carry nothing."""
        self.inert = frozenset(key for key, entity in library.entities.items() if entity.kind in _INERT)
        """The places and things, which act on nobody."""
        self.leads: dict[Lead, proof.Coverage] = {}
        """What the claims behind lead sentences carry of them, as far as it was asked for."""
        self._carried: dict[Citation, proof.Carried] = {}
        self._named: dict[str, frozenset[str]] = {}
        self._wordings: dict[str, proof.Wording] = {}
        self._said: dict[str, proof.Quoted] = {}
        self._without_outlets: dict[str, str] = {}

    def required(self, answer: Assertion) -> proof.Requirements:
        """Return what one citation must carry by itself to carry the whole answer.

        Beside figures and values these are all the entities that the statement names, and its words.
        """
        spec = answer.spec
        texts = [part.text for part in parts_of(spec) if isinstance(part, Words)]
        wordings = {proof.STATEMENT: self.wording(spec.statement)}
        wordings |= {f"the value “{text}”": self.wording(text) for text in texts}
        return proof.required(
            self.said(spec.statement),
            parts_of(spec),
            self.names,
            name_parties=True,
            wordings=wordings,
            pairs=self.may_lean(wordings.values(), (answer.id,)),
        )

    def wording(self, text: str) -> proof.Wording:
        """Return the words of ``text``; names, figures and what stands in quotation marks are proven else."""
        if text not in self._wordings:
            self._wordings[text] = self._wording(text)
        return self._wordings[text]

    def _wording(self, text: str) -> proof.Wording:
        folded = normalise(text).text
        outlets = [(start, end) for start, end, _ in self._outlets.find(folded)]
        said = self.said(text)
        if said.text != folded:  # with outlets, places are others
            said = proof.quoted(folded, self.vocabulary, self.names)
        proven = [
            *outlets,
            *reporting(folded, outlets),
            *in_marks(folded),
            *((mention.start, mention.end) for mention in self.mentions.found(folded)),
            *((figure.start, figure.end) for figure in said.figures),
            *proof.rate_spans(folded, said.figures),
        ]
        return proof.wording_of(folded, proven, said.units, names_outlet=bool(outlets))

    def lacking(self, required: proof.Requirements, citation: Citation) -> tuple[proof.Lack, ...]:
        """Return what ``citation`` does not carry, units and parties by their names.

        The voice is named by the citation itself.
        """
        lacks = proof.lacking(required, self.carried(citation))
        return tuple(
            replace(lack, text=self._in_words(lack))
            for lack in lacks
            if lack.need != proof.PartyNeed(citation.voice, proof.STATEMENT)
        )

    def explained(self, answer: Assertion, citation: Citation) -> tuple[proof.Lack, ...]:
        """Return the words that ``citation`` does not carry or that are left out, with what may be done."""
        required, carried = self.required(answer), self.carried(citation)
        return proof.words_lacking(required, carried, proof.covered(required, carried), explained=True)

    def may_lean(self, wordings: Iterable[proof.Wording], answers: Iterable[str]) -> tuple[proof.Pair, ...]:
        """Return the declared paraphrases of words in ``wordings`` that hold in one of ``answers``, by id."""
        wordings, answers = tuple(wordings), tuple(answers)
        return tuple(
            pair
            for pair in self.pairs
            if any(any(proof.places(pair.our_words, wording)) for wording in wordings)
            and any(pair.holds_in(answer) for answer in answers)
        )

    def misordered(self, answer: Assertion, citation: Citation) -> tuple[proof.Misorder, ...]:
        """Return the pairs of the statement that the quotes of ``citation`` have in another order.

        Places and things act on nobody; whose word it is stands anywhere; the sheet's own ``order`` is taken.
        """
        said = self.said(answer.spec.statement)
        free = self.inert.union({citation.voice, answer.spec.speaker or citation.voice})
        named = frozenset(filter(None, (answer.spec.speaker,))) if citation.voice == OWN_VOICE else None
        found = proof.misordered(said, self.carried(citation).quotes, free, named=named)
        settled = frozenset(map(self._order_key, answer.spec.order))
        return tuple(one for one in found if not all(settled & {*item.key, item.text} for item in one.items))

    def misordered_in(self, text: str, answers: Sequence[Assertion]) -> tuple[proof.Misorder, ...]:
        """Return the pairs of ``text`` that statements and quotes of ``answers`` have in another order."""
        behind = [self.said(answer.spec.statement) for answer in answers]
        cited = [citation for answer in answers for citation in answer.citations]
        behind += [quote for citation in cited for quote in self.carried(citation).quotes]
        speaking = {answer.spec.speaker for answer in answers if answer.spec.speaker}
        free = self.inert.union(speaking, (citation.voice for citation in cited))
        return proof.misordered(self.said(text), behind, free, listed=False)

    def said(self, statement: str) -> proof.Quoted:
        """Return ``statement`` with the figures, units and parties that it names, outlets apart."""
        if statement not in self._said:
            self._said[statement] = proof.quoted(self.without_outlets(statement), self.vocabulary, self.names)
        return self._said[statement]

    def _order_key(self, entry: str) -> str:
        return entry if self.vocabulary.is_party(entry) else normalise(entry).text

    def broken_order(self, answer: Assertion) -> str:
        """Return the first entry of the sheet's ``order`` that does not come next in the statement."""
        at = -1
        items = proof.named_in_order(self.said(answer.spec.statement))
        for entry in answer.spec.order:
            key = self._order_key(entry)
            places = [item.start for item in items if key in {*item.key, item.text}]
            if not places or places[0] <= at:
                return entry
            at = places[0]
        return ""

    def required_for_when(self, spec: AssertionSpec) -> proof.Requirements:
        """Return what shows that it was then; nothing when the editor infers it."""
        when = spec.when
        edtf = parse_edtf(when.edtf) if when and when.basis == "stated" else None
        values = [Dating(edtf, when.as_)] if when and edtf else []
        return proof.required(self.said(""), values, self.names)

    def carried(self, citation: Citation) -> proof.Carried:
        """Return what the quotes of ``citation`` that were found carry, its readings evaluated."""
        if citation not in self._carried:
            self._carried[citation] = proof.carried(
                [self._excerpt(citation, quote) for quote in citation.quotes],
                [_reading(reading) for reading in citation.spec.reads],
                parse_edtf(citation.article.record.published.edtf),
                self.names,
                self.vocabulary,
                # Of a voice the page says that it reports this.
                verb=_VERBS[citation.spec.says] + (" report" if citation.voice != OWN_VOICE else ""),
                days=citation.article.record.dates or "",
            )
        return self._carried[citation]

    def _excerpt(self, citation: Citation, quote: Quote) -> proof.Excerpt:
        passage = citation.article.passage(quote.passage)
        note = passage.text
        spans = tuple((part.start, part.end) for part in quote.found)
        return proof.Excerpt(
            quote.spec.exact, quote.passage, note, spans, self.named(note), _ROLES[passage.role]
        )

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
        if text not in self._without_outlets:
            folded = normalise(with_groups(text)).text
            for start, end, _ in reversed(self._outlets.find(folded)):
                folded = f"{folded[:start]}…{folded[end:]}"
            self._without_outlets[text] = folded
        return self._without_outlets[text]

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


def declared(library: Library) -> Iterator[tuple[proof.Pair, int]]:
    """Yield each declared paraphrase with its number among those of its word; some of them are refused."""
    for ours, group in library.paraphrases.root.items():
        for index, theirs in enumerate(group):
            yield proof.Pair(ours, theirs.word, theirs.in_ or ()), index


_INERT = frozenset((EntityKind.PLACE, EntityKind.EQUIPMENT, EntityKind.TREATY))
# How a voice says it stands beside the answer. “Reports” and “states” are the plain cases: a quote that has
# “reported” says more.
_VERBS = {
    Says.STATES: "",
    Says.REPORTS: "",
    Says.CLAIMS: "claim",
    Says.DENIES: "",
    Says.ESTIMATES: "estimate",
    Says.WARNS: "warn",
}
_ROLES = {
    Role.TITLE: "title headline",
    Role.DECK: "line under title",
    Role.HEADING: "heading",
    Role.BODY: "",
    Role.BULLET: "bullet list",
}


def parts_of(spec: AssertionSpec) -> list[Part]:
    """Return what the values of an answer are made of, as the proof takes it."""
    return [part for value in spec.values for part in value.parts()]


def _reading(spec: ReadingSpec) -> proof.Reading:
    return proof.Reading(spec.from_, spec.means, spec.by)
