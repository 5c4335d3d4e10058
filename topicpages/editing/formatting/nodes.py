"""The values of a YAML file as its parser sees them, with where each begins and ends."""

from collections.abc import Iterator
from typing import cast

import yaml

Path = tuple[str | int, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def composed(text: str) -> yaml.Node:
    """Return the one value of ``text``, which our reader has read as a list or mapping without a fault."""
    return cast("yaml.Node", yaml.compose(text, Loader=_LOADER))


def is_block(node: yaml.Node) -> bool:
    """Tell whether ``node`` is a list or mapping with a line for each entry."""
    return isinstance(node, yaml.CollectionNode) and not node.flow_style


def children(node: yaml.Node, path: Path) -> Iterator[tuple[Path, int, yaml.Node]]:
    """Yield of each entry of ``node`` its path, where its key or else its value begins, and its value."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*path, key.value), key.start_mark.index, value
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield (*path, index), value.start_mark.index, value


def scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Yield every scalar of ``node``, the keys too."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield key
            yield from scalars(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from scalars(value)


def extent(text: str, node: yaml.ScalarNode) -> tuple[int, int]:
    """Return where the characters of a scalar begin and end, without blank lines behind it."""
    start, end = node.start_mark.index, node.end_mark.index
    return start, start + len(text[start:end].rstrip()) if node.style in {"|", ">"} else end


def block_text(text: str, node: yaml.ScalarNode) -> str:
    """Return a text that stands on lines of its own: its header, and its lines without their indentation."""
    start, end = extent(text, node)
    header, *lines = text[start:end].split("\n")
    indent = next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), 0)
    return "\n".join([header.split(" ")[0], *(line[indent:] for line in lines)])
