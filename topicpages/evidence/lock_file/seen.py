"""Everything that a reader sees of a claim, as lines and as a hash."""

import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal

from topicpages.sources import OWN_VOICE, Article, Assertion, Citation, Claim, Library, ReadingSpec, Value


def lines(claim: Claim, library: Library) -> tuple[str, ...]:
    """Return what a reader sees of ``claim`` in the sheet's order, one “name: text” a line."""
    return tuple(_Lines(library).of(claim))


def fingerprint(claim: Claim, library: Library) -> str:
    """Return a hash over everything that a reader sees of ``claim``, its passages and cited articles too.

    Of an article that is also what its standing is counted from: kinds, origins, owner. Comments, line wraps
    and the order of keys in the sheet change nothing.
    """
    seen = [list(lines(claim, library))]
    cited = {citation for answer in claim.assertions for citation in answer.citations}
    for citation in sorted(cited, key=lambda one: (one.article.id, one.passages)):
        article = citation.article
        texts = [_text(article, number) for number in citation.passages]
        seen.append([article.label, article.publisher.name, article.record.published.edtf])
        seen.append([" ".join(text.split()) for text in texts])
        seen.append([*_of_passages(citation), *_of_article(article), *_of_origins(article, library)])
    return _hash(json.dumps(seen, ensure_ascii=False))


def paraphrase_fingerprint(states: tuple[str, ...]) -> str:
    """Return a hash over what a reviewer reads of a paraphrase."""
    return _hash(json.dumps(states, ensure_ascii=False))


def paraphrase_id(ours: str) -> str:
    """Return how ``review`` names the paraphrase of ``ours``: ``paraphrases/take-part``."""
    return f"paraphrases/{ours.replace(' ', '-')}"


def _text(article: Article, number: int) -> str:
    """Return what a passage says by itself; what is known of a private one changes with every claim."""
    if article.is_known_in_part(number) and article.record.original:
        return f"passage {number} of {article.record.original.sha256}"
    return article.passage(number).text


def _of_passages(citation: Citation) -> Iterator[str]:
    for number in citation.passages:
        passage = citation.article.passage(number)
        yield f"{passage.role} {passage.commentary}"


def _of_article(article: Article) -> Iterator[str]:
    record = article.record
    yield f"{record.url} {record.url_basis} {record.url_public}"
    yield f"withdrawn: {record.withdrawn}"
    yield f"owner: {article.publisher.owner}"
    yield f"kinds: {', '.join(record.kinds)}"
    yield "origins unknown" if record.origins is None else f"{len(record.origins)} origins"
    yield from (derivation.model_dump_json() for derivation in record.origins or ())


def _of_origins(article: Article, library: Library) -> Iterator[str]:
    """Yield the origins of an article, and theirs."""
    found: dict[str, None] = {}
    left = [derivation.origin for derivation in article.record.origins or ()]
    while left:
        key = left.pop()
        if key in library.origins and key not in found:
            found[key] = None
            left += library.origins[key].from_
    yield from (f"{key}: {library.origins[key].model_dump_json()}" for key in sorted(found))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def notes_hash(article: Article) -> str:
    """Return a hash over the notes of ``article`` and the lines that each belongs to."""
    return _hash(
        json.dumps(
            [
                [passage.lines, " ".join(_text(article, passage.number).split())]
                for passage in article.passages
            ]
        )
    )


class _Lines:
    """Writes claims out with the names that readers see in place of ids."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def of(self, claim: Claim) -> Iterator[str]:
        spec = claim.spec
        yield f"question: {spec.question}"
        for answer in claim.assertions:
            before = f"{answer.position}: " if answer.position else ""
            yield from (before + line for line in self._answer(answer))
        if spec.where:
            yield f"where: {', '.join(map(self.entity, spec.where))}"
        if spec.differs_by:
            yield f"differs by: {', '.join(spec.differs_by)}"
        if spec.note:
            yield f"{'note from outside' if spec.note.outside else 'note'}: {spec.note.text}"
        if spec.see:
            yield f"see: {', '.join(spec.see)}"
        if spec.self_contradicts:
            yield f"self-contradicts: {', '.join(spec.self_contradicts)}"

    def _answer(self, answer: Assertion) -> Iterator[str]:
        spec = answer.spec
        yield f"statement: {spec.statement}"
        yield f"kind: {spec.kind}"
        if spec.when:
            parts = (spec.when.edtf, spec.when.as_, spec.when.basis, spec.when.why)
            yield f"when: {', '.join(part for part in parts if part)}"
        if spec.as_of:
            yield f"as of: {spec.as_of}"
        if spec.stale_after:
            yield f"stale after: {spec.stale_after}"
        if spec.speaker:
            yield f"speaker: {self.entity(spec.speaker)}"
        yield from (f"value: {self._value(value)}" for value in spec.values)
        yield from (f"cites: {self._citation(citation)}" for citation in answer.citations)
        for variant in spec.variants:
            yield f"variant: {variant.article} “{variant.quote}” omits {variant.omits}"
        if spec.retired:
            yield f"retired: {spec.retired.on}, {spec.retired.why}"
        if spec.order:
            yield f"order: {', '.join(map(self.entity, spec.order))}"

    def _citation(self, citation: Citation) -> str:
        spec = citation.spec
        voice = "" if spec.voice == OWN_VOICE else f" voice {self.entity(spec.voice)}"
        exact = " ".join(f"“{quote.exact}”" for quote in spec.quotes)
        reads = "".join(f"; {self._reading(reading)}" for reading in spec.reads)
        return f"{spec.article} {spec.says}{voice} {exact}{reads}"

    def _reading(self, reading: ReadingSpec) -> str:
        words = " ".join(f"“{word}”" for word in reading.from_)
        return f"{words} means {', '.join(map(self.entity, reading.means))} by {reading.by}"

    def _value(self, value: Value) -> str:
        return ", ".join(f"{key} {_plain(part)}" for key, part in sorted(value.shown(self).items()))

    def unit(self, key: str) -> str:
        """Return the name of a unit."""
        return self.library.units[key].name if key in self.library.units else key

    def entity(self, key: str) -> str:
        """Return how an entity is spoken of."""
        entity = self.library.entities.get(key)
        return entity.spoken if entity else key


def _plain(part: object) -> object:
    """Return a number without the zeros behind its decimal point, which say nothing."""
    return f"{part.normalize():f}" if isinstance(part, Decimal) else part
