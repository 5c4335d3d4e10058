"""Says in an editor's words why a text is no YAML, and finds where the mistake was made.

The parser tells where it gave up, which is often lines below the mistake: a quote that nobody closed ends at
the next quote mark. So what the parser says only chooses among mistakes that are looked for in the text.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

_ENTRY = re.compile(r"[ \t]*(?:- +)*(?P<key>[^\s:#\[\]{},\"'][^:#\[\]{},]*?) *:(?: +(?P<value>\S.*))?$")
_GLUED = re.compile(r"(?P<key>[A-Za-z_]\w*):(?P<value>[^\s/].*)")
_WORDS = re.compile(r"(?P<key>[A-Za-z_]\w*)(?: +(?P<value>\S.*))?$")
_DASHES = re.compile(r"[ \t]*(?:- +)*")
_BLOCK_TEXT = re.compile(r"(?:^|[:\-] +)[|>][-+0-9]*(?: +#.*)?$")
_CLOSING = {"[": "]", "{": "}"}
_STRAY = frozenset(",]}")
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a parser says and where, lines and columns from 0; ``since``: what it could not end."""

    problem: str
    context: str
    at: tuple[int, int]
    since: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake in YAML: line and column from 0, what is wrong, what to do."""

    line: int
    column: int
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A text in quote marks: where it opens, and where the character behind its closing mark is, if any."""

    mark: str
    opens: tuple[int, int]
    behind: tuple[int, int] | None


class _Text:
    """The lines of a text and what opens in them, read as far as an error lets it be read."""

    def __init__(self, text: str, first_line: int) -> None:
        self.lines = text.split("\n")
        self.first_line = first_line

    def line(self, number: int) -> str:
        return self.lines[number] if number < len(self.lines) else ""

    def indent(self, number: int) -> int:
        return len(self.line(number)) - len(self.line(number).lstrip(" "))

    def named(self, number: int) -> str:
        return f"line {number + self.first_line}"

    def before(self, number: int) -> int | None:
        """Return the line above ``number`` that has content."""
        above = range(min(number, len(self.lines)) - 1, -1, -1)
        return next((one for one in above if self.line(one).split("#")[0].strip()), None)

    def quoted(self) -> Iterator[_Quoted]:
        """Yield the texts in quote marks, in order."""
        number, column, block = 0, 0, None
        while number < len(self.lines):
            if block is not None and (not self.line(number).strip() or self.indent(number) > block):
                number += 1
                continue
            block = None
            found = next(_openings(self.line(number), column), None)
            if found is None:
                block = self.indent(number) if _BLOCK_TEXT.search(self.line(number)) else None
                number, column = number + 1, 0
                continue
            quoted = _Quoted(self.line(number)[found], (number, found), self._closed(number, found))
            yield quoted
            if quoted.behind is None:
                return
            number, column = quoted.behind

    def _closed(self, number: int, column: int) -> tuple[int, int] | None:
        mark = self.line(number)[column]
        pattern = re.compile(r'(?:\\.|[^"\\])*"' if mark == '"' else r"(?:''|[^'])*'")
        start = column + 1
        for line in range(number, len(self.lines)):
            if found := pattern.match(self.lines[line], start):
                return line, found.end()
            start = 0
        return None


def _openings(line: str, start: int) -> Iterator[int]:
    """Yield the columns of ``line`` at which a quoted text may begin, from ``start``."""
    fresh = start == 0
    for column in range(start, len(line)):
        char = line[column]
        if char in "\"'" and fresh:
            yield column
        if char == "#" and (column == 0 or line[column - 1] in " \t"):
            return
        is_indicator = char in ":-?," and line[column + 1 : column + 2] in ("", " ")
        fresh = char in "[{" or (char in ",:" and is_indicator) or (fresh and (char in " \t" or is_indicator))


