"""Writes the values of a YAML file in the canon: keys in the model's order, one way to write each scalar.

Names, ids and numbers stand bare where our reader and those that guess types read the same; sentences and
words of articles stand in double quotes, so that a colon more breaks nothing. A list or mapping on one line
stays there up to ``WIDTH``. A text on lines of its own keeps them.
"""

import io
import json
import re
from collections.abc import Collection, Iterator
from typing import Any

import yaml
from ruamel.yaml import YAML, events
from ruamel.yaml.emitter import Emitter

from topicpages.diagnostics import visible
from topicpages.editing.formatting.nodes import Path, block_text, is_block
from topicpages.sources import Shapes

WIDTH = 120

# YAML 1.2 takes these for numbers too, and YAML 1.1 the letters for yes and no.
_GUESSED = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+|[yYnN]"
)
# What every reader takes for the same number, or for yes and no.
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,10})?|true|false")
# Some dates are guessed, some are not (2026-02): all of them look the same.
_DATE = re.compile(r"[0-9]{4}[0-9X./~?%-]*")
_TEXT_TAG = "tag:yaml.org,2002:str"
_BARE_HEADER = re.compile(r"[|>]-?")
# A longer key is none to the reader unless “?” stands before it.
_LONGEST_KEY = 1_000

Pair = tuple[yaml.ScalarNode, yaml.Node]


def laid_out(text: str, root: yaml.Node, shapes: Shapes | None, *, opened: Collection[Path]) -> str:
    """Return the values below ``root`` in the canon, without comments and blank lines.

    ``opened`` are paths of collections that may not stand on one line, because a comment stands in them.
    """
    writer = YAML()
    writer.Emitter = _Writer
    writer.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    layout = _Layout(text, opened)
    whole = [
        events.StreamStartEvent(),
        events.DocumentStartEvent(explicit=False),
        *layout.node(root, shapes or Shapes({}, ()), (), column=0, indent=0),
        events.DocumentEndEvent(explicit=False),
        events.StreamEndEvent(),
    ]
    emitter = _Writer(stream, dumper=writer)
    emitter.best_map_indent, emitter.best_sequence_indent, emitter.sequence_dash_offset = 2, 4, 2
    for event in whole:
        emitter.emit(event)
    return "".join(f"{line.rstrip(' ')}\n" for line in stream.getvalue().splitlines())


class _Writer(Emitter):
    """Writes blocks as the library does, and scalars as they come: ready, and in one piece."""

    def choose_scalar_style(self) -> str:
        return ""

    def check_simple_key(self) -> bool:
        return len(self.event.value) <= _LONGEST_KEY

    def process_scalar(self) -> None:
        first, *others = self.event.value.split("\n")
        if first:
            self.write_indicator(first, need_whitespace=True)
        for line in others:
            self.write_line_break()
            self.stream.write(f"{' ' * (self.indent or 2)}{line}" if line else "")
        if others:
            self.write_line_break()
        self.style = self.analysis = None


