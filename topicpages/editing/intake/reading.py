"""An article as it was received: its original as sorted lines, and what is known beside the text."""

import codecs
import re
from dataclasses import dataclass, replace

from topicpages.diagnostics import Diagnostic, Span
from topicpages.editing.intake.days import day_in_other_words
from topicpages.editing.intake.extracted import extracted_keys, of_article
from topicpages.editing.intake.lines import SHAPE_UNKNOWN, Guess, Sorted, key
from topicpages.editing.intake.markup import numbered, sorted_lines
from topicpages.editing.intake.metadata import Metadata, metadata_of, saved_from
from topicpages.editing.intake.page import MAX_LINES, parsed_page, visible_lines
from topicpages.editing.intake.pdf import pdf_text
from topicpages.editing.intake.phrases import asks_to_pay, tells_of_missing_page
from topicpages.editing.intake.shape import sorted_text, without_marks
from topicpages.sources import LineRange, Role

MAX_PASSAGES = 5_000
MAX_PASSAGE = 4_000
_FEWEST_WORDS = 25
_STUB = 120
_MARKUP = re.compile(r"\s*(?:<!--|<!doctype html|<html|<head|<body)", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)---[ \t]*\n", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_]{2,20}):[ \t]*(.+?)[ \t]*$", re.MULTILINE)
# Of what is no text: controls but for tabs, ends of lines and pages.
_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")


@dataclass(frozen=True, slots=True)
class Received:
    """A page or file: its bytes, their text, whence it came and what it is called.

    ``media_type`` is what a server said, else empty; ``address`` is where the page was found, if anywhere.
    """

    name: str
    content: bytes
    text: str
    media_type: str = ""
    address: str = ""

    @property
    def is_undeclared(self) -> bool:
        """Whether this is a file whose characters could only be guessed."""
        if self.address or self.content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return False
        try:
            self.content.decode("utf-8")
        except UnicodeDecodeError:
            return True
        return False


@dataclass(frozen=True, slots=True)
class Reading:
    """``text`` is the original as it is kept; ``raw`` is what it was made from, with its ending."""

    text: bytes
    rows: tuple[Sorted, ...]
    metadata: Metadata
    title: Guess | None
    by_shape: bool
    raw: tuple[str, bytes] | None = None
    address: str = ""

    @property
    def passages(self) -> tuple[Sorted, ...]:
        """The rows that belong to the article."""
        return tuple(row for row in self.rows if row.role)

    @property
    def unsure(self) -> bool:
        """Whether roles, or what is skipped, are guesses by the shape of lines."""
        return self.by_shape or any(row.why == SHAPE_UNKNOWN for row in self.rows)


def read_original(received: Received) -> tuple[Reading | None, tuple[Diagnostic, ...]]:
    """Return what was received as a reading, or say why it is no article. Never raises.

    Faults: ``not-an-article``, ``not-a-pdf``, ``not-utf-8``.
    """
    if received.content.startswith(b"%PDF-") or received.media_type == "application/pdf":
        text, fault = pdf_text(received.content)
        if fault:
            return None, (_fault(received, "not-a-pdf", fault, "save its text in a file, and add that"),)
        reading = _shaped(received, text, text.encode(), raw=("pdf", received.content))
    elif "html" in received.media_type or _MARKUP.match(received.text):
        reading = _page(received)
    elif _BINARY.search(received.text):
        what = f"“{received.name}” is neither text nor a web page nor a PDF"
        return None, (_fault(received, "not-an-article", what, "save the article as one of them"),)
    elif received.is_undeclared:
        what = f"“{received.name}” is not UTF-8"
        return None, (_fault(received, "not-utf-8", what, "save the file as UTF-8"),)
    else:
        as_given = received.content.decode("utf-8-sig", "replace") == received.text
        kept = received.content if as_given else received.text.encode("utf-8", "replace")
        raw = None if as_given else ("received", received.content)
        reading = _shaped(received, received.text, kept, raw=raw)
    problem = _problem(reading)
    if problem:
        return None, (_fault(received, "not-an-article", f"“{received.name}” {problem[0]}", problem[1]),)
    return reading, ()


def _page(received: Received) -> Reading:
    tree = parsed_page(received.text.replace("\0", ""))
    raw = ("html", received.content)
    if tree is None:
        return Reading(b"", (), Metadata(), None, by_shape=False, raw=raw)
    metadata = metadata_of(tree)
    lines = visible_lines(tree)
    numbers, text = numbered(lines)
    inside = of_article([key(line.text) for line in lines], extracted_keys(tree))
    rows, title = sorted_lines(lines, numbers, inside, metadata.titles)
    printed = (
        None
        if title is None
        else Guess(lines[title].text, f"line {numbers[title]}", sure=_agrees(lines[title].text, metadata))
    )
    address = received.address or saved_from(received.text)
    if not metadata.days:
        day, where = day_in_other_words(received.text, rows)
        metadata = replace(metadata, days=(day,) if day else ())
        rows = tuple(
            replace(row, role=None, why=row.why or "date line") if row is where else row for row in rows
        )
    return Reading(
        text.encode("utf-8", "replace"), rows, metadata, printed, by_shape=False, raw=raw, address=address
    )


