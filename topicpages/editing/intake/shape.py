"""Sorts the lines of a text without markup, by the shape of each line and what stands around it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from topicpages.editing.intake.days import is_dateline, is_only_date
from topicpages.editing.intake.lines import Sorted, plain
from topicpages.editing.intake.phrases import begins_sources, reason
from topicpages.sources import LineRange, Role

_BULLET = re.compile(r"\s*(?:[•·▪‣●◦*–—-]|\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)")
_HEADING_MARK = re.compile(r"(#{1,6})\s+(?=\S)")
_RULE = re.compile(r"\s*(?:[-*_=~]\s*){3,}")
# In order: pictures, links, addresses, code, strong, emphasised, headings, quotations.
_MARKS = tuple(
    (re.compile(pattern, re.MULTILINE), instead)
    for pattern, instead in (
        (r"!\[[^\]\n]{0,300}\]\([^)\n]{0,500}\)", ""),
        (r"\[([^\]\n]{1,300})\](?:\([^)\n]{0,500}\)|\[[^\]\n]{0,300}\])", r"\1"),
        (r"<(https?://[^>\s]{1,500})>", r"\1"),
        (r"`{1,3}([^`\n]{1,300})`{1,3}", r"\1"),
        (r"(\*\*|__)(?=\S)(.{1,300}?)(?<=\S)\1", r"\2"),
        (r"(?<![\w*])([*_])(?=[^\s*_])([^*_\n]{1,300}?)(?<=\S)\1(?![\w*])", r"\2"),
        (r"^#{1,6}[ \t]+(.*?)[ \t]*#*$", r"\1"),
        (r"^(?:>[ \t]?)+", ""),
    )
)
_ENDS = (".", "!", "?", "…", "”", '"', ":", ";", ",")
_LONGEST_HEADING = 16
_SHORTEST_TITLE = 4
_SHORTEST_DECK = 12
_LONG = 25
_SENTENCE = 8
_SHORTEST_SENTENCE = 4
# Lines of a text that somebody wrapped are about as long as each other, and none is much longer.
_WRAPPED = (45, 100)
_FEWEST_WRAPPED = 4


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph: its lines, its text without marks, whether it is marked, whether a blank line is above."""

    lines: LineRange
    text: str
    bullet: bool = False
    level: int = 0
    apart: bool = True
    why: str = ""

    @property
    def count(self) -> int:
        return len(self.text.split())

    @property
    def ends(self) -> bool:
        return self.text.rstrip(" ’'»)").endswith(_ENDS)

    @property
    def is_sentence(self) -> bool:
        """Whether this may be a short paragraph."""
        return not self.level and self.text.endswith((".", ".”")) and self.count >= _SHORTEST_SENTENCE

    @property
    def is_text(self) -> bool:
        """Whether this reads as a paragraph: a sentence, or longer than any heading."""
        return (
            not self.level
            and not self.bullet
            and not self.why
            and (self.count > _LONG or (self.ends and self.count >= _SENTENCE))
        )


def sorted_text(text: str, *, markdown: bool = False) -> tuple[Sorted, ...]:
    """Return each paragraph of ``text`` as a passage or with why it is skipped, in order."""
    blocks = [_judged(block) for block in _blocks(text, markdown=markdown)]
    body = [index for index, block in enumerate(blocks) if block.is_text]
    if not body:
        body = [index for index, block in enumerate(blocks) if block.bullet and not block.why]
    if not body:
        return tuple(_skipped(block, block.why or "no sentence") for block in blocks)
    first = _first_passage(blocks, body[0])
    end = _end(blocks, body)
    return (*_head(blocks[:first]), *_main(blocks[first:end]), *_tail(blocks[end:]))


def without_marks(text: str) -> str:
    """Return Markdown as a reader sees it, line by line: links, emphasis and headings without their marks."""
    for pattern, instead in _MARKS:
        text = pattern.sub(instead, text)
    return text


def _blocks(text: str, *, markdown: bool) -> Iterator[_Block]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    wrapped = markdown or _is_wrapped(lines)
    run: list[str] = []
    first, apart = 0, True
    for number, line in enumerate((*lines, ""), start=1):
        begins = not wrapped or _BULLET.match(line) or _HEADING_MARK.match(line) or _RULE.fullmatch(line)
        if run and (not line.strip() or begins or _HEADING_MARK.match(run[0])):
            yield _block(run, LineRange(first, number - 1), apart=apart)
            apart = not line.strip()
            run = []
        if line.strip():
            first = first if run else number
            run.append(line)
        else:
            apart = True


