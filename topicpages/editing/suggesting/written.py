"""Proposals as text: YAML with a comment that says where to paste each, or JSON with the same."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from topicpages.diagnostics import visible
from topicpages.editing.suggesting.proposing import Proposal, Relation
from topicpages.sources import (
    OWN_VOICE,
    Article,
    Assertion,
    CitationSpec,
    Library,
    QuoteSpec,
    ReadingSpec,
    Says,
)

_HEAD = (
    "# Proposals for “{article}”. The program has read words, not meanings: read each against its passage\n"
    "# before you paste it where its comment says. Empty texts are yours to write.\n"
)
_NOTHING = "# Nothing to propose for “{article}”.\n"
_PLAIN = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
# Other readers of YAML take these for something else than text.
_TAKEN = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))
_MOST_SHOWN = 8
_CLAIM_KEYS = ("id", "question", "statement", "kind")

Tree = str | list["Tree"] | dict[str, "Tree"]


def proposals_yaml(library: Library, article: Article, proposals: Sequence[Proposal]) -> str:
    """Return ``proposals`` as one YAML list, by passage, sheet and claim; it ends with a newline."""
    if not proposals:
        return _NOTHING.format(article=visible(article.id))
    parts = [_HEAD.format(article=visible(article.id))]
    for number, of_passage in groupby(proposals, key=lambda one: one.passage):
        blocks = [(_where(library, one), one) for one in of_passage]
        parts.append(f"\n# --- passage {number}, {blocks[0][1].role}\n")
        for place, group in groupby(blocks, key=lambda block: block[0]):
            parts.append(f"\n# {place}\n")
            parts += (f"# {_why(library, one)}\n{_listed(_tree(one))}" for _, one in group)
    return "".join(parts)


def proposals_as_objects(library: Library, proposals: Sequence[Proposal]) -> list[dict[str, Any]]:
    """Return ``proposals`` as plain objects.

    Each has ``passage``, ``relation``, ``where``, ``claim``, ``score``, ``shares``, ``lacks``, ``turns`` and
    ``paste``, which holds what the YAML has.
    """
    return [
        {
            "passage": one.passage,
            "role": one.role.value,
            "relation": one.relation.value,
            "claim": one.answer.id if one.answer else None,
            "where": _where(library, one),
            "score": one.score,
            "shares": list(one.shares),
            "lacks": list(one.lacks),
            "turns": list(one.turns),
            "paste": _tree(one),
        }
        for one in proposals
    ]


def _where(library: Library, one: Proposal) -> str:
    """Return the file, the claim and the key below which a proposal belongs."""
    answer = one.answer
    if answer is None:
        return "any sheet, under claims:"
    sheet = answer.place.span.path
    claim = answer.claim_id.partition("/")[2]
    if one.relation is Relation.ADDS:
        return f"{sheet}, section “{visible(_section(library, answer))}”, under claims:"
    if one.relation is not Relation.CONTRADICTS:
        position = f", position {answer.position}" if answer.position else ""
        return f"{sheet}, claim {claim}{position}, under citations:"
    if answer.position:
        return f"{sheet}, claim {claim}, under positions:"
    return f"{sheet}, claim {claim}, under positions: (make its one answer the first of them)"


def _section(library: Library, answer: Assertion) -> str:
    topic = library.topics[answer.topic]
    return next(
        section.title
        for section in topic.sections
        if any(claim.id == answer.claim_id for claim in section.claims)
    )


def _why(library: Library, one: Proposal) -> str:
    """Return how the passage stands to the answer, what it shares with it and what it lacks."""
    said = one.relation.value
    if one.answer is not None and one.relation in (Relation.ADDS, Relation.CONTRADICTS):
        named = one.answer.id.partition("/")[2].replace("/", ", position ")
        said = f"{said} {named}" + (" (its statement is a guess)" if one.rival else "")
    notes = [said, *_noted("lacks", one.lacks), *_noted("turns", one.turns), *_noted("shares", one.shares)]
    if one.citation.voice != OWN_VOICE:
        notes.append(f"voice {_name(library, one.citation.voice)}: does the passage say so?")
    return visible("; ".join(notes))


def _noted(word: str, texts: Sequence[str]) -> Iterator[str]:
    if texts:
        more = ", …" if len(texts) > _MOST_SHOWN else ""
        yield f"{word} {', '.join(' '.join(text.split()) for text in texts[:_MOST_SHOWN])}{more}"


def _name(library: Library, key: str) -> str:
    return library.entities[key].name if key in library.entities else key


# --- what is pasted --------------------------------------------------------------------------------------


def _tree(one: Proposal) -> dict[str, Tree]:
    """Return what is pasted: a citation, a position, or a claim."""
    citation = _citation(one.citation)
    if one.rival is not None:
        values = [
            value.model_dump(mode="json", exclude_none=True, by_alias=True) for value in one.rival.values
        ]
        return {
            "id": "",
            "statement": one.rival.statement,
            "kind": one.rival.kind.value,
            "values": [_texts(value) for value in values],
            "citations": [citation],
        }
    if one.relation in (Relation.ADDS, Relation.NEW):
        return {**dict.fromkeys(_CLAIM_KEYS, ""), "citations": [citation]}
    return citation


def _texts(value: Any) -> Tree:  # noqa: ANN401 -- what pydantic dumps
    if isinstance(value, Mapping):
        return {key: _texts(one) for key, one in value.items()}
    return [_texts(one) for one in value] if isinstance(value, list) else str(value)


def _citation(spec: CitationSpec) -> dict[str, Tree]:
    """Return ``spec`` in its shortest form."""
    tree: dict[str, Tree] = {"article": spec.article, "quotes": [_quote(quote) for quote in spec.quotes]}
    if spec.voice != OWN_VOICE:
        tree["voice"] = spec.voice
    if spec.says is not Says.REPORTS:
        tree["says"] = spec.says.value
    if spec.reads:
        tree["reads"] = [_reading(reading) for reading in spec.reads]
    return tree


def _quote(spec: QuoteSpec) -> Tree:
    if spec.prefix is None and spec.suffix is None:
        return spec.exact
    beside = {"prefix": spec.prefix, "suffix": spec.suffix}
    return {"exact": spec.exact, **{key: words for key, words in beside.items() if words is not None}}


def _reading(spec: ReadingSpec) -> Tree:
    return {"from": _one_or_many(spec.from_), "means": _one_or_many(spec.means), "by": spec.by.value}


def _one_or_many(texts: Sequence[str]) -> Tree:
    return texts[0] if len(texts) == 1 else list(texts)


# --- as YAML ---------------------------------------------------------------------------------------------


def _listed(tree: Mapping[str, Tree]) -> str:
    """Return ``tree`` as one entry of a list, a key to a line."""
    lines = [f"{key}:{_value(value)}" for key, value in tree.items()]
    return "- " + "\n".join(lines).replace("\n", "\n  ") + "\n"


def _value(value: Tree) -> str:
    """Return ``value`` behind its key: short lists in one line, citations a key to a line."""
    if isinstance(value, list) and any(isinstance(one, dict) and "article" in one for one in value):
        entries = (_listed(one).rstrip("\n") for one in value if isinstance(one, dict))
        return "\n  " + "\n".join(entries).replace("\n", "\n  ")
    return f" {_flow(value)}"


def _flow(value: Tree) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value)


def _scalar(text: str) -> str:
    """Return ``text`` as YAML that every reader takes for this very text."""
    if _PLAIN.fullmatch(text) and text not in _TAKEN:
        return text
    return json.dumps(text, ensure_ascii=False) if text.isprintable() else json.dumps(text)
