"""A record as text: front matter with a comment beside each guess, and the body."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import yaml

from topicpages.editing.intake.days import Day
from topicpages.editing.intake.lines import Guess, Sorted, shown, skipped_ranges
from topicpages.language import one_line
from topicpages.sources import LineRange, Role

TextKind = Literal["private", "full", "notes"]
_LONGEST_COMMENT = 160
# Days and addresses, which other readers of YAML might take for something else; ours takes nothing for it.
_PLAIN = re.compile(r"\d{4}(?:-\d\d){0,2}~?|https?://[\w.:/~%?=&+-]+[\w/]", re.ASCII)


@dataclass(frozen=True, slots=True)
class Fields:
    """What a new record says of its article; what is not known is left out."""

    publisher: Guess
    published: Day
    text: TextKind
    sha256: str
    retrieved: date
    rows: tuple[Sorted, ...]
    kind: Guess
    holder: Guess
    title: Guess | None = None
    url: Guess | None = None
    authors: tuple[Guess, ...] = ()
    by_shape: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def passages(self) -> tuple[Sorted, ...]:
        """The rows that belong to the article."""
        return tuple(row for row in self.rows if row.role)

    @property
    def skipped(self) -> tuple[tuple[LineRange, str], ...]:
        """The runs of lines that do not, with why."""
        return tuple(skipped_ranges(self.rows))

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """The fields that an editor must confirm, in the order of the record."""
        guesses: dict[str, Sequence[Guess]] = {
            "title": [self.title] if self.title else [],
            "publisher": [self.publisher],
            "authors": self.authors,
            "published": [Guess("", "", sure=self.published.sure)],
            "url": [self.url] if self.url else [],
            "kinds": [self.kind],
            "passages": [Guess("", "", sure=not self.by_shape)],
            "rights": [self.holder],
            "notes": [Guess("", "", sure=self.text != "notes")],
        }
        return tuple(name for name, several in guesses.items() if not all(guess.sure for guess in several))


def record_text(fields: Fields) -> str:
    """Return the text of ``sources/articles/<id>.md``."""
    lines = ["---", *_about(fields), *_original(fields)]
    lines += [f"rights: {{holder: {scalar(fields.holder.text)}}}{_comment(fields.holder.found)}"]
    lines += [f"# {one_line(remark)}" for remark in fields.remarks]
    return "\n".join([*lines, "---", "", *_body(fields)]).rstrip("\n") + "\n"


def publisher_entry(key: str, name: str, basis: str) -> str:
    """Return the entry of a publisher of which nothing but the name is known."""
    return f"{key}:\n  name: {scalar(name)}\n  owner: unknown\n  country: unknown\n  basis: {scalar(basis)}\n"


def scalar(text: str) -> str:
    """Return ``text`` as a YAML scalar that is right anywhere, on one line, with hidden characters named."""
    line = one_line(text)
    if _PLAIN.fullmatch(line):
        return line
    dumped = _dumped(line)
    return _dumped(line, style='"') if dumped.startswith("'") else dumped


def _dumped(text: str, style: str | None = None) -> str:
    """Return ``text`` as it stands in a list within brackets, where most must be quoted."""
    dumped = yaml.safe_dump(
        [text], default_flow_style=True, default_style=style, allow_unicode=True, width=float("inf")
    )
    return str(dumped).strip().removeprefix("[").removesuffix("]")


def _about(fields: Fields) -> Iterator[str]:
    if fields.title:
        yield f"title: {scalar(fields.title.text)}{_comment(fields.title.found)}"
    yield f"publisher: {fields.publisher.text}{_comment(fields.publisher.found)}"
    if fields.authors:
        names = ", ".join(f"{{literal: {scalar(author.text)}}}" for author in fields.authors)
        yield f"authors: [{names}]{_comment(fields.authors[0].found)}"
    published = fields.published
    basis = f"inferred, why: {scalar(published.why)}" if published.why else "stated"
    yield f"published: {{edtf: {scalar(published.edtf)}, basis: {basis}}}{_comment(published.found)}"
    if fields.url:
        yield f"url: {scalar(fields.url.text)}{_comment(fields.url.found)}"
    yield f"kinds: [{fields.kind.text}]{_comment(fields.kind.found)}"
    yield f"text: {fields.text}"
    if fields.unconfirmed:
        yield f"unconfirmed: [{', '.join(fields.unconfirmed)}]  # delete each when you have looked at it"


def _original(fields: Fields) -> Iterator[str]:
    yield "original:"
    yield f"  sha256: {fields.sha256}"
    yield f"  retrieved: {fields.retrieved.isoformat()}"
    yield "  passages:"
    for row in fields.passages:
        yield f"    - {{lines: {shown(row.lines)}, role: {row.role}}}"
    if fields.skipped:
        yield "  skipped:"
    for lines, why in fields.skipped:
        yield f"    - {{lines: {shown(lines)}, why: {scalar(why)}}}"


def _body(fields: Fields) -> Iterator[str]:
    for row in fields.passages if fields.text != "private" else ():
        if fields.text == "notes":
            # Without figures: the audit looks for those of notes in the original.
            yield f"[{row.role}: say in your own words what stands there]"
        else:
            yield _paragraph(row)
        yield ""


def _paragraph(row: Sorted) -> str:
    """Return a passage of a full text; a heading begins with a mark, and nothing else does."""
    text = one_line(row.text)
    return f"# {text}" if row.role in {Role.TITLE, Role.HEADING} else text.lstrip("# ") or text


def _comment(found: str) -> str:
    return f"  # {_one_comment(found)}" if found else ""


def _one_comment(text: str) -> str:
    bare = one_line(text)
    return bare if len(bare) <= _LONGEST_COMMENT else f"{bare[:_LONGEST_COMMENT]}…"
