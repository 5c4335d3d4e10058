"""What a model lets stand at a place of a file: which keys, in which order, and what sort of scalar."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Self

from pydantic import BaseModel

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Shapes:
    """The shapes that may stand at one place: several where a model has a choice, none at an unknown key."""

    root: Schema
    alternatives: tuple[Schema, ...]

    @classmethod
    def of(cls, model: type[BaseModel], *, by_id: bool = False) -> Self:
        """Return what may stand in a file of ``model``; ``by_id``: in one that has an entry for each id."""
        root = _schema(model)
        return cls(root, ({"additionalProperties": root},) if by_id else tuple(_resolved(root, root)))

    def at(self, step: str | int) -> Self:
        """Return what may stand at a key or position."""
        inner = (one for shape in self.alternatives for one in _inside(shape, step))
        return type(self)(
            self.root, tuple(found for schema in inner for found in _resolved(self.root, schema))
        )

    @property
    def keys(self) -> frozenset[str]:
        """Every key that may stand here."""
        return frozenset().union(*(shape.get("properties", {}) for shape in self.alternatives))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the shapes, as the models have them."""
        return tuple(str(shape["title"]) for shape in self.alternatives if "title" in shape)

    def order_for(self, keys: Mapping[str, object]) -> tuple[str, ...]:
        """Return the keys, in the model's order, of the shape that knows most of ``keys``."""
        orders = [tuple(shape.get("properties", ())) for shape in self.alternatives]
        return max(orders, key=lambda order: len(keys.keys() & set(order)), default=())

    def any_has(self, attribute: str, *values: object) -> bool:
        """Tell whether a shape has one of ``values`` as its ``attribute``, in the words of JSON Schema."""
        said = (shape.get(attribute) for shape in self.alternatives)
        return any(
            value in one if isinstance(one, list) else value == one for one in said for value in values
        )


@cache
def _schema(model: type[BaseModel]) -> Schema:
    return model.model_json_schema()


def _inside(shape: Schema, step: str | int) -> Iterator[Schema]:
    if isinstance(step, int) and "items" in shape:
        yield shape["items"]
    elif isinstance(step, str) and step in shape.get("properties", {}):
        yield shape["properties"][step]
    elif isinstance(step, str) and isinstance(shape.get("additionalProperties"), dict):
        yield shape["additionalProperties"]


def _resolved(root: Schema, node: Schema) -> Iterator[Schema]:
    """Yield the shapes that ``node`` allows, references and unions resolved."""
    if "$ref" in node:
        node = root["$defs"][node["$ref"].rsplit("/", 1)[-1]]
    alternatives = [*node.get("anyOf", ()), *node.get("oneOf", ())]
    if not alternatives:
        yield node
    for alternative in alternatives:
        yield from _resolved(root, alternative)
