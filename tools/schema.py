"""Writes ``schema/*.schema.json`` from the models, for editors that complete and check YAML.

usage: python -m tools.schema [--check]

With ``--check`` nothing is written; the exit status is 1 when a schema is not what the models give.

An editor guesses types where the build does not: for it ``2021`` is a number. So where the build reads text,
a number is right as well.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from topicpages.sources.ids import LONGEST
from topicpages.sources.model import (
    BARE,
    ArticleRecord,
    Entity,
    FactSheet,
    Origin,
    Paraphrases,
    Publisher,
    SiteSpec,
    Unit,
    Warnings,
    Wording,
)

FOLDER = Path(__file__).parents[1] / "schema"
# Editors know this draft best, and it has all that the models need.
_DRAFT = "http://json-schema.org/draft-07/schema#"
_ID = {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": LONGEST}

_FILES: Mapping[str, type[BaseModel]] = {
    "fact-sheet": FactSheet,
    "article": ArticleRecord,
    "paraphrases": Paraphrases,
    "site": SiteSpec,
    "warnings": Warnings,
    "wording": Wording,
}
_REGISTRIES: Mapping[str, type[BaseModel]] = {
    "publishers": Publisher,
    "origins": Origin,
    "entities": Entity,
    "units": Unit,
}

Node = dict[str, Any]


def schemas() -> Mapping[str, str]:
    """Return the text of each schema by the name of its file."""
    found = {name: model.model_json_schema() for name, model in _FILES.items()}
    for name, model in _REGISTRIES.items():
        entry = model.model_json_schema()
        shapes = entry.pop("$defs", {})
        by_id = {"propertyNames": _ID, "additionalProperties": entry, "$defs": shapes}
        found[name] = {"description": f"``sources/{name}.yml``: entries by id.", "type": "object", **by_id}
    return {f"{name}.schema.json": _text(schema) for name, schema in found.items()}


def _text(schema: Node) -> str:
    return json.dumps({"$schema": _DRAFT, **_for_editors(schema)}, ensure_ascii=False, indent=2) + "\n"


def _for_editors(schema: Node) -> Node:
    """Return ``schema`` with numbers where text may stand, and without titles that repeat the key."""
    adapted = {key: _adapted(key, value) for key, value in schema.items() if key not in {"title", BARE}}
    if adapted.get("type") == "string" and not {"enum", "const", "format", "pattern"} & adapted.keys():
        adapted["type"] = ["string", "number"]
    return adapted


def _adapted(key: str, value: object) -> object:
    match key, value:
        case (("properties" | "$defs"), dict()):
            return {name: _for_editors(one) for name, one in value.items()}
        case (("items" | "additionalProperties"), dict()):
            return _for_editors(value)
        case (("anyOf" | "oneOf"), list()):
            return [_for_editors(one) for one in value]
        case "description", str():
            return " ".join(value.replace("``", "`").split())
        case _:
            return value


def main(arguments: Sequence[str]) -> int:
    """Write the schemas, or with ``--check`` name those that differ; return the exit status."""
    wanted = schemas()
    there = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.json")}
    if "--check" not in arguments:
        FOLDER.mkdir(exist_ok=True)
        for name, text in wanted.items():
            (FOLDER / name).write_text(text, "utf-8")
        return 0
    stale = [name for name in sorted({*wanted, *there}) if wanted.get(name) != there.get(name)]
    for name in stale:
        print(f"schema/{name} is not what the models give (run `make schema`, delete what no model has)")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
