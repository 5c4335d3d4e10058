"""Reads the lock, and writes it so that its diffs read well."""

import json
from collections.abc import Iterator

from topicpages.diagnostics import Diagnostic, Span
from topicpages.evidence.lock_file.shapes import Lock
from topicpages.sources import LOCK, Place, decode_tree, read_yaml


def read_lock(text: str | None) -> tuple[Lock, tuple[Diagnostic, ...]]:
    """Return the lock in ``text``, an empty one when there is none. What is wrong is ``bad-lock``.

    Never raises.
    """
    if text is None or not text.strip():
        return Lock(), ()
    try:
        return Lock.model_validate(json.loads(text, object_pairs_hook=_without_duplicates)), ()
    except json.JSONDecodeError as error:
        return Lock(), (_bad(Span(LOCK, error.lineno, error.colno), error.msg.lower()),)
    except (ValueError, RecursionError):  # pydantic's ValidationError is a ValueError too
        return Lock(), _shape_faults(text)


def _bad(span: Span, what: str) -> Diagnostic:
    return Diagnostic(span, "bad-lock", what, "restore the file from version control, or sign off again")


def _without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    entries = dict(pairs)
    if len(entries) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"key “{twice}” stands twice")
    return entries


def _shape_faults(text: str) -> tuple[Diagnostic, ...]:
    """Return what is wrong in JSON of the wrong shape; as JSON is YAML too, its reader knows the places."""
    document, faults = read_yaml(text, LOCK)
    if document is not None:
        _, found = decode_tree(Place(document), Lock)
        faults += found
    return tuple(_bad(fault.span, fault.message) for fault in faults) or (
        _bad(Span(LOCK), "not the shape of a lock"),
    )


def lock_text(lock: Lock) -> str:
    """Return ``lock`` as JSON that diffs well: sorted keys, and one record or sentence a line.

    A site that never looks at addresses has no word of them in its lock.
    """
    tree = lock.model_dump(mode="json", exclude_none=True)
    if not lock.addresses:
        del tree["addresses"]
    return "\n".join(_json_lines(tree, "")) + "\n"


def _json_lines(node: object, indent: str) -> Iterator[str]:
    """Yield the lines of ``node``; a mapping or list of plain values only stands on one line."""
    inner = indent + "  "
    if isinstance(node, dict) and any(isinstance(value, dict | list) for value in node.values()):
        entries = [(f"{json.dumps(key, ensure_ascii=False)}: ", node[key]) for key in sorted(node)]
        opening, closing = "{", "}"
    elif isinstance(node, list) and node:
        entries = [("", value) for value in node]
        opening, closing = "[", "]"
    else:
        yield json.dumps(node, ensure_ascii=False, sort_keys=True)
        return
    yield opening
    for number, (key, value) in enumerate(entries, start=1):
        body = list(_json_lines(value, inner))
        body[0] = f"{inner}{key}{body[0]}"
        yield from body[:-1]
        yield body[-1] + ("," if number < len(entries) else "")
    yield indent + closing
