"""Counts independent origins along the graph of derivations.

How it is counted: every publisher, owner and reporting origin (wire or outlet) belongs to a family; what
shares an owner, or comes from one another, is one family, and a publisher of unknown owner one by itself. A
passage counts for the families that it is derived from; without any, an examined article counts for its
publisher. Nothing is added where the origin is unknown, or where a statement was only passed on.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from topicpages.diagnostics import Diagnostic
from topicpages.evidence.assessment.results import Family
from topicpages.sources import Article, Citation, Derivation, Library, Origin, OriginKind, Relation

REPORTING = frozenset({OriginKind.WIRE, OriginKind.OUTLET})
UNKNOWN_OWNER = "unknown"

FamilyKey = str


class Families:
    """The families of a library; keys of members are ``origin:…``, ``publisher:…`` and ``owner:…``."""

    def __init__(self, library: Library) -> None:
        self.origins = library.origins
        self._joined = _Components()
        self._labels: dict[str, str] = {}
        for key, publisher in library.publishers.items():
            self._add(f"publisher:{key}", publisher.name, owner=publisher.owner)
        for key, origin in library.origins.items():
            if origin.kind in REPORTING:
                self._add(f"origin:{key}", origin.name, owner=origin.owner)
        for article in library.articles.values():
            self._labels.setdefault(f"publisher:{article.record.publisher}", article.publisher.name)
        self._join_namesakes(library)
        self._join_descent()

    def _add(self, member: str, name: str, *, owner: str | None) -> None:
        self._labels[member] = name
        if owner is not None and owner.casefold() != UNKNOWN_OWNER:
            self._joined.join(member, f"owner:{owner.casefold()}")
            self._labels.setdefault(f"owner:{owner.casefold()}", owner)

    def _join_namesakes(self, library: Library) -> None:
        """Join an outlet named as an origin with the publisher that it is."""
        by_name = {publisher.name.casefold(): key for key, publisher in library.publishers.items()}
        for key, origin in library.origins.items():
            publisher = key if key in library.publishers else by_name.get(origin.name.casefold())
            if origin.kind in REPORTING and publisher is not None:
                self._joined.join(f"origin:{key}", f"publisher:{publisher}")

    def _join_descent(self) -> None:
        for key, origin in self.origins.items():
            for earlier in origin.from_:
                if _reports(self.origins, key) and _reports(self.origins, earlier):
                    self._joined.join(f"origin:{key}", f"origin:{earlier}")

    def behind(self, article: Article, passage: int) -> frozenset[FamilyKey] | None:
        """Return the families that a passage's reporting may come from; ``None`` when nobody knows.

        The empty set means that it passes on a statement. An article derived from an origin in some passages
        leaves the origin of the others unknown.
        """
        if article.record.origins is None:
            return None
        covering = [derivation for derivation in article.record.origins if covers(derivation, passage)]
        reporting = [
            derivation.origin for derivation in covering if _reports(self.origins, derivation.origin)
        ]
        if reporting:
            return frozenset(self._joined.root(f"origin:{key}") for key in reporting)
        if any(_passed_on(self.origins, derivation) for derivation in covering):
            return frozenset()
        if any(
            _reports(self.origins, derivation.origin) and derivation.relation is not Relation.QUOTES
            for derivation in article.record.origins
        ):
            return None
        return frozenset({self._joined.root(f"publisher:{article.record.publisher}")})

    def family(self, key: FamilyKey) -> Family:
        """Return the family to which ``key`` belongs."""
        root = self._joined.root(key)
        names = {label for member, label in self._labels.items() if self._joined.root(member) == root}
        return Family(root, tuple(sorted(names)))

    def of_citations(self, citations: Iterable[Citation]) -> tuple[int, tuple[Family, ...]]:
        """Return how many independent origins are behind ``citations``, and their families by key.

        An article counts once, for all families behind its citations of known origin. One that may come from
        several connects them, unless a part of them already accounts for it. So there are never more
        origins than articles.
        """
        per_article: dict[str, frozenset[FamilyKey]] = {}
        for citation in citations:
            behind = [self.behind(citation.article, passage) for passage in citation.passages]
            known = [families for families in behind if families is not None]
            if len(known) == len(behind):
                before = per_article.get(citation.article.id, frozenset())
                per_article[citation.article.id] = before.union(*known)
        groups = {families for families in per_article.values() if families}
        components = _Components()
        for group in groups:
            if not any(other < group for other in groups):
                components.join_all(sorted(group))
        every = sorted(frozenset[str]().union(*groups))
        return components.count, tuple(self.family(key) for key in every)

    def voices(self, citation: Citation) -> Iterator[str]:
        """Yield whose word a citation gives: its voice, or else the statement that its passages pass on."""
        if citation.voice != "own":
            yield citation.voice
            return
        for derivation in citation.article.record.origins or ():
            if _passed_on(self.origins, derivation) and any(
                covers(derivation, number) for number in citation.passages
            ):
                yield self.origins[derivation.origin].owner or derivation.origin


def covers(derivation: Derivation, passage: int) -> bool:
    """Tell whether ``derivation`` is of that passage."""
    return derivation.passages == "all" or passage in derivation.passages


def _reports(origins: Mapping[str, Origin], key: str) -> bool:
    return key in origins and origins[key].kind in REPORTING


def _passed_on(origins: Mapping[str, Origin], derivation: Derivation) -> bool:
    """Tell whether a statement or post is what the article's text was made of, not only quoted in it."""
    known = derivation.origin in origins and not _reports(origins, derivation.origin)
    return known and derivation.relation is not Relation.QUOTES


