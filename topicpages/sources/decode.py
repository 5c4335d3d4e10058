"""Turns a document's values into a model, and pydantic's errors into faults of shape with a place."""

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from topicpages.diagnostics import MAX_FAULTS, Diagnostic, Fix, Span, capped, near_miss
from topicpages.sources.ids import id_problem
from topicpages.sources.model.examples import EXAMPLES, MEANT, Example, filled, line
from topicpages.sources.shapes import Shapes
from topicpages.sources.slips import one_slip
from topicpages.sources.yaml_reader import ONE_OF, Document, Path, Place, Tree

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
_WORDS = frozenset(("enum", "literal_error"))
_MANY = 20 * MAX_FAULTS
_GLUED = re.compile(r"([A-Za-z_]\w*):([^\s/].*)")
_SHAPE_TAG = re.compile("<[a-z]+>")
# How alike the only word is that is meant, from 0 to 1.
_ALIKE = 0.75
# A value this long in a message would bury what is wrong with it.
_SHOWN = 60


def decode_tree(place: Place, model: type[Model]) -> tuple[Model | None, tuple[Diagnostic, ...]]:
    """Return the value at ``place`` as ``model``, or ``None`` and what is wrong with it. Never raises."""
    tree = _tree_at(place.document, place.path)
    try:
        return model.model_validate(tree), ()
    except ValidationError as error:
        details = [dict(detail) for detail in _few(error, model, tree).errors(include_url=False)]
        found = (_fault(place, model, detail) for detail in _mistakes(model, details))
        return None, tuple(sorted(set(capped(found))))


def decode_registry(
    document: Document, model: type[Model]
) -> tuple[Mapping[str, Model], tuple[Diagnostic, ...]]:
    """Return the entries of a file that maps ids to ``model``; entries with faults are left out."""
    place = Place(document)
    if not isinstance(document.tree, dict):
        remedy = f"write it as in “{line('some-id', _entry(model))}”"
        return {}, (_wrong_type(place, "a mapping of ids", document.tree, remedy),)
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


