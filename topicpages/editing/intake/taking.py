"""Makes a record of what was received, and says what an editor must know of it."""

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from topicpages.diagnostics import Diagnostic, Span
from topicpages.editing.formatting import formatted_source
from topicpages.editing.intake.days import Day, dateline, day_of_address, given_day, likely_day, stated_day
from topicpages.editing.intake.lines import Guess, Sorted, plain, shown
from topicpages.editing.intake.metadata import without_tracking
from topicpages.editing.intake.naming import article_id, host_of, known_publisher, publisher_id
from topicpages.editing.intake.reading import Reading, Received, doubt, read_original
from topicpages.editing.intake.record import Fields, TextKind, publisher_entry, record_text, scalar
from topicpages.editing.intake.same_text import Alike, alike
from topicpages.language import parse_edtf
from topicpages.sources import (
    ARTICLES,
    PUBLISHERS,
    Library,
    OriginalText,
    SourceFile,
    id_problem,
    read_article,
    read_yaml,
)

_LONGEST_NAME = 120
_MOST_AUTHORS = 10
_KINDS = (("Opinion", "commentary"), ("Analysis", "analysis"), ("Review", "commentary"))
_BYLINE = re.compile(
    r"(?:by|written by|words by|reported by|posted by|author:) (?P<by>[^|·•,]+?)(?: (?:[|·•,]|on \w+ \d).*)?"
    r"|(?:[•*·-] )?(?P<reached>.{3,60}?) can be reached (?:at|on|by)\b.*",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?]) ")