class _Components:
    """Connected components of whatever was joined; the root of each is its smallest member."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}

    def root(self, member: str) -> str:
        while (parent := self._parents.get(member, member)) != member:
            member = parent
        return member

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._parents[second] = first
        self._parents.setdefault(first, first)

    def join_all(self, members: list[str]) -> None:
        self._parents.setdefault(members[0], members[0])
        for one, other in pairwise(members):
            self.join(one, other)

    @property
    def count(self) -> int:
        return sum(parent == member for member, parent in self._parents.items())


# --- cycles ----------------------------------------------------------------------------------------------


def cycles(library: Library) -> Iterator[Diagnostic]:
    """Report ``origin-cycle``: an origin that comes from itself, or an article from its own outlet."""
    place = library.places.get("origins")
    reported: set[str] = set()
    for key in library.origins:
        path = _way_back(library.origins, key)
        if path and place is not None and not reported & set(path):
            reported |= set(path)
            chain = " → ".join(f"“{step}”" for step in (*path, key))
            what = f"origin “{key}” comes in the end from itself: {chain}"
            yield Diagnostic((place / key / "from").span, "origin-cycle", what, "remove one “from”")
    for article in library.articles.values():
        for index, derivation in enumerate(article.record.origins or ()):
            if _is_own_outlet(library, article, derivation.origin):
                span = (article.place / "origins" / index / "origin").span
                what = f"“{article.id}” comes from its own outlet “{derivation.origin}”"
                yield Diagnostic(span, "origin-cycle", what, "own reporting needs no origin: write “[]”")


def _way_back(origins: Mapping[str, Origin], start: str) -> tuple[str, ...]:
    """Return the origins on a way from ``start`` along ``from`` back to it, ``start`` first; or nothing."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for earlier in origins[way[-1]].from_ if way[-1] in origins else ():
            if earlier == start:
                return way
            if earlier not in seen:
                seen.add(earlier)
                ways.append((*way, earlier))
    return ()


def _is_own_outlet(library: Library, article: Article, key: str) -> bool:
    origin = library.origins.get(key)
    if origin is None or origin.kind not in REPORTING:
        return False
    return key == article.record.publisher or origin.name.casefold() == article.publisher.name.casefold()
