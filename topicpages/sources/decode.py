"""Turns a document's values into a model, and pydantic's errors into faults of shape with a place."""

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from topicpages.diagnostics import MAX_FAULTS, Diagnostic, Span, capped
from topicpages.sources.ids import id_problem
from topicpages.sources.yaml_reader import Document, Path, Place, Tree

Model = TypeVar("Model", bound=BaseModel)

_EXPECTED = {
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "dict_type": "a mapping",
    "tuple_type": "a list",
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "decimal_type": "a number",
    "decimal_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "date_type": "a day such as 2026-02-05",
    "union_tag_not_found": "a mapping",
}
_MANY = 20 * MAX_FAULTS
_SHAPE_TAG = re.compile("<[a-z]+>")
# A value this long in a message would bury what is wrong with it.
_SHOWN = 60


def decode_tree(place: Place, model: type[Model]) -> tuple[Model | None, tuple[Diagnostic, ...]]:
    """Return the value at ``place`` as ``model``, or ``None`` and what is wrong with it. Never raises."""
    tree = _tree_at(place.document, place.path)
    try:
        return model.model_validate(tree), ()
    except ValidationError as error:
        details = (dict(detail) for detail in _few(error, model, tree).errors(include_url=False))
        found = (_fault(place, model, detail) for detail in details if not _is_echo(detail))
        return None, tuple(sorted(set(capped(found))))


def decode_registry(
    document: Document, model: type[Model]
) -> tuple[Mapping[str, Model], tuple[Diagnostic, ...]]:
    """Return the entries of a file that maps ids to ``model``; entries with faults are left out."""
    place = Place(document)
    if not isinstance(document.tree, dict):
        return {}, (_wrong_type(place, "a mapping of ids", document.tree),)
    entries: dict[str, Model] = {}
    faults: list[Diagnostic] = []
    for key in document.tree:
        if len(faults) > MAX_FAULTS:
            break
        problem = id_problem(key)
        if problem:
            faults.append(bad_id((place / key).key_span, problem))
        entry, found = decode_tree(place / key, model)
        faults.extend(found)
        if entry is not None and not problem:
            entries[key] = entry
    return entries, capped(faults)


def bad_id(span: Span, problem: str) -> Diagnostic:
    """Return the fault of an id; ``problem`` is what ``ids.id_problem`` said, remedy in parentheses."""
    what, _, remedy = problem.rpartition(" (")
    return Diagnostic(span, "bad-id", what, remedy.removesuffix(")"))


def near_miss(word: str, known: Collection[str]) -> str:
    """Return “did you mean …” for the known word closest to ``word``, or the empty string."""
    close = difflib.get_close_matches(word[:100], sorted(known), n=1, cutoff=0.6)
    return f"did you mean “{close[0]}”?" if close else ""


def _tree_at(document: Document, path: Path) -> Any:  # noqa: ANN401 -- as deep as the path says
    node: Any = document.tree
    for step in path:
        node = node[step]
    return node


def _few(error: ValidationError, model: type[BaseModel], tree: Tree) -> ValidationError:
    """Return ``error``, or when it has very many details that of the beginnings of all lists and mappings.

    The details of a megabyte of faults would take hundreds.
    """
    if error.error_count() <= _MANY:
        return error
    try:
        model.model_validate(_beginning(tree))
    except ValidationError as fewer:
        return fewer
    return error


def _beginning(tree: Tree) -> Tree:
    # One more than are told: so that there are others is told too.
    if isinstance(tree, dict):
        return {key: _beginning(value) for key, value in islice(tree.items(), MAX_FAULTS + 1)}
    return [_beginning(value) for value in tree[: MAX_FAULTS + 1]] if isinstance(tree, list) else tree