def _mistakes(model: type[BaseModel], details: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the details that are no echo of others: a misspelt key is not missing as well."""
    meant: dict[tuple[str | int, ...], dict[str, str]] = {}
    for detail in details[: MAX_FAULTS + 1]:
        if detail["type"] == "extra_forbidden":
            *parent, key = detail["loc"]
            at = tuple(parent)
            if key_meant := _meant(model, at, str(key)):
                meant.setdefault(at, {}).setdefault(key_meant, str(key))
    slips: set[tuple[tuple[str | int, ...], str]] = set()
    for detail in details:
        *parent, key = detail["loc"] or ("",)
        said_of = meant.get(tuple(parent), {})
        is_echo = _is_echo(detail) or (detail["type"] == "missing" and str(key) in said_of)
        if detail["type"] == "extra_forbidden" and (
            sort := _slip(model, tuple(parent), str(key), detail["input"])
        ):
            is_echo = (tuple(parent), sort) in slips
            slips.add((tuple(parent), sort))
            if not is_echo:
                yield detail
            continue
        if detail["type"] == "extra_forbidden" and str(key) not in said_of.values():
            is_echo = _below(model, tuple(parent), str(key)) in said_of
        if not is_echo:
            yield detail


def _slip(model: type[BaseModel], parent: Path, key: str, raw: object) -> str:
    """Return what sort of slip brings several keys that are not known at once, if it is one."""
    if raw is None and " " in key:
        return "comma"
    return "shape" if key in _keys_at(model, parent) else ""


def _is_echo(detail: dict[str, Any]) -> bool:
    """Tell whether a list is too short only because pydantic left out entries with faults of their own."""
    return bool(detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"])


def _fault(place: Place, model: type[BaseModel], detail: dict[str, Any]) -> Diagnostic:
    """Return pydantic's error ``detail`` in our words."""
    loc = _without_tags(detail["loc"])
    where = Place(place.document, place.document.written((*place.path, *loc)))
    kind, raw = detail["type"], detail.get("input")
    if kind == "missing":
        span = where.key_span if where.path else where.span
        return Diagnostic(span, "missing-key", f"key “{loc[-1]}” is missing", _to_add(model, loc))
    if kind == "extra_forbidden":
        return _unknown_key(where, model, loc, raw)
    if kind in _EXPECTED or (kind in _WORDS and isinstance(raw, Mapping | list)):
        expected = _EXPECTED.get(kind, "one word")
        return _wrong_type(where, expected, raw, _to_write(model, loc, raw, where, expected))
    return _fault_of_value(where, detail)


def _fault_of_value(where: Place, detail: dict[str, Any]) -> Diagnostic:
    """Return the fault of a value that has the right type."""
    kind, raw, context = detail["type"], detail.get("input"), detail.get("ctx", {})
    if kind == "value_error":
        return _own_fault(where, str(context.get("error", detail["msg"])))
    if kind in _WORDS:
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
    return Diagnostic(where.span, "bad-value", f"{_shown(raw)}: {detail['msg'].lower()}", "correct it")


def _without_tags(loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Return ``loc`` without the shapes of unions that pydantic puts into it, written ``<so>``."""
    return (*(step for step in loc[:-1] if not _SHAPE_TAG.fullmatch(str(step))), *loc[-1:])


def _own_fault(where: Place, text: str) -> Diagnostic:
    """Return a fault that a model's own validator raised as ``code|what|remedy`` or ``code|what``."""
    code, _, rest = text.partition("|")
    if code == "bad-id":
        return bad_id(where.span, rest)
    what, _, remedy = rest.rpartition("|") if "|" in rest else (rest, "", "correct it")
    return Diagnostic(where.span, code, what, remedy)


def _unknown_key(where: Place, model: type[BaseModel], loc: Path, raw: object) -> Diagnostic:
    key, known = str(loc[-1]), _keys_at(model, loc[:-1])
    longer = next((one for one, short in ONE_OF.items() if short == key and one in known), "")
    if longer and longer in where.siblings:
        what = f"“{key}” and “{longer}” say the same"
        return Diagnostic(where.key_span, "unknown-key", what, "keep one of them")
    if key in known:  # of the other shape that may stand here
        what = f"key “{key}” does not go with the other keys here"
        remedy = "move or remove it"
        if "positions" in where.siblings:
            what = f"key “{key}” does not go with “positions”"
            remedy = "move the answer into a position: - {id: …, statement: …, kind: …, citations: […]}"
        return Diagnostic(where.key_span, "unknown-key", what, remedy)
    if raw is None and " " in key:
        what = f"{_shown(key)} stands behind a comma, which ends a text between braces"
        return Diagnostic(where.key_span, "unknown-key", what, 'put the whole text in quotes: "…, …"')
    fixes: tuple[Fix, ...] = ()
    if told := _told(model, loc[:-1], key):
        remedy = _told_line(model, (*loc[:-1], told), raw)
    elif below := _below(model, loc[:-1], key):
        remedy = f"it stands in “{below}”: {_told_line(model, (*loc[:-1], below), {key: raw})}"
    else:
        remedy = near_miss(key, known) or f"known here: {', '.join(sorted(known))}"
        fixes = _key_fixes(where, key, known)
    return Diagnostic(where.key_span, "unknown-key", f"unknown key {_shown(key)}", remedy, fixes=fixes)


def _key_fixes(where: Place, key: str, known: Collection[str]) -> tuple[Fix, ...]:
    """Return what makes ``key`` the one that is meant, unless that one, or its other form, is there too."""
    meant, at = one_slip(key, known), where.key_letters
    forms = {meant, *(form for pair in ONE_OF.items() if meant in pair for form in pair)}
    return (Fix(at, key, meant),) if meant and at and forms.isdisjoint(where.siblings) else ()


def _meant(model: type[BaseModel], parent: Path, key: str) -> str:
    """Return the key at ``parent`` that is meant by ``key``, which is not known there, or an empty string."""
    known = _keys_at(model, parent)
    if key in known:
        return ""
    close = get_close_matches(key[:100], sorted(known), n=1, cutoff=0.6)
    meant = _told(model, parent, key) or _below(model, parent, key) or "".join(close)
    return next((longer for longer, short in ONE_OF.items() if short == meant and longer in known), meant)


def _told(model: type[BaseModel], parent: Path, key: str) -> str:
    return next(
        (MEANT[name][key] for name in _shapes_at(model, parent).names if key in MEANT.get(name, {})), ""
    )


def _below(model: type[BaseModel], parent: Path, key: str) -> str:
    """Return the key at ``parent`` whose value may have ``key``: one that is needed, or the only one."""
    shapes = _shapes_at(model, parent)
    found = [
        one
        for one in sorted(_keys_at(model, parent) - set(ONE_OF.values()))
        if key in _keys_at(model, (*parent, one, 0)) and _example(model, (*parent, one)) is not None
    ]
    needed = [one for one in found if any(_is_needed(shape, one) for shape in shapes.alternatives)]
    return needed[0] if needed else found[0] if len(found) == 1 else ""


def _is_needed(shape: Mapping[str, Any], key: str) -> bool:
    either = (ways for rule in shape.get("allOf", ()) for ways in rule.get("oneOf", ()))
    return key in shape.get("required", ()) or any(key in way["required"] for way in either)


def _to_add(model: type[BaseModel], loc: Path) -> str:
    example = _example(model, loc)
    return f"add it, as in “{line(str(loc[-1]), example)}”" if example is not None else "add it"


def _to_write(model: type[BaseModel], loc: Path, raw: object, where: Place, expected: str) -> str:
    """Return what to write where the type is wrong, as far as an example can say it."""
    if isinstance(raw, str) and (glued := _GLUED.fullmatch(raw)):
        return f"write a space behind the colon: “{glued[1]}: {glued[2]}”"
    if not loc and where.path:  # an entry of a registry
        return _written(str(where.path[-1]), _entry(model), raw)
    if isinstance(raw, Mapping) and raw and expected == "a list":
        return _dashed(raw)
    return _told_line(model, loc, raw)


def _dashed(raw: Mapping[str, object]) -> str:
    """Return what to write where a list has its dashes left out."""
    key, said = next(iter(raw.items()))
    shown = line(key, said) if isinstance(said, str) else f"{key}: …"
    return f"begin each entry with “- ”, such as “- {shown}”"


def _entry(model: type[BaseModel]) -> Example:
    """Return an entry of a registry that has what it needs."""
    keys = EXAMPLES.get(model.__name__, {})
    return {key: keys[key] for key, field in model.model_fields.items() if field.is_required()}


def _told_line(model: type[BaseModel], loc: Path, raw: object) -> str:
    """Return what to write for the key at ``loc``, with what the author wrote where it fits."""
    while loc and isinstance(loc[-1], int):
        loc = loc[:-1]
    example = _example(model, loc)
    return "" if example is None else _written(str(loc[-1]), example, raw)


def _written(key: str, example: Example, raw: object) -> str:
    found = filled(example, raw)
    return f"write {'it as in ' if found is example else ''}“{line(key, found)}”"


def _example(model: type[BaseModel], loc: Path) -> Example | None:
    if not loc:
        return None
    found = (EXAMPLES.get(name, {}).get(str(loc[-1])) for name in _shapes_at(model, loc[:-1]).names)
    return next((example for example in found if example is not None), None)


def _not_one_of(where: Place, raw: object, expected: str) -> Diagnostic:
    allowed = {word.strip().strip("'") for word in expected.replace(" or ", ", ").split(",")}
    remedy = near_miss(str(raw), allowed) or f"one of: {', '.join(sorted(allowed))}"
    # Few words may stand here, so what is like one of them only is meant to be that one.
    near, at = get_close_matches(str(raw)[:100], sorted(allowed), n=2, cutoff=_ALIKE), where.letters
    fixes = (Fix(at, str(raw), near[0]),) if len(near) == 1 and at else ()
    return Diagnostic(where.span, "unknown-value", f"{_shown(raw)} is not allowed here", remedy, fixes=fixes)


def _wrong_type(where: Place, expected: str, raw: object, remedy: str) -> Diagnostic:
    what = f"expected {expected}, found {_shown(raw)}"
    return Diagnostic(where.span, "wrong-type", what, remedy or f"write {expected}")


def _shown(raw: object) -> str:
    if raw is None:
        return "nothing"
    if isinstance(raw, Mapping):
        return "a mapping"
    if isinstance(raw, list | tuple):
        return "a list"
    text = str(raw)
    return f"“{text[:_SHOWN]}…”" if len(text) > _SHOWN else f"“{text}”"


def _keys_at(model: type[BaseModel], loc: Path) -> frozenset[str]:
    """Return the keys that ``model`` admits at ``loc``."""
    return _shapes_at(model, loc).keys


def _shapes_at(model: type[BaseModel], loc: Path) -> Shapes:
    # All entries of a list have the same shape.
    return _cached_shapes(model, tuple(0 if isinstance(step, int) else step for step in loc))


@lru_cache(maxsize=1_000)
def _cached_shapes(model: type[BaseModel], loc: Path) -> Shapes:
    shapes = Shapes.of(model)
    for step in loc:
        inner = shapes.at(step)
        # A step that leads nowhere is the tag of a union: stay.
        shapes = inner if inner.alternatives else shapes
    return shapes
