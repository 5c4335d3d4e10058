"""The rules of an audit: words, figures, runs and lines."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from topicpages.diagnostics import Diagnostic, Span, has_errors
from topicpages.evidence.audit.published import page_texts, published_texts
from topicpages.evidence.audit.runs import SharedRuns
from topicpages.evidence.checks.quotations import LONGEST_QUOTE
from topicpages.language import (
    Names,
    Normalised,
    Phrase,
    cuts_word,
    figures_in,
    normalise,
    phrases,
    quote_parts,
)
from topicpages.sources import Article, Library, Originals, OriginalText, Passage, Role

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’]*\s+")


@dataclass(frozen=True, slots=True)
class Proof:
    """What an audit proved of one article: counts of quoted phrases and of figures in its notes.

    Of a private text without notes, the quoted phrases are the quotes of claims.
    """

    article: str
    sha256: str
    phrases: int
    figures: int


def audit_notes(
    library: Library,
    originals: Originals,
    *,
    pages: Mapping[str, str] | None = None,
    proven: Collection[str] = (),
) -> tuple[tuple[Proof, ...], tuple[Diagnostic, ...]]:
    """Prove every article that has an original; an article with a fault gets no proof.

    ``pages`` are the generated files by path: no run of an original may stand in them either, unless its
    article is held in full. ``proven`` are articles that the lock proves, whose originals may be elsewhere.

    Codes: ``original-missing``, ``audit-sha256``, ``audit-lines``, ``audit-phrase``, ``audit-figure``,
    ``audit-sentence``, ``audit-run``, ``audit-title``.
    """
    names = _names(library)
    runs = SharedRuns(
        {
            key: " ".join(original.lines)
            for key, original in originals.items()
            if library.articles[key].record.text != "full"
        }
    )
    copied = tuple(_runs(library, runs, pages or {}))
    proofs: list[Proof] = []
    faults: list[Diagnostic] = []
    for article in library.articles.values():
        original = originals.get(article.id)
        if article.record.original is None:
            continue
        if original is None:
            faults += [] if article.id in proven else [_missing(article)]
            continue
        proof, found = _Auditor(article, original, names).prove()
        faults.extend(found)
        own = (fault for fault in copied if fault.span.path == article.place.span.path)
        if not has_errors((*found, *own)):
            proofs.append(proof)
    return tuple(proofs), (*faults, *copied)


def private_faults(library: Library) -> tuple[Diagnostic, ...]:
    """Return what an audit finds of the private texts whose originals are here; pages are not looked at."""
    originals = {
        key: article.private.original
        for key, article in library.articles.items()
        if article.private is not None and article.private.original is not None
    }
    return audit_notes(library, originals, proven=library.articles)[1] if originals else ()


def _missing(article: Article) -> Diagnostic:
    what = f"the original of “{article.id}” is not in the folder of originals"
    remedy = f"put it there as {article.id}.txt"
    return Diagnostic((article.place / "original").key_span, "original-missing", what, remedy)


def _names(library: Library) -> Names:
    entities = [name for entity in library.entities.values() for name in (entity.name, *entity.aliases)]
    origins = [origin.name for origin in library.origins.values()]
    return Names([*entities, *origins, *(publisher.name for publisher in library.publishers.values())])


def _runs(library: Library, runs: SharedRuns, pages: Mapping[str, str]) -> Iterator[Diagnostic]:
    titles = [article.record.title for article in library.articles.values() if article.record.title]
    # Front matter has them too, that of pages and that of articles written in Markdown.
    exempt = [*titles, *(f'title: "{title}' for title in titles)]
    exempt += [
        entity.name for entity in library.entities.values() if len(entity.name.split()) <= LONGEST_QUOTE
    ]
    for text, span in (*published_texts(library), *page_texts(pages)):
        shared = runs.first(text, exempt=exempt)
        if shared is not None:
            _, words, owner = shared
            what = f"“{words}” runs word for word with the original of “{owner}”"
            yield Diagnostic(span, "audit-run", what, "say it in other words, or quote at most 12 words")


class _Auditor:
    """Proves one article."""

    def __init__(self, article: Article, original: OriginalText, names: Names) -> None:
        self.article, self.original, self.names = article, original, names
        self.faults: list[Diagnostic] = []
        self.phrases = self.figures = 0

    def prove(self) -> tuple[Proof, tuple[Diagnostic, ...]]:
        self._check_file()
        self._check_title()
        private = self.article.private
        self.phrases += len(private.places) if private else 0
        for passage in self.article.passages:
            if passage.lines is not None and not self.article.is_known_in_part(passage.number):
                self._check_passage(passage, self.original.between(passage.lines))
        proof = Proof(self.article.id, self.original.sha256, self.phrases, self.figures)
        return proof, tuple(self.faults)

    def _report(self, span: Span, code: str, what: str, remedy: str) -> None:
        self.faults.append(Diagnostic(span, code, what, remedy))

    def _check_file(self) -> None:
        record = self.article.record.original
        if record is None:
            return
        place = self.article.place / "original"
        if record.sha256 != self.original.sha256:
            what = (
                f"the original of “{self.article.id}” is another file: its SHA-256 is {self.original.sha256}"
            )
            self._report(
                (place / "sha256").span, "audit-sha256", what, "compare anew, then correct the record"
            )
        rows = [*(row.lines for row in record.passages), *(row.lines for row in record.skipped)]
        known = {line for lines in rows for line in range(lines.first, lines.last + 1)}
        for number, line in enumerate(self.original.lines, start=1):
            if line.strip() and number not in known:
                what = f"line {number} of the original is neither a passage nor skipped"
                self._report((place / "passages").key_span, "audit-lines", what, "add a row for it")
        last = max(known, default=0)
        if last > len(self.original.lines):
            what = f"line {last} is past the end of the original"
            self._report((place / "passages").key_span, "audit-lines", what, "correct the lines")

    def _check_title(self) -> None:
        """Report a title that is not, whole, what the lines of a passage with that role hold."""
        title = self.article.record.title
        titles = [
            row.lines for row in self.article.passages if row.role is Role.TITLE and row.lines is not None
        ]
        if title is None or self.article.record.text == "full":
            return
        if normalise(title).text in {normalise(self.original.between(lines)).text for lines in titles}:
            return
        what = f"the title of “{self.article.id}” is not what the lines of a passage with role title hold"
        span = (self.article.place / "title").span
        self._report(span, "audit-title", what, "write it as printed, and give its lines that role")

    def _check_passage(self, passage: Passage, text: str) -> None:
        whole = normalise(text)
        for phrase in phrases(passage.text)[0]:
            self.phrases += 1
            self._check_phrase(passage, phrase, whole)
        carried = {figure.key for figure in figures_in(text, names=self.names)}
        for figure in figures_in(passage.text, names=self.names):
            self.figures += 1
            if figure.key not in carried:
                what = f"“{figure.text}” is in the note of passage {passage.number} but not in its lines"
                self._report(
                    passage.span_at(figure.start), "audit-figure", what, "correct the figure or the lines"
                )

    def _check_phrase(self, passage: Passage, phrase: Phrase, original: Normalised) -> None:
        span = passage.span_at(phrase.start)
        parts = quote_parts(phrase.text)
        if not _in_order(parts, original):
            what = f"“{phrase.text}” is not in the lines of passage {passage.number}"
            self._report(span, "audit-phrase", what, "quote it letter for letter or say it in your own words")
        elif passage.role in {Role.BODY, Role.BULLET} and _is_sentence(parts[0], original.text):
            what = f"“{phrase.text}” is a whole sentence"
            self._report(span, "audit-sentence", what, "quote only the decisive words")


def _in_order(parts: list[str], whole: Normalised) -> bool:
    """Tell whether ``parts`` stand in ``whole`` one after the other, each from word to word."""
    position = 0
    for part in parts:
        start = _whole_words(part, position, whole.text, lambda at, end: not cuts_word(whole, at, end))
        if not part or start < 0:
            return False
        position = start + len(part)
    return True


def _whole_words(part: str, position: int, text: str, fits: Callable[[int, int], bool]) -> int:
    start = text.find(part, position)
    while start >= 0 and not fits(start, start + len(part)):
        start = text.find(part, start + 1)
    return start


def _is_sentence(part: str, original: str) -> bool:
    bare = part.strip(" .!?\"'").casefold()
    return any(bare == sentence.strip(" .!?\"'").casefold() for sentence in _SENTENCE_END.split(original))