_COPYRIGHT = re.compile(
    r"(?:copyright|©|\(c\)|[-–,.\s]|\d{4})+(?P<holder>[^.]{2,80}(?:\.(?=,? (?:Inc|Ltd|LLC)))?[^.]*)",
    re.IGNORECASE,
)
_AGENCIES = {
    "ap": ("Associated Press", "AP"), "reuters": ("Reuters",), "afp": ("Agence France-Presse", "AFP"),
    "dpa": ("dpa",), "tass": ("TASS",), "interfax": ("Interfax",), "xinhua": ("Xinhua",), "ansa": ("ANSA",),
    "efe": ("EFE",), "upi": ("UPI",), "pti": ("PTI",), "bloomberg": ("Bloomberg",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What an editor asks for and gives beside the article; what is empty is looked for in it."""

    text: TextKind = "private"
    id: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """Files to write: ``sources`` by path below the root, ``originals`` by name; what to tell the editor."""

    id: str
    sources: Mapping[str, str]
    originals: Mapping[str, bytes]
    said: tuple[str, ...] = field(default=())


def take_in(
    received: Received,
    library: Library,
    *,
    asked: Asked,
    on: date,
    originals: Mapping[str, OriginalText],
    kept: Collection[str] = (),
    publishers: str = "",
) -> tuple[Taken | None, tuple[Diagnostic, ...]]:
    """Return the record of what was ``received`` on the day ``on``, or why there is none. Never raises.

    ``originals`` are compared with it; ``kept`` are the ids that have a file in their folder, and
    ``publishers`` is the text of the registry. Faults: those of ``read_original``, ``bad-id``, ``id-taken``,
    ``same-original``, ``publisher-not-found``, ``day-not-found``, ``publishers-not-extended``.
    """
    reading, faults = read_original(received)
    problems = tuple(_asked_problems(received, asked, library, kept))
    if reading is None or problems:
        return None, (*faults, *problems)
    return _Taking(received, library, asked=asked, on=on, reading=reading).taken(
        faults, originals=originals, kept=kept, publishers=publishers
    )


def _asked_problems(
    received: Received, asked: Asked, library: Library, kept: Collection[str]
) -> Iterator[Diagnostic]:
    """Yield what is wrong with what the editor gives."""
    span = Span(received.name)
    if asked.id and (problem := id_problem(asked.id)):
        what, _, remedy = problem.rpartition(" (")
        yield Diagnostic(span, "bad-id", what, remedy.removesuffix(")"))
    elif asked.id in {*library.articles, *kept}:
        where = "an article" if asked.id in library.articles else "an original"
        remedy = "give another --id, or remove the record and its original first"
        yield Diagnostic(span, "id-taken", f"there is {where} “{asked.id}” already", remedy)
    if asked.published and parse_edtf(asked.published) is None:
        remedy = "write 2026-02-05, 2026-02-05~ or 2026-02"
        yield Diagnostic(span, "bad-date", f"“{asked.published}” is not an EDTF date", remedy)
    if asked.url and not without_tracking(asked.url):
        remedy = "write a plain http or https address"
        yield Diagnostic(span, "bad-url", f"“{asked.url}” is not a public address", remedy)


class _Taking:
    """Makes the record of one article."""

    def __init__(
        self, received: Received, library: Library, *, asked: Asked, on: date, reading: Reading
    ) -> None:
        self.received, self.library, self.asked, self.on, self.reading = received, library, asked, on, reading
        self.sha256 = hashlib.sha256(reading.text).hexdigest()
        self.url, self.elsewhere = self._address()
        self.outlet = self._outlet()

    def taken(
        self,
        faults: tuple[Diagnostic, ...],
        *,
        originals: Mapping[str, OriginalText],
        kept: Collection[str],
        publishers: str,
    ) -> tuple[Taken | None, tuple[Diagnostic, ...]]:
        day = self._day()
        problems = (*self._same_original(), *self._lacks(day))
        if self.outlet is None or day is None or problems:
            return None, (*faults, *problems)
        text = "\n".join(row.text for row in self.reading.passages)
        similar = alike(text, self.library, originals)
        publisher, entry = self._publisher(self.outlet)
        title = self.reading.title
        key = self.asked.id or article_id(
            publisher.text, title.text if title else "", day.edtf, {*self.library.articles, *kept}
        )
        fields = self._fields(publisher, day, title, similar)
        path = f"{ARTICLES}/{key}.md"
        sources = {path: formatted_source(path, record_text(fields))[0]}
        problems = read_article(SourceFile(path, sources[path]))[1]
        if entry:
            sources[PUBLISHERS], extended = _extended(publishers, formatted_source(PUBLISHERS, entry)[0])
            problems += extended
        if problems:
            return None, (*faults, *problems)
        files = {f"{key}.txt": self.reading.text}
        if self.reading.raw:
            files[f"{key}.{self.reading.raw[0]}"] = self.reading.raw[1]
        said = tuple(_said(fields, entry, similar, doubt(self.reading)))
        return Taken(key, sources, files, said), faults

    def _address(self) -> tuple[Guess | None, str]:
        """Return the address of the article without tracking, and one on another host that the page gives."""
        base = self.asked.url or self.reading.address
        own = without_tracking(base) if base else ""
        elsewhere = ""
        for guess in self.reading.metadata.addresses:
            address = without_tracking(guess.text, base=base)
            if not address or (own and address.rstrip("/").count("/") < 3):  # noqa: PLR2004 -- a home page
                continue
            if own and host_of(address) != host_of(own):
                elsewhere = elsewhere or address
            elif not self.asked.url:
                return Guess(address, guess.found, sure=bool(own)), elsewhere
        found = "given" if self.asked.url or self.received.address else "address that the browser saved"
        return (Guess(own, found, sure=True) if own else None), elsewhere

    def _outlet(self) -> Guess | None:
        """Return the name of the outlet."""
        if self.asked.publisher:
            return Guess(self.asked.publisher, "given", sure=True)
        for guess in self.reading.metadata.outlets:
            name = plain(guess.text)
            if 1 < len(name) <= _LONGEST_NAME and "://" not in name and not name.startswith("@"):
                return Guess(name, guess.found)
        holder = self._copyright()
        if holder is not None:
            return holder
        return Guess(host_of(self.url.text), "host of the address") if self.url else None

    def _copyright(self) -> Guess | None:
        for row in self.reading.rows:
            match = _COPYRIGHT.match(row.text) if row.why in {"copyright notice", "footer"} else None
            if match:
                holder = re.split(
                    r"\s*(?:\ball rights\b|\||click here)", match["holder"], flags=re.IGNORECASE
                )[0].strip(" .,")
                if holder:
                    return Guess(holder, f"line {shown(row.lines)}")
        return None

    def _day(self) -> Day | None:
        printed = stated_day(self.reading.metadata.days, until=self.on) or dateline(
            self.reading.rows, until=self.on
        )
        if self.asked.published:
            return given_day(self.asked.published, printed)
        address = self.url.text if self.url else ""
        return (
            printed
            or day_of_address(address, until=self.on)
            or likely_day(self.reading.passages, until=self.on)
        )

    def _lacks(self, day: Day | None) -> Iterator[Diagnostic]:
        """Yield what a record needs and the article does not tell."""
        span = Span(self.received.name)
        if self.outlet is None:
            remedy = "give it: --publisher NAME, or the address of the page: --url"
            yield Diagnostic(span, "publisher-not-found", "it does not say who published it", remedy)
        if day is None:
            remedy = "give it: --published 2026-02-05, or 2026-02-05~ for about that day"
            later = stated_day(self.reading.metadata.days, until=date.max)
            what = "it does not say when it was published"
            if later is not None:
                what = f"{later.found} says that it was published on {later.edtf}, which is to come"
            yield Diagnostic(span, "day-not-found", what, remedy)

    def _same_original(self) -> Iterator[Diagnostic]:
        """Yield the record that holds this very text, or the article at this address."""
        span = Span(self.received.name)
        for article in self.library.articles.values():
            original, url = article.record.original, article.record.url
            if original is not None and original.sha256 == self.sha256:
                what = f"“{article.id}” is a record of this text"
            elif self.url and url and without_tracking(url).rstrip("/") == self.url.text.rstrip("/"):
                what = f"“{article.id}” is a record of the article at this address"
            else:
                continue
            yield Diagnostic(
                span, "same-original", what, "keep that one; remove it first to take the article in anew"
            )

    def _publisher(self, outlet: Guess) -> tuple[Guess, str]:
        """Return the id of the publisher, and its entry if it has none."""
        address = self.url.text if self.url else ""
        known = known_publisher(outlet.text, address, self.library.publishers, self.library.articles.values())
        if known:
            return Guess(known, "", sure=True), ""
        key = publisher_id(outlet.text, address)
        if id_problem(key) or key in self.library.publishers:
            key = f"outlet-{len(self.library.publishers) + 1}"
        basis = f"editor's data: name from {outlet.found}; owner and country were not looked up"
        if outlet.found == "given":
            basis = "editor's data: name given by the editor; owner and country were not looked up"
        return Guess(key, "" if outlet.sure else outlet.found, sure=outlet.sure), publisher_entry(
            key, outlet.text, basis
        )

    def _fields(self, publisher: Guess, day: Day, title: Guess | None, similar: Sequence[Alike]) -> Fields:
        outlet = self.outlet or publisher
        holder = next(iter(self.reading.metadata.holders), None) or self._copyright()
        return Fields(
            title=title,
            publisher=publisher,
            authors=self._authors(outlet),
            published=day,
            url=self.url,
            kind=self._kind(),
            text=self.asked.text,
            sha256=self.sha256,
            retrieved=self.on,
            rows=self.reading.rows,
            holder=holder or Guess(outlet.text, "the outlet"),
            by_shape=self.reading.unsure,
            remarks=tuple(self._remarks(similar)),
        )

    def _authors(self, outlet: Guess) -> tuple[Guess, ...]:
        found = self.reading.metadata.authors or tuple(_bylines(self.reading.rows))
        names = (Guess(re.sub(r"^by ", "", guess.text, flags=re.IGNORECASE), guess.found) for guess in found)
        kept = [
            name for name in names
            if len(name.text) <= _LONGEST_NAME and "://" not in name.text
            and name.text.casefold() != outlet.text.casefold()
        ]  # fmt: skip
        return tuple(kept[:_MOST_AUTHORS])

    def _kind(self) -> Guess:
        for guess in self.reading.metadata.kinds:
            for mark, kind in _KINDS:
                if guess.text.startswith(mark):
                    return Guess(kind, f"the page calls itself {guess.text}")
        return Guess("report", "a guess: report, analysis, commentary, rewrite, statement or wire")

    def _remarks(self, similar: Sequence[Alike]) -> Iterator[str]:
        """Yield comments for the record: what may be an origin, and a title that the page does not print."""
        if self.reading.title is None:
            for guess in self.reading.metadata.titles[:1]:
                yield f"title: the text prints none; {guess.found} says {guess.text}"
        for one in similar:
            yield _alike_said(one)
            yield _proposal(one)
        for line, words, origin in _credits(self.reading.passages, self.library):
            row = f"origin: {origin}, relation: based-on, basis: credited, shown_by: {scalar(words)}"
            yield f"line {line} may credit “{origin}”:"
            yield f"origins: [{{{row}}}]"
        if self.elsewhere:
            yield f"the page gives {self.elsewhere} as its own address: the text may come from there"


def _bylines(rows: Sequence[Sorted]) -> Iterator[Guess]:
    for row in rows:
        match = _BYLINE.fullmatch(row.text) if row.why in {"author line", "contact line"} else None
        if match:
            for name in re.split(r" and | & ", match["by"] or match["reached"]):
                yield Guess(name.strip(), f"line {shown(row.lines)}")
            return


def _credits(passages: Sequence[Sorted], library: Library) -> Iterator[tuple[str, str, str]]:
    """Yield line, words and origin of each agency or registered origin that the text names, once."""
    names = {key: list(known) for key, known in _AGENCIES.items()}
    for key, origin in library.origins.items():
        names.setdefault(key, []).append(origin.name)
    for key, known in names.items() if passages else ():
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, known))})\b")
        for row in passages:
            if match := pattern.search(row.text):
                yield shown(row.lines), _around(row.text, match), key
                break


def _around(text: str, match: re.Match[str]) -> str:
    """Return what was found with at most four words of its line on each side."""
    before = _SENTENCE_END.split(text[max(0, match.start() - 100) : match.start()])[-1].split(" ")[-5:]
    behind = _SENTENCE_END.split(text[match.end() : match.end() + 100])[0].split(" ")[:5]
    return " ".join(before) + match[0] + " ".join(behind)


def _alike_said(one: Alike) -> str:
    if one.origin:
        return f"{one.said}: they may share an origin; “{one.article.id}” names “{one.origin}”"
    return f"{one.said}: one may come from the other, or both from a third; see who was first"


def _proposal(one: Alike) -> str:
    """Return the line to write into the record if the new text comes from there, or from the same origin.

    An outlet is an origin by the id of its publisher.
    """
    origin = one.origin or one.article.record.publisher
    return f"origins: [{{origin: {origin}, relation: rewrite-of, basis: compared, note: apparently}}]"


def _extended(publishers: str, entry: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the registry with ``entry`` at its end; what stands there stays, comments too."""
    text = f"{publishers.rstrip()}\n{entry}" if publishers.strip() else entry
    before, _ = read_yaml(publishers, PUBLISHERS)
    after, faults = read_yaml(text, PUBLISHERS)
    old = before.tree if before is not None and isinstance(before.tree, dict) else {}
    new = after.tree if after is not None and isinstance(after.tree, dict) else {}
    if faults or {**new, **old} != new or len(new) != len(old) + 1:
        remedy = "write its entries one below the other, without braces around them"
        what = "a publisher cannot be added at the end of the file"
        return publishers, (Diagnostic(Span(PUBLISHERS), "publishers-not-extended", what, remedy),)
    return text, ()


def _said(fields: Fields, entry: str, similar: Sequence[Alike], doubtful: str) -> Iterator[str]:
    """Yield what an editor must know, line by line."""
    if doubtful:
        yield f"careful: {doubtful}"
    roles: dict[str, int] = {}
    for row in fields.passages:
        roles[str(row.role)] = roles.get(str(row.role), 0) + 1
    yield f"{len(fields.passages)} passages: {', '.join(f'{count} {role}' for role, count in roles.items())}"
    skipped: dict[str, list[str]] = {}
    for lines, why in fields.skipped:
        skipped.setdefault(why, []).append(shown(lines))
    yield from (f"skipped as {why}: {', '.join(lines)}" for why, lines in skipped.items())
    if entry:
        yield f"new publisher “{fields.publisher.text}”: owner and country are unknown"
    if fields.unconfirmed:
        yield f"guessed, so look at it and take it out of “unconfirmed”: {', '.join(fields.unconfirmed)}"
    for one in similar:
        yield _alike_said(one)
        yield f"  if so, write: {_proposal(one)}"