class _Layout:
    """Turns nodes into events whose scalars are ready."""

    def __init__(self, text: str, opened: Collection[Path]) -> None:
        self.text, self.opened = text, opened
        self.guess: Any = yaml.resolver.Resolver()  # has no types
        self.syntax = yaml.emitter.Emitter(io.StringIO(), allow_unicode=True)

    def node(
        self, node: yaml.Node, shapes: Shapes, path: Path, *, column: int, indent: int
    ) -> Iterator[events.Event]:
        """Yield the events of ``node``: it begins at ``column``, or its entries have lines at ``indent``."""
        if isinstance(node, yaml.ScalarNode):
            yield _raw(block_text(self.text, node) if self.keeps_lines(node) else self.scalar(node, shapes))
        elif not is_block(node) and not self.is_too_long(node, shapes, path, column):
            yield _raw(self.one_line(node, shapes))
        elif isinstance(node, yaml.MappingNode):
            yield events.MappingStartEvent(None, None, implicit=True, flow_style=False)
            for key, value in self.ordered(node.value, shapes):
                written = self.key(key, in_flow=False)
                yield _raw(written)
                begins = indent + len(written) + 2
                inside = (*path, key.value)
                yield from self.node(value, shapes.at(key.value), inside, column=begins, indent=indent + 2)
            yield events.MappingEndEvent()
        else:
            yield events.SequenceStartEvent(None, None, implicit=True, flow_style=False)
            for index, value in enumerate(node.value):
                begins = indent + 2
                yield from self.node(value, shapes.at(index), (*path, index), column=begins, indent=begins)
            yield events.SequenceEndEvent()

    def is_too_long(self, node: yaml.Node, shapes: Shapes, path: Path, column: int) -> bool:
        if not node.value:
            return False
        return path in self.opened or column + len(self.one_line(node, shapes)) > WIDTH

    def keeps_lines(self, node: yaml.ScalarNode) -> bool:
        """Tell whether a text stands on lines of its own and can stand so anywhere."""
        header = self.text[node.start_mark.index :].split("\n", 1)[0].split(" ")[0]
        return node.style in {"|", ">"} and bool(_BARE_HEADER.fullmatch(header)) and bool(node.value.strip())

    def one_line(self, node: yaml.Node, shapes: Shapes) -> str:
        """Return ``node`` as it stands within a line."""
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node, shapes, in_flow=True)
        if isinstance(node, yaml.SequenceNode):
            inner = (self.one_line(one, shapes.at(index)) for index, one in enumerate(node.value))
            return f"[{', '.join(inner)}]"
        pairs = (
            f"{self.key(key, in_flow=True)}: {self.one_line(value, shapes.at(key.value))}"
            for key, value in self.ordered(node.value, shapes)
        )
        return f"{{{', '.join(pairs)}}}"

    def ordered(self, pairs: list[Pair], shapes: Shapes) -> list[Pair]:
        """Return the entries in the model's order; keys that it does not know stay at the end."""
        names = {key.value: value for key, value in pairs}
        ranks = {key: rank for rank, key in enumerate(shapes.order_for(names))}
        return sorted(pairs, key=lambda pair: ranks.get(pair[0].value, len(ranks)))

    def key(self, node: yaml.ScalarNode, *, in_flow: bool) -> str:
        return node.value if self.is_text(node.value, in_flow=in_flow) else self.quoted(node)

    def scalar(self, node: yaml.ScalarNode, shapes: Shapes, *, in_flow: bool = False) -> str:
        text: str = node.value
        if not text and not node.style:
            return ""
        bare = self.is_text(text, in_flow=in_flow)
        if _is_prose(shapes):
            # Marks and strokes would need strokes before them.
            return text if bare and ('"' in text or "\\" in text) else self.quoted(node)
        if not shapes.alternatives and node.style:
            return self.quoted(node)
        if _admits_numbers(shapes):
            bare = bare or _NUMBER.fullmatch(text) is not None
        elif _DATE.fullmatch(text):
            bare = False
        return text if bare else self.quoted(node)

    def is_text(self, text: str, *, in_flow: bool) -> bool:
        """Tell whether every reader takes ``text`` without quotes for this text."""
        found = self.syntax.analyze_scalar(text)
        if not (found.allow_flow_plain if in_flow else found.allow_block_plain) or not text.isprintable():
            return False
        tag = self.guess.resolve(yaml.ScalarNode, text, (True, False))
        return bool(text) and tag == _TEXT_TAG and not _GUESSED.fullmatch(text)

    def quoted(self, node: yaml.ScalarNode) -> str:
        """Return a scalar in double quotes; a character that nobody sees stands as the editor wrote it."""
        written = self.text[node.start_mark.index : node.end_mark.index]
        shown = json.dumps(node.value, ensure_ascii=False)
        return "".join(char if char in written else visible(char) for char in shown)


def _raw(text: str) -> events.ScalarEvent:
    return events.ScalarEvent(None, None, (True, True), text)


def _is_prose(shapes: Shapes) -> bool:
    return any("maxLength" in one and not one.get("x-bare") for one in shapes.alternatives)


def _admits_numbers(shapes: Shapes) -> bool:
    return not shapes.alternatives or shapes.any_has("type", "number", "integer", "boolean")
