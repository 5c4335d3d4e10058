"""Checks the ids inside the registries."""

from collections.abc import Iterator, Mapping

from topicpages.sources.link.resolver import Resolver
from topicpages.sources.model import Entity, Unit
from topicpages.sources.yaml_reader import Place


def check_registries(resolver: Resolver) -> None:
    """Report unknown or circular wider units, unknown origins of origins, names that two entities share."""
    _check_units(resolver)
    _check_origins(resolver)
    _check_names(resolver)
    _check_roles(resolver)


def _check_units(resolver: Resolver) -> None:
    units, place = resolver.corpus.units, resolver.corpus.places.get("units")
    circular = _circular(units)
    for key, unit in units.items():
        if place is None or unit.wider is None:
            continue
        where = place / key / "is"
        known = _others(units, key, unit.wider)
        if not resolver.known(unit.wider, known, where, code="unknown-unit", noun="unit", registry="units"):
            continue
        if key in circular:
            resolver.report(where.span, "unit-cycle", f"unit “{key}” is in the end itself", "remove one “is”")


def _check_origins(resolver: Resolver) -> None:
    origins, place = resolver.corpus.origins, resolver.corpus.places.get("origins")
    if place is None:
        return
    for key, origin in origins.items():
        for index, earlier in enumerate(origin.from_):
            where = place / key / "from" / index
            known = _others(origins, key, earlier)
            resolver.known(earlier, known, where, code="unknown-origin", noun="origin", registry="origins")


def _others(entries: Mapping[str, object], key: str, named: str) -> Mapping[str, object]:
    """Return what ``named``, said by entry ``key``, may be meant to be: not that entry itself."""
    return entries if named in entries else {one: entry for one, entry in entries.items() if one != key}


def _circular(units: Mapping[str, Unit]) -> set[str]:
    """Return the units whose chain of wider units leads back to them; each is looked at once."""
    found: set[str] = set()
    done: set[str] = set()
    for key in units:
        walked: dict[str, int] = {}
        step: str | None = key
        while step is not None and step in units and step not in done and step not in walked:
            walked[step] = len(walked)
            step = units[step].wider
        if step is not None and step in walked:
            found.update(one for one, place in walked.items() if place >= walked[step])
        done.update(walked)
    return found


def _check_names(resolver: Resolver) -> None:
    place = resolver.corpus.places.get("entities")
    if place is None:
        return
    owners: dict[str, str] = {}
    for key, entity in resolver.corpus.entities.items():
        for name, where in _names(entity, place / key):
            first = owners.setdefault(name.casefold(), key)
            if first != key:
                what = f"“{name}” names both “{first}” and “{key}”"
                resolver.report(where.span, "ambiguous-name", what, "keep it in one of them")


def _check_roles(resolver: Resolver) -> None:
    """Report articles that show an office and are not there."""
    place = resolver.corpus.places.get("entities")
    for key, entity in resolver.corpus.entities.items():
        for index, cited in enumerate(entity.role.citations if entity.role else ()):
            if place is not None and cited.article not in resolver.corpus.articles:
                where = place / key / "role" / "citations" / index / "article"
                resolver.missing_article(cited.article, where)


def _names(entity: Entity, place: Place) -> Iterator[tuple[str, Place]]:
    yield entity.name, place / "name"
    for field, names in (("aliases", entity.aliases), ("adjectives", entity.adjectives)):
        for index, name in enumerate(names):
            yield name, place / field / index