def mistake(text: str, complaint: Complaint, first_line: int) -> Mistake:
    """Return the mistake behind ``complaint``; ``text`` begins on ``first_line`` of its file."""
    lines = _Text(text, first_line)
    for look in _LOOKS:
        if found := look(lines, complaint):
            return found
    line, column = complaint.at
    what = "this cannot be read as YAML"
    return Mistake(line, column, what, "check quotes, indentation and colons here and on the line before")


def _tab(text: _Text, complaint: Complaint) -> Mistake | None:
    for line in dict.fromkeys((complaint.at[0], complaint.since[0])):
        lead = text.line(line)[: len(text.line(line)) - len(text.line(line).lstrip())]
        column = lead.find("\t")
        if column < 0 and text.line(line)[complaint.at[1] :].startswith("\t") and line == complaint.at[0]:
            column = complaint.at[1]
        if column >= 0:
            what = "a tab stands where YAML needs spaces"
            return Mistake(line, column, what, "indent with spaces, two for each level")
    return None


def _unclosed_quote(text: _Text, complaint: Complaint) -> Mistake | None:
    """Find a text in quotes that ends on another line than it begins, right where the parser gave up."""
    line, column = complaint.since
    mark = text.line(line)[column : column + 1]
    is_cut = "quoted scalar" in complaint.context and re.search("document|end of stream", complaint.problem)
    if mark and mark in "\"'" and (is_cut or "simple key" in complaint.context):
        return _not_closed(text, mark, line, column)
    for quoted in text.quoted():
        if quoted.opens > complaint.at:
            return None
        mark, (line, column), behind = quoted.mark, quoted.opens, quoted.behind
        is_key = behind is not None and text.line(behind[0])[behind[1] :].startswith(":")
        if behind is None or (behind[0] > line and (is_key or _is_loose(text, behind))):
            return _not_closed(text, mark, line, column)
        if behind[0] == line and _is_loose(text, behind):
            if "flow" in complaint.context and text.line(line)[behind[1] :].lstrip()[:1] in ('"', "'"):
                return None  # a comma is missing between the two
            rest = _short(text.line(line)[behind[1] :].strip())
            what = f"the text in {mark} ends before {rest}"
            other = "''" if mark == "'" else '\\"'
            return Mistake(
                line, behind[1] - 1, what, f"write {other} for a mark inside the text, or use “ and ”"
            )
    return None


def _not_closed(text: _Text, mark: str, line: int, column: int) -> Mistake:
    what = f"the quote mark {mark} is not closed: {_short(text.line(line)[column:])}"
    return Mistake(line, column, what, f"write {mark} at the end of the quoted text")


def _is_loose(text: _Text, behind: tuple[int, int]) -> bool:
    """Tell whether what stands behind a closing mark cannot follow it."""
    rest = text.line(behind[0])[behind[1] :]
    return not re.match(r"\s*(?:$|[,\]}]|:(?:\s|$|[\[{\"'])| #)", rest)


def _wrong_start(text: _Text, complaint: Complaint) -> Mistake | None:
    line, column = complaint.at
    char = text.line(line)[column : column + 1]
    is_stray = complaint.context == "while parsing a block node" and char in _STRAY
    if not char or not (is_stray or "cannot start any token" in complaint.problem):
        return None
    rest = text.line(line)[column:].rstrip()
    what = f"a text cannot begin with “{char}”"
    return Mistake(line, column, what, f"put it in quotes: {_in_quotes(rest)}")


def _escape(text: _Text, complaint: Complaint) -> Mistake | None:
    if "escape" not in complaint.problem and "hex" not in complaint.problem:
        return None
    line, column = complaint.at
    column = max(text.line(line).rfind("\\", 0, column + 1), 0)
    what = f"“{text.line(line)[column : column + 2]}” stands for no character"
    return Mistake(line, column, what, "write \\\\ for a backslash, or the character itself")


