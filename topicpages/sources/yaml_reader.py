"""Turns YAML text into plain values with the place of each: scalars stay text, nothing is guessed.

YAML can do more than an editor should meet (``NO`` that is false, keys that replace each other in
silence, aliases that grow without end). So the events are walked here and only plain trees accepted.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from topicpages.diagnostics import Diagnostic, Span, capped
from topicpages.sources.yaml_faults import Complaint, mistake

MAX_DEPTH = 12
MAX_NODES = 50_000

# The key of one entry, by the key of the list that it stands for.
ONE_OF: Mapping[str, str] = {
    "authors": "author",
    "citations": "citation",
    "kinds": "kind",
    "quotes": "quote",
    "values": "value",
}

Tree = str | None | list["Tree"] | dict[str, "Tree"]
Path = tuple[str | int, ...]

# Both parsers have marks of their own with the same fields.
Mark = Any

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What YAML does not admit, and what it alone takes for the end of a line: after one of those, a comment
# would go on as content, and no editor would agree on the number of a line.
_INADMISSIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_INADMISSIBLE_ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_CORE_TAGS = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True)
class Document:
    """A file's values and where each stands.

    ``spans`` maps the path of a value, such as ``("sections", 0, "title")``, to where it begins, and
    ``keys`` the path of a mapping's entry to where its key begins. ``()`` is the whole document.
    """

    path: str
    tree: Tree
    spans: Mapping[Path, Span]
    keys: Mapping[Path, Span] = field(default_factory=dict)
    verbatim: Mapping[Path, int] = field(default_factory=dict)
    """Of a scalar that one line has letter for letter: how many characters stand before it (a quote mark)."""
    verbatim_keys: Mapping[Path, int] = field(default_factory=dict)
    """The same of keys."""

    def written(self, path: Path) -> Path:
        """Return the path of the value at ``path`` as it was written, or of its nearest parent that exists.

        They are not the same where a short form was written: a text for a mapping, an entry for a list.
        """
        if path in self.spans:
            return path
        node: Any = self.tree
        own: Path = ()
        for step in path:
            if isinstance(node, dict) and step == 0:
                continue  # the one entry, without a list
            key = ONE_OF.get(str(step), step) if isinstance(node, dict) and step not in node else step
            if isinstance(node, dict) and key in node:
                own, node = (*own, key), node[str(key)]
            elif isinstance(node, list) and isinstance(key, int) and key < len(node):
                own, node = (*own, key), node[key]
            else:
                break
        return own

    def span(self, path: Path) -> Span:
        """Return where the value at ``path`` begins, or else its nearest parent that exists."""
        return self.spans.get(self.written(path)) or Span(self.path)

    def character_span(self, path: Path, offset: int) -> Span:
        """Return where character ``offset`` of the text at ``path`` stands.

        Of a text with escapes or on several lines that is where it begins.
        """
        span, mark = self.span(path), self.verbatim.get(self.written(path))
        return span if mark is None else Span(span.path, span.line, span.column + mark + offset)

    def letters_span(self, path: Path, *, of_key: bool = False) -> Span | None:
        """Return where the text at ``path``, or its key, begins behind a quote mark.

        ``None`` when no line has it letter for letter.
        """
        written = self._written_key(path) if of_key else self.written(path)
        spans, marks = (self.keys, self.verbatim_keys) if of_key else (self.spans, self.verbatim)
        if written not in marks:
            return None
        span = spans[written]
        return Span(span.path, span.line, span.column + marks[written])

    def key_span(self, path: Path) -> Span:
        """Return where the key of the entry at ``path`` begins, or else its value."""
        return self.keys.get(self._written_key(path)) or self.span(path)

    def _written_key(self, path: Path) -> Path:
        """Return the path of the entry at ``path`` as it was written, or ``()`` when its key is not there."""
        written = self.written(path)
        is_there = any(written[-1:] in ((key,), (ONE_OF.get(str(key)),)) for key in path[-1:])
        return written if is_there else ()

    def texts(self) -> Iterator[tuple[Path, str, Span]]:
        """Yield the path, text and place of every scalar that has one."""
        for path, span in self.spans.items():
            node: Any = self.tree
            try:
                for step in path:
                    node = node[step]
            except (KeyError, IndexError, TypeError):
                continue  # it stood below the first of two equal keys, and the second was kept
            if isinstance(node, str):
                yield path, node, span


@dataclass(frozen=True, slots=True)
class Place:
    """A value in a document, to be reported by."""

    document: Document
    path: Path = ()

    def __truediv__(self, step: str | int) -> "Place":
        return Place(self.document, (*self.path, step))

    @property
    def span(self) -> Span:
        """The span at which the value begins, or that of its nearest parent when it is absent."""
        return self.document.span(self.path)

    def character(self, offset: int) -> Span:
        """Return where character ``offset`` of the text stands, or where the text begins."""
        return self.document.character_span(self.path, offset)

    @property
    def siblings(self) -> Collection[str]:
        """The keys of the mapping in which the value stands."""
        node: Any = self.document.tree
        for step in self.path[:-1]:
            node = node[step]
        return list(node) if isinstance(node, dict) else ()

    @property
    def letters(self) -> Span | None:
        """Where the text begins behind a quote mark; ``None`` when no line has it letter for letter."""
        return self.document.letters_span(self.path)

    @property
    def key_letters(self) -> Span | None:
        """The same of the key of the value."""
        return self.document.letters_span(self.path, of_key=True)

    @property
    def key_span(self) -> Span:
        """Where the key of the value begins."""
        return self.document.key_span(self.path)


def read_yaml(text: str, path: str, *, first_line: int = 1) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Return the one document in ``text``; ``None`` when a fault leaves nothing to work with.

    ``first_line`` is the line of the file on which ``text`` begins. Mappings keep file order; empty
    plain scalars are ``None``, all others text as written. Never raises.
    """
    builder = _Builder(path, first_line)
    if found := _INADMISSIBLE.search(text):
        return None, (_inadmissible(text, found.start(), builder),)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.take(event)
    except _RefusedError:
        return None, capped(builder.faults)
    except yaml.MarkedYAMLError as error:
        builder.faults.append(_unparsable(text, error, builder))
        return None, capped(builder.faults)
    except (ValueError, OverflowError):  # the loader in Python, of an escape such as "\UFFFFFFFF"
        what = "an escape “\\U…” that stands for no character"
        builder.report("yaml-syntax", what, "write the character itself", None)
        return None, capped(builder.faults)
    return builder.document(), capped(builder.faults)


