"""Finds the comments and blank lines of a YAML file, and puts them back where their keys have gone.

The library that writes keeps a comment with what stands before it; a key that moves would leave its own
behind. So each is taken out with the path of what it is about, and put back by that.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

import yaml

from topicpages.editing.formatting.nodes import Path, children, extent, is_block, scalars
from topicpages.sources import Document

_ONLY_MARKS = re.compile(r"[\s\-?]*(?:\.\.\.\s*)?|%.*")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#.*)")
# Editors look for it on the first line.
_FOR_EDITORS = "yaml-language-server:"


class Where(Enum):
    """How a comment stands to what it is about."""

    BEFORE = auto()
    BESIDE = auto()
    AT_END = auto()


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment or, without text, a blank line, with the path of the entry or collection that it is about."""

    text: str
    path: Path
    where: Where


@dataclass(frozen=True, slots=True)
class _Mark:
    """A comment or blank line in the text: ``before`` is what stands before it on its line."""

    at: int
    text: str
    before: str

    @property
    def stands_alone(self) -> bool:
        return _ONLY_MARKS.fullmatch(self.before) is not None

    @property
    def column(self) -> int:
        return len(self.before) - len(self.before.lstrip())


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of a list or mapping: where it and its value begin, and at which column the entries stand."""

    start: int
    path: Path
    column: int
    value: yaml.Node


def comments_of(text: str, root: yaml.Node) -> tuple[Comment, ...]:
    """Return the comments and blank lines of ``text`` in order; of blank lines in a row, one."""
    lines = sorted(_lines(root), key=lambda entry: (entry.start, len(entry.path)))
    starts = [entry.start for entry in lines]
    flows = (entry.value for entry in lines if _in_brackets(entry))
    brackets = _Extents((flow.start_mark.index, flow.end_mark.index) for flow in flows)
    columns = {entry.path[:-1]: entry.column for entry in lines if entry.path}
    found: list[Comment] = []
    waiting: list[_Mark] = []
    place = 0
    for mark in _marks(text, root, brackets):
        here = bisect_right(starts, mark.at)
        if here != place:
            found += _alone(waiting, lines, place, columns)
            waiting, place = [], here
        if brackets.cover(mark.at):
            found.append(_within(mark, lines[here - 1]))
        elif mark.stands_alone:
            waiting.append(mark)
        else:
            path = lines[here - 1].path if here else ()
            found.append(Comment(mark.text, path, Where.BESIDE))
    found += _alone(waiting, lines, place, columns)
    return tuple(found)


def opened_by(comments: Collection[Comment]) -> frozenset[Path]:
    """Return the paths of all lists and mappings in which comments stand."""
    inside = ((one.path if one.where is Where.AT_END else one.path[:-1]) for one in comments if one.text)
    return frozenset(path[:length] for path in inside for length in range(len(path) + 1))


def _lines(root: yaml.Node) -> Iterator[_Entry]:
    """Yield the entries that have a line of their own; the root is one."""
    waiting: list[tuple[Path, yaml.Node]] = [((), root)]
    yield _Entry(root.start_mark.index, (), 0, root)
    while waiting:
        path, node = waiting.pop()
        if is_block(node):
            for inner, start, value in children(node, path):
                yield _Entry(start, inner, node.start_mark.column, value)
                waiting.append((inner, value))


def _in_brackets(entry: _Entry) -> bool:
    return isinstance(entry.value, yaml.CollectionNode) and bool(entry.value.flow_style)


class _Extents:
    """Parts of a text that do not overlap."""

    def __init__(self, parts: Iterable[tuple[int, int]]) -> None:
        self.parts = sorted(parts)
        self.starts = [start for start, _ in self.parts]

    def before(self, at: int) -> tuple[int, int]:
        """Return the last part that begins at or before ``at``; an empty one when there is none."""
        index = bisect_right(self.starts, at) - 1
        return self.parts[index] if index >= 0 else (0, 0)

    def cover(self, at: int) -> bool:
        """Tell whether the character at ``at`` is in a part."""
        start, end = self.before(at)
        return start <= at < end


def _marks(text: str, root: yaml.Node, brackets: _Extents) -> Iterator[_Mark]:
    """Yield comments and blank lines in order: of blank lines in a row one, and none in brackets."""
    taken = _Extents(extent(text, node) for node in scalars(root))
    was_blank = True
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        if mark := _comment_in(text, at, end, taken):
            yield mark
        if not line.strip() and not taken.cover(at) and not brackets.cover(at):
            if not was_blank:
                yield _Mark(at, "", "")
            was_blank = True
        else:
            was_blank = False
        at = end + 1


def _comment_in(text: str, start: int, end: int, taken: _Extents) -> _Mark | None:
    """Return the comment in the line from ``start`` to ``end``."""
    at = text.find("#", start, end)
    while at >= 0:
        if not taken.cover(at):
            return _Mark(at, text[at:end].rstrip(), text[start:at])
        scalar = taken.before(at)[0]
        header = _HEADER.fullmatch(text[scalar:end]) if scalar >= start else None
        if header:
            return _Mark(scalar + header.start(1), header[1].rstrip(), text[start : scalar + header.start(1)])
        at = text.find("#", at + 1, end)
    return None


def _within(mark: _Mark, flow: _Entry) -> Comment:
    """Return a comment in the brackets of ``flow`` with the innermost entry that it is about."""
    inner = list(children(flow.value, flow.path))
    for path, start, value in inner:
        deeper = _Entry(start, path, 0, value)
        if _in_brackets(deeper) and value.start_mark.index <= mark.at < value.end_mark.index:
            return _within(mark, deeper)
    before = [path for path, start, _ in inner if start < mark.at]
    after = [path for path, start, _ in inner if start > mark.at]
    if not inner:
        return Comment(mark.text, flow.path, Where.BEFORE)
    if before and not mark.stands_alone:
        return Comment(mark.text, before[-1], Where.BESIDE)
    if after:
        return Comment(mark.text, after[0], Where.BEFORE)
    return Comment(mark.text, flow.path, Where.AT_END)


def _alone(
    marks: Sequence[_Mark], lines: Sequence[_Entry], place: int, columns: Mapping[Path, int]
) -> Iterator[Comment]:
    """Yield lines of comments that stand before entry ``place``, each with what it is about."""
    before = lines[place - 1] if place else None
    after = lines[place] if place < len(lines) else None
    if before is None:
        yield from _at_top(marks, lines)
        return
    blank: list[_Mark] = []
    reached = False
    for mark in marks:
        if not mark.text:
            blank.append(mark)
            continue
        comment, reached = _about(mark, before, after, columns, reached=reached)
        yield from (Comment("", comment.path, comment.where) for _ in blank)
        yield comment
        blank = []
    if after is not None:
        yield from (Comment("", after.path, Where.BEFORE) for _ in blank)


def _about(
    mark: _Mark, before: _Entry, after: _Entry | None, columns: Mapping[Path, int], *, reached: bool
) -> tuple[Comment, bool]:
    """Return a comment with its place, and whether it is about what comes after it."""
    if not is_block(before.value) and before.value.start_mark.index > mark.at:
        return Comment(mark.text, before.path, Where.BEFORE), False  # between a key and its value
    if after is not None and (reached or mark.column <= after.column):
        return Comment(mark.text, after.path, Where.BEFORE), True
    ended = [before.path[:length] for length in range(len(before.path))]
    if after is not None:
        ended = [path for path in ended if after.path[: len(path)] != path]
    fitting = [path for path in ended if columns[path] <= mark.column]
    if fitting or after is None:
        # Of two at one column the outer: a key may begin where the dashes above it do.
        path = max(fitting, key=columns.__getitem__, default=())
        return Comment(mark.text, path, Where.AT_END), False
    return Comment(mark.text, after.path, Where.BEFORE), True


def _at_top(marks: Sequence[_Mark], lines: Sequence[_Entry]) -> Iterator[Comment]:
    """Yield what stands before the first entry: what a blank line parts from it is about the whole file."""
    last_blank = max((number for number, mark in enumerate(marks) if not mark.text), default=-1)
    first = lines[1] if len(lines) > 1 and isinstance(lines[0].value, yaml.MappingNode) else lines[0]
    for number, mark in enumerate(marks):
        of_file = number <= last_blank or _FOR_EDITORS in mark.text
        yield Comment(mark.text, () if of_file else first.path, Where.BEFORE)


def with_comments(document: Document, text: str, comments: Collection[Comment]) -> str:
    """Return ``text``, which ``document`` was read from and which has none, with ``comments`` in it."""
    lines = text.removesuffix("\n").split("\n")
    inserted: defaultdict[int, list[tuple[tuple[int, int], str]]] = defaultdict(list)
    beside: set[int] = set()
    for comment in comments:
        line = _line(document, comment.path)
        if comment.where is Where.AT_END:
            indent, rank = _column(document, comment.path, lines), (0, -len(comment.path))
            line = _line_after(document, comment.path, len(lines))
        elif comment.where is Where.BESIDE and line not in beside:
            beside.add(line)
            lines[line] += f"  {comment.text}"
            continue
        else:
            indent, rank = len(lines[line]) - len(lines[line].lstrip(" ")), (1, len(comment.path))
        inserted[line].append((rank, f"{' ' * indent}{comment.text}" if comment.text else ""))
    found: list[str] = []
    for number in range(len(lines) + 1):
        for _, told in sorted(inserted[number], key=lambda one: one[0]):
            if told or (found and found[-1]):
                found.append(told)
        found += lines[number : number + 1]
    return "\n".join(found).rstrip("\n") + "\n"


def _line(document: Document, path: Path) -> int:
    """Return the line, from 0, on which the entry at ``path`` begins."""
    return document.key_span(path).line - 1


def _line_after(document: Document, path: Path, last: int) -> int:
    """Return the first line behind all that stands in the collection at ``path``."""
    paths = list(document.spans)
    inside = [number for number, one in enumerate(paths) if one[: len(path)] == path]
    behind = paths[inside[-1] + 1 :]
    return _line(document, behind[0]) if behind else last


def _column(document: Document, path: Path, lines: Sequence[str]) -> int:
    """Return the column, from 0, at which the entries of the collection at ``path`` stand."""
    child = next(one for one in document.spans if len(one) == len(path) + 1 and one[:-1] == path)
    if child in document.keys:
        return document.keys[child].column - 1
    span = document.span(child)
    return lines[span.line - 1].rindex("-", 0, span.column - 1)