def _brackets(text: _Text, complaint: Complaint) -> Mistake | None:
    if "flow" not in complaint.context:
        return None
    (line, column), (opened, at) = complaint.at, complaint.since
    opening, char = text.line(opened)[at : at + 1], text.line(line)[column : column + 1]
    if "node" in complaint.context and char:
        return Mistake(line, column, f"nothing stands before “{char}”", "write a value, or remove the comma")
    if "node" in complaint.context:
        opened, at = _last_open(text, complaint.at) or complaint.at
        opening = text.line(opened)[at : at + 1]
    closing = _CLOSING.get(opening, "]")
    if char and char in "]}" and char != closing:
        what = f"“{opening}” is not closed before “{char}”"
        return Mistake(opened, at, what, f"write “{closing}” where it ends")
    if line > opened or not char:
        what = f"“{opening}” is not closed: {_short(text.line(opened)[at:])}"
        return Mistake(opened, at, what, f"write “{closing}” where it ends")
    what = f"{_short(text.line(line)[column:])} follows a value inside “{opening}{closing}”"
    remedy = "write a comma between the two, or put a text with “: ” or “, ” in quotes"
    return Mistake(line, column, what, remedy)


def _last_open(text: _Text, end: tuple[int, int]) -> tuple[int, int] | None:
    """Return the last bracket before ``end`` that nothing closes."""
    quotes = [(quoted.opens, quoted.behind or end) for quoted in text.quoted()]
    opened: list[tuple[int, int]] = []
    for number, line in enumerate(text.lines[: end[0] + 1]):
        for found in re.finditer(r"[\[\]{}]", line):
            at = (number, found.start())
            if at >= end or any(start <= at < behind for start, behind in quotes):
                continue
            if found[0] in _CLOSING:
                opened.append(at)
            elif opened:
                opened.pop()
    return opened[-1] if opened else None


def _second_colon(text: _Text, complaint: Complaint) -> Mistake | None:
    if "mapping values are not allowed" not in complaint.problem:
        return None
    line, column = complaint.at
    entry = _ENTRY.fullmatch(text.line(line).rstrip())
    if entry and entry["value"] and entry.start("value") < column:
        key, value = entry["key"], entry["value"]
        what = f"“: ” stands inside the text of “{key}”"
        return Mistake(line, column, what, f"put the text in quotes: {_line(key, _in_quotes(value))}")
    above = text.before(line)
    if above is None:
        return Mistake(line, column, "a key stands where none may", "begin it on a line of its own")
    entry = _ENTRY.fullmatch(text.line(above).rstrip())
    begins = _DASHES.match(text.line(line))
    if entry and begins:
        what = f"this line is indented deeper than “{entry['key']}”, which has its value already"
        return Mistake(line, begins.end(), what, f"indent it like {text.named(above)}")
    return _no_colon(text, above)


def _no_colon(text: _Text, line: int) -> Mistake:
    lead = _DASHES.match(text.line(line))
    column = lead.end() if lead else 0
    rest = text.line(line)[column:].rstrip()
    if glued := _GLUED.fullmatch(rest):
        what = f"no space follows the colon of “{glued['key']}”"
        return Mistake(line, column + len(glued["key"]), what, f"write {_line(glued['key'], glued['value'])}")
    what = f"{_short(rest)} has no key with a colon"
    words = _WORDS.fullmatch(rest)
    if words:
        return Mistake(line, column, what, f"write {_line(words['key'], words['value'] or '…')}")
    return Mistake(line, column, what, "write “key: value”, or put it on the line that it belongs to")


def _missing_colon(text: _Text, complaint: Complaint) -> Mistake | None:
    if "could not find expected ':'" not in complaint.problem:
        return None
    return _no_colon(text, complaint.since[0])


def _entry_on_line_of_key(text: _Text, complaint: Complaint) -> Mistake | None:
    if "sequence entries are not allowed" not in complaint.problem:
        return None
    line, column = complaint.at
    rest = text.line(line)[column:].lstrip("- ").rstrip()
    entry = _ENTRY.fullmatch(text.line(line).rstrip())
    is_value = entry is not None and entry.start("value") == column
    key = entry["key"] if entry and is_value else "key"
    what = f"a list entry begins on the line of “{key}”" if is_value else "a list entry begins inside a line"
    return Mistake(line, column, what, f"begin it on a line of its own, or write {_line(key, f'[{rest}]')}")


