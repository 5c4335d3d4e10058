"""Turns YAML text into plain values with the place of each: scalars stay text, nothing is guessed.

YAML can do more than an editor should meet (``NO`` that is false, keys that replace each other in
silence, aliases that grow without end). So the events are walked here and only plain trees accepted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from topicpages.diagnostics import Diagnostic, Span

MAX_DEPTH = 12
MAX_NODES = 100_000

Tree = str | None | list["Tree"] | dict[str, "Tree"]
Path = tuple[str | int, ...]

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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

    def span(self, path: Path) -> Span:
        """Return where the value at ``path`` begins, or else its nearest parent that exists."""
        for length in range(len(path), -1, -1):
            found = self.spans.get(path[:length])
            if found is not None:
                return found
        return Span(self.path)

    def key_span(self, path: Path) -> Span:
        """Return where the key of the entry at ``path`` begins, or else its value."""
        return self.keys.get(path) or self.span(path)


@dataclass(frozen=True, slots=True)
class Place:
    """A value in a document, to be reported by."""

    document: Document
    path: Path = ()

    def __truediv__(self, step: str | int) -> "Place":
        return Place(self.document, (*self.path, step))

    @property
    def span(self) -> Span:
        """Where the value begins, or its nearest parent when it is absent."""
        return self.document.span(self.path)

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
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.take(event)
    except _Refused:
        return None, tuple(builder.faults)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        builder.report("yaml-syntax", _described(error), "check quotes, indentation and colons", mark)
        return None, tuple(builder.faults)
    except (yaml.YAMLError, UnicodeError, ValueError) as error:
        where, what = _unmarked(text, error, builder)
        builder.faults.append(Diagnostic(where, "yaml-syntax", what, "remove the character"))
        return None, tuple(builder.faults)
    return builder.document(), tuple(builder.faults)


class _Refused(Exception):
    """Reading goes no further; the fault has been reported."""


class _Builder:
    """Grows the tree from parser events without recursion."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path, self.first_line = path, first_line
        self.faults: list[Diagnostic] = []
        self.spans: dict[Path, Span] = {}
        self.keys: dict[Path, Span] = {}
        self.open: list[_Open] = []
        self.tree: Tree = None
        self.documents = self.nodes = 0

    def document(self) -> Document:
        return Document(self.path, self.tree, self.spans, self.keys)

    def span(self, mark: yaml.Mark | None) -> Span:
        if mark is None:
            return Span(self.path, self.first_line)
        return Span(self.path, mark.line + self.first_line, mark.column + 1)

    def report(self, code: str, what: str, remedy: str, mark: yaml.Mark | None) -> None:
        self.faults.append(Diagnostic(self.span(mark), code, what, remedy))

    def refuse(self, code: str, what: str, remedy: str, mark: yaml.Mark | None) -> "_Refused":
        self.report(code, what, remedy, mark)
        return _Refused()

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

    def _take_node(self, event: yaml.NodeEvent) -> None:
        mark = event.start_mark
        if event.anchor is not None:
            raise self.refuse(
                "yaml-anchor", f"anchor “&{event.anchor}”", "remove it and write values out", mark
            )
        if event.tag is not None:
            raise self.refuse(
                "yaml-tag", f"tag “{event.tag}”", "remove it; the type follows from the key", mark
            )
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
        self._place(None if empty else event.value, event.start_mark)

    def _take_key(self, parent: "_Open", event: yaml.ScalarEvent) -> None:
        key, mark = event.value, event.start_mark
        self._refuse_controls(event)
        if key == "<<" and event.implicit[0]:
            raise self.refuse("yaml-merge", "merge key “<<”", "write the entries out", mark)
        path = (*parent.path, key)
        if path in self.keys:
            first = self.keys[path].line
            self.report("duplicate-key", f"key “{key}” stands twice, first on line {first}", "keep one", mark)
        else:
            self.keys[path] = self.span(mark)
        parent.key = key

    def _refuse_controls(self, event: yaml.ScalarEvent) -> None:
        control = next(
            (char for char in event.value if char < " " and char not in "\n\t" or char == "\x7f"), None
        )
        if control is not None:
            what = f"control character U+{ord(control):04X}"
            raise self.refuse("control-character", what, "remove it", event.start_mark)

    def _place(self, value: Tree, mark: yaml.Mark, *, as_key_forbidden: bool = False) -> Path:
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


def _described(error: yaml.MarkedYAMLError) -> str:
    return " ".join(part for part in (error.problem, error.context) if part) or "not YAML"


def _unmarked(text: str, error: Exception, builder: _Builder) -> tuple[Span, str]:
    """Return place and words for a character that YAML does not admit; the parser gives only its index."""
    for line, content in enumerate(text.split("\n")):
        for column, char in enumerate(content):
            if _inadmissible(char):
                return Span(
                    builder.path, line + builder.first_line, column + 1
                ), f"character U+{ord(char):04X} is not allowed"
    return builder.span(
        None
    ), f"not YAML: {str(error).splitlines()[0] if str(error) else type(error).__name__}"


def _inadmissible(char: str) -> bool:
    code = ord(char)
    return (
        (code < 0x20 and char not in "\t")
        or 0x7F <= code < 0xA0
        and code != 0x85
        or 0xD800 <= code < 0xE000
        or code in (0xFFFE, 0xFFFF, 0xFEFF)
    )