def _is_echo(detail: dict[str, Any]) -> bool:
    """Tell whether a list is too short only because pydantic left out entries with faults of their own."""
    return bool(detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"])


def _fault(place: Place, model: type[BaseModel], detail: dict[str, Any]) -> Diagnostic:
    """Return pydantic's error ``detail`` in our words."""
    loc = _without_tags(detail["loc"])
    where, absent = _followed(place, loc)
    kind, raw, context = detail["type"], detail.get("input"), detail.get("ctx", {})
    if kind == "missing":
        span = where.key_span if where.path else where.span
        return Diagnostic(span, "missing-key", f"key “{absent}” is missing", "add it")
    if kind == "extra_forbidden":
        return _unknown_key(where, str(loc[-1]), _keys_at(model, loc[:-1]))
    if kind == "value_error":
        return _own_fault(where, str(context.get("error", detail["msg"])))
    if kind in {"enum", "literal_error"}:
        return _not_one_of(where, raw, str(context.get("expected", "")))
    if kind == "too_short" and raw:
        what = f"{len(raw)} given where at least {context['min_length']} are needed"
        return Diagnostic(where.span, "too-few", what, "add what is missing")
    if kind in {"too_short", "string_too_short"}:
        return Diagnostic(
            where.span, "empty-value", "nothing stands here", "write something or remove the key"
        )
    if kind == "too_long" and raw:
        what = f"{len(raw)} given where at most {context['max_length']} may stand"
        return Diagnostic(where.span, "too-long", what, "leave some out, or make more than one of it")
    if kind == "string_too_long":
        limit = context.get("max_length", 0)
        return Diagnostic(where.span, "too-long", f"longer than {limit:,} characters", "shorten or split it")
    if kind in _EXPECTED:
        return _wrong_type(where, _EXPECTED[kind], raw)
    return Diagnostic(where.span, "bad-value", f"{_shown(raw)}: {detail['msg'].lower()}", "correct it")


def _without_tags(loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Return ``loc`` without the shapes of unions that pydantic puts into it, written ``<so>``."""
    return (*(step for step in loc[:-1] if not _SHAPE_TAG.fullmatch(str(step))), *loc[-1:])


def _followed(place: Place, loc: tuple[str | int, ...]) -> tuple[Place, str | int]:
    """Return the deepest place on the way along ``loc`` that exists, and the step that was not found."""
    node = _tree_at(place.document, place.path)
    absent: str | int = ""
    for step in loc:
        if _has(node, step):
            place, node = place / step, node[step]
        else:
            absent = step
    return place, absent


def _has(node: object, step: str | int) -> bool:
    if isinstance(node, dict):
        return step in node
    return isinstance(node, list) and isinstance(step, int) and step < len(node)


def _own_fault(where: Place, text: str) -> Diagnostic:
    """Return a fault that a model's own validator raised as ``code|what|remedy`` or ``code|what``."""
    code, _, rest = text.partition("|")
    if code == "bad-id":
        return bad_id(where.span, rest)
    what, _, remedy = rest.rpartition("|") if "|" in rest else (rest, "", "correct it")
    return Diagnostic(where.span, code, what, remedy)


def _unknown_key(where: Place, key: str, known: set[str]) -> Diagnostic:
    if key in known:  # of the other shape that may stand here
        what = f"key “{key}” does not go with the other keys here"
        return Diagnostic(where.key_span, "unknown-key", what, "move or remove it")
    remedy = near_miss(key, known) or f"known here: {', '.join(sorted(known))}"
    return Diagnostic(where.key_span, "unknown-key", f"unknown key {_shown(key)}", remedy)


def _not_one_of(where: Place, raw: object, expected: str) -> Diagnostic:
    allowed = {word.strip().strip("'") for word in expected.replace(" or ", ", ").split(",")}
    remedy = near_miss(str(raw), allowed) or f"one of: {', '.join(sorted(allowed))}"
    return Diagnostic(where.span, "unknown-value", f"{_shown(raw)} is not allowed here", remedy)


def _wrong_type(where: Place, expected: str, raw: object) -> Diagnostic:
    return Diagnostic(
        where.span, "wrong-type", f"expected {expected}, found {_shown(raw)}", f"write {expected}"
    )


def _shown(raw: object) -> str:
    if raw is None:
        return "nothing"
    if isinstance(raw, Mapping):
        return "a mapping"
    if isinstance(raw, list | tuple):
        return "a list"
    text = str(raw)
    return f"“{text[:_SHOWN]}…”" if len(text) > _SHOWN else f"“{text}”"


@cache
def _schema(model: type[BaseModel]) -> Mapping[str, Any]:
    return model.model_json_schema()


def _keys_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> set[str]:
    """Return the keys that ``model`` admits at ``loc``."""
    root = _schema(model)
    nodes = [root]
    for step in loc:
        inner = [found for node in nodes for found in _inside(root, node, step)]
        # A step that leads nowhere is the tag of a union: stay.
        nodes = inner or nodes
    return {key for node in nodes for shape in _shapes(root, node) for key in shape.get("properties", {})}


def _inside(root: Mapping[str, Any], node: Mapping[str, Any], step: str | int) -> Iterator[Mapping[str, Any]]:
    for shape in _shapes(root, node):
        if isinstance(step, int) and "items" in shape:
            yield shape["items"]
        elif isinstance(step, str) and step in shape.get("properties", {}):
            yield shape["properties"][step]


def _shapes(root: Mapping[str, Any], node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the object and list shapes that ``node`` allows, references and unions resolved."""
    if "$ref" in node:
        node = root["$defs"][node["$ref"].rsplit("/", 1)[-1]]
    alternatives = [*node.get("anyOf", ()), *node.get("oneOf", ())]
    if not alternatives:
        yield node
    for alternative in alternatives:
        yield from _shapes(root, alternative)