class _RefusedError(Exception):
    """Reading goes no further; the fault has been reported."""


class _Builder:
    """Grows the tree from parser events without recursion."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path, self.first_line = path, first_line
        self.faults: list[Diagnostic] = []
        self.spans: dict[Path, Span] = {}
        self.keys: dict[Path, Span] = {}
        self.verbatim: dict[Path, int] = {}
        self.verbatim_keys: dict[Path, int] = {}
        self.open: list[_Open] = []
        self.doubled: dict[Path, list[tuple[str, Span]]] = {}
        self.tree: Tree = None
        self.documents = self.nodes = 0

    def document(self) -> Document:
        self.faults.extend(self._doubled(parent, found) for parent, found in self.doubled.items())
        return Document(self.path, self.tree, self.spans, self.keys, self.verbatim, self.verbatim_keys)

    def _doubled(self, parent: Path, found: list[tuple[str, Span]]) -> Diagnostic:
        """Return the fault of keys that stand twice in one mapping: several are an entry without its dash."""
        key, span = found[0]
        first = self.keys[(*parent, key)].line
        others = [f"“{other}”" for other in dict.fromkeys(other for other, _ in found) if other != key]
        if not others:
            what = f"key “{key}” stands twice, first on line {first}"
            return Diagnostic(span, "duplicate-key", what, "keep one")
        what = f"key “{key}” stands twice, first on line {first}, and so do {', '.join(others)}"
        return Diagnostic(
            span, "duplicate-key", what, "if an entry of its own begins here, begin it with “- ”"
        )

    def span(self, mark: Mark) -> Span:
        if mark is None:
            return Span(self.path, self.first_line)
        return Span(self.path, mark.line + self.first_line, mark.column + 1)

    def report(self, code: str, what: str, remedy: str, mark: Mark) -> None:
        self.faults.append(Diagnostic(self.span(mark), code, what, remedy))

    def refuse(self, code: str, what: str, remedy: str, mark: Mark) -> "_RefusedError":
        self.report(code, what, remedy, mark)
        return _RefusedError()

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise self.refuse(
                    "yaml-documents", "a second document begins", "keep one document a file", event.start_mark
                )
        elif isinstance(event, yaml.AliasEvent):
            raise self.refuse(
                "yaml-alias", f"alias “*{event.anchor}”", "write the value out", event.start_mark
            )
        elif isinstance(event, yaml.NodeEvent):
            self._take_node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()

    def _take_node(self, event: Any) -> None:  # noqa: ANN401 -- scalars and collections have no common type with a tag
        mark = event.start_mark
        if event.anchor is not None:
            raise self.refuse(
                "yaml-anchor", f"anchor “&{event.anchor}”", "remove it and write values out", mark
            )
        if event.tag is not None:
            tag = event.tag.replace(_CORE_TAGS, "!!", 1)
            raise self.refuse("yaml-tag", f"tag “{tag}”", "remove it; the type follows from the key", mark)
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise self.refuse("yaml-size", f"more than {MAX_NODES:,} values", "split the file", mark)
        if isinstance(event, yaml.ScalarEvent):
            self._take_scalar(event)
            return
        if len(self.open) >= MAX_DEPTH:
            raise self.refuse("yaml-depth", f"nested deeper than {MAX_DEPTH} levels", "flatten it", mark)
        collection: dict[str, Tree] | list[Tree] = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self._place(collection, mark, as_key_forbidden=True)
        self.open.append(_Open(collection, path))

    def _take_scalar(self, event: yaml.ScalarEvent) -> None:
        parent = self.open[-1] if self.open else None
        if parent and isinstance(parent.collection, dict) and parent.key is None:
            self._take_key(parent, event)
            return
        empty = event.value == "" and event.implicit[0]
        self._refuse_controls(event)
        path = self._place(None if empty else event.value, event.start_mark)
        self._measure(self.verbatim, path, event)

    def _measure(self, into: dict[Path, int], path: Path, event: yaml.ScalarEvent) -> None:
        """Keep how a scalar stands on its line, if it stands there letter for letter."""
        start: Mark = event.start_mark
        end: Mark = event.end_mark
        marks = 1 if event.style else 0
        if start.line == end.line and end.column - start.column == len(event.value) + 2 * marks:
            into[path] = marks

    def _take_key(self, parent: "_Open", event: yaml.ScalarEvent) -> None:
        key, mark = event.value, event.start_mark
        self._refuse_controls(event)
        if key == "<<" and event.implicit[0]:
            raise self.refuse("yaml-merge", "merge key “<<”", "write the entries out", mark)
        path = (*parent.path, key)
        if key in parent.collection:
            self.doubled.setdefault(parent.path, []).append((key, self.span(mark)))
        else:
            self.keys[path] = self.span(mark)
            self._measure(self.verbatim_keys, path, event)
        parent.key = key

    def _refuse_controls(self, event: yaml.ScalarEvent) -> None:
        if found := _INADMISSIBLE_ESCAPED.search(event.value):
            what = f"character U+{ord(found.group()):04X} is not allowed"
            raise self.refuse("control-character", what, "remove it", event.start_mark)

    def _place(self, value: Tree, mark: Mark, *, as_key_forbidden: bool = False) -> Path:
        """Put ``value`` where the parser stands and return its path."""
        if not self.open:
            self.tree = value
            self.spans[()] = self.span(mark)
            return ()
        parent = self.open[-1]
        if isinstance(parent.collection, list):
            path = (*parent.path, len(parent.collection))
            parent.collection.append(value)
        elif parent.key is None and as_key_forbidden:
            raise self.refuse("yaml-key", "a key that is a list or mapping", "use plain text as key", mark)
        else:
            key = str(parent.key)
            path = (*parent.path, key)
            parent.collection[key] = value
            parent.key = None
        self.spans[path] = self.span(mark)
        return path


@dataclass(slots=True)
class _Open:
    collection: dict[str, Tree] | list[Tree]
    path: Path
    key: str | None = None


def _unparsable(text: str, error: yaml.MarkedYAMLError, builder: _Builder) -> Diagnostic:
    at = _position(error.problem_mark or error.context_mark)
    since = _position(error.context_mark or error.problem_mark)
    said = Complaint(str(error.problem or ""), str(error.context or ""), at, since)
    found = mistake(text, said, builder.first_line)
    span = Span(builder.path, found.line + builder.first_line, found.column + 1)
    last = builder.first_line + text.count("\n")
    if span.line > last:  # the parser adds a line end where the text has none
        span = Span(span.path, last, len(text) - text.rfind("\n"))
    return Diagnostic(span, "yaml-syntax", found.what, found.remedy)


def _position(mark: Mark) -> tuple[int, int]:
    return (mark.line, mark.column) if mark is not None else (0, 0)


def _inadmissible(text: str, at: int, builder: _Builder) -> Diagnostic:
    line = text.count("\n", 0, at)
    span = Span(builder.path, line + builder.first_line, at - text.rfind("\n", 0, at))
    what = f"character U+{ord(text[at]):04X} is not allowed"
    return Diagnostic(span, "control-character", what, "remove it")