def _not_an_entry(text: _Text, complaint: Complaint) -> Mistake | None:
    if "block collection" not in complaint.context:
        return None
    line, column = complaint.at
    listed, said = complaint.since, _short(text.line(line)[column:])
    what = f"{said} is no entry of the list that begins on {text.named(listed[0])}"
    if text.line(line)[column : column + 2] == "- ":
        return Mistake(line, column, what, f"indent its “-” like that of {text.named(listed[0])}")
    dashed = (one for one in range(line - 1, -1, -1) if text.line(one)[listed[1] :].startswith("- "))
    entry = _ENTRY.fullmatch(text.line(next(dashed, listed[0])).rstrip())
    like = f"indent it like “{entry['key']}” before it" if entry else "indent it like the key of the list"
    return Mistake(line, column, what, f"{like}, or begin it with “- ”")


def _misindented(text: _Text, complaint: Complaint) -> Mistake | None:
    if "block mapping" not in complaint.context or complaint.at[0] >= len(text.lines):
        return None
    line, column = complaint.at
    if text.line(line)[:column].strip(" -"):
        what = f"{_short(text.line(line)[column:])} follows a value that is complete"
        return Mistake(line, column, what, "remove it, or put the whole text in quotes")
    above = text.before(line)
    where = f", like {text.named(complaint.since[0])} or {text.named(above)}" if above is not None else ""
    if above == complaint.since[0]:
        where = f", like {text.named(complaint.since[0])}"
    what = (
        f"{_short(text.line(line)[column:])} stands at an indentation of {column}, at which nothing is open"
    )
    return Mistake(line, column, what, f"indent it as what it belongs to{where}")


def _block_text(text: _Text, complaint: Complaint) -> Mistake | None:
    if "block scalar" not in complaint.context:
        return None
    line, column = complaint.since
    mark = text.line(line)[column : column + 1]
    what = f"more than the mark “{mark}” stands on its line"
    return Mistake(line, column, what, "begin the text on the next line, indented by two spaces")


def _marked(text: _Text, complaint: Complaint) -> Mistake | None:
    kinds = {"tag": "!", "anchor": "&", "alias": "*"}
    told = f"{complaint.context} {complaint.problem}"
    kind = next((kind for kind in kinds if re.search(rf"\b{kind}\b", told)), "")
    if not kind:
        return None
    line, column = complaint.since
    rest = text.line(line)[column:].rstrip()
    what = f"a text cannot begin with “{kinds[kind]}”"
    return Mistake(line, column, what, f"put it in quotes: {_in_quotes(rest)}")


def _behind_the_end(text: _Text, complaint: Complaint) -> Mistake | None:
    instruction = next((at for at, line in enumerate(text.lines) if line.startswith("%")), None)
    is_end = "<document start>" in complaint.problem
    if instruction is not None and (is_end or "directive" in f"{complaint.context}{complaint.problem}"):
        what = "a line that begins with “%” is an instruction to YAML"
        return Mistake(instruction, 0, what, "remove it, or put the text in quotes")
    if not is_end:
        return None
    line, column = complaint.at
    what = f"{_short(text.line(line)[column:])} follows a value that is complete"
    return Mistake(line, column, what, "remove it, or write every line as “key: value”")


_LOOKS: Sequence[Callable[[_Text, Complaint], Mistake | None]] = (
    _tab,
    _wrong_start,
    _escape,
    _block_text,
    _unclosed_quote,
    _brackets,
    _second_colon,
    _missing_colon,
    _entry_on_line_of_key,
    _marked,
    _not_an_entry,
    _misindented,
    _behind_the_end,
)


def _line(key: str, value: str) -> str:
    return f"“{key}: {_cut(value)}”"


def _in_quotes(text: str) -> str:
    mark = "'" if '"' in text else '"'
    return f"{mark}{_cut(text)}{mark}"


def _short(text: str) -> str:
    return f"“{_cut(text.strip())}”"


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
