"""Short forms of what is written most: each means one thing, and the program meets only what it means."""

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from topicpages.sources.model.scalars import Shape
from topicpages.sources.yaml_reader import ONE_OF


class ShortShape(Shape):
    """A shape with short forms.

    A text in place of the mapping is its ``PLAIN``. A key in ``LISTS`` may hold its one entry without a list,
    and so may the key of the singular that ``ONE_OF`` has for it. Who writes both keys is told so.
    """

    PLAIN: ClassVar[str] = ""
    LISTS: ClassVar[tuple[str, ...]] = ()

    @model_validator(mode="before")
    @classmethod
    def _in_full(cls, raw: object) -> object:
        """Return what ``raw`` means in full."""
        if isinstance(raw, str) and cls.PLAIN:
            return {cls.PLAIN: raw}
        if not isinstance(raw, Mapping) or not cls.LISTS:
            return raw
        longer = {ONE_OF[key]: key for key in cls.LISTS if key in ONE_OF and key not in raw}
        full = {longer.get(key, key): value for key, value in raw.items()}
        return {
            key: [value] if key in cls.LISTS and isinstance(value, str | Mapping) else value
            for key, value in full.items()
        }

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return the schema with the short forms."""
        schema = handler(core_schema)
        shape = handler.resolve_ref_schema(schema)
        properties, required = shape.get("properties", {}), shape.get("required", [])
        # A short form stands beside its long form: the order is the one in which `fmt` writes keys.
        for key, listed in tuple(properties.items()):
            del properties[key]
            properties[key] = {"anyOf": [listed, listed["items"]]} if key in cls.LISTS else listed
            if key in cls.LISTS and key in ONE_OF:
                properties[ONE_OF[key]] = listed["items"]
                _give_one(shape, key, ONE_OF[key], needed=key in required)
        if cls.PLAIN and properties:
            full = dict(shape)
            shape.clear()
            shape["anyOf"] = [properties[cls.PLAIN], full]
        return schema


def _give_one(shape: dict[str, Any], key: str, short: str, *, needed: bool) -> None:
    """Let a mapping have ``key`` or ``short`` and not both; at least one of them where it is ``needed``."""
    if needed:
        shape["required"].remove(key)
        shape.setdefault("allOf", []).append({"oneOf": [{"required": [key]}, {"required": [short]}]})
    else:
        shape.setdefault("allOf", []).append({"not": {"required": [key, short]}})
