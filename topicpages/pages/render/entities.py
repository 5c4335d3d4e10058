"""A page for each entity that claims name, and the index from A to Z."""

import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from topicpages.pages.render.addresses import ENTITIES, entity_page
from topicpages.pages.render.context import Context, counted, listed
from topicpages.pages.render.home import fact_view
from topicpages.pages.render.views import EntityLineView
from topicpages.sources import Claim, EntityKind

_KINDS = {
    EntityKind.PERSON: "person",
    EntityKind.ORGANISATION: "organisation",
    EntityKind.STATE: "state",
    EntityKind.PLACE: "place",
    EntityKind.TREATY: "treaty",
    EntityKind.EQUIPMENT: "equipment",
}


def entities_view(context: Context) -> dict[str, Any]:
    """Return what the template of the index prints: lines grouped by first letter."""
    lines = sorted(_lines(context), key=lambda line: (_sort_key(line.name), line.href))
    return {
        "letters": tuple(
            (initial, tuple(group)) for initial, group in groupby(lines, key=lambda line: _initial(line.name))
        )
    }


def _lines(context: Context) -> Iterator[EntityLineView]:
    for key, claims in context.entity_claims.items():
        entity = context.library.entities[key]
        yield EntityLineView(
            name=_sorted_name(entity.name, entity.kind),
            href=context.link(ENTITIES, entity_page(key)),
            kind=_KINDS[entity.kind],
            aliases=listed(entity.aliases[:4]) if entity.aliases else "",
            count=len(claims),
        )


def _sorted_name(name: str, kind: EntityKind) -> str:
    """Return a person's name with the last word first, as an index has it."""
    given, _, family = name.rpartition(" ")
    return f"{family}, {given}" if kind is EntityKind.PERSON and given else name


def _sort_key(name: str) -> str:
    """Return ``name`` without case and accents; not by locale, which differs from machine to machine."""
    return "".join(
        char for char in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(char)
    )


def _initial(name: str) -> str:
    first = _sort_key(name)[:1].upper()
    return first if first.isalpha() else "#"


def entity_view(context: Context, key: str) -> dict[str, Any]:
    """Return what the template of an entity's page prints."""
    entity, page = context.library.entities[key], entity_page(key)
    articles = context.library.articles
    role = entity.role
    claims = counted(len(context.entity_claims[key]), "claim")
    return {
        "title": _title(context, key),
        "description": f"{entity.name}, {_KINDS[entity.kind]}: {claims} that name it, with their sources.",
        "kind": _KINDS[entity.kind],
        "aliases": listed(entity.aliases),
        "role": role.text if role else "",
        "role_sources": tuple(
            context.article_link(page, articles[citation.article])
            for citation in (role.citations if role else ())
            if citation.article in articles
        ),
        "coordinates": _coordinates(context, key),
        "note": context.linker(page).linked(entity.note.text, but=frozenset({key})) if entity.note else (),
        "note_outside": bool(entity.note and entity.note.outside),
        "groups": tuple(
            (context.topic_link(page, topic), tuple(_facts(context, page, tuple(claims))))
            for topic, claims in groupby(context.entity_claims[key], key=lambda claim: claim.topic)
        ),
        "index": context.link(page, ENTITIES),
    }


def _title(context: Context, key: str) -> str:
    """Return what the page is called: the name, with its kind where a topic is called the same."""
    entity = context.library.entities[key]
    topics = {topic.sheet.title.casefold() for topic in context.library.topics.values()}
    return f"{entity.name} ({_KINDS[entity.kind]})" if entity.name.casefold() in topics else entity.name


def _facts(
    context: Context, page: str, claims: tuple[Claim, ...]
) -> Iterator[tuple[str, str, tuple[Any, ...]]]:
    """Yield question, link and answers of each claim."""
    for claim in claims:
        link = context.claim_link(page, claim)
        yield (
            link.text,
            link.href,
            tuple(fact_view(context, page, answer) for answer in claim.standing_assertions),
        )


def _coordinates(context: Context, key: str) -> str:
    position = context.library.entities[key].coordinates
    if position is None:
        return ""
    north = f"{abs(position.lat):g}° {'N' if position.lat >= 0 else 'S'}"
    east = f"{abs(position.lon):g}° {'E' if position.lon >= 0 else 'W'}"
    return f"about {north}, {east} ({position.basis})"