def _is_wrapped(lines: Sequence[str]) -> bool:
    inner = [len(line) for line, after in pairwise(lines) if line.strip() and after.strip()]
    low, high = _WRAPPED
    if len(inner) < _FEWEST_WRAPPED or max(map(len, lines)) > high:
        return False
    return sorted(inner)[len(inner) // 2] >= low


def _block(run: Sequence[str], lines: LineRange, *, apart: bool) -> _Block:
    heading, bullet = _HEADING_MARK.match(run[0]), _BULLET.match(run[0])
    text = plain(" ".join(run))
    if _RULE.fullmatch(run[0]) and len(run) == 1:
        return _Block(lines, text, apart=apart, why="rule between parts")
    if heading:
        return _Block(lines, text.lstrip("# ").rstrip("# "), level=len(heading[1]), apart=apart)
    if bullet:
        return _Block(lines, plain(" ".join(run)[bullet.end() :]), bullet=True, apart=apart)
    return _Block(lines, text.removeprefix("> "), apart=apart)


def _judged(block: _Block) -> _Block:
    if block.why:
        return block
    why = reason(block.text)
    if not why and not block.is_text and is_dateline(block.text):
        why = "date line"
    return replace(block, why=why)


def _first_passage(blocks: Sequence[_Block], first: int) -> int:
    """Return the index of the first passage below the title: a bullet, heading or paragraph."""
    while first and not blocks[first - 1].why and (blocks[first - 1].bullet or blocks[first - 1].is_sentence):
        first -= 1
    above = first - 1
    if above > 0 and _may_be_heading(blocks[above]) and blocks[above].apart:
        title = [block for block in blocks[:above] if _may_be_title(block)]
        return (
            above if title and (blocks[above].level != 1) and blocks[above].count < _SHORTEST_DECK else first
        )
    return first


def _end(blocks: Sequence[_Block], body: Sequence[int]) -> int:
    """Return the index behind the last passage: a paragraph, a bullet below it, or a short sentence."""
    end = body[-1] + 1
    for index in range(end, len(blocks)):
        block = blocks[index]
        if begins_sources(block.text):
            break
        if not block.why and (block.is_sentence or (block.bullet and index == end)):
            end = index + 1
    return end


def _head(blocks: Sequence[_Block]) -> Iterator[Sorted]:
    """Yield what stands above the text: menus, the path of the page, title, deck, the author's line."""
    title = _title_in(blocks)
    meta = False
    deck = title is not None
    for index, block in enumerate(blocks):
        if index == title:
            yield Sorted(block.lines, block.text, Role.TITLE)
        elif block.why:
            meta, deck = True, deck and title is not None and index < title
            yield _skipped(block, block.why)
        elif title is None or index < title:
            yield _skipped(block, "above the title" if title is not None else "above the text")
        elif deck and not block.bullet and (not meta or block.apart):
            deck = False
            yield Sorted(block.lines, block.text, Role.DECK)
        elif meta and not block.apart:
            yield _skipped(block, "beside the author line")
        elif _may_be_heading(block):
            yield Sorted(block.lines, block.text, Role.HEADING)
        else:
            yield _skipped(block, "above the text")


def _title_in(blocks: Sequence[_Block]) -> int | None:
    """Return the title: the main heading, what the path of the page repeats, else the first that may be."""
    main = next((index for index, block in enumerate(blocks) if block.level == 1), None)
    if main is None:
        main = _repeated_title(blocks)
    if main is None:
        main = next((index for index, block in enumerate(blocks) if _may_be_title(block)), None)
    alone = len(blocks) == 1 and _may_be_heading(blocks[0])
    return 0 if main is None and alone else main


def _repeated_title(blocks: Sequence[_Block]) -> int | None:
    """Return the line that the path of the page repeats at its end."""
    paths = [block.text for block in blocks if block.why == "path of the page"]
    for index, block in enumerate(blocks):
        if not block.why and block.count > 1 and any(path.endswith(block.text) for path in paths):
            return index
    return None


def _main(blocks: Sequence[_Block]) -> Iterator[Sorted]:
    sources = False
    for index, block in enumerate(blocks):
        after = next((other for other in blocks[index + 1 :] if not other.why), None)
        if begins_sources(block.text):
            sources = True
        elif block.is_text and not block.bullet and block.count > _LONG:
            sources = False
        if sources:
            yield _skipped(block, "source list")
        elif block.why:
            yield _skipped(block, block.why)
        elif block.bullet:
            yield Sorted(block.lines, block.text, Role.BULLET)
        elif block.level or (_may_be_heading(block) and after is not None):
            yield _heading(block, after)
        else:
            yield Sorted(block.lines, block.text, Role.BODY)


def _tail(blocks: Sequence[_Block]) -> Iterator[Sorted]:
    sources = False
    for block in blocks:
        sources = (sources and not block.why) or begins_sources(block.text)
        yield _skipped(block, "source list" if sources else block.why or "after the end of the article")


def _heading(block: _Block, after: _Block | None) -> Sorted:
    if after is not None and after.bullet and block.count <= 2 and not block.level:  # noqa: PLR2004
        return _skipped(block, "label of the list that follows")
    return Sorted(block.lines, block.text, Role.HEADING)


def _may_be_heading(block: _Block) -> bool:
    if block.level:
        return True
    ends = block.ends and not block.text.endswith(("?", "!"))
    return not (block.why or block.bullet or ends) and block.count <= _LONGEST_HEADING


def _may_be_title(block: _Block) -> bool:
    if block.why or block.bullet or is_only_date(block.text):
        return False
    return block.level == 1 or (
        _SHORTEST_TITLE <= block.count <= _LONG and not block.text.endswith((".", ":", ","))
    )


def _skipped(block: _Block, why: str) -> Sorted:
    return Sorted(block.lines, block.text, None, why)
