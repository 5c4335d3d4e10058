"""Looks ids up in the registries and reports those that name nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from topicpages.diagnostics import MAX_FAULTS, Diagnostic, Fix, Span, near_miss
from topicpages.sources.corpus import Corpus
from topicpages.sources.files import ARTICLES, SOURCES
from topicpages.sources.slips import fixes_of
from topicpages.sources.yaml_reader import Place


@dataclass(slots=True)
class _Absent:
    """Something that is named and not there: its fault at each of the places where it is named."""

    told: list[Diagnostic]

    @property
    def fault(self) -> Diagnostic:
        """The fault at the first place, which says where the next one is and how many follow.

        Its fixes are those of all places, if each has one and the same words become the same.
        """
        first, *others = sorted({told.span for told in self.told})
        what = self.told[0].message
        if others:
            near = others[0].path == first.path
            at = f"on line {others[0].line}" if near else f"in {others[0].path}:{others[0].line}"
            more = f"{len(others) - 1} more place{'s' if others[2:] else ''}"
            what += f", also {at}" + (f" and in {more}" if others[1:] else "")
        return replace(self.told[0], span=first, message=what, fixes=self._fixes)

    @property
    def _fixes(self) -> tuple[Fix, ...]:
        fixes = {fix for told in self.told for fix in told.fixes}
        agree = len({(fix.old, fix.new) for fix in fixes}) == len({fix.old for fix in fixes})
        return tuple(sorted(fixes)) if agree and all(told.fixes for told in self.told) else ()


# The line to write for an entry that is not there.
_ENTRIES: Mapping[str, str] = {
    "entities": "{0}: {{name: …, kind: organisation}}",
    "origins": "{0}: {{name: …, kind: wire}}",
    "publishers": "{0}: {{name: …}}",
    "units": "{0}: {{name: {0}, words: [{0}]}}",
}


class Resolver:
    """The corpus being linked and the faults found so far.

    What is named in many places and is not there is one fault: one file or entry is missing, or misnamed.
    """

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.troubles = 0
        """How often something was not as it should be, told or not."""
        self.lost: set[str] = set()
        """The stems of registries that lack entries which are named."""
        self.unknown_claims: set[str] = set()
        self.changed_originals: set[str] = set()
        """Articles whose original is not the file that their record was made of."""
        self._faults: list[Diagnostic] = []
        self._absent: dict[tuple[str, str], _Absent] = {}

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """All faults found so far."""
        return (*self._faults, *(absent.fault for absent in self._absent.values()))

    def report(self, span: Span, code: str, what: str, remedy: str, fixes: tuple[Fix, ...] = ()) -> None:
        """Add a fault."""
        self.troubles += 1
        if not self.has_enough:
            self._faults.append(Diagnostic(span, code, what, remedy, fixes=fixes))

    def report_absent(self, sort: str, key: str, fault: Diagnostic) -> None:
        """Add a fault of something of this sort that is named and not there; it is told once for each key."""
        self.troubles += 1
        if (found := self._absent.get((sort, key))) is not None:
            found.told.append(fault)
        elif not self.has_enough:
            self._absent[sort, key] = _Absent([fault])

    @property
    def has_enough(self) -> bool:
        """Whether more faults were found than are told: looking for near misses would only take time."""
        return len(self._faults) + len(self._absent) > MAX_FAULTS

    def near_miss(self, word: str, known: Mapping[str, object]) -> str:
        """Return “did you mean …” for the known word closest to ``word``, or the empty string."""
        return "" if self.has_enough else near_miss(word, known)

    def fixes(self, place: Place, word: str, known: Mapping[str, object]) -> tuple[Fix, ...]:
        """Return what makes ``word``, the text at ``place``, the known word that it is but for a slip."""
        return () if self.has_enough else fixes_of(place, word, known)

    def entity(self, key: str, place: Place, *, code: str, noun: str) -> bool:
        """Tell whether ``key`` is an entity; otherwise report ``code`` at ``place``."""
        return self.known(key, self.corpus.entities, place, code=code, noun=noun, registry="entities")

    def known(
        self, key: str, entries: Mapping[str, object], place: Place, *, code: str, noun: str, registry: str
    ) -> bool:
        """Tell whether ``key`` is among ``entries``; otherwise report ``code`` at ``place``.

        Nothing is reported while the registry itself has faults: the entry may be in what was left out.
        """
        if key in entries:
            return True
        self.troubles += 1
        path = f"{SOURCES}/{registry}.yml"
        if path in self.corpus.partial:
            return False
        close, fixes = self.near_miss(key, entries), self.fixes(place, key, entries)
        what, remedy = (
            f"unknown {noun} “{key}”",
            close or f"add it to {path}: {_ENTRIES[registry].format(key)}",
        )
        if not close:
            self.lost.add(registry)
        if registry not in self.corpus.places:
            what, key = f"{what}: there is no {path}", ""
        self.report_absent(registry, key, Diagnostic(place.span, code, what, remedy, fixes=fixes))
        return False

    def missing_article(self, key: str, place: Place) -> None:
        """Report that no article is called ``key``, unless its record has faults of its own."""
        self.troubles += 1
        self.lost.add("articles")
        if not self.corpus.has_lost(f"{ARTICLES}/{key}.md"):
            remedy = self.near_miss(key, self.corpus.articles) or f"add {ARTICLES}/{key}.md"
            fixes = self.fixes(place, key, self.corpus.articles)
            what = f"unknown article “{key}”"
            fault = Diagnostic(place.span, "unknown-article", what, remedy, fixes=fixes)
            self.report_absent("article", key, fault)
