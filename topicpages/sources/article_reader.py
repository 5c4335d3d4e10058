"""Splits an article record into its front matter and its passages' notes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from topicpages.diagnostics import Diagnostic, Span
from topicpages.sources.decode import decode_tree
from topicpages.sources.files import SourceFile
from topicpages.sources.model import ArticleRecord, LineRange, Original, Role, Unused
from topicpages.sources.yaml_reader import Place, read_yaml

MAX_PARAGRAPH = 4_000
MAX_PARAGRAPHS = 5_000

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """One paragraph, bullet, heading, deck or title of an article, with our note or its full text.

    ``number`` counts from 1 through the whole article; ``lines`` are those of the private original,
    ``None`` when the record holds the full text.
    """

    number: int
    role: Role
    text: str
    span: Span
    lines: LineRange | None = None
    commentary: bool = False
    unused: Unused | None = None

    def span_at(self, offset: int) -> Span:
        """Return the place of the character at ``offset`` of ``text``."""
        before = self.text[:offset]
        newlines = before.count("\n")
        column = offset - (before.rfind("\n") + 1) + (self.span.column if newlines == 0 else 1)
        return Span(self.span.path, self.span.line + newlines, column)


def front_matter(text: str) -> tuple[int, int] | None:
    """Return where the front matter of a record begins and ends, between its lines “---”."""
    match = _FRONT_MATTER.match(text)
    return None if match is None else match.span(1)


def read_article(
    file: SourceFile,
) -> tuple[tuple[ArticleRecord, tuple[Passage, ...], Place] | None, tuple[Diagnostic, ...]]:
    """Return front matter, passages and place of a record; ``None`` when it has faults of shape."""
    match = _FRONT_MATTER.match(file.text)
    if match is None:
        what = "no front matter between two lines “---”"
        return None, (Diagnostic(Span(file.path), "no-front-matter", what, "begin the record with it"),)
    document, faults = read_yaml(match[1], file.path, first_line=2)
    if document is None or faults:
        return None, faults
    record, faults = decode_tree(Place(document), ArticleRecord)
    paragraphs = tuple(islice(_paragraphs(file, match.end()), MAX_PARAGRAPHS + 1))
    long = tuple(_long(paragraphs))
    faults += long
    if record is None or long:
        return None, faults
    place = Place(document)
    if record.text == "private" and record.original is not None:
        passages, found = _private_passages(record.original, place), tuple(_published(paragraphs))
    else:
        passages, found = _passages(file.path, record, paragraphs)
    return (record, passages, place), (*faults, *found)


def _paragraphs(file: SourceFile, start: int) -> Iterator[tuple[str, Span]]:
    """Yield each run of lines that are not blank, with its place."""
    number = file.text.count("\n", 0, start) + 1
    run: list[str] = []
    for line, text in enumerate((*file.text[start:].split("\n"), ""), start=number):
        if text.strip():
            run.append(text)
        elif run:
            indent = len(run[0]) - len(run[0].lstrip())
            yield "\n".join(run).strip(), Span(file.path, line - len(run), indent + 1)
            run = []


def _long(paragraphs: tuple[tuple[str, Span], ...]) -> Iterator[Diagnostic]:
    for _, span in paragraphs[MAX_PARAGRAPHS:]:
        what = f"more than {MAX_PARAGRAPHS:,} paragraphs"
        yield Diagnostic(span, "too-long", what, "make several records of it")
    for text, span in paragraphs:
        if len(text) > MAX_PARAGRAPH:
            what = f"a paragraph of more than {MAX_PARAGRAPH:,} characters"
            yield Diagnostic(span, "too-long", what, "a note sums up one passage: shorten it")


def _passages(
    path: str, record: ArticleRecord, paragraphs: tuple[tuple[str, Span], ...]
) -> tuple[tuple[Passage, ...], tuple[Diagnostic, ...]]:
    if not paragraphs and not record.withdrawn:
        what = "the record has no notes" if record.text == "notes" else "the record has no text"
        return (), (
            Diagnostic(Span(path), "article-without-notes", what, "write one paragraph for each passage"),
        )
    if record.text == "full" or record.original is None:
        return tuple(_full_passages(paragraphs)), ()
    rows = record.original.passages
    faults: tuple[Diagnostic, ...] = ()
    # A withdrawn article may lose its notes at once; what they were of stays.
    if paragraphs and len(rows) != len(paragraphs):
        first_surplus_or_last = paragraphs[: len(rows) + 1][-1][1]
        what = f"{_counted(len(paragraphs), 'note')} for {_counted(len(rows), 'passage')}"
        remedy = "write one paragraph for each row of “passages”"
        faults = (Diagnostic(first_surplus_or_last, "notes-do-not-match", what, remedy),)
    return tuple(
        Passage(
            number=number,
            role=row.role,
            text=text,
            span=span,
            lines=row.lines,
            commentary=row.voice is not None,
            unused=row.unused,
        )
        for number, (row, (text, span)) in enumerate(zip(rows, paragraphs, strict=False), start=1)
    ), faults


def _private_passages(original: Original, place: Place) -> tuple[Passage, ...]:
    """Return the passages of a private text; their text is the note, and empty without one."""
    rows = place / "original" / "passages"
    return tuple(
        Passage(
            number=number,
            role=row.role,
            text=row.note or "",
            span=(rows / (number - 1) / "note" if row.note else rows / (number - 1)).span,
            lines=row.lines,
            commentary=row.voice is not None,
            unused=row.unused,
        )
        for number, row in enumerate(original.passages, start=1)
    )


def _published(paragraphs: tuple[tuple[str, Span], ...]) -> Iterator[Diagnostic]:
    for _, span in paragraphs[:1]:
        what = "the record holds text, but it says “text: private”"
        remedy = "move it to the folder of originals, or say “text: notes” or “text: full”"
        yield Diagnostic(span, "private-text-published", what, remedy)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _full_passages(paragraphs: tuple[tuple[str, Span], ...]) -> Iterator[Passage]:
    """Yield the paragraphs of a full text; one that begins with ``#`` is a heading."""
    for number, (text, span) in enumerate(paragraphs, start=1):
        heading = text.lstrip("#").strip() if text.startswith("#") else ""
        role = Role.HEADING if heading else Role.BODY
        yield Passage(number=number, role=role, text=heading or text, span=span)
