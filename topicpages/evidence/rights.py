"""Words that are not ours to publish: full texts beyond their excerpts, and withdrawn articles.

Words are compared without case, punctuation and markup. Words that another standing article also
has, and mere names, are free.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from topicpages.diagnostics import Diagnostic, Span
from topicpages.language import normalise, phrases
from topicpages.sources import Article, Library

Tokens = tuple[str, ...]

_INDEXES = ("search/search_index.json", "search-index/claims.js")

_WITHDRAWN_RUN, _WITHDRAWN_PHRASE = 8, 3
_BY_CHANCE = 4
"""So many words may be the same by chance, however short an excerpt must be."""
_KEY = 3
_TOKEN = re.compile(r"[^\W_]+")
_SCRIPTS = ("script", "style")


@dataclass(frozen=True, slots=True)
class _Guarded:
    """A text of ``article`` of which ``words`` words in sequence are too many; tokens know their word."""

    article: Article
    tokens: Tokens
    word_of: tuple[int, ...]
    words: int


@dataclass(frozen=True, slots=True)
class Run:
    """The words at ``start`` of a text that are the article's, ``words`` of them in sequence."""

    article: Article
    start: int
    words: int


@dataclass(frozen=True, eq=False)
class RightsGuard:
    """Finds words that may not be published; false when there are none in the whole library.

    ``earlier`` are quotes by article id that stand in no record or sheet any more.
    """

    library: Library
    earlier: Mapping[str, Iterable[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(
            article.record.withdrawn or article.record.text == "full"
            for article in self.library.articles.values()
        )

    def runs(self, tokens: Tokens) -> Iterator[Run]:
        """Yield each run of words in ``tokens`` that is longer than it may be."""
        for at in range(len(tokens) - _KEY + 1):
            for guarded, start, stop in self._windows.get(tokens[at : at + _KEY], ()):
                if guarded.tokens[start:stop] != tokens[at : at + stop - start]:
                    continue
                end = stop
                while guarded.tokens[end : end + 1] == tokens[at + end - start : at + end - start + 1] != ():
                    end += 1
                words = guarded.word_of[end - 1] - guarded.word_of[start] + 1
                yield Run(guarded.article, at, words)

    @cached_property
    def _windows(self) -> dict[Tokens, list[tuple[_Guarded, int, int]]]:
        """The shortest forbidden runs, as tokens ``start`` to ``stop`` of a text, by their first tokens."""
        windows: dict[Tokens, list[tuple[_Guarded, int, int]]] = {}
        for guarded in self._guarded():
            firsts = [i for i, word in enumerate(guarded.word_of) if i == 0 or guarded.word_of[i - 1] != word]
            stops = [*firsts[1:], len(guarded.tokens)]
            for start, stop in zip(firsts, stops[guarded.words - 1 :], strict=False):
                run = guarded.tokens[start:stop]
                if not self._is_free(guarded.article, run):
                    windows.setdefault(run[:_KEY], []).append((guarded, start, stop))
        return windows

    def _guarded(self) -> Iterator[_Guarded]:
        for article in self.library.articles.values():
            record = article.record
            if record.withdrawn:
                yield from (_guard(article, text, _WITHDRAWN_RUN) for text in _passages(article))
                for phrase in self._quoted(article):
                    guarded = _guard(article, phrase, 1)
                    words = len(set(guarded.word_of))
                    if words >= _WITHDRAWN_PHRASE:
                        yield _guard(article, phrase, words)
            elif record.text == "full":
                allowed = max(record.excerpt_max_words, _BY_CHANCE)
                yield from (_guard(article, text, allowed + 1) for text in _passages(article))

    def withdrawn_quotes(self) -> Iterator[str]:
        """Yield the quoted words of withdrawn articles, also those that others say too."""
        for article in self.library.articles.values():
            if article.record.withdrawn:
                yield from self._quoted(article)

    def _quoted(self, article: Article) -> Iterator[str]:
        """Yield the words of a withdrawn article that its notes and the citations of it quote."""
        for text in _passages(article):
            yield from (phrase.text for phrase in phrases(text)[0])
        for answer in self.library.assertions:
            for citation in answer.citations:
                if citation.article is article:
                    yield from (quote.exact for quote in citation.spec.quotes)
        yield from self.earlier.get(article.id, ())

    def _is_free(self, article: Article, run: Tokens) -> bool:
        """Tell whether anybody may say ``run``: it is a title or name, or stands elsewhere too."""
        if article.record.withdrawn:
            return _padded(run) in self._free
        return _padded(run) in _padded(tokens_of(article.record.title or ""))

    @cached_property
    def _free(self) -> str:
        library = self.library
        standing = (one for one in library.articles.values() if not one.record.withdrawn)
        texts = [text for article in standing for text in (article.label, *_passages(article))]
        for entity in library.entities.values():
            texts += [entity.name, *entity.aliases]
        texts += [publisher.name for publisher in library.publishers.values()]
        texts += [origin.name for origin in library.origins.values()]
        return "\n".join(_padded(tokens_of(text)) for text in texts)


def tokens_of(text: str) -> Tokens:
    """Return what is compared of ``text``: letters and digits in sequence."""
    return tuple(_TOKEN.findall(normalise(text).text.casefold()))


def _passages(article: Article) -> tuple[str, ...]:
    return tuple(passage.text for passage in article.passages)


def _guard(article: Article, text: str, words: int) -> _Guarded:
    parts = [found for word in text.split() if (found := tokens_of(word))]
    tokens = tuple(token for part in parts for token in part)
    return _Guarded(article, tokens, tuple(i for i, part in enumerate(parts) for _ in part), words)


def _padded(tokens: Tokens) -> str:
    return f" {' '.join(tokens)} "


# --- the built site


def rights_faults(tree: Path, library: Library) -> tuple[Diagnostic, ...]:
    """Return ``rights-run`` for each built file with more words of an article than may be published.

    Looked at are the text, attributes, links and scripts of pages and drawings, and the search indexes. A
    fault names no words: it may be printed by a public build.
    """
    guard = RightsGuard(library)
    if not guard:
        return ()
    faults: list[Diagnostic] = []
    for place in sorted(tree.rglob("*")):
        path = place.relative_to(tree).as_posix()
        if place.suffix in (".html", ".svg") or path in _INDEXES:
            reader = _Reader()
            reader.read(place.read_text("utf-8", "replace"), is_data=path in _INDEXES)
            faults.extend(_longest(path, reader, guard))
    return tuple(sorted(faults))


def _longest(path: str, reader: "_Reader", guard: RightsGuard) -> Iterator[Diagnostic]:
    """Yield the longest run of each article in one file."""
    longest: dict[Article, tuple[int, Span]] = {}
    for placed in (reader.visible, *reader.others):
        tokens = [(token, place) for text, place in placed for token in tokens_of(text)]
        for run in guard.runs(tuple(token for token, _ in tokens)):
            if run.words > longest.get(run.article, (0,))[0]:
                longest[run.article] = run.words, Span(path, *tokens[run.start][1])
    for article, (words, span) in longest.items():
        if article.record.withdrawn:
            what, remedy = "which is withdrawn", "say it in other words"
        else:
            what = f"of which at most {article.record.excerpt_max_words} may be shown"
            remedy = "quote fewer, or say it in other words"
        message = f"{words} words in sequence are those of “{article.id}”, {what}"
        yield Diagnostic(span, "rights-run", message, remedy)


_Placed = tuple[str, tuple[int, int]]


class _Reader(HTMLParser):
    """Reads what a file says: ``visible`` is its running text, each of ``others`` stands by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.visible: list[_Placed] = []
        self.others: list[list[_Placed]] = []
        self._in_script = False

    def read(self, text: str, *, is_data: bool) -> None:
        """Take in a page, or with ``is_data`` JSON that may be assigned to a name."""
        if is_data:
            self._add_script(text, (1, 1))
        else:
            self.feed(text)
            self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_script = tag in _SCRIPTS
        for _, value in attrs:
            if value and " " in unquote(value):
                self._add(unquote(value))

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 -- the library names it
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self._add_script(data, self._place())
        else:
            self.visible.append((data, self._place()))

    def handle_comment(self, data: str) -> None:
        self._add(data)

    def _place(self) -> tuple[int, int]:
        line, column = self.getpos()
        return line, column + 1

    def _add(self, text: str) -> None:
        self.others.append([(text, self._place())])

    def _add_script(self, text: str, place: tuple[int, int]) -> None:
        """Add the strings of JSON, which may hold HTML themselves; other scripts as they stand."""
        bare = re.sub(r"^\s*[\w.]+\s*=|;\s*$", "", text)
        try:
            strings = list(_strings(json.loads(bare)))
        except (ValueError, RecursionError):
            self.others.append([(text, place)])
            return
        for string in strings:
            inner = _Reader()
            inner.read(string, is_data=False)
            for placed in (inner.visible, *inner.others):
                self.others.append([(said, place) for said, _ in placed])


def _strings(node: object) -> Iterator[str]:
    match node:
        case str():
            yield node
        case list():
            for entry in node:
                yield from _strings(entry)
        case dict():
            for entry in node.values():
                yield from _strings(entry)
        case _:
            return