def _agrees(title: str, metadata: Metadata) -> bool:
    return any(key(guess.text).startswith(key(title)) for guess in metadata.titles)


def _shaped(received: Received, text: str, kept: bytes, *, raw: tuple[str, bytes] | None) -> Reading:
    """Return the reading of a text without markup, or with that of Markdown."""
    markdown = "markdown" in received.media_type
    front = _FRONT_MATTER.match(text) if markdown else None
    skipped = front[0].count("\n") if front else 0
    if markdown:
        kept, raw = without_marks(text).encode(), ("md", received.content)
    rows = sorted_text("\n" * skipped + text[front.end() :] if front else text, markdown=markdown)
    if markdown:
        rows = tuple(_without_marks(row) for row in rows)
    head = tuple(_front_rows(front[0])) if front else ()
    title = next((Guess(row.text, f"line {row.lines.first}") for row in rows if row.role is Role.TITLE), None)
    return Reading(
        kept,
        (*head, *rows),
        _front_metadata(front[1] if front else ""),
        title,
        by_shape=True,
        raw=raw,
        address=received.address,
    )


def _without_marks(row: Sorted) -> Sorted:
    """Return a row as a reader sees it; a picture alone is no passage."""
    text = without_marks(row.text).strip()
    if row.role and not text:
        return replace(row, text="", role=None, why="picture")
    return replace(row, text=text)


def _front_rows(front: str) -> list[Sorted]:
    return [
        Sorted(LineRange(number, number), line, None, "front matter")
        for number, line in enumerate(front.split("\n"), start=1)
        if line.strip()
    ]


def _front_metadata(front: str) -> Metadata:
    """Return what the front matter of a Markdown file says in plain lines."""
    fields = {name.lower(): text.strip("\"' ") for name, text in _FIELD.findall(front)}

    def guesses(*names: str) -> tuple[Guess, ...]:
        return tuple(Guess(fields[name], f"front matter “{name}”") for name in names if fields.get(name))

    return Metadata(
        titles=guesses("title"),
        authors=guesses("author"),
        outlets=guesses("publisher", "outlet", "site", "publication"),
        days=guesses("date", "published"),
        addresses=guesses("url", "canonical", "canonical_url", "source", "link"),
    )


def _problem(reading: Reading) -> tuple[str, str] | None:
    """Return what keeps this from being an article, and what to do."""
    body = [row for row in reading.passages if row.role in {Role.BODY, Role.BULLET}]
    count = sum(len(row.text.split()) for row in body)
    top = [
        row.text
        for row in reading.rows[:40]
        if row.role in {Role.TITLE, Role.HEADING} or len(row.text.split()) < _FEWEST_WORDS
    ]
    titles = [guess.text for guess in reading.metadata.titles[:3]]
    if count < _STUB and any(tells_of_missing_page(text) for text in (*titles, *top)):
        return "is what a server shows in place of a page", "look for the article in a browser"
    if count < _FEWEST_WORDS:
        what = (
            f"has {count} words of an article, of {_FEWEST_WORDS} at least"
            if count
            else "has no text of an article"
        )
        if why := doubt(reading):
            what = f"{what}; {why}"
        return what, "open it in a browser, save its text in a file, and add that"
    if len(reading.rows) > MAX_LINES or len(reading.passages) > MAX_PASSAGES:
        return f"has more than {MAX_PASSAGES:,} passages", "make several files of it"
    long = next((row for row in reading.passages if len(row.text) > MAX_PASSAGE), None)
    if long is not None:
        return (
            f"has a paragraph of more than {MAX_PASSAGE:,} characters on line {long.lines.first}",
            "break it into paragraphs",
        )
    return None


def doubt(reading: Reading) -> str:
    """Return why the text may be only the beginning of the article; empty when nothing says so."""
    asks = next((row for row in reading.rows if not row.role and asks_to_pay(row.text)), None)
    if asks is None and not reading.metadata.for_payers:
        return ""
    where = (
        f"line {asks.lines.first} of its text asks to subscribe" if asks else "the page is not free to read"
    )
    words = sum(len(row.text.split()) for row in reading.passages)
    return f"{where}: the {words} words that were found may be only the beginning"


def _fault(received: Received, code: str, what: str, remedy: str) -> Diagnostic:
    return Diagnostic(Span(received.name), code, what, remedy)
