"""Finds the quotes of one private text, and says of what is known of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from topicpages.language import (
    NORMALISER_VERSION,
    Ambiguous,
    Located,
    Missing,
    Phrasebook,
    PreparedPassage,
    QuotePlace,
    TextMode,
    Verdict,
    locate,
    normalise,
    prepared_passage,
    quote_parts,
)
from topicpages.sources.article_reader import Passage
from topicpages.sources.model import Original, QuoteSpec
from topicpages.sources.originals import OriginalText
from topicpages.sources.private_texts.kept import (
    LONGEST_MARK,
    KeptPassage,
    KeptText,
    Span,
    note_hash,
    quote_key,
    read,
    rows_hash,
    written,
)
from topicpages.sources.private_texts.known import KnownWords, doubts_beside, known_words, sentence_ends
from topicpages.sources.private_texts.prints import prints

_ALWAYS_QUOTED = 4
# Similar words are looked for in so many characters in all, for quotes that long.
_MOST_SEARCHED, _LONGEST_SEARCHED = 1_000_000, 200


@dataclass(frozen=True, slots=True)
class NotRecorded:
    """The original is not here, and the lock does not know the quote.

    ``of_another`` tells that what it keeps is of another original, other passages or other rules of matching.
    """

    of_another: bool


@dataclass(frozen=True, slots=True, eq=False)
class PrivateText:
    """An article's passages as far as their words are known, and where each quote stands.

    Mappings by number have passages without a note that are quoted; offsets there count characters of the
    normalised passage.
    """

    passages: tuple[Passage, ...]
    without_note: frozenset[int]
    verdicts: Mapping[str, Verdict | NotRecorded]
    """What came of each quote, by its key; places are those in ``passages``."""
    places: Mapping[str, QuotePlace]
    """Where quotes stand in the original, if their passage has no note."""
    known: Mapping[int, KnownWords]
    words: Mapping[int, int]
    """How many words each passage has."""
    ends: Mapping[int, tuple[int, ...]]
    """Where the sentences of each passage end."""
    text: Mapping[int, str]
    """The passages in full, normalised; empty without the original. Nothing of it may be published."""
    original: OriginalText | None
    fresh: KeptText | None
    """What ``audit --record`` would keep; ``None`` without the original."""
    kept: KeptText | None
    """What the lock has."""

    def verdict(self, spec: QuoteSpec) -> Verdict | NotRecorded:
        """Return where a quote stands that was among those looked for."""
        return self.verdicts[quote_key(spec)]

    def quoted(self, number: int) -> int:
        """Return how many words of a passage are quoted."""
        known = self.known.get(number)
        return sum(len(run.split()) for run in known.runs) if known else 0

    def most_quoted(self, number: int) -> int:
        """Return how many words of a passage may be quoted: a third, or of a very short one a few."""
        return max(self.words.get(number, 0) // 3, _ALWAYS_QUOTED)

    @property
    def prepared(self) -> tuple[PreparedPassage, ...]:
        """The passages, ready for quotes to be found in them: in full where the original is."""
        return tuple(
            prepared_passage(passage.number, self.text[passage.number], TextMode.FULL)
            if passage.number in self.text
            else prepared_passage(passage.number, passage.text, TextMode.NOTES)
            for passage in self.passages
        )

    @property
    def prints(self) -> tuple[str, ...]:
        """The hashes by which the text is found under another outlet."""
        known = self.fresh or self.kept
        return tuple(known.prints.split()) if known else ()

    @property
    def is_recorded(self) -> bool:
        """Whether the lock has just what is known here."""
        return self.fresh is None or (
            self.kept is not None and self.fresh == self.kept.model_copy(update={"on": self.fresh.on})
        )


def private_text(
    passages: tuple[Passage, ...],
    record: Original,
    quotes: Iterable[QuoteSpec],
    *,
    original: OriginalText | None,
    kept: KeptText | None,
    names: Phrasebook,
) -> PrivateText:
    """Return what is known of a private text of which ``quotes`` are cited. Never raises.

    ``names`` are the registered ones: they may be told outside quotes.
    """
    specs = {quote_key(spec): spec for spec in quotes}
    stale = kept is not None and not kept.is_of(record.sha256, record.passages)
    usable = None if stale else kept
    if original is not None:
        source: _Original | _Lock = _Original(passages, original, names)
    else:
        source = _Lock(passages, usable, of_another=stale)
    found = {key: source.verdict(key, spec) for key, spec in specs.items()}
    without_note = frozenset(passage.number for passage in passages if not passage.text)
    located = {
        key: verdict.place
        for key, verdict in found.items()
        if isinstance(verdict, Located) and verdict.place.passage in without_note
    }
    kept_passages = source.kept(located)
    quoted: dict[int, list[tuple[Span, str]]] = {}
    for key, place in located.items():
        quoted.setdefault(place.passage, []).extend(
            zip(place.spans, quote_parts(specs[key].exact), strict=True)
        )
    known = {number: _known(kept_passages[number], quoted[number]) for number in sorted(quoted)}
    moved = {key: Located(_moved(place, known[place.passage])) for key, place in located.items()}
    return PrivateText(
        passages=tuple(_with_words(passage, known.get(passage.number)) for passage in passages),
        without_note=without_note,
        places=located,
        verdicts={**found, **moved},
        known=known,
        words=source.words,
        ends={number: _ends(kept_passages[number]) for number in known},
        text=source.text,
        original=original,
        fresh=source.fresh(record, kept_passages) if isinstance(source, _Original) else None,
        kept=kept,
    )


def _with_words(passage: Passage, known: KnownWords | None) -> Passage:
    return passage if known is None else replace(passage, text=known.text)


def _moved(place: QuotePlace, known: KnownWords) -> QuotePlace:
    return QuotePlace(place.passage, tuple(map(known.moved, place.spans)))


def _ends(passage: KeptPassage) -> tuple[int, ...]:
    return tuple(map(int, passage.ends.split()))


def _known(passage: KeptPassage, quoted: Iterable[tuple[Span, str]]) -> KnownWords:
    """Return the words that are known of a passage: what is quoted, and its marks."""
    return known_words(quoted, {int(at): word for at, word in passage.marks.items()}, _ends(passage))


class _Original:
    """The original is here."""

    def __init__(self, passages: tuple[Passage, ...], original: OriginalText, names: Phrasebook) -> None:
        self.names = names
        self.whole = "\n\n".join(original.between(passage.lines) for passage in passages if passage.lines)
        self.text = {
            passage.number: normalise(original.between(passage.lines)).text
            for passage in passages
            if passage.lines is not None and not passage.text
        }
        self.words = {number: len(text.split()) for number, text in self.text.items()}
        self._searched = 0
        self._notes = {str(one.number): note_hash(one.text) for one in passages if one.text}
        self._prepared = tuple(
            prepared_passage(passage.number, self.text.get(passage.number, passage.text), _mode(passage))
            for passage in passages
        )

    def verdict(self, _: str, spec: QuoteSpec) -> Verdict:
        nearby = len(spec.exact) <= _LONGEST_SEARCHED and self._searched < _MOST_SEARCHED
        found = locate(spec.exact, self._prepared, prefix=spec.prefix, suffix=spec.suffix, nearby=nearby)
        self._searched += len(self.whole) if isinstance(found, Missing) else 0
        return found

    def kept(self, located: Mapping[str, QuotePlace]) -> dict[int, KeptPassage]:
        """Return what is to be kept of each passage that is quoted."""
        return {
            number: self._kept(
                self.text[number],
                {key: place.spans for key, place in located.items() if place.passage == number},
            )
            for number in sorted({place.passage for place in located.values()})
        }

    def _kept(self, text: str, places: Mapping[str, tuple[Span, ...]]) -> KeptPassage:
        ends = sentence_ends(text)
        named = {
            start: text[start:end] for start, end, _ in self.names.find(text) if end - start <= LONGEST_MARK
        }
        marks = {**named, **doubts_beside(text, [span for spans in places.values() for span in spans], ends)}
        return KeptPassage(
            words=len(text.split()),
            ends=" ".join(map(str, ends)),
            marks={str(at): word for at, word in sorted(marks.items())},
            quotes={key: written(spans) for key, spans in sorted(places.items())},
        )

    def fresh(self, record: Original, passages: Mapping[int, KeptPassage]) -> KeptText:
        return KeptText(
            on=date.min,
            sha256=record.sha256,
            rows=rows_hash(record.passages),
            normaliser=NORMALISER_VERSION,
            prints=" ".join(prints(self.whole)),
            notes=self._notes,
            passages={str(number): passage for number, passage in passages.items()},
        )


class _Lock:
    """The original is not here, so what the lock keeps of it must do."""

    text: Mapping[int, str] = {}

    def __init__(self, passages: tuple[Passage, ...], kept: KeptText | None, *, of_another: bool) -> None:
        self._kept = {int(number): one for number, one in kept.passages.items()} if kept else {}
        self._of_another = of_another
        self.words = {number: passage.words for number, passage in self._kept.items()}
        self._noted = tuple(
            prepared_passage(passage.number, passage.text, TextMode.NOTES)
            for passage in passages
            if passage.text and kept and kept.notes.get(str(passage.number)) == note_hash(passage.text)
        )
        self._open = frozenset(passage.number for passage in passages if not passage.text)

    def verdict(self, key: str, spec: QuoteSpec) -> Verdict | NotRecorded:
        for number, passage in self._kept.items():
            spans = read(passage.quotes.get(key, ""))
            if number in self._open and [end - start for start, end in spans] == [
                len(part) for part in quote_parts(spec.exact)
            ]:
                return self._beside_notes(spec, QuotePlace(number, spans))
        found = self._in_notes(spec)
        return found if isinstance(found, Located) else NotRecorded(self._of_another)

    def _in_notes(self, spec: QuoteSpec) -> Verdict:
        return locate(spec.exact, self._noted, prefix=spec.prefix, suffix=spec.suffix, nearby=False)

    def _beside_notes(self, spec: QuoteSpec, place: QuotePlace) -> Verdict:
        """Return the place of a quote, unless a note that came later has the same words."""
        match self._in_notes(spec):
            case Located(other):
                return Ambiguous((place, other))
            case Ambiguous(others):
                return Ambiguous((place, *others))
            case _:
                return Located(place)

    def kept(self, _: Mapping[str, QuotePlace]) -> dict[int, KeptPassage]:
        """Return what the lock has kept of each passage."""
        return self._kept


def _mode(passage: Passage) -> TextMode:
    return TextMode.NOTES if passage.text else TextMode.FULL
