"""Checks the ids inside the registries."""

from collections.abc import Mapping

from topicpages.diagnostics import Span
from topicpages.files import SOURCES
from topicpages.link.resolver import Resolver
from topicpages.model import Entity, Unit


def check_registries(resolver: Resolver) -> None:
    """Report unknown or circular wider units, unknown origins of origins, names that two entities share."""
    _check_units(resolver)
    _check_origins(resolver)
    _check_names(resolver)


def _check_units(resolver: Resolver) -> None:
    units, place = resolver.corpus.units, resolver.corpus.places.get("units")
    for key, unit in units.items():
        if place is None or unit.wider is None:
            continue
        where = place / key / "is"
        if not resolver.known(unit.wider, units, where, code="unknown-unit", noun="unit", registry="units"):
            continue
        seen = {key}
        wider = unit.wider
        while wider not in seen and (following := _wider(units, wider)):
            seen.add(wider)
            wider = following
        if wider in seen:
            resolver.report(where.span, "unit-cycle", f"unit “{key}” is in the end itself", "remove one “is”")


def _check_origins(resolver: Resolver) -> None:
    origins, place = resolver.corpus.origins, resolver.corpus.places.get("origins")
    if place is None:
        return
    for key, origin in origins.items():
        for index, earlier in enumerate(origin.from_):
            where = place / key / "from" / index
            resolver.known(earlier, origins, where, code="unknown-origin", noun="origin", registry="origins")


def _wider(units: Mapping[str, Unit], key: str) -> str | None:
    return units[key].wider if key in units else None


def _check_names(resolver: Resolver) -> None:
    owners: dict[str, str] = {}
    place = resolver.corpus.places.get("entities")
    for key, entity in resolver.corpus.entities.items():
        for name in dict.fromkeys(_names(entity)):
            first = owners.setdefault(name.casefold(), key)
            if first != key:
                span = (place / key).key_span if place else Span(f"{SOURCES}/entities.yml")
                what = f"“{name}” names both “{first}” and “{key}”"
                resolver.report(span, "ambiguous-name", what, "keep it in one of them")


def _names(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *entity.aliases, *entity.adjectives)
